// Values by session id, in the order in which the ids came. It refuses to forget one.

/// A dictionary for many thousands of sessions: ids and values lie side by side, and a table of eight bytes an id
/// finds them. Two are equal when the same ids have equal values, in whatever order.
public struct SessionMap<Value> {
  /// In the order in which they came.
  public private(set) var keys: [SessionID] = []
  /// In the order of `keys`.
  public internal(set) var values: [Value] = []
  /// Its length is a power of two, at least 4/3 of the number of keys.
  private var slots: [Slot] = []

  private struct Slot {
    /// Of a key; -1 for none.
    var position: Int32 = -1
    /// The upper half of the key's hash: other keys are told apart without looking at them.
    var hash: UInt32 = 0
  }

  public init() {}

  /// How many ids there are.
  public var count: Int { keys.count }

  /// Makes room at once. Memory that is never used costs nothing but the table.
  public mutating func reserveCapacity(_ count: Int) {
    keys.reserveCapacity(count)
    values.reserveCapacity(count)
    if count > roomInSlots { resizeSlots(for: count) }
  }

  /// Where in `keys` an id stands; nil when there is none.
  public func position(of id: SessionID) -> Int? {
    guard !slots.isEmpty else { return nil }
    let position = slots[slot(of: id, hash: id.hashValue)].position
    return position < 0 ? nil : Int(position)
  }

  /// The value of an id; setting nil is not possible.
  public subscript(id: SessionID) -> Value? { position(of: id).map { values[$0] } }

  /// The value of an id, which is `start` when there is none yet.
  public subscript(id: SessionID, default start: @autoclosure () -> Value) -> Value {
    get { self[id] ?? start() }
    _modify {
      let position = position(of: id) ?? insert(id, start())
      yield &values[position]
    }
  }

  /// Sets the value of an id, which keeps its position when it has one. Returns the position.
  @discardableResult
  public mutating func set(_ value: Value, for id: SessionID) -> Int {
    guard let position = position(of: id) else { return insert(id, value) }
    values[position] = value
    return position
  }

  private mutating func insert(_ id: SessionID, _ value: Value) -> Int {
    if keys.count >= roomInSlots { resizeSlots(for: max(12, 2 * keys.count)) }
    let hash = id.hashValue
    slots[slot(of: id, hash: hash)] = Slot(
      position: Int32(keys.count), hash: SessionMap.mark(hash))
    keys.append(id)
    values.append(value)
    return keys.count - 1
  }

  private var roomInSlots: Int { slots.count / 4 * 3 }

  /// Where the position of an id stands, or should stand.
  private func slot(of id: SessionID, hash: Int) -> Int {
    let mask = slots.count - 1
    let mark = SessionMap.mark(hash)
    var index = Int(mark) & mask
    while slots[index].position >= 0 {
      if slots[index].hash == mark, keys[Int(slots[index].position)] == id { break }
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
    for slot in old where slot.position >= 0 {
      var index = Int(slot.hash) & (length - 1)
      while slots[index].position >= 0 { index = (index + 1) & (length - 1) }
      slots[index] = slot
    }
  }
}

extension SessionMap: Sendable where Value: Sendable {}

extension SessionMap: Equatable where Value: Equatable {
  public static func == (a: SessionMap, b: SessionMap) -> Bool {
    a.count == b.count && zip(a.keys, a.values).allSatisfy { b[$0] == $1 }
  }
}
