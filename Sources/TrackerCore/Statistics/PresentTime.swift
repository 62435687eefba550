// How long persons were there: the sessions of each united, short pauses included, and time to read what came last.

/// The time that persons spent with the assistant.
public struct PresentTime: Sendable, Equatable {
  /// Hours of all persons together.
  public private(set) var hours = 0.0
  /// How often somebody sat down: sessions with less than half an hour between them are one stretch.
  public private(set) var stretches = 0
  /// How many sessions are united.
  public private(set) var sessions = 0
  /// Minutes that each session adds, by its number, in the order in which they are summed.
  var additions: [(session: Int, minutes: Double)] = []

  /// Beyond this a pause is none of the work.
  private static let longestPause: Int64 = 30 * Timestamp.microsecondsPerMinute

  init() {}

  init(_ claimed: ClaimedSessions, _ sessions: [Session]) {
    for line in claimed.lines {
      var until: Int64?
      for index in line where !claimed.isWithoutAI[index] {
        guard let start = sessions[index].start?.microseconds,
          let end = sessions[index].end?.microseconds
        else { continue }
        self.sessions += 1
        var added: Int64 = 0
        if let before = until {
          if start > before {
            if start - before < PresentTime.longestPause {
              added += start - before
            } else {
              review()
            }
          }
          added += max(0, end - max(start, before))
          until = max(before, end)
        } else {
          added = end - start
          until = end
        }
        additions.append((index, (Double(added) / 1e6) / 60))
      }
      if until != nil { review() }
    }
    var minutes = 0.0
    for addition in additions { minutes += addition.minutes }
    hours = minutes / 60
  }

  /// Ends a stretch: reading what the last answer brought is logged nowhere.
  private mutating func review() {
    stretches += 1
    additions[additions.count - 1].minutes += Config.reviewMinutes
  }

  public static func == (a: PresentTime, b: PresentTime) -> Bool {
    a.hours == b.hours && a.stretches == b.stretches && a.sessions == b.sessions
  }
}
