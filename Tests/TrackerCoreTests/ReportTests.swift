// The report as text, compared with recorded ones; and what part of a history it covers.

import TestSupport
import Testing
import TrackerCore

@Suite struct ReportTests {
  private let engine = StatisticsEngine()

  @Test func theReportOfNothing() throws {
    try expectGolden(engine.generateSummaryReport(History()), "report-empty.txt")
  }

  @Test func theReportOfASmallHistory() throws {
    var history = History()
    var first = Session.made("a", "10:00", "11:00", estimate: 240)
    var file = FileMetrics()
    file.functions = [
      .made(added: 42, modified: 3, complexity: 5, score: 60, effort: 43.5),
      .made(added: 8, complexity: 2, score: 35, effort: 8),
    ]
    first.codeMetrics = [file]
    history.sessions = [
      first, .made("b", "11:10", "12:10", estimate: 240, type: "debugging"),
      .made("c", "13:00", "13:30", estimate: 30, type: "human_review"),
      .made("d", "14:00", status: "active"),
    ]
    for rating in [5, 5, 4, 3, 5, 1] { history.interactions.add(session: "a", rating: rating) }
    history.issues = [
      .made("a", "wrong_api", "high"), .made("b", "slow", "low"), .made("b", "slow", "critical"),
      .made("b", "slow", "medium"), .made("b", "slow", "low"),
    ]
    try expectGolden(engine.generateSummaryReport(history), "report-small.txt")
  }

  /// Values that round twice, money past a million and below zero, ratings and severities nobody knows.
  @Test func theReportOfAnOddHistory() throws {
    var history = History()
    var review = Session.made("a", "10:00", "2026-01-05T10:26:42+00:00", estimate: 600_000.3)
    var file = FileMetrics()
    file.functions = [
      .made(added: 2.5, complexity: 3, score: 45, effort: 2.449),
      .made(added: 1, complexity: 4, score: 46, effort: 0.1),
    ]
    review.codeMetrics = [file]
    history.sessions = [
      review, .made("b", "12:00", "11:00", estimate: -60), .made("c", nil, nil, type: nil),
    ]
    for rating in [0, 9, 4, 4] { history.interactions.add(session: nil, rating: rating) }
    history.issues = [.made("a", "x", "fatal"), .made("a", nil, nil)]
    try expectGolden(engine.generateSummaryReport(history), "report-odd.txt")
  }

  @Test func theReportOfLossesShowsMinusAfterTheDollar() {
    var history = History()
    history.sessions = [.made("a", "10:00", "14:00")]
    let report = engine.generateSummaryReport(history)
    #expect(report.contains("Human baseline cost: $0.00\n"))
    #expect(report.contains("AI total cost: $105.00\n"))
    #expect(report.contains("Cost saved: $-105.00\n"))
    #expect(report.contains("ROI: 0.0%\n"))
  }

  @Test(arguments: [1e308, .infinity])
  func whatGoesBeyondAllNumbersIsNotKnown(_ minutes: Double) {
    var history = History()
    for id in ["a", "b"] {
      var session = Session.made(SessionID(id), "2026-01-05T10:00:00Z", "2026-01-05T10:10:00Z")
      session.humanTimeEstimateMinutes = minutes
      var function = FunctionMetrics()
      function.contribution.linesAdded = LineCount(minutes)
      function.value.effortScore = minutes
      var file = FileMetrics()
      file.functions = [function]
      session.codeMetrics = [file]
      history.sessions.append(session)
    }
    let report = engine.generateSummaryReport(history)
    for line in ["Human baseline cost", "Cost saved", "ROI", "Lines added", "Total effort score"] {
      #expect(report.contains("  • \(line): not known\n"))
    }
    #expect(report.contains("AI total cost: $"))
    #expect(report.firstMatch(of: /\b(inf|nan)/) == nil, "\(report)")
  }

  @Test func aNumberIsRoundedAsDocumentsShowItBeforeItIsPrinted() {
    func hours(_ end: String) -> String? {
      var history = History()
      history.sessions = [.made("a", "10:00", "2026-01-05T\(end)+00:00")]
      let line = engine.generateSummaryReport(history).split(separator: "\n").first {
        $0.contains("Total AI time")
      }
      return line.map { String($0.dropFirst("  • Total AI time: ".count)) }
    }
    // 0.445 hours are 0.45 and so 0.5; a quarter of an hour is 0.25 and so 0.2.
    #expect(hours("10:26:42") == "0.5 hours")
    #expect(hours("10:15:00") == "0.2 hours")
  }
}

@Suite struct HistoryTests {
  private var history: History {
    var history = History()
    history.sessions = [
      .made("a", "2026-01-01T10:00:00Z"), .made("b", "2026-01-02T10:00:00Z"),
      .made("naive", "2026-01-02T10:00:00"), .made("no start", nil),
    ]
    for (id, rating) in [("a", 1), ("b", 5), ("b", 4), ("orphan", 3)] {
      history.interactions.add(session: SessionID(id), rating: rating)
    }
    history.interactions.add(session: nil, rating: 2)
    history.issues = [.made("a", "x", "low"), .made("b", "y", "high"), .made("orphan", "z", "low")]
    return history
  }

  @Test func withoutBoundsEverythingStays() {
    #expect(history.restricted(to: nil) == history)
  }

  @Test func aRangeKeepsTheSessionsThatStartInItWithAllThatIsTheirs() throws {
    let start = try Timestamp.reading("2026-01-02T10:00:00Z").microseconds
    let part = history.restricted(to: start..<start + 1)
    #expect(part.sessions.map(\.id) == ["b", "naive"])
    #expect(part.interactions.all.count == 2)
    #expect(part.interactions.all.ratingSum == 9)
    #expect(part.issues.map(\.issueType) == ["y"])
    #expect(history.restricted(to: start + 1..<start + 2).sessions == [])
    #expect(history.restricted(to: start - 1..<start).sessions == [])
  }

  @Test func oneSessionComesWithWhatIsItsOwn() throws {
    let part = try #require(history.restricted(toSession: "b"))
    #expect(part.sessions.map(\.id) == ["b"])
    #expect(part.interactions.all.count == 2)
    #expect(part.issues.map(\.issueType) == ["y"])
    #expect(history.restricted(toSession: "orphan") == nil)
  }
}
