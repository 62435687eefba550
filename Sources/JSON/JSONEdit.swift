// Changes members inside the bytes of one object; every other byte stays.
// Odd blanks, repeated names and foreign line ends are kept.

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
    edited(object) { root, text in
      var additions: [[UInt8]] = []
      for member in unique(members) {
        let value = JSONWriter.indented(member.value, level: level + 1)
        if let old = root.lastIndex(named: member.name) {
          text.replace(root.range(of: root.values[old]), by: value)
        } else {
          additions.append(JSONWriter.quoted(member.name) + [Ascii.colon, Ascii.space] + value)
        }
      }
      root.adding(additions, to: &text, level: level)
      return true
    } ?? object
  }

  /// `object` with `element` appended to its member `name`, which becomes `[element]` when it is
  /// missing or no array.
  /// Bytes, blanks and what `object` must be: as in `setting`.
  public static func appending(
    _ element: JSONValue, toArray name: String, in object: [UInt8], level: Int
  ) -> [UInt8] {
    edited(object) { root, text in
      guard let index = root.lastIndex(named: name), root.values[index].kind == .array else {
        return false
      }
      let entry = JSONWriter.indented(element, level: level + 2)
      root.entries(of: root.values[index]).adding([entry], to: &text, level: level + 1)
      return true
    } ?? setting([JSONValue.Member(name, .array([element]))], in: object, level: level)
  }

  /// `object` without the members of this name. The comma goes with a member, and so do the blanks before it; everything
  /// else keeps its bytes.
  /// What `object` must be: as in `setting`.
  public static func removing(_ name: String, from object: [UInt8]) -> [UInt8] {
    var result = object
    while let next = edited(result, { $0.removing(named: name, from: &$1) }) {
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

  /// Checks `object` and hands over its entries and the text to change; nil when `edit` has nothing to change.
  private static func edited(
    _ object: [UInt8], _ edit: (JSONEntries, inout SplicedText) -> Bool
  ) -> [UInt8]? {
    let dialect = JSONDialect(acceptsNonFinite: true, maximumDepth: JSONDialect.greatestDepth)
    do {
      return try JSONReader.withSlice(of: object, dialect: dialect) {
        guard $0.kind == .object, $0.bytes.count == object.count, let start = $0.first else {
          preconditionFailure("only one JSON object without surrounding blanks can be edited")
        }
        var text = SplicedText(object)
        return edit(JSONEntries($0, offsetsFrom: start), &text) ? text.result : nil
      }
    } catch {
      preconditionFailure("only valid JSON can be edited: \(error)")
    }
  }
}

extension JSONEntries {
  /// Takes out the last member of this name; false when there is none.
  fileprivate func removing(named name: String, from text: inout SplicedText) -> Bool {
    guard let index = lastIndex(named: name) else { return false }
    if index > 0 {
      text.remove(range(of: values[index - 1]).upperBound..<range(of: values[index]).upperBound)
    } else if names.count == 1 {
      text.remove(inside)
    } else {
      text.remove(range(of: names[0]).lowerBound..<range(of: names[1]).lowerBound)
    }
    return true
  }

  /// Puts `entries` behind the last one; the container itself stands at `level`.
  fileprivate func adding(_ entries: [[UInt8]], to text: inout SplicedText, level: Int) {
    guard !entries.isEmpty else { return }
    let line = JSONWriter.newline(level: level + 1)
    guard let last = values.last else {
      let bytes = line + entries.joined(separator: [Ascii.comma] + line)
      return text.replace(inside, by: bytes + JSONWriter.newline(level: level))
    }
    let end = range(of: last).upperBound
    let separator = [Ascii.comma] + (isOneLine(text.bytes) ? [Ascii.space] : line)
    text.replace(end..<end, by: [UInt8](entries.map { separator + $0 }.joined()))
  }

  /// Whether no line ends between entries or beside the brackets.
  private func isOneLine(_ bytes: [UInt8]) -> Bool {
    var gapStart = inside.lowerBound
    for index in values.indices {
      let entryStart = range(of: names.isEmpty ? values[index] : names[index]).lowerBound
      if bytes[gapStart..<entryStart].contains(Ascii.newline) { return false }
      gapStart = range(of: values[index]).upperBound
    }
    return !bytes[gapStart..<inside.upperBound].contains(Ascii.newline)
  }
}
