// Text of a terminal's description, made fit to be written at once. It refuses to know what it does to the terminal.

extension String {
  /// A capability without the pauses (`$<5>`) that hardware terminals needed.
  var withoutPadding: String {
    var parts = split(separator: "$<", omittingEmptySubsequences: false)[...]
    var result = String(parts.removeFirst())
    for part in parts { result += part.drop { $0 != ">" }.dropFirst() }
    return result
  }
}
