// THE LIST of words for a stretch of time: what each is called, where it begins, where it ends. `DateRange` puts them together.

/// What a word is read against.
struct Present {
  let now: Timestamp
  let calendar: LocalCalendar
  /// The local day, counted from 1970.
  let today: Int
  /// Where what has no end of its own ends.
  var end: Int64 { now.endOfPresent }

  init(_ now: Timestamp, _ calendar: LocalCalendar) {
    (self.now, self.calendar) = (now, calendar)
    today = calendar.day(of: now).daysSince1970
  }

  /// The instant at which a local day begins, microseconds since 1970 UTC.
  func start(of day: Int) -> Int64 {
    calendar.startMicroseconds(of: CivilDate(daysSince1970: day))
  }
}

/// A word of a range: one end of it, or the whole.
enum CalendarWord: Sendable, Hashable {
  case all
  /// So many days ago; 0 is today.
  case day(back: Int)
  /// The last so many days, today among them.
  case days(Int)
  /// Since so many hours ago.
  case hours(Int64)
  case thisYear
  /// A day, a month or a year, as days counted from 1970.
  case dates(ClosedRange<Int>)
  /// A time, and how long that is which it names: a minute where it has no seconds.
  case time(Timestamp, microseconds: Int64)

  static let named: [(name: String, word: CalendarWord)] = [
    ("today", .day(back: 0)), ("yesterday", .day(back: 1)), ("year", .thisYear), ("all", .all),
    ("last_day", .hours(24)), ("last_week", .hours(7 * 24)),
  ]

  /// Days beyond all data.
  private static let most = 10_000_000

  /// Whatever the case of its letters; nil for anything that is no word.
  init?(_ typed: String) {
    let text = typed.lowercased()
    if let word = CalendarWord.named.first(where: { $0.name == text })?.word {
      self = word
    } else if let days = CalendarWord.dates(in: text) {
      self = .dates(days)
    } else if let unit = text.last, "dwh".contains(unit), let count = text.dropLast().decimal {
      let count = min(count, unit == "h" ? CalendarWord.most * 24 : CalendarWord.most)
      guard count > 0 || unit == "h" else { return nil }
      self = unit == "h" ? .hours(Int64(count)) : .days(unit == "w" ? count * 7 : count)
    } else if let time = CalendarWord.time(in: typed.uppercased()) {
      self = time
    } else {
      return nil
    }
  }

  /// How it is spelled.
  func label(_ typed: String) -> String {
    if case .time = self { typed.uppercased() } else { typed.lowercased() }
  }

  /// `2026-01-05`, `2026-01`, `2026`.
  static func dates(in text: String) -> ClosedRange<Int>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap(\.decimal)
    let month = numbers.dropFirst().first
    let day = numbers.dropFirst(2).first
    guard numbers.count == parts.count,
      [[4], [4, 2], [4, 2, 2]].contains(parts.map(\.utf8.count)),
      let first = CivilDate(year: numbers[0], month: month ?? 1, day: day ?? 1)
    else { return nil }
    let length =
      day != nil
      ? 1
      : (month.map { $0...$0 } ?? 1...12).reduce(0) {
        $0 + CivilDate.days(inMonth: $1, ofYear: numbers[0])
      }
    return first.daysSince1970...first.daysSince1970 + length - 1
  }

  /// `2026-01-05T10:00`, with seconds and an offset or without.
  private static func time(in text: String) -> CalendarWord? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 16, CivilDate(String(text.prefix(10))) != nil,
      [UInt8(ascii: "T"), UInt8(ascii: " ")].contains(bytes[10]), bytes[13] == UInt8(ascii: ":"),
      let time = Timestamp(text)
    else { return nil }
    let hasSeconds = bytes.count > 16 && bytes[16] == UInt8(ascii: ":")
    let hasFraction = bytes.count > 19 && bytes[19] == UInt8(ascii: ".")
    return .time(time, microseconds: hasFraction ? 1 : hasSeconds ? 1_000_000 : 60_000_000)
  }

  /// What ends it where it stands alone: days that it names end themselves, all else ends now.
  var ownEnd: CalendarWord? {
    switch self {
    case .day, .dates, .thisYear: self
    default: nil
    }
  }

  /// The days that it names, as an end of a range: of the last so many the first. Nil where it names no days.
  func days(_ present: Present) -> ClosedRange<Int>? {
    switch self {
    case .day(let back): return present.today - back...present.today - back
    case .days(let count):
      // The first day of the year 1.
      let first = max(-719_162, present.today - count + 1)
      return first...first
    case .thisYear:
      let year = CivilDate(daysSince1970: present.today).parts.year
      return CalendarWord.dates(in: padded(year, digits: 4))
    case .dates(let days): return days
    case .all, .hours, .time: return nil
    }
  }

  /// The first microsecond of it.
  func start(_ present: Present) -> Int64 {
    if let days = days(present) { return present.start(of: days.lowerBound) }
    switch self {
    case .hours(let count):
      return present.now.advanced(byMicroseconds: -count * 3_600_000_000).microseconds
    case .time(let time, _):
      guard time.utcOffsetMicroseconds == nil else { return time.microseconds }
      return present.calendar.instant(ofLocal: time).microseconds
    default: return .min
    }
  }

  /// The first microsecond after it.
  func end(_ present: Present) -> Int64 {
    if let days = days(present) { return present.start(of: days.upperBound + 1) }
    switch self {
    case .hours: return start(present) + 1
    case .time(_, let length): return start(present) + length
    default: return .max
    }
  }
}

extension Substring {
  /// The number that it is when it is nothing but decimal digits; the greatest where none is as great.
  fileprivate var decimal: Int? {
    guard !isEmpty, utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(self) ?? .max
  }
}
