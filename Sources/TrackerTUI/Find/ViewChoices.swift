// How the same data is looked at: columns, the pane, wrapping, plain signs.

internal import TrackerCore

/// What the user chose about the looks.
struct ViewChoices: Sendable, Equatable {
  /// Titles of the columns of the list of sessions that are left out.
  var hiddenColumns = SessionColumn.usuallyHidden
  /// How many columns behind the name are scrolled away.
  var firstColumn = 0
  /// Whether the detail stands beside the list where there is room.
  var hasPane = true
  /// The list's share of the width beside the pane, in percent.
  var listPercent = ViewChoices.usualListPercent
  var wraps = true
  /// Whether all interactions of a detail are whole, not only the selected one.
  var isWhole = false
  /// Columns of uncut lines that are scrolled away.
  var firstTextColumn = 0
  /// Whether plain ASCII is drawn though the terminal could do more.
  var isASCII = false

  static let usualListPercent = 56
  /// As far as `+` and `-` go, and in which steps.
  static let listPercents = 32...76
  static let percentStep = 4
  static let textStep = 10
}

/// Numbers that another reading changed, stressed for a moment.
struct ChangedNumbers: Sendable, Equatable {
  var isShown = false
  /// Whether its end was asked for.
  var isAsked = false
  /// Sessions that are new or whose numbers are others.
  var rows: Set<SessionID> = []
  /// Titles of the numbers at the head of the overview that are others.
  var tiles: Set<String> = []

  static let milliseconds: Int64 = 2000

  init() {}
}
