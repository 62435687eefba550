// A line that is typed in the status row, and what becomes of it. What it is for stands in its kind.

internal import TrackerCore

/// What a prompt is for: a value for each, beside what it does.
struct PromptKind: Sendable {
  /// Unique among kinds; what was entered is remembered under it.
  var name: String
  /// Stands before the text.
  var label: String
  /// What Enter does, in the hint line.
  var hint: String
  /// Whether what is typed applies at once, so that leaving by the mouse keeps it.
  var isAppliedAsTyped = false
  /// Called when the text has changed.
  var changed: @Sendable (inout Dashboard, String) -> Void = { _, _ in }
  /// Called on Enter, when the prompt has closed.
  var entered: @Sendable (inout Dashboard, String) -> [Effect]
  /// Called when the prompt was left without Enter.
  var cancelled: @Sendable (inout Dashboard) -> Void = { _ in }
  /// Stands right of the text: what it means so far, or what is wrong with it.
  var note: @Sendable (Dashboard, String) -> PromptNote? = { _, _ in nil }
  /// What the last word may become.
  var offers: @Sendable (Dashboard, String) -> PromptOffers = { _, _ in PromptOffers() }
  /// Why Enter does not take the text; nil when it does.
  var refusal: @Sendable (Dashboard, String) -> String? = { _, _ in nil }
}

/// A remark on what is being typed.
struct PromptNote: Hashable, Sendable {
  var text: String
  /// Whether it says that something is wrong.
  var isWarning = false
}

/// A line that is being typed.
struct Prompt: Sendable {
  var kind: PromptKind
  var field: TextField
  /// How many entries back the text was taken from what was entered before; 0 for what was typed.
  var recalled = 0
  /// What was typed before something was recalled.
  var typed = TextField()
  /// What the word before the cursor may become, while the cursor stands at the end.
  var offers = PromptOffers()
}

extension Dashboard {
  /// Whether keys are text now, so that no key is a command but those that leave the text.
  package var takesText: Bool { screen.takesText }

  /// So many entries of each kind are remembered.
  private static let mostRemembered = 50

  /// Opens a prompt.
  mutating func ask(_ kind: PromptKind, text: String = "") {
    over.box = nil
    over.prompt = Prompt(kind: kind, field: TextField(text))
    renewOffers()
  }

  /// Finds anew what the text may become.
  private mutating func renewOffers() {
    guard let prompt = over.prompt else { return }
    var offers = prompt.kind.offers(self, prompt.field.text)
    if prompt.field.cursor < prompt.field.text.count { offers.list = [] }
    over.prompt?.offers = offers
  }

  /// Takes a key as text; false when it is none.
  mutating func type(_ key: Key) -> Bool {
    guard var prompt = over.prompt else {
      guard let typed = over.box?.typed(key, self) else { return false }
      over.box = typed
      return true
    }
    // Nothing left to delete: the prompt goes, as in other programs.
    if key == .backspace, prompt.field.isEmpty {
      cancelPrompt()
      return true
    }
    guard prompt.field.edit(key) else { return false }
    follow(prompt)
    return true
  }

  /// Goes on with a prompt whose text or cursor may be another one now.
  private mutating func follow(_ prompt: Prompt) {
    let old = over.prompt?.field
    over.prompt = prompt
    if prompt.field.text != old?.text { prompt.kind.changed(&self, prompt.field.text) }
    if prompt.field != old { renewOffers() }
  }

  /// Takes pasted text, as one line.
  mutating func paste(_ text: String) {
    guard takesText, var prompt = over.prompt else { return }
    prompt.field.insert(text)
    follow(prompt)
  }

  mutating func takeOffer() {
    guard var prompt = over.prompt, let text = prompt.offers.taken(into: prompt.field.text) else {
      return
    }
    prompt.field = TextField(text)
    follow(prompt)
  }

  mutating func changeOffer(_ step: Int) {
    guard var prompt = over.prompt else { return }
    let isBeforeFirst = prompt.offers.list.isEmpty || prompt.offers.selected == 0 && step < 0
    if prompt.recalled > 0 || isBeforeFirst {
      recall(-step, &prompt)
    } else {
      let last = prompt.offers.list.count - 1
      prompt.offers.selected = min(prompt.offers.selected + step, last)
    }
    follow(prompt)
  }

  /// So many entries further back.
  private func recall(_ step: Int, _ prompt: inout Prompt) {
    let entries = over.entered[prompt.kind.name] ?? []
    let wanted = min(max(0, prompt.recalled + step), entries.count)
    guard wanted != prompt.recalled else { return }
    if prompt.recalled == 0 { prompt.typed = prompt.field }
    prompt.recalled = wanted
    prompt.field = wanted == 0 ? prompt.typed : TextField(entries[entries.count - wanted])
  }

  /// Enter: the text counts.
  mutating func acceptPrompt() -> [Effect] {
    guard let prompt = over.prompt else { return [] }
    let text = prompt.field.text
    guard prompt.kind.refusal(self, text) == nil else { return [] }
    over.prompt = nil
    uncover()
    if !text.isEmpty {
      var entries = over.entered[prompt.kind.name] ?? []
      entries.removeAll { $0 == text }
      entries.append(text)
      over.entered[prompt.kind.name] = entries.suffix(Dashboard.mostRemembered)
    }
    return prompt.kind.entered(&self, text)
  }

  /// The text does not count.
  mutating func cancelPrompt() {
    guard let prompt = over.prompt else { return }
    self.over.prompt = nil
    prompt.kind.cancelled(&self)
  }
}

extension Prompt {
  /// Draws label, text and note in a row.
  func draw(_ dashboard: Dashboard, row: Int = 0, _ painter: inout Painter) {
    let start = painter.write(kind.label, column: 1, row: row, Style(.hintKey))
    let note = kind.note(dashboard, field.text)
    let noteColumns = note.map { painter.width(of: $0.text) + 2 } ?? 0
    // The note gives way before the text does.
    let room = painter.columns - start - 1
    let needed = min(painter.width(of: field.text) + 1, room)
    let hasNote = noteColumns > 0 && (room - noteColumns >= min(needed, 16))
    if hasNote, let note {
      let column = max(start + 2, painter.columns - noteColumns + 1)
      painter.write(
        note.text, column: column, row: row, Style(note.isWarning ? .warn : .muted))
    }
    let width = room - (hasNote ? noteColumns : 0)
    field.draw(column: start, row: row, width: width, &painter)
    // What scrolls shows only its end, in which nothing is added or marked.
    let textColumns = painter.width(of: field.text)
    guard textColumns < width else { return }
    if let rest = offers.rest(of: field.text) {
      painter.write(
        rest, column: start + textColumns, row: row, width: width - textColumns, Style(.muted))
    }
    if let unknown = offers.unknown {
      let before = painter.width(of: String(field.text.prefix(unknown.lowerBound)))
      let end = painter.width(of: String(field.text.prefix(unknown.upperBound)))
      painter.restyle(row: row, columns: (start + before)..<(start + end)) {
        ($0.role, $0.isUnderlined) = (.loss, true)
      }
    }
  }
}
