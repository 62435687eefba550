// The walk over one big container against the tree, and the search for whole objects, through windows of many sizes.

import JSON

enum JSONWalkCheck {
  /// What a walk saw and how it ended.
  private struct Walk: Equatable {
    var names: [String?] = []
    var values: [JSONValue] = []
    var places: [[Int]] = []
    var end = End.notAContainer
  }

  private enum End: Equatable {
    case container(JSONContainer)
    case invalid(offset: Int, message: String)
    case notAContainer
  }

  @Sendable static func check(_ input: [UInt8]) throws {
    var chance = Chance(of: input)
    let whole = try walk(input, windowSize: 1 << 20, portion: 0, chance)
    try compareWithTree(input, whole)
    for place in whole.places.indices {
      let value = Array(input[whole.places[place][1]..<whole.places[place][2]])
      try require(try JSONReader.read(value) == whole.values[place], "an element is misplaced")
    }
    for size in Delivery.windowSizes(for: input, &chance) {
      let other = try walk(input, windowSize: size, portion: chance.below(6), chance)
      try require(other == whole, "a window of \(size) bytes gives \(other), not \(whole)")
    }
    for named in [false, true] {
      let found = try search(input, named: named, windowSize: 1 << 20, portion: 0, chance)
      for place in found { _ = try JSONReader.read(Array(input[place[0]..<place[1]])) }
      let size = 1 + chance.below(100)
      let other = try search(
        input, named: named, windowSize: size, portion: chance.below(6), chance)
      try require(other == found, "a search with a window of \(size) bytes finds other objects")
    }
  }

  /// Where the whole objects stand, in what need not be JSON; every second one is searched for others.
  private static func search(
    _ input: [UInt8], named: Bool, windowSize: Int, portion: Int, _ chance: Chance
  ) throws -> [[Int]] {
    var delivery = Delivery(input, portion: portion, chance: chance)
    var places: [[Int]] = []
    try JSONReader.forEachWholeObject(
      named: named, windowSize: windowSize, read: { delivery.read(into: $0) },
      { element in
        places.append([element.valueOffset, element.endOffset])
        return places.count.isMultiple(of: 2)
      })
    return places
  }

  private static func walk(
    _ input: [UInt8], windowSize: Int, portion: Int, _ chance: Chance
  ) throws -> Walk {
    var delivery = Delivery(input, portion: portion, chance: chance)
    var walk = Walk()
    do {
      walk.end = .container(
        try JSONReader.forEachElement(
          windowSize: windowSize, read: { delivery.read(into: $0) },
          { element in
            walk.names.append(element.name?.text)
            walk.values.append(element.value.value)
            walk.places.append([element.entryOffset, element.valueOffset, element.endOffset])
          }))
    } catch JSONElementsError.notAContainer {
      walk.end = .notAContainer
    } catch JSONElementsError.invalid(let offset, let message) {
      walk.end = .invalid(offset: offset, message: message)
    }
    return walk
  }

  private static func compareWithTree(_ input: [UInt8], _ walk: Walk) throws {
    let tree = Result { () throws(JSONError) in try JSONReader.read(input) }
    switch (tree, walk.end) {
    case (.success(.array(let elements)), .container(let container)):
      try require(
        container.kind == .array && container.count == elements.count && walk.values == elements,
        "the walk sees other elements than the tree")
    case (.success(.object(let members)), .container(let container)):
      try require(
        container.kind == .object && container.count == walk.values.count,
        "the walk counts \(container.count) members")
      for member in members {
        let last = walk.names.lastIndex { $0?.utf8.elementsEqual(member.name.utf8) ?? false }
        try require(
          last.map { walk.values[$0] } == member.value,
          "the walk sees another value of \(member.name)")
      }
    case (.success(let value), .notAContainer):
      try require(value.elements == nil && value.members == nil, "a container was not seen")
    case (.failure(let error), .invalid(let offset, let message)):
      try require(
        error.offset == offset && error.message == message,
        "the walk says \(offset): \(message), the tree \(error.offset): \(error.message)")
    default: throw Violation(description: "the tree says \(tree), the walk \(walk.end)")
    }
  }
}
