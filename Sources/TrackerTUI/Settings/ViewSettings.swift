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

  /// Reads names in lower case, with blanks between them; nil when one is no column.
  init?(_ text: String) {
    guard text != Setting.columns.standard else {
      hidden = SessionColumn.usuallyHidden
      return
    }
    let words = text.split(separator: " ").map(String.init)
    let titles = SessionColumn.choosable.map(\.choiceTitle)
    guard words.allSatisfy({ word in titles.contains { $0.lowercased() == word } }) else {
      return nil
    }
    hidden = Set(titles.filter { !words.contains($0.lowercased()) })
  }

  /// The names of those that are shown; `auto` when they are the usual ones.
  static func text(hidden: Set<String>) -> String {
    guard hidden != SessionColumn.usuallyHidden else { return Setting.columns.standard }
    return SessionColumn.choosable.map(\.choiceTitle).filter { !hidden.contains($0) }
      .map { $0.lowercased() }.joined(separator: " ")
  }
}

extension Dashboard {
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
