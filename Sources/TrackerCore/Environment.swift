// What we ask of the world: the time, the files, where messages for people go. Passed down as an argument; tests pass another.

package import Platform

/// The doors to the outside.
public struct Environment {
  /// The time now, UTC.
  public var now: () -> Timestamp
  /// How far local time is ahead of UTC, in seconds, at an instant.
  public var utcOffsetSeconds: @Sendable (Timestamp) -> Int
  /// The current directory, absolute.
  public var currentDirectory: String
  /// A message for the person at the other end: standard error.
  public var log: (String) -> Void
  /// A number by chance; every one is equally likely.
  public var chance: () -> UInt64 = { .random(in: .min ... .max) }
  /// The disk.
  package var files: any FileSystem
  /// The processes of this machine.
  package var processes = ProcessTable.kernel
  /// The file system of a path; nil when it cannot be told.
  package var volume: (String) -> Volume? = { Volume(of: $0) }
  /// How long the lock is waited for that another process holds, in milliseconds.
  package var lockPatienceMilliseconds = Config().lockPatienceMilliseconds
  /// How long a file that another program is just writing is waited for, in milliseconds (storage promise P5).
  package var patienceMilliseconds: Int64 = 1000

  package init(
    now: @escaping () -> Timestamp, utcOffsetSeconds: @escaping @Sendable (Timestamp) -> Int,
    currentDirectory: String, log: @escaping (String) -> Void, files: any FileSystem
  ) {
    self.now = now
    self.utcOffsetSeconds = utcOffsetSeconds
    self.currentDirectory = currentDirectory
    self.log = log
    self.files = files
  }

  /// The local clock of this environment's zone.
  public var calendar: LocalCalendar { LocalCalendar(utcOffsetSeconds: utcOffsetSeconds) }

  /// The local clock of a zone by its IANA name, or of an offset: `Europe/Berlin`, `+02:00`. Throws `invalidParameter` for
  /// what is neither; `name` is what the caller calls it.
  public func calendar(ofZone zone: String, name: String) throws(TrackerError) -> LocalCalendar {
    guard let offsets = ZoneOffsets(zone, files: files) else {
      throw .invalidParameter(
        name: name,
        mustBe: "a time zone of this machine (Europe/Berlin) or an offset (+02:00), "
          + "not '\(zone.clipped)'")
    }
    return LocalCalendar {
      offsets.seconds(atSecondsSince1970: $0.microseconds.floorDividing(by: 1_000_000))
    }
  }

  /// This process's own clock, zone, directory, standard error and disk.
  public static var process: Environment {
    Environment(
      now: { Timestamp(microseconds: Clock.microsecondsSince1970()) },
      utcOffsetSeconds: {
        Clock.utcOffsetSeconds(atSecondsSince1970: $0.microseconds.floorDividing(by: 1_000_000))
      },
      currentDirectory: ProcessEnvironment.currentDirectory,
      log: { ProcessEnvironment.tell("ai-session-tracker: \($0)") },
      files: RealFileSystem())
  }
}
