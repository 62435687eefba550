// The head of a session's detail: its name and the facts about it, as many as there is room for.

internal import TrackerCore

/// What the head says.
struct DetailHead: Sendable {
  /// A fact under its name.
  struct Field: Sendable {
    var label: String
    var value: String
    var role: Role = .text
    /// After the value.
    var note = ""
    /// Before it, on screen only.
    var sign = ""
  }

  /// A fact without its name; it is left out whole where it has no room.
  struct Item: Sendable {
    var text: String
    var role: Role = .text
    /// What stands between the one before and this.
    var before = "  "
  }

  private(set) var name = ""
  private(set) var client = ""
  /// Three in a row.
  private(set) var fields: [Field] = []
  /// What takes a whole row each.
  private(set) var lines: [Field] = []
  /// What has a place of its own on wide screens.
  private(set) var further: [Field] = []
  /// The facts in short, a row each.
  private(set) var rows: [[Item]] = []
  let size: DetailSize

  var rowCount: Int {
    1 + (size == .wide ? (fields.count + 2) / 3 + lines.count : rows.count)
  }

  init(_ dashboard: Dashboard, _ size: DetailSize) {
    self.size = size
    guard let row = dashboard.detailRow else { return }
    let facts = DetailFacts(dashboard, row)
    name = row.shownName
    client = facts.session.client ?? ""
    let dash = { (text: String) in text.isEmpty ? "—" : text }
    fields = [
      Field(label: "Outcome", value: facts.state, role: facts.stateRole, sign: facts.sign),
      Field(label: "Took", value: facts.took),
      Field(
        label: "Rated", value: facts.rating, role: facts.ratingRole,
        note: facts.isRated ? "(\(facts.count))" : ""),
      Field(label: "Started", value: facts.time.full(row.start)),
      Field(label: "Estimate", value: facts.estimate),
      Field(label: "Issues", value: facts.issues, role: facts.issuesRole),
      Field(label: "Type", value: dash(row.taskType), note: facts.model),
      Field(label: "Project", value: dash(facts.project)),
      Field(label: "Client", value: dash(facts.client)),
    ]
    for (label, text) in [
      ("About", facts.session.context), ("Notes", facts.session.notes), ("Id", row.id.text),
    ] {
      if let text, !text.isEmpty { lines.append(Field(label: label, value: text)) }
    }
    for (label, text) in [
      ("Model", row.modelName), ("Tokens", facts.tokens.joined(separator: " · ")),
      ("Tools", facts.tools.joined(separator: ", ")),
    ] where !text.isEmpty {
      further.append(Field(label: label, value: text))
    }
    rows = size == .small ? [facts.shortRow] : facts.rows
  }
}

extension SessionRow {
  /// What became of it so far, in a word.
  func conditionWord(at now: Timestamp) -> String {
    let condition = condition(at: now)
    guard condition == .ended else { return condition.rawValue }
    return outcome.isEmpty ? "no outcome" : outcome
  }
}

extension Panel {
  /// The name, and where there is little room whose program it was.
  static func detailTitle(_ head: DetailHead) -> Panel {
    Panel("detailTitle") { _, isFocused, painter in
      let client = head.size == .wide || head.size == .small ? "" : head.client
      let room = painter.columns - 1 - (client.isEmpty ? 0 : min(24, painter.width(of: client)) + 2)
      painter.writeCut(head.name, column: 1, width: room, Style(.heading))
      painter.writeCut(client, column: room + 2, width: 24, Style(.muted))
      if isFocused { painter.restyle(row: 0, Style(reversed: true)) }
    }
  }

  static let detailHeadName = "detailHead"

  /// The facts below it.
  static func detailHead(_ head: DetailHead) -> Panel {
    Panel(detailHeadName) { dashboard, _, painter in
      guard dashboard.detailRow != nil else {
        painter.write("no session selected", column: 1, Style(.muted))
        return
      }
      if head.size == .wide { head.writeFields(&painter) } else { head.writeRows(&painter) }
    }
  }
}

extension DetailHead {
  private static let labelColumns = 9

  /// Three columns, below them a row each; where rows are short the id is of more use than the last fields.
  fileprivate func writeFields(_ painter: inout Painter) {
    let third = painter.columns / 3
    let starts = [1, 1 + third, (painter.columns < 160 ? 3 : 1) + 2 * third, painter.columns]
    for (index, field) in fields.enumerated() {
      let column = starts[index % 3]
      write(
        field, column: column, row: index / 3, width: starts[index % 3 + 1] - column - 1, &painter)
    }
    for (index, field) in lines.enumerated() {
      let row = (fields.count + 2) / 3 + index
      write(field, column: 1, row: row, width: painter.columns - 2, &painter)
    }
  }

  private func write(
    _ field: Field, column: Int, row: Int, width: Int, _ painter: inout Painter
  ) {
    painter.write(field.label, column: column, row: row, width: width, Style(.muted))
    let start = column + DetailHead.labelColumns
    let room = width - DetailHead.labelColumns
    let end = painter.writeCut(
      field.sign + field.value, column: start, row: row, width: room, Style(field.role))
    painter.writeNote(
      field.note, column: end + 1, row: row, width: max(0, start + room - end - 1), Style(.muted))
  }

  /// The facts in short, those without room left out.
  fileprivate func writeRows(_ painter: inout Painter) {
    for (row, items) in rows.enumerated() {
      var column = 1
      for (index, item) in items.enumerated() {
        let text = item.before + item.text
        if index == 0 {
          column = painter.writeCut(
            text, column: column, row: row, width: painter.columns - 2, Style(item.role))
        } else if column + painter.width(of: text) < painter.columns {
          column = painter.write(item.before, column: column, row: row, Style(.muted))
          column = painter.write(item.text, column: column, row: row, Style(item.role))
        } else {
          break
        }
      }
    }
  }
}
