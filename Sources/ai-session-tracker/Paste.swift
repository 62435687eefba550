// What is being pasted, until its end comes. It refuses to judge the text: who takes it does.

/// Text on its way in.
struct Paste {
  private var scalars: [Unicode.Scalar] = []
  /// How many characters of `end` came last.
  private var matched = 0

  /// A longer text is cut, so that a paste by mistake costs nothing.
  private static let mostScalars = 65_536
  /// What the terminal sends behind the text. Curses knows it, too, but not when it comes in pieces.
  private static let end = Array("\u{1B}[201~".unicodeScalars)

  /// Takes a character in the numbering of Unicode; true when with it the text is over.
  mutating func add(_ value: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(value) else { return false }
    if scalars.count < Paste.mostScalars { scalars.append(scalar) }
    matched = scalar == Paste.end[matched] ? matched + 1 : scalar == Paste.end[0] ? 1 : 0
    guard matched == Paste.end.count else { return false }
    if scalars.suffix(matched).elementsEqual(Paste.end) { scalars.removeLast(matched) }
    return true
  }

  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
