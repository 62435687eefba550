/// The entries of an array or object, at offsets in the text that begins at `start`.
struct JSONEntries {
  let container: JSONSlice
  private let start: BytePointer
  private(set) var all: [JSONElement] = []
  /// What stands between the brackets; nothing for what has none.
  let inside: Range<Int>

  init(of container: JSONSlice, from start: BytePointer) {
    self.container = container
    self.start = start
    func offset(_ slice: JSONSlice) -> Int { slice.first.map { $0 - start } ?? 0 }
    let opening = offset(container)
    inside = (opening + 1)..<max(opening + 1, opening + container.bytes.count - 1)
    container.forEachMember { name, value in
      all.append(
        JSONElement(
          name: name, value: value, entryOffset: offset(name), valueOffset: offset(value)))
    }
    container.forEachElement { value in
      let offset = offset(value)
      all.append(JSONElement(name: nil, value: value, entryOffset: offset, valueOffset: offset))
    }
  }

  /// Those of a value in here.
  func entries(of entry: JSONElement) -> JSONEntries { JSONEntries(of: entry.value, from: start) }

  /// The member that counts: the last of its name.
  func last(named name: String) -> JSONElement? { lastIndex(named: name).map { all[$0] } }

  /// Where that stands among all.
  func lastIndex(named name: String) -> Int? {
    all.lastIndex { $0.name?.decodedText.utf8.elementsEqual(name.utf8) ?? false }
  }
}

extension JSONElement {
  /// The name, if there is one, and the value.
  var range: Range<Int> { entryOffset..<endOffset }
  var valueRange: Range<Int> { valueOffset..<endOffset }
}
