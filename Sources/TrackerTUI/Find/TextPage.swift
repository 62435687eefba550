// The whole text of an interaction or an issue as lines. Columns are counted as most terminals do.

internal import TrackerCore

/// Text that fills the screen.
struct TextPage: Sendable, Equatable {
  /// A paragraph or the name of what follows, or a line of it as it stands on the screen.
  struct Line: Sendable, Equatable {
    var text: String
    var isHeading = false
  }

  let title: String
  /// The list that it is of.
  let focus: ListID
  let parts: [Line]
  /// As they were laid out the last time: a key or a frame asks for them many times, and the text may be long.
  private(set) var lines: [Line] = []
  private var laidOut: Form?

  private struct Form: Equatable {
    var columns: Int
    var wraps: Bool
  }

  /// What `P` hands to a pager.
  var plainText: String { parts.map(\.text).joined(separator: "\n") + "\n" }

  init(_ interaction: Interaction, title: String, time: TimeText) {
    self.title = title
    focus = .interactions
    let instant = interaction.timestamp.flatMap(Timestamp.init)
    let rating = interaction.effectivenessRating.map { "rated \($0)" } ?? "not rated"
    let tools = interaction.toolsUsed.joined(separator: ", ")
    let facts = [
      time.full(instant), rating, countText(interaction.iterationCount, "attempt"), tools,
    ]
    parts = TextPage.parts(
      facts, [("Prompt", interaction.prompt), ("Summary", interaction.responseSummary)])
  }

  init(_ issue: Issue, title: String, time: TimeText) {
    self.title = title
    focus = .issues
    let instant = issue.time
    let facts = [
      time.full(instant), issue.severity ?? "", issue.issueType ?? "",
      issue.resolved ? "resolved" : "open",
    ]
    let resolution = [("Resolution", issue.resolutionNotes)].filter { !$0.1.isEmpty }
    parts = TextPage.parts(facts, [("Description", issue.description)] + resolution)
  }

  /// Some lines, then each text under its heading.
  init(_ lines: [Line], texts: [(heading: String, text: String)], title: String, focus: ListID) {
    (self.title, self.focus) = (title, focus)
    parts = lines + TextPage.parts([], texts)
  }

  /// The facts in a line, then each text under its heading.
  private static func parts(_ facts: [String], _ texts: [(heading: String, text: String)]) -> [Line]
  {
    let facts = facts.filter { !$0.isEmpty }
    var parts = facts.isEmpty ? [] : [Line(text: facts.joined(separator: " · "))]
    for (heading, text) in texts {
      parts.append(Line(text: ""))
      parts.append(Line(text: heading, isHeading: true))
      // CR LF is one character, so it is asked for by name.
      parts += text.split(omittingEmptySubsequences: false) { $0.isNewline }.map {
        Line(text: String($0).oneLine)
      }
    }
    return parts
  }

  /// Breaks the text anew where a screen or choice asks for other lines.
  mutating func layOut(columns: Int, wraps: Bool) {
    let form = Form(columns: columns, wraps: wraps)
    guard laidOut != form else { return }
    laidOut = form
    lines = parts.flatMap { part in
      (wraps ? TextPage.wrapped(part.text, columns: columns - 2) : [part.text]).map {
        Line(text: $0, isHeading: part.isHeading)
      }
    }
  }

  /// The text in lines of at most so many columns, in plain ASCII and on every terminal, broken at blanks where there are
  /// some and never within a character. A blank at the edge ends its line and is left out. No more than `limit` lines.
  static func wrapped(_ text: String, columns: Int, limit: Int = .max) -> [String] {
    let room = max(2, columns)
    guard text.utf8.count * mostASCIIColumnsPerByte > room else { return [text] }
    let scalars = text.unicodeScalars
    var lines: [String] = []
    var widths = WidestColumns()
    var start = scalars.startIndex
    var used = 0
    /// The place behind the line's last blank, and the columns up to there.
    var lastBlank: (end: String.Index, columns: Int)?
    var index = start
    while index < scalars.endIndex {
      guard lines.count < limit else { return lines }
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      let width = widths.next(scalar)
      if used + width > room, scalar == " " {
        lines.append(String(scalars[start..<index]))
        (start, index, used, lastBlank) = (next, next, 0, nil)
        continue
      }
      while used + width > room, start < index {
        if let blank = lastBlank {
          lines.append(String(scalars[start..<blank.end]))
          (start, used) = (blank.end, used - blank.columns)
        } else {
          let end = beginning(ofCharacterAt: index, in: text, from: start)
          lines.append(String(scalars[start..<end]))
          (start, used) = (end, WidestColumns.of(scalars[end..<index]))
        }
        lastBlank = nil
      }
      used += width
      if scalar == " " {
        lastBlank = (next, used)
      } else if lastBlank?.end == index, width == 0 {
        // A mark stands on the blank.
        lastBlank = nil
      }
      index = next
    }
    return lines.count < limit ? lines + [String(scalars[start...])] : lines
  }

  /// Where the character begins that a scalar belongs to; the scalar itself where all from `start` on are one character.
  private static func beginning(
    ofCharacterAt index: String.Index, in text: String, from start: String.Index
  ) -> String.Index {
    var place = index
    while place > start, String.Index(place, within: text) == nil {
      place = text.unicodeScalars.index(before: place)
    }
    return place > start ? place : index
  }
}
