// What holds for every text that others wrote: what no terminal is given of it, and what editors put before it.

internal import Platform

extension Unicode.Scalar {
  /// Whether it must never reach a terminal: Platform's `isHidden`, for viewers that may not ask Platform.
  public var isHiddenText: Bool { isHidden }
}

extension UInt8 {
  /// 0-9.
  var isDigit: Bool { (0x30...0x39).contains(self) }
  /// A-Z, a-z.
  var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
}

extension String {
  /// With the texts that a table, or a rule, has for some characters in their place.
  package func escaped(_ texts: (Unicode.Scalar) -> String?) -> String {
    unicodeScalars.map { texts($0) ?? String($0) }.joined()
  }

  /// Without the mark that some editors put before UTF-8.
  public var withoutByteOrderMark: Substring {
    unicodeScalars.first == "\u{FEFF}" ? Substring(unicodeScalars.dropFirst()) : self[...]
  }

  /// The text as it may stand in one line: a break or tab is one blank, those at the end are dropped; controls, direction
  /// controls and what has no width but joiners and marks are left out.
  public var oneLine: String {
    var line = String.UnicodeScalarView()
    var scalars = unicodeScalars[...]
    while let last = scalars.last, last == "\n" || last == "\r" { scalars.removeLast() }
    var isAfterReturn = false
    for scalar in scalars {
      let completesReturn = isAfterReturn && scalar == "\n"
      isAfterReturn = scalar == "\r"
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: if !completesReturn { line.append(" ") }
      case _ where scalar.isHiddenText: continue
      default: line.append(scalar)
      }
    }
    return String(line)
  }
}
