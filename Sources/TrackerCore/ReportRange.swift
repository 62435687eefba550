// Which sessions a report covers: those of a range, or one session.

package import JSON

/// Which sessions a report covers.
public struct ReportRange: Sendable, Equatable {
  /// Only this session; nil for all in `bounds`.
  public var session: SessionID?
  /// The starts covered, microseconds since 1970 UTC; nil for all.
  public private(set) var bounds: Range<Int64>?
  /// The equal period before; nil where there is none.
  public private(set) var previous: Range<Int64>?

  /// Everything.
  public static let all = ReportRange()

  private init() {}

  /// A range and perhaps a session.
  public init(
    _ range: DateRange, session: SessionID? = nil, now: Timestamp, calendar: LocalCalendar
  ) {
    self.session = session
    bounds = range.bounds(now: now, calendar: calendar)
    previous = range.previous(now: now, calendar: calendar)
  }

  /// Reads what was asked for by the words of `DateRange`; nil asks for nothing. `since` and `until` are inclusive. Throws
  /// `invalidParameter` naming the value that cannot be read or does not fit the others.
  public init(
    range: String? = nil, since: String? = nil, until: String? = nil, session: String? = nil,
    now: Timestamp, calendar: LocalCalendar
  ) throws(TrackerError) {
    guard session?.isEmpty != true else {
      throw .invalidParameter(name: "session", mustBe: "the id of a session, not empty")
    }
    guard range == nil || (since == nil && until == nil) else {
      throw .invalidParameter(name: "range", mustBe: "left out when since or until is given")
    }
    let asked: DateRange
    if let range {
      asked = try DateRange(range)
      try asked.checkOrder(now: now, calendar: calendar)
    } else {
      asked = try DateRange(since: since, until: until) ?? .all
      if asked.isReversed(now: now, calendar: calendar) {
        throw .invalidParameter(
          name: "until",
          mustBe: "no earlier than since; '\(until ?? "")' is before '\(since ?? "")'")
      }
    }
    self.init(asked, session: session.map { SessionID($0) }, now: now, calendar: calendar)
  }

  /// Covers only starts that the other one covers, too: none when they contradict one another.
  package mutating func narrow(to other: ReportRange) {
    guard let mine = bounds, let theirs = other.bounds else {
      if bounds == nil { (bounds, previous) = (other.bounds, other.previous) }
      return
    }
    let first = max(mine.lowerBound, theirs.lowerBound)
    bounds = first..<max(first, min(mine.upperBound, theirs.upperBound))
    previous = nil
  }

  /// What of a history the range covers, with a filter only the sessions that it means. Throws `sessionNotFound` when the one
  /// session asked for is not there.
  public func covered(
    of history: History, meaning filter: SessionFilter = .all, now: Timestamp,
    calendar: LocalCalendar
  ) throws(TrackerError) -> History {
    var history = history
    if let session {
      guard let single = history.restricted(toSession: session) else {
        throw .sessionNotFound(session)
      }
      history = single
    }
    return history.restricted(to: bounds, and: filter, now: now, calendar: calendar)
  }
}

extension ReportRange {
  /// What is covered: instants in UTC, `until` the last one covered, null where there is no bound.
  package var document: JSONValue {
    let time = { (microseconds: Int64?) -> JSONValue in
      guard let microseconds, microseconds != .min, microseconds != .max else { return .null }
      return .string(Timestamp(microseconds: microseconds).description)
    }
    return [
      "since": time(bounds?.lowerBound),
      "until": time(bounds.map { $0.upperBound == .max ? .max : $0.upperBound - 1 }),
      "session_id": session.map { .string($0.text) } ?? .null,
    ]
  }
}
