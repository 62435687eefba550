// Where the dashboard's data comes from: the ledger as it is now, and what is wrong with it.
// It refuses to decide what is shown, and to write.

import Platform
import TrackerCore

/// The ledger of one directory, read for a viewer.
struct HistorySource {
  /// The files that are read, and so are watched.
  static let names = ["sessions.json", "interactions.json", "issues.json"]
  /// From so many bytes on, a first frame is painted before reading.
  private static let bigBytes = 4_000_000

  private let service: SessionService
  /// Whether something was read already.
  private var hasRead = false

  init(config: Config) {
    var environment = Environment.process
    // What cannot be used is said on the screen; the log would tear it.
    environment.log = { _ in }
    // A half-written file is read again when it changes; waiting for it would hold up the keys.
    environment.patienceMilliseconds = 0
    service = SessionService(environment: environment, config: config)
  }

  /// The data directory, absolute.
  var directory: String { service.directory }

  /// The statistics by the configured rates.
  var statistics: StatisticsEngine { service.statistics }

  /// The time now.
  func now() -> Timestamp { service.environment.now() }

  /// Throws when a file is there but may not be read.
  func checkAccess() throws(SystemError) {
    for name in HistorySource.names {
      _ = try service.environment.files.open(directory + "/" + name)
    }
  }

  /// Whether reading may take longer than a blink.
  func isBig() throws(SystemError) -> Bool {
    var bytes = 0
    for name in HistorySource.names {
      bytes += try service.environment.files.identity(of: directory + "/" + name)?.size ?? 0
    }
    return bytes >= HistorySource.bigBytes
  }

  /// Reads everything. `problem` says why a file could not be used; what could be read is then given only the first time,
  /// when there is nothing better to show.
  mutating func read() -> (history: History?, problem: String?) {
    do throws(TrackerError) {
      let history = try service.history()
      let problem = history.unusableFiles.first.map { "\($0.path) is not usable: \($0.reason)" }
      defer { hasRead = true }
      return (problem == nil || !hasRead ? history : nil, problem)
    } catch {
      return (nil, error.message)
    }
  }

  /// One session with all that belongs to it; nil when it is gone.
  func detail(of id: SessionID) throws(TrackerError) -> SessionDetail? {
    do throws(TrackerError) {
      return try service.detail(of: id)
    } catch .sessionNotFound {
      return nil
    }
  }
}
