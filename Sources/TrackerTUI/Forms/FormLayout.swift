// Where the parts of a form stand. Drawing and pointing read the same places.

internal import TrackerCore

/// A form on a screen.
struct FormLayout {
  /// What a click can hit.
  enum Target: Equatable {
    case field(Int)
    case word(field: Int, word: Int)
    case confirm, leave
  }

  private enum Line {
    case blank, about(String), effect(String), note, problem(String), buttons
    case field(Int)

    var isBlank: Bool { if case .blank = self { true } else { false } }
    var isAbout: Bool { if case .about = self { true } else { false } }
    var isRemark: Bool {
      switch self {
      case .effect, .note: true
      default: false
      }
    }
    var field: Int? { if case .field(let index) = self { index } else { nil } }
  }

  let area: Rect
  private let form: Form
  private var lines: [Line] = []
  /// On the screen.
  private(set) var targets: [(target: Target, area: Rect)] = []
  private let labelColumns: Int

  private static let mostColumns = 60
  private static let mostProblemLines = 3
  private static let margin = 2

  init(_ form: Form, size: ScreenSize) {
    self.form = form
    labelColumns = (form.fields.map { $0.label.count }.max() ?? 0) + 2
    let columns = min(FormLayout.mostColumns, size.columns - 2)
    let about = form.about.map { Line.about($0) }
    var lines: [Line] = [.blank] + about
    if !form.fields.isEmpty { lines.append(.blank) }
    for index in form.fields.indices { lines += [.field(index), .blank] }
    if form.fields.isEmpty { lines.append(.blank) }
    if !form.effect.isEmpty { lines += form.effect.map { .effect($0) } + [.blank] }
    lines += FormLayout.problemLines(form, columns: columns - 2 * FormLayout.margin) ?? [.note]
    lines += [.blank, .buttons]
    // What says least goes first: blanks from below, then all but the first line of what it is about.
    let room = max(1, size.rows - 4)
    while lines.count > room, let blank = lines.lastIndex(where: { $0.isBlank }) {
      lines.remove(at: blank)
    }
    while lines.count > room, let line = lines.lastIndex(where: { $0.isAbout }), line > 0 {
      lines.remove(at: line)
    }
    while lines.count > room, let remark = lines.lastIndex(where: { $0.isRemark }) {
      lines.remove(at: remark)
    }
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

  private var confirmText: String { "[ y \(form.confirm) ]" }
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
          painter.writeCut(text, column: FormLayout.margin, row: row + 1, width: columns)
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
    }
  }

  private func drawButtons(_ row: Int, _ painter: inout Painter) {
    let spans = buttonSpans
    if !form.isWaiting {
      painter.write(
        confirmText, column: spans.confirm.lowerBound, row: row,
        Style(form.isOnButtons ? .text : .hintKey, reversed: form.isOnButtons))
    }
    painter.write(leaveText, column: spans.leave.lowerBound, row: row, Style(.muted))
    if form.isOnButtons { painter.setCursor(column: spans.confirm.lowerBound, row: row) }
  }
}
