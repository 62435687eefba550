// The name by which a client is stored, as each revision tells it.

import JSON
import Testing
import TrackerCore

@testable import TrackerMCP

@Suite struct ClientNameTests {
  @Test(arguments: ProtocolEra.allCases)
  func theClientIsStoredWithItsSessions(era: ProtocolEra) throws {
    let world = try World()
    let client = try world.client(era)
    let id = try client.start()
    let stored = try world.read(".ai_sessions/sessions.json")[id]
    // Without a handshake or an envelope that names it there is nothing to store.
    #expect(stored?["client"] == (era == .bare || era.isModern ? nil : "test"))
  }

  @Test func aRequestThatDescribesItselfNamesItsClient() throws {
    let world = try World()
    for name in ["Zed", "Cursor", nil] as [String?] {
      var line = Client(world: world, era: .july2026).line(
        "tools/call", ["name": "start_ai_session", "arguments": startArguments(name ?? "none")])
      if let name {
        let meta = line["params"]?["_meta"]?.with(Envelope.clientInfo, ["name": .string(name)])
        line = line.with("params", line["params"]?.with("_meta", meta))
      }
      let id = try #require(try world.ask(line)?.structured?["session_id"]?.text)
      let stored = try world.read(".ai_sessions/sessions.json")[id]
      #expect(stored?["client"] == name.map { .string($0) })
    }
  }
}
