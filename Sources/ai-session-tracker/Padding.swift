// Capabilities of terminals as text that can be written at once.

/// A capability without the pauses (`$<5>`) that hardware terminals needed.
func withoutPadding(_ text: String) -> String {
  var parts = text.split(separator: "$<", omittingEmptySubsequences: false)[...]
  var result = String(parts.removeFirst())
  for part in parts { result += part.drop { $0 != ">" }.dropFirst() }
  return result
}
