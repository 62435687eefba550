// The pages that are made of lists of words: fields of the filter, commands, settings.

internal import TrackerCore

extension HelpPage {
  static let filter = HelpPage(
    name: "Filter", about: "\(FilterField.all.count) filter fields"
  ) { _ in
    let syntax = FilterExamples.all.map { examples in
      let fields = FilterField.all.filter { $0.kind == examples.kind && $0.closedWords == nil }
      let words = fields.map(\.word).joined(separator: " ")
      return HelpEntry(examples.label, (words.isEmpty ? "" : words + " · ") + examples.text)
    }
    let closed = FilterField.all.compactMap { field in
      field.closedWords.map { HelpEntry(field.word, $0.joined(separator: " ")) }
    }
    return FilterExamples.ofWords + syntax + closed + FilterExamples.ofNames + [.blank]
      + FilterField.all.map { HelpEntry($0.word, $0.help) }
  }

  static let commands = HelpPage(name: "Commands", about: "commands and settings") { _ in
    let own = LineCommand.own.map { command in
      let argument = command.argument.isEmpty ? [] : [HelpChunk([.key(command.argument)])]
      return HelpEntry(":" + command.name, argument + HelpEntry("", command.help).chunks)
    }
    let settings = Setting.all.map { setting in
      let words = setting.words.joined(separator: " ")
      return HelpEntry(setting.name, (words.isEmpty ? "" : words + " · ") + setting.help)
    }
    // A command has the key that stands before it.
    let keyed = LineCommand.keyed.map { command in
      HelpChunk([.key(command.keyLabel), .text(" " + command.name)])
    }
    return own + [
      HelpEntry(":120", "go to row 120"), .blank,
      HelpEntry("settings", ":set NAME VALUE changes one for this run, :save writes it"),
    ] + settings + [
      HelpEntry("bind", "bind KEY COMMAND in the settings file: a key of your own"), .blank,
      HelpEntry("keys", [HelpChunk([.text("each is a command, too:")])] + keyed),
    ]
  }
}

/// How fields of a kind are asked.
struct FilterExamples: Sendable {
  let kind: FilterField.Kind
  let label: String
  /// Terms, parted by blanks.
  let terms: String
  var note = ""

  var text: String { terms + (note.isEmpty ? "" : " " + note) }

  static let all = [
    FilterExamples(
      kind: .text, label: "texts", terms: "type:test type:test|review -model:gpt project=shop",
      note: "(= the whole text)"),
    FilterExamples(kind: .number, label: "numbers", terms: "eff<3 n>=10 issues=0"),
    FilterExamples(kind: .minutes, label: "times", terms: "dur>90m dur<1.5h est>=2d"),
    FilterExamples(kind: .severity, label: "severity", terms: "sev:high sev>=medium"),
    FilterExamples(
      kind: .day, label: "days", terms: "start:today start:7d start>2026-11-01 start:2026-11"),
  ]

  static let ofWords = [
    HelpEntry(
      "words",
      "in name, id, context, notes, model: login \"two words\" login|logout either -login not")
  ]
  static let ofNames = [
    HelpEntry("@name", "a saved filter; :filter save NAME keeps the present one"),
    HelpEntry("", "Values and counts are offered as you type: Tab takes, ↑ goes back"),
    HelpEntry("", "Gaps and oversight stay those of the whole time line"),
  ]
}
