// What stands over the screen and takes its keys: each box a value, whole in one file with its own keys, which
// KeyBindings.swift lists.

internal import TrackerCore

/// What stands over the screen. Its functions give the box as it is then, or change the dashboard, where they may close it.
protocol Box: Sendable {
  /// Commands that the hint line names first; the others follow in the order of the list of keys.
  var firstHints: [Command] { get }
  /// Whether keys are text or fill in fields, so that none moves, leaves or quits.
  var takesText: Bool { get }
  /// What Enter does, for the hint line; nil where it takes no row.
  var takeHint: String? { get }
  /// What a step through its rows or lines does, for the hint line; nil keeps it out of that.
  var moveHint: String? { get }
  /// Whether `q` leaves it.
  var leavesOnQ: Bool { get }
  /// The parts of the status row; nil for those of the screen below.
  func status(_ dashboard: Dashboard) -> [String]?

  func draw(_ dashboard: Dashboard, _ painter: inout Painter)
  /// What is read out, and which line of it is selected.
  func spoken(_ dashboard: Dashboard) -> (lines: [String], selected: Int)
  /// After a movement through its rows or lines.
  func moved(_ movement: Movement, _ dashboard: Dashboard) -> Self
  /// After a key that is text; nil when it is none.
  func typed(_ key: Key, _ dashboard: Dashboard) -> Self?
  func pasted(_ text: String, _ dashboard: Dashboard) -> Self

  /// A click at a place of the screen.
  func press(column: Int, row: Int, _ dashboard: inout Dashboard) -> [Effect]
  /// Takes what is selected.
  func take(_ dashboard: inout Dashboard)
  /// Makes what is selected less or more.
  func change(by step: Int, _ dashboard: inout Dashboard)
}

extension Box {
  /// Unique among boxes.
  static var name: String { "\(Self.self)" }

  var firstHints: [Command] { [] }
  var takesText: Bool { false }
  var takeHint: String? { nil }
  var moveHint: String? { nil }
  var leavesOnQ: Bool { true }

  func status(_: Dashboard) -> [String]? { nil }

  func moved(_: Movement, _: Dashboard) -> Self { self }
  func typed(_: Key, _: Dashboard) -> Self? { nil }
  func pasted(_: String, _: Dashboard) -> Self { self }

  func press(column _: Int, row _: Int, _ dashboard: inout Dashboard) -> [Effect] {
    dashboard.over.box = nil
    return []
  }
  func take(_: inout Dashboard) {}
  func change(by _: Int, _: inout Dashboard) {}
}

/// A box with text that can be searched.
protocol SearchableBox: Box {
  var hasSearch: Bool { get }
  func askForSearch(_ dashboard: inout Dashboard)
  func findNext(_ step: Int, _ dashboard: inout Dashboard)
}
