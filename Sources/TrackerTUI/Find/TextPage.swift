// The whole text of an interaction, over the screen, as lines that are walked through and searched like any list.
// It refuses to know widths of its own: it counts columns as most terminals do.

internal import TrackerCore

/// Text that fills the screen.
struct TextPage: Sendable, Equatable {
  /// A paragraph, or the name of what follows.
  struct Part: Sendable, Equatable {
    var text: String
    var isHeading = false
  }

  /// A line as it stands on the screen.
  struct Line: Sendable, Equatable {
    var text: String
    var isHeading = false
  }

  var title: String
  var parts: [Part]

  /// What `E` hands to a pager.
  var plainText: String { parts.map(\.text).joined(separator: "\n") + "\n" }

  init(_ interaction: Interaction, title: String, time: TimeText) {
    self.title = title
    let instant = interaction.timestamp.flatMap(Timestamp.init)
    let rating = interaction.effectivenessRating.map { "rated \($0)" } ?? "not rated"
    let tools = interaction.toolsUsed.joined(separator: ", ")
    let facts = [
      time.full(instant), rating, countText(interaction.iterationCount, "attempt"), tools,
    ]
    parts = [Part(text: facts.filter { !$0.isEmpty }.joined(separator: " · "))]
    for (heading, text) in [
      ("Prompt", interaction.prompt), ("Summary", interaction.responseSummary),
    ] {
      parts.append(Part(text: ""))
      parts.append(Part(text: heading, isHeading: true))
      // CR LF is one character, so it is asked for by name.
      parts += text.split(omittingEmptySubsequences: false) { $0.isNewline }.map {
        Part(text: TextField.oneLine(String($0)))
      }
    }
  }

  /// The lines for a screen; with `wraps` none is wider than it, broken at blanks where there are some.
  func lines(columns: Int, wraps: Bool) -> [Line] {
    parts.flatMap { part in
      (wraps ? TextPage.wrapped(part.text, columns: columns - 2) : [part.text]).map {
        Line(text: $0, isHeading: part.isHeading)
      }
    }
  }

  /// The text in lines of at most so many columns, broken at blanks where there are some.
  static func wrapped(_ text: String, columns: Int) -> [String] {
    let room = max(2, columns)
    // No character takes more than two columns for a byte, in plain ASCII neither.
    guard text.utf8.count * 2 > room else { return [text] }
    var lines: [String] = []
    var line = ""
    var used = 0
    /// The line up to its last blank, and the columns up to there.
    var lastBlank: (end: String.Index, columns: Int)?
    for character in text {
      let width = columnsOf(character)
      if used + width > room {
        if character == " " {
          // The end of the line is the blank.
          lines.append(line)
          (line, used, lastBlank) = ("", 0, nil)
          continue
        }
        if let blank = lastBlank {
          let rest = String(line[blank.end...])
          lines.append(String(line[..<blank.end]))
          (line, used) = (rest, used - blank.columns)
        } else {
          lines.append(line)
          (line, used) = ("", 0)
        }
        lastBlank = nil
      }
      line.append(character)
      used += width
      if character == " " { lastBlank = (line.endIndex, used) }
    }
    return lines + [line]
  }

  /// Of its two forms the wider one, so that a line has room in plain ASCII, too, and breaks at the same places.
  private static func columnsOf(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    guard scalar.value >= 0x80 else { return 1 }
    if regionalLetter(scalar) != nil { return character.unicodeScalars.count }
    return max(isWide(scalar) ? 2 : 1, asciiText(of: scalar).utf8.count)
  }
}

extension Dashboard {
  /// Opens the whole text of the selected interaction.
  mutating func openText() {
    guard let loaded = shownDetail else { return }
    let row = window(.interactions).selected
    guard let interaction = loaded.interaction(row: row, isNewestFirst: isNewestFirst) else {
      return
    }
    let count = loaded.detail.interactions.count
    textPage = TextPage(
      interaction,
      title: "Interaction \(isNewestFirst ? count - row : row + 1) of \(count)", time: timeText)
    windows[.textLines] = nil
    chosenFocus = nil
    dataVersion += 1
    revealSelections()
  }

  /// The text on screen, for a pager: the open one, else the selected interaction's.
  var pagedText: String? {
    if let textPage { return textPage.plainText }
    guard let loaded = shownDetail,
      let interaction = loaded.interaction(
        row: window(.interactions).selected, isNewestFirst: isNewestFirst)
    else { return nil }
    return TextPage(interaction, title: "", time: timeText).plainText
  }

  func textStatus(_ page: TextPage) -> [String] {
    let name = detailRow.map { $0.name.isEmpty ? $0.id.text : $0.name } ?? ""
    let position = window(.textLines).selected + 1
    return [
      String(name.prefix(40)) + " › " + page.title,
      "line \(countText(position)) of \(countText(rowCount(.textLines)))",
    ]
  }

  mutating func toggleWrap() {
    view.wraps.toggle()
    view.firstTextColumn = 0
    dataVersion += 1
    revealSelections()
    message = view.wraps ? "long lines wrapped" : "long lines cut · h l scroll"
  }
}

extension Panel {
  static let textPage = Panel("textPage") { dashboard, _, painter in
    guard let page = dashboard.textPage else { return }
    let lines = page.lines(columns: dashboard.size.columns, wraps: dashboard.view.wraps)
    let window = dashboard.window(.textLines)
    for (row, index) in window.rows(count: lines.count, height: painter.rows).enumerated() {
      let line = lines[index]
      painter.write(
        line.text, column: -dashboard.view.firstTextColumn, row: row,
        Style(line.isHeading ? .heading : .text))
      if index == window.selected { painter.restyle(row: row, Style(reversed: true)) }
    }
  }
}
