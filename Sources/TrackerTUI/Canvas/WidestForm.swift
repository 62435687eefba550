// What Unicode alone says of characters on a terminal: which of them take room, and how many columns at most, whichever
// terminal and whether in plain ASCII.

internal import TrackerCore

/// What a scalar is where text is set.
enum ScalarKind: UInt8, Sendable {
  /// `spacingMark` is a mark that takes room on terminals that give it a width of its own.
  case nothing, joiner, modifier, mark, spacingMark, hangulTail, blank, base

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20..<0x7F: self = .base
    case 0x09, 0x0A, 0x2028, 0x2029: self = .blank
    case _ where scalar.isHiddenText: self = .nothing
    case 0x200D: self = .joiner
    case 0x200C, 0xFE00...0xFE0F: self = .nothing
    case 0x1F3FB...0x1F3FF: self = .modifier
    case 0x1160...0x11FF: self = .hangulTail
    case 0xA0..<0x300: self = .base
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: self = .mark
      case .spacingMark: self = .spacingMark
      case .control, .format, .surrogate: self = .nothing
      default: self = .base
      }
    }
  }
}

/// How far a sequence of emoji has come, of which only the first part is shown.
struct EmojiSequence {
  /// What stood last on the screen.
  private var base: Unicode.Scalar?
  /// Whether what follows belongs to what stood last.
  private(set) var isJoined = false

  private var isEmoji: Bool {
    base.map { $0.value > 0xFF && $0.properties.isEmoji } ?? false
  }

  /// Takes the next scalar in; false for one that the sequence swallows.
  mutating func shows(_ scalar: Unicode.Scalar, _ kind: ScalarKind) -> Bool {
    switch kind {
    case .nothing, .mark, .hangulTail: return true
    case .joiner:
      isJoined = isEmoji
      return true
    case .modifier where isEmoji: return false
    case .blank, .modifier, .base, .spacingMark:
      if isJoined {
        isJoined = false
        return false
      }
      base = scalar
      return true
    }
  }
}

/// Counts columns scalar by scalar as `Typesetter` would set them, on the terminal and in the form that needs most.
struct WidestColumns {
  private var sequence = EmojiSequence()

  /// Columns that the next scalar of a text adds.
  mutating func next(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value >= 0x20, scalar.value < 0x7F {
      sequence = EmojiSequence()
      return 1
    }
    let (kind, columns) = known(scalar)
    return sequence.shows(scalar, kind) ? columns : 0
  }

  /// Columns of a text at most.
  static func of(_ text: some Sequence<Unicode.Scalar>) -> Int {
    var columns = WidestColumns()
    return text.reduce(0) { $0 + columns.next($1) }
  }
}

private func known(_ scalar: Unicode.Scalar) -> (kind: ScalarKind, columns: Int) {
  guard scalar.value < basicPlane.count else { return computed(scalar) }
  let entry = basicPlane[Int(scalar.value)]
  return (ScalarKind(rawValue: entry >> 4) ?? .base, Int(entry & 0xF))
}

private func computed(_ scalar: Unicode.Scalar) -> (kind: ScalarKind, columns: Int) {
  let kind = ScalarKind(scalar)
  switch kind {
  case .nothing, .joiner, .mark, .hangulTail: return (kind, 0)
  case .blank: return (kind, 1)
  case .modifier, .base, .spacingMark:
    if regionalLetter(scalar) != nil { return (kind, 1) }
    return (kind, max(isWide(scalar) ? 2 : 1, asciiColumns(of: scalar)))
  }
}

/// Kind and columns of the scalars that nearly all text is made of, since a look into Unicode's tables costs more.
private let basicPlane: [UInt8] = (0..<0x1_0000).map { value in
  guard let scalar = Unicode.Scalar(UInt32(value)) else { return 0 }
  let (kind, columns) = computed(scalar)
  return kind.rawValue << 4 | UInt8(columns)
}
