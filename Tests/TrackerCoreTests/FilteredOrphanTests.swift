// What belongs to no session of a ledger: a filter leaves it out, whether some sessions stay or all.

import Testing
import TrackerCore

struct FilteredOrphanTests {
  private func history() -> History {
    var history = History()
    for (id, type) in [("a", "testing"), ("b", "debugging")] {
      var session = Session()
      session.id = SessionID(id)
      session.taskType = type
      history.sessions.append(session)
    }
    for id in ["a", "b", "nobody"] {
      history.add(interactionOf: SessionID(id), at: nil, rating: 4)
      var issue = Issue()
      issue.sessionID = SessionID(id)
      history.issues.append(issue)
    }
    return history
  }

  @Test(arguments: [
    ("", 2, 3), ("type:testing", 1, 1), ("type:testing|debugging", 2, 2), ("-type:testing", 1, 1),
    ("type:none", 0, 0),
  ])
  func onlyWhatBelongsToSessionsThatStayIsCounted(
    filter: String, sessions: Int, records: Int
  ) throws {
    let now = try #require(Timestamp("2024-11-22T14:33:20Z"))
    let left = history().restricted(to: try SessionFilter(filter), now: now, calendar: .utc)
    #expect(left.sessions.count == sessions)
    #expect(left.interactions.all.count == records)
    #expect(left.issues.count == records)
  }
}
