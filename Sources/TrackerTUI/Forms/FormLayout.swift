// Where the parts of a form stand. Drawing and pointing read the same places.

internal import TrackerCore

/// A form on a screen.
struct FormLayout {
  /// What a click can hit.
  enum Target: Equatable {
    case field(Int)
    case word(field: Int, word: Int)
    /// The one word of a choice that has room.
    case nextWord(Int)
    case check(field: Int, row: Int)
    case confirm, leave
  }

  enum Line {
    /// Stands apart from what follows; between fields only where there is room for all.
    case blank, gap
    /// The name of the record, with what tells it from others beside it, or below it.
    case head(facts: String), facts(String)
    case about(String), effect(label: String, String), note, problem(String), buttons
    case field(Int)
    /// The heads of a table of options, one option, what the chosen one would make, why one is a loss.
    case tableHead(Int), option(field: Int, word: Int), brief(Int), remark(Int)
    /// The heads of a list in a form, and its rows.
    case checkHead(Int)
    case check(field: Int, row: Int)

    fileprivate var field: Int? {
      switch self {
      case .field(let index), .tableHead(let index), .option(let index, _), .brief(let index),
        .checkHead(let index), .check(let index, _):
        index
      default: nil
      }
    }
    func isField(_ index: Int) -> Bool { if case .field(index) = self { true } else { false } }
    var checkRow: Int? { if case .check(_, let row) = self { row } else { nil } }

    /// Which lines go before others where there is too little room, the last ones first; nil for those that stay.
    fileprivate var importance: Int? {
      switch self {
      case .gap: 0
      case .note, .remark: 1
      case .blank: 2
      case .about, .facts: 3
      case .effect: 4
      default: nil
      }
    }
  }

  private(set) var area: Rect
  let form: Form
  private(set) var lines: [Line] = []
  /// On the screen.
  private(set) var targets: [(target: Target, area: Rect)] = []
  let labelColumns: Int
  private let isSmall: Bool

  private static let mostColumns = 74
  /// Where there is nothing to fill in.
  private static let mostColumnsOfQuestions = 60
  private static let mostRows = 17
  /// With more rows there is none between the last field and what is written.
  private static let usualRows = 14
  /// With more fields these stand close together.
  private static let mostFieldsApart = 3
  private static let smallest = ScreenSize(columns: 60, rows: 16)
  private static let fewestListRows = 3
  private static let mostProblemLines = 3
  static let margin = 2
  /// Texts are no wider.
  static let mostInputColumns = 56

  init(_ form: Form, size: ScreenSize) {
    self.form = form
    let smallest = FormLayout.smallest
    isSmall = size.columns < smallest.columns || size.rows < smallest.rows
    let effectLabel = form.effect.isEmpty || form.fields.isEmpty ? 0 : FormLayout.effectLabel.count
    labelColumns = max(form.fields.map { $0.label.count }.max() ?? 0, effectLabel) + 2
    let list = form.fields.lazy.compactMap { field in
      if case .checks(let list) = field.content { list } else { nil }
    }.first
    let most = form.fields.isEmpty ? FormLayout.mostColumnsOfQuestions : FormLayout.mostColumns
    let columns =
      size.columns < smallest.columns ? size.columns : min(most, size.columns - 2)
    let isFull = size.rows < smallest.rows && size.columns < smallest.columns
    let rimRows = size.rows < Layout.fewestRowsWithHints ? 1 : 2
    let room = isFull ? size.rows - rimRows - 2 : min(FormLayout.mostRows, max(1, size.rows - 4))
    area = Rect(columns: columns, rows: 0)
    lines = makeLines(list, columns: columns - 2 * FormLayout.margin)
    fit(to: room, list)
    let rows = min(lines.count + 2, size.rows - 2)
    area =
      isFull
      ? Rect(columns: columns, rows: size.rows - rimRows)
      : Rect(columns: columns, rows: rows).centered(on: size, up: 1)
    placeTargets()
  }

  private static let effectLabel = "Effect"

  /// All that it says, as if there were room for all.
  private func makeLines(_ list: CheckList?, columns: Int) -> [Line] {
    var lines: [Line] = []
    if let head = form.head { lines += headLines(head, columns: columns) }
    lines += form.about.map { .about($0) }
    lines.append(.blank)
    let isClose = form.fields.count > FormLayout.mostFieldsApart
    for index in form.fields.indices {
      let field = form.fields[index]
      if case .checks(let list) = field.content {
        lines.append(.checkHead(index))
        lines += list.rows.indices.map { .check(field: index, row: $0) }
        lines.append(.gap)
      } else if let table = field.table, case .choice(let words, _) = field.content {
        if !isSmall, table.places(words: words, columns: columns, \.count) != nil {
          lines.append(.tableHead(index))
          lines += words.indices.map { .option(field: index, word: $0) }
          lines += [Line](repeating: .gap, count: max(0, OptionTable.fewestRows - words.count))
          if table.remark != nil { lines.append(.remark(index)) }
        } else {
          lines += [.field(index), .brief(index)]
        }
        lines.append(.gap)
      } else {
        lines += [.field(index)] + (isClose ? [] : [.gap])
        // What is offered then covers nothing, as a rule.
        if field.offers != nil { lines += [Line](repeating: .gap, count: 4) }
      }
    }
    if isClose { lines.append(.gap) }
    if !form.effect.isEmpty { lines += effectLines(columns: columns) + [.gap] }
    lines += FormLayout.problemLines(form, columns: columns) ?? [.note]
    lines += [.blank, .buttons]
    if lines.count > FormLayout.usualRows, !isClose,
      let note = lines.firstIndex(where: { if case .note = $0 { true } else { false } }),
      case .gap = lines[note - 1]
    {
      lines.remove(at: note - 1)
    }
    return lines
  }

  /// Takes away what says least where there is too little room.
  private mutating func fit(to room: Int, _ list: CheckList?) {
    if let list {
      FormLayout.shorten(&lines, to: room, around: list.cursor, keeping: FormLayout.fewestListRows)
    }
    for importance in 0...4 {
      while lines.count > room,
        let line = lines.lastIndex(where: { $0.importance == importance }), line > 0
      {
        lines.remove(at: line)
      }
    }
    if let list { FormLayout.shorten(&lines, to: room, around: list.cursor, keeping: 1) }
    // Where there is no room for all fields, those around the one that has the focus are shown.
    while lines.count > room,
      let far = lines.indices.max(by: { distance($0) < distance($1) }),
      distance(far) > 0
    {
      lines.remove(at: far)
    }
  }

  /// How far the field of a line is from the one that keys go to; -1 for lines of none.
  private func distance(_ line: Int) -> Int {
    lines[line].field.map { abs($0 - form.focus) } ?? -1
  }

  private func headLines(_ head: FormHead, columns: Int) -> [Line] {
    let room = columns - head.factsColumn
    if !isSmall, let beside = head.facts.first(where: { $0.count <= room }) {
      return [.head(facts: beside)]
    }
    let below = isSmall ? head.facts.last : head.facts.first { $0.count <= columns }
    return [.head(facts: "")] + (below.map { [.facts($0)] } ?? [])
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

  /// What it would change, behind its label, beside one another as far as that has room.
  private func effectLines(columns: Int) -> [Line] {
    let start = form.fields.isEmpty ? 0 : labelColumns
    var rows: [String] = []
    for part in form.effect {
      // In plain ASCII each sign of change takes one column more.
      if let last = rows.last, start + last.count + part.count + 5 <= columns {
        rows[rows.count - 1] = last + " · " + part
      } else {
        rows.append(part)
      }
    }
    return rows.enumerated().map {
      .effect(label: $0 == 0 && start > 0 ? FormLayout.effectLabel : "", $1)
    }
  }

  /// What is wrong, in as many lines as it takes, the last one cut where these are too many; nil when nothing is.
  private static func problemLines(_ form: Form, columns: Int) -> [Line]? {
    // What a choice lacks stands beside it.
    guard let problem = form.isWaiting || form.lackingChoice != nil ? nil : form.problem else {
      return nil
    }
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
      let inside = 1..<(area.columns - 1)
      switch line {
      case .field(let index):
        let spans = wordSpans(of: form.fields[index])
        for (word, span) in spans.enumerated() {
          add(.word(field: index, word: word), span, screenRow)
        }
        if case .choice = form.fields[index].content, spans.isEmpty {
          add(.nextWord(index), inside, screenRow)
        }
        add(.field(index), inside, screenRow)
      case .tableHead(let index): add(.field(index), inside, screenRow)
      case .option(let index, let word): add(.word(field: index, word: word), inside, screenRow)
      case .brief(let index): add(.nextWord(index), inside, screenRow)
      case .check(let index, let row): add(.check(field: index, row: row), inside, screenRow)
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

  var inputColumn: Int { FormLayout.margin + labelColumns }

  /// Whether there is room for more than what is needed.
  private var isWide: Bool { area.columns >= 50 }

  /// The words of a choice with the places of their signs; none where not all have room. They are ASCII, so characters are
  /// columns.
  func wordSpans(of field: Form.Field) -> [Range<Int>] {
    guard case .choice(let words, _) = field.content, field.table == nil else { return [] }
    var column = inputColumn
    let spans = words.map { word in
      defer { column += word.count + 7 }
      return column..<(column + word.count + 4)
    }
    return spans.last.map { $0.upperBound <= area.columns - FormLayout.margin } == true ? spans : []
  }

  var confirmText: String { "[ \(form.confirmKey) \(form.confirm) ]" }
  var leaveText: String { isWide ? "[ Esc \(form.leave) ]" : "[ Esc leave ]" }

  var buttonSpans: (confirm: Range<Int>, leave: Range<Int>) {
    let start = FormLayout.margin
    let end = start + confirmText.count
    let leaveStart = end + (isWide || end + 3 + leaveText.count <= area.columns - 2 ? 3 : 1)
    return (start..<end, leaveStart..<(leaveStart + leaveText.count))
  }

  /// What stands at a place on the screen; nil beside everything.
  func target(atColumn column: Int, row: Int) -> Target? {
    targets.first { $0.area.contains(column: column, row: row) }?.target
  }
}
