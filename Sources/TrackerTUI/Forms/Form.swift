// A question over the screen: what it is about, fields to fill in, a button that does it and one that leaves.

internal import TrackerCore

/// A question with fields. Nothing happens until it is confirmed: by Enter on the button, by `y` from everywhere but a text,
/// by a click on the button.
struct Form: Sendable {
  /// Something to fill in.
  struct Field: Sendable {
    enum Content: Sendable {
      /// One of some words; nil while none is chosen.
      case choice([String], chosen: Int?)
      case text(TextField)
      case checks(CheckList)
    }
    var label: String
    var content: Content
    /// What is missing when it is blank; nil when it may be.
    var demand: String?
    /// What stood there when the form was opened, while something else stands there; nil while nothing is changed.
    var was: String?
    /// What is offered for a text; nil where nothing is.
    var offers: FieldOffers?
    /// What each word of a choice would make; nil for words that stand beside one another.
    var table: OptionTable?

    static func choice(_ label: String, _ words: [String], chosen: Int?, demand: String) -> Field {
      Field(label: label, content: .choice(words, chosen: chosen), demand: demand)
    }

    static func text(_ label: String, _ text: String = "", demand: String? = nil) -> Field {
      Field(label: label, content: .text(TextField(text)), demand: demand)
    }

    /// The chosen word, or the text without blanks at its ends.
    var value: String {
      switch content {
      case .choice(let words, let chosen): chosen.map { words[$0] } ?? ""
      case .text(let field): field.text.withoutOuterBlanks
      case .checks(let list): list.value
      }
    }
  }

  var purpose: any FormPurpose
  var title: String
  /// The record that it is about; nil when it is about none.
  var head: FormHead?
  /// Lines that say more of it.
  var about: [String] = []
  var fields: [Field] = []
  /// The field that keys go to; behind the last one the button that does it, then the one that leaves.
  var focus = 0
  /// What it would change, a sentence a line.
  var effect: [String] = []
  /// What confirming does, and what leaving does.
  var confirm: String
  var leave: String
  /// What is written where, the longest first.
  var notes: [String]
  /// Why it could not be done; stands in place of the notes.
  var problem: String?
  /// The fields in which something was typed.
  private(set) var typedFields: Set<Int> = []
  /// Whether it was confirmed and the answer is awaited.
  var isWaiting = false

  /// Whether keys are text now.
  var isInText: Bool {
    guard fields.indices.contains(focus), case .text = fields[focus].content else { return false }
    return true
  }

  /// What the status row says meanwhile; without a hint row also what goes on. Nil for what it says anyway.
  func status(hasHints: Bool) -> [String]? {
    if let status = purpose.status(self) { return [status] }
    guard fields.indices.contains(focus) else { return nil }
    return ["\(focus + 1) of \(countText(fields.count, "field"))"]
      + (hasHints
        ? [] : ["Enter next"] + (notes.last?.contains("u undoes") == true ? ["u undoes"] : []))
  }

  /// Whether keys go to the button that does it.
  var isOnConfirm: Bool { focus == fields.count }
  /// Whether they go to the button that leaves.
  var isOnLeave: Bool { focus > fields.count }
  /// What does it from here: in a text `y` is a letter.
  var confirmKey: String { isInText || isOnConfirm ? "Enter" : "y" }

  /// Which word of the choice with this label is chosen; nil for none.
  func choice(_ label: String) -> Int? {
    guard case .choice(_, let chosen) = fields.first(where: { $0.label == label })?.content else {
      return nil
    }
    return chosen
  }

  /// What the field with this label holds.
  func value(_ label: String) -> String { fields.first { $0.label == label }?.value ?? "" }

  /// The choice that was found to lack a word; nil once it has one.
  var lackingChoice: Int? {
    problem == nil
      ? nil : fields.firstIndex { if case .choice(_, nil) = $0.content { true } else { false } }
  }

  /// The first thing that is missing; nil when all is there.
  var missing: (field: Int, demand: String)? {
    for (index, field) in fields.enumerated() {
      if let demand = field.demand, field.value.isBlank { return (index, demand) }
    }
    return purpose.wrong(in: self)
  }

  /// `: s success, p partial, f failed` for a choice of which nothing is chosen: what takes each word.
  func ways(ofChoice field: Int) -> String {
    guard case .choice(let words, nil) = fields[field].content else { return "" }
    let ways = words.map { word in word.count == 1 ? word : "\(word.prefix(1)) \(word)" }
    return ": " + ways.joined(separator: ", ")
  }

  /// Notes that something was typed.
  mutating func noteTyping(in field: Int) {
    typedFields.insert(field)
    problem = nil
  }

  mutating func moveFocus(_ step: Int) {
    if fields.indices.contains(focus) { fields[focus].offers?.selected = nil }
    let count = fields.count + 2
    focus = (focus + step + count) % count
  }

  /// Takes a key into the field that has the focus; false when it means nothing there.
  private mutating func edit(_ key: Key) -> Bool {
    guard fields.indices.contains(focus) else { return false }
    switch fields[focus].content {
    case .text(var text):
      if useOffers(key) { return true }
      let before = text.text
      guard text.edit(key) else { return false }
      fields[focus].content = .text(text)
      if text.text != before {
        fields[focus].offers?.selected = nil
        typedFields.insert(focus)
      }
    case .choice(let words, let chosen):
      guard let next = Form.choice(key, words, chosen) else { return false }
      fields[focus].content = .choice(words, chosen: next)
    case .checks(var list):
      guard list.edit(key) else { return false }
      fields[focus].content = .checks(list)
    }
    problem = nil
    return true
  }

  private static func choice(_ key: Key, _ words: [String], _ chosen: Int?) -> Int? {
    switch key {
    case .right, .character(" "): chosen.map { ($0 + 1) % words.count } ?? 0
    case .left: chosen.map { ($0 + words.count - 1) % words.count } ?? words.count - 1
    case .character(let letter): words.firstIndex { $0.first == letter }
    default: nil
    }
  }
}

extension Form: Box {
  var takesText: Bool { true }

  func draw(_ dashboard: Dashboard, _ painter: inout Painter) {
    FormLayout(self, size: dashboard.size).draw(&painter)
  }

  func spoken(_: Dashboard) -> (lines: [String], selected: Int) {
    let spokenFields = fields.map { field in
      let choices =
        if case .choice(let words, _) = field.content {
          " (one of \(words.joined(separator: ", ")))"
        } else {
          ""
        }
      let told = field.table?.spoken(field.value, chosen: choice(field.label)) ?? field.value
      let was = field.was.map { ", " + $0 } ?? ""
      let rows =
        if case .checks(let list) = field.content {
          ", at " + list.rows[list.cursor].name + (list.rows[list.cursor].isIn ? "" : ", left out")
        } else {
          ""
        }
      return field.label + choices + ": " + (told.isEmpty ? "empty" : told) + rows
        + was
    }
    let way = isInText ? "Enter until the button" : confirmKey
    let buttons = "Press \(way) to \(confirm), Escape to \(leave)."
    let about = (self.head.map { [$0.name, $0.facts.first ?? ""] } ?? []) + about
    let head = [
      title + ": " + about.filter { !$0.isEmpty }.joined(separator: ", "),
      problem ?? notes.first ?? "",
    ]
    return (head + spokenFields + effect + [buttons], focus + head.count)
  }

  func typed(_ key: Key, _ dashboard: Dashboard) -> Form? {
    var form = self
    guard !isWaiting, form.edit(key) else { return nil }
    form.purpose.follow(&form, dashboard)
    return form
  }

  func pasted(_ text: String, _ dashboard: Dashboard) -> Form {
    guard !isWaiting, isInText, case .text(var field) = fields[focus].content else { return self }
    field.insert(text)
    var form = self
    form.fields[focus].content = .text(field)
    form.typedFields.insert(focus)
    form.purpose.follow(&form, dashboard)
    return form
  }

  func press(column: Int, row: Int, _ dashboard: inout Dashboard) -> [Effect] {
    var form = self
    let layout = FormLayout(self, size: dashboard.size)
    if let word = layout.offer(atColumn: column, row: row) {
      form.take(word, at: focus)
      form.purpose.follow(&form, dashboard)
      dashboard.over.box = form
      return []
    }
    switch layout.target(atColumn: column, row: row) {
    case .confirm: return dashboard.confirmForm()
    case .leave: return dashboard.leaveForm()
    case .field(let index) where !isWaiting: form.focus = index
    case .check(let index, let row) where !isWaiting:
      form.focus = index
      if case .checks(var list) = fields[index].content {
        list.cursor = row
        list.rows[row].isIn.toggle()
        form.fields[index].content = .checks(list)
        form.problem = nil
      }
    case .word(let index, let word) where !isWaiting:
      form.focus = index
      if case .choice(let words, _) = fields[index].content {
        form.fields[index].content = .choice(words, chosen: word)
        form.problem = nil
      }
    case .nextWord(let index) where !isWaiting:
      form.focus = index
      _ = form.edit(.right)
    default: return []
    }
    form.purpose.follow(&form, dashboard)
    dashboard.over.box = form
    return []
  }
}

extension KeyBinding {
  static let ofForms: [KeyBinding] = [
    KeyBinding(nil, .confirmForm, ["y"], .typing, "y", "do it", hint: "do it") {
      ($0.box as? Form)?.isInText == false
    },
    KeyBinding(
      nil, .takeField, [.enter], .typing, "Enter", "next field; on a button do it", hint: "next"
    ) { $0.box is Form },
    KeyBinding(
      nil, .changeField(by: 1), [.tab, .down], .typing, "Tab", "next, previous field",
      hint: "field"
    ) { $0.box is Form },
    KeyBinding(nil, .changeField(by: -1), [.backTab, .up]) { $0.box is Form },
    KeyBinding(
      nil, .leaveForm, [.escape, .control("c")], .typing, "Esc", "leave it", hint: "leave"
    ) {
      $0.box is Form
    },
  ]
}

extension String {
  /// Without blanks at both ends.
  var withoutOuterBlanks: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
