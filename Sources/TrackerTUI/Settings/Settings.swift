// What the settings hold, what the command line says over them, and where they are kept.

package import TrackerCore

/// What the settings hold; the members' values here are the defaults.
package struct Settings: Sendable, Equatable {
  /// The values that differ from the defaults, by name.
  private(set) var values: [String: String] = [:]
  /// What a line does instead of the key's own binding.
  private(set) var bindings: [Binding] = []
  /// Filters that were kept under names, in the order in which they were.
  private(set) var filters: [SavedFilter] = []

  /// A key and the line of commands that it stands for.
  struct Binding: Sendable, Equatable {
    var key: Key
    var line: String
  }

  package init() {}

  /// The value of a setting: its default unless another one was set.
  package func value(_ setting: Setting) -> String { values[setting.name] ?? setting.standard }

  func isOn(_ setting: Setting) -> Bool { value(setting) == Setting.on }

  /// Whether it was set to something else than its default.
  package func isSet(_ setting: Setting) -> Bool { values[setting.name] != nil }

  package mutating func set(_ setting: Setting, to value: String) {
    values[setting.name] = value == setting.standard ? nil : value
  }

  /// Binds a key; an empty line gives the key its own meaning back.
  mutating func bind(_ key: Key, to line: String) {
    bindings.removeAll { $0.key == key }
    if !line.isEmpty { bindings.append(Binding(key: key, line: line)) }
  }

  /// Keeps a filter, instead of another one of the same name.
  mutating func keep(_ filter: SavedFilter) {
    let place = filters.firstIndex { $0.name == filter.name } ?? filters.count
    filters.replaceSubrange(place..<min(place + 1, filters.count), with: [filter])
  }

  /// Forgets a filter; false when none has this name.
  mutating func forgetFilter(_ name: String) -> Bool {
    let count = filters.count
    filters.removeAll { $0.name == name }
    return filters.count < count
  }
}

/// What the command line of the program says; it counts more than the file, and is never saved.
package struct StartOptions: Sendable, Equatable {
  /// Values by the setting's name.
  package var values: [String: String] = [:]
  /// Why nothing may be changed, whatever the settings say; nil when it may.
  package var readOnlyReason: String?
  package init() {}
}

/// What was found of a settings file.
package enum SettingsFile: Sendable, Equatable {
  /// Where it is, and what it says; empty when there is none yet.
  case text(path: String, String)
  /// There is no place for one: why.
  case nowhere(String)
  /// It cannot be read: why.
  case unusable(String)

  /// What cannot be used of it, a line each, for a person.
  package var problems: [String] {
    switch self {
    case .nowhere: []
    case .unusable(let reason): [reason]
    case .text(let path, let text): Settings.reading(text).problems.map { "\(path), \($0)" }
    }
  }
}
