// THE LIST: the seven tools. Names, arguments and required arguments are frozen (specification,
// public surface); what was added since is optional. Texts for people stand in ToolAnswers.swift.

import JSON
import TrackerCore

extension Tool {
  /// In the order in which they are listed: the order of use.
  package static let all = [
    startSession, logInteraction, endSession, flagIssue, logCodeMetrics, observability,
    activeSessions,
  ]

  private static let startSession = Tool(
    "start_ai_session", title: "Start AI session", .adds,
    """
    Start tracking a coding task; call it before its first step. Returns the session_id that the \
    other tools need; closes a session that still runs.
    """,
    .neededText("session_name", "Short name of the task"),
    .word("task_type", TaskType.self, "Kind of work"),
    .neededText("model_name", "Model that does the work, as its maker spells it"),
    .estimate(
      "human_time_estimate_minutes", "Minutes above 0 a skilled person alone would need"
    ).alsoSpelled("initial_estimate_minutes"),
    .word("estimate_source", EstimateSource.self, "Where the estimate comes from"),
    .text("context", "Ticket, branch, goal").optional(default: ""),
    .optional(.text("developer", "Who works, if not git's user.name")),
    .optional(.text("project", "Project, if not the repository's")),
    answers: StartedSession.self
  ) {
    service, name, taskType, model, minutes, source, context, developer, project
      throws(TrackerError) in
    return try service.startSession(
      StartRequest(
        name: name, taskType: taskType, modelName: model, estimateMinutes: minutes,
        estimateSource: source, context: context, developer: developer, project: project))
  }

  private static let logInteraction = Tool(
    "log_ai_interaction", title: "Log AI interaction", .adds,
    """
    Record one exchange of the session and rate how well it worked; call it after each exchange \
    that changed something.
    """,
    .text("session_id", sessionIDDescription),
    .neededText("prompt", "What was asked, shortened if long"),
    .text("response_summary", "What came of it, in a sentence"),
    .integer(
      "effectiveness_rating", "1 failed, 2 poor, 3 partly useful, 4 good, 5 exactly right",
      within: Interaction.ratings),
    .integer("iteration_count", "Attempts it took, at least 1").optional(default: 1),
    .texts("tools_used", "Names of the tools used").optional(default: []),
    TokenArguments.tokensIn, TokenArguments.tokensOut, TokenArguments.cacheHitRate,
    TokenArguments.cachedTokens, TokenArguments.newTokens, TokenArguments.contextPercentage,
    .optional(
      .integer(
        "corrects_interaction",
        "Re-rates this interaction (its number, or -1 for the last) instead of logging")),
    answers: LoggedInteraction.self
  ) {
    service, id, prompt, summary, rating, iterations, tools, tokensIn, tokensOut, hitRate, cached,
    new, contextPercentage, corrected throws(TrackerError) in
    if let corrected {
      return try service.correctInteraction(corrected, of: SessionID(id), rating: rating)
    }
    var interaction = Interaction()
    interaction.sessionID = SessionID(id)
    interaction.prompt = prompt
    interaction.responseSummary = summary
    interaction.effectivenessRating = rating
    interaction.iterationCount = iterations
    interaction.toolsUsed = tools
    interaction.tokens = TokenUsage(
      tokensIn, tokensOut, cacheHitRate: hitRate, cached: cached, new: new,
      contextPercentage: contextPercentage)
    return try service.logInteraction(interaction)
  }

  private static let endSession = Tool(
    "end_ai_session", title: "End AI session", .settles,
    "End the session once the task is done or given up.",
    .text("session_id", sessionIDDescription),
    .word("outcome", Outcome.self, "How the task came out"),
    .text("notes", "For readers of the history").optional(default: ""),
    .optional(
      .estimate(
        "final_estimate_minutes", "The estimate, corrected by how the task turned out")),
    .optional(.text("ended_at", "When it ended, ISO 8601, or now")),
    .optional(.text("prompt", "Of the last exchange, if not logged: what was asked")),
    .optional(.text("response_summary", "What came of it")),
    .optional(.integer("effectiveness_rating", "How well it worked", within: Interaction.ratings)),
    answers: EndedSession.self,
    together: { service, arguments in
      lastExchangeProblems(in: arguments) + endProblem(in: arguments, service.environment)
    }
  ) {
    service, id, outcome, notes, finalEstimate, endedAt, prompt, summary, rating
      throws(TrackerError) in
    var lastExchange: Interaction?
    if let prompt, let summary, let rating {
      var interaction = Interaction()
      interaction.prompt = prompt
      interaction.responseSummary = summary
      interaction.effectivenessRating = rating
      lastExchange = interaction
    }
    return try service.endSession(
      SessionID(id), outcome: outcome, notes: notes, finalEstimateMinutes: finalEstimate,
      at: try askedEnd(endedAt, service.environment), lastExchange: lastExchange)
  }

  private static let flagIssue = Tool(
    "flag_ai_issue", title: "Flag AI issue", .adds,
    """
    Record that the assistant went wrong: a false claim, broken code, a misread request. Call it \
    as soon as it shows, then go on.
    """,
    .text("session_id", sessionIDDescription),
    .text("issue_type", "Kind of issue in a word, e.g. hallucination or wrong_approach"),
    .text("description", "What went wrong and how it showed"),
    .word("severity", Severity.self, "Harm it did or would have done"),
    answers: FlaggedIssue.self
  ) { service, id, type, description, severity throws(TrackerError) in
    try service.flagIssue(
      session: SessionID(id), issueType: type, description: description, severity: severity)
  }

  private static let logCodeMetrics = Tool(
    "log_code_metrics", title: "Log code metrics", .adds,
    """
    Measure functions of a source file after changing them: complexity, documentation, effort. \
    Python is measured; of other files the lines are stored.
    """,
    .text("session_id", sessionIDDescription),
    .text("file_path", "Source file, absolute or relative to the server's directory"),
    .objects(
      "functions_modified", "The functions that were worked on",
      .neededText("name", "Name of the function, or Type.name"),
      .word("modification_type", ModificationType.self, "What was done to it"),
      .integer("lines_added", "Lines added").optional(default: 0),
      .integer("lines_modified", "Lines changed").optional(default: 0),
      .integer("lines_deleted", "Lines removed").optional(default: 0)
    ) { @Sendable name, type, added, modified, deleted in
      FunctionChange(
        name: name, modificationType: type, linesAdded: added, linesModified: modified,
        linesDeleted: deleted)
    },
    answers: MeasuredCode.self
  ) { service, id, path, functions throws(TrackerError) in
    let logged = try service.logCodeMetrics(
      session: SessionID(id), filePath: path, functions: functions)
    return MeasuredCode(logged, session: id, asked: functions.map(\.name))
  }
  .unknownSession("Session not found")

  private static let observability = Tool(
    "get_ai_observability", title: "AI observability report", .reads,
    "Report what the sessions brought: time, cost, return on investment, ratings, issues.",
    .optional(.text("session_id", "Only this session")),
    .range("time_range", "Only sessions started within the last day or week")
      .optional(default: .all),
    answers: ObservabilityReport.self
  ) { service, id, range throws(TrackerError) in
    let session = id.flatMap { $0.isEmpty ? nil : SessionID($0) }
    try range.checkOrder(
      name: "time_range", now: service.environment.now(), calendar: service.environment.calendar)
    let (part, figures, claims) = try service.claimed(session: session, range: range)
    return ObservabilityReport(
      service.statistics.generateSummaryReport(part), figures: figures,
      range: session == nil ? range : .all, claims: claims)
  }
  .unknownSession("Session not found")

  private static let activeSessions = Tool(
    "get_active_sessions", title: "Active AI sessions", .reads,
    "List the sessions that are not ended; use it when a session_id was lost.",
    answers: [ActiveSession].self
  ) { service throws(TrackerError) in try service.activeSessions() }

  private static let sessionIDDescription = "From start_ai_session"
}

extension Tool {
  /// What it does, in half a sentence without its end.
  package var summary: String { String(description.prefix { $0 != "." && $0 != ";" }) }
}

/// Tools as rows of a markdown table: name, arguments (optional ones in brackets), what it
/// does.
package func toolTable(_ tools: [Tool] = Tool.all) -> String {
  let rows = tools.map { tool in
    let required = tool.inputSchema["required"]?.elements?.compactMap(\.text) ?? []
    let arguments = (tool.inputSchema["properties"]?.members ?? []).map { member in
      required.contains(member.name) ? "`\(member.name)`" : "[`\(member.name)`]"
    }
    return "| `\(tool.name)` | \(arguments.joined(separator: ", ")) | \(tool.summary) |"
  }
  return (["| tool | arguments | what it does |", "|---|---|---|"] + rows).joined(separator: "\n")
}
