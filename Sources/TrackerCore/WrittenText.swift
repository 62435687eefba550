// What holds for every text that others wrote: what no terminal is given of it, and what editors put before it.

internal import Platform

extension Unicode.Scalar {
  /// Whether it must never reach a terminal: Platform's `isHidden`, for viewers that may not ask Platform.
  public var isHiddenText: Bool { isHidden }
}

extension String {
  /// Without the mark that some editors put before UTF-8.
  public var withoutByteOrderMark: Substring {
    unicodeScalars.first == "\u{FEFF}" ? Substring(unicodeScalars.dropFirst()) : self[...]
  }
}
