// Groups of sessions beside the same groups of the period before, and which rows of a list are in which.

internal import JSON

/// A group, and what it was in the period before.
public struct ComparedGroup: Sendable, Equatable {
  public var group: SessionGroup
  /// Its figures of the period before; nil without one, and where nothing of the group began in it.
  public var before: Overview?

  package init(group: SessionGroup, before: Overview?) {
    (self.group, self.before) = (group, before)
  }

  /// The value that its sessions share; empty where their records name none.
  public var key: String { group.key }

  /// Whether it is the group of this value, byte by byte.
  public func isOf(_ key: String) -> Bool { self.key.hasSameBytes(as: key) }

  /// How its multiplier changed; nil where it is not known of both periods.
  public var change: Change? {
    Figure.productivityMultiplier.change(to: group.overview, from: before)
  }
}

extension StatisticsEngine {
  /// The groups of a history in the order of `groups`, each beside what it was in the period before; nil for none. Cost: a
  /// pass over sessions, pauses and issues of each.
  public func comparedGroups(
    _ history: History, before: History?, by dimension: Dimension, calendar: LocalCalendar
  ) -> [ComparedGroup] {
    let former = before.map { groups($0, by: dimension, calendar: calendar) } ?? []
    let figures = Dictionary(
      former.map { (ExactText(text: $0.key), $0.overview) }, uniquingKeysWith: { first, _ in first }
    )
    return groups(history, by: dimension, calendar: calendar).map {
      ComparedGroup(group: $0, before: figures[ExactText(text: $0.key)])
    }
  }
}

extension Dimension {
  /// The places of the rows that have each of some values, in the order of the rows; other rows are in none.
  public func places(
    of rows: [SessionRow], withEach values: [String], _ calendar: LocalCalendar
  ) -> [[Int]] {
    let groups = Dictionary(
      values.enumerated().map { (ExactText(text: $1), $0) }, uniquingKeysWith: { first, _ in first }
    )
    var places = [[Int]](repeating: [], count: values.count)
    for (place, row) in rows.enumerated() {
      guard let group = groups[ExactText(text: value(of: row, calendar))] else { continue }
      places[group].append(place)
    }
    return places
  }
}
