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
  /// Whole texts that the one so far may become, for Tab.
  var completions: @Sendable (Dashboard, String) -> [String] = { _, _ in [] }
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
  /// What Tab goes through, and which of it stands there.
  var completions: [String] = []
  var completion = 0
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
  }

  /// Takes a key as text; false when it is none.
  mutating func type(_ key: Key) -> Bool {
    guard var prompt = over.prompt else {
      guard let typed = over.box?.typed(key, self) else { return false }
      over.box = typed
      return true
    }
    let before = prompt.field.text
    switch key {
    case .up: recall(1, &prompt)
    case .down: recall(-1, &prompt)
    case .tab: complete(1, &prompt)
    case .backTab: complete(-1, &prompt)
    // Nothing left to delete: the prompt goes, as in other programs.
    case .backspace where prompt.field.isEmpty:
      cancelPrompt()
      return true
    default:
      guard prompt.field.edit(key) else { return false }
      prompt.completions = []
    }
    self.over.prompt = prompt
    if prompt.field.text != before { prompt.kind.changed(&self, prompt.field.text) }
    return true
  }

  /// Takes pasted text, as one line.
  mutating func paste(_ text: String) {
    guard takesText, var prompt = over.prompt else { return }
    prompt.field.insert(text)
    prompt.completions = []
    self.over.prompt = prompt
    prompt.kind.changed(&self, prompt.field.text)
  }

  private func recall(_ step: Int, _ prompt: inout Prompt) {
    let entries = over.entered[prompt.kind.name] ?? []
    let wanted = min(max(0, prompt.recalled + step), entries.count)
    guard wanted != prompt.recalled else { return }
    if prompt.recalled == 0 { prompt.typed = prompt.field }
    prompt.recalled = wanted
    prompt.field = wanted == 0 ? prompt.typed : TextField(entries[entries.count - wanted])
  }

  private func complete(_ step: Int, _ prompt: inout Prompt) {
    if prompt.completions.isEmpty {
      prompt.completions = prompt.kind.completions(self, prompt.field.text)
      prompt.completion = step > 0 ? 0 : prompt.completions.count - 1
    } else {
      let count = prompt.completions.count
      prompt.completion = (prompt.completion + step + count) % count
    }
    guard prompt.completions.indices.contains(prompt.completion) else { return }
    prompt.field = TextField(prompt.completions[prompt.completion])
  }

  /// Enter: the text counts.
  mutating func acceptPrompt() -> [Effect] {
    guard let prompt = over.prompt else { return [] }
    self.over.prompt = nil
    uncover()
    let text = prompt.field.text
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
    field.draw(column: start, row: row, width: room - (hasNote ? noteColumns : 0), &painter)
  }
}
