// Where the columns of a chart stand.

/// Where the columns of a chart stand.
struct ChartScale: Sendable {
  /// Columns of the screen left of the first column of the chart.
  let origin: Int
  /// Columns of the screen from one column of the chart to the next.
  private let pitch: Int
  /// Where columns are one or two wide in turns, so that together they fill the room: how many there are, and the room.
  private let spread: (count: Int, room: Int)?

  /// No column of a chart is wider.
  private static let widestPitch = 24

  /// The widest columns with which so many fit; where they do not, the narrowest. `isEven` ones are all of one width.
  init(origin: Int, count: Int, columns: Int, isEven: Bool = false) {
    self.origin = origin
    let room = max(0, columns - origin)
    pitch = max(1, min(ChartScale.widestPitch, room / max(1, count)))
    spread = !isEven && pitch == 1 && room * 2 >= count * 3 && room > count ? (count, room) : nil
  }

  /// Columns of the screen that a bar fills; the rest is the gap to the next one.
  func barColumns(_ index: Int) -> Int {
    if spread != nil { return column(of: index + 1) - column(of: index) }
    return pitch >= 3 ? pitch - 1 : pitch
  }

  /// How many columns of the chart fit.
  func capacity(columns: Int) -> Int { spread?.count ?? max(1, (columns - origin) / pitch) }

  /// Where a column of the chart begins, counted from the first one on screen.
  func column(of index: Int) -> Int {
    origin + (spread.map { index * $0.room / $0.count } ?? index * pitch)
  }

  /// The column of the chart at a place; -1 left of all.
  func index(atColumn column: Int) -> Int {
    guard column >= origin else { return -1 }
    return spread.map { ((column - origin + 1) * $0.count - 1) / $0.room }
      ?? (column - origin) / pitch
  }
}
