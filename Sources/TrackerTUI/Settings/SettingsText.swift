// The settings as text: lines `set NAME VALUE`, `bind KEY COMMAND` and `filter NAME EXPRESSION`. Reading names what is
// wrong and goes on; writing changes no line that a person wrote but those whose value is another one now.

internal import TrackerCore

/// A line of a settings file.
private enum SettingsLine {
  case nothing
  case set(Setting, String)
  case bind(Key, String)
  case filter(SavedFilter)
  case bad(String)

  init(_ line: Substring) {
    let words = SettingsLine.words(line.prefix(upTo: SettingsLine.commentStart(line)))
    guard let first = words.first, first.first != "#" else {
      self = .nothing
      return
    }
    switch first {
    case "set": self = SettingsLine.setting(words.dropFirst())
    case "bind": self = SettingsLine.binding(words.dropFirst())
    case "filter": self = SettingsLine.filter(words.dropFirst())
    default: self = .bad("\(first) is none of set, bind and filter")
    }
  }

  private static func words(_ line: Substring) -> [Substring] {
    line.split(whereSeparator: { $0 == " " || $0 == "\t" })
  }

  /// Where a remark behind a value begins. The first two words are none, since `#` may be a key.
  private static func commentStart(_ line: Substring) -> Substring.Index {
    words(line).dropFirst(2).first { $0.first == "#" }?.startIndex ?? line.endIndex
  }

  /// A line with another text, and the remark that stood behind the old one.
  static func replacing(_ line: Substring, by text: String) -> Substring {
    let start = commentStart(line)
    return Substring(text + (start == line.endIndex ? "" : "  " + line[start...]))
  }

  private static func setting(_ words: ArraySlice<Substring>) -> SettingsLine {
    guard let name = words.first else { return .bad("set what? set NAME VALUE") }
    guard let setting = Setting.named(String(name)) else {
      return .bad(thereIsNo("setting", String(name), in: Setting.all.map(\.name)))
    }
    let value = words.dropFirst().joined(separator: " ")
    guard !value.isEmpty else { return .bad("set \(name) to what? it is \(setting.help)") }
    return setting.refusal(of: value).map { .bad($0) } ?? .set(setting, value)
  }

  private static func binding(_ words: ArraySlice<Substring>) -> SettingsLine {
    guard let name = words.first, words.count > 1 else { return .bad("bind KEY COMMAND") }
    guard let key = Key(label: String(name)) else { return .bad("\(name) is no key") }
    let line = words.dropFirst().joined(separator: " ")
    return LineCommand.problem(with: line).map { .bad($0) } ?? .bind(key, line)
  }

  private static func filter(_ words: ArraySlice<Substring>) -> SettingsLine {
    guard let name = words.first, words.count > 1 else { return .bad("filter NAME EXPRESSION") }
    let filter = SavedFilter(
      name: String(name), expression: words.dropFirst().joined(separator: " "))
    if let problem = filter.problem { return .bad(problem) }
    do throws(FilterProblem) {
      _ = try SessionFilter(filter.expression)
      return .filter(filter)
    } catch {
      return .bad(error.description)
    }
  }
}

extension Settings {
  /// The settings of a text, whatever ends its lines. Those that cannot be used are skipped and told: `line 3: …`.
  package static func reading(_ text: String) -> (settings: Settings, problems: [String]) {
    var settings = Settings()
    var problems: [String] = []
    let lines = text.withoutByteOrderMark.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      switch SettingsLine(line) {
      case .nothing: continue
      case .set(let setting, let value): settings.set(setting, to: value)
      case .bind(let key, let line): settings.bind(key, to: line)
      case .filter(let filter): settings.keep(filter)
      case .bad(let problem): problems.append("line \(index + 1): \(problem)")
      }
    }
    return (settings, problems)
  }

  /// What is to be written so that these settings are read again: the old text with the lines changed whose value is
  /// another one now, without those that say a default, and with what is new behind. Comments and lines that could not be
  /// used stay.
  package func saving(over old: String) -> String {
    let text = old.withoutByteOrderMark
    var parts = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if parts.last == "" { parts.removeLast() }
    // A line keeps its end; one that has none yet ends like the first.
    let usualEnd = text.first(where: \.isNewline).map(String.init) ?? "\n"
    func ended(_ line: Substring, like part: Substring) -> String {
      line + (part.endIndex < text.endIndex ? String(text[part.endIndex]) : usualEnd)
    }
    var lines: [String] = []
    var written: Set<String> = []
    var bound: [Key] = []
    for part in parts.reversed() {
      var line = part
      switch SettingsLine(part) {
      case .nothing, .bad: break
      case .set(let setting, let value):
        // Of several lines about the same thing the last one counts.
        guard isSet(setting), written.insert(setting.name).inserted else { continue }
        if value != self.value(setting) {
          line = SettingsLine.replacing(part, by: self.text(of: setting))
        }
      case .bind(let key, let command):
        guard let binding = bindings.first(where: { $0.key == key }), !bound.contains(key) else {
          continue
        }
        bound.append(key)
        if command != binding.line {
          line = SettingsLine.replacing(part, by: Settings.text(of: binding))
        }
      case .filter(let old):
        guard let filter = filters.first(where: { $0.name == old.name }),
          written.insert("filter " + old.name).inserted
        else { continue }
        if filter != old { line = SettingsLine.replacing(part, by: Settings.text(of: filter)) }
      }
      lines.append(ended(line, like: part))
    }
    lines.reverse()
    for setting in Setting.all where isSet(setting) && !written.contains(setting.name) {
      lines.append(self.text(of: setting) + usualEnd)
    }
    for binding in bindings where !bound.contains(binding.key) {
      lines.append(Settings.text(of: binding) + usualEnd)
    }
    for filter in filters where !written.contains("filter " + filter.name) {
      lines.append(Settings.text(of: filter) + usualEnd)
    }
    return old[..<text.startIndex] + lines.joined()
  }

  private func text(of setting: Setting) -> String { "set \(setting.name) \(value(setting))" }

  private static func text(of binding: Binding) -> String {
    "bind \(binding.key.label) \(binding.line)"
  }

  private static func text(of filter: SavedFilter) -> String {
    "filter \(filter.name) \(filter.expression)"
  }
}

/// That a word is none of these, and which it is probably meant to be: at most two letters added, dropped or changed.
package func thereIsNo(_ kind: String, _ word: String, in words: [String]) -> String {
  "there is no \(kind) \(word)" + (nearestName(to: word, among: words).map { "; \($0)?" } ?? "")
}

extension Key {
  /// A key by the name that messages give it, or with a caret or `C-` for Ctrl; nil for anything else.
  init?(label: String) {
    let named: [Key] = [
      .character(" "), .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .enter, .escape,
      .tab, .backTab, .backspace, .delete,
    ]
    let words: [(String, Key)] = [
      ("up", .up), ("down", .down), ("left", .left), ("right", .right), ("s-tab", .backTab),
    ]
    let lower = label.lowercased()
    if label.count == 1, let character = label.first {
      self = .character(character)
    } else if let key = named.first(where: { $0.label.lowercased() == lower }) {
      self = key
    } else if let key = words.first(where: { $0.0 == lower })?.1 {
      self = key
    } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...12).contains(number) {
      self = .function(number)
    } else if let start = ["ctrl-", "c-", "^"].first(where: lower.hasPrefix),
      lower.count == start.count + 1, let letter = lower.last, letter.isLetter, letter.isASCII
    {
      self = .control(letter)
    } else {
      return nil
    }
  }
}
