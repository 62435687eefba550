// What the tools answer: the reference's words for people (reference behaviour, MCP tools) and the
// same as data. It refuses to compute: every number comes from the core.

import JSON
import TrackerCore

extension ToolAnswer {
  init(_ started: StartedSession) {
    let session = started.session
    let closed = started.autoClosed.map(\.text)
    let minutes = (session.humanTimeEstimateMinutes ?? 0).fixed(decimals: 0)
    let closedLines =
      closed.isEmpty
      ? [""]
      : [
        "", "⚠️ Auto-closed \(closed.count) previous session(s): \(closed.joined(separator: ", "))",
        "",
      ]
    text = lines(
      ["", "✅ Session Started: \(session.id)"]
        + [
          "Type: \(session.taskType ?? "") | Model: \(session.modelName.clippedForEcho)",
          "Estimate: \(minutes)min (\(session.estimateSource))",
        ] + closedLines
        + [
          "⚠️ Log interactions! Call log_ai_interaction(session_id, prompt, response_summary, "
            + "effectiveness_rating 1-5) after responses."
        ])
    fields = [
      .init("session_id", session.id.json),
      .init("auto_closed_sessions", .array(closed.map { .string($0) })),
      .init("status", .string(session.status ?? "")),
      .init(
        "next_step",
        """
        Call log_ai_interaction with this session_id after each exchange that changed something, \
        and end_ai_session when the task is done.
        """
      ),
    ]
    seedFields = ["session_id", "auto_closed_sessions"]
  }

  init(_ logged: LoggedInteraction) {
    let rating = logged.interaction.effectivenessRating ?? 0
    let count = logged.interaction.iterationCount
    let average = logged.averageEffectiveness
    let first =
      logged.correction.map {
        "📝 Interaction \($0.number): \(stars(rating)) (\(rating)/5), was \($0.formerRating)/5"
      } ?? "📝 Logged: \(stars(rating)) (\(rating)/5) | Iterations: \(count)"
    text = lines(
      [
        "", first,
        "Session: \(logged.totalInteractions) interactions, avg \(average.fixed(decimals: 1))/5",
      ] + logged.standing.lines)
    fields = [
      .init("session_id", logged.interaction.sessionID.json),
      .init("effectiveness_rating", .number(rating)),
      .init("iteration_count", .number(count)),
      .init("total_interactions", .number(logged.totalInteractions)),
      .init("avg_effectiveness", .number(average)),
      .init(
        "next_step",
        .string(
          logged.standing.sentence
            + (rating > 2
              ? "Go on; call end_ai_session when the task is done."
              : "Call flag_ai_issue if the assistant went wrong; then go on."))
      ),
    ]
  }

  init(_ ended: EndedSession, outcome: Outcome) {
    let session = ended.session
    let minutes = ended.durationMinutes.rounded(toDecimals: 1)
    let average = session.averageEffectiveness
    let remark = ended.remark.map { $0 + "." }
    text = lines(
      [
        "", "✅ Session Ended: \(session.id)",
        "Duration: \(minutes.fixed(decimals: 1))min | Outcome: \(outcome.rawValue)",
        "Metrics: \(session.totalInteractions) interactions, \(average.fixed(decimals: 1))/5 avg, "
          + "\(ended.issueCount) issues",
      ] + [remark].compactMap { $0 })
    fields = [
      .init("session_id", session.id.json), .init("outcome", .string(outcome.rawValue)),
      .init("end_time", .string(session.endTime ?? "")),
      .init("duration_minutes", .number(minutes)),
      .init("total_interactions", .number(session.totalInteractions)),
      .init("avg_effectiveness", .number(average)),
      .init("issues_count", .number(ended.issueCount)),
      .init(
        "next_step",
        .string(
          (remark.map { $0 + " " } ?? "") + "Call start_ai_session before the next task.")),
    ]
  }

  init(_ flagged: FlaggedIssue, type: String, severity: Severity) {
    let marks: [Severity: String] = [.low: "🟢", .medium: "🟡", .high: "🟠", .critical: "🔴"]
    text = lines(
      [
        "",
        "\(marks[severity] ?? "") Issue Flagged: \(type.clippedForEcho) "
          + "(\(severity.rawValue.uppercased()))",
        "Session: \(flagged.issue.sessionID)",
        "📋 Next: log_ai_interaction() or end_ai_session()",
      ] + flagged.standing.lines)
    fields = [
      .init("session_id", flagged.issue.sessionID.json),
      .init("issue_type", .string(type.clippedForEcho)),
      .init("severity", .string(severity.rawValue)),
      .init(
        "next_step",
        .string(
          flagged.standing.sentence
            + "Call log_ai_interaction for the next answer, or end_ai_session when done.")),
    ]
  }

  init(report: String, figures: Overview, range: TimeRange) {
    repeatsFields = false
    text =
      report.clipped(to: ToolAnswer.maximumReportScalars).map {
        "\($0)\n\nThe report was cut here; narrow it with session_id or time_range."
      } ?? report
    let nextStep: JSONValue =
      figures.roi.totalSessions == 0
      ? "Nothing is recorded here yet: call start_ai_session at the next task."
      : "Show the report; give session_id or time_range to narrow it."
    fields =
      [.init("report", .string(text)), .init("time_range", .string(range.rawValue))]
      + FigureGroup.all.map { $0.member(figures) } + [.init("next_step", nextStep)]
  }

  /// Of very many only the last `maximumListedSessions` are listed; the text says how many there
  /// are.
  init(active all: [ActiveSession]) {
    let sessions = all.suffix(ToolAnswer.maximumListedSessions)
    let hidden = all.count - sessions.count
    if all.isEmpty {
      text = "No active sessions found."
    } else {
      text = lines(
        ["Found \(all.count) active session(s):", ""]
          + (hidden == 0
            ? [] : ["(the \(hidden) oldest are not listed; end some of these first)", ""])
          + sessions.flatMap { session in
            [
              "• **\(shown(session.name))**", "  - ID: `\(session.id)`",
              "  - Type: \(shown(session.taskType))", "  - Started: \(shown(session.startTime))",
              "",
            ]
          })
      seedFields = ["active_sessions"]
    }
    fields = [
      .init(
        "active_sessions",
        .array(
          sessions.map {
            [
              "session_id": $0.id.json, "session_name": clipped($0.name),
              "task_type": clipped($0.taskType), "start_time": clipped($0.startTime),
            ]
          })),
      .init(
        "next_step",
        all.isEmpty
          ? "Call start_ai_session before the next task."
          : "Use the session_id of your task; call end_ai_session for those that are done."),
    ]
  }

  /// An answer stays far below what clients take (10 MiB a line), however many sessions were never
  /// ended.
  static let maximumListedSessions = 200

  /// Longer reports are cut: assistants warn at 10,000 tokens and cut at 25,000 themselves, without
  /// saying what to do.
  static let maximumReportScalars = 30_000
}

/// Lines, each ended.
private func lines(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

/// Five stars, so many of them filled.
private func stars(_ rating: Int) -> String {
  let filled = min(max(rating, 0), 5)
  return String(repeating: "★", count: filled) + String(repeating: "☆", count: 5 - filled)
}

/// A stored value in a line of text: text as it is, anything else as JSON.
private func shown(_ value: JSONValue) -> String {
  (value.text ?? String(decoding: JSONWriter.compact(value), as: UTF8.self)).clippedForEcho
}

/// A stored value that cannot make an answer grow without end.
private func clipped(_ value: JSONValue) -> JSONValue {
  switch value {
  case .string(let text): .string(text.clippedForEcho)
  case .array, .object: .string(shown(value))
  default: value
  }
}

extension SessionStanding {
  /// A further line of an answer, if there is something to say.
  var lines: [String] { [remark].compactMap { $0 } }
  /// What stands before the next step.
  var sentence: String { remark.map { $0 + " " } ?? "" }
}
