// THE LISTS of what is told of interactions, issues and measured functions. Their names are those of the data files.

extension Interaction {
  public static let columns: [Column<Interaction>] = [
    .text("session_id", "session", "the session it belongs to") { $0.sessionID.text },
    .time("timestamp", "when", "ISO 8601, as stored") {
      $0.timestamp.map(StoredTime.init)
    },
    .optionalCount("effectiveness_rating", "rating", "1 (failed) to 5 (perfect)") {
      $0.effectivenessRating
    },
    .count("iteration_count", "attempts", "attempts needed") { $0.iterationCount },
    .text("prompt", "prompt", "what was asked") { $0.prompt },
    .text("response_summary", "response", "what came back") { $0.responseSummary },
    .texts("tools_used", "tools", "tools the assistant used") { $0.toolsUsed },
    .optionalCount("tokens_in", "tokens in", "tokens sent") { $0.tokensIn },
    .optionalCount("tokens_out", "tokens out", "tokens received") { $0.tokensOut },
    .number(
      "cache_hit_rate", "cache hits", .share, decimals: nil,
      "share of the input that a cache served, 0 to 1"
    ) { $0.cacheHitRate },
    .optionalCount("cached_tokens", "cached tokens", "tokens that a cache served") {
      $0.cachedTokens
    },
    .optionalCount("new_tokens", "new tokens", "tokens that it did not") { $0.newTokens },
    .number(
      "context_pct", "context", .percent, decimals: nil,
      "share of the context window in use, 0 to 100"
    ) { $0.contextPercentage },
  ]
}

/// An interaction of a list over a tab, with its session's name; its texts are in the file alone.
public struct FoundRow: Sendable {
  public var row: InteractionList.Row
  /// Nil when the record names no session.
  public var place: InteractionPlace?
  /// Empty when the record names no session.
  public var sessionName: String

  public init(row: InteractionList.Row, place: InteractionPlace?, sessionName: String) {
    (self.row, self.place, self.sessionName) = (row, place, sessionName)
  }

  public static let listed: [Column<FoundRow>] = [
    .optionalText("session_id", "session", "the session it belongs to") { $0.place?.session.text },
    .optionalCount("place_in_session", "place", "which of its interactions, from 1") { found in
      found.place.map { $0.ordinal + 1 }
    },
    .time("timestamp", "when", "ISO 8601") { $0.row.time.map(StoredTime.init(instant:)) }
      .sorted("w", descending: true),
    .optionalCount("effectiveness_rating", "rating", "1 (failed) to 5 (perfect)") { $0.row.rating }
      .sorted("r", descending: true),
    .optionalCount("iteration_count", "attempts", "attempts needed") { $0.row.iterations }
      .sorted("a", descending: true),
    .text("session_name", "session", "what was to be done") { $0.sessionName }.sorted("n"),
  ]

  public static func isBefore(_ a: FoundRow, _ b: FoundRow) -> Bool {
    InteractionList.Row.isBefore(a.row, b.row)
  }
}

extension Issue {
  public static let columns: [Column<Issue>] = [
    .text("session_id", "session", "the session it belongs to") { $0.sessionID.text },
    .word(
      "severity", "severity", "low to critical, or another program's word",
      of: Severity.known.map(\.rawValue)
    ) { $0.severity }.sorted("s", descending: true),
    .optionalText("issue_type", "type", "kind of issue") { $0.issueType }.sorted("t"),
    .truth("resolved", "status", "whether it was settled") { $0.resolved }.sorted("a"),
    .text("description", "description", "what went wrong") { $0.description }.sorted("d"),
    .time("timestamp", "when", "ISO 8601, as stored") { $0.storedTime }
      .sorted("w", descending: true),
    .text("resolution_notes", "notes", "how it was settled") { $0.resolutionNotes },
  ]
}

extension IssueRow {
  public static let listed: [Column<IssueRow>] = Issue.columns.flatMap { column in
    let own = [column.of(\IssueRow.issue)]
    return column.key == "description" ? own + [sessionName] : own
  }

  private static let sessionName = Column<IssueRow>.text(
    "session_name", "session", "what was to be done in its session"
  ) { $0.sessionName }.sorted("n")
}

/// A measured function and its file.
public struct MeasuredFunction: Sendable {
  public var path: String
  public var metrics: FunctionMetrics

  public init(path: String, metrics: FunctionMetrics) {
    (self.path, self.metrics) = (path, metrics)
  }

  public static let columns: [Column<MeasuredFunction>] =
    [.text("file_path", "file", "the file as it was named") { $0.path }]
    + FunctionMetrics.columns.map { $0.of(\.metrics) }
}

extension FunctionMetrics {
  public static let columns: [Column<FunctionMetrics>] = [
    .text("function_name", "function", "qualified by its classes") { $0.functionName },
    .text("modification_type", "change", "added, modified or refactored") { $0.modificationType },
    .number("lines_added", "added", .lines, decimals: nil, "lines that are new") {
      $0.contribution.linesAdded.value
    },
    .number("lines_modified", "modified", .lines, decimals: nil, "lines that changed") {
      $0.contribution.linesModified.value
    },
    .count("final_complexity", "complexity", "cyclomatic, after the change") {
      $0.context.finalComplexity
    },
    .count("quality_score", "documentation", "0 to 100") { $0.documentation.qualityScore },
    .number("effort_score", "effort", .score, decimals: 2, "lines and complexity, weighted") {
      $0.value.effortScore
    },
  ]
}

/// A part of a session with the session that it belongs to.
public struct SessionPart<Part: Sendable>: Sendable {
  public let session: SessionID
  public let part: Part

  /// Its columns behind the session's id.
  public static func columns(_ columns: [Column<Part>]) -> [Column<SessionPart<Part>>] {
    [.text("session_id", "session", "the session it belongs to") { $0.session.text }]
      + columns.map { $0.of(\.part) }
  }
}

extension Session {
  /// The functions that were measured, file by file.
  public var measuredFunctions: [SessionPart<MeasuredFunction>] {
    codeMetrics.flatMap { file in
      file.functions.map {
        SessionPart(session: id, part: MeasuredFunction(path: file.filePath, metrics: $0))
      }
    }
  }

  /// Those that could not be measured, and those that are gone.
  public var unmeasuredFunctions: [SessionPart<UnmeasuredInFile>] {
    codeMetrics.flatMap { file in
      (file.unmeasuredFunctions + file.deletedFunctions.map(UnmeasuredFunction.init)).map {
        SessionPart(session: id, part: UnmeasuredInFile(path: file.filePath, function: $0))
      }
    }
  }
}

extension UnmeasuredFunction {
  fileprivate init(_ gone: DeletedFunction) {
    self.init()
    functionName = gone.functionName
    modificationType = ModificationType.deleted.rawValue
    linesDeleted = gone.linesDeleted
  }
}

/// A function without measures and its file.
public struct UnmeasuredInFile: Sendable {
  public var path: String
  public var function: UnmeasuredFunction

  public static let columns: [Column<UnmeasuredInFile>] =
    [.text("file_path", "file", "the file as it was named") { $0.path }]
    + UnmeasuredFunction.columns.map { $0.of(\.function) }
}

extension UnmeasuredFunction {
  public static let columns: [Column<UnmeasuredFunction>] = [
    .text("function_name", "function", "as it was given") { $0.functionName },
    .text("modification_type", "change", "added, modified, refactored or deleted") {
      $0.modificationType
    },
    .number("lines_added", "added", .lines, decimals: nil, "lines that are new") {
      $0.linesAdded.value
    },
    .number("lines_modified", "modified", .lines, decimals: nil, "lines that changed") {
      $0.linesModified.value
    },
    .number("lines_deleted", "deleted", .lines, decimals: nil, "lines that are gone") {
      $0.linesDeleted.value
    },
  ]
}
