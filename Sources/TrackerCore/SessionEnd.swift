// When a session ends: one rule for every way to an end. Pure functions.

/// An end that somebody asks for.
public struct AskedEnd: Sendable, Equatable {
  /// Nil for now.
  public var time: Timestamp?
  /// What it was asked by: `--at`, `ended_at`.
  public var name: String

  /// An end at a time; nil for now.
  public init(_ time: Timestamp?, name: String) {
    self.time = time
    self.name = name
  }

  /// Reads `now`, a time of today's local clock (`14:02`), or ISO 8601 (`2026-01-05T14:02`), which is local time when it
  /// names no offset. Throws `invalidParameter` for anything else.
  public init(
    reading text: String, name: String, now: Timestamp, calendar: LocalCalendar
  ) throws(TrackerError) {
    self.name = name
    if text == "now" { return }
    let today = calendar.day(of: now).description
    let isClock = text.utf8.prefix { $0 != UInt8(ascii: ":") }.count <= 2
    guard var time = Timestamp(isClock ? "\(today)T\(text)" : text), !text.isEmpty else {
      throw .invalidParameter(
        name: name,
        mustBe: "now, a time of today (14:02) or a date with a time (2026-01-05T14:02), "
          + "not '\(text.clipped)'")
    }
    if time.utcOffsetMicroseconds == nil { time = calendar.instant(ofLocal: time) }
    // Stored as all other times are.
    time.utcOffsetMicroseconds = 0
    self.time = time
  }
}

/// When a session ends, and why then.
public struct SessionEnd: Sendable, Equatable {
  public enum Reason: Sendable, Equatable {
    /// At the moment of the call.
    case now
    /// When the caller said.
    case asked
    /// At this last sign of life: it was silent for longer than the maximum.
    case lastSign(LifeSign.Kind)
    /// At the maximum length: nothing but its start was ever heard of it.
    case maximum(hours: Double)
  }

  public var time: Timestamp
  public var reason: Reason
  /// How long nothing had been heard of it, in microseconds; 0 where that cannot be told.
  public var silenceMicroseconds: Int64

  /// The same, or the last sign of life when that is later: seconds after the minute that was asked for, or by a clock that
  /// was set back since.
  func no(earlierThan last: LifeSign?) -> SessionEnd {
    var end = self
    if let last, last.time.microseconds > time.microseconds { end.time = last.time }
    return end
  }

  /// For people: `Ended at 14:02, its last interaction; it was silent for 628 days`; nil when it ends at the call.
  public func explanation(now: Timestamp, calendar: LocalCalendar) -> String? {
    let place: String
    switch reason {
    case .now: return nil
    case .asked: return "Ended at \(calendar.shortText(of: time, now: now))"
    case .lastSign(let kind): place = kind.words
    case .maximum(let hours): place = "\(hours.plainText) h after its start"
    }
    return "Ended at \(calendar.shortText(of: time, now: now)), \(place); it was silent for "
      + silenceText
  }

  /// In hours, one decimal.
  var silentHours: String { (Double(silenceMicroseconds) / 3_600e6).fixed(decimals: 1) }

  /// `45 minutes`, `15.1 hours`, `628 days`.
  var silenceText: String {
    let minutes = Double(silenceMicroseconds) / 60e6
    if minutes < 60 { return counted(Int(minutes.rounded()), "minute") }
    if minutes < 48 * 60 { return "\(silentHours) hours" }
    return "\((minutes / (24 * 60)).fixed(decimals: 0)) days"
  }
}

extension Session {
  /// When an end by this rule falls: at the call; but where nothing was heard of the session for longer than the maximum, at
  /// its last sign of life or, when that is its start, at the maximum length. What is asked for is taken, unless it lies
  /// before the last sign of life or in the future: then `invalidParameter` is thrown.
  func end(
    asked: AskedEnd? = nil, at now: Timestamp, seen: SignsOfLife?, config: Config
  ) throws(TrackerError) -> SessionEnd {
    guard let asked else { return end(at: now, seen: seen, config: config) }
    var end = endNow(at: now, seen: seen)
    guard let time = asked.time else { return end }
    guard time.microseconds <= now.microseconds else {
      throw .invalidParameter(name: asked.name, mustBe: "no later than now (\(now))")
    }
    // A clock that people read shows whole minutes.
    if let last = lastSign(seen),
      time.microseconds <= last.time.microseconds - Timestamp.microsecondsPerMinute
    {
      throw .invalidParameter(
        name: asked.name, mustBe: "no earlier than \(last.time), \(last.kind.words)")
    }
    (end.time, end.reason) = (time, .asked)
    return end.no(earlierThan: seen?.last)
  }

  /// The same where nothing is asked for.
  func end(at now: Timestamp, seen: SignsOfLife?, config: Config) -> SessionEnd {
    var end = endNow(at: now, seen: seen)
    guard let last = lastSign(seen), isSilent(at: now, seen: seen, config: config) else {
      return end
    }
    if last.kind == .start {
      end.time = last.time.advanced(by: config)
      end.reason = .maximum(hours: config.maximumSessionHours)
    } else {
      end.time = last.time
      end.reason = .lastSign(last.kind)
    }
    return end
  }

  /// An end at the call, whatever was heard of it.
  func endNow(at now: Timestamp, seen: SignsOfLife?) -> SessionEnd {
    let silence = lastSign(seen).map { max(0, now.microseconds - $0.time.microseconds) } ?? 0
    return SessionEnd(time: now, reason: .now, silenceMicroseconds: silence)
      .no(earlierThan: seen?.last)
  }

  /// Whether it ended when somebody asked for that time, in whole minutes as people do.
  func endsAbout(_ time: Timestamp) -> Bool {
    guard let end else { return false }
    return (0..<Timestamp.microsecondsPerMinute).contains(end.microseconds - time.microseconds)
  }

  /// Whether nothing was heard of it for longer than the maximum length of a session.
  func isSilent(at now: Timestamp, seen: SignsOfLife?, config: Config) -> Bool {
    isSilent(at: now, seen: seen, hours: config.maximumSessionHours)
  }

  private func isSilent(at now: Timestamp, seen: SignsOfLife?, hours: Double) -> Bool {
    lastSign(seen).map { now.microseconds > $0.time.advanced(byHours: hours).microseconds } ?? false
  }

  /// Whether it runs: it has not ended, and is not silent either.
  func isRunning(at now: Timestamp, seen: SignsOfLife?, config: Config) -> Bool {
    condition(at: now, seen: seen, maximumHours: config.maximumSessionHours) == .running
  }

  /// What became of it so far: the one rule of what runs and what is stale.
  func condition(
    at now: Timestamp, seen: SignsOfLife?, maximumHours: Double
  ) -> SessionCondition {
    if state == .active {
      return isSilent(at: now, seen: seen, hours: maximumHours) ? .stale : .running
    }
    let known = outcome.map(Outcome.init).flatMap { $0.isKnown ? $0.rawValue : nil }
    return known.flatMap(SessionCondition.init) ?? .ended
  }

  /// Nil when none is known. A start without an offset counts as UTC (reference behaviour, session life cycle).
  func lastSign(_ seen: SignsOfLife?) -> LifeSign? {
    if let last = seen?.last { return last }
    guard var start else { return nil }
    start.utcOffsetMicroseconds = start.utcOffsetMicroseconds ?? 0
    return LifeSign(time: start, kind: .start)
  }
}

extension Timestamp {
  /// Later by the maximum length of a session.
  func advanced(by config: Config) -> Timestamp {
    advanced(byHours: config.maximumSessionHours)
  }

  /// Later by so many hours. More than the calendar holds is as good as no limit.
  fileprivate func advanced(byHours hours: Double) -> Timestamp {
    let length = (hours * 3_600e6).rounded(.toNearestOrEven)
    return advanced(byMicroseconds: Int64(exactly: length) ?? .max)
  }
}

extension LocalCalendar {
  /// `14:02` today, `2025-03-12 14:02` on any other day.
  public func shortText(of time: Timestamp, now: Timestamp) -> String {
    let clock = clock(of: time)
    let text = "\(padded(clock.hour)):\(padded(clock.minute))"
    let day = day(of: time)
    return day == self.day(of: now) ? text : "\(day) \(text)"
  }
}
