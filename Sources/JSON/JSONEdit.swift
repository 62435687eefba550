// Changes members inside the bytes of one object; every other byte stays.
// It refuses to tidy: odd blanks, repeated names and foreign line ends are kept.

/// Edits of an object's bytes.
public enum JSONEdit {
  /// `object` with the given members set: an existing one (the last of that name) gets the new
  /// value in place, a missing one is added at the end. Everything else keeps its bytes. New text
  /// is written as `json.dump(indent=2)` would at depth `level` (the depth of the object itself;
  /// its members stand at `level + 1`); what is added to an object that stands on one line follows
  /// on that line. The blanks inside an empty object give way.
  /// `object` must be one valid JSON object without surrounding blanks; anything else is a
  /// programming error and stops.
  public static func setting(
    _ members: [JSONValue.Member], in object: [UInt8], level: Int
  ) -> [UInt8] {
    edited(object) { root in
      var replacements: [Replacement] = []
      var additions: [[UInt8]] = []
      for member in unique(members) {
        let value = JSONWriter.indented(member.value, level: level + 1)
        if let old = root.lastValue(named: member.name) {
          replacements.append(Replacement(range: root.range(of: old), bytes: value))
        } else {
          additions.append(JSONWriter.quoted(member.name) + [Ascii.colon, Ascii.space] + value)
        }
      }
      return replacements + root.adding(additions, level: level)
    } ?? object
  }

  /// `object` with `element` appended to its member `name`, which becomes `[element]` when it is
  /// missing or no array.
  /// Bytes, blanks and what `object` must be: as in `setting`.
  public static func appending(
    _ element: JSONValue, toArray name: String, in object: [UInt8], level: Int
  ) -> [UInt8] {
    edited(object) { root in
      guard let array = root.lastValue(named: name), array.kind == .array else { return nil }
      return Container(array, offsetsFrom: root.start)
        .adding([JSONWriter.indented(element, level: level + 2)], level: level + 1)
    } ?? setting([JSONValue.Member(name, .array([element]))], in: object, level: level)
  }

  /// `object` without the members of this name. The comma goes with a member, and so do the blanks before it; everything
  /// else keeps its bytes.
  /// What `object` must be: as in `setting`.
  public static func removing(_ name: String, from object: [UInt8]) -> [UInt8] {
    var result = object
    while let next = edited(result, { root in root.removing(named: name).map { [$0] } }) {
      result = next
    }
    return result
  }

  /// A repeated name once, with its last value.
  private static func unique(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
    var unique: [JSONValue.Member] = []
    var seen = SeenNames()
    for member in members {
      if let first = seen.firstPlace(of: member.name) {
        unique[first] = member
      } else {
        unique.append(member)
      }
    }
    return unique
  }

  /// Checks `object`, asks `edits` what to replace in it, and replaces; nil when `edits` has no
  /// answer.
  private static func edited(
    _ object: [UInt8], _ edits: (Container) -> [Replacement]?
  ) -> [UInt8]? {
    let dialect = JSONDialect(acceptsNonFinite: true, maximumDepth: JSONDialect.greatestDepth)
    do {
      let replacements: [Replacement]? = try JSONReader.withSlice(of: object, dialect: dialect) {
        guard $0.kind == .object, $0.bytes.count == object.count, let start = $0.first else {
          preconditionFailure("only one JSON object without surrounding blanks can be edited")
        }
        return edits(Container($0, offsetsFrom: start))
      }
      return replacements.map { apply($0, to: object) }
    } catch {
      preconditionFailure("only valid JSON can be edited: \(error)")
    }
  }

  private static func apply(_ replacements: [Replacement], to object: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var copied = 0
    for replacement in replacements.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += object[copied..<replacement.range.lowerBound]
      result += replacement.bytes
      copied = replacement.range.upperBound
    }
    return result + object[copied...]
  }
}

/// Bytes for a range of the old ones.
private struct Replacement {
  var range: Range<Int>
  var bytes: [UInt8]
}

/// Where the entries of an array or object stand.
private struct Container {
  /// Where offsets count from.
  let start: BytePointer
  private var names: [JSONSlice] = []
  private var values: [JSONSlice] = []
  /// What stands between the brackets.
  private let inside: Range<Int>
  /// Whether no line ends between entries or beside the brackets.
  private var isOneLine = true

  init(_ container: JSONSlice, offsetsFrom start: BytePointer) {
    self.start = start
    let offset = container.first.map { $0 - start } ?? 0
    inside = (offset + 1)..<(offset + container.bytes.count - 1)
    var gapStart = inside.lowerBound
    container.forEachMember { name, value in
      names.append(name)
      note(entryStart: range(of: name).lowerBound, value: value, &gapStart)
    }
    container.forEachElement { element in
      note(entryStart: range(of: element).lowerBound, value: element, &gapStart)
    }
    noteGap(gapStart..<inside.upperBound)
  }

  private mutating func note(entryStart: Int, value: JSONSlice, _ gapStart: inout Int) {
    values.append(value)
    noteGap(gapStart..<entryStart)
    gapStart = range(of: value).upperBound
  }

  private mutating func noteGap(_ gap: Range<Int>) {
    if gap.contains(where: { start[$0] == Ascii.newline }) { isOneLine = false }
  }

  /// In bytes from `start`.
  func range(of slice: JSONSlice) -> Range<Int> {
    let offset = slice.first.map { $0 - start } ?? 0
    return offset..<(offset + slice.bytes.count)
  }

  func lastValue(named name: String) -> JSONSlice? {
    names.lastIndex { $0.decodedText.utf8.elementsEqual(name.utf8) }.map { values[$0] }
  }

  /// Takes out the last member of this name; nil when there is none.
  func removing(named name: String) -> Replacement? {
    guard let index = names.lastIndex(where: { $0.decodedText.utf8.elementsEqual(name.utf8) })
    else { return nil }
    let end = range(of: values[index]).upperBound
    if index > 0 {
      return Replacement(range: range(of: values[index - 1]).upperBound..<end, bytes: [])
    }
    if names.count == 1 { return Replacement(range: inside, bytes: []) }
    let start = range(of: names[0]).lowerBound
    return Replacement(range: start..<range(of: names[1]).lowerBound, bytes: [])
  }

  /// Puts `entries` behind the last one; the container itself stands at `level`.
  func adding(_ entries: [[UInt8]], level: Int) -> [Replacement] {
    guard !entries.isEmpty else { return [] }
    let line = JSONWriter.newline(level: level + 1)
    guard let last = values.last else {
      let bytes = line + entries.joined(separator: [Ascii.comma] + line)
      return [Replacement(range: inside, bytes: bytes + JSONWriter.newline(level: level))]
    }
    let end = range(of: last).upperBound
    let separator = [Ascii.comma] + (isOneLine ? [Ascii.space] : line)
    return [Replacement(range: end..<end, bytes: [UInt8](entries.map { separator + $0 }.joined()))]
  }
}
