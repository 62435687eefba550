// What a list is sorted by.

internal import TrackerCore

/// The columns that a list can be sorted by.
struct SortBox: ChoiceBox {
  let focus: ListID
  var selected = 0
  var takeHint: String? { "take" }

  func list(_ dashboard: Dashboard) -> ChoiceList {
    let titles = dashboard.sortTitles(focus)
    let sorted = dashboard.sortOrder(focus)?.letter
    let sign = dashboard.sortSign(focus)
    return ChoiceList(
      "Sort by", count: titles.count, columns: 30, on: dashboard.size,
      spoken: {
        "\(titles[$0].letter): \(titles[$0].title)" + (titles[$0].letter == sorted ? ", now" : "")
      }
    ) { index, row, painter in
      painter.write(String(titles[index].letter), column: 3, row: row, Style(.hintKey))
      painter.write(titles[index].title, column: 6, row: row)
      if titles[index].letter == sorted {
        painter.write(sign + " now", column: 20, row: row, Style(.muted))
      }
    }
  }

  func take(_ dashboard: inout Dashboard) {
    if let title = dashboard.sortTitles(focus).at(selected) {
      dashboard.sort(focus, by: title.letter)
    }
  }
}

extension Dashboard {
  mutating func chooseSort() {
    guard let focus = screen.sortable else { return }
    let letter = sortOrder(focus)?.letter
    let selected = sortTitles(focus).firstIndex { $0.letter == letter } ?? 0
    over.box = SortBox(focus: focus, selected: selected)
  }

}

extension KeyBinding {
  static let ofSorting: [KeyBinding] = [
    KeyBinding(
      nil, SortedList.letters.map { (.character($0), .sort(by: $0)) }, .find, "letter", "sort by it"
    ) { $0.box is SortBox }
  ]
}
