// The choice of ranges over a screen.

internal import TrackerCore

/// The ranges with how many sessions each has.
struct RangeBox: ChoiceBox {
  let counts: [Int]
  var selected: Int
  var firstHints: [Command] { [.back] + DateRange.picked.prefix(1).map { .pickRange($0.range) } }
  var takeHint: String? { "take" }
  /// It picks a quarter.
  var leavesOnQ: Bool { false }

  private static let firstRow = 2

  func list(_ dashboard: Dashboard) -> ChoiceList {
    let (ranges, size) = (DateRange.picked, dashboard.size)
    var area = Rect(
      columns: min(44, size.columns - 4), rows: min(ranges.count + 8, size.rows - 1)
    ).centered(on: size)
    area.column -= 2
    var list = ChoiceList(
      "Range", count: ranges.count, area: area, firstRow: RangeBox.firstRow,
      spoken: {
        "\(ranges[$0].key): \(ranges[$0].range.title), \(countText(counts[$0], "session"))"
      }
    ) { index, row, painter in
      painter.write(String(ranges[index].key), column: 3, row: row, Style(.hintKey))
      painter.write(ranges[index].range.title, column: 6, row: row)
      painter.write(countText(counts[index]), column: 21, row: row, width: 12, align: .right)
    }
    list.drawRest = { painter in
      let last = RangeBox.firstRow + ranges.count
      if last < painter.rows - 1 {
        painter.write("c", column: 3, row: last, Style(.hintKey))
        painter.write("dates…", column: 6, row: last)
      }
      let row = last + 2
      let columns = painter.columns - 3
      guard row + 2 < painter.rows else { return }
      let first = ranges[selected].range.firstDay(
        now: dashboard.now, calendar: dashboard.calendar)
      let days = first.map { "from \($0.description)   to \(dashboard.today.description)" }
      painter.write(days ?? "from the first on", column: 2, row: row, width: columns)
      painter.write(
        "sessions whose start lies in the range", column: 2, row: row + 2, width: columns,
        Style(.muted))
    }
    return list
  }

  func take(_ dashboard: inout Dashboard) {
    dashboard.over.box = nil
    dashboard.settle(DateRange.usual[selected])
  }
}

extension Dashboard {
  mutating func chooseRange() {
    let starts = read.history.sessions.compactMap { $0.start?.microseconds }
    let counts = DateRange.usual.map { range in
      bounds(of: range).map { bounds in
        starts.count { bounds.contains($0) }
      } ?? read.history.sessions.count
    }
    over.box = RangeBox(counts: counts, selected: DateRange.usual.firstIndex(of: chosen.range) ?? 0)
  }
}

extension KeyBinding {
  static let ofRanges: [KeyBinding] = [
    KeyBinding(
      nil, DateRange.picked.map { (.character($0.key), .pickRange($0.range)) }, .range,
      "d w m q y 0", "pick a range", hint: "pick"
    ) { $0.box is RangeBox },
    KeyBinding("choose-dates", .chooseDates, ["c"], .range, "c", "dates", hint: "dates") {
      $0.box is RangeBox
    },
  ]
}
