// Parts of a whole in percent.

/// How much of `whole` a part is, in whole percent, rounded to nearest; 0 when the whole is 0.
public func percent(_ part: Int, of whole: Int) -> Int {
  guard whole != 0 else { return 0 }
  return Int((Double(part) / Double(whole) * 100).rounded())
}
