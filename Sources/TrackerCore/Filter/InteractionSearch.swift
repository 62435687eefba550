// Looking through all interactions on disk for a text. It streams: no interaction is held but the excerpts of those that
// have it. It refuses to write, and to go on when it is told to stop.

internal import JSON

/// What a search through all interactions found.
public struct InteractionSearch: Sendable, Equatable {
  /// What was looked for.
  public let pattern: TextPattern
  /// The last of them, in file order: at most `mostMatches`.
  public internal(set) var matches: [InteractionMatch] = []
  /// How many interactions have it, and how many there are.
  public internal(set) var matchCount = 0
  public internal(set) var interactionCount = 0

  public init(pattern: TextPattern) { self.pattern = pattern }

  /// So many are listed; the rest is only counted.
  public static let mostMatches = 1000

  /// Adds one that was found.
  public mutating func add(_ match: InteractionMatch) {
    matchCount += 1
    if matches.count < InteractionSearch.mostMatches { matches.append(match) }
  }
}

/// One interaction that has the text.
public struct InteractionMatch: Sendable, Equatable {
  public var sessionID: SessionID
  /// Which of its session's interactions it is, from 0 in file order.
  public var ordinal: Int
  /// ISO 8601 as stored; nil when missing.
  public var timestamp: String?
  public var rating: Int?
  /// Attempts; nil when missing.
  public var iterations: Int?
  /// The text around the place.
  public var excerpt: String

  public init(
    sessionID: SessionID, ordinal: Int, timestamp: String?, rating: Int?, iterations: Int? = nil,
    excerpt: String
  ) {
    self.sessionID = sessionID
    self.ordinal = ordinal
    self.timestamp = timestamp
    self.rating = rating
    self.iterations = iterations
    self.excerpt = excerpt
  }
}

/// Looks at one interaction after another.
struct InteractionSearcher {
  private(set) var search: InteractionSearch
  /// The session of the last interaction as it is spelled, and how many of it there were before this one.
  private var lastID: [UInt8] = []
  private var lastSession: SessionID?
  private var lastOrdinal = 0
  private var ordinals: [SessionID: Int] = [:]

  /// So many that have the text are only counted.
  private let leftOut: Int

  init(_ pattern: TextPattern, leavingOut leftOut: Int = 0) {
    search = InteractionSearch(pattern: pattern)
    self.leftOut = leftOut
  }

  /// Begins anew.
  mutating func restart() { self = InteractionSearcher(search.pattern, leavingOut: leftOut) }

  mutating func look(at record: JSONSlice) {
    guard record.kind == .object else { return }
    search.interactionCount += 1
    countOrdinal(record["session_id"])
    for name: StaticString in ["prompt", "response_summary"] {
      guard let value = record[name], has(value), let id = lastSession else { continue }
      guard search.matchCount >= leftOut else {
        search.matchCount += 1
        return
      }
      search.add(
        InteractionMatch(
          sessionID: id, ordinal: lastOrdinal, timestamp: record["timestamp"]?.text,
          rating: record["effectiveness_rating"]?.integer,
          iterations: record["iteration_count"]?.integer,
          excerpt: search.matches.count < InteractionSearch.mostMatches ? excerpt(of: value) : ""))
      return
    }
  }

  private mutating func countOrdinal(_ value: JSONSlice?) {
    if let value, value.isSpelled(lastID) {
      lastOrdinal += 1
      return
    }
    if let lastSession { ordinals[lastSession] = lastOrdinal + 1 }
    lastSession = value?.text.map { SessionID($0) }
    lastID = lastSession == nil ? [] : value.map { Array($0.bytes) } ?? []
    lastOrdinal = lastSession.flatMap { ordinals[$0] } ?? 0
  }

  /// Text without escapes is looked at where it stands.
  private func has(_ value: JSONSlice) -> Bool {
    guard value.kind == .string else { return false }
    let inner = UnsafeRawBufferPointer(rebasing: value.bytes.dropFirst().dropLast())
    if TextFolding.isASCII(inner), ByteSearch.first(of: 0x5C, in: inner) == nil {
      return search.pattern.firstPlace(inASCII: inner) != nil
    }
    return value.text.map { search.pattern.occurs(in: $0) } ?? false
  }

  /// Characters before the place, and in all.
  private static let charactersBefore = 30
  private static let mostCharacters = 300
  private static let longestText = 50_000

  private func excerpt(of value: JSONSlice) -> String {
    guard let text = value.text else { return "" }
    let characters = text.prefix(InteractionSearcher.longestText).map { String($0) }
    let place = search.pattern.occurrences(in: characters).first?.lowerBound ?? 0
    let start = max(0, place - InteractionSearcher.charactersBefore)
    let part = characters[start...].prefix(InteractionSearcher.mostCharacters).joined()
    return start > 0 ? "…" + part : part
  }
}

extension ByteSearch {
  /// Where a byte stands first; nil when it does not.
  static func first(of byte: UInt8, in text: UnsafeRawBufferPointer) -> Int? {
    ByteSearch(first: byte, other: byte).first(in: text, from: 0) { _ in true }
  }
}
