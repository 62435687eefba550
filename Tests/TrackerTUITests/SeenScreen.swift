// What tests see and type as a person does: the status, text, a screen in both forms.

import TestSupport
import Testing

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

/// Holds the screen against what is recorded, in UTF-8 and in ASCII.
func expectGoldens(
  _ dashboard: Dashboard, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  try expectGolden(dashboard.frame().text, name + ".txt", sourceLocation: sourceLocation)
  try expectGolden(
    dashboard.frame(asciiCapabilities).text, name + ".ascii.txt", sourceLocation: sourceLocation)
}
