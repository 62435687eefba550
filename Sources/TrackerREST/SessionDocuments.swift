// THE LIST: what answers tell of sessions, interactions and issues. It refuses arithmetic.

internal import TrackerCore

/// The bodies of answers, by what they are about.
enum Documents {
  private static let sessionFields: [Field<SessionTable.Row>] = [
    .text("session_id", "key of the session") { $0.session.id.text },
    .text("session_name", "what was to be done") { $0.session.name },
    .optionalText("task_type", "kind of work") { $0.session.taskType },
    .text("model_name", "model that worked") { $0.session.modelName },
    .optionalText("project", "what was worked on") { $0.session.project },
    .optionalText("developer", "who worked") { $0.session.developer },
    .optionalText("client", "program through which the assistant worked") { $0.session.client },
    .text("status", "active, completed, or another program's word") {
      $0.session.status ?? "unknown"
    },
    .optionalText("outcome", "success, partial or failed; null while it runs") {
      $0.session.outcome
    },
    .optionalText("start_time", "ISO 8601, as stored") { $0.session.startTime },
    .optionalText("end_time", "ISO 8601, as stored; null while it runs") { $0.session.endTime },
    .number("duration_minutes", "from start to end; null while it runs") { $0.finalMinutes },
    .number("estimate_minutes", "what a person alone would have needed; null without estimate") {
      $0.session.estimateMinutes
    },
    .integer("interaction_count", "interactions logged") { $0.tally?.count ?? 0 },
    .number("effectiveness_avg", "mean rating; null without interactions") {
      $0.tally?.averageRating
    },
    .integer("issue_count", "issues flagged") { $0.issueCount },
  ]

  static let sessions = Shape<SessionPage>(
    "Sessions",
    [
      .list("sessions", "one page", Shape("Session", sessionFields)) { $0.rows },
      .integer("total", "sessions on all pages") { $0.total },
      .optionalText("next_cursor", "cursor of the next page; null on the last") { $0.nextCursor },
    ])

  static let active = Shape<[SessionTable.Row]>(
    "ActiveSessions",
    [
      .list(
        "sessions", "all that are not completed, in file order", Shape("Session", sessionFields)
      ) {
        $0
      },
      .integer("total", "how many") { $0.count },
    ])

  static let session = Shape<SessionWithIssues>(
    "SessionDetail",
    [
      .object("session", "what the list of sessions says", Shape("Session", sessionFields)) {
        $0.row
      },
      .text("context", "what the task was about") { $0.session.context },
      .optionalText("notes", "what was noted at the end") { $0.session.notes },
      .optionalText("execution_context", "foreground (an editor) or background (a command)") {
        $0.session.executionContext
      },
      .text("estimate_source", "where the estimate came from") { $0.session.estimateSource },
      .list("code_metrics", "what was measured, file by file", fileMetrics) {
        $0.session.codeMetrics
      },
      .list("issues", "in file order", issue) { $0.issues },
    ])

  private static let fileMetrics = Shape<FileMetrics>(
    "FileMetrics",
    [
      .text("file_path", "the file as it was named") { $0.filePath },
      .optionalText("timestamp", "ISO 8601, as stored") { $0.timestamp },
      .list("functions", "those measured", functionMetrics) { $0.functions },
      .texts("deleted_functions", "names of those that are gone") {
        $0.deletedFunctions.map(\.functionName)
      },
      .optionalText("not_measured", "why the file could not be measured; null when it was") {
        $0.notMeasured
      },
      .list("unmeasured_functions", "those of such a file, as given", unmeasuredFunction) {
        $0.unmeasuredFunctions
      },
    ])

  private static let unmeasuredFunction = Shape<UnmeasuredFunction>(
    "UnmeasuredFunction",
    [
      .text("function_name", "as it was given") { $0.functionName },
      .text("modification_type", "added, modified, refactored or deleted") { $0.modificationType },
      .number("lines_added", "lines that are new") { $0.linesAdded.value },
      .number("lines_modified", "lines that changed") { $0.linesModified.value },
      .number("lines_deleted", "lines that are gone") { $0.linesDeleted.value },
    ])

  private static let functionMetrics = Shape<FunctionMetrics>(
    "FunctionMetrics",
    [
      .text("function_name", "qualified by its classes") { $0.functionName },
      .text("modification_type", "added, modified or refactored") { $0.modificationType },
      .number("lines_added", "lines that are new") { $0.contribution.linesAdded.value },
      .number("lines_modified", "lines that changed") { $0.contribution.linesModified.value },
      .integer("complexity", "cyclomatic, after the change") { $0.context.finalComplexity },
      .integer("doc_score", "0 to 100") { $0.documentation.qualityScore },
      .number("effort_score", "lines and complexity, weighted") { $0.value.effortScore },
    ])

  static let interactions = Shape<InteractionPage>(
    "Interactions",
    [
      .list("interactions", "one page, in file order", interaction) { $0.interactions },
      .optionalText("next_cursor", "cursor of the next page; null at the end") {
        $0.nextPosition.map { "\($0)" }
      },
    ])

  private static let interaction = Shape<Interaction>(
    "Interaction",
    [
      .text("session_id", "the session it belongs to") { $0.sessionID.text },
      .optionalText("timestamp", "ISO 8601, as stored") { $0.timestamp },
      .text("prompt", "what was asked") { $0.prompt },
      .text("response_summary", "what came back") { $0.responseSummary },
      .optionalInteger("effectiveness_rating", "1 (failed) to 5 (perfect)") {
        $0.effectivenessRating
      },
      .integer("iteration_count", "attempts needed") { $0.iterationCount },
      .texts("tools_used", "tools the assistant used") { $0.toolsUsed },
      .optionalInteger("tokens_in", "tokens sent") { $0.tokensIn },
      .optionalInteger("tokens_out", "tokens received") { $0.tokensOut },
      .number("cache_hit_rate", "share of the input that a cache served, 0 to 1") {
        $0.cacheHitRate
      },
      .optionalInteger("cached_tokens", "tokens that a cache served") { $0.cachedTokens },
      .optionalInteger("new_tokens", "tokens that it did not") { $0.newTokens },
      .number("context_pct", "share of the context window in use, 0 to 100") {
        $0.contextPercentage
      },
    ])

  static let issues = Shape<IssuePage>(
    "Issues",
    [
      .list("issues", "one page, in file order", issue) { $0.issues },
      .integer("total", "issues on all pages") { $0.summary.total },
      .counts("by_severity", "how many of each, on all pages") {
        $0.summary.bySeverity.map { ($0.word, $0.count) }
      },
      .counts("by_type", "how many of each, on all pages") {
        $0.summary.byType.map { ($0.word, $0.count) }
      },
      .optionalText("next_cursor", "cursor of the next page; null on the last") { $0.nextCursor },
    ])

  private static let issue = Shape<Issue>(
    "Issue",
    [
      .text("session_id", "the session it belongs to") { $0.sessionID.text },
      .optionalText("timestamp", "ISO 8601, as stored") { $0.timestamp },
      .optionalText("issue_type", "kind of issue") { $0.issueType },
      .text("description", "what went wrong") { $0.description },
      .optionalText("severity", "low to critical, or another program's word") { $0.severity },
      .truth("resolved", "whether it was settled") { $0.resolved },
      .text("resolution_notes", "how it was settled") { $0.resolutionNotes },
    ])
}

/// One session and its issues.
struct SessionWithIssues {
  let row: SessionTable.Row
  /// The same with its long texts.
  let session: Session
  let issues: [Issue]

  /// Throws `sessionNotFound` when there is no such session.
  init(_ question: Question) throws(TrackerError) {
    let id = SessionID(question.value(.id) ?? "")
    let table = SessionTable(try question.history(), question.statistics)
    guard let row = table.rows.first(where: { $0.session.id == id }) else {
      throw .sessionNotFound(id)
    }
    self.row = row
    session = try question.service.storedSession(id) ?? row.session
    issues = table.history.issues.filter { $0.sessionID == id }
  }
}

/// One page of issues.
struct IssuePage {
  let issues: ArraySlice<Issue>
  /// Of the issues on all pages.
  let summary: IssueSummary
  let nextCursor: String?

  init(_ question: Question) throws(TrackerError) {
    let wanted = try question.history().issues.filter { question.wants($0) }
    let first = min(question.position, wanted.count)
    issues = wanted[first...].prefix(question.limit)
    nextCursor = issues.endIndex < wanted.count ? "\(issues.endIndex)" : nil
    summary = question.statistics.calculateIssueSummary(wanted)
  }
}

extension Question {
  /// Whether an issue is one of those asked for.
  fileprivate func wants(_ issue: Issue) -> Bool {
    wants(.session, issue.sessionID.text) && wants(.severity, issue.severity ?? "unknown")
      && wants(.resolved, issue.resolved ? "true" : "false")
  }
}
