// All that a viewer shows, computed once from a history: every panel and the report read their numbers here.

/// The numbers of a history.
public struct Overview: Sendable, Equatable {
  public var roi = ROIMetrics()
  public var effectiveness = EffectivenessDistribution()
  public var gaps = SessionGaps()
  public var issues = IssueSummary()
  /// Sessions a day by local start date, every day from the first to the last without holes; empty without sessions.
  public var activity: [DayActivity] = []
  /// One row a session: running ones first, then by start, newest first, ties in file order.
  public var rows: [SessionRow] = []
  /// How many records of the files could not be used.
  public var skippedCount = 0
  /// Last change of any of the files; nil when there are none.
  public var changedAt: Timestamp?

  /// How many sessions run now.
  public var activeCount = 0
  /// What was measured of the code; nil where it was not asked for: a list of sessions does without it.
  public var code: CodeMetricsSummary?

  /// With the figures that are known of a part of a history.
  public init(
    roi: ROIMetrics = ROIMetrics(),
    effectiveness: EffectivenessDistribution = EffectivenessDistribution(),
    gaps: SessionGaps = SessionGaps()
  ) {
    self.roi = roi
    self.effectiveness = effectiveness
    self.gaps = gaps
  }
}

/// How many sessions started on a local day.
public struct DayActivity: Sendable, Equatable {
  public var day: CivilDate
  public var sessionCount: Int

  public init(day: CivilDate, sessionCount: Int) {
    self.day = day
    self.sessionCount = sessionCount
  }
}

/// One session with all that belongs to it.
public struct SessionDetail: Sendable, Equatable {
  public var session: Session
  /// In file order.
  public var interactions: [Interaction]
  /// In file order.
  public var issues: [Issue]

  public init(session: Session, interactions: [Interaction], issues: [Issue]) {
    self.session = session
    self.interactions = interactions
    self.issues = issues
  }
}

/// The local clock: pure, so that frames can be tested anywhere.
public struct LocalCalendar: Sendable {
  /// How far local time is ahead of UTC at an instant, in seconds.
  public var utcOffsetSeconds: @Sendable (Timestamp) -> Int

  public init(utcOffsetSeconds: @escaping @Sendable (Timestamp) -> Int) {
    self.utcOffsetSeconds = utcOffsetSeconds
  }

  /// UTC.
  public static let utc = LocalCalendar { _ in 0 }

  /// The local day of an instant; a time without an offset is taken as it stands.
  public func day(of time: Timestamp) -> CivilDate {
    CivilDate(
      daysSince1970: Int(localMicroseconds(time).floorDividing(by: Timestamp.microsecondsPerDay)))
  }

  /// Hour (0–23), minute and second on the local clock.
  public func clock(of time: Timestamp) -> (hour: Int, minute: Int, second: Int) {
    let local = localMicroseconds(time)
    let days = local.floorDividing(by: Timestamp.microsecondsPerDay)
    let seconds = Int((local - days * Timestamp.microsecondsPerDay) / 1_000_000)
    return (seconds / 3600, seconds / 60 % 60, seconds % 60)
  }

  /// The instant at which a local day begins, microseconds since 1970 UTC.
  public func startMicroseconds(of day: CivilDate) -> Int64 {
    let local = Int64(day.daysSince1970) * Timestamp.microsecondsPerDay
    let offset = utcOffsetSeconds(Timestamp(microseconds: local))
    let guess = local - Int64(offset) * 1_000_000
    // The offset may differ at the instant found: on a day when clocks change it is asked once more.
    let start = local - Int64(utcOffsetSeconds(Timestamp(microseconds: guess))) * 1_000_000
    // Where clocks skip midnight, that instant is still the day before.
    return self.day(of: Timestamp(microseconds: start)) == day ? start : guess
  }

  /// The instant, in UTC, at which local clocks show a time that names no offset.
  func instant(ofLocal time: Timestamp) -> Timestamp {
    func instant(_ offsetSeconds: Int) -> Timestamp {
      Timestamp(microseconds: time.microseconds - Int64(offsetSeconds) * 1_000_000)
    }
    let guess = instant(utcOffsetSeconds(Timestamp(microseconds: time.microseconds)))
    return instant(utcOffsetSeconds(guess))
  }

  private func localMicroseconds(_ time: Timestamp) -> Int64 {
    guard time.utcOffsetMicroseconds != nil else { return time.microseconds }
    return time.microseconds + Int64(utcOffsetSeconds(time)) * 1_000_000
  }
}
