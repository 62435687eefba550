// Where the parts of one session's detail stand: head, interactions, and below them issues and code.

internal import TrackerCore

extension Layout {
  /// The panels of a detail in an area of any size. The head is cut before the interactions are, issues and code go
  /// first.
  mutating func placeDetail(_ dashboard: Dashboard, _ area: Rect) {
    var rest = area
    let head = DetailHead(dashboard, columns: area.columns)
    let headRows = min(head.rowCount, max(2, area.rows - 6))
    place(.detailHead, rest.takeTop(headRows))
    guard dashboard.shownDetail != nil, rest.rows > 1 else { return }
    let isWide = area.columns >= 100
    let issueRows = dashboard.rowCount(.issues)
    let functionRows = dashboard.rowCount(.functions)
    let bottomRows = DetailBottom.rows(
      issueRows, functionRows, of: rest.rows - 1, isSideBySide: isWide)
    place(.interactionsRule, rest.takeTop(1))
    // One line each only where the width allows it and two would not show them all.
    let interactionCount = max(1, dashboard.rowCount(.interactions))
    let room = rest.rows - bottomRows
    let needsOneLine = isWide && interactionCount * 2 > room
    let linesPerRow = needsOneLine ? 1 : 2
    // What follows stands right below, and not at the bottom of a screen with nothing in its middle.
    let wanted = interactionCount * linesPerRow + (bottomRows > 0 ? 1 : 0)
    let interactionArea = rest.takeTop(bottomRows > 0 ? min(room, wanted) : room)
    var bottom = rest.takeTop(bottomRows)
    place(
      needsOneLine ? .interactionLines : .interactionPairs, interactionArea, focus: .interactions,
      linesPerRow: linesPerRow)
    guard bottom.rows >= 2 else { return }
    let issueArea: Rect
    let functionArea: Rect
    if isWide {
      let left = bottom.takeLeft(bottom.columns / 2)
      (issueArea, functionArea) = (
        Rect(column: left.column, row: left.row, columns: left.columns - 1, rows: left.rows), bottom
      )
    } else {
      let room = bottom.rows - 2
      let functions = min(functionRows, max(room - issueRows, room / 2))
      functionArea = bottom.takeBottom(1 + functions)
      issueArea = bottom
    }
    for (rule, panel, focus, area) in [
      (Panel.issuesRule, Panel.issueRows, ListID.issues, issueArea),
      (.codeRule, .functionRows, .functions, functionArea),
    ] {
      var rows = area
      place(rule, rows.takeTop(1))
      if rows.rows > 0, dashboard.rowCount(focus) > 0 {
        place(panel, rows, focus: focus)
      }
    }
  }
}

/// How high the part below the interactions is.
enum DetailBottom {
  /// Rows for issues and code with their rules, at most half of what there is; 0 where there is too little.
  static func rows(_ issues: Int, _ functions: Int, of rows: Int, isSideBySide: Bool) -> Int {
    guard rows >= 8 else { return 0 }
    let wanted = isSideBySide ? 1 + max(issues, functions) : 2 + issues + functions
    return max(2, min(wanted, rows / 2))
  }
}

/// Status of a detail: the way back, where in the list, where in the interactions.
func detailStatus(_ dashboard: Dashboard) -> [String] {
  let name = dashboard.detailRow?.shownName ?? ""
  let count = dashboard.rowCount(.interactions)
  let interaction = count == 0 ? 0 : dashboard.window(.interactions).selected + 1
  return [
    "\(dashboard.tab.name) › " + String(name.prefix(40)),
    dashboard.positionText(.sessions),
    "interactions \(countText(interaction))/\(countText(count))",
  ]
}
