/// Edits of an object's bytes. Every other byte stays: odd blanks, repeated names, foreign line ends.
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
      let layout = JSONWriter.Layout.python(level: level + 1)
      var additions: [[UInt8]] = []
      for (place, member) in members.enumerated()
      where !members[(place + 1)...].contains(where: { $0.name.hasSameBytes(as: member.name) }) {
        if let old = root.last(named: member.name) {
          text.replace(old.valueRange, by: JSONWriter.written(member.value, layout))
        } else {
          additions.append(JSONWriter.written(member, layout))
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
      guard let array = root.last(named: name), array.value.kind == .array else { return false }
      let entry = JSONWriter.indented(element, level: level + 2)
      root.entries(of: array).adding([entry], to: &text, level: level + 1)
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
        return edit(JSONEntries(of: $0, from: start), &text) ? text.result : nil
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
      text.remove(all[index - 1].endOffset..<all[index].endOffset)
    } else if all.count == 1 {
      text.remove(inside)
    } else {
      text.remove(all[0].entryOffset..<all[1].entryOffset)
    }
    return true
  }

  /// Puts `entries` behind the last one; the container itself stands at `level`.
  fileprivate func adding(_ entries: [[UInt8]], to text: inout SplicedText, level: Int) {
    guard !entries.isEmpty else { return }
    let line = JSONWriter.Layout.python(level: level + 1).line
    guard let end = all.last?.endOffset else {
      let bytes = line + entries.joined(separator: [Ascii.comma] + line)
      return text.replace(inside, by: bytes + JSONWriter.Layout.python(level: level).line)
    }
    let separator = [Ascii.comma] + (isOneLine(text.bytes) ? [Ascii.space] : line)
    text.insert(separator + entries.joined(separator: separator), at: end)
  }

  /// Whether no line ends between entries or beside the brackets.
  private func isOneLine(_ bytes: [UInt8]) -> Bool {
    let starts = all.map(\.entryOffset) + [inside.upperBound]
    let ends = [inside.lowerBound] + all.map(\.endOffset)
    return zip(ends, starts).allSatisfy { !bytes[$0..<$1].contains(Ascii.newline) }
  }
}
