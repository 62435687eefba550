// Which sessions a report covers, from what a person typed: words, dates, spans back from now, or one session.
// It refuses to ask the time, and to guess at what it cannot read.

/// Which sessions a report covers.
public struct ReportRange: Sendable, Equatable {
  /// Only this session; nil for all in `bounds`.
  public var session: SessionID?
  /// The starts covered, microseconds since 1970 UTC; nil for all.
  public var bounds: Range<Int64>?

  /// Everything.
  public static let all = ReportRange()

  private init() {}

  /// Reads what was asked for; a nil or empty text asks for nothing. `since` and `until` are inclusive: a local date
  /// (`2026-01-05`, `today`, `yesterday`), or a span back from `now` (`7d` of 24 hours each, `12h`). `range` is a word of
  /// `TimeRange`. Throws `invalidParameter` naming the value that cannot be read or does not fit the others.
  public init(
    range: String? = nil, since: String? = nil, until: String? = nil, session: String? = nil,
    now: Timestamp, calendar: LocalCalendar
  ) throws(TrackerError) {
    let isGiven = { (text: String?) in text.map { !$0.isEmpty } ?? false }
    if let session, isGiven(session) { self.session = SessionID(session) }
    if let range, isGiven(range) {
      let word = TimeRange(rawValue: range)
      guard word.isKnown else {
        let words = TimeRange.known.map(\.rawValue).joined(separator: ", ")
        throw .invalidParameter(name: "range", mustBe: "one of \(words), not '\(range.clipped)'")
      }
      guard !isGiven(since), !isGiven(until) else {
        throw .invalidParameter(name: "range", mustBe: "left out when since or until is given")
      }
      bounds = word.bounds(before: now)
    }
    guard isGiven(since) || isGiven(until) else { return }
    let moment = Moment(now: now, calendar: calendar)
    let start = isGiven(since) ? try moment.first(in: since ?? "", name: "since") : .min
    let end = isGiven(until) ? try moment.end(of: until ?? "", name: "until") : .max
    guard start < end else {
      throw .invalidParameter(
        name: "until", mustBe: "no earlier than since; '\(until ?? "")' is before '\(since ?? "")'")
    }
    bounds = start..<end
  }

  /// What of a history the range covers. Throws `sessionNotFound` when the one session asked for is not there.
  public func covered(of history: History) throws(TrackerError) -> History {
    guard let session else { return history.restricted(to: bounds) }
    guard let single = history.restricted(toSession: session) else {
      throw .sessionNotFound(session)
    }
    return single.restricted(to: bounds)
  }
}

/// Where one end of a range may lie.
private struct Moment {
  let now: Timestamp
  let calendar: LocalCalendar

  private enum Reading {
    case day(CivilDate)
    case instant(Int64)
  }

  /// The first microsecond of what `text` names.
  func first(in text: String, name: String) throws(TrackerError) -> Int64 {
    switch try read(text, name: name) {
    case .day(let day): calendar.startMicroseconds(of: day)
    case .instant(let microseconds): microseconds
    }
  }

  /// The first microsecond after what `text` names.
  func end(of text: String, name: String) throws(TrackerError) -> Int64 {
    switch try read(text, name: name) {
    case .day(let day):
      calendar.startMicroseconds(of: CivilDate(daysSince1970: day.daysSince1970 + 1))
    case .instant(let microseconds): microseconds + 1
    }
  }

  private func read(_ text: String, name: String) throws(TrackerError) -> Reading {
    let today = calendar.day(of: now)
    switch text {
    case "today": return .day(today)
    case "yesterday": return .day(CivilDate(daysSince1970: today.daysSince1970 - 1))
    default: break
    }
    if let microseconds = span(text) {
      return .instant(now.advanced(byMicroseconds: -microseconds).microseconds)
    }
    if let day = CivilDate(text) { return .day(day) }
    throw .invalidParameter(
      name: name,
      mustBe: "a date (2026-01-05), a span back from now (7d, 12h), today or yesterday, "
        + "not '\(text.clipped)'")
  }

  /// Microseconds of `7d` or `12h`; nil for anything else. A span beyond all data counts as the longest there is.
  private func span(_ text: String) -> Int64? {
    let units: [Character: Int64] = ["d": 24, "h": 1]
    guard let hours = text.last.flatMap({ units[$0] }), text.utf8.count > 1,
      text.dropLast().unicodeScalars.allSatisfy(\.isDigit)
    else { return nil }
    let (product, overflow) = (Int64(text.dropLast()) ?? .max)
      .multipliedReportingOverflow(by: hours * 3_600_000_000)
    return overflow ? Int64.max : product
  }
}

extension CivilDate {
  /// Reads `YYYY-MM-DD`; nil for anything else and for days that are not in the calendar.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.unicodeScalars.allSatisfy(\.isDigit) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
