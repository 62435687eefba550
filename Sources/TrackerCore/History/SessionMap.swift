/// Numbers many thousands of session ids from 0: a table of eight bytes an id finds them.
public struct SessionIndex: Sendable {
  /// In the order in which they came.
  public private(set) var ids: [SessionID] = []
  /// Its length is a power of two, at least 4/3 of the number of ids.
  private var slots: [Slot] = []

  private struct Slot {
    /// Of an id; -1 for none.
    var number: Int32 = -1
    /// The upper half of the id's hash: other ids are told apart without looking at them.
    var hash: UInt32 = 0
  }

  public init() {}

  /// How many ids there are.
  public var count: Int { ids.count }

  /// Makes room at once. Memory that is never used costs nothing but the table.
  public mutating func reserveCapacity(_ count: Int) {
    ids.reserveCapacity(count)
    if count > roomInSlots { resizeSlots(for: count) }
  }

  /// The number of an id; nil when there is none.
  public func number(of id: SessionID) -> Int? {
    guard !slots.isEmpty else { return nil }
    return number(in: slot(hash: id.hashValue) { $0 == id })
  }

  /// The number of the id whose text has these bytes; nil when there is none.
  func number(ofText bytes: UnsafeRawBufferPointer) -> Int? {
    guard !slots.isEmpty else { return nil }
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    let slot = slot(hash: hasher.finalize()) { id in
      var text = id.text
      return text.withUTF8 { $0.elementsEqual(bytes) }
    }
    return number(in: slot)
  }

  private func number(in slot: Int) -> Int? {
    slots[slot].number < 0 ? nil : Int(slots[slot].number)
  }

  /// The number of an id, which takes the next one when it has none.
  public mutating func number(adding id: SessionID) -> Int {
    if ids.count >= roomInSlots { resizeSlots(for: max(12, 2 * ids.count)) }
    let hash = id.hashValue
    let slot = slot(hash: hash) { $0 == id }
    if slots[slot].number >= 0 { return Int(slots[slot].number) }
    slots[slot] = Slot(number: Int32(ids.count), hash: SessionIndex.mark(hash))
    ids.append(id)
    return ids.count - 1
  }

  private var roomInSlots: Int { slots.count / 4 * 3 }

  /// Where the number of an id with this hash stands, or should stand.
  @inline(__always)
  private func slot(hash: Int, _ isWanted: (SessionID) -> Bool) -> Int {
    let mask = slots.count - 1
    let mark = SessionIndex.mark(hash)
    var index = Int(mark) & mask
    while slots[index].number >= 0 {
      if slots[index].hash == mark, isWanted(ids[Int(slots[index].number)]) { break }
      index = (index + 1) & mask
    }
    return index
  }

  private static func mark(_ hash: Int) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

  private mutating func resizeSlots(for count: Int) {
    var length = 16
    while length / 4 * 3 < count { length *= 2 }
    let old = slots
    slots = [Slot](repeating: Slot(), count: length)
    for slot in old where slot.number >= 0 {
      var index = Int(slot.hash) & (length - 1)
      while slots[index].number >= 0 { index = (index + 1) & (length - 1) }
      slots[index] = slot
    }
  }
}

/// A dictionary for many thousands of sessions: ids and values lie side by side. Two are equal when the same ids have
/// equal values, in whatever order.
public struct SessionMap<Value> {
  private(set) var index = SessionIndex()
  /// In the order of `keys`.
  public internal(set) var values: [Value] = []

  public init() {}

  /// One value for each id of an index.
  init(_ index: SessionIndex, values: [Value]) {
    precondition(index.count == values.count)
    self.index = index
    self.values = values
  }

  /// In the order in which they came.
  public var keys: [SessionID] { index.ids }

  /// How many ids there are.
  public var count: Int { index.count }

  /// Makes room at once. Memory that is never used costs nothing but the table.
  public mutating func reserveCapacity(_ count: Int) {
    index.reserveCapacity(count)
    values.reserveCapacity(count)
  }

  /// Where in `keys` an id stands; nil when there is none.
  public func position(of id: SessionID) -> Int? { index.number(of: id) }

  /// The value of an id; setting nil is not possible.
  public subscript(id: SessionID) -> Value? { position(of: id).map { values[$0] } }

  /// The value of an id, which is `start` when there is none yet.
  public subscript(id: SessionID, default start: @autoclosure () -> Value) -> Value {
    get { self[id] ?? start() }
    _modify {
      let position = index.number(adding: id)
      if position == values.count { values.append(start()) }
      yield &values[position]
    }
  }

  /// Sets the value of an id, which keeps its position when it has one. Returns the position.
  @discardableResult
  public mutating func set(_ value: Value, for id: SessionID) -> Int {
    let position = index.number(adding: id)
    if position == values.count { values.append(value) } else { values[position] = value }
    return position
  }
}

extension SessionMap: Sendable where Value: Sendable {}

extension SessionMap: Equatable where Value: Equatable {
  public static func == (a: SessionMap, b: SessionMap) -> Bool {
    a.count == b.count && zip(a.keys, a.values).allSatisfy { b[$0] == $1 }
  }
}
