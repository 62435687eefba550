// A logarithmic axis that holds the intervals of claims, and where a number stands on it: a value ready to be drawn.

/// The fewest neighbouring marks of 1-2-5 that hold some numbers, and always 1.
public struct ClaimAxis: Sendable, Equatable {
  /// Ascending.
  public let marks: [Double]

  private static let all: [Double] = [
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000,
  ]

  /// Of all that the claims' multipliers may be.
  public init(_ claims: Claims) {
    self.init(
      holding: claims.all.flatMap { claim -> [Double] in
        let value = claim.multiplier(humanHours: claim.humanHours)
        let ends = claim.bounds.map { [value * $0.low, value * $0.high] } ?? []
        return [value] + ends
      })
  }

  /// Numbers above 0; others count as 1.
  public init(holding numbers: [Double]) {
    let usable = numbers.filter { $0.isFinite && $0 > 0 } + [1]
    let (low, high) = (usable.min() ?? 1, usable.max() ?? 1)
    let first = ClaimAxis.all.last { $0 <= low } ?? ClaimAxis.all[0]
    let last = ClaimAxis.all.first { $0 >= high } ?? ClaimAxis.all[ClaimAxis.all.count - 1]
    marks = ClaimAxis.all.filter { (first...max(first, last)).contains($0) }
  }

  /// How far from its left end a number stands, 0…1; what lies beyond is at the end. Nil for what is no number.
  public func share(of number: Double) -> Double? {
    guard !number.isNaN, let low = marks.first, let high = marks.last else { return nil }
    guard high > low else { return 0 }
    guard number > low else { return 0 }
    guard number < high else { return 1 }
    return PlainMath.ln(number / low) / PlainMath.ln(high / low)
  }
}
