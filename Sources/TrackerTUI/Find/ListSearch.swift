// What is looked for in lists.

internal import TrackerCore

/// What is being looked for in the lists.
struct ListSearch: Sendable {
  var pattern: TextPattern
  /// Rows that have it, with the list and the version of its rows they were counted in.
  var rows: [Int] = []
  var focus: ListID?
  var version = -1
}
