internal import JSON

/// The few facts of an interaction that statistics over time and tools need, without a text: 24 bytes.
public struct InteractionFact: Sendable, Equatable {
  /// When it was, as `Timestamp.microseconds`; `Int64.min` when missing or unreadable.
  var microseconds: Int64
  /// Its number in `InteractionFacts.sessions`; -1 when the record names no session.
  var session: Int32
  /// Index into `InteractionFacts.toolSets`.
  var toolSet: Int32
  /// The rating as tallies count it.
  var rating: Int32
  /// Attempts, from 1 to 255.
  var iterations: UInt8
  /// Whether the time names its offset from UTC.
  var hasOffset: Bool

  /// When it was; nil when missing or unreadable.
  public var time: Timestamp? {
    guard microseconds != .min else { return nil }
    return Timestamp(microseconds: microseconds, utcOffsetMicroseconds: hasOffset ? 0 : nil)
  }
}

/// The facts of all interactions. Empty where they were not asked for.
public struct InteractionFacts: Sendable, Equatable {
  /// In file order.
  private(set) var rows: [InteractionFact] = []
  /// The sessions that interactions name, in the order of their first mention.
  var sessions = SessionIndex()
  /// The different lists of tools; the first one is empty.
  private(set) var toolSets: [[String]] = [[]]
  /// Which of `sessions` count; nil for all, and then also interactions without a session.
  private var included: [Bool]?
  /// Records of sessions that tell no facts, each with the number of rows before it: they have a place among the others.
  private var skips: [(row: Int32, session: Int32)] = []
  /// How each of `toolSets` is spelled in the file, and where it stands by the mark of that.
  private var toolSpellings: [[UInt8]] = [[]]
  private var toolSetsByMark: [UInt64: Int32] = [:]

  public init() {}

  /// Makes room at once, so that facts are never moved.
  mutating func reserveCapacity(_ count: Int) { rows.reserveCapacity(count) }

  /// Further lists of tools than this are noted as one, so that odd data does not fill the memory.
  private static let mostToolSets = 10_000
  static let otherTools = "other"

  public static func == (a: InteractionFacts, b: InteractionFacts) -> Bool {
    a.rows == b.rows && a.sessions.ids == b.sessions.ids && a.toolSets == b.toolSets
      && a.included == b.included
  }

  /// Adds one interaction.
  public mutating func add(
    session: SessionID?, time: Timestamp?, rating: Int, iterations: Int = 1, tools: [String] = []
  ) {
    let number = session.map { Int32(sessions.number(adding: $0)) }
    add(number ?? -1, time, rating, iterations, toolSet: index(ofTools: tools))
  }

  /// Adds one interaction from its record, of the session with this number; -1 for none. Lists of tools that were spelled
  /// the same before are not read again.
  mutating func add(_ record: JSONSlice, session: Int32, rating: Int, iterations: Int) {
    let time = record["timestamp"].flatMap { StoredTime(json: $0)?.instant }
    let tools = record["tools_used"].flatMap { $0.kind == .array && $0.bytes.count > 2 ? $0 : nil }
    add(session, time, rating, iterations, toolSet: tools.map { index(ofTools: $0) } ?? 0)
  }

  private mutating func add(
    _ session: Int32, _ time: Timestamp?, _ rating: Int, _ iterations: Int, toolSet: Int32
  ) {
    let limit = Int32(InteractionTally.greatestValue)
    rows.append(
      InteractionFact(
        microseconds: time?.microseconds ?? .min, session: session, toolSet: toolSet,
        rating: Int32(clamping: rating).clamped(to: -limit...limit),
        iterations: UInt8(clamping: max(1, iterations)),
        hasOffset: time?.utcOffsetMicroseconds != nil))
  }

  private mutating func index(ofTools tools: [String]) -> Int32 {
    let known = toolSets.firstIndex { names in
      names.count == tools.count && zip(names, tools).allSatisfy { $0.hasSameBytes(as: $1) }
    }
    return known.map { Int32($0) } ?? append(tools, spelling: [])
  }

  /// Notes a record that tells no facts, of the session with this number.
  mutating func skip(session: Int32) { skips.append((Int32(clamping: rows.count), session)) }

  private mutating func index(ofTools tools: JSONSlice) -> Int32 {
    let mark = tools.spellingMark
    if let index = toolSetsByMark[mark], tools.isSpelled(toolSpellings[Int(index)]) { return index }
    var names: [String] = []
    tools.forEachElement { if let name = $0.text { names.append(name) } }
    let index = append(names, spelling: Array(tools.bytes))
    if index < InteractionFacts.mostToolSets { toolSetsByMark[mark] = index }
    return index
  }

  private mutating func append(_ tools: [String], spelling: [UInt8]) -> Int32 {
    guard toolSets.count <= InteractionFacts.mostToolSets else {
      toolSets[InteractionFacts.mostToolSets] = [InteractionFacts.otherTools]
      return Int32(InteractionFacts.mostToolSets)
    }
    toolSets.append(tools)
    toolSpellings.append(spelling)
    return Int32(toolSets.count - 1)
  }

  /// The same facts, of which only those of some sessions count.
  func restricted(to ids: Set<SessionID>) -> InteractionFacts {
    var result = self
    result.included = sessions.ids.enumerated().map { index, id in
      (included?[index] ?? true) && ids.contains(id)
    }
    return result
  }

  /// Calls `body` with every interaction that counts, in file order.
  func forEach(_ body: (InteractionFact) -> Void) {
    guard let included else { return rows.forEach(body) }
    for row in rows where row.session >= 0 && included[Int(row.session)] { body(row) }
  }

  /// The same, of one session.
  func forEach(of id: SessionID, _ body: (InteractionFact) -> Void) {
    guard let number = sessions.number(of: id) else { return }
    for row in rows where row.session == number { body(row) }
  }

  /// The same of all, each with its place among its session's records, from 0.
  func forEachPlaced(_ body: (InteractionFact, _ ordinal: Int32) -> Void) {
    var counts = [Int32](repeating: 0, count: sessions.count)
    var skipped = skips[...]
    for (number, row) in rows.enumerated() {
      while let skip = skipped.first, skip.row <= number {
        counts[Int(skip.session)] += 1
        skipped.removeFirst()
      }
      let session = Int(row.session)
      if included.map({ session >= 0 && $0[session] }) ?? true {
        body(row, session < 0 ? 0 : counts[session])
      }
      if session >= 0 { counts[session] += 1 }
    }
  }

  /// Of each list of tools whether it names a tool; of an empty name those that name none.
  func toolSets(naming tool: String) -> [Bool] {
    let word = ExactText(text: tool)
    return toolSets.map { tools in
      tools.isEmpty ? tool.isEmpty : tools.contains { ExactText(text: $0) == word }
    }
  }

  /// The session of an interaction; nil when its record names none.
  func session(of fact: InteractionFact) -> SessionID? {
    fact.session < 0 ? nil : sessions.ids[Int(fact.session)]
  }
}

extension Int32 {
  fileprivate func clamped(to limits: ClosedRange<Int32>) -> Int32 {
    Swift.min(Swift.max(self, limits.lowerBound), limits.upperBound)
  }
}
