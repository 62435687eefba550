// Logarithm, power and Student's t in plain arithmetic: the same bits on every machine, whatever its C library. The order of
// operations is part of the result; nothing here is fused.

/// What the intervals of claims are computed with.
enum PlainMath {
  /// The normal quantile of an interval that holds 8 of 10.
  static let z80 = 1.2815515655446008
  /// The natural logarithm of 2 in two parts, the first with few enough digits that its whole multiples are exact.
  private static let ln2 = (high: 6.93147180369123816490e-01, low: 1.90821492927058770002e-10)

  /// The natural logarithm of a finite number above 0; within 4e-16 of it.
  static func ln(_ x: Double) -> Double {
    var (m, k) = (x.significand, Double(x.exponent))
    if m > 1.4142135623730951 { (m, k) = (m / 2, k + 1) }
    let s = (m - 1) / (m + 1)
    let q = s * s
    var p = 0.0
    var d = 23.0
    while d >= 3 {
      p = (p + 1 / d) * q
      d -= 2
    }
    return k * ln2.high + (2 * s * (1 + p) + k * ln2.low)
  }

  /// e to a power; infinite above 700, 0 below −700.
  static func exp(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 700 { return .infinity }
    if x < -700 { return 0 }
    let k = (x / 0.6931471805599453 + 0.5).rounded(.down)
    let r = (x - k * ln2.high) - k * ln2.low
    var p = 1.0
    var d = 17.0
    while d >= 1 {
      p = 1 + p * r / d
      d -= 1
    }
    return Double(sign: .plus, exponent: Int(k), significand: p)
  }

  /// Student's t where the normal quantile is `z`, with `df` degrees of freedom, at least 1.5.
  static func studentQuantile(_ z: Double, df: Double) -> Double {
    let z2 = z * z
    let g1 = z * (z2 + 1) / 4
    let g2 = z * ((5 * z2 + 16) * z2 + 3) / 96
    let g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384
    let g4 = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160
    return z + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df
  }

  /// The value below which a share `p` of the sorted values lies, by nearest rank; nil without any.
  static func nearestRank(_ sorted: [Double], _ p: Double) -> Double? {
    guard !sorted.isEmpty else { return nil }
    return sorted[max(0, Int((p * Double(sorted.count)).rounded(.up)) - 1)]
  }

  /// The standard error by leaving out one at a time, of what came out each time.
  static func jackknifeError(_ values: [Double]) -> Double {
    let count = Double(values.count)
    var sum = 0.0
    for value in values { sum += value }
    let mean = sum / count
    var squares = 0.0
    for value in values { squares += (value - mean) * (value - mean) }
    return ((count - 1) / count * squares).squareRoot()
  }
}
