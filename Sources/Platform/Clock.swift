import Glibc
internal import Synchronization

/// The time, from the kernel.
package enum Clock {
  /// Microseconds since 1970-01-01T00:00:00Z.
  package static func microsecondsSince1970() -> Int64 {
    microseconds(CLOCK_REALTIME)
  }

  /// Milliseconds since an arbitrary start; never goes back.
  package static func monotonicMilliseconds() -> Int64 { monotonicMicroseconds() / 1_000 }

  /// Microseconds since an arbitrary start; never goes back.
  package static func monotonicMicroseconds() -> Int64 { microseconds(CLOCK_MONOTONIC) }

  private static func microseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
  }

  /// Seconds that local time is ahead of UTC at an instant, by the process's time zone.
  package static func utcOffsetSeconds(atSecondsSince1970 seconds: Int64) -> Int {
    ProcessEnvironment.variables.withLock { _ in offset(atSecondsSince1970: seconds) }
  }

  /// The same for who holds the variables.
  static func offset(atSecondsSince1970 seconds: Int64) -> Int {
    var time = time_t(seconds)
    var parts = tm()
    return localtime_r(&time, &parts) == nil ? 0 : Int(parts.tm_gmtoff)
  }
}

extension Clock {
  /// Waits; for the rare case where another process is in the middle of something.
  package static func sleep(milliseconds: Int32) { poll(nil, 0, milliseconds) }
}
