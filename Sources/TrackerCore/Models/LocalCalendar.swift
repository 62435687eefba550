/// Days and hours on the clocks where a person is: pure, so that frames can be tested anywhere.
public struct LocalCalendar: Sendable {
  /// How far local time is ahead of UTC at an instant, in seconds.
  public var utcOffsetSeconds: @Sendable (Timestamp) -> Int

  public init(utcOffsetSeconds: @escaping @Sendable (Timestamp) -> Int) {
    self.utcOffsetSeconds = utcOffsetSeconds
  }

  public static let utc = LocalCalendar { _ in 0 }

  /// The local day of an instant; a time without an offset counts as UTC, as it does in ranges.
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
    time.microseconds + Int64(utcOffsetSeconds(time)) * 1_000_000
  }
}
