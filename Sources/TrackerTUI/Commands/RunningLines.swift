// The command line: a prompt that completes and runs lines, and what its commands do.

internal import TrackerCore

extension PromptKind {
  /// What `:` opens.
  static let command = PromptKind(
    name: "command", label: ":", hint: "do it",
    entered: { dashboard, line in dashboard.run(line: line) },
    note: { dashboard, line in dashboard.commandNote(line) },
    offers: { dashboard, line in LineCommand.offers(for: line, in: dashboard) })
}

extension LineCommand {
  /// What the last word of a line may become.
  static func offers(for line: String, in dashboard: Dashboard) -> PromptOffers {
    guard let blank = line.firstIndex(of: " ") else {
      var offers = PromptOffers()
      offers.heading = "commands · what they take · key"
      offers.list = all.filter { $0.name.hasPrefix(line) }.sorted { $0.name < $1.name }.map {
        PromptOffers.Offer(
          text: $0.name, label: ":" + $0.name, note: $0.argument.isEmpty ? $0.help : $0.argument,
          amount: $0.keyLabel)
      }
      return offers
    }
    // Blanks at its end part what was typed from what is to come.
    let argument = String(line[blank...].drop { $0 == " " })
    guard let command = named(String(line[..<blank])) else { return PromptOffers() }
    return command.offers(dashboard, argument).moved(by: line.count - argument.count)
  }

  /// Its first key, as it is named; empty without one.
  var keyLabel: String {
    KeyBinding.all.first { $0.name == name }?.keys.first?.label ?? ""
  }

  static func settingOffers(_ dashboard: Dashboard, _ argument: String) -> PromptOffers {
    let (name, value) = parts(of: argument)
    guard let setting = Setting.named(name)
    else { return PromptOffers(Setting.all.map(\.name), for: argument) }
    guard argument.contains(" ") else {
      return PromptOffers(
        (setting.words + setting.suggested).map { name + " " + $0 }, for: argument)
    }
    return PromptOffers(setting.words + setting.suggested, for: value)
      .moved(by: argument.count - value.count)
  }
}

extension Dashboard {
  /// Does what a line says.
  mutating func run(line: String) -> [Effect] {
    let (word, argument) = LineCommand.parts(of: line)
    guard !word.isEmpty else { return [] }
    if let problem = LineCommand.problem(with: line) {
      over.message = problem
      return []
    }
    if let row = LineCommand.rowNumber(word) {
      goTo(row: row)
      return []
    }
    return LineCommand.named(word)?.run(&self, argument) ?? []
  }

  /// Does what the keys of this name would do here.
  mutating func run(_ name: String, _ argument: String) -> [Effect] {
    guard let binding = KeyBinding.working(on: screen).first(where: { $0.name == name }) else {
      over.message = "\(name) does nothing here · ? help"
      return []
    }
    guard binding.isByKey else { return perform(binding.command) }
    guard let command = Key(label: argument).flatMap(binding.command) else {
      over.message = "\(name) needs one of \(binding.keys.map(\.label).joined(separator: " "))"
      return []
    }
    return perform(command)
  }

  /// Does what the prompt of a key would do with a text, where that key works; without a text opens the prompt.
  mutating func run(_ name: String, asking text: String) -> [Effect] {
    let effects = run(name, "")
    guard !text.isEmpty, let prompt = over.prompt else { return effects }
    ask(prompt.kind, text: text)
    return effects + acceptPrompt()
  }

  /// Goes to a tab by its name, the beginning of it, or its digit.
  mutating func runTab(_ argument: String) -> [Effect] {
    let names = Tab.all.map { $0.name.lowercased() }
    guard !argument.isEmpty else {
      over.message = "tab needs a digit or one of \(names.joined(separator: ", "))"
      return []
    }
    let beginning = names.firstIndex { $0.hasPrefix(argument.lowercased()) }
    if let index = Tab.index(named: argument) ?? beginning { return perform(.selectTab(index)) }
    over.message = "there is no tab \(argument)"
    return []
  }

  /// What stands right of the line: what the word does, or the words that it may become.
  func commandNote(_ line: String) -> PromptNote? {
    let (word, _) = LineCommand.parts(of: line)
    if word.isEmpty { return PromptNote(text: "Tab completes · :keys lists") }
    if let warning = over.prompt?.offers.warning {
      return PromptNote(text: warning, isWarning: true)
    }
    if let problem = LineCommand.problem(with: line), LineCommand.named(word) != nil {
      return PromptNote(text: problem, isWarning: true)
    }
    if LineCommand.rowNumber(word) != nil { return PromptNote(text: "go to row \(word)") }
    if let command = LineCommand.named(word) { return PromptNote(text: command.help) }
    let count = LineCommand.all.count { $0.name.hasPrefix(word) }
    return count == 0
      ? PromptNote(text: "no such command", isWarning: true)
      : PromptNote(text: "\(count) of \(LineCommand.all.count)")
  }

  /// The line that the person bound a key to; nil where keys do something else.
  func boundLine(for key: Key) -> String? {
    guard mode.isScreen else { return nil }
    return chosen.settings.bindings.last { $0.key == key }?.line
  }

  private mutating func goTo(row: Int) {
    guard let focus, rowCount(focus) > 0 else {
      over.message = "there is no list here"
      return
    }
    let count = rowCount(focus)
    select(focus, row: min(max(row, 1), count) - 1)
    if row > count { over.message = "the last row is \(countText(count))" }
  }

  mutating func runSet(_ argument: String) {
    let (name, value) = LineCommand.parts(of: argument)
    guard !name.isEmpty else {
      over.box = settingsPage
      return
    }
    guard let setting = Setting.named(name) else {
      over.message = thereIsNo("setting", name, in: Setting.all.map(\.name))
      return
    }
    guard !value.isEmpty else {
      over.message = "\(name) is \(effectiveSettings.value(setting)) · \(setting.help)"
      return
    }
    if let refusal = setting.refusal(of: value) {
      over.message = refusal
    } else {
      set(setting, to: value)
    }
  }

  mutating func runExport(_ argument: String) -> [Effect] {
    guard !argument.isEmpty else {
      ExportForm.open(&self)
      return []
    }
    guard let format = ExportFormat(fileName: argument) else {
      over.message = "the file's name ends in .json, .csv, .md or .txt"
      return []
    }
    return [.export(exportRequest(format, path: argument))]
  }

  /// Asks for a picture of the screen, as it is without anything over it.
  mutating func runSnapshot(_ path: String) -> [Effect] {
    guard let format = PictureFormat(fileName: path) else {
      let endings = PictureFormat.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
      over.message = "name a file that ends in \(endings), such as \(fileName("screen", "svg"))"
      return []
    }
    return [
      .export(
        ExportRequest(
          content: .picture(format), path: path, mayReplace: false,
          summary: "\(format.title), \(size.columns)x\(size.rows)"))
    ]
  }

  /// The records that could not be used.
  var skippedPage: Page {
    var lines = spokenUnreadable
    lines += read.history.skipped.map { "\($0.file) \($0.record): \($0.reason)" }
    let hidden = read.history.skippedCount - read.history.skipped.count
    if hidden > 0 { lines.append("and \(countText(hidden)) more") }
    let title = countText(read.history.skippedCount, "record") + " skipped"
    return Page(title: title, lines: lines.isEmpty ? ["all records can be used"] : lines)
  }
}
