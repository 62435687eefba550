// How settings change the dashboard: read at the start and again, set on the command line, saved when asked for.

internal import TrackerCore

extension Dashboard {
  /// What holds: the settings, and over them what the program's command line says.
  package var effectiveSettings: Settings {
    var settings = chosen.settings
    for (name, value) in chosen.startOptions.values {
      if let setting = Setting.named(name) { settings.set(setting, to: value) }
    }
    return settings
  }

  /// The colours that are wanted: `auto`, `dark`, `light` or `mono`.
  package var themeName: String { effectiveSettings.value(.theme) }
  package var wantsMouse: Bool { effectiveSettings.isOn(.mouse) }
  package var remembers: Bool { effectiveSettings.isOn(.remember) }
  /// How to copy.
  package var clipboardName: String { effectiveSettings.value(.clipboard) }

  /// Why nothing may be changed; nil when it may.
  var readOnlyReason: String? {
    chosen.startOptions.readOnlyReason
      ?? (effectiveSettings.isOn(.readonly) ? "set readonly on" : nil)
  }

  /// Takes the options and the file in before the first frame, and then where the last run was left.
  package mutating func begin(
    _ options: StartOptions, _ file: SettingsFile, remembered: String? = nil
  ) {
    chosen.startOptions = options
    takeSettings(file, isAsked: false)
    var places = effectiveSettings
    if remembers, let remembered {
      let last = Settings.reading(remembered).settings
      for setting in [Setting.tab, .range, .sort]
      where last.isSet(setting) && chosen.startOptions.values[setting.name] == nil {
        places.set(setting, to: last.value(setting))
      }
    }
    adoptView(places)
    let tab = places.value(.tab)
    place.tabIndex = Tab.all.firstIndex { $0.name.lowercased() == tab } ?? 0
    if let wanted = DateRange(setting: places.value(.range)) {
      chosen.range = wanted
      chosen.isRangeSettled = true
    }
    showScreen()
  }

  /// What is to be remembered for the next run.
  package var rememberedText: String {
    "set tab \(tab.name.lowercased())\nset range \(chosen.range.label)\n"
      + (chosen.sortOrders[.sessions].map { "set sort \($0.words(among: sortTitles(.sessions)))\n" }
        ?? "")
  }

  /// Takes in what the settings file says.
  mutating func takeSettings(_ file: SettingsFile, isAsked: Bool) {
    switch file {
    case .nowhere(let reason):
      if isAsked { over.message = "no settings: \(reason)" }
    case .unusable(let reason): over.message = "no settings: \(reason)"
    case .text(let path, let text):
      let (settings, problems) = Settings.reading(text)
      (self.chosen.settings, chosen.savedSettings) = (settings, settings)
      if isAsked {
        adoptView(settings)
        computeRates()
      }
      let name = path.split(separator: "/").last.map(String.init) ?? path
      if problems.count > 1, isAsked {
        over.box = Page(title: name, lines: problems)
      } else if let problem = problems.first {
        let more = problems.count > 1 ? " · \(problems.count - 1) more, :source lists them" : ""
        over.message = "\(name), \(problem)\(more)"
      } else if isAsked {
        over.message = text.isEmpty ? "\(path) is not there: all defaults" : "read \(path)"
      }
    }
  }

  /// Sets a value for this run. It counts more than what the program was started with.
  mutating func set(_ setting: Setting, to value: String) {
    chosen.startOptions.values[setting.name] = nil
    chosen.settings.set(setting, to: value)
    over.message = "\(setting.name) is \(value)"
    switch setting.name {
    case Setting.range.name:
      if let range = DateRange(setting: value) { settle(range) }
    case Setting.columns.name where value == Setting.columns.standard:
      chosen.view.hiddenColumns = SessionColumn.usuallyHidden
    case Setting.sort.name where value == Setting.sort.standard:
      settle(SessionRow.usualOrder, of: .sessions)
    case Setting.columns.name, Setting.sort.name: adoptView(chosen.settings)
    case Setting.rate.name, Setting.monthlyCost.name, Setting.oversight.name: computeRates()
    case Setting.readonly.name:
      if value == Setting.off, let reason = readOnlyReason {
        over.message = "still read-only: \(reason)"
      }
    default: break
    }
  }

  /// Every setting with its value, for reading.
  var settingsPage: Page {
    let settings = effectiveSettings
    let lines = Setting.all.map { setting in
      "\(setting.name) = \(settings.value(setting))"
        + (settings.isSet(setting) ? "" : " (default)") + " · \(setting.help)"
    }
    return Page(
      title: "Settings",
      lines: lines + settings.bindings.map { "bind \($0.key.label) \($0.line)" }
        + settings.filters.map { "filter \($0.name) \($0.expression)" })
  }
}

extension DateRange {
  /// The range that a setting names; nil for `auto`.
  fileprivate init?(setting text: String) {
    do throws(TrackerError) { try self.init(text) } catch { return nil }
  }
}
