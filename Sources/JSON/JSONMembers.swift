/// Where one member stands.
struct MemberPlace {
  var nameStart: BytePointer
  var nameEnd: BytePointer
  var valueStart: BytePointer
  var valueEnd: BytePointer
  /// Whether the name is plain ASCII without escapes, so that its bytes are its text.
  var isPlain: Bool

  /// One of 64 bits; the same for the same name. Names that are not plain have all.
  @inline(__always)
  var mark: UInt64 {
    guard isPlain else { return .max }
    let count = nameEnd - nameStart
    let mix = UInt64(count) &* 29 &+ UInt64(nameStart[1]) &* 7 &+ UInt64(nameStart[count / 2])
    return 1 << (mix & 63)
  }

  var name: JSONSlice { JSONSlice(from: nameStart, to: nameEnd) }
  var value: JSONSlice { JSONSlice(from: valueStart, to: valueEnd) }

  /// Whether the name says `text`, however it is escaped.
  @inline(__always)
  func isNamed(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let count = nameEnd - nameStart - 2
    if isPlain {
      guard count == text.count, let wanted = text.baseAddress else { return count == text.count }
      return JSONBytes.areEqual(nameStart + 1, wanted, count: count)
    }
    return name.decodedText.utf8.elementsEqual(text)
  }

  /// Whether two names say the same, however they are escaped.
  func hasSameName(as other: MemberPlace) -> Bool {
    guard isPlain else { return other.isPlain ? other.hasSameName(as: self) : sameText(other) }
    guard other.isPlain else { return sameText(other) }
    let count = nameEnd - nameStart
    return other.nameEnd - other.nameStart == count
      && JSONBytes.areEqual(nameStart, other.nameStart, count: count)
  }

  private func sameText(_ other: MemberPlace) -> Bool {
    name.decodedText.utf8.elementsEqual(other.name.decodedText.utf8)
  }
}

/// Room in which the scanner notes the members of one object; used again for the next one, whose members mostly have the
/// same names, written alike.
struct MemberNotes {
  /// An object with more members is not noted.
  static let capacity = 64
  private let places: UnsafeMutablePointer<MemberPlace>
  private let count: UnsafeMutablePointer<Int>
  private let leads: UnsafeMutablePointer<Lead>

  /// What stood before a value: the bracket or comma, blanks, the name and the colon.
  private struct Lead {
    static let greatestCount = 64
    var bytes = SIMD64<UInt8>()
    /// 0 when it is unknown.
    var count = 0
    var nameStart = 0
    var nameEnd = 0
  }

  /// Must be freed.
  init() {
    places = .allocate(capacity: Self.capacity)
    count = .allocate(capacity: 1)
    count.initialize(to: 0)
    leads = .allocate(capacity: Self.capacity)
    leads.initialize(repeating: Lead(), count: Self.capacity)
  }

  func free() {
    places.deallocate()
    count.deallocate()
    leads.deallocate()
  }

  func clear() { count.pointee = 0 }

  @inline(__always)
  func note(_ place: MemberPlace, at index: Int) {
    count.pointee = index + 1
    if index < Self.capacity { (places + index).initialize(to: place) }
  }

  /// Keeps what stands from `before` to the member's value, for the next object.
  func expect(_ member: MemberPlace, behind before: BytePointer, at index: Int) {
    let count = member.valueStart - before
    guard index < Self.capacity, member.isPlain, count <= Lead.greatestCount else { return }
    leads[index].count = count
    leads[index].nameStart = member.nameStart - before
    leads[index].nameEnd = member.nameEnd - before
    UnsafeMutableRawPointer(leads + index).copyMemory(from: before, byteCount: count)
  }

  /// The member whose value follows the same bytes as the object before had here; its end is not known yet. Nil when other
  /// bytes, or none, follow.
  @inline(__always)
  func sameAsBefore(_ before: BytePointer, _ end: BytePointer, at index: Int) -> MemberPlace? {
    guard index < Self.capacity else { return nil }
    let lead = leads + index
    let count = lead.pointee.count
    guard count > 0, end - before > count, !Ascii.isBlank(before[count]),
      JSONBytes.areEqual(
        UnsafeRawPointer(lead).assumingMemoryBound(to: UInt8.self), before, count: count)
    else { return nil }
    let value = before + count
    return MemberPlace(
      nameStart: before + lead.pointee.nameStart, nameEnd: before + lead.pointee.nameEnd,
      valueStart: value, valueEnd: value, isPlain: true)
  }

  /// The members of the object checked last; empty when they are unknown.
  var noted: UnsafeBufferPointer<MemberPlace> {
    UnsafeBufferPointer(start: places, count: count.pointee <= Self.capacity ? count.pointee : 0)
  }
}

extension JSONSlice {
  /// Whether the members are noted and no name comes twice.
  var namesAreNotedOnce: Bool { !noted.isEmpty && !Self.mayRepeat(noted) }

  /// The members of an object; a repeated name stands once, at its first place with its last value.
  var uniqueMembers: [MemberPlace] {
    var places: [MemberPlace] = []
    forEachPlace { places.append($0) }
    // Marks are of use while there are fewer names than bits; most objects end here.
    if places.count <= MemberNotes.capacity,
      !places.withUnsafeBufferPointer({ Self.mayRepeat($0) })
    {
      return places
    }
    var unique: [MemberPlace] = []
    var seen = SeenNames()
    for place in places {
      if let first = seen.firstPlace(of: place.name.decodedText) {
        unique[first].valueStart = place.valueStart
        unique[first].valueEnd = place.valueEnd
      } else {
        unique.append(place)
      }
    }
    return unique
  }

  /// False only when all names surely differ: the marks tell most pairs apart, bytes the rest.
  private static func mayRepeat(_ places: UnsafeBufferPointer<MemberPlace>) -> Bool {
    var marks: UInt64 = 0
    for index in places.indices {
      let mark = places[index].mark
      if marks & mark != 0 {
        for earlier in 0..<index where places[earlier].hasSameName(as: places[index]) {
          return true
        }
      }
      marks |= mark
    }
    return false
  }
}

/// Names in the order in which they first came; compared by bytes.
struct SeenNames {
  private var names: [String] = []
  /// Where each name stands; filled once a linear search would be slow.
  private var places: [[UInt8]: Int] = [:]
  private static let searchedLinearly = 16

  /// The place at which `name` came first; nil when it is new, and then it takes the next place.
  mutating func firstPlace(of name: String) -> Int? {
    if names.count < Self.searchedLinearly {
      if let place = names.firstIndex(where: { $0.hasSameBytes(as: name) }) { return place }
    } else {
      if places.isEmpty {
        for (place, name) in names.enumerated() { places[Array(name.utf8)] = place }
      }
      let bytes = Array(name.utf8)
      if let place = places[bytes] { return place }
      places[bytes] = names.count
    }
    names.append(name)
    return nil
  }
}
