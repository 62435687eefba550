// What was logged in the sample's sessions: interactions with times, tools and attempts, and kinds of issues.

import TrackerCore

@testable import TrackerTUI

/// What went wrong, in turn.
let kinds: [(type: String, description: String)] = [
  ("hallucination", "Called an API that does not exist, twice, and committed it"),
  ("wrong_approach", "Rewrote the whole parser to fix one regular expression"),
  ("tool_failure", "run_tests timed out and the result was reported as a pass"),
  ("incomplete", "日本語の説明が抜けている"), ("hallucination", "Invented a configuration key"),
]

/// What was asked last in those that run.
private let samplePrompts = [
  "Use the stored state token instead of the referer header, please",
  "用語集に合わせて「同期」を統一して", "It retries every error; only those that say so may be retried",
]

/// Interactions spread over a session; the worse they are rated, the more attempts they took.
func add(_ ratings: [Int], of session: Session, to history: inout History) {
  let tools = [["edit", "run_tests"], ["grep"], [], ["edit"], ["read_file", "grep", "edit"]]
  let end = session.end ?? sampleNow
  let minutes = session.start.flatMap { end.minutes(since: $0) } ?? 0
  for (index, rating) in ratings.enumerated() {
    let share = (Double(index) + 0.5) / Double(ratings.count)
    history.add(
      interactionOf: session.id,
      at: session.start?.advanced(byMicroseconds: Int64(minutes * share) * 60_000_000),
      rating: rating, iterations: max(1, 6 - rating - index % 3), tools: tools[index % 5],
      prompt: session.hasEnded ? "" : samplePrompts[history.sessions.count % samplePrompts.count])
  }
}
