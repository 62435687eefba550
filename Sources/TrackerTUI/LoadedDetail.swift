// One session with all that belongs to it, and the numbers about it, computed once when it was read.

internal import TrackerCore

/// A session ready to be shown.
struct LoadedDetail: Sendable {
  var detail: SessionDetail
  var code: CodeMetricsSummary
  /// Every measured function with the file it stands in, in file order.
  var functions: [MeasuredFunction]
  /// The largest effort of a function; 0 without any.
  var largestEffort: Double
  /// The files that were worked on, and all of them together.
  var files: [FileChange]
  var changes: FileChange
  /// The most used first, and how often all were used.
  var tools: [WordCount]
  var toolUses: Int
  /// Nil where none are told.
  var tokens: SessionTokens?
  /// Nil for fewer than two interactions.
  var ratings: RatingStrip?
  var openIssueCount: Int

  init(_ detail: SessionDetail, engine: StatisticsEngine) {
    self.detail = detail
    code = engine.calculateCodeMetricsSummary([detail.session])
    functions = detail.session.codeMetrics.flatMap { file in
      file.functions.map { MeasuredFunction(path: file.filePath, metrics: $0) }
    }
    largestEffort = functions.map(\.metrics.value.effortScore).filter(\.isFinite).max() ?? 0
    files = detail.fileChanges
    changes = FileChange.sum(files)
    tools = detail.toolCounts
    toolUses = tools.reduce(0) { $0 + $1.count }
    tokens = SessionTokens(detail.interactions)
    ratings = RatingStrip(detail.interactions)
    openIssueCount = detail.issues.count { !$0.resolved }
  }

  /// The interaction that stands in a row of the list.
  func interaction(row: Int, isNewestFirst: Bool) -> Interaction? {
    detail.interactions.at(isNewestFirst ? detail.interactions.count - 1 - row : row)
  }
}
