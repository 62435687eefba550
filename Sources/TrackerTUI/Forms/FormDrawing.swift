// Draws a form where its layout says.

internal import TrackerCore

extension FormLayout {
  func draw(_ painter: inout Painter) {
    painter.inside(area) { painter in
      painter.box(form.title)
      for (row, line) in lines.prefix(max(0, painter.rows - 2)).enumerated() {
        draw(line, row + 1, &painter)
      }
    }
    drawOffers(&painter)
  }

  private func draw(_ line: Line, _ row: Int, _ painter: inout Painter) {
    let columns = painter.columns - 2 * FormLayout.margin
    func write(_ text: String, from start: Int = 0, _ style: Style = Style()) {
      painter.writeCut(
        text.replacing("→", with: painter.symbols.becomes), column: FormLayout.margin + start,
        row: row, width: columns - start, style)
    }
    switch line {
    case .blank, .gap: return
    case .head(let facts):
      write(form.head?.name ?? "")
      if let head = form.head, !facts.isEmpty {
        write(facts, from: head.factsColumn, Style(.muted))
      }
    case .facts(let text): write(text, Style(.muted))
    case .about(let text): write(text)
    case .effect(let label, let text):
      write(label)
      write(text, from: form.fields.isEmpty ? 0 : labelColumns)
    case .problem(let text): write(text, Style(.warn, bold: true))
    case .note:
      let fitting = form.notes.first { painter.width(of: $0) <= columns } ?? form.notes.last
      if form.isWaiting {
        write("waiting for the lock…", Style(.warn, bold: true))
      } else {
        write(fitting ?? "", Style(.muted))
      }
    case .field(let index): draw(index, row, &painter)
    case .tableHead(let index):
      label(index, row, &painter)
      for (head, place) in zip(form.fields[index].table?.heads ?? [], places(index).dropFirst()) {
        write(head, from: place, Style(.muted))
      }
    case .option(let index, let word): draw(option: word, of: index, row, &painter)
    case .brief(let index):
      let text =
        form.fields[index].table?.brief(
          form.choice(form.fields[index].label), columns: columns - labelColumns, \.count) ?? ""
      write(text, from: labelColumns, Style(isLoss(index) ? .loss : .muted))
    case .remark(let index):
      write(form.fields[index].table?.remark ?? "", from: places(index).first ?? 0, Style(.loss))
    case .checkHead(let index):
      guard case .checks(let list) = form.fields[index].content else { return }
      let isCut = lines.count { $0.checkRow != nil } < list.rows.count
      list.drawHead(
        column: FormLayout.margin, row: row, width: columns - 1, isCut: isCut, &painter)
    case .check(let index, let place):
      guard case .checks(let list) = form.fields[index].content else { return }
      list.draw(
        place, column: FormLayout.margin, row: row, width: columns - 1,
        isFocused: index == form.focus, &painter)
    case .buttons: drawButtons(row, &painter)
    }
  }

  private static let chosen = "(•) "
  private static let notChosen = "( ) "
  private static let demand = "◂ choose"

  private func label(_ index: Int, _ row: Int, _ painter: inout Painter) {
    painter.write(
      form.fields[index].label, column: FormLayout.margin, row: row, width: labelColumns - 1,
      Style(index == form.focus ? .heading : .text))
  }

  /// Where the parts of a table stand.
  private func places(_ index: Int) -> [Int] {
    guard case .choice(let words, _) = form.fields[index].content else { return [] }
    return form.fields[index].table?.places(
      words: words, columns: area.columns - 2 * FormLayout.margin, \.count) ?? []
  }

  /// Whether the chosen option turns a gain into a loss.
  private func isLoss(_ index: Int) -> Bool {
    let field = form.fields[index]
    return form.choice(field.label).flatMap { field.table?.rows.at($0)?.isLoss } ?? false
  }

  private func draw(option: Int, of index: Int, _ row: Int, _ painter: inout Painter) {
    let field = form.fields[index]
    guard case .choice(let words, let chosen) = field.content, let table = field.table,
      let start = places(index).first, let shown = table.rows.at(option)
    else { return }
    let isChosen = option == chosen
    let column = FormLayout.margin + start
    let style = Style(
      shown.isLoss ? .loss : .text, reversed: isChosen && index == form.focus)
    painter.write(
      (isChosen ? FormLayout.chosen : FormLayout.notChosen) + words[option], column: column,
      row: row, style)
    for (cell, place) in zip(shown.cells, places(index).dropFirst()) {
      painter.write(
        cell.replacing("→", with: painter.symbols.becomes), column: FormLayout.margin + place,
        row: row, Style(shown.isLoss ? .loss : .text))
    }
    if isChosen, index == form.focus { painter.setCursor(column: column + 1, row: row) }
  }

  private func draw(_ index: Int, _ row: Int, _ painter: inout Painter) {
    let field = form.fields[index]
    label(index, row, &painter)
    switch field.content {
    case .choice(let words, let chosen):
      drawChoice(field, words, chosen, isFocused: index == form.focus, row, &painter)
    case .text(let text):
      var width = min(
        painter.columns - inputColumn - FormLayout.margin, FormLayout.mostInputColumns)
      if let was = field.was {
        let told = min(painter.width(of: was), max(0, width / 2))
        width -= told + 2
        painter.writeCut(
          was, column: inputColumn + width + 2, row: row, width: told, Style(.muted))
      }
      let input = inputColumn..<(inputColumn + max(0, width))
      painter.fill("_", columns: input, row: row, Style(.faint))
      text.draw(
        column: inputColumn, row: row, width: width, &painter, hasCursor: index == form.focus)
    case .checks: break
    }
  }

  private func drawChoice(
    _ field: Form.Field, _ words: [String], _ chosen: Int?, isFocused: Bool, _ row: Int,
    _ painter: inout Painter
  ) {
    let spans = wordSpans(of: field)
    let focus = Style(reversed: isFocused)
    var end = inputColumn
    if spans.isEmpty {
      let short = chosen.map { field.table?.rows.at($0)?.shortWord ?? words[$0] }
      let text = short.map { FormLayout.chosen + $0 } ?? FormLayout.notChosen + "choose"
      end = painter.writeCut(
        text, column: inputColumn, row: row,
        width: painter.columns - FormLayout.margin - inputColumn, focus)
      if isFocused {
        painter.setCursor(column: inputColumn + 1, row: row)
        painter.writeNote(
          "← →", column: end + 1, row: row, width: painter.columns - FormLayout.margin - end - 1,
          Style(.muted))
      }
    } else {
      for (word, span) in zip(words.indices, spans) {
        let isChosen = word == chosen
        end = painter.write(
          (isChosen ? FormLayout.chosen : FormLayout.notChosen) + words[word],
          column: span.lowerBound, row: row, isChosen ? focus : Style())
      }
      if isFocused { painter.setCursor(column: spans[chosen ?? 0].lowerBound + 1, row: row) }
    }
    let isLacking = form.lackingChoice.map { form.fields[$0].label } == field.label
    let (told, style) =
      isLacking
      ? (FormLayout.demand, Style(.warn, bold: true)) : (field.was ?? "", Style(.muted))
    let room = painter.columns - FormLayout.margin - end
    for gap in [isLacking ? 9 : 4, 2] where gap + painter.width(of: told) <= room {
      painter.write(told, column: end + gap, row: row, style)
      break
    }
  }

  private func drawButtons(_ row: Int, _ painter: inout Painter) {
    let spans = buttonSpans
    if !form.isWaiting {
      painter.write(
        confirmText, column: spans.confirm.lowerBound, row: row,
        Style(form.isOnConfirm ? .text : .hintKey, reversed: form.isOnConfirm))
    }
    painter.write(
      leaveText, column: spans.leave.lowerBound, row: row,
      Style(form.isOnLeave ? .text : .muted, reversed: form.isOnLeave))
    if form.isOnConfirm { painter.setCursor(column: spans.confirm.lowerBound, row: row) }
    if form.isOnLeave { painter.setCursor(column: spans.leave.lowerBound, row: row) }
  }
}
