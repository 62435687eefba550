// What sessions are worth, what moves that most, and what is doubtful in it. The claims are computed with the tab.

internal import TrackerCore

/// Rows of a claims block that are no sentences: its rule, the heads, the claims.
private let rowsOfClaims = 2 + Claim.Kind.allCases.count

extension Panel {
  /// The three claims, and what they rest on.
  static let whatItIsWorth = Panel("whatItIsWorth") { dashboard, _, painter in
    guard let claims = dashboard.read.numbers.roi?.claims else { return }
    let level = "80 % intervals"
    let isWide = painter.columns >= ClaimsTable.fewestColumnsWithEnds
    let sign = dashboard.rates.sign
    painter.rule(
      "What it is worth",
      notes: [
        isWide ? level + " · hours of a person per hour spent" : "",
        painter.columns >= 60 || sign == nil ? level : "",
      ])
    if let sign {
      painter.write(
        " \(sign) ", column: painter.columns - sign.count - 4, Style(.warn, bold: true))
    }
    painter.claimRows(claims, ClaimsTable(claims, columns: painter.columns))
    let sentences = ClaimSentences(
      claims, columns: painter.columns, rows: painter.rows - rowsOfClaims)
    for (offset, parts) in sentences.rows.enumerated() {
      var column = 1
      for part in parts {
        column = painter.write(
          part.text, column: column, row: rowsOfClaims + offset, Style(part.role))
      }
    }
  }

  /// How far single assumptions move the money.
  static let whatMatters = Panel("whatMatters") { dashboard, _, painter in
    guard let sensitivity = dashboard.read.numbers.roi?.claims.sensitivity else { return }
    painter.rule(whatMattersMost, notes: [whatIsMoved, ""])
    let words = { dashboard.read.numbers.roi?.claims.words(of: $0) ?? "" }
    let lows = sensitivity.rows.map { shortMoneyText($0.low) }
    let highs = sensitivity.rows.map { shortMoneyText($0.high) }
    let lowColumns = max(9, 1 + (lows.map(\.count).max() ?? 0))
    let highColumns = max(6, highs.map(\.count).max() ?? 0)
    let numberColumn = painter.columns - 1 - lowColumns - 3 - highColumns
    let hasBars = numberColumn - labelColumnsOfAssumptions >= fewestBarColumnsOfAssumptions
    let labelColumns = hasBars ? labelColumnsOfAssumptions : numberColumn
    for (index, assumed) in sensitivity.rows.enumerated() {
      let row = 1 + index
      painter.writeCut(
        words(assumed.assumption), column: 1, row: row, width: labelColumns - 2)
      if hasBars {
        let columns = numberColumn - labelColumns
        let bar = IntervalBar(assumed, of: sensitivity, columns: columns)
        painter.interval(bar, Role(assumed.verdict), column: labelColumns, row: row)
      }
      painter.write(
        padded(lows[index], to: lowColumns) + " – " + highs[index], column: numberColumn, row: row)
    }
  }

  /// What speaks against sessions, and what is worth knowing of them.
  static let doubts = Panel("doubts") { dashboard, _, painter in
    guard let quality = dashboard.read.numbers.roi?.claims.quality else { return }
    painter.rule("What is doubtful", notes: ["sessions · claimed hours"])
    let raised = quality.raised
    let shown = Array(raised.prefix(max(0, painter.rows - 1)))
    let numbers = numberTexts(
      shown.map { [countText($0.sessions), hoursText($0.claimedHours)] }, wanted: [6, 10])
    painter.bars(
      zip(shown, numbers).map { count, numbers in
        BarRow(
          label: (count.flag.isDoubt ? "▲ " : "· ")
            + count.flag.title(maximumHours: quality.maximumSessionHours),
          value: count.claimedHours, numbers: numbers,
          role: count.flag.isDoubt ? .warn : .data)
      }, row: 1, labelColumns: 35, numberColumns: 18, maximum: quality.claimedHours)
  }
}

let whatMattersMost = "What matters most"
let whatIsMoved = "cost saved, calibrated, when one assumption moves"
private let labelColumnsOfAssumptions = 33
private let fewestBarColumnsOfAssumptions = 8

extension Section {
  /// What sessions are worth, as high as its sentences are.
  static func claims(_ claims: Claims, columns: Int) -> Section {
    let rows = rowsOfClaims + ClaimSentences(claims, columns: columns).rows.count
    return Section(minimum: rows + 1, wanted: rows + 1) { $1.place(.whatItIsWorth, $0) }
  }
}

/// The claims as sentences, with what they rest on.
func spoken(_ claims: Claims) -> [String] {
  let doubts = claims.quality.doubtsText
  return claims.all.map(\.sentence)
    + [
      claims.quality.sentence + (doubts.isEmpty ? "" : ": " + doubts), claims.sanityText,
      claims.verdictParts.joined(),
    ].compactMap { $0.map { $0 + "." } }
}

/// What moves the money, a line each.
func whatMattersOnPaper(_ claims: Claims) -> (name: String, lines: [String]) {
  let lines = claims.sensitivity.rows.map { row in
    claims.words(of: row.assumption) + ": "
      + shortMoneyText(row.low) + " to " + shortMoneyText(row.high)
  }
  return (whatMattersMost + ", " + whatIsMoved, lines)
}

extension Painter {
  /// The claims below their heads, bars on one axis.
  mutating func claimRows(_ claims: Claims, _ table: ClaimsTable) {
    let axis = ClaimAxis(claims)
    var column = 0
    for part in table.columns {
      write(cells: part, column: column, claims.all)
      column += part.columns
    }
    guard let barColumn = table.barColumn else { return }
    axisLine(axis, column: barColumn, columns: table.barColumns, row: 1)
    for (index, claim) in claims.all.enumerated() {
      let row = 2 + index
      intervalBar(claim, on: axis, column: barColumn, columns: table.barColumns, row: row)
      if let lackColumn = table.lackColumn, let lack = claim.lackText {
        write(lack, column: lackColumn, row: row, Style(.muted))
      }
    }
  }

  private mutating func write(cells part: ClaimsTable.Column, column: Int, _ claims: [Claim]) {
    let (start, width) = (column + 1, part.columns - 1)
    write(
      part.head, column: start, row: 1, width: width, Style(.muted),
      align: part.isRight ? .right : .left)
    for (index, (text, claim)) in zip(part.cells, claims).enumerated() {
      let ofValue: Role =
        claim.whyNone != nil ? .muted : text.hasPrefix("−") ? .loss : part.role
      write(
        text, column: start, row: 2 + index, width: width,
        Style(part.role == .number ? ofValue : part.role),
        align: part.isRight ? .right : .left)
    }
  }
}
