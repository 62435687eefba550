// Made lives of sessions: whatever happens in whatever order, no figure of time can be wrong.

import JSON
import TestSupport
import Testing
import TrackerCore

@Suite final class SessionLifePropertyTests {
  /// What is known of a session besides its record.
  private struct Life {
    var signs: [Timestamp] = []
    /// Signs of life after an explicit end move nothing.
    var isEnded = false
  }

  /// Two servers and the command line over some simulated days, by turns.
  @Test(arguments: 0..<60)
  func everySignOfLifeLiesBetweenStartAndEnd(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let world = try TestEnvironment()
    let actors = [world.server(7), world.server(8), world.service()]
    var lives: [SessionID: Life] = [:]
    for _ in 0..<60 {
      // Minutes mostly, hours often, a night or days at times.
      world.pass(
        minutes: Double([1, 7, 45, 130, 250, 900, 3000].randomElement(using: &generator) ?? 1))
      let actor = actors[Int.random(in: 0..<3, using: &generator)]
      let known = lives.keys.sorted { $0.text < $1.text }.randomElement(using: &generator)
      let brings = Bool.random(using: &generator)
      if let known, Int.random(in: 0..<3, using: &generator) > 0 {
        let act = Int.random(in: 0..<6, using: &generator)
        try work(act, on: known, by: actor, bringsExchange: brings, in: world, &lives)
      } else {
        let context: ExecutionContext = actor.ownsSessions ? .foreground : .background
        let id = try actor.startSession(.made("s\(lives.count)", context: context)).session.id
        lives[id] = Life(signs: [world.now])
      }
      try check(lives, world, seed)
    }
  }

  private func work(
    _ act: Int, on id: SessionID, by actor: SessionService, bringsExchange: Bool,
    in world: TestEnvironment, _ lives: inout [SessionID: Life]
  ) throws {
    let hadEnded = lives[id]?.isEnded ?? false
    switch act {
    case 0...1: _ = try actor.logInteraction(.made(id))
    case 2: _ = try actor.flagIssue(session: id, issueType: "x", description: "", severity: .low)
    case 3:
      let exchange: Interaction? = bringsExchange ? .made("") : nil
      // Whether that is what was sent before is another test's business.
      if hadEnded, exchange != nil { return }
      _ = try actor.endSession(id, outcome: .partial, lastExchange: exchange)
      lives[id]?.isEnded = true
      return
    case 4:
      _ = try actor.closeStartedSessions()
      return
    default:
      if try actor.detail(of: id).interactions.isEmpty { return }
      _ = try actor.correctInteraction(-1, of: id, rating: 2)
      return
    }
    if !hadEnded { lives[id]?.signs.append(world.now) }
  }

  private func check(_ lives: [SessionID: Life], _ world: TestEnvironment, _ seed: Int) throws {
    let history = try world.service().history(withTexts: true, withFacts: true)
    for session in history.sessions {
      let life = try #require(lives[session.id])
      let first = try #require(life.signs.first), last = try #require(life.signs.last)
      #expect(session.start == first, "seed \(seed)")
      guard let end = session.end else {
        #expect(session.state == .active)
        continue
      }
      // A log that came too late for a session that was closed automatically is covered by its true end.
      if life.isEnded { #expect(last.microseconds <= end.microseconds, "seed \(seed)") }
      #expect(first.microseconds <= end.microseconds, "seed \(seed)")
      #expect(end.microseconds <= world.now.microseconds, "seed \(seed)")
      let alive = life.signs.last { $0.microseconds <= end.microseconds } ?? first
      #expect(end.microseconds - alive.microseconds <= 4 * 3_600_000_000, "seed \(seed)")
    }
  }
}
