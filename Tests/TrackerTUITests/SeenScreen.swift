// What tests see and type as a person does: the status, the hints, text.

@testable import TrackerTUI

/// The status row, without the blank at its left.
func status(_ dashboard: Dashboard) -> String {
  let lines = dashboard.frame().text.split(separator: "\n", omittingEmptySubsequences: false)
  return lines.dropLast().last.map { String($0.dropFirst()) } ?? ""
}

/// Types a text, a key a character.
func type(_ text: String, into dashboard: inout Dashboard) {
  for character in text { dashboard.press(.character(character)) }
}

/// Runs a line at the `:`; returns what its end asks for.
@discardableResult
func run(_ line: String, in dashboard: inout Dashboard) -> [Effect] {
  dashboard.press(":")
  type(line, into: &dashboard)
  return dashboard.press(.enter)
}

/// The hints that a line shows, in their order, and what is left of the line.
func shownHints(_ line: Substring, of hints: [Hint]) -> (hints: [Hint], rest: Substring) {
  var rest = line.drop { $0 == " " }
  var shown: [Hint] = []
  for hint in hints {
    let text = "\(hint.label) \(hint.text)"
    guard rest.hasPrefix(text), rest.dropFirst(text.count).first ?? " " == " " else { continue }
    rest = rest.dropFirst(text.count).drop { $0 == " " }
    shown.append(hint)
  }
  return (shown, rest)
}
