// What each role looks like, by number of colours. The one place that knows colours.

/// How a role is painted: a colour number of the terminal's palette (nil: the terminal's own) and attributes.
package struct Paint: Hashable, Sendable {
  package var foreground: Int?
  package var isBold: Bool
  package var isDim: Bool
  package var isReversed: Bool
}

/// A set of paints.
package struct Theme: Sendable {
  /// How many colours: 256, 16, 8 or 0 (mono).
  package var colorCount: Int
  /// Whether the background is light.
  package var isLight: Bool

  package init(colorCount: Int, isLight: Bool) {
    self.colorCount = colorCount
    self.isLight = isLight
  }

  /// The paint of a role.
  package func paint(_ role: Role) -> Paint { fatalError("contract") }
}
