public import JSON

/// The key of a session in `sessions.json`. Ids compare by Unicode scalars, as the files do, never by canonical equivalence.
public struct SessionID: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
  public let text: String

  /// Takes any text.
  public init(_ text: String) { self.text = text }
  public init(stringLiteral text: String) { self.text = text }

  public static func == (a: SessionID, b: SessionID) -> Bool { a.text.hasSameBytes(as: b.text) }
  public func hash(into hasher: inout Hasher) {
    var copy = text
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
  public var description: String { text }

  /// The id of a session named `name` that starts at `start`: the name in lower case with `_` for blanks, hyphens and
  /// control characters, cut to 30 scalars, then `_YYYYMMDD_HHMMSS` in UTC (reference behaviour, storage).
  public init(name: String, start: Timestamp) {
    var slug = String.UnicodeScalarView()
    for scalar in name.lowercased().unicodeScalars.prefix(30) {
      let isReplaced =
        scalar == " " || scalar == "-" || scalar.properties.generalCategory == .control
      slug.append(isReplaced ? "_" : scalar)
    }
    let seconds = start.microseconds.floorDividing(by: 1_000_000)
    let days = seconds.floorDividing(by: 86_400)
    let (year, month, day) = CivilDate(daysSince1970: Int(days)).parts
    let clock = Int(seconds - days * 86_400)
    text =
      String(slug) + "_\(padded(year, digits: 4))\(padded(month))\(padded(day))"
      + "_\(padded(clock / 3600))\(padded(clock / 60 % 60))\(padded(clock % 60))"
  }
}

extension SessionID {
  /// Digits and letters that nobody takes for one another: Crockford's base 32.
  private static let endingCharacters = Array("0123456789abcdefghjkmnpqrstvwxyz")
  /// How many endings there are: two of these characters.
  static let endingCount = endingCharacters.count * endingCharacters.count

  /// This id followed by one of the endings, from 0, e.g. `_k7`.
  func with(ending number: Int) -> SessionID {
    let characters = SessionID.endingCharacters
    let (first, second) = number.quotientAndRemainder(dividingBy: characters.count)
    return SessionID("\(text)_\(characters[first])\(characters[second])")
  }
}

extension SessionID: JSONField {
  public init?(json: JSONSlice) {
    guard let text = json.text else { return nil }
    self.init(text)
  }
  public var json: JSONValue { .string(text) }
}
