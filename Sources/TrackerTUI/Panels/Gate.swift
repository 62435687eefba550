// What the tiles rest on, in a row below them.

internal import TrackerCore

extension Panel {
  /// From 110 columns what else can be asked, from 160 what changes and cells are.
  static let gate = Panel("gate") { dashboard, _, painter in
    guard let claims = dashboard.read.overview.claims else { return }
    let texts = claims.gateTexts
    let text = texts.first { painter.width(of: $0) < painter.columns } ?? ""
    var end = painter.write(text, column: 1, Style(.muted))
    guard painter.columns >= 110 else { return }
    end = painter.writeNote("  · = explains any number", column: end, Style(.muted))
    guard painter.columns >= 160, dashboard.comparison.before != nil else { return }
    painter.writeNote(
      " · changes are against \(dashboard.comparison.periodWords) · eight cells: "
        + "\(dashboard.comparison.partWords) each · \(painter.symbols.chance) could be chance",
      column: end, Style(.muted))
  }
}

extension Symbols {
  /// How a change is marked that could be chance; as long in plain ASCII.
  fileprivate var chance: String { isUTF8 ? "hollow △ ▽" : "ends in ~ " }
}

extension Comparison {
  /// `the 30 days before`.
  var periodWords: String {
    switch days {
    case 1?: "the day before"
    case let days?: "the \(countText(days)) days before"
    case nil: "as long a time before"
    }
  }

  /// How long a part is: `4 days`.
  var partWords: String { daysOfPart == 0 ? "3 hours" : countText(daysOfPart, "day") }
}
