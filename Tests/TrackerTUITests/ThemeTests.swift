// The table of colours: which numbers, and that each can be seen where it stands (contrast as in WCAG 2.1).

import Testing

@testable import TrackerTUI

struct ThemeTests {
  private func foregrounds(_ roles: [Role], _ count: Int, _ ground: Ground) -> [Int?] {
    let theme = Theme(colorCount: count, ground: ground)
    return roles.map { theme.paint($0).foreground }
  }
  private let severities: [Role] = [
    .severityCritical, .severityHigh, .severityMedium, .severityLow,
  ]
  private let values: [Role] = [.human, .data, .data2, .gain, .loss, .warn]
  private let words: [Role] = [.heading, .muted, .faint]

  @Test func colours256OnDark() {
    #expect(foregrounds(Role.ratings, 256, .dark) == [203, 214, 246, 69, 117])
    #expect(foregrounds(values, 256, .dark) == [188, 141, 223, 71, 205, 222])
    #expect(foregrounds(severities, 256, .dark) == [200, 214, 187, 246])
    #expect(foregrounds(words, 256, .dark) == [110, 245, 243])
  }

  @Test func colours256OnLight() {
    #expect(foregrounds(Role.ratings, 256, .light) == [88, 130, 243, 26, 18])
    #expect(foregrounds(values, 256, .light) == [238, 98, 53, 29, 162, 94])
    #expect(foregrounds(severities, 256, .light) == [88, 130, 25, 243])
    #expect(foregrounds(words, 256, .light) == [24, 242, 244])
  }

  @Test func colours256OnAnUnknownGround() {
    #expect(foregrounds(Role.ratings, 256, .unknown) == [162, 137, nil, 31, 105])
    #expect(foregrounds(values, 256, .unknown) == [nil, nil, nil, 65, 197, 130])
    #expect(foregrounds(severities, 256, .unknown) == [162, 130, 31, 243])
    #expect(foregrounds(words, 256, .unknown) == [nil, 243, 243])
  }

  @Test func fewColours() {
    #expect(foregrounds(Role.ratings, 16, .dark) == [9, 3, nil, 6, 14])
    #expect(foregrounds(Role.ratings, 16, .light) == [1, 5, nil, 12, 4])
    #expect(foregrounds(values, 16, .dark) == [nil, 13, nil, 10, 9, 11])
    #expect(foregrounds(values, 16, .light) == [nil, nil, nil, nil, 1, 5])
    #expect(foregrounds(severities, 16, .dark) == [13, 11, nil, nil])
    #expect(foregrounds(severities, 16, .light) == [1, 5, 4, nil])
    #expect(foregrounds(words, 16, .dark) == [12, nil, nil])
    #expect(foregrounds(words, 16, .light) == [4, nil, nil])
    #expect(foregrounds(Role.ratings, 8, .dark) == [5, 3, nil, 6, 6])
    #expect(foregrounds(Role.ratings, 8, .light) == [1, 5, nil, 4, 4])
    #expect(foregrounds([.gain, .loss], 8, .dark) == [nil, 5])
    #expect(foregrounds([.gain, .loss], 8, .light) == [nil, 1])
  }

  @Test func withoutColoursAttributesTellApart() {
    let theme = Theme(colorCount: 0, ground: .unknown)
    for role in Role.allCases {
      #expect(theme.paint(role).foreground == nil && theme.paint(role).background == nil)
    }
    let (plain, bold, reversed) = (Paint(), Paint(bold: true), Paint(reversed: true))
    #expect(Role.ratings.map(theme.paint) == [bold, bold, plain, reversed, reversed])
    #expect(values.map(theme.paint) == [plain, plain, plain, bold, bold, bold])
    #expect(
      severities.map(theme.paint) == [Paint(bold: true, reversed: true), bold, plain, plain])
  }

  @Test(arguments: [256, 16, 8], [Ground.dark, .light, .unknown])
  func ratingsAreToldApart(count: Int, ground: Ground) {
    let theme = Theme(colorCount: count, ground: ground)
    let paints = Set(Role.ratings.map(theme.paint))
    // Of eight colours too few can be seen on black and on white: digits and stars tell the middle ones apart.
    #expect(paints.count == (count == 8 && ground == .unknown ? 4 : 5))
  }

  @Test(arguments: [256, 16, 8, 0], [Ground.dark, .light, .unknown])
  func theSelectedTabIsToldApartWithoutColour(count: Int, ground: Ground) {
    let theme = Theme(colorCount: count, ground: ground)
    #expect(theme.paint(.tabSelected).isReversed)
    #expect(!theme.paint(.tab).isReversed)
  }

  // MARK: Contrast

  /// Colours of the numbers from 16 on, which are the same everywhere: a cube and greys.
  private func cube(_ number: Int) -> UInt32 {
    let levels: [UInt32] = [0, 95, 135, 175, 215, 255]
    guard number < 232 else { return UInt32(8 + 10 * (number - 232)) * 0x010101 }
    let place = number - 16
    return levels[place / 36] << 16 | levels[place / 6 % 6] << 8 | levels[place % 6]
  }

  /// The first 16 as common terminals mix them, and the black of each.
  private static let palettes: [String: (colors: [UInt32], black: UInt32)] = [
    "xterm": (
      [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F,
        0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
      ], 0
    ),
    "VGA": (
      [
        0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA, 0x555555,
        0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
      ], 0
    ),
    "VS Code": (
      [
        0x000000, 0xCD3131, 0x0DBC79, 0xE5E510, 0x2472C8, 0xBC3FBC, 0x11A8CD, 0xE5E5E5, 0x666666,
        0xF14C4C, 0x23D18B, 0xF5F543, 0x3B8EEA, 0xD670D6, 0x29B8DB, 0xE5E5E5,
      ], 0x1E1E1E
    ),
  ]

  private func luminance(_ color: UInt32) -> Double {
    let parts = [16, 8, 0].map { shift -> Double in
      let part = Double(color >> UInt32(shift) & 0xFF) / 255
      return part <= 0.03928 ? part / 12.92 : power((part + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// `base` to the 2.4: its twelfth power's fifth root, by Newton's method.
  private func power(_ base: Double) -> Double {
    let wanted = (0..<12).reduce(1) { product, _ in product * base }
    return (0..<200).reduce(1.0) { root, _ in
      root - (root - wanted / (root * root * root * root)) / 5
    }
  }

  private func contrast(_ one: UInt32, _ other: UInt32) -> Double {
    let lights = [luminance(one), luminance(other)].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  @Test func contrastIsThatOfWCAG() {
    #expect((contrast(0, 0xFFFFFF) * 100).rounded() == 2100)
    #expect((contrast(0x777777, 0xFFFFFF) * 100).rounded() == 448)
  }

  @Test(arguments: Role.allCases)
  func everyRoleIsSeenOnItsGround(role: Role) {
    let places: [(Ground, grounds: [UInt32], others: [UInt32])] = [
      (.dark, [0x1E1E1E], [0x2E3440]), (.light, [0xFFFFFF], [0xFDF6E3, 0xEEEEEE]),
      (.unknown, [0, 0xFFFFFF], []),
    ]
    for (ground, grounds, others) in places {
      let paint = Theme(colorCount: 256, ground: ground).paint(role)
      guard let color = paint.foreground.map(cube) else { continue }
      let least = ground == .unknown ? 3 : role == .faint ? 3.6 : 4.5
      for place in grounds { #expect(contrast(color, place) >= least, "\(ground)") }
      for place in others where role != .faint {
        #expect(contrast(color, place) >= 3.5, "\(ground)")
      }
    }
  }

  @Test(arguments: [16, 8], palettes.keys.sorted())
  func fewColoursAreSeenWhereTerminalsMixThem(count: Int, name: String) throws {
    let (colors, black) = try #require(ThemeTests.palettes[name])
    for role in Role.allCases {
      let places: [(Ground, [UInt32])] = [
        (.dark, [black]), (.light, [0xFFFFFF]), (.unknown, [black, 0xFFFFFF]),
      ]
      for (ground, grounds) in places {
        let paint = Theme(colorCount: count, ground: ground).paint(role)
        guard let color = paint.foreground.map({ colors[$0] }) else { continue }
        for place in grounds { #expect(contrast(color, place) >= 3, "\(role) \(ground)") }
      }
    }
  }

  @Test(arguments: [Ground.dark, .light])
  func digitsAreReadOnTheirSegments(ground: Ground) throws {
    let theme = Theme(colorCount: 256, ground: ground)
    for role in Role.ratings {
      let paint = theme.paint(Style(role, bold: true, reversed: true))
      #expect(paint.isBold && !paint.isReversed)
      #expect(paint.background == theme.paint(role).foreground)
      let (digit, segment) = (try #require(paint.foreground), try #require(paint.background))
      #expect(contrast(cube(digit), cube(segment)) >= 4.5, "\(role)")
    }
    for theme in [Theme(colorCount: 256, ground: .unknown)]
      + [16, 8, 0].map({ Theme(colorCount: $0, ground: ground) })
    {
      let paint = theme.paint(Style(.rating2, bold: true, reversed: true))
      #expect(paint.isReversed && paint.background == nil)
    }
  }
}
