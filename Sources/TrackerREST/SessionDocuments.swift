// What answers tell of sessions, interactions and issues: their columns, by the page.

internal import TrackerCore

/// The bodies of answers, by what they are about.
enum Documents {
  private static let oneSession = Shape("Session", SessionRow.columns)

  static let sessions = Shape<SessionPage>(
    "Sessions",
    [
      .list("sessions", "one page", oneSession) { $0.rows },
      .integer("total", "sessions on all pages") { $0.total },
      .optionalText("next_cursor", "cursor of the next page; null on the last") { $0.nextCursor },
      outside { $0.overview },
    ])

  static let active = Shape<[SessionRow]>(
    "ActiveSessions",
    [
      .list("sessions", "all that are not completed, in file order", oneSession) { $0 },
      .integer("total", "how many") { $0.count },
    ])

  static let session = Shape<SessionWithIssues>(
    "SessionDetail",
    [
      .object("session", "what the list of sessions says", oneSession) { $0.row },
      .text("context", "what the task was about") { $0.session.context },
      .optionalText("notes", "what was noted at the end") { $0.session.notes },
      .optionalText("execution_context", "foreground (an editor) or background (a command)") {
        $0.session.executionContext
      },
      .text("estimate_source", "where the estimate came from") { $0.session.estimateSource },
      .list("code_metrics", "what was measured, file by file", fileMetrics) {
        $0.session.codeMetrics
      },
      .list("issues", "in file order", Shape("Issue", Issue.columns)) { $0.issues },
    ])

  private static let fileMetrics = Shape<FileMetrics>(
    "FileMetrics",
    [
      .text("file_path", "the file as it was named") { $0.filePath },
      .optionalText("timestamp", "ISO 8601, as stored") { $0.timestamp },
      .list("functions", "those measured", Shape("FunctionMetrics", FunctionMetrics.columns)) {
        $0.functions
      },
      .texts("deleted_functions", "names of those that are gone") {
        $0.deletedFunctions.map(\.functionName)
      },
      .optionalText("not_measured", "why the file could not be measured; null when it was") {
        $0.notMeasured
      },
      .list(
        "unmeasured_functions", "those of such a file, as given",
        Shape("UnmeasuredFunction", UnmeasuredFunction.columns)
      ) {
        $0.unmeasuredFunctions
      },
    ])

  static let interactions = Shape<InteractionPage>(
    "Interactions",
    [
      .list("interactions", "one page, in file order", Shape("Interaction", Interaction.columns)) {
        $0.interactions
      },
      .optionalText("next_cursor", "cursor of the next page; null at the end") {
        $0.nextPosition.map { "\($0)" }
      },
    ])

  static let issues = Shape<Page<Issue>>(
    "Issues",
    [
      .list("issues", "one page, in file order", Shape("Issue", Issue.columns)) { $0.elements }
    ] + FigureGroup.issues.figures.map { Field($0.of(\.overview)) } + [
      .optionalText("next_cursor", "cursor of the next page; null on the last") { $0.nextCursor }
    ])
}

/// One session and its issues.
struct SessionWithIssues {
  let row: SessionRow
  /// The same with its long texts.
  let session: Session
  let issues: [Issue]

  /// Throws `sessionNotFound` when there is no such session.
  init(_ question: Question) throws(TrackerError) {
    let id = SessionID(question.value(.id) ?? "")
    let history = try question.history()
    guard let row = history.sessionRows.first(where: { $0.id == id }) else {
      throw .sessionNotFound(id)
    }
    self.row = row
    session = try question.service.storedSession(id) ?? row.session
    issues = history.issues.filter { $0.sessionID == id }
  }
}

extension Question {
  /// Whether an issue is one of those asked for.
  func wants(_ issue: Issue) -> Bool {
    wants(.session, issue.sessionID.text) && wants(.severity, issue.severity ?? "unknown")
      && wants(.resolved, issue.resolved ? "true" : "false")
  }
}
