// The whole text of an interaction or an issue over the screen: opened, walked through, left.

internal import TrackerCore

extension Dashboard {
  /// Fills the screen with a text.
  mutating func show(_ page: TextPage) {
    textPage = page
    layOutText()
    windows[.textLines] = nil
    chosenFocus = nil
    dataVersion += 1
  }

  /// Breaks the open text for the screen and the choice to wrap, where either has changed.
  mutating func layOutText() { textPage?.layOut(columns: size.columns, wraps: view.wraps) }

  /// Back from the whole text to the list that it is of.
  mutating func leaveText() {
    chosenFocus = textPage?.focus
    textPage = nil
    search = nil
  }

  /// The text on screen, for a pager: the open one, else the selected interaction's or issue's.
  var pagedText: String? { (textPage ?? selectedText)?.plainText }

  /// The whole text of what is selected; nil where that has none.
  private var selectedText: TextPage? { focus.flatMap { $0.kind.text(self, window($0).selected) } }

  func textStatus(_ page: TextPage) -> [String] {
    let name = detailRow?.shownName ?? ""
    return [String(name.prefix(40)) + " › " + page.title, "line " + positionText(.textLines)]
  }

  mutating func toggleWrap() {
    view.wraps.toggle()
    view.firstTextColumn = 0
    dataVersion += 1
    message = view.wraps ? "long lines wrapped" : "long lines cut · h l scroll"
  }
}

extension Panel {
  static let textPage = Panel("textPage") { dashboard, _, painter in
    guard let page = dashboard.textPage else { return }
    painter.list(
      dashboard.window(.textLines), count: page.lines.count, isFocused: true, unfocused: nil
    ) { index, row, painter in
      let line = page.lines[index]
      painter.write(
        line.text, column: -dashboard.view.firstTextColumn, row: row,
        Style(line.isHeading ? .heading : .text))
    }
  }
}

extension ListID { static let textLines = ListID("textLines") }

extension ListKind {
  /// The lines of a text that fills the screen.
  static let textLines = ListKind(
    .textLines, "line", rows: { $0.textPage?.lines ?? [] }, searched: { [$1.text] },
    spoken: { $1.text })
}
