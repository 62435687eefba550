// A world for one test: a clock that stands until it is moved, a zone, messages collected, a real directory, and a disk
// that can be made to refuse. It refuses the real time.

import Glibc
import JSON
package import Platform
package import TrackerCore

/// The doors to the outside, as a test wants them.
package final class TestEnvironment {
  /// Stands for the current directory.
  package let directory: TemporaryDirectory
  /// The time until a test moves it.
  package var now: Timestamp
  /// How far local time is ahead of UTC, in seconds, for what is given this world from now on.
  package var utcOffsetSeconds = 0
  /// What was said to the person at the other end.
  package private(set) var messages: [String] = []
  /// The changing system calls since `calls` was emptied, as `rename sessions.json`.
  package var calls: [String] = []
  /// Which of those calls fails, from 1; nil when none does.
  package var failingCall: Int?
  /// Whether every call after it fails, too, as when the power goes.
  package var staysFailing = false
  /// What the kernel says when it fails.
  package var failureCode = ENOSPC
  /// How long half-written files are waited for.
  package var patienceMilliseconds: Int64 = 1000
  /// What chance says; ids then end in `_k7`.
  package var chance: UInt64 = 615
  /// Numbers of processes of this world's machine that have ended; all others run.
  package var endedProcesses: Set<Int> = []
  /// Who uses the data directory.
  package var fileUsers: [FileUser] = []
  /// What the data directory is on.
  package var volume: Volume? = Volume(kind: "ext4", mayBeRemote: false, freeBytes: 41 << 30)
  /// Whether the file system cannot exchange names, as over a network.
  package var refusesExchange = false
  /// Told of each changing call before it is made: what another program does just then. It must not keep this world alive.
  package var beforeEachCall: ((String) -> Void)?

  /// A world at a time (2026-01-05T21:15:18 UTC unless told), with an empty directory.
  package init(at time: String = "2026-01-05T21:15:18+00:00") throws {
    now = try Timestamp.reading(time)
    directory = try TemporaryDirectory()
  }

  /// What code under test is given. It keeps this world alive.
  package var environment: Environment { environment(of: TestEnvironment.process(1)) }

  /// A process of this world's machine, or of another.
  package static func process(_ number: Int, on host: String = "desk") -> ProcessIdentity {
    ProcessIdentity(host: host, number: number, start: "boot/\(number)")
  }

  /// What code under test is given in a process.
  package func environment(of process: ProcessIdentity) -> Environment {
    let files = FaultInjectingFileSystem { [self] call, path throws(SystemError) in
      let description = "\(call) \(plainName(of: path))"
      calls.append(description)
      beforeEachCall?(description)
      let isLater = failingCall.map { staysFailing && calls.count > $0 } ?? false
      if calls.count == failingCall || isLater { throw SystemError(call, path, code: failureCode) }
      if refusesExchange, "\(call)" == "renameat2" { throw SystemError(call, path, code: EINVAL) }
    }
    var environment = Environment(
      now: { [self] in now }, utcOffsetSeconds: { [utcOffsetSeconds] _ in utcOffsetSeconds },
      currentDirectory: directory.path, log: { [self] in messages.append($0) }, files: files)
    environment.chance = { [self] in chance }
    environment.patienceMilliseconds = patienceMilliseconds
    environment.processes = ProcessTable(
      current: { process },
      life: { [self] in
        if $0.host != process.host { return .unknown }
        return endedProcesses.contains($0.number) ? .ended : .running
      }, users: { [self] _, _ in fileUsers })
    environment.volume = { [volume] _ in volume }
    return environment
  }

  /// The use cases over `.ai_sessions` in the directory; another one each time, as if another process.
  package func service(_ config: Config = Config()) -> SessionService {
    SessionService(environment: environment, config: config)
  }

  /// The use cases of a server with this process number on a host.
  package func server(
    _ number: Int, on host: String = "desk", config: Config = Config()
  ) -> SessionService {
    SessionService(
      environment: environment(of: TestEnvironment.process(number, on: host)), config: config,
      ownsSessions: true)
  }

  /// Moves the clock.
  package func pass(minutes: Double) {
    now = now.advanced(byMicroseconds: Int64(minutes * 60e6))
  }

  /// A data file as text; nil when there is none.
  package func stored(_ name: String) throws -> String? {
    try directory.text(of: Config.defaultDirectory + "/" + name)
  }

  /// Puts a data file there, old enough that nobody can be writing it.
  package func store(_ text: String, as name: String) throws {
    try directory.write(text, to: Config.defaultDirectory + "/" + name)
  }

  /// The names in the data directory, helper files that may stay left out.
  package func storedNames() throws -> [String] {
    try directory.names(in: Config.defaultDirectory).filter {
      $0 != ".gitignore" && $0 != ".tracker.tmp" && !$0.hasSuffix(".spare.tmp")
    }
  }
}

/// A test's text is not what the test takes it for.
package struct UnreadableText: Error {
  /// The text.
  package var text: String
}

/// The last part of a path; of a temporary file, which has another name each time, without what differs.
package func plainName(of path: String) -> String {
  let name = path.split(separator: "/").last.map(String.init) ?? ""
  let parts = name.split(separator: ".", omittingEmptySubsequences: false)
  guard parts.last == "tmp", parts.count > 2, parts[parts.count - 2].contains("-") else {
    return name
  }
  return (parts.dropLast(2) + ["tmp"]).joined(separator: ".")
}

extension Timestamp {
  /// The time that a test writes down.
  package static func reading(_ text: String) throws(UnreadableText) -> Timestamp {
    guard let time = Timestamp(text) else { throw UnreadableText(text: text) }
    return time
  }
}
