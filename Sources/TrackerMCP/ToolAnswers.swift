// What the tools answer: the reference's words for people (reference behaviour, MCP tools) and the
// same as data. Nothing is computed here: every number comes from the core.

import JSON
import TrackerCore

extension Field {
  static func sessionID(_ id: @escaping @Sendable (Subject) -> SessionID) -> Field {
    .text("session_id", "Id of the session") { id($0).text }
  }

  static func nextStep(_ text: @escaping @Sendable (Subject) -> String) -> Field {
    .text("next_step", "What to do now", text)
  }
}

extension StartedSession: ToolResult {
  static let shape = Shape<StartedSession>(
    "StartedSession",
    [
      .sessionID { $0.session.id },
      .texts("auto_closed_sessions", "Sessions that were closed because this one began") {
        $0.autoClosed.map(\.text)
      },
      .text("status", "State of the session: active") { $0.session.status ?? "" },
      .optionalText("hint", "What earlier sessions of this kind took") {
        $0.hint
      },
      .nextStep { _ in
        """
        Call log_ai_interaction with this session_id after each exchange that changed something, \
        and end_ai_session when the task is done.
        """
      },
    ])

  var text: String {
    let closed = autoClosed.map(\.text).joined(separator: ", ")
    let minutes = (session.humanTimeEstimateMinutes ?? 0).fixed(decimals: 0)
    return lines(
      [
        "", "✅ Session Started: \(session.id)",
        "Type: \(session.taskType ?? "") | Model: \(session.modelName.clippedForEcho)",
        "Estimate: \(minutes)min (\(session.estimateSource))", "",
      ]
        + (autoClosed.isEmpty
          ? [] : ["⚠️ Auto-closed \(autoClosed.count) previous session(s): \(closed)", ""])
        + [
          "⚠️ Log interactions! Call log_ai_interaction(session_id, prompt, response_summary, "
            + "effectiveness_rating 1-5) after responses."
        ])
  }

  var seedFields: [String] { ["session_id", "auto_closed_sessions"] }
}

extension LoggedInteraction: ToolResult {
  static let shape = Shape<LoggedInteraction>(
    "LoggedInteraction",
    [
      .sessionID { $0.interaction.sessionID },
      .integer("effectiveness_rating", "The rating as stored, 1 to 5") { $0.rating },
      .integer("iteration_count", "The attempts as stored") { $0.interaction.iterationCount },
      .integer("total_interactions", "Interactions of the session so far") {
        $0.totalInteractions
      },
      .number("avg_effectiveness", "Their mean rating") { $0.averageEffectiveness },
      .nextStep {
        $0.standing.sentence
          + ($0.rating > 2
            ? "Go on; call end_ai_session when the task is done."
            : "Call flag_ai_issue if the assistant went wrong; then go on.")
      },
    ])

  private var rating: Int { interaction.effectivenessRating ?? 0 }

  var text: String {
    let first =
      correction.map {
        "📝 Interaction \($0.number): \(stars(rating)) (\(rating)/5), was \($0.formerRating)/5"
      }
      ?? "📝 Logged: \(stars(rating)) (\(rating)/5) | Iterations: \(interaction.iterationCount)"
    let average = averageEffectiveness.fixed(decimals: 1)
    return lines(
      ["", first, "Session: \(totalInteractions) interactions, avg \(average)/5"]
        + standing.lines)
  }
}

extension EndedSession: ToolResult {
  static let shape = Shape<EndedSession>(
    "EndedSession",
    [
      .sessionID { $0.session.id },
      .text("outcome", "The outcome as stored") { $0.session.outcome ?? "" },
      .text("end_time", "When it ended, ISO 8601") { $0.session.endTime ?? "" },
      .number("duration_minutes", "Minutes from start to end, one decimal") { $0.minutes },
      .integer("total_interactions", "Interactions of the session") {
        $0.session.totalInteractions
      },
      .number("avg_effectiveness", "Their mean rating") { $0.session.averageEffectiveness },
      .integer("issues_count", "Issues flagged in the session") { $0.issueCount },
      .nextStep {
        ($0.remark.map { $0 + ". " } ?? "") + "Call start_ai_session before the next task."
      },
    ])

  private var minutes: Double { durationMinutes.rounded(toDecimals: 1) }

  var text: String {
    let average = session.averageEffectiveness.fixed(decimals: 1)
    return lines(
      [
        "", "✅ Session Ended: \(session.id)",
        "Duration: \(minutes.fixed(decimals: 1))min | Outcome: \(session.outcome ?? "")",
        "Metrics: \(session.totalInteractions) interactions, \(average)/5 avg, "
          + "\(issueCount) issues",
      ] + [remark.map { $0 + "." }].compactMap { $0 })
  }
}

extension FlaggedIssue: ToolResult {
  static let shape = Shape<FlaggedIssue>(
    "FlaggedIssue",
    [
      .sessionID { $0.issue.sessionID },
      .text("issue_type", "The kind as stored") { $0.type },
      .text("severity", "The severity as stored") { $0.severity },
      .nextStep {
        $0.standing.sentence
          + "Call log_ai_interaction for the next answer, or end_ai_session when done."
      },
    ])

  private var type: String { (issue.issueType ?? "").clippedForEcho }
  private var severity: String { issue.severity ?? "" }

  var text: String {
    let marks: [Severity: String] = [.low: "🟢", .medium: "🟡", .high: "🟠", .critical: "🔴"]
    let mark = marks[Severity(rawValue: severity)] ?? ""
    return lines(
      [
        "", "\(mark) Issue Flagged: \(type) (\(severity.uppercased()))",
        "Session: \(issue.sessionID)", "📋 Next: log_ai_interaction() or end_ai_session()",
      ] + standing.lines)
  }
}

/// A report and its figures.
struct ObservabilityReport: ToolResult {
  let text: String
  let figures: Overview
  let range: DateRange
  let claims: Claims

  /// Longer reports are cut: assistants warn at 10,000 tokens and cut at 25,000 themselves, without
  /// saying what to do.
  private static let maximumScalars = 30_000

  init(_ report: String, figures: Overview, range: DateRange, claims: Claims) {
    text =
      report.clipped(to: ObservabilityReport.maximumScalars).map {
        "\($0)\n\nThe report was cut here; narrow it with session_id or time_range."
      } ?? report
    (self.figures, self.range, self.claims) = (figures, range, claims)
  }

  var furtherText: String? { claims.block }

  static let shape = Shape<ObservabilityReport>(
    "ObservabilityReport",
    [
      .text("report", "The report as text") { $0.text },
      .text("time_range", "The range it covers; all when it covers one session") {
        $0.range.label
      },
    ] + FigureGroup.all.map { $0.field(of: \.figures) } + [
      .object("claims", "What may be claimed, each with its interval", Claims.shortShape) {
        $0.claims
      },
      .nextStep {
        $0.figures.roi.totalSessions == 0
          ? "Nothing is recorded here yet: call start_ai_session at the next task."
          : "Quote the conservative figure with its interval; as-logged figures rest on estimates "
            + "nobody checked."
      },
    ])
  static let repeatsFields = false
}

/// The running sessions; made once, as an extension of a list has no stored member.
private let activeSessionsShape = Shape<[ActiveSession]>(
  "ActiveSessions",
  [
    .list("active_sessions", "The running sessions, oldest first", activeSessionShape) {
      $0.listed
    },
    .nextStep {
      $0.isEmpty
        ? "Call start_ai_session before the next task."
        : "Use the session_id of your task; call end_ai_session for those that are done."
    },
  ])

private let activeSessionShape = Shape<ActiveSession>(
  "ActiveSession",
  [
    .text("session_id", "Id for the other tools") { $0.id.text },
    .anything("session_name", "Name, as stored") { clipped($0.name) },
    .anything("task_type", "Kind of work, as stored") { clipped($0.taskType) },
    .anything("start_time", "Start, ISO 8601, as stored") { clipped($0.startTime) },
  ])

extension [ActiveSession]: ToolResult {
  static var shape: Shape<[ActiveSession]> { activeSessionsShape }

  /// Of very many only the last are listed: an answer stays far below what clients take (10 MiB a
  /// line), however many sessions were never ended.
  fileprivate var listed: ArraySlice<ActiveSession> { suffix(200) }

  var text: String {
    if isEmpty { return "No active sessions found." }
    let hidden = count - listed.count
    return lines(
      ["Found \(count) active session(s):", ""]
        + (hidden == 0
          ? [] : ["(the \(hidden) oldest are not listed; end some of these first)", ""])
        + listed.flatMap { session in
          [
            "• **\(shown(session.name))**", "  - ID: `\(session.id)`",
            "  - Type: \(shown(session.taskType))", "  - Started: \(shown(session.startTime))", "",
          ]
        })
  }

  var seedFields: [String] { isEmpty ? [] : ["active_sessions"] }
}

/// Lines, each ended.
func lines(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

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
