// How a number comes about, over the screen: those of a selected bar and of the tab, those of a selected record.

internal import TrackerCore

/// The explanation of one number after another.
struct ExplainBox: Box {
  let ledger: ExplainedLedger
  /// Which of the numbers that can be asked about.
  var index = 0
  /// The first line shown.
  var top = 0

  var firstHints: [Command] { [.move(.by(1)), .copyExplanation(asDocument: false), .back] }
  var moveHint: String? { "number" }

  func status(_ dashboard: Dashboard) -> [String]? {
    let numbers = dashboard.explainedNumbers
    return numbers.at(index).map {
      ["\(index + 1) of \(numbers.count)", $0.asked.title, dashboard.chosen.range.label]
    }
  }

  func draw(_ dashboard: Dashboard, _ painter: inout Painter) {
    let page = lines(dashboard)
    painter.inside(area(dashboard.size, page)) { painter in
      painter.box("How this number comes about")
      painter.fillBox(page, from: min(top, max(0, page.count - (painter.rows - 2))))
    }
  }

  func spoken(_ dashboard: Dashboard) -> (lines: [String], selected: Int) {
    (dashboard.explainedNumbers.at(index)?.lines(ledger).filter { !$0.isEmpty } ?? [], 0)
  }

  /// A step leads to the next number, a page on in the text of this one.
  func moved(_ movement: Movement, _ dashboard: Dashboard) -> ExplainBox {
    var box = self
    if case .byPages = movement {
      let page = lines(dashboard)
      let height = max(1, area(dashboard.size, page).rows - 2)
      box.top = movement.target(
        from: top, count: max(0, page.count - height) + 1, height: height)
    } else {
      let count = dashboard.explainedNumbers.count
      (box.index, box.top) = (movement.target(from: index, count: count, height: count), 0)
    }
    return box
  }

  /// What `y` and `Y` copy.
  func copied(_ dashboard: Dashboard, asDocument: Bool) -> [Effect] {
    guard let number = dashboard.explainedNumbers.at(index) else { return [] }
    let text =
      asDocument
      ? WholeExplanation(number, of: ledger).documentText
      : number.lines(ledger).joined(separator: "\n") + "\n"
    let summary = number.asked.id + (asDocument ? " as JSON" : "")
    return [.copy(CopyRequest(text: text, summary: summary))]
  }

  /// Where it stands on a screen.
  private func area(_ size: ScreenSize, _ lines: [String]) -> Rect {
    Rect(columns: columns(size), rows: min(lines.count + 2, size.rows - 2)).centered(
      on: size, up: 1)
  }

  private func columns(_ size: ScreenSize) -> Int { min(100, size.columns - 2) }

  /// The text as wide as the box; what a line has no room for stands below its last column.
  private func lines(_ dashboard: Dashboard) -> [String] {
    let columns = columns(dashboard.size) - 4
    return dashboard.explainedNumbers.at(index)?.lines(ledger).flatMap { line in
      let first = TextPage.wrapped(line, columns: columns, limit: 1)
      guard let head = first.first, head.count < line.count else { return [line] }
      let rest = String(line.dropFirst(head.count))
      let indent = ExplainBox.indent(of: head, columns: columns)
      return [head]
        + TextPage.wrapped(rest, columns: columns - indent).map {
          String(repeating: " ", count: indent) + $0
        }
    } ?? ["nothing here can be explained"]
  }

  /// Below where the last column of a line begins, or a little where that leaves too few columns.
  private static func indent(of line: String, columns: Int) -> Int {
    let text = line.split(separator: "  ").last.map { $0.drop { $0 == " " }.count } ?? 0
    let indent = line.count - text
    return indent > 0 && indent <= columns * 2 / 3 ? indent : 4
  }
}

extension KeyBinding {
  static let ofExplanations: [KeyBinding] = [
    KeyBinding(
      nil, .copyExplanation(asDocument: false), ["y"], .copy, "y Y", "copy the text, as JSON",
      hint: "copy"
    ) { $0.box is ExplainBox },
    KeyBinding(nil, .copyExplanation(asDocument: true), ["Y"]) { $0.box is ExplainBox },
    KeyBinding("back", .back, ["=", .enter]) { $0.box is ExplainBox },
  ]
}

extension Dashboard {
  /// The numbers on screen that can be asked about: those of the tab, before them those of the selected bar, behind them
  /// those of the selected record.
  var explainedNumbers: [ShownExplanation] {
    let (list, row) = (screen.focus?.kind, screen.focus.map { window($0).selected } ?? 0)
    let ofRow = list?.explanations(self, row: row) ?? []
    if screen.modeBelow == .detail { return (detailRow?.explanations ?? []) + ofRow }
    guard screen.modeBelow == .tab else { return ofRow }
    let known = Set(ofRow.map(\.asked.id))
    let ofTab = ShownExplanation.all(tab.figures.filter { !known.contains($0) }, of: tabOverview)
    return list?.session(self, row) == nil ? ofRow + ofTab : ofTab + ofRow
  }

  /// The figures that the tab on screen shows.
  private var tabOverview: Overview { tab.hasRates ? assumedOverview : read.overview }

  mutating func openExplanation() {
    guard !explainedNumbers.isEmpty else {
      over.message = "nothing here can be explained"
      return
    }
    let range = ReportRange(chosen.range, now: now, calendar: calendar)
    over.box = ExplainBox(
      ledger: ExplainedLedger(read.covered, range, calendar, version: version))
  }
}
