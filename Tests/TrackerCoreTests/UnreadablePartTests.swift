// A file that cannot be read: what rests on it is not known, in every figure, and never zero.

import JSON
import TestSupport
import Testing

@testable import TrackerCore

@Suite final class UnreadablePartTests {
  let world: TestEnvironment
  let service: SessionService
  static let parts: [DataFile] = [.sessions, .interactions, .issues]
  static let broken = [
    "", "[", "{", "[{\"session_id\": \"a\"", "7", "null", "not json", "[]]", "\u{0}\u{1}",
    "<<<<<<<",
  ].dropFirst()

  init() throws {
    world = try TestEnvironment()
    service = world.service()
    try world.store(
      """
      {"a": {"status": "completed", "session_name": "x", "start_time": "2026-01-05T10:00:00+00:00",
        "end_time": "2026-01-05T11:00:00+00:00", "human_time_estimate_minutes": 240, "project": "p"},
       "b": {"status": "active", "start_time": "2026-01-05T20:00:00+00:00", "project": "q"}}
      """, as: "sessions.json")
    try world.store(
      """
      [{"session_id": "a", "timestamp": "2026-01-05T10:20:00+00:00", "effectiveness_rating": 4,
        "iteration_count": 2, "tokens_in": 100, "tokens_out": 20}]
      """, as: "interactions.json")
    try world.store(
      """
      [{"session_id": "a", "timestamp": "2026-01-05T10:30:00+00:00", "issue_type": "t",
        "severity": "high", "description": "d", "resolved": false}]
      """, as: "issues.json")
  }

  private func history() throws -> History {
    try service.history(withFacts: true, asFarAsPossible: true)
  }

  /// Which files a figure rests on: without them, and only without them, it says nothing.
  private func basis(_ figure: Figure) -> Set<DataFile> {
    Set(
      UnreadablePartTests.parts.filter { part in
        var overview = Overview()
        overview.unreadable = [part]
        return !figure.isReadable(overview)
      })
  }

  @Test(arguments: parts, broken)
  func noFigureThatRestsOnABrokenFileIsANumber(_ part: DataFile, _ text: String) throws {
    try world.store(text, as: part.name)
    let history = try history()
    #expect(history.unreadable == [part])
    #expect(history.unusableFiles.first?.obstacle == .contents)
    #expect(history.unusableFiles.first?.since != nil)
    let (calendar, engine) = (LocalCalendar.utc, service.statistics)
    let overview = engine.overview(history, calendar: calendar, at: world.now)
    let groups = engine.groups(history, by: .project, calendar: calendar).map(\.overview)
    for figure in FigureGroup.all.flatMap({ $0.figures + $0.parts.flatMap(\.figures) }) {
      guard basis(figure).contains(part) else { continue }
      for overview in [overview] + groups {
        #expect(figure.cell(overview) == .none, "\(figure.key)")
        #expect(figure.shownIfKnown(overview) == "—", "\(figure.key)")
        #expect(figure.metric?.value(overview).isNaN ?? true, "\(figure.key)")
      }
    }
    for row in overview.rows {
      for column in SessionRow.columns
      where !column.isReadable(row) { #expect(column.cell(row) == .none, "\(column.key)") }
    }
    let days = engine.trends(
      history, by: .day, days: TrendDays(first: nil, last: calendar.day(of: world.now)),
      calendar: calendar)
    if part == .interactions {
      for day in days {
        for column in TrendPoint.columns.suffix(2) { #expect(column.cell(day) == .none) }
      }
      let ratings = engine.effectivenessBreakdown(
        history, by: [.type, .model],
        days: TrendDays(first: nil, last: calendar.day(of: world.now)),
        calendar: calendar)
      #expect(ratings.byIterations.isEmpty && ratings.sides.allSatisfy(\.groups.isEmpty))
    }
  }

  @Test func everyFigureOfSessionsRatingsAndIssuesKnowsWhatItRestsOn() {
    let rating: Set<DataFile> = [.sessions, .interactions]
    for figure in FigureGroup.effectiveness.figures + FigureGroup.ratings.figures {
      #expect(basis(figure) == rating, "\(figure.key)")
    }
    for figure in FigureGroup.issues.figures {
      #expect(basis(figure) == [.sessions, .issues], "\(figure.key)")
    }
    for figure in FigureGroup.time.figures + FigureGroup.money + FigureGroup.gaps.figures {
      #expect(basis(figure) == [.sessions], "\(figure.key)")
    }
  }

  @Test func whatDoesNotRestOnItStaysAsItWas() throws {
    let whole = service.statistics.figures(try history())
    try world.store("[", as: "interactions.json")
    let rest = service.statistics.figures(try history())
    for figure in FigureGroup.all.flatMap(\.figures) where !basis(figure).contains(.interactions) {
      #expect(figure.cell(whole) == figure.cell(rest), "\(figure.key)")
    }
  }

  @Test func claimsAreAsLoggedWhereDoubtsAreNotKnown() throws {
    let (calendar, engine) = (LocalCalendar.utc, service.statistics)
    func overview() throws -> Overview {
      let history = try history()
      var overview = engine.figures(history)
      overview.claims = engine.claims(
        history, of: overview, calibration: Calibration(history.sessions), calendar: calendar)
      return overview
    }
    let whole = try overview()
    try world.store("[", as: "interactions.json")
    let rest = try overview()
    let claims = try #require(rest.claims)
    #expect(claims.asLogged == whole.claims?.asLogged)
    #expect(claims.calibrated == whole.claims?.calibrated)
    #expect(!claims.conservative.isKnown && claims.verdict == .notEnoughData)
    #expect(claims.quality.cleanSessions == nil && claims.quality.doubtedShare == nil)
    #expect(claims.block.contains("interactions.json cannot be read"))
    #expect(!claims.block.contains("no interaction"))
    let document = Claims.shape.value(claims)
    guard case .array(let all)? = document["claims"] else { return #expect(Bool(false)) }
    #expect(all[0]["human_hours"] == .null && all[0]["multiplier"]?["value"] == .null)
    #expect(document["quality"]?["clean_sessions"] == .null)
    let known = FigureGroup.ofClaims.flatMap { $0.figures + $0.parts.flatMap(\.figures) }
    for figure in known where basis(figure).contains(.interactions) {
      #expect(figure.cell(rest) == .none, "\(figure.key)")
    }
    for figure in known where !basis(figure).contains(.interactions) {
      // A doubt of another kind is known; whether a session is clean is not.
      #expect(figure.cell(rest) == figure.cell(whole), "\(figure.key)")
    }
  }

  @Test func aFileThatIsMendedCountsAgain() throws {
    let whole = service.statistics.figures(try history())
    let text = try #require(try world.stored("interactions.json"))
    try world.store("[", as: "interactions.json")
    #expect(Figure.ratedCount.cell(service.statistics.figures(try history())) == .none)
    try world.store(text, as: "interactions.json")
    #expect(service.statistics.figures(try history()) == whole)
  }

  @Test func aFilterThatAsksForWhatIsNotKnownFindsNothing() throws {
    try world.store("[", as: "interactions.json")
    let history = try history()
    for expression in ["eff>0", "eff<6", "n=0", "n>0"] {
      let left = history.restricted(
        to: try SessionFilter(expression), now: world.now, calendar: .utc)
      #expect(left.sessions.isEmpty, "\(expression)")
      #expect(left.unreadable == [.interactions])
    }
  }

  @Test func everyObstacleHasItsRemedy() {
    let file = { UnusableFile(path: "/d/interactions.json", reason: "r", obstacle: $0) }
    #expect(file(.contents).remedy == "doctor --fix saves what is whole.")
    #expect(file(.rights).remedy == "chmod u+r interactions.json lets it be read.")
    #expect(file(.kind).remedy == "Move it away: a plain file belongs there.")
    #expect(file(.kind).sentence() == "interactions.json cannot be read")
  }
}
