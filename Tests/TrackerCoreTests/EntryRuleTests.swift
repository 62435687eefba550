// What no door takes, and that the doors agree: blank texts and estimates that cannot be.

import JSON
import Platform
import TestSupport
import Testing
import TrackerCore

@Suite final class EntryRuleTests {
  let world: TestEnvironment
  let service: SessionService

  init() throws {
    world = try TestEnvironment()
    service = world.service()
  }

  private func expectRefusal(of name: String, by body: () throws -> Void) throws {
    let error = try #require(#expect(throws: TrackerError.self, performing: body))
    #expect(error.parts.map(\.message).first?.hasPrefix("\(name) must be ") == true, "\(error)")
  }

  @Test(arguments: [
    "", " ", "\t\r\n", "\u{A0}\u{2003}\u{3000}", "\u{85}\u{2028}", "\u{200B}\u{200D}\u{FEFF}",
    "\u{AD}", "\u{202E}", "\u{3164}", "\u{2800}", "\u{0}\u{1B}", "\u{FE0F}", "\u{E0020}",
  ])
  func aTextOfWhichNothingWouldBeSeenIsBlank(text: String) throws {
    #expect(text.isBlank)
    try expectRefusal(of: "session_name") { _ = try service.startSession(.made(text)) }
    try expectRefusal(of: "model_name") {
      var request = StartRequest.made()
      request.modelName = text
      _ = try service.startSession(request)
    }
    try expectRefusal(of: "prompt") { _ = try service.logInteraction(.made("s", prompt: text)) }
    #expect(try world.directory.names() == [], "a refused call makes nothing")
  }

  @Test(arguments: ["0", ".", "—", " x ", "日本", "e\u{301}", "\u{301}", "👍🏽", "\u{200B}x"])
  func aTextOfWhichSomethingWouldBeSeenIsNot(text: String) throws {
    #expect(!text.isBlank)
    #expect(try service.startSession(.made(text)).session.name == text)
  }

  @Test(arguments: [
    0, -0.0, -1, 144_000.0000001, 1e15, .infinity, -.infinity, .nan, -.leastNonzeroMagnitude,
  ])
  func anEstimateOutOfItsBoundsIsRefused(minutes: Double) throws {
    try expectRefusal(of: "human_time_estimate_minutes") {
      _ = try service.startSession(.made(estimate: minutes))
    }
    #expect(try world.directory.names() == [])
    let id = try service.startSession(.made()).session.id
    let before = try world.session(id)
    try expectRefusal(of: "final_estimate_minutes") {
      _ = try service.endSession(
        id, outcome: Outcome(rawValue: "success"), finalEstimateMinutes: minutes)
    }
    #expect(try world.session(id) == before)
  }

  @Test(arguments: [0.25, 1, 144_000])
  func anEstimateWithinItsBoundsIsTaken(minutes: Double) throws {
    let id = try service.startSession(.made(estimate: minutes)).session.id
    let ended = try service.endSession(
      id, outcome: Outcome(rawValue: "success"), finalEstimateMinutes: minutes)
    #expect(ended.session.humanTimeEstimateMinutes == minutes)
    #expect(ended.session.finalEstimateMinutes == minutes)
  }

  @Test func allThatIsWrongWithAStartIsToldAtOnce() {
    var request = StartRequest.made(" ", estimate: 0)
    request.modelName = ""
    let error = #expect(throws: TrackerError.self) { try service.startSession(request) }
    #expect(
      error?.message
        == "session_name must be text that is not blank; model_name must be text that is not blank; "
        + "human_time_estimate_minutes must be a number of minutes above 0, at most 144000 (2,400 hours)"
    )
  }
}
