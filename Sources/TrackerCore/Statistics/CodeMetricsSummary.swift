// What was measured of the code, over all sessions.

/// Code metrics added up.
public struct CodeMetricsSummary: Sendable, Equatable {
  public var totalFunctions = 0
  public var totalLinesAdded = 0.0
  public var totalLinesModified = 0.0
  /// Unrounded mean; 0 without functions.
  public var averageComplexity = 0.0
  /// Unrounded mean, 0…100; 0 without functions.
  public var averageDocumentationScore = 0.0
  /// Rounded to 2 decimals.
  public var totalEffortScore = 0.0

  public init() {}
}

extension StatisticsEngine {
  /// All functions measured in these sessions; one measured twice counts twice.
  public func calculateCodeMetricsSummary(_ sessions: [Session]) -> CodeMetricsSummary {
    var summary = CodeMetricsSummary()
    var complexity = 0.0
    var documentation = 0.0
    for function in sessions.lazy.flatMap(\.codeMetrics).flatMap(\.functions) {
      summary.totalFunctions += 1
      summary.totalLinesAdded += function.contribution.linesAdded.value
      summary.totalLinesModified += function.contribution.linesModified.value
      complexity += Double(function.context.finalComplexity)
      documentation += Double(function.documentation.qualityScore)
      summary.totalEffortScore += function.value.effortScore
    }
    summary.totalEffortScore = summary.totalEffortScore.rounded(toDecimals: 2)
    if summary.totalFunctions > 0 {
      summary.averageComplexity = complexity / Double(summary.totalFunctions)
      summary.averageDocumentationScore = documentation / Double(summary.totalFunctions)
    }
    return summary
  }
}
