// How long one call waits for files that other programs have half written.

import TestSupport
import Testing

@testable import TrackerCore

@Suite struct PatienceTests {
  private func waits(_ patience: Patience) -> Int {
    var count = 0
    while patience.wait() { count += 1 }
    return count
  }

  @Test func theFilesOfACallShareItsPatienceAndTheNextCallHasItsOwn() {
    let patience = Patience(milliseconds: 50)
    for _ in 1...2 {
      patience.inOneCall {
        #expect(patience.inOneCall { waits(patience) } > 0)
        #expect(patience.inOneCall { waits(patience) } == 0)
      }
    }
  }

  @Test func withoutPatienceNothingIsWaitedFor() {
    let patience = Patience(milliseconds: 0)
    #expect(patience.inOneCall { waits(patience) } == 0)
  }

  @Test func aHistoryIsOneCall() throws {
    let world = try TestEnvironment()
    world.patienceMilliseconds = 50
    for name in ["sessions.json", "interactions.json", "issues.json"] {
      try world.directory.write(#"[{"a""#, to: ".ai_sessions/\(name)", secondsOld: 0)
    }
    let service = world.service()
    #expect(try service.history().unusableFiles.count == 3)
    // Nothing is left for whoever goes on in the same call.
    #expect(!service.storage.patience.wait())
  }
}
