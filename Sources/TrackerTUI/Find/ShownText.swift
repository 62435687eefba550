// The whole text of an interaction or an issue over the screen: opened, walked through, left.

internal import TrackerCore

extension Dashboard {
  /// Fills the screen with a text.
  mutating func show(_ page: TextPage) {
    place.textPage = page
    layOutText()
    place.windows[.textLines] = nil
    place.chosenFocus = nil
    read.dataVersion += 1
  }

  /// Breaks the open text for the screen and the choice to wrap, where either has changed.
  mutating func layOutText() {
    place.textPage?.layOut(columns: size.columns, wraps: chosen.view.wraps)
  }

  /// Back from the whole text to the list that it is of.
  mutating func leaveText() {
    place.chosenFocus = place.textPage?.focus
    place.textPage = nil
    over.search = nil
  }

  /// The text on screen, for a pager: the open one, else the selected interaction's or issue's.
  var pagedText: String? { (place.textPage ?? selectedText)?.plainText }

  /// The whole text of what is selected; nil where that has none.
  private var selectedText: TextPage? { focus.flatMap { $0.kind.text(self, window($0).selected) } }

  func textStatus(_ page: TextPage) -> [String] {
    let name = detailRow?.shownName ?? ""
    return [String(name.prefix(40)) + " › " + page.title, "line " + positionText(.textLines)]
  }

  mutating func toggleWrap() {
    guard place.textPage != nil else {
      chosen.view.isWhole.toggle()
      over.message = chosen.view.isWhole ? "all texts whole" : "only the selected text whole"
      return
    }
    chosen.view.wraps.toggle()
    chosen.view.firstTextColumn = 0
    read.dataVersion += 1
    over.message = chosen.view.wraps ? "long lines wrapped" : "long lines cut · h l scroll"
  }
}

extension Panel {
  static let textPage = Panel("textPage") { dashboard, _, painter in
    guard let page = dashboard.place.textPage else { return }
    painter.list(
      dashboard.window(.textLines), count: page.lines.count, isFocused: true, unfocused: nil
    ) { index, row, painter in
      let line = page.lines[index]
      painter.write(
        line.text, column: -dashboard.chosen.view.firstTextColumn, row: row,
        Style(line.isHeading ? .heading : .text))
    }
  }
}

extension ListID { static let textLines = ListID("textLines") }

extension ListKind {
  /// The lines of a text that fills the screen.
  static let textLines = ListKind(
    .textLines, "line", rows: { $0.place.textPage?.lines ?? [] }, searched: { [$1.text] },
    spoken: { $1.text })
}
