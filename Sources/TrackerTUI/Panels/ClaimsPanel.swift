// The three claims as bars on one axis, and what the conservative one says.

internal import TrackerCore

extension Panel {
  static let claims = Panel("claims") { dashboard, _, painter in
    painter.rule("What it is worth", notes: ["times, 80% intervals"])
    guard let claims = dashboard.read.overview.claims else { return }
    painter.claimRows(
      claims, ClaimsTable(claims, columns: painter.columns, hasMoney: false))
    let claim = claims.conservative
    painter.writeNote(claim.verdictText, column: 1, row: 5, Style(Role(claim.verdict)))
  }
}
