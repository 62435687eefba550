// Where the columns of a chart stand.

/// Where the columns of a chart stand.
struct ChartScale: Sendable {
  /// Columns of the screen left of the first column of the chart.
  let origin: Int
  /// So many columns of the chart share so many columns of the screen: each begins at its share, rounded down.
  private let count, room: Int
  private let isEven: Bool
  /// How many columns of the chart fit.
  let fitting: Int

  /// No bar is wider.
  private static let widestBar = 24

  /// Columns that fill the room; where so many do not fit, the narrowest. `isEven` ones are all of one width.
  init(origin: Int, count: Int, columns: Int, isEven: Bool = false) {
    self.origin = origin
    self.count = max(1, count)
    self.isEven = isEven
    let room = max(0, columns - origin)
    let pitch = min(room / self.count, ChartScale.widestBar)
    self.room = pitch == 0 ? self.count : isEven ? pitch * self.count : room
    fitting = pitch == 0 ? max(1, room) : self.count
  }

  /// Columns of the screen that a bar fills; the rest is the gap to the next one.
  var barColumns: Int {
    let pitch = room / count
    if isEven { return pitch >= 3 ? pitch - 1 : pitch }
    return min(ChartScale.widestBar, max(1, pitch - (pitch < 8 ? 1 : 2)))
  }

  /// Where a column of the chart begins, counted from the first one on screen.
  func column(of index: Int) -> Int { origin + index * room / count }

  /// The column of the chart at a place; -1 left of all.
  func index(atColumn column: Int) -> Int {
    column < origin ? -1 : ((column - origin + 1) * count - 1) / room
  }
}
