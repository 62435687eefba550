// How far what runs has come, and what was asked last in it.

import TestSupport
import Testing

@testable import TrackerCore

@Suite struct ProgressTests {
  @Test func timeAndEstimateShareABarAsLongAsTheLarger() {
    let half = SessionProgress(minutes: 30, estimateMinutes: 60)
    #expect(half.elapsedShare == 0.5 && half.estimateShare == nil)
    let over = SessionProgress(minutes: 80, estimateMinutes: 40)
    #expect(over.elapsedShare == 1 && over.estimateShare == 0.5)
    for estimate in [nil, 0, -3, .nan, .infinity] as [Double?] {
      let none = SessionProgress(minutes: 30, estimateMinutes: estimate)
      #expect(none.estimateMinutes == nil && none.elapsedShare == nil && none.estimateShare == nil)
    }
    #expect(SessionProgress(minutes: nil, estimateMinutes: 60).elapsedShare == nil)
  }

  @Test func sharesLieWithinTheBar() {
    var numbers = SeededGenerator(seed: 5)
    for _ in 0..<500 {
      let progress = SessionProgress(
        minutes: Double(numbers.below(2000)) / 3, estimateMinutes: Double(1 + numbers.below(900)))
      let share = progress.elapsedShare ?? -1
      #expect((0...1).contains(share))
      #expect(progress.estimateShare.map { (0..<1).contains($0) && share == 1 } ?? true)
    }
  }

  @Test func theLastInteractionOfWhatHasNotEndedIsRead() throws {
    let world = try TestEnvironment()
    try world.store(
      #"{"a": {"status": "active"}, "b": {"status": "completed"}}"#, as: "sessions.json")
    let long = String(repeating: "x", count: 900)
    try world.store(
      """
      [{"session_id": "a", "timestamp": "2026-01-05T10:00:00Z", "effectiveness_rating": 4, "prompt": "first"},
       {"session_id": "a", "timestamp": "2026-01-05T12:00:00Z", "effectiveness_rating": 2, "prompt": "\(long)"},
       {"session_id": "a", "timestamp": "2026-01-05T11:00:00Z", "effectiveness_rating": 5, "prompt": "late"},
       {"session_id": "b", "timestamp": "2026-01-05T11:00:00Z", "effectiveness_rating": 5, "prompt": "b"}]
      """, as: "interactions.json")
    var places = RecordPlaces()
    let rows = try world.service().history(noting: &places).sessionRows
    #expect(rows[0].lastInteraction?.rating == 2)
    #expect(rows[0].lastInteraction?.prompt == String(long.prefix(400)))
    #expect(rows[1].lastInteraction == nil)
  }
}
