// What is being pasted, until its end comes. It refuses to judge the text: who takes it does.

/// Text on its way in.
struct Paste {
  private var scalars: [Unicode.Scalar] = []

  /// A longer text is cut, so that a paste by mistake costs nothing.
  private static let mostScalars = 65_536

  /// Takes a character in the numbering of Unicode.
  mutating func add(_ value: UInt32) {
    guard scalars.count < Paste.mostScalars, let scalar = Unicode.Scalar(value) else { return }
    scalars.append(scalar)
  }

  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
