// Lists for a screen reader: what they are called, then row by row.

internal import TrackerCore

/// A list, row by row.
func spokenList(_ dashboard: Dashboard, _ list: ListKind) -> SpokenList {
  SpokenList(
    count: list.count(dashboard), selected: dashboard.window(list.id).selected
  ) { list.spoken(dashboard, $0) }
}

/// What a tab says above the list that is read: its numbers, the end of a chart that is no list, what the list is.
func spokenTabLines(_ dashboard: Dashboard, _ list: ListKind?) -> [String] {
  let tab = dashboard.tab
  let isTab = dashboard.place.members == nil && list?.isToldByTab != true
  guard !isTab || dashboard.unreadableFileOfTab == nil else { return dashboard.spokenUnreadable }
  let numbers =
    isTab ? tab.spoken(dashboard) + [tab.spokenChart(dashboard)].compactMap { $0 } : []
  guard let list, list.count(dashboard) > 0 else { return numbers }
  let hasOthers = isTab && tab.lists.count > 1
  return numbers + [spokenName(dashboard, list) + (hasOthers ? ", Tab for the next:" : ":")]
}

/// What a list is: its name, and the order of one that can be sorted.
func spokenName(_ dashboard: Dashboard, _ list: ListKind) -> String {
  let name = list.title(dashboard)
  let sorted = list.sortedWith ?? list.id
  guard sorted.kind.sorting != nil else { return name }
  let runningFirst =
    list.id != .pastSessions && sorted == .sessions && dashboard.chosen.sortOrders[.sessions] == nil
    && !dashboard.read.presence.running.isEmpty
  return name + ", sorted by \(dashboard.sortWords(sorted))"
    + (runningFirst ? ", running first" : "")
}
