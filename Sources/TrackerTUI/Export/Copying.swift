// What `y` and `Y` put on the clipboard.

internal import TrackerCore

extension Dashboard {
  /// The id of the session that is shown or selected; of a list with marks those of the marked ones, a line each.
  func copyID() -> [Effect] {
    if place.openID == nil, focus?.kind.isOfSessions == true, !markedRows.isEmpty {
      let text = markedRows.map { $0.id.text + "\n" }.joined()
      return [.copy(CopyRequest(text: text, summary: countText(markedRows.count, "id")))]
    }
    guard let id = screen.actionID else { return [] }
    return [.copy(CopyRequest(text: id.text, summary: "id \(id.text)"))]
  }

  /// The marked rows or the selected one, or where there is no such list the numbers of the range, as Markdown.
  func copyMarkdown() -> [Effect] {
    guard let focus, focus.kind.table != nil, rowCount(focus) > 0 else {
      return [
        .copy(
          CopyRequest(text: numbersTable.markdown, summary: "the numbers as Markdown"))
      ]
    }
    let source = exportSource
    if focus.kind.isOfSessions, !markedRows.isEmpty {
      let summary = countText(source.count, "session") + " as Markdown"
      return [.copy(CopyRequest(text: source.table.markdown, summary: summary))]
    }
    let name = source.name.hasSuffix("s") ? String(source.name.dropLast()) : source.name
    let selected = window(focus).selected
    let row =
      if !focus.kind.isOfSessions {
        source.table(row: selected)
      } else if screen.isOnGroup, let group = grouped(focus)?.rows.group(of: selected) {
        source.table(row: group)
      } else {
        sessionSource(sessions(focus, at: selected)).table
      }
    return [.copy(CopyRequest(text: row.markdown, summary: "\(name) as Markdown"))]
  }

  /// The numbers of the range.
  var numbersTable: Table {
    let numbers =
      [("range", chosen.range.title)]
      + FigureGroup.headline.map { figure in
        (figure.title.asWord, figure.shownIfKnown(read.overview))
      }
    return Table(
      [.text("number", "number", "") { $0.0 }, .text("value", "value", "") { $0.1 }], numbers)
  }

  /// Says what was copied and how; without a way the text is shown to be selected.
  mutating func takeCopied(_ request: CopyRequest, way: String?) {
    guard let way else {
      over.message = "no clipboard here: select the text"
      over.box = Page(title: "Select to copy", text: request.text)
      return
    }
    over.message = "copied \(request.summary) · \(way)"
  }
}
