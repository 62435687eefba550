// Where the entries of one array or object stand, for the editors.

/// Where the entries of an array or object stand.
struct JSONEntries {
  /// Where offsets count from.
  private let start: BytePointer
  private(set) var names: [JSONSlice] = []
  private(set) var values: [JSONSlice] = []
  /// What stands between the brackets; nothing for what has none.
  let inside: Range<Int>

  init(_ container: JSONSlice, offsetsFrom start: BytePointer) {
    self.start = start
    let offset = container.first.map { $0 - start } ?? 0
    inside = (offset + 1)..<max(offset + 1, offset + container.bytes.count - 1)
    container.forEachMember { name, value in
      names.append(name)
      values.append(value)
    }
    container.forEachElement { values.append($0) }
  }

  /// Those of a value in here; offsets count from the same byte.
  func entries(of container: JSONSlice) -> JSONEntries {
    JSONEntries(container, offsetsFrom: start)
  }

  /// In bytes from `start`.
  func range(of slice: JSONSlice) -> Range<Int> {
    let offset = slice.first.map { $0 - start } ?? 0
    return offset..<(offset + slice.bytes.count)
  }

  /// The member that counts: the last of its name.
  func lastIndex(named name: String) -> Int? {
    names.lastIndex { $0.decodedText.utf8.elementsEqual(name.utf8) }
  }
}
