// The interactions of a session: rows as high as what was asked and answered, the selected one whole.

internal import TrackerCore

/// How the interactions of a session are written in a part of the screen.
struct InteractionForm: Sendable {
  /// How many lines an interaction has for each of its texts; the selected one has as many as it takes.
  let linesPerText: Int
  /// Whether all have.
  let isWhole: Bool
  let columns: Int
  let rows: Int
  /// Whether stars and attempts stand between rating and text.
  private let hasStars: Bool
  private var textColumn: Int { hasStars ? 17 : 9 }

  /// A line of an interaction.
  struct Line {
    enum Part { case prompt, summary, tools }
    var part: Part
    var text: String
    /// Whether the part begins here.
    var isFirst = false
  }

  init(_ size: DetailSize, _ area: Rect, isWhole: Bool) {
    linesPerText = size.linesPerText
    (columns, rows) = (area.columns, max(1, area.rows))
    hasStars = area.columns >= 60
    self.isWhole = isWhole
  }

  /// Columns of the texts.
  var textColumns: Int { columns - textColumn - (hasStars ? 1 : 0) }

  /// All that is written of an interaction, as far as there is room.
  func lines(of interaction: Interaction, isSelected: Bool) -> [Line] {
    let isWhole = isWhole || isSelected
    // One more than has room, so that it shows that there is more.
    let limit = isWhole ? rows + 1 : linesPerText
    func lines(_ part: Line.Part, _ texts: [String]) -> [Line] {
      texts.enumerated().map { Line(part: part, text: $1, isFirst: $0 == 0) }
    }
    var all = lines(
      .prompt, FlowedText.lines(interaction.prompt, columns: textColumns, limit: limit))
    guard isWhole || linesPerText > 1 else { return all }
    if !interaction.responseSummary.isEmpty {
      all += lines(
        .summary, FlowedText.lines(interaction.responseSummary, columns: textColumns, limit: limit))
    }
    let tools = interaction.toolCounts.map { "\($0.word.oneLine) \(countText($0.count))" }
    all += lines(.tools, FlowedText.lines(ofItems: tools, columns: textColumns, limit: limit))
    return Array(all.prefix(rows + 1))
  }

  /// How high the rows of a session's interactions are.
  func heights(_ loaded: LoadedDetail, isNewestFirst: Bool) -> RowHeights {
    // A head alone would say too little.
    RowHeights(fewestLines: 2) { row, isSelected in
      loaded.interaction(row: row, isNewestFirst: isNewestFirst).map {
        lines(of: $0, isSelected: isSelected).count
      } ?? 1
    }
  }
}

extension Panel {
  static func interactionsRule(_ form: InteractionForm) -> Panel {
    Panel("interactionsRule") { dashboard, _, painter in
      guard dashboard.read.unreadable(.interactions) == nil else {
        return painter.ruleOfUnreadable("Interactions")
      }
      let count = dashboard.rowCount(.interactions)
      let order =
        countText(count) + (dashboard.chosen.isNewestFirst ? ", newest first" : ", oldest first")
      let extent =
        form.isWhole
        ? " · all whole"
        : " · the selected one whole, the others up to " + countText(form.linesPerText, "row")
      painter.rule("Interactions", notes: count == 0 ? [] : [order + extent, order])
    }
  }

  static func interactions(_ form: InteractionForm) -> Panel {
    Panel("interactions") { dashboard, isFocused, painter in
      guard let loaded = dashboard.shownDetail else { return }
      let count = loaded.detail.interactions.count
      if let file = dashboard.read.unreadable(.interactions) {
        return painter.writeReasons(file, row: 0)
      }
      guard count > 0 else {
        painter.write("None logged yet.", column: 1, Style(.muted))
        return
      }
      let isNewestFirst = dashboard.chosen.isNewestFirst
      let window = dashboard.window(.interactions)
      let heights = form.heights(loaded, isNewestFirst: isNewestFirst)
      for row in window.shown(count: count, room: painter.rows, heights) {
        guard let interaction = loaded.interaction(row: row.index, isNewestFirst: isNewestFirst)
        else { continue }
        let isSelected = row.index == window.selected
        form.write(interaction, at: row, isSelected: isSelected, dashboard.timeText, &painter)
        if isSelected, isFocused { painter.select(row) }
      }
    }
  }
}

extension InteractionForm {
  /// The lines in sight; where the selected one has more, the last of them says so.
  fileprivate func write(
    _ interaction: Interaction, at row: ShownRow, isSelected: Bool, _ time: TimeText,
    _ painter: inout Painter
  ) {
    writeMarks(of: interaction, time, row.lines.lowerBound, &painter)
    let lines = lines(of: interaction, isSelected: isSelected)
    for (line, place) in zip(lines, row.lines) {
      let isLast = place == row.lines.upperBound - 1
      let isCut = isSelected && isLast && row.lines.count < lines.count
      write(line, isCut: isCut, row: place, &painter)
    }
  }

  /// Time, rating, attempts.
  fileprivate func writeMarks(
    of interaction: Interaction, _ time: TimeText, _ row: Int, _ painter: inout Painter
  ) {
    let instant = interaction.timestamp.flatMap(Timestamp.init)
    painter.write(instant.map(time.clock) ?? "—", column: 1, row: row, Style(.muted))
    guard let rating = interaction.effectivenessRating else {
      painter.write("—", column: 7, row: row, Style(.muted))
      return
    }
    let style = Style(Role(rating: rating))
    // A number that is no rating stands there without stars.
    guard Interaction.ratings.contains(rating) else {
      painter.writeCut("\(rating)", column: 7, row: row, width: textColumn - 8, style)
      return
    }
    painter.write("\(rating)", column: 7, row: row, style)
    guard hasStars else { return }
    let stars = String(repeating: "★", count: rating)
    painter.write(stars, column: 9, row: row, style)
    if interaction.iterationCount > 1 {
      let text = interaction.iterationCount > 9 ? "×+" : "×\(interaction.iterationCount)"
      painter.write(text, column: 14, row: row, width: 2, Style(.warn))
    }
  }

  fileprivate func write(_ line: Line, isCut: Bool, row: Int, _ painter: inout Painter) {
    let style = Style(line.part == .prompt ? .text : .muted)
    if line.part == .summary, line.isFirst {
      painter.write("↳", column: textColumn - 2, row: row, style)
    }
    painter.writeCut(
      line.text + (isCut ? "…" : ""), column: textColumn, row: row, width: textColumns, style)
  }
}

extension Painter {
  /// Marks a row of several lines as the selected one: the first in reverse, a sign before the others.
  fileprivate mutating func select(_ row: ShownRow) {
    restyle(row: row.lines.lowerBound, Style(reversed: true))
    for line in row.lines.dropFirst() { write(symbols.ofSelected, column: 0, row: line) }
  }
}
