// What each word of a choice would make, a row each; and what names the record of a form.

internal import TrackerCore

/// The words of a choice below one another, with what each would make.
struct OptionTable: Sendable {
  struct Row: Sendable {
    /// The word where there is little room.
    var shortWord: String
    var cells: [String]
    /// Whether it turns a gain into a loss.
    var isLoss = false
  }

  var heads: [String]
  var rows: [Row]
  /// Why a row is a loss; nil while none is.
  var remark: String?

  /// So many rows are kept for it, so that forms of one kind are equally high.
  static let fewestRows = 3
  private static let indent = 4
  private static let signColumns = 4
  private static let usualWordColumns = 22
  private static let gap = 2

  /// Where the signs and the columns of cells begin in a width; nil where not all has room.
  func places(words: [String], columns: Int, _ width: (String) -> Int) -> [Int]? {
    let word = OptionTable.indent + OptionTable.signColumns
    let widest = (words.map(width).max() ?? 0) + OptionTable.gap
    var place = word + max(OptionTable.usualWordColumns, widest)
    var places = [OptionTable.indent]
    for (index, head) in heads.enumerated() {
      places.append(place)
      let cells = [head] + rows.map { $0.cells[index] }
      let room = max(index == 0 ? 5 : 11, cells.map(width).max() ?? 0)
      place += room + OptionTable.gap
    }
    return place - OptionTable.gap <= columns ? places : nil
  }

  /// What the chosen word would make, as much of it as has room.
  func brief(_ chosen: Int?, columns: Int, _ width: (String) -> Int) -> String {
    var text = ""
    for cell in chosen.flatMap({ rows.at($0)?.cells }) ?? [] {
      let longer = text.isEmpty ? cell : text + " · " + cell
      guard width(longer) <= columns else { break }
      text = longer
    }
    return text
  }

  /// The chosen word with what it would make.
  func spoken(_ word: String, chosen: Int?) -> String {
    let cells = chosen.flatMap { rows.at($0)?.cells } ?? []
    let told = zip(heads, cells).map { $0 + " " + $1 } + [remark].compactMap(\.self)
    return ([word] + told).joined(separator: ", ")
  }
}

/// What names a record, and what tells it from others.
struct FormHead: Sendable, Equatable {
  var name: String
  /// The longest first: the first one that fits is told.
  var facts: [String] = []

  /// Where these stand beside the name.
  var factsColumn: Int {
    // Characters beyond Latin may be two columns wide.
    max(25, name.unicodeScalars.reduce(0) { $0 + ($1.value < 0x300 ? 1 : 2) } + 2)
  }
}
