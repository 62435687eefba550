// Columns and order of the list of sessions as settings: words to choices, and choices to words.

internal import TrackerCore

/// Columns by name: those that are left out.
struct ColumnNames {
  /// As `ViewChoices` has them.
  var hidden: Set<String>

  static let demand =
    "auto, or some of "
    + SessionColumn.choosable.map { $0.choiceTitle.lowercased() }
    .joined(separator: " ")

  /// What a column is called.
  static let names = SessionColumn.choosable.map { $0.choiceTitle.lowercased() }

  /// Reads names with blanks or commas between them; nil when one is no column.
  init?(_ text: String) {
    guard text.lowercased() != Setting.columns.standard else {
      hidden = SessionColumn.usuallyHidden
      return
    }
    guard ColumnNames.unknown(in: text) == nil else { return nil }
    let words = ColumnNames.words(text)
    hidden = Set(
      SessionColumn.choosable.map(\.choiceTitle).filter { !words.contains($0.lowercased()) })
  }

  /// `saved` is what the times were called.
  private static func words(_ text: String) -> [String] {
    text.lowercased().split { $0 == " " || $0 == "," }.map { $0 == "saved" ? "times" : String($0) }
  }

  /// The first word that is no column; nil when all are.
  static func unknown(in text: String) -> String? { words(text).first { !names.contains($0) } }

  /// The names of those that are shown; `auto` when they are the usual ones.
  static func text(hidden: Set<String>) -> String {
    guard hidden != SessionColumn.usuallyHidden else { return Setting.columns.standard }
    return SessionColumn.choosable.map(\.choiceTitle).filter { !hidden.contains($0) }
      .map { $0.lowercased() }.joined(separator: " ")
  }
}

extension ColumnNames {
  /// What the last of some names may become: those that are not among the others. One before it that is none is told.
  static func offers(for text: String) -> PromptOffers {
    let start = text.lastIndex { $0 == " " || $0 == "," }.map { text.index(after: $0) }
    let before = String(text[..<(start ?? text.startIndex)])
    let listed = words(before)
    let free = names.filter { !listed.contains($0) }
    var offers = PromptOffers(
      closed: listed.isEmpty ? [Setting.columns.standard] + free : free,
      for: String(text[(start ?? text.startIndex)...]), kind: "column"
    ).moved(by: before.count)
    if let unknown = unknown(in: before) {
      offers.unknown = nil
      offers.warning = noChoice("column", unknown, in: names)
    }
    return offers
  }
}

extension Dashboard {
  /// `:columns LIST`; without one says which there are, and what those need that have no place.
  mutating func runColumns(_ text: String) {
    if !text.isEmpty {
      guard let names = ColumnNames(text) else {
        let unknown = ColumnNames.unknown(in: text) ?? text
        over.message = noChoice("column", unknown, in: ColumnNames.names)
        return
      }
      chosen.view.hiddenColumns = names.hidden
      chosen.view.firstColumn = 0
    }
    let (hidden, needs) = (chosen.view.hiddenColumns, columnNeeds)
    let untold = hidden == SessionColumn.usuallyHidden ? read.unfilledColumns : []
    let titles = SessionColumn.choosable.map(\.choiceTitle)
      .filter { !hidden.contains($0) && !untold.contains($0) }
    let shown = titles.filter { needs[$0] == nil }.joined(separator: " ")
    let others = titles.compactMap { title in needs[title].map { ", \(title) \($0)" } }
    over.message =
      "columns: "
      + ((shown.isEmpty ? "none but the name" : shown) + others.joined()).lowercased()
  }

  /// Shows the columns, and sorts, as the settings say; what they do not say stays.
  mutating func adoptView(_ settings: Settings) {
    if settings.isSet(.columns), let names = ColumnNames(settings.value(.columns)) {
      chosen.view.hiddenColumns = names.hidden
      chosen.view.firstColumn = 0
    }
    if settings.isSet(.sort),
      let order = SortOrder(words: settings.value(.sort), among: sortTitles(.sessions))
    {
      chosen.sortOrders[.sessions] = order == SessionRow.usualOrder ? nil : order
      let rows = read.overview.rows
      sortRows(.sessions)
      listGroupedSessions()
      if !rows.isEmpty { followSelection(rows) }
    }
  }

  /// What `:save` writes: the settings, with the columns that are shown.
  var settingsToSave: Settings {
    var settings = chosen.settings
    settings.set(.columns, to: ColumnNames.text(hidden: chosen.view.hiddenColumns))
    return settings
  }
}
