// What callers ask for in tests.

import JSON
import TestSupport
import TrackerCore

extension StartRequest {
  static func made(
    _ name: String = "Work", context: ExecutionContext = .foreground, estimate: Double = 60
  ) -> StartRequest {
    StartRequest(
      name: name, taskType: TaskType(rawValue: "code_generation"), modelName: "model",
      estimateMinutes: estimate, estimateSource: EstimateSource(rawValue: "manual"),
      executionContext: context)
  }
}

extension Interaction {
  static func made(
    _ session: SessionID, rating: Int? = 4, iterations: Int = 1, prompt: String = "Do it"
  ) -> Interaction {
    var interaction = Interaction()
    interaction.sessionID = session
    interaction.prompt = prompt
    interaction.responseSummary = "Done"
    interaction.effectivenessRating = rating
    interaction.iterationCount = iterations
    return interaction
  }
}

extension TestEnvironment {
  /// A data file as a tree.
  func json(_ name: String) throws -> JSONValue {
    let text = try stored(name) ?? ""
    return try JSONReader.read(Array(text.utf8))
  }

  /// A stored session as a tree; null when there is none.
  func session(_ id: SessionID) throws -> JSONValue {
    try json("sessions.json")[id.text] ?? .null
  }

  /// A member of a stored session; nil when there is none.
  func member(_ name: String, of id: SessionID) throws -> JSONValue? { try session(id)[name] }
}
