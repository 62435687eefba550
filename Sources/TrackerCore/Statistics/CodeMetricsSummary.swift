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
