// How much faster one session was than the person's estimate.

extension SessionRow {
  /// Estimated minutes for each minute it took so far; nil without an estimate or before any time has passed.
  public func timesFaster(at now: Timestamp) -> Double? {
    guard let estimate = estimateMinutes, let minutes = minutes(at: now), estimate > 0, minutes > 0
    else { return nil }
    return estimate / minutes
  }
}
