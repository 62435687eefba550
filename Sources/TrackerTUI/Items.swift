// The rows of lists: which session stands behind one, and how one is found again when the numbers changed.

internal import TrackerCore

extension Dashboard {
  /// How many rows a list has.
  func rowCount(_ list: ListID) -> Int { list.kind.count(self) }

  /// What a row is about; nil when there is no such row.
  func item(_ list: ListID, row: Int) -> Item? { list.kind.item(self, row) }

  /// The session that stands out on screen: the open one, else the one that the selected row of a list is about; nil where
  /// no list of sessions or issues is on screen.
  func actionID(on screen: Screen) -> SessionID? {
    if let openID = place.openID { return openID }
    if let list = screen.focus?.kind {
      let id = list.session(self, window(list.id).selected)
      if id != nil || list.isToldByTab || focusedGroup(on: screen) != nil { return id }
    }
    let hasSessions = screen.layout.lists.contains(where: \.kind.isOfSessions)
    return hasSessions || screen.showsDetail ? place.selectedID : nil
  }

  /// Whether anything was rated in range.
  var isRated: Bool { read.overview.effectiveness.count > 0 }

  /// How a group is named.
  func groupTitle(_ key: String, _ dimension: Dimension) -> String {
    if key.isEmpty { return Dimension.none }
    guard dimension == .week, let day = CivilDate(key) else {
      return dimension == .model ? read.modelNames[key] : key
    }
    let year = day.parts.year == today.parts.year ? "" : " \(day.parts.year)"
    return "week of \(timeText.day(day))\(year)"
  }

  /// Takes what the selected row is about.
  mutating func rememberItem(_ list: ListID) {
    place.items[list] = item(list, row: window(list).selected)
  }

  /// Finds the rows again that were selected before the numbers changed. A time axis whose cursor was never moved stands
  /// at its end.
  mutating func followItems(_ lists: [ListID]) {
    for id in lists {
      let list = id.kind
      let count = rowCount(id)
      guard let wanted = place.items[id] else {
        let row = list.isTimeAxis ? count - 1 : window(id).selected
        place.windows[id, default: ListWindow()].select(row, count: count)
        continue
      }
      if let row = list.find(self, wanted) {
        place.windows[id, default: ListWindow()].follow(to: row, count: count)
      } else {
        place.windows[id, default: ListWindow()].select(window(id).selected, count: count)
        if count > 0 { over.lostList = id }
        rememberItem(id)
      }
    }
  }
}

extension TimeText {
  /// A step of a time axis: `Thu 21 Nov`, `week of 18 Nov`, `Nov 2024`.
  func step(_ first: CivilDate, _ bucket: TrendBucket) -> String {
    let year = first.parts.year == today.parts.year ? "" : " \(first.parts.year)"
    switch bucket {
    case .day: return weekdayNames[first.weekday] + " " + day(first) + year
    case .week: return "week of " + day(first) + year
    case .month: return "\(monthNames[first.parts.month - 1]) \(first.parts.year)"
    }
  }
}
