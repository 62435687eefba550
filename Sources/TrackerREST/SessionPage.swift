// Sessions filtered, in an order, by the page.

internal import TrackerCore

/// What sessions are put in order by: every column that orders a list.
enum SessionOrder {
  static let usual = "-start"
  /// Every order, and with `-` every one turned round.
  static let words = columns.map(\.title) + columns.map { "-" + $0.title }

  private static let columns = SessionRow.listed.filter {
    $0.letter != nil && $0.screen?.look != .stars
  }

  /// Rows by a word of `words`. Missing values come last either way; ties stay in file order.
  static func sorted(_ rows: [SessionRow], by word: String) -> [SessionRow] {
    let isDescending = word.hasPrefix("-")
    let title = isDescending ? String(word.dropFirst()) : word
    return columns.first { $0.title == title }?.sorted(rows, isDescending: isDescending) ?? rows
  }
}

/// One page of sessions.
struct SessionPage {
  let rows: ArraySlice<SessionRow>
  /// How many sessions there are on all pages together.
  let total: Int
  /// What the range could not contain.
  let overview: Overview
  /// The id of the last one here when more follow.
  var nextCursor: String? {
    rows.endIndex < total ? rows.last?.id.text : nil
  }

  /// Throws `sessionNotFound` when the cursor's session is none of those asked for.
  init(_ question: Question) throws(TrackerError) {
    let (rows, outside) = try question.rows()
    var overview = Overview()
    overview.outside = outside
    self.overview = overview
    let wanted = rows.filter {
      question.wants(.status, $0.session.status ?? "unknown")
    }
    let sorted = SessionOrder.sorted(wanted, by: question.value(.sort) ?? SessionOrder.usual)
    var first = 0
    if let cursor = question.value(.place).map({ SessionID($0) }) {
      guard let last = sorted.firstIndex(where: { $0.id == cursor }) else {
        throw .sessionNotFound(cursor)
      }
      first = last + 1
    }
    self.rows = sorted[first...].prefix(question.limit)
    total = sorted.count
  }
}
