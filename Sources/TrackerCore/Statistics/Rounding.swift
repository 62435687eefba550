// Numbers as the reference rounds, sums and prints them: correctly rounded from the exact binary value, ties to even.
// It refuses to scale and round near ties, where that is wrong.

internal import Platform

extension Double {
  /// This number rounded to so many decimals, as Python's `round(x, n)`. Not finite numbers stay.
  public func rounded(toDecimals decimals: Int) -> Double {
    guard isFinite else { return self }
    if let (whole, power) = scaledBeyondDoubt(decimals) { return whole / power }
    return Double(decimalText(self, decimals: decimals)) ?? self
  }

  /// This number with exactly so many decimals, as printf `%.nf`: `-0.00` and `nan` occur.
  public func fixed(decimals: Int) -> String {
    guard let (whole, power) = scaledBeyondDoubt(decimals) else {
      return decimalText(self, decimals: decimals)
    }
    let (digits, unit) = (Int(whole.magnitude), Int(power))
    let text = (sign == .minus ? "-" : "") + String(digits / unit)
    return decimals > 0 ? text + "." + padded(digits % unit, digits: decimals) : text
  }

  /// This number times a power of ten, rounded to a whole one, and that power; nil where it is in doubt.
  /// Scaling errs by less than a millionth here. Further than that from a tie the whole number is beyond doubt, and its
  /// quotient is the double nearest to the decimal. Only near ties the digits themselves have to decide.
  private func scaledBeyondDoubt(_ decimals: Int) -> (whole: Double, power: Double)? {
    guard isFinite, (0...4).contains(decimals) else { return nil }
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    let scaled = self * power
    guard scaled.magnitude < 1e9, (scaled - scaled.rounded(.down) - 0.5).magnitude > 1e-3 else {
      return nil
    }
    return (scaled.rounded(), power)
  }

  /// `130` or `130.5`: a number as it is typed.
  public var plainText: String {
    let text = "\(self)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// As `fixed`, with a comma every three digits: `-1,234.50`.
  public func grouped(decimals: Int) -> String {
    let text = fixed(decimals: decimals)
    guard isFinite else { return text }
    let sign = text.hasPrefix("-") ? "-" : ""
    let whole = text.dropFirst(sign.utf8.count).prefix { $0 != "." }
    let rest = text.dropFirst(sign.utf8.count + whole.utf8.count)
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.utf8.count - index) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    return sign + grouped + rest
  }
}

extension Sequence<Double> {
  /// The sum with Neumaier's compensation, as Python's `sum()` from 3.12 on adds floats.
  public func compensatedSum() -> Double {
    var sum = 0.0
    var compensation = 0.0
    for value in self {
      let next = sum + value
      compensation += sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
      sum = next
    }
    return compensation.isFinite && compensation != 0 ? sum + compensation : sum
  }
}
