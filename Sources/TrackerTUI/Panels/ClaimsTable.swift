// The three claims as rows of numbers, and the sentences below them, as wide as there is room for.

internal import TrackerCore

/// The numbers of the claims in columns, and where their bars begin.
struct ClaimsTable {
  struct Column {
    var head: String
    /// One a claim.
    var cells: [String]
    /// At least so many, a blank before its text included.
    var columns: Int
    var isRight = true
    /// Of what a claim is called, what it says, how sure that is.
    var role = Role.number
  }

  /// From left to right.
  private(set) var columns: [Column]
  /// Where bars begin; nil where they have no room.
  let barColumn: Int?
  let barColumns: Int
  /// Where it stands why a claim has no interval, right of the bars; nil where all have one, and without room.
  let lackColumn: Int?

  /// From so many columns on, money has its ends beside it.
  static let fewestColumnsWithEnds = 100
  private static let fewestBarColumns = 12
  /// Where bars begin at the earliest where money has no ends.
  private static let usualBarColumn = 50

  /// Without money only times stand before the bars, under no heads.
  init(_ claims: Claims, columns room: Int, hasMoney: Bool = true) {
    let all = claims.all
    let hasEnds = hasMoney && room >= ClaimsTable.fewestColumnsWithEnds
    var list = [
      Column(head: "", cells: all.map(\.kind.words), columns: 14, isRight: false, role: .text),
      Column(head: hasMoney ? "times" : "", cells: all.map(\.timesText), columns: 6),
      Column(
        head: "", cells: all.map { $0.timesInterval ?? "" }, columns: 11, isRight: false,
        role: .muted),
    ]
    if hasMoney {
      list.append(Column(head: "saved", cells: all.map(\.savedText), columns: 9))
    }
    if hasEnds {
      list.append(
        Column(
          head: "", cells: all.map { $0.savedInterval ?? "" }, columns: 14, isRight: false,
          role: .muted))
    }
    if hasMoney { list.append(Column(head: "ROI", cells: all.map(\.returnText), columns: 7)) }
    for index in list.indices {
      let widest = list[index].cells.map(\.count).max() ?? 0
      list[index].columns = max(list[index].columns, widest + 1)
    }
    // What has no room goes, the last first.
    while list.count > 2, list.reduce(0, { $0 + $1.columns }) > room { list.removeLast() }
    columns = list
    let end = list.reduce(0) { $0 + $1.columns }
    let start =
      !hasMoney ? end : hasEnds ? end + 1 : max(end + 1, ClaimsTable.usualBarColumn)
    let bars = room - start - 1
    let lack = !hasMoney ? nil : all.compactMap(\.lackText).map(\.count).max()
    let rest = lack.map { bars - 2 - $0 } ?? 0
    let hasLack = rest >= ClaimsTable.fewestBarColumns
    barColumns = hasLack ? rest : bars
    barColumn = barColumns >= ClaimsTable.fewestBarColumns ? start : nil
    lackColumn = hasLack ? start + rest + 2 : nil
  }
}

/// The sentences below the claims.
struct ClaimSentences {
  /// Rows of parts, each with its role.
  let rows: [[(text: String, role: Role)]]

  /// In so many columns and rows: what a day would hold goes first where all have no room.
  init(_ claims: Claims, columns: Int, rows most: Int = .max) {
    let gate = ClaimSentences.rows(claims.gateParts, .text, columns)
    let sanity = claims.sanityText.map { ClaimSentences.rows([$0], .text, columns) } ?? []
    let verdict = ClaimSentences.rows(claims.verdictParts, Role(claims.verdict), columns)
    let isWhole = gate.count + sanity.count + verdict.count <= most
    rows = Array((gate + (isWhole ? sanity : []) + verdict).prefix(max(0, most)))
  }

  /// The first part over as many rows as it needs; the next ones beside it where they have room whole.
  private static func rows(
    _ parts: [String], _ role: Role, _ columns: Int
  ) -> [[(text: String, role: Role)]] {
    let room = columns - 1
    var rows = TextPage.wrapped(parts.first ?? "", columns: room).map { [(text: $0, role: role)] }
    var used = rows.last?.first?.text.count ?? 0
    for part in parts.dropFirst() {
      used += part.count
      guard used <= room, !rows.isEmpty else { break }
      rows[rows.count - 1].append((part, .text))
    }
    return rows
  }
}
