// One session with all that belongs to it, and the numbers about it, computed once when it was read.

internal import TrackerCore

/// A session ready to be shown.
struct LoadedDetail: Sendable {
  var detail: SessionDetail
  var code: CodeMetricsSummary
  /// Every measured function with the file it stands in, in file order.
  var functions: [MeasuredFunction]
  var fileCount: Int

  init(_ detail: SessionDetail, engine: StatisticsEngine) {
    self.detail = detail
    code = engine.calculateCodeMetricsSummary([detail.session])
    functions = detail.session.codeMetrics.flatMap { file in
      file.functions.map { MeasuredFunction(path: file.filePath, metrics: $0) }
    }
    fileCount = Set(detail.session.codeMetrics.map(\.filePath)).count
  }

  /// The interaction that stands in a row of the list.
  func interaction(row: Int, isNewestFirst: Bool) -> Interaction? {
    detail.interactions.at(isNewestFirst ? detail.interactions.count - 1 - row : row)
  }
}
