/// A number that remembers how it was written: 60 stays 60, 60.0 stays 60.0, an integer of 300 digits stays whole.
public struct JSONNumber: Sendable, Hashable {
  /// The spelling, e.g. `60`, `60.0`, `1e-05`, `NaN`, `-Infinity`.
  public let spelling: String

  /// Takes a spelling that a reader has already checked.
  init(checkedSpelling: String) { spelling = checkedSpelling }

  /// An integer.
  public init(_ value: Int) { spelling = String(value) }

  /// A double, spelled as Python's `repr`: shortest digits that read back the same, `60.0` for
  /// whole values, an exponent of at least two digits below 1e-4 and from 1e16 on; `NaN`,
  /// `Infinity`, `-Infinity`.
  public init(_ value: Double) { spelling = JSONNumber.pythonSpelling(value) }

  /// The value as a double; beyond its range plus or minus infinity.
  public var double: Double {
    switch spelling {
    case "NaN": .nan
    case "Infinity": .infinity
    case "-Infinity": -.infinity
    default: Double(spelling) ?? .nan
    }
  }

  /// The value as an integer when it is whole and fits (`4`, `4.0`, `4e0`); otherwise nil.
  public var integer: Int? { Int(spelling) ?? Int(exactly: double) }

  /// Whether the spelling has neither fraction nor exponent (Python reads it as `int`).
  public var isIntegerSpelling: Bool {
    spelling.utf8.allSatisfy { $0 == UInt8(ascii: "-") || Ascii.isDigit($0) }
  }

  /// Python's `repr` of a float, as `json.dump` writes it.
  /// Swift's own description differs only in `inf`/`nan`, between 2^53 and 1e16, and in the
  /// exponent's form.
  static func pythonSpelling(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    let magnitude = value.magnitude
    if magnitude >= 9_007_199_254_740_992, magnitude < 1e16 {
      return "\(Int64(value)).0"
    }
    let text = value.description
    guard let e = text.firstIndex(of: "e") else { return text }
    var mantissa = String(text[..<e])
    if mantissa.hasSuffix(".0") { mantissa.removeLast(2) }
    var exponent = String(text[text.index(after: e)...])
    let sign = exponent.hasPrefix("-") ? "-" : "+"
    if exponent.hasPrefix("-") || exponent.hasPrefix("+") { exponent.removeFirst() }
    if exponent.utf8.count < 2 { exponent = "0" + exponent }
    return mantissa + "e" + sign + exponent
  }
}
