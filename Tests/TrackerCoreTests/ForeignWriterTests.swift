// Other programs write the same files, without our lock: what they are about to finish is waited for, and what they change
// between our reading and our writing is neither lost nor spliced into.

import Glibc
import JSON
import Platform
import TestSupport
import Testing

@testable import TrackerCore

@Suite final class ForeignWriterTests {
  let world: TestEnvironment
  let service: SessionService

  init() throws {
    world = try TestEnvironment()
    // However busy the machine is: whoever has begun a file also ends it.
    world.patienceMilliseconds = 60_000
    service = world.service()
    try world.store(#"{"a": {"status": "active"}}"#, as: "sessions.json")
  }

  private let whole = #"[{"session_id": "a", "effectiveness_rating": 5}]"#

  /// A file that somebody is just writing, and who finishes it a little later.
  private func halfWritten(_ text: String) throws -> ChildProcess {
    try world.directory.write(whole, to: "whole")
    try world.directory.write(text, to: ".ai_sessions/interactions.json", secondsOld: 0)
    let (from, to) = (
      world.directory.path(of: "whole"), service.directory + "/interactions.json"
    )
    let child = try ChildProcess(
      "touch '\(to).ready'; sleep 0.1; touch '\(from)'; mv '\(from)' '\(to)'")
    #expect(try holds { try world.stored("interactions.json.ready") != nil })
    return child
  }

  @Test(arguments: ["", "[", #"[{"session_id": "a", "eff"#])
  func aReaderWaitsForAHalfWrittenFile(_ text: String) throws {
    let child = try halfWritten(text)
    let history = try service.history()
    #expect(history.unusableFiles == [])
    #expect(history.interactions.all.count == 1)
    #expect(world.messages == [])
    #expect(child.exitStatus() == 0)
  }

  @Test(arguments: ["", #"[{"session_id": "a", "eff"#])
  func aWriterWaitsForAHalfWrittenFile(_ text: String) throws {
    let child = try halfWritten(text)
    #expect(try service.logInteraction(.made("a", rating: 4)).averageEffectiveness == 4.5)
    #expect(try world.json("interactions.json").elements?.count == 2)
    #expect(service.takeNotices() == [])
    #expect(child.exitStatus() == 0)
  }

  @Test func aFileThatNobodyFinishesIsGivenUp() throws {
    world.patienceMilliseconds = 60
    try world.directory.write("[", to: ".ai_sessions/interactions.json", secondsOld: 0)
    let start = Clock.monotonicMilliseconds()
    #expect(try world.service().history().unusableFiles.count == 1)
    #expect(Clock.monotonicMilliseconds() - start >= 60)
  }

  @Test func aFileThatHasRestedIsNotWaitedFor() throws {
    try world.store("[", as: "interactions.json")
    let start = Clock.monotonicMilliseconds()
    #expect(try world.service().history().unusableFiles.count == 1)
    #expect(Clock.monotonicMilliseconds() - start < world.patienceMilliseconds)
  }

  /// The file grows in place while its first record is handed over: it is read again, and what was seen is forgotten.
  @Test func aFileThatChangesWhileItIsReadIsReadAgain() throws {
    try world.store("[1, 2]", as: "interactions.json")
    let file = JSONFile(
      .interactions, directory: service.directory,
      files: world.environment.files, patience: Patience(milliseconds: 5_000))
    var seen: [Int?] = []
    var readings = 0
    let state = try file.forEachRecord(
      restart: {
        seen = []
        readings += 1
      },
      { element in
        seen.append(element.value.integer)
        if readings == 1, seen.count == 1 { overwrite("interactions.json", "[1, 2, 3]") }
      })
    #expect(readings == 2)
    #expect(seen == [1, 2, 3])
    #expect(state.identity?.size == 9)
    #expect(state.keptSize == 9)
  }

  /// Writes over a data file as it stands, as a naive program does.
  private func overwrite(_ name: String, _ text: String) {
    let descriptor = open(service.directory + "/" + name, O_WRONLY | O_TRUNC | O_CLOEXEC)
    defer { close(descriptor) }
    #expect(throws: Never.self) {
      try FileWriter(descriptor: descriptor, path: name).write(Array(text.utf8))
    }
  }

  @Test(arguments: ["write .interactions.json.tmp", "fsync .interactions.json.tmp"])
  func whatIsWrittenBetweenOurReadingAndOurWritingIsKept(_ moment: String) throws {
    try world.store("[ ]", as: "interactions.json")
    var isOvertaken = false
    world.beforeEachCall = { [unowned self] call in
      guard call == moment, !isOvertaken else { return }
      isOvertaken = true
      overwrite("interactions.json", whole)
    }
    #expect(try service.logInteraction(.made("a", rating: 4)).totalInteractions == 2)
    #expect(isOvertaken)
    let ratings = try world.json("interactions.json").elements?.map { $0["effectiveness_rating"] }
    #expect(ratings == [5, 4])
  }

  @Test func aSessionAddedBetweenOurReadingAndOurWritingIsKept() throws {
    var isOvertaken = false
    world.beforeEachCall = { [unowned self] call in
      guard call == "write .sessions.json.tmp", !isOvertaken else { return }
      isOvertaken = true
      overwrite(
        "sessions.json", #"{"other": {"status": "active"}, "a": {"status": "active", "x": 1}}"#)
    }
    _ = try service.endSession("a", outcome: .partial)
    #expect(try world.json("sessions.json").members?.map(\.name) == ["other", "a"])
    #expect(try world.member("x", of: "a") == 1)
    #expect(try world.member("status", of: "a") == "completed")
  }

  @Test func aFileThatNeverRestsIsRefusedAndLeftAsItIs() throws {
    try world.store("[]", as: "interactions.json")
    var count = 0
    world.beforeEachCall = { [unowned self] call in
      guard call == "fsync .interactions.json.tmp" else { return }
      count += 1
      overwrite("interactions.json", "[" + String(repeating: " ", count: count) + "]")
    }
    let error = #expect(throws: TrackerError.self) {
      try self.service.logInteraction(.made("a"))
    }
    #expect(
      error
        == .storage(
          path: service.directory + "/interactions.json",
          reason: "another program keeps changing it"))
    #expect(count > 1)
    #expect(try world.json("interactions.json").elements == [])
    #expect(try world.stored("sessions.json") == #"{"a": {"status": "active"}}"#)
    #expect(try world.storedNames() == ["interactions.json", "sessions.json"])
  }
}
