/// A docstring's worth: 0…100 points for length and for the sections it names.
enum PythonDocstring {
  /// A section heading counts wherever its letters stand before a colon: `kwargs:` has `args:`.
  private struct Section {
    var points: Int
    var headings: [String]
  }

  private static let sections = [
    Section(points: 20, headings: ["arg", "args", "parameter", "parameters"]),
    Section(points: 20, headings: ["return", "returns"]),
    Section(points: 10, headings: ["example", "examples", "usage"]),
    Section(points: 5, headings: ["raise", "raises"]),
  ]
  private static let pointsForText = 30
  private static let pointsForLength = 10
  /// In code points of the cleaned text.
  private static let shortLength = 50
  private static let pointsForTypeHints = 5
  private static let tabColumns = 8

  /// Documentation points; a `text` of nil is no docstring.
  static func score(of text: [UInt32]?, hasTypeHints: Bool) -> Int {
    var score = hasTypeHints ? pointsForTypeHints : 0
    guard let text else { return score }
    let length = cleanedLength(of: text)
    guard length > 0 else { return score }
    score += pointsForText + (length > shortLength ? pointsForLength : 0)
    // Cleaning takes only blanks away, so the headings can be looked for in the text as written.
    var isFound = sections.map { _ in false }
    for (index, point) in text.enumerated() where point == UInt32(UInt8(ascii: ":")) {
      for (number, section) in sections.enumerated() where !isFound[number] {
        isFound[number] = section.headings.contains { ends(text[..<index], with: $0) }
      }
    }
    return zip(sections, isFound).reduce(score) { $1.1 ? $0 + $1.0.points : $0 }
  }

  private static func ends(_ text: ArraySlice<UInt32>, with heading: String) -> Bool {
    text.count >= heading.utf8.count
      && zip(text.reversed(), heading.utf8.reversed()).allSatisfy { folded($0) == UInt32($1) }
  }

  /// Lower case as Python's `re.IGNORECASE` takes it: `ſ` is an s, `İ` and `ı` are an i.
  private static func folded(_ point: UInt32) -> UInt32 {
    switch point {
    case 0x41...0x5A: point + 0x20
    case 0x17F: UInt32(UInt8(ascii: "s"))
    case 0x130, 0x131: UInt32(UInt8(ascii: "i"))
    default: point
    }
  }

  // MARK: - Cleaning

  private struct Line {
    /// In code points, tabs expanded.
    var length = 0
    /// Blanks at the start.
    var indentation = 0
  }

  /// How many code points are left when the text is cleaned as `inspect.cleandoc` does: tabs
  /// expanded, the common indentation of the lines after the first removed, the first line stripped
  /// on the left, empty lines at both ends dropped.
  static func cleanedLength(of text: [UInt32]) -> Int {
    var lines = lines(of: text)
    let margin = lines.dropFirst().filter { $0.indentation < $0.length }.map(\.indentation).min()
    lines[0].length -= lines[0].indentation
    for index in lines.indices.dropFirst() {
      lines[index].length = max(0, lines[index].length - (margin ?? 0))
    }
    guard let first = lines.firstIndex(where: { $0.length > 0 }),
      let last = lines.lastIndex(where: { $0.length > 0 })
    else { return 0 }
    return lines[first...last].reduce(last - first) { $0 + $1.length }
  }

  /// Never empty.
  private static func lines(of text: [UInt32]) -> [Line] {
    var lines: [Line] = []
    var line = Line()
    var column = 0
    for point in text {
      if point == 0x0A {
        lines.append(line)
        line = Line()
        column = 0
        continue
      }
      let width = point == 0x09 ? tabColumns - column % tabColumns : 1
      if line.indentation == line.length, point == 0x20 || point == 0x09 {
        line.indentation += width
      }
      line.length += width
      column = point == 0x0D ? 0 : column + width
    }
    return lines + [line]
  }
}
