import JSON
import TrackerCore

extension Tool {
  /// An exchange that an end brings along is given whole or not at all. Some models send an empty text for what they leave out.
  static func lastExchangeProblems(in arguments: JSONValue) -> [TrackerError] {
    let names = ["prompt", "response_summary", "effectiveness_rating"]
    let missing = names.filter { arguments[$0].map { $0.isNull || $0 == "" } ?? true }
    if missing.count == names.count { return [] }
    let blank =
      missing.contains("prompt")
      ? nil
      : arguments["prompt"]?.text.flatMap {
        NeededText.problem($0, of: "prompt")
      }
    let given = names.filter { !missing.contains($0) }.joined(separator: " and ")
    return missing.map {
      .invalidParameter(name: $0, mustBe: "given with \(given), or all three left out")
    } + [blank].compactMap(\.self)
  }

  static func endProblem(
    in arguments: JSONValue, _ environment: Environment
  ) -> [TrackerError] {
    do throws(TrackerError) {
      _ = try askedEnd(arguments["ended_at"]?.text, environment)
      return []
    } catch {
      return [error]
    }
  }

  static func askedEnd(
    _ text: String?, _ environment: Environment
  ) throws(TrackerError) -> AskedEnd? {
    guard let text, !text.isEmpty else { return nil }
    return try AskedEnd(
      reading: text, name: "ended_at", now: environment.now(), calendar: environment.calendar)
  }
}
