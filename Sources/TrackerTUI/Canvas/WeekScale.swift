// Where the days of a year stand: a week a column, Monday on top.

import TrackerCore

/// Where days stand in columns of weeks. The first day of the list is a Monday.
package struct WeekScale: Sendable {
  /// Columns of the screen left of the first week, for the names of weekdays.
  static let origin = 5
  static let rows = YearGrid.daysPerWeek

  /// Columns of a day.
  let dayColumns: Int
  /// How many weeks fit.
  let weekCount: Int

  init(columns: Int) {
    dayColumns = columns >= 110 ? 2 : 1
    weekCount = min(YearGrid.weekCount, max(1, (columns - WeekScale.origin) / dayColumns))
  }

  /// Columns of names and weeks.
  var columns: Int { WeekScale.origin + weekCount * dayColumns }

  /// The days that stand on screen wherever the window begins within its first week.
  var fitting: Int { (weekCount - 1) * WeekScale.rows + 1 }

  /// The day at a place, when the window begins with `top`; a negative one is none.
  func index(atColumn column: Int, row: Int, top: Int) -> Int {
    guard column >= WeekScale.origin, column < columns, (0..<WeekScale.rows).contains(row) else {
      return -1
    }
    return (top / WeekScale.rows + (column - WeekScale.origin) / dayColumns) * WeekScale.rows + row
  }

  /// Where a day stands, when the window begins with `top`.
  func place(of day: Int, top: Int) -> (column: Int, row: Int) {
    let week = day / WeekScale.rows - top / WeekScale.rows
    return (WeekScale.origin + week * dayColumns, day % WeekScale.rows)
  }

  /// Whether what is told of the year has room beside it.
  static func hasFactsBeside(columns: Int) -> Bool {
    columns - WeekScale(columns: columns).columns >= 22
  }
}
