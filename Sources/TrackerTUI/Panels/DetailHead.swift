// The head of a session's detail: its name and the fields that describe it.

internal import TrackerCore

/// What the head says, as fields in columns and as lines below them.
struct DetailHead {
  struct Field {
    var label: String
    var value: String
    var role: Role = .text
    /// After the value.
    var note = ""
  }

  private(set) var name = ""
  private(set) var fields: [Field] = []
  /// Fields that take a whole line each.
  private(set) var lines: [Field] = []
  let fieldColumns: Int

  var fieldRows: Int { (fields.count + fieldColumns - 1) / fieldColumns }
  var rowCount: Int { 1 + fieldRows + lines.count }

  static let labelColumns = 9

  init(_ dashboard: Dashboard, columns: Int) {
    fieldColumns = columns >= 108 ? 3 : columns >= 58 ? 2 : 1
    guard let row = dashboard.detailRow else { return }
    let session = dashboard.shownDetail?.detail.session
    let time = dashboard.timeText
    name = row.shownName
    let source = session?.estimateSource ?? ""
    let first = session?.correctedEstimateMinutes == nil ? nil : session?.firstEstimateMinutes
    let notes =
      (source.isEmpty ? [] : [source])
      + (first.map { ["first " + durationText(minutes: $0)] } ?? [])
    let average = row.averageRating
    fields = [
      Field(
        label: "Status", value: "", role: Role(condition: row.condition(at: time.now)),
        note: status(row, time)),
      Field(label: "Type", value: row.taskType.isEmpty ? "—" : row.taskType),
      Field(label: "Model", value: row.modelName.isEmpty ? "—" : row.modelName),
      Field(
        label: "Estimate", value: durationText(minutes: row.estimateMinutes),
        note: row.estimateMinutes == nil || notes.isEmpty
          ? "" : "(\(notes.joined(separator: ", ")))"),
      Field(label: "Started", value: time.full(row.start)),
      Field(label: "Context", value: session?.executionContext ?? "—"),
      Field(
        label: "Rated",
        value: ratingText(average) + (average == nil ? "" : " " + starsText(average)),
        role: average.map(Role.init(average:)) ?? .muted, note: "(\(row.interactionCount))"),
      Field(
        label: "Issues", value: String(row.issueCount), role: row.issueCount == 0 ? .text : .warn
      ),
    ]
    if let tokens = row.tokensText { fields.append(Field(label: "Tokens", value: tokens)) }
    lines = [Field(label: "Id", value: row.id.text)]
    for (label, text) in [
      ("Project", session?.project), ("Person", session?.developer),
      ("Client", session?.client), ("About", session?.context),
      ("Notes", session?.notes),
    ] {
      if let text, !text.isEmpty { lines.append(Field(label: label, value: text)) }
    }
  }

  /// The state in words: `running, 31m`, `success, 48m`, `stale since today 10:20`, when it was last seen at work.
  private func status(_ row: SessionRow, _ time: TimeText) -> String {
    let word = row.conditionWord(at: time.now)
    if row.condition(at: time.now) == .stale, let sign = row.lastSign {
      return word + " since " + time.start(sign.time)
    }
    return word + (row.minutes(at: time.now).map { ", " + durationText(minutes: $0) } ?? "")
  }
}

extension SessionRow {
  /// What became of it so far, in a word.
  func conditionWord(at now: Timestamp) -> String {
    let condition = condition(at: now)
    guard condition == .ended else { return condition.rawValue }
    return outcome.isEmpty ? "no outcome" : outcome
  }

  /// `12,304 in, 940 out`; nil when no interaction tells its tokens.
  fileprivate var tokensText: String? {
    let parts = [(tally?.tokensIn, " in"), (tally?.tokensOut, " out")].compactMap { count, name in
      count.map { countText($0) + name }
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

extension Panel {
  static let detailHead = Panel("detailHead") { dashboard, _, painter in
    guard let row = dashboard.detailRow else {
      painter.write("no session selected", column: 0, Style(.muted))
      return
    }
    let head = DetailHead(dashboard, columns: painter.columns)
    painter.writeCut(head.name, column: 0, Style(.heading))
    // Lines follow the fields; where rows are short the id is more use than the last fields.
    let pitch = painter.columns / head.fieldColumns
    let fieldRows = min(head.fieldRows, max(1, painter.rows - 1))
    for (index, field) in head.fields.enumerated() {
      let line = index % max(1, head.fieldRows)
      guard line < fieldRows else { continue }
      let column = index / max(1, head.fieldRows) * pitch
      let sign =
        field.label == "Status" ? painter.symbols.condition(row.condition(at: dashboard.now)) : ""
      write(field, sign: sign, column: column, row: 1 + line, width: pitch - 1, &painter)
    }
    for (index, field) in head.lines.enumerated() {
      write(
        field, sign: "", column: 0, row: 1 + fieldRows + index, width: painter.columns, &painter)
    }
  }

  private static func write(
    _ field: DetailHead.Field, sign: String, column: Int, row: Int, width: Int,
    _ painter: inout Painter
  ) {
    painter.write(field.label, column: column, row: row, width: width, Style(.muted))
    let start = column + DetailHead.labelColumns
    let room = width - DetailHead.labelColumns
    let end = painter.writeCut(
      sign + field.value, column: start, row: row, width: room, Style(field.role))
    guard !field.note.isEmpty else { return }
    painter.writeCut(
      field.note, column: end + 1, row: row, width: max(0, start + room - end - 1),
      Style(field.label == "Status" ? field.role : .muted))
  }
}
