// A sign of friction between sessions: what is measured, and its limit.

/// One sign of friction: how near it is to its limit.
public struct FrictionMeasure: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case longBreakRatio = "long_break_ratio"
    case averageMinutes = "average_gap_minutes"
    case growth
  }
  public var kind: Kind
  /// A share 0…1, minutes, or a factor; nil where there are too few gaps to tell.
  public var value: Double?
  /// Beyond this it is a sign of friction.
  public var limit: Double
  /// The sentence of the report; nil while the value is within its limit.
  public var indicator: String?
}

extension FrictionMeasure {
  /// `sentence` says what a value beyond the limit means.
  init(_ kind: Kind, _ value: Double?, limit: Double, sentence: (Double) -> String) {
    let indicator = value.flatMap { $0 > limit ? sentence($0) : nil }
    self.init(kind: kind, value: value, limit: limit, indicator: indicator)
  }
}
