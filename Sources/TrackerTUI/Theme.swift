// What each role looks like, by ground and number of colours. The one place that knows colours.

/// How a role is painted: colour numbers of the terminal's palette (nil: the terminal's own) and attributes.
package struct Paint: Hashable, Sendable {
  package var foreground: Int?
  package var background: Int?
  package var isBold: Bool
  package var isReversed: Bool

  package init(
    _ foreground: Int? = nil, on background: Int? = nil, bold: Bool = false, reversed: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    isBold = bold
    isReversed = reversed
  }
}

/// What the terminal draws on, as far as it is known.
package enum Ground: Int, Sendable {
  case dark, light, unknown
}

/// A set of paints. On each ground every role has a contrast of 3:1 or more, text roles of 4.5:1, on an unknown one 3:1 on
/// white and on black. Any two ratings differ for eyes with and without red, green or blue receptors, the middle one alone
/// has no hue; digits always stand beside them.
package struct Theme: Sendable, Equatable {
  /// How many colours: 256, 16, 8 or 0 (mono).
  package let colorCount: Int
  package let ground: Ground
  private let paints: [Paint]

  package init(colorCount: Int, ground: Ground) {
    self.colorCount = colorCount
    self.ground = ground
    paints = Role.allCases.map { role in
      let row = Theme.row(of: role)
      return switch colorCount {
      case 256...: row.many[ground.rawValue]
      case 16..<256: row.sixteen[ground.rawValue]
      case 8..<16: row.eight[ground.rawValue]
      default: row.mono
      }
    }
  }

  /// The paint of a role.
  package func paint(_ role: Role) -> Paint { paints[Int(role.rawValue)] }

  /// The paint of a style. A rating in reverse is the digit on its segment of a bar: black or white on the rating's colour
  /// where the ground is known, whichever is read better.
  package func paint(_ style: Style) -> Paint {
    var paint = paint(style.role)
    paint.isBold = paint.isBold || style.isBold
    guard style.isReversed else { return paint }
    if colorCount >= 256, ground != .unknown, Role.ratings.contains(style.role) {
      let isBlack = ground == .dark || style.role == .rating3
      return Paint(isBlack ? Theme.black : Theme.white, on: paint.foreground, bold: paint.isBold)
    }
    paint.isReversed = true
    return paint
  }

  /// The ends of the colour cube, which are the same in every palette.
  private static let black = 16
  private static let white = 231

  /// 256, 16 and 8 colours, each on a dark, a light and an unknown ground; none.
  private typealias Row = (many: [Paint], sixteen: [Paint], eight: [Paint], mono: Paint)

  /// THE TABLE of colours. Every terminal mixes its 16 and 8 colours for itself: on light grounds only red, magenta, blue and
  /// the terminal's own are seen everywhere, on any ground only bright red, magenta, bright blue and the terminal's own.
  private static func row(of role: Role) -> Row {
    let own = [Paint.own, .own, .own]
    switch role {
    case .text, .status: return (own, own, own, .own)
    case .number:
      let bold = [Paint.bold(), .bold(), .bold()]
      return (bold, bold, bold, .bold())
    case .muted, .tab: return ([245, 242, 243], own, own, .own)
    case .faint: return ([243, 244, 243], own, own, .own)
    case .heading, .hintKey:
      return (
        [.bold(110), .bold(24), .bold()], [.bold(12), .bold(4), .bold(12)],
        [.bold(6), .bold(4), .bold()], .bold()
      )
    case .tabSelected:
      let selected = [Paint](repeating: Paint(bold: true, reversed: true), count: 3)
      return (selected, selected, selected, selected[0])
    case .rating1: return ([203, 88, 162], [9, 1, 9], [5, 1, .bold(5)], .bold())
    case .rating2: return ([214, 130, 137], [3, 5, 5], [3, 5, 5], .bold())
    case .rating3: return ([246, 243, .own], own, own, .own)
    case .rating4: return ([69, 26, 31], [6, 12, 12], [6, 4, .own], .reversed)
    case .rating5:
      return (
        [117, 18, 105], [14, 4, .bold(12)], [.bold(6), .bold(4), .bold()], .reversed
      )
    case .human: return ([188, 238, .own], own, own, .own)
    case .data: return ([141, 98, .own], [13, .own, .own], own, .own)
    case .data2: return ([223, 53, .own], own, own, .own)
    case .gain: return ([71, 29, 65], [10, .own, .own], own, .bold())
    case .loss: return ([205, 162, 197], [9, 1, 9], [5, 1, .bold(5)], .bold())
    case .warn: return ([222, 94, 130], [11, 5, 5], [3, 5, 5], .bold())
    case .severityCritical:
      return (
        [.bold(200), .bold(88), .bold(162)], [.bold(13), .bold(1), .bold(9)],
        [.bold(5), .bold(1), .bold(5)], Paint(bold: true, reversed: true)
      )
    case .severityHigh: return ([214, 130, 130], [11, 5, 5], [3, 5, 5], .bold())
    case .severityMedium: return ([187, 25, 31], [.own, 4, 12], [.own, 4, .own], .own)
    case .severityLow: return ([246, 243, 243], own, own, .own)
    }
  }
}

extension Paint: ExpressibleByIntegerLiteral {
  package init(integerLiteral foreground: Int) { self.init(foreground) }

  fileprivate static let own = Paint()
  fileprivate static let reversed = Paint(reversed: true)
  fileprivate static func bold(_ foreground: Int? = nil) -> Paint {
    Paint(foreground, bold: true)
  }
}
