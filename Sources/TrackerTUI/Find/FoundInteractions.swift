// Interactions of several sessions as a list over a tab: what a search of all found, or what a bar counts. Each opens its
// session at that interaction. It refuses to read files: the beginnings of texts are asked for as they come into sight.

internal import TrackerCore

/// The list.
struct FoundInteractions: Sendable {
  /// Where it comes from.
  enum Origin: Sendable {
    case search(TextPattern)
    /// What a bar counts, found anew when data, range or filter change.
    case bar(SessionChoice)
  }
  let origin: Origin
  /// What they have in common, as rule and status say it.
  let title: String
  var list: InteractionList
  /// How many there are; a search lists no more than the first ones.
  let matchCount: Int
  /// How many were looked through.
  let interactionCount: Int
  /// What is shown of their texts, as far as it is known.
  private(set) var texts: [InteractionPlace: String] = [:]
  /// Those whose texts were asked for last and have not come yet.
  private(set) var asked: [InteractionPlace] = []
  /// The names of all sessions.
  var names: [SessionID: String] = [:]

  /// So many texts are held; then only those in sight.
  private static let mostTexts = 1000

  init(_ found: InteractionSearch) {
    origin = .search(found.pattern)
    title = found.pattern.text
    list = InteractionList(found.matches)
    (matchCount, interactionCount) = (found.matchCount, found.interactionCount)
    for match in found.matches {
      texts[InteractionPlace(session: match.sessionID, ordinal: match.ordinal)] = match.excerpt
    }
  }

  init(_ choice: SessionChoice, title: String, _ list: InteractionList, of interactionCount: Int) {
    origin = .bar(choice)
    self.title = title
    self.list = list
    (matchCount, self.interactionCount) = (list.rows.count, interactionCount)
  }

  /// The list with the names of the sessions.
  var rows: [FoundRow] { list.rows.map(row) }

  func row(_ row: InteractionList.Row) -> FoundRow {
    FoundRow(row: row, place: list.place(of: row), sessionName: name(of: row) ?? "")
  }

  /// The bar whose interactions these are; nil for what a search found.
  var choice: SessionChoice? { if case .bar(let choice) = origin { choice } else { nil } }

  /// Of these rows those whose texts are not known, unless they are what was asked for last; they are asked for now, and
  /// no others any more.
  mutating func missing(in rows: Range<Int>) -> [InteractionPlace] {
    guard choice != nil else { return [] }
    let missing = list.rows[rows].compactMap { list.place(of: $0) }.filter { texts[$0] == nil }
    guard missing != asked else { return [] }
    asked = missing
    return missing
  }

  /// Takes what was asked for. What was not found stays empty until the data change.
  mutating func take(_ read: [InteractionPlace: String]) {
    if texts.count > FoundInteractions.mostTexts { texts = [:] }
    for place in asked { texts[place] = read[place] ?? "" }
    asked = []
  }

  /// Nothing is on its way any more.
  mutating func forgetAsked() { asked = [] }

  /// What is known of a row's text.
  func text(of row: InteractionList.Row) -> String? { list.place(of: row).flatMap { texts[$0] } }

  /// How a row's session is called; nil when its record names none.
  func name(of row: InteractionList.Row) -> String? {
    list.session(of: row).map { names[$0] ?? $0.text }
  }
}
