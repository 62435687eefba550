// The three claims as bars on one axis, and what the conservative one says.

internal import TrackerCore

extension Panel {
  static let claims = Panel("claims") { dashboard, _, painter in
    painter.rule("What it is worth", notes: ["times, 80% intervals"])
    guard let claims = dashboard.read.overview.claims else { return }
    let axis = ClaimAxis(claims)
    let start = 31
    let columns = painter.columns - start - 1
    painter.axisLine(axis, column: start, columns: columns, row: 1)
    for (row, claim) in claims.all.enumerated() {
      painter.write(claim.kind.words, column: 1, row: row + 2)
      painter.write(
        claim.timesText, column: 14, row: row + 2, width: 6, Style(.number), align: .right)
      let ends = claim.timesEnds.map { "\($0.low)–\($0.high)" } ?? ""
      painter.writeNote(ends, column: 21, row: row + 2, width: start - 22, Style(.muted))
      painter.intervalBar(claim, on: axis, column: start, columns: columns, row: row + 2)
    }
    let claim = claims.conservative
    painter.writeNote(claim.verdictText, column: 1, row: 5, Style(Role(claim.verdict)))
  }
}
