// A list of sessions in groups: which row is the head of a group, which a session of an open one.

internal import TrackerCore

/// The sessions of the range by what they share: the figures of each group, and the lists in groups.
struct SessionGroups: Sendable {
  let dimension: Dimension
  /// In the order in which they stand.
  let groups: [ComparedGroup]
  /// The widest cell of each column of `ComparedGroup.listed`.
  let widths: [Int]
  var lists: [ListID: GroupedRows] = [:]

  init(_ dimension: Dimension, _ groups: [ComparedGroup]) {
    (self.dimension, self.groups) = (dimension, groups)
    widths = ComparedGroup.listed.map { column in
      groups.lazy.map { column.groupCell($0).count }.max() ?? 0
    }
  }

  /// The place of a group by its key, byte by byte.
  func place(of key: String) -> Int? { groups.firstIndex { $0.isOf(key) } }

  /// Takes the sessions of a list in.
  mutating func list(
    _ id: ListID, _ rows: [SessionRow], open: Set<String>, _ calendar: LocalCalendar
  ) {
    let keys = groups.map(\.key)
    lists[id] = GroupedRows(dimension.places(of: rows, withEach: keys, calendar)) {
      open.contains(keys[$0])
    }
  }

  /// Folds and unfolds.
  mutating func open(_ open: Set<String>) {
    for (id, list) in lists {
      lists[id] = GroupedRows(list.members) { open.contains(groups[$0].key) }
    }
  }
}

/// The rows of a list in groups.
struct GroupedRows: Sendable {
  enum Row: Sendable {
    /// The head of a group, by its place.
    case group(Int)
    /// A session of the group above it, by its place in the list without groups.
    case session(Int)
  }

  /// The places of each group's sessions in the list without groups.
  let members: [[Int]]
  let rows: [Row]
  /// Where the head of each group stands.
  let heads: [Int]

  init(_ members: [[Int]], isOpen: (Int) -> Bool) {
    self.members = members
    var (rows, heads): ([Row], [Int]) = ([], [])
    for group in members.indices {
      heads.append(rows.count)
      rows.append(.group(group))
      if isOpen(group) { rows += members[group].lazy.map(Row.session) }
    }
    (self.rows, self.heads) = (rows, heads)
  }

  /// The group that a row belongs to; nil where there is no such row.
  func group(of row: Int) -> Int? {
    rows.indices.contains(row) ? heads.lastIndex { $0 <= row } : nil
  }

  /// How many sessions are in open groups.
  var sessionCount: Int { rows.count - heads.count }

  /// Which of these a row is, from 1; of a head that of its first one.
  func position(of row: Int) -> Int {
    min(sessionCount, row + 1 - heads.count { $0 < row })
  }

  /// The row of a session by its place in the list without groups; that of its group's head where it is folded.
  func row(ofSession place: Int) -> Int? {
    rows.firstIndex { if case .session(place) = $0 { true } else { false } }
      ?? members.firstIndex { $0.contains(place) }.map { heads[$0] }
  }
}

extension Column<ComparedGroup> {
  /// Its number as it stands in a group's row; a dash for what is not known.
  func groupCell(_ group: ComparedGroup) -> String {
    // Lists leave zeros out.
    if kind == .count, knownNumber(group) == 0 { return "·" }
    let text = shownIfKnown(group)
    guard screen?.look == .stars, let average = knownNumber(group) else { return text }
    return text + " " + starsText(average)
  }
}
