// The choice of ranges over a screen, and the form for two dates of one's own.

internal import TrackerCore

extension Dashboard {
  private static let firstRangeRow = 2

  func rangeBox(_ counts: [Int], selected: Int) -> ChoiceBox {
    let ranges = DateRange.picked
    var area = Rect(
      columns: min(44, size.columns - 4), rows: min(ranges.count + 8, size.rows - 1)
    ).centered(on: size)
    area.column -= 2
    var box = ChoiceBox(
      "Range", count: ranges.count, area: area, firstRow: Dashboard.firstRangeRow,
      spoken: {
        "\(ranges[$0].key): \(ranges[$0].range.title), \(countText(counts[$0], "session"))"
      }
    ) { index, row, painter in
      painter.write(String(ranges[index].key), column: 3, row: row, Style(.hintKey))
      painter.write(ranges[index].range.title, column: 6, row: row)
      painter.write(countText(counts[index]), column: 21, row: row, width: 12, align: .right)
    }
    box.drawRest = { painter in
      let last = Dashboard.firstRangeRow + ranges.count
      if last < painter.rows - 1 {
        painter.write("c", column: 3, row: last, Style(.hintKey))
        painter.write("dates…", column: 6, row: last)
      }
      let row = last + 2
      let columns = painter.columns - 3
      guard row + 2 < painter.rows else { return }
      let first = ranges[selected].range.firstDay(now: now, calendar: calendar)
      let days = first.map { "from \($0.description)   to \(today.description)" }
      painter.write(days ?? "from the first on", column: 2, row: row, width: columns)
      painter.write(
        "sessions whose start lies in the range", column: 2, row: row + 2, width: columns,
        Style(.muted))
    }
    return box
  }
}

extension Dashboard {
  private static let fromLabel = "From"
  private static let toLabel = "To"

  /// Asks for the first and the last day.
  mutating func askForDates() {
    let first = firstDay.map(\.description) ?? ""
    popup = .form(
      Form(
        purpose: .dates, title: "Range",
        about: ["2024-11-01, 2024-11, today, yesterday, 7d or 12h", "left empty: no end there"],
        fields: [.text(Dashboard.fromLabel, first), .text(Dashboard.toLabel)],
        confirm: "show them", leave: "leave it as it is",
        notes: ["sessions whose start lies in the range"]))
  }

  /// Takes the dates of the form, or says what is wrong with them.
  mutating func settleDates(_ form: Form) {
    let from = form.value(Dashboard.fromLabel)
    let to = form.value(Dashboard.toLabel)
    do throws(TrackerError) {
      let since = from.isEmpty ? nil : from
      let until = to.isEmpty ? nil : to
      _ = try ReportRange(since: since, until: until, now: now, calendar: calendar)
      let typed = try DateRange(since: since, until: until)
      popup = nil
      settle(typed ?? .all)
    } catch {
      var form = form
      form.problem = error.message.naming("since", Dashboard.fromLabel)
        .naming("until", Dashboard.toLabel)
      popup = .form(form)
    }
  }
}

extension String {
  /// With another word for a parameter's name, wherever it stands alone.
  fileprivate func naming(_ name: String, _ label: String) -> String {
    split(separator: " ", omittingEmptySubsequences: false).map { word in
      let bare = word.last.map { ";,.:".contains($0) } == true ? word.dropLast() : word
      return bare == name ? label + word.dropFirst(bare.count) : String(word)
    }.joined(separator: " ")
  }
}
