// What filters let through, and what they say when they cannot be read.

import Testing

@testable import TrackerCore

struct SessionFilterTests {
  private static let now = Timestamp("2024-11-22T14:33:20Z") ?? Timestamp(microseconds: 0)

  private static func history() -> History {
    var history = History()
    func add(
      _ name: String, _ type: String, _ model: String, start: String, minutes: Double?,
      estimate: Double?, ratings: [Int], severities: [String] = [], tools: [String] = [],
      outcome: String? = nil, notes: String? = nil
    ) {
      var session = Session()
      session.id = SessionID(name.lowercased())
      session.name = name
      session.taskType = type
      session.modelName = model
      session.startTime = start
      session.status = minutes == nil ? "active" : "completed"
      session.executionContext = "foreground"
      session.context = "about " + type
      session.humanTimeEstimateMinutes = estimate
      session.outcome = outcome
      session.notes = notes
      if let minutes, let begin = Timestamp(start) {
        session.endTime = begin.advanced(byMicroseconds: Int64(minutes * 6e7)).description
      }
      history.sessions.append(session)
      for rating in ratings {
        history.add(interactionOf: session.id, at: session.start, rating: rating, tools: tools)
      }
      for severity in severities {
        var issue = Issue()
        issue.sessionID = session.id
        issue.severity = severity
        history.issues.append(issue)
      }
    }
    add(
      "Login", "debugging", "claude-opus-4", start: "2024-11-22T14:02:00Z", minutes: nil,
      estimate: 60, ratings: [4, 4, 5], tools: ["grep", "edit"])
    add(
      "Café menu", "documentation", "gpt-4o", start: "2024-11-21T09:00:00Z", minutes: 45,
      estimate: nil, ratings: [2, 2], severities: ["low", "critical"], outcome: "partial",
      notes: "two words here")
    add(
      "Deploy", "debugging", "claude-sonnet-4", start: "2024-10-01T09:00:00Z", minutes: 120,
      estimate: 240, ratings: [], outcome: "success")
    add(
      "Tests", "testing", "gpt-4o", start: "2023-12-31T23:59:00Z", minutes: 90, estimate: 30,
      ratings: [1], severities: ["medium", "odd"], tools: ["run_tests"], outcome: "failed")
    return history
  }

  private func names(_ expression: String) throws -> String {
    SessionFilterTests.history().restricted(
      to: try SessionFilter(expression), now: SessionFilterTests.now, calendar: .utc
    ).sessions.map { String($0.name.prefix(1)) }.joined()
  }

  @Test(arguments: [
    ("", "LCDT"), ("   ", "LCDT"), ("login", "L"), ("LOGIN", ""), ("cafe", "C"),
    ("type:debugging", "LD"), ("type:debug", "LD"), ("type=debug", ""), ("type=debugging", "LD"),
    ("-type:debugging", "CT"), ("type:testing|documentation", "CT"), ("model:gpt", "CT"),
    ("model:claude -model:opus", "D"), ("eff<3", "CT"), ("eff>=4", "L"), ("eff=4.3", "L"),
    ("-eff<3", "LD"), ("n:0", "D"), ("n>1", "LC"), ("n=2|3", "LC"), ("dur>1h", "DT"),
    ("dur:45", "C"), ("dur=45m", "C"), ("dur<1h", "LC"), ("dur>=0.0625d", "DT"), ("est>60", "D"),
    ("est:1h", "L"), ("issues>0", "CT"), ("issues:2", "CT"), ("issues=0", "LD"),
    ("sev:critical", "C"), ("sev>=medium", "CT"), ("sev<medium", "C"), ("sev:crit", "C"),
    ("start:today", "L"), ("start:yesterday", "C"), ("start:7d", "LC"), ("start:2024-11", "LC"),
    ("start:2024", "LCD"), ("start<2024", "T"), ("start>2024-10-01", "LC"),
    ("start>=2024-10-01", "LCD"), ("start<=2024-10", "DT"), ("start:2024-11-21|today", "LC"),
    ("id:deploy", "D"), ("name:Deploy", "D"), ("name:deploy", "D"), ("name:DEPLOY", ""),
    ("tool:grep", "L"), ("tool:run|edit", "LT"), ("-tool:grep", "CDT"), ("status:active", "L"),
    ("status:completed", "CDT"), ("outcome:success|failed", "DT"), ("context:foreground", "LCDT"),
    ("context:\"about testing\"", "T"), ("\"two words\"", "C"), ("two words", "C"),
    ("name:\"Café menu\"", "C"), ("words|login", "LC"), ("TYPE:debugging eff>4", "L"),
    ("type:", "LCDT"), ("eff<", "LCDT"), ("type:debugging eff<", "LD"), ("-", "LCDT"),
    ("\"eff<3\"", ""), ("rating<3", "CT"), ("State:active", "L"), ("interactions:0", "D"),
    ("start>yesterday", "L"), ("start>=yesterday", "LC"), ("start>today", ""), ("start>7d", "LC"),
    ("start>1d", "L"), ("start<7d", "DT"), ("-start>7d", "DT"),
  ])
  func aFilterLetsThrough(expression: String, initials: String) throws {
    #expect(try names(expression) == initials)
  }

  @Test(arguments: [
    ("typ:x", "no field 'typ'; the nearest is type"),
    ("modle:x", "no field 'modle'; the nearest is model"),
    ("f:", "no field 'f'; the nearest is first"), ("f:x", "no field 'f'; the nearest is first"),
    ("eff<3 -f:", "no field 'f'; the nearest is first"),
    ("eff<low", "eff takes a number, not 'low'"), ("eff<inf", "eff takes a number, not 'inf'"),
    ("n:0x10", "n takes a number, not '0x10'"),
    ("dur>1y", "dur takes minutes, or a time such as 1.5h or 2d, not '1y'"),
    ("sev:bad", "sev takes one of low, medium, high, critical, not 'bad'"),
    ("start:2024-13", "start takes \(DateRange.formsOfBoth), not '2024-13'"),
    ("start<soon", "start takes \(DateRange.formsOfBoth), not 'soon'"),
    ("type<x", "type takes : or =, it has no less or more"),
    ("name:\"open", "a quotation mark is not closed"),
  ])
  func whatCannotBeReadIsNamed(expression: String, problem: String) {
    #expect {
      try SessionFilter(expression)
    } throws: {
      "\($0)" == problem
    }
  }

  @Test func numbersFollowTheFilter() throws {
    let history = SessionFilterTests.history().restricted(
      to: try SessionFilter("model:gpt"), now: SessionFilterTests.now, calendar: .utc)
    #expect(history.interactions.all.count == 3)
    #expect(history.issues.count == 4)
    let overview = StatisticsEngine().overview(history, calendar: .utc)
    #expect(overview.rows.count == 2)
    #expect(overview.effectiveness.count == 3)
  }

  @Test func everyFieldIsItsOwnNearest() {
    for field in FilterField.all {
      #expect(FilterField.nearest(to: field.word).first == field)
      #expect(FilterField.nearest(to: field.word + "x").first == field)
    }
  }

  @Test func anyTextIsReadOrRefusedWithoutATrap() {
    var state: UInt64 = 9
    let pieces = ["eff", "<", ">", "=", ":", "-", "\"", "|", " ", "3", "type", "é", "d", "\u{301}"]
    for _ in 0..<3000 {
      var text = ""
      for _ in 0..<8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      do throws(FilterProblem) {
        let filter = try SessionFilter(text)
        #expect(filter.expression == text)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }
}
