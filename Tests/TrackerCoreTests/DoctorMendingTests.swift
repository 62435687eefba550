// What the doctor mends, and that it changes exactly what it says, byte for byte.

import JSON
import Platform
import TestSupport
import Testing
import TrackerCore

@Suite final class DoctorMendingTests: DoctorWorld {
  @Test func countersAreRecountedAndNothingElseChanges() throws {
    let id = try begin()
    let right = try files()
    let text = try #require(right["sessions.json"])
    let wrong = text.replacing("\"total_interactions\": 1", "\"total_interactions\": 71")
      .replacing("\"avg_effectiveness\": 4.0", "\"avg_effectiveness\" :2.5")
    try world.store(wrong, as: "sessions.json")
    let finding = try onlyFinding()
    #expect(finding.check == "counters" && finding.isMendable)
    #expect(finding.details == ["\(id): says 71 at 2.50, its interactions say 1 at 4.00"])
    let copy = "sessions.json.before-fix-20260105T211518"
    #expect(
      try doctor().mend() == [
        "recounted \(id)", "kept \(world.directory.path(of: ".ai_sessions/\(copy)"))",
      ])
    var expected = right
    expected["sessions.json"] = text.replacing(
      "\"avg_effectiveness\": 4.0", "\"avg_effectiveness\" :4.0"
    ).replacing("\"revision\": 1", "\"revision\": 2")
    expected[copy] = wrong
    #expect(try files() == expected)
    let left = odd(doctor().examine())
    #expect(left.map(\.check) == ["copies"])
    #expect(left.first?.severity == .note)
    #expect(try doctor().mend() == [])
  }

  @Test func aDeadServersSessionIsClosedAsTheNextStartWouldCloseIt() throws {
    let id = try world.server(7).startSession(.made()).session.id
    let other = try world.server(8).startSession(.made("other")).session.id
    let before = try #require(try world.stored("sessions.json"))
    world.endedProcesses = [7]
    let finding = try onlyFinding()
    #expect(finding.check == "owners" && finding.isMendable)
    #expect(finding.details == ["\(id): process 7 has ended"])
    world.pass(minutes: 300)
    #expect(try doctor().mend().first == "closed \(id)")
    #expect(try world.member("status", of: id) == "completed")
    #expect(try world.member("owner", of: id) == nil)
    #expect(try world.member("end_time", of: id) == "2026-01-06T01:15:18+00:00")
    #expect(
      try world.member("notes", of: id)
        == "[Auto-closed: its server has ended, exceeded 4.0h max duration (was 5.0h)]")
    #expect(try world.member("status", of: other) == "active")
    #expect(try world.stored("sessions.json.before-fix-20260106T021518") == before)
  }

  @Test func bothAreMendedInOneWriteWithOneCopy() throws {
    let id = try begin()
    let text = try #require(try world.stored("sessions.json"))
    let wrong = text.replacing("\"total_interactions\": 1", "\"total_interactions\": 9")
    try world.store(wrong, as: "sessions.json")
    world.endedProcesses = [7]
    #expect(try doctor().mend().count == 3)
    #expect(try world.member("total_interactions", of: id) == 1)
    #expect(try world.member("status", of: id) == "completed")
    #expect(try world.storedNames().filter { $0.contains("before-fix") }.count == 1)
    #expect(try world.stored("sessions.json.before-fix-20260105T211518") == wrong)
  }

  @Test func aCopyNeverReplacesAnother() throws {
    _ = try begin()
    try world.store("older", as: "sessions.json.before-fix-20260105T211518")
    world.endedProcesses = [7]
    _ = try doctor().mend()
    #expect(try world.stored("sessions.json.before-fix-20260105T211518") == "older")
    #expect(try world.stored("sessions.json.before-fix-20260105T211518_2") != nil)
  }

  @Test func aFileThatIsMadeByTheWayIsTold() throws {
    _ = try begin()
    try RealFileSystem().remove(world.directory.path(of: ".ai_sessions/issues.json"))
    world.endedProcesses = [7]
    #expect(try doctor().mend().last == "made issues.json, without records")
    #expect(try world.stored("issues.json") == "[]")
  }

  @Test func leftTemporaryFilesAreRemoved() throws {
    _ = try begin()
    let spare = ".sessions.json.spare.tmp"
    try world.store("{}", as: spare)
    var expected = try files()
    try world.store("{\"half", as: ".sessions.json.tmp")
    try world.store("mine", as: "note.tmp")
    let finding = try onlyFinding()
    #expect(finding.check == "temporaries" && finding.isMendable)
    #expect(finding.details == [".sessions.json.tmp"])
    #expect(try doctor().mend() == ["removed .sessions.json.tmp"])
    expected["note.tmp"] = "mine"
    #expect(try files() == expected)
    #expect(try world.stored(spare) == nil, "a former version goes, too")
  }

  @Test func whileSomebodyWritesNothingIsMended() throws {
    _ = try begin()
    world.endedProcesses = [7]
    try world.store("{\"half", as: ".issues.json.tmp")
    let before = try files()
    let lock = world.directory.path(of: ".ai_sessions/.tracker.tmp")
    world.fileUsers = [FileUser(number: 12, name: "peer", use: .locks, path: lock)]
    try RealFileSystem().withLock(on: lock) { _ in
      let report = doctor().examine()
      #expect(odd(report).map(\.check) == ["owners"], "a writer's file is not left behind")
      #expect(report.findings.first { $0.check == "users" }?.text == "a write is going on")
      #expect(
        throws: TrackerError.storage(
          path: lock, reason: "process 12 is writing; nothing was done")
      ) { try doctor().mend() }
    }
    #expect(try files() == before)
    #expect(try doctor().mend().count == 3)
  }

  /// Whatever call fails, the ledger is as it was or as it should be, and no copy is left of what did not happen.
  @Test func aFailureAtAnyCallLeavesTheLedgerWhole() throws {
    var step = 1
    while true {
      let world = try TestEnvironment()
      let id = try world.server(7).startSession(.made()).session.id
      world.endedProcesses = [7]
      let before = try #require(try world.stored("sessions.json"))
      let doctor = Doctor(environment: world.environment, config: Config(), variables: { _ in nil })
      world.calls = []
      world.failingCall = step
      let done = Result { try doctor.mend() }
      let wasReached = world.calls.count >= step
      world.failingCall = nil
      let isClosed = try world.member("status", of: id) == "completed"
      if !isClosed {
        #expect(try world.stored("sessions.json") == before)
        let names = try world.storedNames()
        #expect(!names.contains { $0.contains("before-fix") })
      }
      if case .success(let lines) = done { #expect(lines.isEmpty != isClosed) }
      guard wasReached else { break }
      step += 1
    }
    #expect(step > 5)
  }
}
