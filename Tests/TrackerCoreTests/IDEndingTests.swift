// The two characters by chance at the end of an id.

import JSON
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct IDEndingTests {
  private let world: TestEnvironment
  private let service: SessionService

  init() throws {
    world = try TestEnvironment()
    service = world.service()
  }

  @Test func twoMachinesMakeDifferentIdsInTheSameSecond() throws {
    let other = try TestEnvironment()
    other.chance = 20
    let ids = try [world, other].map { try $0.service().startSession(.made()).session.id.text }
    #expect(ids == ["work_20260105_211518_k7", "work_20260105_211518_0m"])
  }

  @Test func everyEndingIsTwoCharactersAndNoneIsMadeTwice() throws {
    let base = SessionID("x")
    let endings = (0..<SessionID.endingCount).map { base.with(ending: $0).text }
    #expect(Set(endings).count == 1024)
    #expect(endings.first == "x_00" && endings.last == "x_zz")
    #expect(endings.allSatisfy { $0.utf8.count == 4 && !$0.contains { "ilouILOU".contains($0) } })
  }

  @Test func whereAllEndingsAreTakenANumberFollows() throws {
    let base = SessionID("work_20260105_211518")
    let taken = (0..<SessionID.endingCount).filter { $0 != 614 }.map {
      #""\#(base.with(ending: $0))": { }"#
    }
    try world.store("{" + taken.joined(separator: ", ") + "}", as: "sessions.json")
    #expect(try service.startSession(.made()).session.id == "work_20260105_211518_k6")
    #expect(try service.startSession(.made()).session.id == "work_20260105_211518_k7_2")
  }

  @Test func idsOfEarlierVersionsStayValid() throws {
    for id in ["work_20260105_211518", "work_20260105_211518_2"] as [SessionID] {
      try world.store(
        #"{"\#(id)": {"id": "\#(id)", "status": "active", "start_time": "2026-01-05T21:15:18+00:00"}}"#,
        as: "sessions.json")
      _ = try service.logInteraction(.made(id))
      #expect(try service.endSession(id, outcome: .partial).session.id == id)
    }
  }
}
