// How a column stands in a list on screen: its head, its width, when it goes.

/// How a column stands in a list on screen.
public struct ScreenColumn: Sendable {
  /// What its cells look like beyond their kind.
  public enum Look: Sendable { case plain, state, outcome, model, stars, problems, tokens, muted }

  /// What stands over it.
  public var head: String
  /// How wide it is, with its gap.
  public var width: Int
  /// Blank columns within: before numbers, else after the text.
  public var gap: Int
  /// Of the gap, how many stand before text.
  public var leadingGap: Int
  /// From 0: columns with higher ranks are dropped first.
  public var rank: Int
  /// How wide it becomes where there is much room.
  public var widest: Int?
  /// Whether it has a place only where a row of the list has a value.
  public var ifFilled: Bool
  /// The fewest columns of a screen on which it stands without being chosen; nil: only where somebody chooses it.
  public var from: Int?
  public var look: Look
}
