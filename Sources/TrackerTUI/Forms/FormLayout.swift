// Where the parts of a form stand. Drawing and pointing read the same places.

internal import TrackerCore

/// A form on a screen.
struct FormLayout {
  /// What a click can hit.
  enum Target: Equatable {
    case field(Int)
    case word(field: Int, word: Int)
    case check(field: Int, row: Int)
    case confirm, leave
  }

  private enum Line {
    case blank, about(String), effect(String), note, problem(String), buttons
    case field(Int)
    /// The heads of a list in a form, and its rows.
    case checkHead(Int)
    case check(field: Int, row: Int)

    var isBlank: Bool { if case .blank = self { true } else { false } }
    var isAbout: Bool { if case .about = self { true } else { false } }
    var isRemark: Bool {
      switch self {
      case .effect, .note: true
      default: false
      }
    }
    var field: Int? {
      switch self {
      case .field(let index), .checkHead(let index), .check(let index, _): index
      default: nil
      }
    }
    var checkRow: Int? { if case .check(_, let row) = self { row } else { nil } }
  }

  let area: Rect
  private let form: Form
  private var lines: [Line] = []
  /// On the screen.
  private(set) var targets: [(target: Target, area: Rect)] = []
  private let labelColumns: Int

  private static let mostColumns = 60
  /// Where a list is in it.
  private static let mostColumnsOfLists = 74
  private static let mostRows = 17
  private static let fewestListRows = 3
  private static let mostProblemLines = 3
  private static let margin = 2

  init(_ form: Form, size: ScreenSize) {
    self.form = form
    labelColumns = (form.fields.map { $0.label.count }.max() ?? 0) + 2
    let list = form.fields.lazy.compactMap { field in
      if case .checks(let list) = field.content { list } else { nil }
    }.first
    let columns = min(
      list == nil ? FormLayout.mostColumns : FormLayout.mostColumnsOfLists, size.columns - 2)
    let about = form.about.map { Line.about($0) }
    var lines: [Line] = (list == nil ? [.blank] : []) + about
    if !form.fields.isEmpty { lines.append(.blank) }
    for index in form.fields.indices {
      if case .checks(let list) = form.fields[index].content {
        lines.append(.checkHead(index))
        lines += list.rows.indices.map { .check(field: index, row: $0) }
        lines.append(.blank)
      } else {
        lines += [.field(index), .blank]
      }
    }
    if form.fields.isEmpty { lines.append(.blank) }
    if !form.effect.isEmpty {
      lines += FormLayout.effectLines(form, columns: columns - 2 * FormLayout.margin)
      if list == nil { lines.append(.blank) }
    }
    lines += FormLayout.problemLines(form, columns: columns - 2 * FormLayout.margin) ?? [.note]
    lines += [.blank, .buttons]
    // What says least goes first: blanks from below, then all but the first line of what it is about.
    let room = min(list == nil ? .max : FormLayout.mostRows, max(1, size.rows - 4))
    if let list {
      FormLayout.shorten(&lines, to: room, around: list.cursor, keeping: FormLayout.fewestListRows)
    }
    while lines.count > room, let blank = lines.lastIndex(where: { $0.isBlank }) {
      lines.remove(at: blank)
    }
    while lines.count > room, let line = lines.lastIndex(where: { $0.isAbout }), line > 0 {
      lines.remove(at: line)
    }
    while lines.count > room, let remark = lines.lastIndex(where: { $0.isRemark }) {
      lines.remove(at: remark)
    }
    if let list { FormLayout.shorten(&lines, to: room, around: list.cursor, keeping: 1) }
    // Where there is no room for all fields, those around the one that has the focus are shown.
    let distance = { (line: Int) in lines[line].field.map { abs($0 - form.focus) } ?? -1 }
    while lines.count > room, let far = lines.indices.max(by: { distance($0) < distance($1) }),
      distance(far) > 0
    {
      lines.remove(at: far)
    }
    self.lines = lines
    let rows = min(lines.count + 2, size.rows - 2)
    area = Rect(columns: columns, rows: rows).centered(on: size, up: 1)
    placeTargets()
  }

  /// Takes rows of a list away, those first that are farthest from the one that keys go to.
  private static func shorten(
    _ lines: inout [Line], to room: Int, around cursor: Int, keeping fewest: Int
  ) {
    let rows = lines.indices.filter { lines[$0].checkRow != nil }
    let kept = max(min(fewest, rows.count), rows.count - max(0, lines.count - room))
    guard let first = rows.first, kept < rows.count else { return }
    let start = min(max(0, cursor - kept / 2), rows.count - kept)
    let shown = lines[(first + start)..<(first + start + kept)]
    lines.replaceSubrange(first..<(first + rows.count), with: shown)
  }

  /// What it would change, beside one another where that has room.
  private static func effectLines(_ form: Form, columns: Int) -> [Line] {
    let joined = form.effect.joined(separator: " · ")
    return (joined.count <= columns ? [joined] : form.effect).map { .effect($0) }
  }

  /// What is wrong, in as many lines as it takes, the last one cut where these are too many; nil when nothing is.
  private static func problemLines(_ form: Form, columns: Int) -> [Line]? {
    guard let problem = form.isWaiting ? nil : form.problem else { return nil }
    var lines: [String] = []
    for word in problem.split(separator: " ") {
      if let last = lines.last,
        lines.count == mostProblemLines || last.count + 1 + word.count <= columns
      {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { .problem($0) }
  }

  private mutating func placeTargets() {
    for (row, line) in lines.enumerated() {
      let screenRow = area.row + 1 + row
      switch line {
      case .field(let index):
        for (word, span) in wordSpans(of: form.fields[index]).enumerated() {
          add(.word(field: index, word: word), span, screenRow)
        }
        add(.field(index), 1..<(area.columns - 1), screenRow)
      case .check(let index, let row):
        add(.check(field: index, row: row), 1..<(area.columns - 1), screenRow)
      case .buttons:
        let spans = buttonSpans
        add(.confirm, spans.confirm, screenRow)
        add(.leave, spans.leave, screenRow)
      default: continue
      }
    }
  }

  private mutating func add(_ target: Target, _ columns: Range<Int>, _ row: Int) {
    let place = Rect(
      column: area.column + columns.lowerBound, row: row, columns: columns.count, rows: 1)
    targets.append((target, place))
  }

  private var inputColumn: Int { FormLayout.margin + labelColumns }

  /// Whether there is room for more than what is needed.
  private var isWide: Bool { area.columns >= 50 }

  /// The words of a choice with the places of the brackets, which neighbours share where there is little room. They are
  /// ASCII, so characters are columns.
  private func wordSpans(of field: Form.Field) -> [Range<Int>] {
    guard case .choice(let words, _) = field.content else { return [] }
    var column = inputColumn - 1
    return words.map { word in
      defer { column += word.count + (isWide ? 3 : 1) }
      return column..<(column + word.count + 2)
    }
  }

  private var confirmText: String { "[ \(form.confirmKey) \(form.confirm) ]" }
  private var leaveText: String { isWide ? "[ Esc \(form.leave) ]" : "[ Esc leave ]" }

  private var buttonSpans: (confirm: Range<Int>, leave: Range<Int>) {
    let start = FormLayout.margin
    let end = start + confirmText.count
    let leaveStart = end + (isWide ? 3 : 1)
    return (start..<end, leaveStart..<(leaveStart + leaveText.count))
  }

  /// What stands at a place on the screen; nil beside everything.
  func target(atColumn column: Int, row: Int) -> Target? {
    targets.first { $0.area.contains(column: column, row: row) }?.target
  }

  func draw(_ painter: inout Painter) {
    painter.inside(area) { painter in
      painter.box(form.title)
      let columns = painter.columns - 2 * FormLayout.margin
      for (row, line) in lines.prefix(max(0, painter.rows - 2)).enumerated() {
        switch line {
        case .blank: continue
        case .about(let text):
          painter.writeCut(text, column: FormLayout.margin, row: row + 1, width: columns)
        case .effect(let text):
          let shown = text.replacing("→", with: painter.symbols.becomes)
          painter.writeCut(shown, column: FormLayout.margin, row: row + 1, width: columns)
        case .problem(let text):
          painter.writeCut(
            text, column: FormLayout.margin, row: row + 1, width: columns,
            Style(.warn, bold: true))
        case .note:
          let fitting = form.notes.first { painter.width(of: $0) <= columns } ?? form.notes.last
          let note = form.isWaiting ? "waiting for the lock…" : fitting ?? ""
          let style = Style(form.isWaiting ? .warn : .muted, bold: form.isWaiting)
          painter.writeCut(note, column: FormLayout.margin, row: row + 1, width: columns, style)
        case .field(let index): draw(index, row + 1, &painter)
        case .checkHead(let index):
          guard case .checks(let list) = form.fields[index].content else { continue }
          let isCut = lines.count { $0.checkRow != nil } < list.rows.count
          list.drawHead(
            column: FormLayout.margin, row: row + 1, width: columns - 1, isCut: isCut, &painter)
        case .check(let index, let place):
          guard case .checks(let list) = form.fields[index].content else { continue }
          list.draw(
            place, column: FormLayout.margin, row: row + 1, width: columns - 1,
            isFocused: index == form.focus, &painter)
        case .buttons: drawButtons(row + 1, &painter)
        }
      }
    }
  }

  private func draw(_ index: Int, _ row: Int, _ painter: inout Painter) {
    let field = form.fields[index]
    let isFocused = index == form.focus
    painter.write(
      field.label, column: FormLayout.margin, row: row, width: labelColumns - 1,
      Style(isFocused ? .heading : .text))
    switch field.content {
    case .choice(let words, let chosen):
      let spans = wordSpans(of: field)
      for (word, span) in zip(words.indices, spans) {
        painter.write(words[word], column: span.lowerBound + 1, row: row)
      }
      if let chosen {
        painter.write(
          "[\(words[chosen])]", column: spans[chosen].lowerBound, row: row,
          Style(reversed: isFocused))
      }
      if let was = field.was, let end = spans.last?.upperBound {
        let room = painter.columns - FormLayout.margin - end - 2
        if painter.width(of: was) <= room {
          painter.write(was, column: end + 2, row: row, Style(.muted))
        }
      }
      if isFocused { painter.setCursor(column: spans[chosen ?? 0].lowerBound + 1, row: row) }
    case .text(let text):
      var width = painter.columns - inputColumn - FormLayout.margin
      if let was = field.was {
        let told = min(painter.width(of: was), max(0, width / 2))
        width -= told + 2
        painter.writeCut(
          was, column: inputColumn + width + 2, row: row, width: told, Style(.muted))
      }
      let input = inputColumn..<(inputColumn + max(0, width))
      painter.fill("_", columns: input, row: row, Style(.faint))
      text.draw(column: inputColumn, row: row, width: width, &painter, hasCursor: isFocused)
    case .checks: break
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
