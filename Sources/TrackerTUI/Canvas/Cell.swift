// One place on the screen: what stands there and in which role. A theme turns roles into colours.

/// What a piece of the screen means. Viewers choose roles; only the theme knows colours.
package enum Role: UInt8, Sendable, CaseIterable {
  /// `faint`: rules and dots.
  case text, muted, heading, faint, number
  case rating1, rating2, rating3, rating4, rating5
  case severityLow, severityMedium, severityHigh, severityCritical
  /// What people would need; what was measured of the AI, and what stands beside that.
  case human, data, data2
  /// What was saved, or runs; what was lost, or failed; what should be looked at.
  case gain, loss, warn
  case tab, tabSelected, hintKey, status
}

/// A role and how it is stressed.
package struct Style: Hashable, Sendable {
  package var role: Role
  package var isBold: Bool
  package var isUnderlined: Bool
  /// The whole selected row has this, with the role `text`, so that it is one even bar.
  package var isReversed: Bool

  package init(
    _ role: Role = .text, bold: Bool = false, underlined: Bool = false, reversed: Bool = false
  ) {
    self.role = role
    isBold = bold
    isUnderlined = underlined
    isReversed = reversed
  }
}

/// One cell. A wide character fills two: the second has empty text and width 0.
package struct Cell: Hashable, Sendable {
  /// One base character with its combining marks (at most 4), already safe for a terminal; empty behind a wide one.
  package var text: String
  package var style: Style
  /// 1, 2, or 0 for the second half of a wide character.
  package var columns: Int

  /// Whether a block element stands there, of which bars are made: in reverse it would be a hole in its bar.
  package var isBlock: Bool {
    text.unicodeScalars.first.map { ("\u{2580}"..."\u{259F}").contains($0) } ?? false
  }

  package static let blank = Cell(text: " ", style: Style(), columns: 1)
}

/// A screen's or area's extent.
package struct ScreenSize: Hashable, Sendable {
  package var columns: Int
  package var rows: Int
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// What the terminal can show.
package struct Capabilities: Sendable {
  /// Whether characters beyond ASCII can be shown; false draws the ASCII form.
  package var isUTF8: Bool
  /// One column, words for glyphs, no rules and bars.
  package var isScreenReader: Bool
  /// Columns of a character as the terminal library counts them: 0, 1, 2, or -1 when it cannot be shown.
  package var columnWidth: @Sendable (Unicode.Scalar) -> Int

  package init(
    isUTF8: Bool = true, isScreenReader: Bool = false,
    columnWidth: @escaping @Sendable (Unicode.Scalar) -> Int
  ) {
    self.isUTF8 = isUTF8
    self.isScreenReader = isScreenReader
    self.columnWidth = columnWidth
  }
}
