// What is deleted comes back as it was; what is not meant stays to the byte; nothing is lost between two steps.

import Glibc
import JSON
import Platform
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct DeletionTests {
  private func begin(_ world: TestEnvironment) throws -> (SessionService, SessionID) {
    let service = world.service()
    let id = try service.startSession(.made()).session.id
    _ = try service.logInteraction(.made(id, rating: 4))
    _ = try service.flagIssue(session: id, issueType: "x", description: "d", severity: .low)
    _ = try service.endSession(id, outcome: .partial)
    return (service, id)
  }

  // MARK: Properties

  private func entries(_ texts: [String]) throws -> [[FileEntries.Entry]] {
    try texts.map { try FileEntries($0).entries }
  }

  private func isOf(_ id: String, _ entry: FileEntries.Entry, isNamed: Bool) throws -> Bool {
    let name = isNamed ? entry.name : try JSONReader.read(entry.value)["session_id"]?.text
    return name.map { SessionID($0) == SessionID(id) } ?? false
  }

  @Test func deletingAndBringingBackChangesNoByteAndDeletingTakesOnlyWhatIsMeant() throws {
    var generator = SeededGenerator(seed: 20_261_130)
    let world = try TestEnvironment()
    var deletions = 0
    for _ in 0..<120 {
      try OddLedger.store(in: world, &generator)
      let service = world.service()
      for id in OddLedger.ids {
        let before = try OddLedger.texts(world)
        do throws(TrackerError) {
          _ = try service.deleteSession(SessionID(id))
        } catch {
          guard [.sessionNotFound(SessionID(id)), .running(SessionID(id))].contains(error) else {
            throw error
          }
          #expect(try OddLedger.texts(world) == before)
          continue
        }
        deletions += 1
        let after = try OddLedger.texts(world)
        let (old, new) = (try entries(before), try entries(after))
        for (index, entries) in old.enumerated() {
          let kept = try entries.filter { try !isOf(id, $0, isNamed: index == 0) }
          #expect(new[index].map(\.value) == kept.map(\.value))
          #expect(new[index].map(\.name) == kept.map(\.name))
        }
        try service.undeleteSession(generator.oneIn(2) ? nil : SessionID(id))
        #expect(try OddLedger.texts(world) == before)
        #expect(try service.deletedSessions().isEmpty)
        #expect(try world.stored(Trash.name) == nil)
      }
    }
    #expect(deletions > 100)
  }

  @Test func severalComeBackInAnyOrderAndEveryRecordKeepsItsBytes() throws {
    var generator = SeededGenerator(seed: 7)
    let world = try TestEnvironment()
    for _ in 0..<80 {
      try OddLedger.store(in: world, &generator)
      let service = world.service()
      let before = try entries(try OddLedger.texts(world))
      var deleted: [SessionID] = []
      for id in OddLedger.ids where generator.oneIn(2) {
        do throws(TrackerError) {
          deleted.append(try service.deleteSession(SessionID(id)).id)
        } catch { continue }
      }
      let other = try service.startSession(.made()).session.id
      for id in deleted.shuffled(using: &generator) { try service.undeleteSession(id) }
      let after = try entries(try OddLedger.texts(world))
      for index in before.indices {
        let added = after[index].filter { $0.name == other.text }
        #expect(
          (before[index] + added).map(\.value).sorted { $0.lexicographicallyPrecedes($1) }
            == after[index].map(\.value).sorted { $0.lexicographicallyPrecedes($1) })
      }
      #expect(try service.history().unusableFiles.isEmpty)
    }
  }

  @Test func severalGoInOneStepAsOneAfterTheOtherAndComeBackToTheByte() throws {
    var generator = SeededGenerator(seed: 20_261_201)
    let world = try TestEnvironment()
    var several = 0
    for _ in 0..<500 {
      try OddLedger.store(in: world, &generator)
      let service = world.service()
      let before = try OddLedger.texts(world)
      var ids: [SessionID] = []
      for id in OddLedger.ids.shuffled(using: &generator) where generator.oneIn(2) {
        ids.append(SessionID(id))
      }
      var deleted: [DeletedSession] = []
      do throws(TrackerError) {
        deleted = try service.deleteSessions(ids)
      } catch {
        #expect(try OddLedger.texts(world) == before)
        #expect(try world.stored(Trash.name) == nil)
        continue
      }
      let together = try OddLedger.texts(world)
      try service.undo(RecordChange(subject: .deletion(deleted), before: nil, after: []))
      #expect(try OddLedger.texts(world) == before)
      #expect(try world.stored(Trash.name) == nil)
      for id in ids { _ = try service.deleteSession(id) }
      #expect(try OddLedger.texts(world) == together)
      for id in ids.reversed() { try service.undeleteSession(id) }
      #expect(try OddLedger.texts(world) == before)
      several += ids.count > 1 ? 1 : 0
    }
    #expect(several > 20)
  }

  @Test func oneThatRunsKeepsTheOthersFromGoing() throws {
    let world = try TestEnvironment()
    let (service, ended) = try begin(world)
    let running = try service.startSession(.made()).session.id
    let before = try OddLedger.texts(world)
    #expect(
      throws: TrackerError.noneOfSeveral(record: running.text, because: .running(running))
    ) { try service.deleteSessions([ended, running]) }
    #expect(try OddLedger.texts(world) == before)
    #expect(try world.stored(Trash.name) == nil)
  }

  // MARK: Steps

  @Test func whatIsDeletedIsOnTheDiskBeforeAnyRecordGoes() throws {
    let world = try TestEnvironment()
    let (service, id) = try begin(world)
    world.calls = []
    let deleted = try service.deleteSession(id)
    #expect(deleted.interactionCount == 1 && deleted.issueCount == 1)
    let kept = try #require(world.calls.firstIndex(of: "rename .trash.jsonl"))
    let synced = try #require(world.calls[kept...].firstIndex { $0.hasPrefix("fsync") })
    let gone = try #require(world.calls.firstIndex { $0.hasPrefix("renameat2") })
    #expect(kept < synced && synced < gone)
    // The session goes first: what is left of it then comes back with it.
    #expect(world.calls[gone].hasSuffix("sessions.json"))
    #expect(try world.stored(".gitignore")?.contains("\n.trash.jsonl\n") == true)
  }

  /// The state of the files when the power goes before the call with each number.
  @Test func whereverThePowerGoesTheSessionIsThereOrComesBackWhole() throws {
    var steps = 0
    for cut in 1... {
      let world = try TestEnvironment()
      let (_, id) = try begin(world)
      let before = try entries(try OddLedger.texts(world))
      (world.calls, world.failingCall) = ([], cut)
      // Nothing that is done after the cut is done: undoing neither.
      world.staysFailing = true
      var isDone = true
      do throws(TrackerError) { _ = try world.service().deleteSession(id) } catch { isDone = false }
      (world.failingCall, world.staysFailing) = (nil, false)
      let service = world.service()
      if try service.storedSession(id) == nil { try service.undeleteSession(id) }
      let after = try entries(try OddLedger.texts(world))
      #expect(after.map { $0.map(\.value) } == before.map { $0.map(\.value) }, "\(cut)")
      steps = cut
      if isDone { break }
    }
    #expect(steps > 10)
  }

  @Test func whereverThePowerGoesWhileItComesBackItComesBackOnce() throws {
    for cut in 1... {
      let world = try TestEnvironment()
      let (first, id) = try begin(world)
      let before = try entries(try OddLedger.texts(world))
      _ = try first.deleteSession(id)
      (world.calls, world.failingCall) = ([], cut)
      world.staysFailing = true
      var isDone = true
      do throws(TrackerError) { try world.service().undeleteSession(id) } catch { isDone = false }
      (world.failingCall, world.staysFailing) = (nil, false)
      let service = world.service()
      if try service.storedSession(id) == nil { try service.undeleteSession(id) }
      let after = try entries(try OddLedger.texts(world))
      #expect(after.map { $0.map(\.value) } == before.map { $0.map(\.value) }, "\(cut)")
      if isDone { break }
    }
  }

  // MARK: Refusals

  @Test func aRunningSessionIsNotDeleted() throws {
    let world = try TestEnvironment()
    let service = world.service()
    let id = try service.startSession(.made()).session.id
    let before = try world.stored("sessions.json")
    let error = #expect(throws: TrackerError.running(id)) { try service.deleteSession(id) }
    #expect(error?.remedy.contains("End it first") == true)
    #expect(try world.stored("sessions.json") == before)
    #expect(try world.stored(Trash.name) == nil)
  }

  @Test(arguments: [false, true])
  func oneThatWasSilentForLongerThanTheMaximumDoesNotRun(_ isLogged: Bool) throws {
    let world = try TestEnvironment(at: "2026-01-05T12:00:00+00:00")
    let sign = isLogged ? "2026-01-05T11:00:00+00:00" : "2026-01-02T09:00:00+00:00"
    try world.store(
      """
      {"a": {"status": "active", "start_time": "2026-01-02T08:00:00+00:00", "total_interactions": 1}}
      """, as: "sessions.json")
    try world.store(
      #"[{"session_id": "a", "timestamp": "\#(sign)", "effectiveness_rating": 3}]"#,
      as: "interactions.json")
    let service = world.service()
    let history = try service.history(withFacts: true)
    let session = try #require(history.sessions.first)
    #expect(
      history.isRunning(session, at: world.environment.now(), config: Config()) == isLogged)
    let before = try world.stored("sessions.json")
    guard !isLogged else {
      #expect(throws: TrackerError.running("a")) { try service.deleteSession("a") }
      return
    }
    _ = try service.deleteSession("a")
    #expect(try service.storedSession("a") == nil)
    try service.undeleteSession("a")
    #expect(try world.stored("sessions.json") == before)
  }

  @Test func aBeginningNamesADeletedSession() throws {
    let world = try TestEnvironment()
    try world.store(
      #"{"ab1": {"status": "completed"}, "ab2": {"status": "completed"}, "c": {"status": "x"}}"#,
      as: "sessions.json")
    let service = world.service()
    #expect(try service.matchDeleted("last") == .none(nearest: []))
    for id: SessionID in ["ab2", "c", "ab1"] {
      _ = try service.deleteSession(id)
    }
    #expect(try service.matchDeleted("c") == .one("c"))
    #expect(try service.matchDeleted("ab") == .several(["ab1", "ab2"]))
    #expect(try service.matchDeleted("last") == .one("ab1"))
    try service.undeleteSession("ab1")
    #expect(try service.matchDeleted("ab") == .one("ab2"))
  }

  @Test func anIdThatIsThereStaysAndOneThatWasNotDeletedIsNotKept() throws {
    let world = try TestEnvironment()
    let (service, id) = try begin(world)
    let stored = try OddLedger.texts(world)
    _ = try service.deleteSession(id)
    try world.store(stored[0], as: "sessions.json")
    #expect(throws: TrackerError.isThere(id)) { try service.undeleteSession(id) }
    #expect(throws: TrackerError.notKept("gone")) { try service.undeleteSession("gone") }
    #expect(try world.service().deletedSessions().map(\.id) == [id])
  }

  @Test func forEverKeepsNothing() throws {
    let world = try TestEnvironment()
    let (service, id) = try begin(world)
    _ = try service.deleteSession(id, keepsNothing: true)
    #expect(throws: TrackerError.notKept(id)) { try service.undeleteSession(id) }
    for name in try world.directory.names(in: Config.defaultDirectory) {
      #expect(try world.stored(name)?.contains(id.text) != true, "\(name)")
    }
  }

  @Test func forEverAlsoForgetsWhatWasDeletedBefore() throws {
    let world = try TestEnvironment()
    let (service, id) = try begin(world)
    _ = try service.deleteSession(id)
    _ = try service.deleteSession(id, keepsNothing: true)
    #expect(try service.deletedSessions().isEmpty)
    #expect(throws: TrackerError.sessionNotFound(id)) {
      try service.deleteSession(id, keepsNothing: true)
    }
  }

  @Test(arguments: ["sessions.json", "interactions.json", "issues.json"])
  func whereAFileIsBrokenNothingIsDeleted(_ name: String) throws {
    let world = try TestEnvironment()
    let (_, id) = try begin(world)
    try world.store("[{\"session_id\"", as: name)
    let before = try OddLedger.texts(world)
    #expect(throws: TrackerError.self) { try world.service().deleteSession(id) }
    #expect(try OddLedger.texts(world) == before)
  }

  @Test(arguments: [
    #"[[3, "x"]]"#, #"[[2, "\n  {\"a\": 1}, oh"]]"#, #"[[2, ", \"b\": {}"]]"#, "[]", "5",
    #"[[-1, "\"a\": {}"]]"#,
  ])
  func whatAPersonMadeOfTheTrashIsNotPutIntoTheFiles(_ cuts: String) throws {
    let world = try TestEnvironment()
    try world.store("{}", as: "sessions.json")
    try world.store(
      #"{"deleted_at": "2026-01-05T21:15:18Z", "session_id": "a", "cuts": {"sessions.json": \#(cuts)}}"#,
      as: Trash.name)
    #expect(throws: TrackerError.self) { try world.service().undeleteSession("a") }
    #expect(try world.stored("sessions.json") == "{}")
  }

  @Test func linesOfTheTrashThatAreNotUnderstoodStay() throws {
    let world = try TestEnvironment()
    let (service, id) = try begin(world)
    try world.store("mine\n\n{\"session_id\": 5}", as: Trash.name)
    _ = try service.deleteSession(id)
    #expect(try world.stored(Trash.name)?.hasPrefix("mine\n{\"session_id\": 5}\n{") == true)
    try service.undeleteSession(nil)
    #expect(try world.stored(Trash.name) == "mine\n{\"session_id\": 5}\n")
  }

  @Test func aTrashThatIsALinkKeepsASessionFromBeingDeleted() throws {
    let world = try TestEnvironment()
    let (service, id) = try begin(world)
    #expect(symlink("/dev/null", service.directory + "/" + Trash.name) == 0)
    #expect(throws: TrackerError.self) { try service.deleteSession(id) }
    #expect(try service.storedSession(id) != nil)
  }

  // MARK: Age

  @Test func afterThirtyDaysItGoesWithTheNextDeleteAServersEndAndTheDoctor() throws {
    for way in 0..<3 {
      let world = try TestEnvironment()
      let (service, id) = try begin(world)
      _ = try service.deleteSession(id)
      world.pass(minutes: 30 * 24 * 60 - 1)
      service.dropOldTrash()
      #expect(try service.deletedSessions().map(\.id) == [id])
      world.pass(minutes: 1)
      switch way {
      case 0:
        let next = try begin(world).1
        _ = try service.deleteSession(next)
        #expect(try service.deletedSessions().map(\.id) == [next])
        continue
      case 1: try service.closeStartedSessions()
      default:
        let doctor = Doctor(
          environment: world.environment, config: Config(), variables: { _ in nil })
        let finding = doctor.examine().findings.first { $0.check == "trash" }
        #expect(finding?.isMendable == true && finding?.severity == .note)
        #expect(try doctor.mend() == ["took 1 session out of the trash"])
      }
      #expect(try service.deletedSessions().isEmpty)
    }
  }

  @Test func theDoctorNamesWhatIsKept() throws {
    let world = try TestEnvironment()
    let (service, id) = try begin(world)
    _ = try service.deleteSession(id)
    let doctor = Doctor(environment: world.environment, config: Config(), variables: { _ in nil })
    let finding = doctor.examine().findings.first { $0.check == "trash" }
    #expect(finding?.severity == .fine && finding?.text == "1 session is kept")
    #expect(finding?.details.first?.hasPrefix("\(id): ") == true)
  }
}
