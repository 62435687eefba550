// A week in ten lines: what it says, and that no name is taken for markup.

import TestSupport
import Testing

@testable import TrackerCore

@Suite struct MarkdownReportTests {
  private let engine = StatisticsEngine()
  private let now = Timestamp(microseconds: 1_767_787_200_000_000)  // 2026-01-07 12:00 UTC

  private func report(
    _ all: History, range: String? = "7d", by dimensions: [Dimension] = [.project, .model],
    only: [String] = []
  ) throws -> [String] {
    let range = try ReportRange(range: range, now: now, calendar: .utc)
    let history = try range.covered(of: all, now: now, calendar: .utc)
    let comparison = engine.comparison(
      of: history, in: all, bounds: range.bounds, previous: range.previous, now: now,
      calendar: .utc)
    return engine.markdownReport(
      history, of: range, comparison, by: dimensions, only: only, now: now, calendar: .utc
    ).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func history(_ projects: [(String?, Double)]) -> History {
    var history = History()
    for (number, project) in projects.enumerated() {
      var session = Session.made(
        SessionID("s\(number)"), "2026-01-05T0\(number):00:00Z", "2026-01-05T0\(number):30:00Z",
        estimate: project.1)
      session.project = project.0
      session.modelName = "opus"
      history.sessions.append(session)
    }
    history.sessions.append(
      .made("before", "2025-12-30T09:00:00Z", "2025-12-30T10:00:00Z", estimate: 60))
    history.add(interactionOf: "s0", at: Timestamp("2026-01-05T00:10:00Z"), rating: 4)
    history.issues.append(.made("s0", "bug", "high"))
    return history
  }

  @Test func aWeekIsToldWithItsChanges() throws {
    let lines = try report(history([("shop", 180), ("web", 10), (nil, 60)]), only: ["eff>3"])
    #expect(
      lines == [
        "### AI sessions: 2026-01-01 to 2026-01-07, only `eff>3`", "",
        "- **Sessions** 3 (+2), 3 completed, 1.5h of AI time",
        "- **Multiplier** 2.8x (+1.8, could be chance)",
        "- **Saved** 2.7h (+2.7h, could be chance), $502 (+$399, could be chance), an estimate",
        "- **Rating** 4.0, 1 rated", "- **Issues** 1 (+1), 1 open",
        "- **By project** best `shop` 6.0x, 2.5h saved; worst `web` 0.3x, −0.3h saved",
        "- changes against 2025-12-25 to 2025-12-31",
      ])
  }

  @Test func whatThereIsNothingOfIsNoZero() throws {
    let lines = try report(History())
    #expect(lines[2] == "- **Sessions** 0, 0 completed, 0.0h of AI time")
    #expect(lines[3] == "- **Multiplier** —")
    #expect(lines.last == "- nothing in 2025-12-25 to 2025-12-31")
    #expect(try report(History(), range: nil).last == "- no period before to compare with")
  }

  @Test func groupsFollowTheDimensionThatIsAskedFor() throws {
    var all = history([("shop", 180), ("web", 10)])
    all.sessions[0].developer = "Ada"
    let lines = try report(all, by: [.developer])
    #expect(lines.contains { $0.hasPrefix("- **By developer** best `Ada`") })
    #expect(!lines.contains { $0.contains("By project") })
  }

  /// The text outside of code, by the rule of CommonMark; nil where a fence is not closed.
  private func outsideOfCode(_ line: String) -> String? {
    var outside = ""
    var rest = Substring(line)
    while let start = rest.firstIndex(of: "`") {
      outside += rest[..<start]
      let fence = rest[start...].prefix { $0 == "`" }
      rest = rest[fence.endIndex...]
      var end: Substring.Index?
      var search = rest
      while end == nil, let next = search.firstIndex(of: "`") {
        let run = search[next...].prefix { $0 == "`" }
        if run.count == fence.count { end = next }
        search = search[run.endIndex...]
      }
      guard let end else { return nil }
      rest = rest[rest.index(end, offsetBy: fence.count)...]
    }
    return outside + rest
  }

  @Test(arguments: 0..<200)
  func noNameIsMarkup(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let signs = [
      "`", "``", "|", "<b>", "</td>", "[a](http://b)", "*", "_", "\n", "\r\n", "# ", "~~", "![",
      "&amp;", "@ada", "#1", "\\", "$$", "- ", "\t", "語", "x", " ", "\u{202E}",
    ]
    func name() -> String {
      (0..<(1 + generator.below(6))).map { _ in generator.pick(signs) }.joined()
    }
    let all = history((0..<4).map { (name(), Double($0) * 50) })
    let lines = try report(all, only: [name()])
    #expect(lines.count <= 10)
    for (number, line) in lines.enumerated() {
      #expect(number == 1 ? line.isEmpty : number == 0 || line.hasPrefix("- "))
      let outside = try #require(outsideOfCode(line))
      #expect(
        !outside.replacing("**", with: "").contains { "`*_[]<|\\@~&\n\r".contains($0) },
        "\(line)")
    }
  }
}
