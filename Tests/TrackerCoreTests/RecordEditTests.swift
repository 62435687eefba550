// What a person corrects: only that is written, nothing when nothing is another one, and undone to the byte.

import JSON
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct RecordEditTests {
  private func begin(_ world: TestEnvironment) throws -> (SessionService, SessionID) {
    let service = world.service()
    let id = try service.startSession(.made()).session.id
    for rating in [2, 5, 3] { _ = try service.logInteraction(.made(id, rating: rating)) }
    return (service, id)
  }

  @Test func aNewEstimateIsTheFinalOneAndTheFirstStays() throws {
    let world = try TestEnvironment()
    let (service, id) = try begin(world)
    let first = try #require(try service.storedSession(id)?.humanTimeEstimateMinutes)
    let edited = try service.editSession(id, SessionEdit(["estimate": "3.5h"]))
    #expect(edited.changes.map(\.sentence) == ["estimate \(EstimateText.text(first)) → 3.5h"])
    #expect(try world.member("final_estimate_minutes", of: id)?.double == 210)
    #expect(try world.member("human_time_estimate_minutes", of: id)?.double == first)
    #expect(try world.member("estimate_by", of: id) == "person")
  }

  @Test func whereNothingIsAnotherOneNothingIsWritten() throws {
    let world = try TestEnvironment()
    let (service, id) = try begin(world)
    world.calls = []
    let session = try #require(try service.storedSession(id))
    let same = SessionEdit(
      Dictionary(
        uniqueKeysWithValues: EditableField.all.filter { $0.name != "outcome" }.map {
          ($0.name, $0.text(session))
        }))
    #expect(try service.editSession(id, same).changes == [])
    #expect(world.calls == [])
    let stored = try OddLedger.texts(world)
    #expect(try service.editRating(ofInteraction: 2, of: id, to: 5).changes == [])
    #expect(try OddLedger.texts(world) == stored)
  }

  @Test func aRunningSessionIsEditedButItsOutcomeComesWithItsEnd() throws {
    let world = try TestEnvironment()
    let (service, id) = try begin(world)
    #expect(throws: TrackerError.running(id)) {
      try service.editSession(id, SessionEdit(["outcome": "success"]))
    }
    _ = try service.editSession(id, SessionEdit(["name": "Other", "project": "shop"]))
    #expect(try world.member("session_name", of: id) == "Other")
    #expect(try world.member("status", of: id) == "active")
    _ = try service.endSession(id, outcome: .partial)
    #expect(
      try service.editSession(id, SessionEdit(["outcome": "success"])).changes.map(\.sentence)
        == ["outcome partial → success"])
  }

  @Test(arguments: [
    ["name": " "], ["model": "\u{200B}"], ["type": "gardening"], ["estimate": "0"],
    ["estimate": "-5"], ["estimate": "2401h"], ["estimate": "soon"], ["estimate": "nan"],
    ["outcome": "fine"],
  ])
  func whatNoDoorTakesIsRefused(_ texts: [String: String]) throws {
    let world = try TestEnvironment()
    let (service, id) = try begin(world)
    let before = try OddLedger.texts(world)
    #expect(throws: TrackerError.self) { try service.editSession(id, SessionEdit(texts)) }
    #expect(try OddLedger.texts(world) == before)
  }

  @Test func aRatingIsChangedByItsNumberAndTheFormerOneIsKept() throws {
    let world = try TestEnvironment()
    let (service, id) = try begin(world)
    let edited = try service.editRating(ofInteraction: 1, of: id, to: 4)
    #expect(edited.changes.map(\.sentence) == ["rating of interaction 1 2 → 4"])
    let records = try #require(try world.json("interactions.json").elements)
    #expect(records[0]["effectiveness_rating"] == 4 && records[0]["previous_ratings"] == [2])
    #expect(try world.member("avg_effectiveness", of: id)?.double == 4)
    for number in [0, 4, -1] {
      #expect(throws: TrackerError.self) {
        try service.editRating(ofInteraction: number, of: id, to: 4)
      }
    }
  }

  @Test(arguments: [
    ("45", 45.0), ("45m", 45), ("3.5h", 210), (" 1h ", 60), ("1e2", 100),
  ])
  func estimatesAreReadAsPeopleTypeThem(_ text: String, _ minutes: Double) {
    #expect(EstimateText.minutes(in: text) == minutes)
  }

  @Test(arguments: [
    (45.0, "45m"), (240, "4.0h"), (100, "100m"), (2.5, "2.5m"), (0, ""),
  ])
  func estimatesAreTold(_ minutes: Double, _ text: String) {
    #expect(EstimateText.text(minutes) == text)
  }

  // MARK: Properties

  private static let choices: [String: [String]] = [
    "name": ["N", "caf\u{E9} \"x\"\n"], "type": ["testing", "planning"], "model": ["m"],
    "estimate": ["1h", "7m", "100.5"], "project": ["", "shop"], "developer": ["", "ana"],
    "outcome": ["failed", "success"], "notes": ["", "n\u{1F}"],
  ]

  @Test func editingAndUndoingChangesNoByteAndEditingOnlyTheSession() throws {
    var generator = SeededGenerator(seed: 1_130)
    let world = try TestEnvironment()
    var edits = 0
    for _ in 0..<120 {
      try OddLedger.store(in: world, &generator)
      let service = world.service()
      let id = generator.pick(OddLedger.ids)
      let before = try OddLedger.texts(world)
      var texts: [String: String] = [:]
      for (name, values) in RecordEditTests.choices.sorted(by: { $0.key < $1.key })
      where generator.oneIn(2) {
        texts[name] = generator.pick(values)
      }
      let edited: EditedSession
      do throws(TrackerError) {
        edited = try service.editSession(SessionID(id), SessionEdit(texts))
      } catch {
        #expect(try OddLedger.texts(world) == before)
        continue
      }
      guard let change = edited.change else {
        #expect(try OddLedger.texts(world) == before)
        continue
      }
      edits += 1
      let after = try OddLedger.texts(world)
      #expect(after[1...] == before[1...])
      let (old, new) = (try FileEntries(before[0]), try FileEntries(after[0]))
      let place = old.entries.lastIndex {
        SessionID($0.name) == SessionID(id) && $0.value.first == 0x7B
      }
      for index in old.entries.indices where index != place {
        #expect(old.entries[index] == new.entries[index])
      }
      #expect(old.trail == new.trail)
      let stored = try #require(try service.storedSession(SessionID(id)))
      for (name, text) in texts {
        let field = try #require(EditableField.all.first { $0.name == name })
        let isKept = field.text(stored) == text || name == "estimate"
        #expect(isKept, "\(name)")
      }
      try service.undo(change)
      #expect(try OddLedger.texts(world) == before)
    }
    #expect(edits > 40)
  }

  @Test func ratingAnewAndUndoingChangesNoByte() throws {
    var generator = SeededGenerator(seed: 3)
    let world = try TestEnvironment()
    var edits = 0
    for _ in 0..<120 {
      try OddLedger.store(in: world, &generator)
      let service = world.service()
      let before = try OddLedger.texts(world)
      for id in OddLedger.ids {
        do throws(TrackerError) {
          let edited = try service.editRating(
            ofInteraction: 1 + generator.below(2), of: SessionID(id), to: 1 + generator.below(5))
          guard let change = edited.change else { continue }
          edits += 1
          try service.undo(change)
        } catch { continue }
        #expect(try OddLedger.texts(world) == before)
      }
    }
    #expect(edits > 20)
  }
}
