internal import JSON

/// Sets and removes one table of a TOML text by splicing: every byte that is not about it stays. Forms in which that cannot
/// be done safely are refused: the table written inline, by dotted keys, or as an array. Members are strings, arrays of
/// strings, and objects of strings (sub-tables).
struct TOMLEdit {
  private let source: TOMLText
  private var text: SplicedText
  private let lineEnd: String

  private init(_ bytes: [UInt8]) throws(UneditableText) {
    source = try TOMLText(bytes)
    text = SplicedText(bytes)
    lineEnd = text.lineEnd
  }

  /// A table as a text of its own.
  static func text(_ table: [String], _ members: [JSONValue.Member]) -> String {
    let plain = members.filter { $0.value.members == nil }
    var text = "[\(TOMLSpelling.key(table))]\n" + plain.map { $0.line + "\n" }.joined()
    for member in members {
      guard let inner = member.value.members else { continue }
      text += "\n" + TOMLEdit.text(table + [member.name], inner)
    }
    return text
  }

  /// `text` with the members of `table` set: what differs gets the new value, what is missing is added, all else stays.
  /// When everything is as wanted already, the very same bytes come back.
  static func setting(
    _ table: [String], to members: [JSONValue.Member], in text: [UInt8]
  ) throws(UneditableText) -> [UInt8] {
    var edit = try TOMLEdit(text)
    try edit.set(table, to: members)
    return edit.text.result
  }

  /// `text` without `table` and its sub-tables; the very same bytes when it is not there. The inverse of adding it.
  static func removing(
    _ table: [String], from text: [UInt8]
  ) throws(UneditableText) -> [UInt8] {
    var edit = try TOMLEdit(text)
    try edit.remove(table)
    return edit.text.result
  }

  private mutating func set(_ table: [String], to members: [JSONValue.Member])
    throws(UneditableText)
  {
    try refuseOtherForms(of: table)
    guard let section = try section(table) else { return append(table, members) }
    try set(members, in: section)
  }

  private mutating func remove(_ table: [String]) throws(UneditableText) {
    for section in source.sections {
      if section.path.starts(with: table) {
        text.remove(lines(of: section))
        continue
      }
      for entry in section.entries {
        let path = section.path + entry.path
        if path.starts(with: table) {
          text.remove(lineRange(of: entry))
        } else if table.starts(with: path), let inner = entry.value.entries,
          inner.contains(where: { (path + $0.path).starts(with: table) })
        {
          throw source.error(inlineWords(table), at: entry.keyStart)
        }
      }
    }
  }

  // MARK: Forms

  private func inlineWords(_ table: [String]) -> String {
    "[\(TOMLSpelling.key(table))] would be needed as a table of its own; here it is written inline"
  }

  /// A table may be defined once and in one form only.
  private func refuseOtherForms(of table: [String]) throws(UneditableText) {
    for section in source.sections {
      if section.isArray, section.path == Array(table.prefix(section.path.count)) {
        throw source.error(
          "\(TOMLSpelling.key(section.path)) is an array of tables", at: section.start)
      }
      guard section.path.count < table.count, table.starts(with: section.path) else { continue }
      for entry in section.entries {
        let path = section.path + entry.path
        let isContainer = path.count < table.count && table.starts(with: path)
        let isDotted = section.path.isEmpty && path.first == table.first
        if isContainer || isDotted || path.starts(with: table) {
          throw source.error(inlineWords(table), at: entry.keyStart)
        }
      }
    }
  }

  private func section(_ path: [String]) throws(UneditableText) -> TOMLSection? {
    let found = source.sections.filter { $0.path == path && !path.isEmpty }
    if found.count > 1 {
      throw source.error("[\(TOMLSpelling.key(path))] stands here again", at: found[1].start)
    }
    var names: [[String]] = []
    for entry in found.first?.entries ?? [] {
      if names.contains(entry.path) {
        throw source.error(
          "\(TOMLSpelling.key(entry.path)) stands here again", at: entry.keyStart)
      }
      names.append(entry.path)
    }
    return found.first
  }

  // MARK: Setting

  private mutating func set(
    _ members: [JSONValue.Member], in section: TOMLSection
  ) throws(UneditableText) {
    var lines: [String] = []
    var tables: [String] = []
    for member in members {
      let entries = section.entries.filter { $0.path.first == member.name }
      guard let inner = member.value.members else {
        if let dotted = entries.first, dotted.path.count > 1 {
          throw source.error("\(member.name) is not a value here", at: dotted.keyStart)
        }
        lines += replace([member], among: entries).map(\.line)
        continue
      }
      if let subsection = try self.section(section.path + [member.name]) {
        try set(inner, in: subsection)
      } else if let first = entries.first, first.path.count == 1 {
        try set(inner, inline: first)
      } else if !entries.isEmpty {
        lines += replace(inner, among: entries, below: [member.name]).map {
          "\(TOMLSpelling.key([member.name, $0.name])) = \($0.value.asTOML)"
        }
      } else {
        tables.append(TOMLEdit.text(section.path + [member.name], inner))
      }
    }
    guard !lines.isEmpty || !tables.isEmpty else { return }
    let indent = text.indentation(at: section.entries.last?.keyStart ?? section.start)
    let added = lines.map { indent + $0 + lineEnd } + tables.map { lineEnd + inOwnLines($0) }
    text.insert(
      (endsWithLine(section.contentEnd) ? "" : lineEnd) + added.joined(), at: section.contentEnd)
  }

  /// Sets members of a table that is written inline.
  private mutating func set(
    _ members: [JSONValue.Member], inline entry: TOMLEntry
  ) throws(UneditableText) {
    guard let inner = entry.value.entries else {
      throw source.error("\(TOMLSpelling.key(entry.path)) is not a table", at: entry.keyStart)
    }
    let added = replace(members, among: inner).map(\.line).joined(separator: ", ")
    guard !added.isEmpty else { return }
    if let last = inner.last {
      text.insert(", " + added, at: last.value.range.upperBound)
    } else {
      text.replace(entry.value.range, by: "{ " + added + " }")
    }
  }

  /// Gives entries the values of members, and returns the members that have none.
  private mutating func replace(
    _ members: [JSONValue.Member], among entries: [TOMLEntry], below path: [String] = []
  ) -> [JSONValue.Member] {
    var missing: [JSONValue.Member] = []
    for member in members {
      guard let entry = entries.first(where: { $0.path == path + [member.name] }) else {
        missing.append(member)
        continue
      }
      if entry.value.value != member.value {
        text.replace(entry.value.range, by: member.value.asTOML)
      }
    }
    return missing
  }

  private mutating func append(_ table: [String], _ members: [JSONValue.Member]) {
    let end = source.bytes.count
    let isEmpty = end == text.markLength
    var gap = ""
    if !isEmpty { gap = endsWithLine(end) ? lineEnd : lineEnd + lineEnd }
    text.insert(gap + inOwnLines(TOMLEdit.text(table, members)), at: end)
  }

  // MARK: Lines

  private func inOwnLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
  }

  private func endsWithLine(_ offset: Int) -> Bool {
    offset > 0 && source.bytes[offset - 1] == 0x0A
  }

  /// A section's lines, and the blank line that set it off from what was before.
  private func lines(of section: TOMLSection) -> Range<Int> {
    let after = source.bytes[section.contentEnd...]
    let isSetOff = after.isEmpty || after.first == 0x0A || after.first == 0x0D
    let blankLine = Array((lineEnd + lineEnd).utf8)
    let before = source.bytes[..<section.start]
    guard isSetOff, before.suffix(blankLine.count).elementsEqual(blankLine) else {
      return section.start..<section.contentEnd
    }
    return section.start - lineEnd.utf8.count..<section.contentEnd
  }

  private func lineRange(of entry: TOMLEntry) -> Range<Int> {
    let start = source.bytes[..<entry.keyStart].lastIndex(of: 0x0A).map { $0 + 1 }
    let end = source.bytes[entry.value.range.upperBound...].firstIndex(of: 0x0A).map { $0 + 1 }
    return (start ?? entry.keyStart)..<(end ?? source.bytes.count)
  }
}

extension JSONValue {
  fileprivate var asTOML: String {
    switch self {
    case .string(let text): TOMLSpelling.string(text)
    case .array(let elements): "[" + elements.map(\.asTOML).joined(separator: ", ") + "]"
    default: String(decoding: JSONWriter.compact(self), as: UTF8.self)
    }
  }
}

extension JSONValue.Member {
  /// `name = "value"`.
  fileprivate var line: String { "\(TOMLSpelling.key([name])) = \(value.asTOML)" }
}
