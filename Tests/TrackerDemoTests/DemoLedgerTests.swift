// The sample data is what the storage reads, looks like weeks of work, and is the same for the same time.

import JSON
import Platform
import Testing
import TrackerCore
import TrackerDemo

@Suite struct DemoLedgerTests {
  static let times = [
    "2026-01-01T00:00:00+00:00", "2026-02-28T12:34:56.789+00:00", "2027-07-05T23:59:59+00:00",
  ].compactMap { Timestamp($0) }

  static func history(now: Timestamp) throws -> History {
    let files = RealFileSystem()
    let directory = try files.createTemporaryDirectory(prefix: "/tmp/demo-ledger-test.")
    defer { #expect(throws: Never.self) { try files.removeDirectory(directory) } }
    for file in DemoLedger.files(now: now) {
      let path = directory + "/" + file.name
      try files.replace(path, by: [.bytes(file.bytes)])
    }
    var config = Config()
    config.directory = directory
    return try SessionService(environment: .process, config: config).history()
  }

  @Test(arguments: times) func everyRecordIsUsable(now: Timestamp) throws {
    let history = try DemoLedgerTests.history(now: now)
    #expect(history.unusableFiles.isEmpty)
    #expect(history.skippedCount == 0)
    #expect((50...90).contains(history.sessions.count))
    #expect(history.issues.count >= 5)
    #expect(history.issues.contains { $0.resolved } && history.issues.contains { !$0.resolved })
    #expect(history.sessions.contains { !$0.codeMetrics.isEmpty })
  }

  @Test(arguments: times) func oneSessionRunsSinceTwentyFiveMinutes(now: Timestamp) throws {
    let running = try DemoLedgerTests.history(now: now).sessions.filter { $0.state == .active }
    #expect(running.count == 1)
    #expect(try now.minutes(since: #require(running.first?.start)) == 25)
  }

  @Test(arguments: times) func sessionsFollowOneAnotherWithinFortyDays(now: Timestamp) throws {
    let sessions = try DemoLedgerTests.history(now: now).sessions
    var previousEnd = now.advanced(byMicroseconds: -40 * 86_400_000_000)
    for session in sessions {
      let start = try #require(session.start)
      #expect(start.microseconds >= previousEnd.microseconds)
      previousEnd = session.end ?? now
      #expect(previousEnd.microseconds > start.microseconds)
      #expect(previousEnd.microseconds <= now.microseconds)
    }
  }

  @Test(arguments: times) func countersAgreeWithTheInteractions(now: Timestamp) throws {
    let history = try DemoLedgerTests.history(now: now)
    for session in history.sessions {
      let tally = try #require(history.interactions.bySession[session.id])
      #expect(tally.count == session.totalInteractions)
      #expect(tally.averageRating.map { $0.rounded(toDecimals: 2) } == session.averageEffectiveness)
    }
  }

  @Test func sessionsHaveDifferentIDs() throws {
    let sessions = try DemoLedgerTests.history(now: DemoLedgerTests.times[1]).sessions
    #expect(Set(sessions.map(\.id)).count == sessions.count)
  }

  @Test func theSameTimeGivesTheSameBytes() {
    let now = DemoLedgerTests.times[0]
    let first = DemoLedger.files(now: now)
    let second = DemoLedger.files(now: now)
    #expect(first.map(\.name) == ["sessions.json", "interactions.json", "issues.json"])
    #expect(first.map(\.name) == second.map(\.name))
    #expect(first.map(\.bytes) == second.map(\.bytes))
  }
}
