// The few facts of each interaction that statistics over time and tools need, packed: no text of an interaction is held.

internal import JSON

/// One interaction, 24 bytes.
public struct InteractionFact: Sendable, Equatable {
  /// When it was, as `Timestamp.microseconds`; `Int64.min` when missing or unreadable.
  var microseconds: Int64
  /// Index into `InteractionFacts.sessions`; -1 when the record names no session.
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
  private(set) var sessions: [SessionID] = []
  /// The different lists of tools; the first one is empty.
  private(set) var toolSets: [[String]] = [[]]
  /// Which of `sessions` count; nil for all, and then also interactions without a session.
  private var included: [Bool]?
  /// Records of sessions that tell no facts, each with the number of rows before it: they have a place among the others.
  private var skips: [(row: Int32, session: Int32)] = []
  private var sessionIndices: [SessionID: Int32] = [:]
  private var toolSetIndices: [[UInt8]: Int32] = [:]
  private var lastSession: (id: SessionID, index: Int32)?
  private var timeReader = TimeReader()

  public init() {}

  /// Further lists of tools than this are noted as one, so that odd data does not fill the memory.
  private static let mostToolSets = 10_000
  static let otherTools = "other"

  public static func == (a: InteractionFacts, b: InteractionFacts) -> Bool {
    a.rows == b.rows && a.sessions == b.sessions && a.toolSets == b.toolSets
      && a.included == b.included
  }

  /// Adds one interaction.
  public mutating func add(
    session: SessionID?, time: Timestamp?, rating: Int, iterations: Int = 1, tools: [String] = []
  ) {
    let key: [UInt8] = tools.flatMap { (tool: String) -> [UInt8] in Array(tool.utf8) + [0] }
    add(session: session, time: time, rating: rating, iterations: iterations, toolsKey: key) {
      tools
    }
  }

  /// Adds one interaction whose tools are told apart by `toolsKey` and read only when it is new.
  mutating func add(
    session: SessionID?, time: Timestamp?, rating: Int, iterations: Int, toolsKey: [UInt8],
    tools: () -> [String]
  ) {
    let limit = Int32(InteractionTally.greatestValue)
    rows.append(
      InteractionFact(
        microseconds: time?.microseconds ?? .min, session: index(of: session),
        toolSet: toolsKey.isEmpty ? 0 : index(ofTools: toolsKey, tools),
        rating: Int32(clamping: rating).clamped(to: -limit...limit),
        iterations: UInt8(clamping: max(1, iterations)),
        hasOffset: time?.utcOffsetMicroseconds != nil))
  }

  /// Adds one interaction from its record. Times and lists of tools that were spelled the same before are not read again.
  mutating func add(_ record: JSONSlice, session: SessionID?, rating: Int, iterations: Int) {
    let time = record["timestamp"].flatMap { timeReader.time($0) }
    let tools = record["tools_used"]
    let isEmpty = tools.map { $0.kind != .array || $0.bytes.count <= 2 } ?? true
    add(
      session: session, time: time, rating: rating, iterations: iterations,
      toolsKey: isEmpty ? [] : tools.map { Array($0.bytes) } ?? []
    ) {
      var names: [String] = []
      tools?.forEachElement { if let name = $0.text { names.append(name) } }
      return names
    }
  }

  /// Notes a record of a session that tells no facts.
  mutating func skip(session: SessionID) {
    skips.append((Int32(clamping: rows.count), index(of: session)))
  }

  private mutating func index(of session: SessionID?) -> Int32 {
    guard let session else { return -1 }
    if let lastSession, lastSession.id == session { return lastSession.index }
    let index = sessionIndices[session] ?? Int32(sessions.count)
    if index == sessions.count {
      sessions.append(session)
      sessionIndices[session] = index
    }
    lastSession = (session, index)
    return index
  }

  private mutating func index(ofTools key: [UInt8], _ tools: () -> [String]) -> Int32 {
    if let index = toolSetIndices[key] { return index }
    let isFull = toolSets.count > InteractionFacts.mostToolSets
    let index = Int32(isFull ? InteractionFacts.mostToolSets : toolSets.count)
    if isFull {
      toolSets[Int(index)] = [InteractionFacts.otherTools]
    } else {
      toolSets.append(tools())
      toolSetIndices[key] = index
    }
    return index
  }

  /// The same facts, of which only those of some sessions count.
  func restricted(to ids: Set<SessionID>) -> InteractionFacts {
    var result = self
    result.included = sessions.enumerated().map { index, id in
      (included?[index] ?? true) && ids.contains(id)
    }
    return result
  }

  /// Calls `body` with every interaction that counts, in file order.
  func forEach(_ body: (InteractionFact) -> Void) {
    guard let included else { return rows.forEach(body) }
    for row in rows where row.session >= 0 && included[Int(row.session)] { body(row) }
  }

  /// The same, each with its place among its session's records, from 0.
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
    fact.session < 0 ? nil : sessions[Int(fact.session)]
  }
}

extension Int32 {
  fileprivate func clamped(to limits: ClosedRange<Int32>) -> Int32 {
    Swift.min(Swift.max(self, limits.lowerBound), limits.upperBound)
  }
}

/// Reads times that mostly lie on the same day as the one before.
private struct TimeReader {
  /// The quote and the ten bytes of the last day, and the day.
  private var dayBytes: [UInt8] = []
  private var dayMicroseconds: Int64 = 0

  /// The instant that a string tells; nil when it tells none.
  mutating func time(_ value: JSONSlice) -> Timestamp? {
    let bytes = value.bytes
    // `"2024-11-22T14:02:11`, a fraction, then `Z` or `+00:00`: how nearly all are spelled.
    guard bytes.count >= 22, bytes[11] == UInt8(ascii: "T") else { return slowTime(value) }
    if !dayBytes.elementsEqual(bytes[..<11]) {
      guard let time = slowTime(value) else { return nil }
      dayBytes = Array(bytes[..<11])
      let local = time.microseconds + (time.utcOffsetMicroseconds ?? 0)
      dayMicroseconds =
        local.floorDividing(by: Timestamp.microsecondsPerDay) * Timestamp.microsecondsPerDay
      return time
    }
    guard let clock = clock(bytes) else { return slowTime(value) }
    return Timestamp(microseconds: dayMicroseconds + clock)
  }

  private func slowTime(_ value: JSONSlice) -> Timestamp? { value.text.flatMap(Timestamp.init) }

  /// Microseconds since midnight of a clock in UTC; nil for every other spelling.
  private func clock(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    guard bytes[14] == UInt8(ascii: ":"), bytes[17] == UInt8(ascii: ":"),
      let hour = number(bytes[12..<14]), hour < 24, let minute = number(bytes[15..<17]),
      minute < 60, let second = number(bytes[18..<20]), second < 60
    else { return nil }
    var index = 20
    var fraction: Int64 = 0
    if bytes[index] == UInt8(ascii: ".") {
      var scale: Int64 = 1_000_000
      index += 1
      while index < bytes.count, scale > 1, let digit = number(bytes[index..<(index + 1)]) {
        scale /= 10
        fraction += digit * scale
        index += 1
      }
      guard scale < 1_000_000 else { return nil }
    }
    let isUTC =
      bytes[index...].elementsEqual("Z\"".utf8) || bytes[index...].elementsEqual("+00:00\"".utf8)
    return isUTC ? ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction : nil
  }

  private func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int64? {
    var value: Int64 = 0
    for digit in digits {
      guard digit >= 0x30, digit <= 0x39 else { return nil }
      value = value * 10 + Int64(digit - 0x30)
    }
    return value
  }
}
