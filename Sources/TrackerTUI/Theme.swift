// What each role looks like, by number of colours. The one place that knows colours.

/// How a role is painted: a colour number of the terminal's palette (nil: the terminal's own) and attributes.
package struct Paint: Hashable, Sendable {
  package var foreground: Int?
  package var isBold: Bool
  package var isDim: Bool
  package var isReversed: Bool

  package init(
    _ foreground: Int? = nil, bold: Bool = false, dim: Bool = false, reversed: Bool = false
  ) {
    self.foreground = foreground
    isBold = bold
    isDim = dim
    isReversed = reversed
  }
}

/// A set of paints. The rating ramp goes from warm over pale to cool, with its brightest step in the middle, so that any
/// two steps differ for eyes with and without red, green or blue receptors; digits always stand beside it.
package struct Theme: Sendable, Equatable {
  /// How many colours: 256, 16, 8 or 0 (mono).
  package var colorCount: Int
  /// Whether the background is light.
  package var isLight: Bool

  package init(colorCount: Int, isLight: Bool) {
    self.colorCount = colorCount
    self.isLight = isLight
  }

  /// The paint of a role.
  package func paint(_ role: Role) -> Paint {
    let paints = Theme.paints(of: role)
    switch colorCount {
    case 256...: return isLight ? paints.light : paints.dark
    case 16..<256: return isLight ? Theme.darkened(paints.sixteen) : paints.sixteen
    case 8..<16: return isLight ? Theme.darkened(paints.eight) : paints.eight
    default: return paints.mono
    }
  }

  /// The same for a light background, where white would not be seen and bright cyan hardly.
  private static func darkened(_ paint: Paint) -> Paint {
    var paint = paint
    switch paint.foreground {
    case 7: paint.foreground = nil
    case 14: paint.foreground = 6
    default: break
    }
    return paint
  }

  private typealias Paints = (dark: Paint, light: Paint, sixteen: Paint, eight: Paint, mono: Paint)

  /// 256 colours on dark, on light, 16, 8 (the terminal's own palette), none.
  private static func paints(of role: Role) -> Paints {
    let plain = Paint()
    let bold = Paint(bold: true)
    switch role {
    case .text, .status: return (plain, plain, plain, plain, plain)
    case .number: return (bold, bold, bold, bold, bold)
    case .muted: return (Paint(245), Paint(242), plain, plain, plain)
    case .rule: return (Paint(240), Paint(250), plain, plain, plain)
    case .heading, .hintKey:
      return (
        Paint(110, bold: true), Paint(24, bold: true), Paint(4, bold: true), Paint(4, bold: true),
        bold
      )
    case .tab: return (Paint(245), Paint(242), plain, plain, plain)
    case .tabSelected:
      let selected = Paint(bold: true, reversed: true)
      return (selected, selected, selected, selected, selected)
    case .rating1, .gapLong, .bad: return (Paint(161), Paint(88), Paint(1), Paint(1), bold)
    case .rating2, .gapExtended, .warning: return (Paint(178), Paint(136), Paint(3), Paint(3), bold)
    case .rating3: return (Paint(230), Paint(59), Paint(7), Paint(7), plain)
    case .rating4, .gapQuick: return (Paint(117), Paint(31), Paint(14), Paint(6), plain)
    case .rating5, .gapNormal: return (Paint(63), Paint(18), Paint(12), Paint(4), plain)
    case .good, .active, .live:
      let mono = role == .good ? plain : bold
      return (Paint(117), Paint(31), Paint(14), Paint(6), mono)
    case .severityCritical:
      return (
        Paint(197, bold: true), Paint(88, bold: true), Paint(9, bold: true), Paint(1, bold: true),
        Paint(bold: true, reversed: true)
      )
    case .severityHigh: return (Paint(214), Paint(166), Paint(3), Paint(3), bold)
    case .severityMedium: return (Paint(187), Paint(25), plain, plain, plain)
    case .severityLow: return (Paint(246), Paint(244), Paint(8), plain, Paint(dim: true))
    }
  }
}
