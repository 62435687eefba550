// The columns of the list of sessions on screen: how a cell looks, which go first when room is short, which are left out
// or scrolled away.

internal import TrackerCore

/// A column on screen.
struct SessionColumn: Sendable {
  let column: Column<SessionRow>
  let screen: ScreenColumn

  var title: String { screen.head }
  /// Columns with the gap; the name takes what is left.
  var columns: Int { screen.width }
  var rank: Int { screen.rank }
  var alignment: Painter.Alignment {
    column.kind.isNumeric && screen.look != .stars ? .right : .left
  }
  /// Where a cell begins within the column.
  var indent: Int { alignment == .right ? screen.gap : screen.leadingGap }

  /// Every column, left to right.
  static let all = SessionRow.listed.compactMap { column in
    column.screen.map { SessionColumn(column: column, screen: $0) }
  }

  /// The name is never narrower while a column can be dropped.
  private static let fewestNameColumns = 24
  /// On very wide screens the name leaves what is beyond this to columns whose text is often cut.
  private static let enoughNameColumns = 46

  /// How long the texts of some columns are, in characters: of so many rows, from first to last.
  static func longestTexts(in rows: [SessionRow]) -> [String: Int] {
    let step = max(1, rows.count / rowsLookedAt)
    let columns = all.filter { $0.screen.ifFilled && !$0.column.kind.isNumeric }
    return stride(from: 0, to: rows.count, by: step).reduce(into: [:]) { longest, index in
      for column in columns {
        let text = column.column.text(rows[index])
        // Beyond ASCII a character may take two columns.
        let count = text.utf8.count == text.count ? text.count : 2 * text.count
        longest[column.title] = max(longest[column.title] ?? 0, count)
      }
    }
  }
  private static let rowsLookedAt = 300

  /// The columns of which no row has a value, where they have a place only then.
  static func unfilled(in rows: [SessionRow]) -> Set<String> {
    var columns = all.filter(\.screen.ifFilled)
    for row in rows where !columns.isEmpty { columns.removeAll { $0.isFilled(in: row) } }
    return Set(columns.map(\.title))
  }

  private func isFilled(in row: SessionRow) -> Bool {
    switch column.cell(row) {
    case .none: false
    case .text(let text): !text.isEmpty
    default: true
    }
  }

  /// The usual columns of a screen and `further` ones with their widths, left to right, in a room that may be narrower:
  /// then the last ones are dropped until the name has its room. `longest` is what texts need. The last column of the room
  /// stays blank.
  static func usual(
    _ room: Int, of screen: Int, unfilled: Set<String>, longest: [String: Int],
    further: Set<String> = []
  ) -> [(column: SessionColumn, width: Int)] {
    let hasPane = room < screen - groupIndent
    let fewest = hasPane ? fewestNameColumns : fewestScrolledNameColumns
    var shown = all.filter {
      ($0.isUsual(on: screen) || further.contains($0.title)) && !unfilled.contains($0.title)
    }
    var widths = shown.map { column in
      longest[column.title].map {
        min(column.columns, max($0, column.title.count, fewestTextColumns) + 1)
      } ?? column.columns
    }
    func nameColumns() -> Int { room - 1 - widths.reduce(0, +) + 1 }
    while nameColumns() < fewest,
      let last = shown.indices.max(by: { shown[$0].rank < shown[$1].rank }), shown[last].rank > 1
    {
      shown.remove(at: last)
      widths.remove(at: last)
    }
    for (index, column) in shown.enumerated() {
      let wanted = min(column.screen.widest ?? 0, (longest[column.title] ?? .max - 1) + 1)
      widths[index] += max(0, min(wanted - widths[index], nameColumns() - enoughNameColumns))
    }
    let name = max(0, nameColumns())
    return zip(shown, widths).map { ($0, $0.rank == 1 ? name : $1) }
  }
  /// How far the rows of sessions begin behind the rows of their groups.
  static let groupIndent = 3
  /// A column of texts is not narrower, however short they are.
  private static let fewestTextColumns = 5

  /// Whether it stands on a screen of so many columns unless somebody chose otherwise.
  func isUsual(on screen: Int) -> Bool { screen >= self.screen.from ?? .max }
}

extension SessionColumn {
  /// What cells need beside the row.
  struct Context: Sendable {
    var time: TimeText
    var symbols: Symbols
    var models: ModelNames
  }

  /// What stands in a row, and how it looks.
  func cell(_ row: SessionRow, _ context: Context) -> (text: String, role: Role) {
    switch (screen.look, column.readable(row, now: context.time.now)) {
    case (.state, _):
      let condition = row.condition(at: context.time.now)
      return (context.symbols.condition(condition), Role(condition: condition))
    case (.stars, .number(let rating)): return (starsText(rating), Role(average: rating))
    case (.stars, _): return ("", .muted)
    case (.outcome, let cell): return (cell.word, Role(outcome: cell.word))
    case (_, .integer(0)): return ("·", .muted)
    case (.problems, .integer(let count)):
      return (tightCountText(count, columns: columns - 1), .warn)
    case (.muted, let cell): return (cell.word, .muted)
    case (.model, let cell): return (context.models[cell.word].orDash, .text)
    case (.tokens, .integer(let count)): return (tokenText(count), .text)
    case (_, .integer(let count)): return (tightCountText(count, columns: columns - 1), .text)
    case (_, .time(let time)): return (context.time.start(time.instant), .text)
    case (_, .number(let number)): return text(number)
    // What fell silent has no length yet, and none to come.
    case (_, .none)
    where column.key == SessionRow.duration.key
      && row.condition(at: context.time.now) == .stale:
      return ("", .muted)
    case (_, .none) where column.kind.isNumeric: return text(nil)
    default: return (column.text(row).orDash, .text)
    }
  }

  private func text(_ number: Double?) -> (text: String, role: Role) {
    let isRating = column.kind.unit == .rating
    let role = isRating ? number.map(Role.init(average:)) ?? .muted : .text
    return (numberText(number, column.kind), role)
  }
}

extension CellValue {
  fileprivate var word: String { if case .text(let text) = self { text } else { "" } }
}

extension String {
  fileprivate var orDash: String { isEmpty ? "—" : self }
}

extension Role {
  /// The role of an outcome word. What went as it should is no news: colour is for the others.
  init(outcome: String) {
    switch outcome {
    case "partial": self = .warn
    case "failed": self = .loss
    default: self = .text
    }
  }
}

extension SessionColumn {
  /// Those that can be left out: all but state and name.
  static let choosable = all.filter { $0.rank > 1 }

  /// Those that are left out until they are chosen.
  static let usuallyHidden = Set(choosable.filter { $0.screen.from == nil }.map(\.choiceTitle))

  /// The stars have no title of their own.
  var choiceTitle: String { title.isEmpty ? "Stars" : title }

  /// The key that sorts by this column; nil when nothing does.
  var sortLetter: Character? { screen.look == .stars ? nil : column.letter }

  /// Fewest columns of the name while others are scrolled.
  private static let fewestScrolledNameColumns = 16

  /// The columns that fit, with their widths, left to right; they fill the room. `hidden` ones are left out, and the
  /// first `skipped` of those behind the name.
  static func shown(
    _ room: Int, of screen: Int, hidden: Set<String>, unfilled: Set<String>,
    longest: [String: Int] = [:], further: Set<String> = [], skipped: Int
  ) -> [(column: SessionColumn, width: Int)] {
    if hidden == usuallyHidden, skipped == 0 {
      return usual(room, of: screen, unfilled: unfilled, longest: longest, further: further)
    }
    let hidden = hidden.union(unfilled)
    let fixed = all.filter { $0.rank <= 1 }
    var used = fixed.reduce(0) { $0 + $1.columns } + fewestScrolledNameColumns
    var chosen = fixed
    var candidates = choosable.filter { !hidden.contains($0.choiceTitle) }
    if skipped > 0 {
      candidates = Array(candidates.dropFirst(skipped))
      for column in candidates {
        guard used + column.columns <= room else { break }
        used += column.columns
        chosen.append(column)
      }
    } else {
      let kept = candidates.sorted { $0.rank < $1.rank }.prefix { column in
        used += column.columns
        return used <= room
      }.map(\.title)
      chosen += candidates.filter { kept.contains($0.title) }
    }
    let rest = room - chosen.reduce(0) { $0 + $1.columns }
    return chosen.map { ($0, $0.columns + ($0.title == "Session" ? max(0, rest) : 0)) }
  }

  /// How many columns can be skipped so that the last one is on screen.
  static func mostSkipped(
    room: Int, of screen: Int, hidden: Set<String>, unfilled: Set<String>
  ) -> Int {
    let candidates = choosable.filter { !hidden.union(unfilled).contains($0.choiceTitle) }
    let shown = shown(room, of: screen, hidden: hidden, unfilled: unfilled, skipped: 0)
    guard shown.count < candidates.count + 2 else { return 0 }
    var used = all.filter { $0.rank <= 1 }.reduce(0) { $0 + $1.columns } + fewestScrolledNameColumns
    let last = candidates.reversed().prefix { column in
      used += column.columns
      return used <= room
    }
    return candidates.count - last.count
  }
}
