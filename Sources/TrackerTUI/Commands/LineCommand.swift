// THE LIST of what can be typed after `:`. Those of the keys are made from the table of keys; the others stand here.

internal import TrackerCore

/// A word that does something, perhaps to what follows it.
struct LineCommand: Sendable {
  var name: String
  /// What may follow, in the list: `FILE`; empty when nothing does.
  var argument = ""
  var help: String
  /// What may follow, as far as it can be told beforehand.
  var offers: @Sendable (Dashboard, String) -> PromptOffers = { _, _ in PromptOffers() }
  /// What is wrong with what follows; nil when nothing is.
  var problem: @Sendable (String) -> String? = { _ in nil }
  var run: @Sendable (inout Dashboard, String) -> [Effect]

  /// Those that no key has.
  static let own: [LineCommand] = [
    LineCommand(name: "keys", help: "list keys and commands") { dashboard, _ in
      dashboard.over.box = Page(title: "Keys and commands", lines: LineCommand.listing)
      return []
    },
    LineCommand(
      name: "set", argument: "NAME VALUE", help: "change a setting for this run; list them",
      offers: { dashboard, argument in settingOffers(dashboard, argument) }
    ) { dashboard, argument in
      dashboard.runSet(argument)
      return []
    },
    LineCommand(name: "source", help: "read the settings file again") { _, _ in [.readSettings] },
    LineCommand(name: "save", help: "write the settings that differ from the defaults") {
      dashboard, _ in [.saveSettings(dashboard.settingsToSave)]
    },
    LineCommand(name: "skipped", help: "list the records that could not be used") { dashboard, _ in
      dashboard.over.box = dashboard.skippedPage
      return []
    },
    LineCommand(
      name: "export", argument: "FILE", help: "write what is shown: .json .csv .md .txt",
      offers: { dashboard, argument in
        let name = dashboard.exportSource.name
        return PromptOffers(
          ExportFormat.allCases.map { dashboard.exportName(name, $0) }, for: argument)
      }
    ) { dashboard, argument in dashboard.runExport(argument) },
    LineCommand(
      name: "snapshot",
      argument: PictureFormat.allCases.map { "FILE." + $0.rawValue }.joined(separator: " | "),
      help: "write the screen as it is, colours kept",
      offers: { dashboard, argument in
        let names = PictureFormat.allCases.map { dashboard.fileName("screen", $0.rawValue) }
        return PromptOffers(names, for: argument)
      }
    ) { dashboard, argument in dashboard.runSnapshot(argument) },
    LineCommand(
      name: "tab", argument: "NAME", help: "go to a tab",
      offers: { PromptOffers(Tab.all.map { $0.name.lowercased() }, for: $1) }
    ) { dashboard, argument in dashboard.runTab(argument) },
    LineCommand(
      name: "filter", argument: "EXPRESSION",
      help: "keep only these sessions; save NAME, forget NAME, list, clear",
      offers: { dashboard, argument in FilterLine.offers(dashboard, argument) }
    ) { dashboard, argument in FilterLine.run(&dashboard, argument) },
    LineCommand(name: "search", argument: "TEXT", help: "search the list for a text") {
      dashboard, argument in dashboard.run("search", asking: argument)
    },
    LineCommand(
      name: "sort", argument: "COLUMN", help: "sort this list; or 'COLUMN reversed'",
      offers: { dashboard, argument in
        let titles = dashboard.screen.sortable.map { dashboard.sortTitles($0).map(\.title) } ?? []
        return PromptOffers(titles + titles.map { $0 + " reversed" }, for: argument)
      }
    ) { dashboard, argument in
      dashboard.runSort(argument)
      return []
    },
    LineCommand(
      name: "by", argument: "DIMENSION", help: "group, count or list by it what is shown",
      offers: { dashboard, argument in
        PromptOffers(
          closed: dashboard.tab.grouping?.words ?? [], for: argument, kind: "grouping")
      }
    ) { dashboard, argument in
      dashboard.runGrouping(argument)
      return []
    },
    LineCommand(
      name: "columns", argument: "LIST", help: "the columns of the list of sessions, or auto",
      offers: { _, argument in ColumnNames.offers(for: argument) }
    ) { dashboard, argument in
      dashboard.runColumns(argument)
      return []
    },
    LineCommand(
      name: "range", argument: "RANGE", help: "choose a range: 7d, 2024-11, 2024-11-01..today",
      offers: { PromptOffers(DateRange.suggested, for: $1) }
    ) { dashboard, argument in
      do throws(TrackerError) {
        let range = try DateRange(argument)
        try range.checkOrder(now: dashboard.now, calendar: dashboard.calendar)
        return dashboard.perform(.pickRange(range))
      } catch {
        dashboard.over.message = error.message
        return []
      }
    },
    LineCommand(name: "nothing", help: "do nothing; frees a key of its meaning") { _, _ in [] },
  ]

  /// Those of the keys, one for each name.
  static let keyed: [LineCommand] = {
    var seen = Set(own.map(\.name))
    return KeyBinding.all.compactMap { binding in
      guard let name = binding.name, seen.insert(name).inserted else { return nil }
      return LineCommand(name: name, argument: binding.isByKey ? "KEY" : "", help: help(of: name)) {
        $0.run(name, $1)
      }
    }
  }()

  /// Every one, in the order in which they are listed.
  static let all: [LineCommand] = own + keyed

  /// What the first binding of a name says, or the one that speaks for it.
  private static func help(of name: String) -> String {
    let index = KeyBinding.all.firstIndex { $0.name == name } ?? 0
    let before = KeyBinding.all[...index].last { !$0.help.isEmpty }
    return before?.help ?? ""
  }

  /// The command that a word means: its name, or the only one that begins so.
  static func named(_ word: String) -> LineCommand? {
    if let exact = all.first(where: { $0.name == word }) { return exact }
    let beginning = all.filter { $0.name.hasPrefix(word) }
    return beginning.count == 1 ? beginning[0] : nil
  }

  /// Why a line cannot be run anywhere; nil when it can.
  static func problem(with line: String) -> String? {
    let (word, argument) = parts(of: line)
    if word.isEmpty { return nil }
    if let row = Int(word), row < 0 { return "there is no row \(row); the first is 1" }
    if let command = named(word), !command.argument.isEmpty { return command.problem(argument) }
    if rowNumber(word) != nil || named(word) != nil {
      return argument.isEmpty ? nil : "\(word) takes nothing after it, not '\(argument)'"
    }
    let beginning = all.map(\.name).filter { $0.hasPrefix(word) }
    if beginning.count > 1 { return "\(word) may be \(beginning.joined(separator: ", "))" }
    return thereIsNo("command", word, in: all.map(\.name))
  }

  /// The row that a word of digits means, however many they are; nil for other words.
  static func rowNumber(_ word: String) -> Int? {
    guard !word.isEmpty, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(word) ?? .max
  }

  /// The first word, and what follows it.
  static func parts(of line: String) -> (word: String, argument: String) {
    let text = line.withoutOuterBlanks
    guard let blank = text.firstIndex(of: " ") else { return (text, "") }
    return (String(text[..<blank]), String(text[blank...]).withoutOuterBlanks)
  }

  /// A line each: the command, its keys, what it does.
  static var listing: [String] {
    all.map { command in
      let keys = KeyBinding.all.filter { $0.name == command.name }.flatMap(\.keys)
      // Of several forms the first one; there is room for no more.
      let argument = command.argument.split(separator: " | ").first ?? ""
      let name = command.name + (argument.isEmpty ? "" : " " + argument)
      let shown = keys.prefix(6).map(\.label).joined(separator: " ")
      return filled(":" + name, 21) + filled(shown, 15) + command.help
    } + [filled(":120", 36) + "go to row 120"]
  }

  private static func filled(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(1, columns - text.count))
  }
}
