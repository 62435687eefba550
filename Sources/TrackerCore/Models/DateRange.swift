// One calendar: `report`, the dashboard, `/api`, MCP and filters read their ranges here. The words stand in
// `CalendarWord.swift`.

/// Which starts are meant: a word, a day, a month, a year, a time, or two of them. It holds what was typed; where that
/// begins and ends depends on the present and the local calendar.
public struct DateRange: Sendable, Hashable {
  /// As it is typed and shown: `7d`, `2026-01`, `2026-01-05..`.
  public let label: String
  /// Where it begins; nil when it is open there.
  private let first: CalendarWord?
  /// Where it ends; nil when it is open there, and for a single word.
  private let last: CalendarWord?
  private let isPair: Bool

  private init(_ label: String, _ first: CalendarWord?, _ last: CalendarWord?, isPair: Bool) {
    (self.label, self.first, self.last, self.isPair) = (label, first, last, isPair)
  }

  private init(word: CalendarWord, _ label: String) {
    self.init(label, word == .all ? nil : word, nil, isPair: false)
  }

  public static let today = DateRange(word: .day(back: 0), "today")
  public static let week = DateRange(word: .days(7), "7d")
  public static let month = DateRange(word: .days(30), "30d")
  public static let quarter = DateRange(word: .days(90), "90d")
  public static let year = DateRange(word: .thisYear, "year")
  /// Everything, also what has no date or lies in the future.
  public static let all = DateRange(word: .all, "all")

  /// Those that are offered to choose from, the shortest first.
  public static let usual = [today, week, month, quarter, year, all]
  /// Those that the schema of `get_ai_observability` lists, which is frozen; all others are taken, too.
  public static let publishedWords = ["last_day", "last_week", "all"]
  /// Words that help and shells complete.
  public static let suggested =
    usual.map(\.label)
    + CalendarWord.named.map(\.name).filter { name in
      !usual.contains { $0.label == name }
    }
  /// Every form of one end, for people.
  public static let forms =
    suggested.joined(separator: ", ") + ", 2w, 36h, 2026-01-05, 2026-01, 2026 or 2026-01-05T10:00"
  /// The same with two ends.
  public static let formsOfBoth = "\(forms), or two of these as A..B"

  /// Reads one word, or two as `A..B` of which one may be left out. `name` is what the caller calls it. Throws
  /// `invalidParameter`, which names the words.
  public init(_ text: String, name: String = "range") throws(TrackerError) {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
    switch ends.count {
    case 1:
      guard let word = CalendarWord(text) else { break }
      self.init(word: word, word.label(text))
      return
    case 2 where text != "..":
      let words = ends.map { CalendarWord($0) }
      guard zip(ends, words).allSatisfy({ $0.isEmpty || $1 != nil }) else { break }
      self.init(pair: zip(words, ends).map { word, end in word.map { ($0, $0.label(end)) } })
      return
    default: break
    }
    throw .invalidParameter(name: name, mustBe: "\(DateRange.formsOfBoth), not '\(text.clipped)'")
  }

  /// From the beginning of one word to the end of another, both included; nil where both are. Throws `invalidParameter`
  /// naming `since` or `until`.
  public init?(since: String?, until: String?) throws(TrackerError) {
    guard since != nil || until != nil else { return nil }
    func read(_ text: String?, _ name: String) throws(TrackerError) -> (CalendarWord, String)? {
      guard let text else { return nil }
      guard let word = CalendarWord(text) else {
        throw .invalidParameter(name: name, mustBe: "\(DateRange.forms), not '\(text.clipped)'")
      }
      return (word, word.label(text))
    }
    self.init(pair: [try read(since, "since"), try read(until, "until")])
  }

  /// The two ends, of which each may be missing.
  private init(pair ends: [(word: CalendarWord, label: String)?]) {
    let words = ends.map { $0?.word == .all ? nil : $0?.word }
    self.init(
      ends.map { $0?.label ?? "" }.joined(separator: ".."), words[0], words[1],
      isPair: words.contains { $0 != nil })
  }
}

extension DateRange {
  /// What it is, in words: `last 7 days`.
  public var title: String {
    guard !isPair, let first else { return label }
    func last(_ count: Int64, _ unit: String) -> String {
      "last " + (count == 1 ? unit : "\(count) \(unit)s")
    }
    switch first {
    case .days(let count) where label.hasSuffix("w"): return last(Int64(count / 7), "week")
    case .days(let count): return last(Int64(count), "day")
    case .hours(let count): return last(count, "hour")
    case .thisYear: return "this year"
    default: return label
    }
  }

  /// The same as it stands in a sentence: `in the last 7 days`.
  public var phrase: String {
    if self == .all { return "yet" }
    guard !isPair, let first else { return "in \(label)" }
    switch first {
    case .days, .hours: return "in the \(title)"
    case .day, .thisYear: return title
    case .time: return "since \(label)"
    default: return "in \(label)"
    }
  }

  /// Whether it is so many days or hours back from now.
  var countsBack: Bool {
    switch first {
    case .days, .hours: !isPair
    default: false
    }
  }

  /// Its first local day; nil when it has none.
  public func firstDay(now: Timestamp, calendar: LocalCalendar) -> CivilDate? {
    guard let first else { return nil }
    let present = Present(now, calendar)
    return first.days(present).map { CivilDate(daysSince1970: $0.lowerBound) }
      ?? calendar.day(of: Timestamp(microseconds: first.start(present)))
  }

  /// The starts that it covers, microseconds since 1970 UTC; nil for all. What contains the present, or has no end, ends
  /// now: a session that begins later today is not in `today`. What lies beyond is covered where it is named: `2099`.
  public func bounds(now: Timestamp, calendar: LocalCalendar) -> Range<Int64>? {
    guard first != nil || last != nil else { return nil }
    let present = Present(now, calendar)
    let start = first?.start(present) ?? .min
    let end: Int64
    if let last = last ?? (isPair ? nil : first?.ownEnd) {
      let whole = last.end(present)
      end = last.start(present) <= now.microseconds ? min(whole, present.end) : whole
    } else {
      end = start <= now.microseconds ? present.end : .max
    }
    return start..<max(start, end)
  }

  /// Whether it ends before it begins, so that nothing can lie in it.
  public func isReversed(now: Timestamp, calendar: LocalCalendar) -> Bool {
    let present = Present(now, calendar)
    guard let first, let last else { return false }
    return last.end(present) <= first.start(present)
  }

  /// Throws `invalidParameter` for a range that is reversed; `name` is what the caller calls it.
  public func checkOrder(
    name: String = "range", now: Timestamp, calendar: LocalCalendar
  ) throws(TrackerError) {
    guard isReversed(now: now, calendar: calendar) else { return }
    let ends = label.split(separator: "..")
    throw .invalidParameter(
      name: name, mustBe: "from earlier to later; '\(ends[1])' is before '\(ends[0])'")
  }

  /// The equal period right before it, microseconds since 1970 UTC: as many local days, the month before a month, the year
  /// before a year, the hours before hours. Nil where there is none: for all, and without a beginning.
  public func previous(now: Timestamp, calendar: LocalCalendar) -> Range<Int64>? {
    guard let first, let bounds = bounds(now: now, calendar: calendar), bounds.upperBound != .max
    else { return nil }
    let present = Present(now, calendar)
    let start = bounds.lowerBound
    guard let days = first.days(present), last == nil || last?.days(present) != nil else {
      let length = max(0, min(bounds.upperBound, now.microseconds) - start)
      return (start - length)..<start
    }
    let before: CivilDate
    if !isPair, first.ownEnd != nil {
      before = CivilDate.start(ofPeriodBefore: days)
    } else {
      let lastDay = last?.days(present)?.upperBound ?? present.today
      before = CivilDate(daysSince1970: 2 * days.lowerBound - max(days.lowerBound, lastDay) - 1)
    }
    let former = calendar.startMicroseconds(of: before)
    return min(former, start)..<start
  }
}

extension CivilDate {
  /// Where the day, the calendar month or the calendar year before one begins.
  fileprivate static func start(ofPeriodBefore days: ClosedRange<Int>) -> CivilDate {
    let dayBefore = CivilDate(daysSince1970: days.lowerBound - 1)
    switch days.count {
    case 28...31: return TrendBucket.month.firstDay(of: dayBefore)
    case 365...:
      return CivilDate(year: dayBefore.parts.year, month: 1, day: 1) ?? dayBefore
    default: return dayBefore
    }
  }

  /// A regular expression of days from 1000 to 9999 as `YYYY-MM-DD`, for descriptions; 29 February in years divisible by 4
  /// that are no centuries.
  package static let pattern =
    "([1-9][0-9]{3}-((0[13-9]|1[0-2])-(0[1-9]|[12][0-9]|30)|(0[13578]|1[02])-31|02-(0[1-9]|1[0-9]|2[0-8]))"
    + "|[1-9][0-9](0[48]|[2468][048]|[13579][26])-02-29)"

  /// Reads `YYYY-MM-DD`; nil for anything else and for days that are not in the calendar.
  public init?(_ text: String) {
    guard let days = CalendarWord.dates(in: text), days.count == 1 else { return nil }
    self.init(daysSince1970: days.lowerBound)
  }
}

extension Timestamp {
  /// Where the present ends: with the minute after the one that runs, in microseconds since 1970 UTC. Clocks of two machines
  /// differ by seconds; what begins later lies in the future. Whole minutes keep answers the same for a minute.
  var endOfPresent: Int64 {
    let minute = microseconds.floorDividing(by: Timestamp.microsecondsPerMinute)
    return (minute + 2) * Timestamp.microsecondsPerMinute
  }
}
