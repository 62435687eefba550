// Members set, appended to and taken out of an object, against the same done to a tree.

import JSON

enum JSONEditCheck {
  /// A member as it is written.
  private struct Entry: Equatable {
    var name: String
    var nameBytes: [UInt8]
    var valueBytes: [UInt8]

    func isNamed(_ other: String) -> Bool { name.utf8.elementsEqual(other.utf8) }
  }

  @Sendable static func check(_ input: [UInt8]) throws {
    guard let object = objectAlone(input) else { return }
    let old = try entries(object)
    var chance = Chance(of: input)
    let name = chance.pick(old.map(\.name) + ["new", "owner"])
    let value = chance.pick(
      [nil, true, 60.0, "é\n", [], [1, ["a": nil]], ["x": 1]] as [JSONValue])
    let level = chance.below(3)
    let before = try JSONReader.read(object)

    let set = JSONEdit.setting([.init(name, value)], in: object, level: level)
    try checkEdit(of: name, from: object, to: set, expecting: setting(name, value, before))

    let appended = JSONEdit.appending(value, toArray: name, in: object, level: level)
    let elements = old.last { $0.isNamed(name) }.map { try? JSONReader.read($0.valueBytes) }
    let list = JSONValue.array((elements??.elements ?? []) + [value])
    try checkEdit(of: name, from: object, to: appended, expecting: setting(name, list, before))

    let removed = JSONEdit.removing(name, from: object)
    let rest = before.members?.filter { !$0.name.utf8.elementsEqual(name.utf8) } ?? []
    try checkEdit(of: name, from: object, to: removed, expecting: .object(rest))

    if !old.isEmpty, !old.contains(where: { $0.isNamed("owner") }) {
      let owned = JSONEdit.setting([.init("owner", value)], in: object, level: level)
      try require(
        JSONEdit.removing("owner", from: owned) == object, "adding and removing leaves a trace")
    }
  }

  /// The object in a text that is one, without what surrounds it.
  private static func objectAlone(_ input: [UInt8]) -> [UInt8]? {
    let object = Result {
      try JSONReader.withSlice(of: input) { $0.kind == .object ? Array($0.bytes) : nil }
    }
    guard case .success(let bytes) = object else { return nil }
    return bytes
  }

  private static func checkEdit(
    of name: String, from old: [UInt8], to new: [UInt8], expecting expected: JSONValue
  ) throws {
    let read = try JSONReader.read(new)
    try require(read == expected, "the edit of \(name) gives \(read), not \(expected)")
    let untouched = try entries(old).filter { !$0.isNamed(name) }
    try require(
      try entries(new).filter { !$0.isNamed(name) } == untouched,
      "the edit of \(name) touched another member")
  }

  private static func entries(_ object: [UInt8]) throws -> [Entry] {
    try JSONReader.withSlice(of: object) { root in
      var entries: [Entry] = []
      root.forEachMember { name, value in
        entries.append(
          Entry(
            name: name.text ?? "", nameBytes: Array(name.bytes), valueBytes: Array(value.bytes)))
      }
      return entries
    }
  }

  private static func setting(_ name: String, _ value: JSONValue, _ tree: JSONValue) -> JSONValue {
    var members = tree.members ?? []
    if let place = members.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      members[place].value = value
    } else {
      members.append(.init(name, value))
    }
    return .object(members)
  }
}
