internal import JSON

extension TOMLEdit {
  /// The value at `path`: a table as an object; nil when there is none.
  static func value(at path: [String], in text: [UInt8]) throws(UneditableText) -> JSONValue? {
    var found: JSONValue?
    for section in try TOMLText(text).sections {
      if section.path.starts(with: path) {
        found = (found ?? .object([])).setting(nil, at: section.path.dropFirst(path.count))
      }
      collect(section.entries, below: section.path, path, into: &found)
    }
    return found
  }

  private static func collect(
    _ entries: [TOMLEntry], below parent: [String], _ path: [String], into found: inout JSONValue?
  ) {
    for entry in entries {
      let place = parent + entry.path
      if place.starts(with: path) {
        found = (found ?? .object([])).setting(
          entry.value.value, at: place.dropFirst(path.count))
      } else if path.starts(with: place), let inner = entry.value.entries {
        collect(inner, below: place, path, into: &found)
      }
    }
  }

  /// What is written of a table and its sub-tables, comments included; nil when there is none.
  static func bytes(of table: [String], in text: [UInt8]) throws(UneditableText) -> [UInt8]? {
    let source = try TOMLText(text)
    var result: [UInt8] = []
    for section in source.sections {
      if section.path.starts(with: table) {
        result += text[section.start..<section.contentEnd]
      } else {
        for entry in section.entries where (section.path + entry.path).starts(with: table) {
          result += text[entry.keyStart..<entry.value.range.upperBound]
        }
      }
    }
    return result.isEmpty ? nil : result
  }
}

extension JSONValue {
  /// With a value at a path of names, objects made on the way there; nil makes an object there unless there is one. What
  /// is deeper or more than any client takes is left out, so that no text can exhaust the stack or the time.
  func setting(_ value: JSONValue?, at path: ArraySlice<String>) -> JSONValue {
    guard let name = path.first else { return value ?? (members == nil ? .object([]) : self) }
    var members = self.members ?? []
    guard path.count <= 16, members.count < 1000 else { return self }
    let inner = (self[name] ?? .object([])).setting(value, at: path.dropFirst())
    if let index = members.firstIndex(where: { $0.name == name }) {
      members[index].value = inner
    } else {
      members.append(Member(name, inner))
    }
    return .object(members)
  }
}
