// Records for tests, made in a line each; and histories made by chance.

import TestSupport
import TrackerCore

extension Session {
  /// A completed session of 2026-01-05; times without a date are UTC on that day.
  static func made(
    _ id: SessionID, _ start: String?, _ end: String? = nil, estimate: Double? = nil,
    type: String? = "code_generation", status: String? = "completed"
  ) -> Session {
    func full(_ text: String) -> String {
      text.utf8.count == 5 ? "2026-01-05T\(text):00+00:00" : text
    }
    var session = Session()
    session.id = id
    session.name = "Session \(id)"
    session.taskType = type
    session.startTime = start.map(full)
    session.endTime = end.map(full)
    session.humanTimeEstimateMinutes = estimate
    session.status = status
    return session
  }
}

extension Issue {
  static func made(_ session: SessionID, _ type: String?, _ severity: String?) -> Issue {
    var issue = Issue()
    issue.sessionID = session
    issue.issueType = type
    issue.severity = severity
    return issue
  }
}

extension FunctionMetrics {
  static func made(
    added: Double = 0, modified: Double = 0, complexity: Int = 1, score: Int = 0, effort: Double = 0
  ) -> FunctionMetrics {
    var function = FunctionMetrics()
    function.contribution.linesAdded = LineCount(added)
    function.contribution.linesModified = LineCount(modified)
    function.context.finalComplexity = complexity
    function.documentation.qualityScore = score
    function.value.effortScore = effort
    return function
  }
}

extension History {
  /// A history of up to 30 sessions as odd as files allow: running, negative, overlapping, without times or estimates.
  static func random(_ generator: inout SeededGenerator) -> History {
    var history = History()
    for number in 0..<generator.below(30) {
      var session = Session()
      session.id = SessionID("session-\(number)")
      session.taskType = generator.pick(["code_generation", "human_review", nil, "other"])
      session.modelName = generator.pick(["opus", "Opus", "haiku", ""])
      session.project = generator.pick(["shop", "web", "é", "e\u{301}", " ", "", nil])
      session.developer = generator.pick(["Ada", "Grace", nil])
      session.client = generator.pick(["editor", nil])
      session.outcome = generator.pick(["success", "partial", "failed", "odd", nil])
      session.status = generator.pick(["completed", "completed", "active", "abandoned", nil])
      session.startTime = generator.oneIn(8) ? generator.pick([nil, "", "soon"]) : time(&generator)
      session.endTime = generator.oneIn(5) ? generator.pick([nil, "", "late"]) : time(&generator)
      session.humanTimeEstimateMinutes = generator.pick([nil, 0, -30, 15, 2400.5])
      session.finalEstimateMinutes = generator.oneIn(4) ? generator.pick([0, 45]) : nil
      for _ in 0..<generator.below(3) {
        var file = FileMetrics()
        file.functions = (0..<generator.below(4)).map { _ in
          .made(
            added: Double(generator.below(200)), modified: Double(generator.below(80)) / 2,
            complexity: generator.below(30), score: generator.below(101),
            effort: Double(generator.below(5000)) / 100)
        }
        session.codeMetrics.append(file)
      }
      history.sessions.append(session)
    }
    for number in 0..<generator.below(60) {
      let id = generator.oneIn(10) ? nil : SessionID("session-\(generator.below(35))")
      history.add(
        interactionOf: id,
        at: Timestamp(microseconds: 1_767_571_200_000_000 + Int64(number) * 1_800_000_000),
        rating: generator.below(9) - 2, iterations: generator.below(5),
        tools: [[], ["edit"], ["grep", "edit"], ["edit", "edit"]][number % 4],
        tokensIn: generator.pick([nil, 0, 1_200]), tokensOut: generator.pick([nil, 30]))
    }
    for _ in 0..<generator.below(20) {
      history.issues.append(
        .made(
          SessionID("session-\(generator.below(35))"),
          generator.pick(["bug", nil, "é", "e\u{301}"]),
          generator.pick(["low", "medium", "high", "critical", "fatal", nil])))
    }
    return history
  }

  private static func time(_ generator: inout SeededGenerator) -> String {
    let start: Int64 = 1_767_571_200_000_000
    let microseconds = start + Int64(generator.below(4 * 86_400)) * 1_000_000
    let offset: Int64? = generator.oneIn(12) ? nil : Int64(generator.below(5) - 2) * 3_600_000_000
    return Timestamp(microseconds: microseconds, utcOffsetMicroseconds: offset).description
  }
}
