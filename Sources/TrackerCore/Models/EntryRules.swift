// What no door takes, said once: a blank text where one must say something, and an estimate that cannot be. What is
// stored already is read as ever.

/// A text that must say something: a name, a model, a prompt.
public enum NeededText {
  /// What is wrong with `text`, given as the argument `name`; nil when it says something.
  public static func problem(_ text: String, of name: String) -> TrackerError? {
    text.isBlank ? .invalidParameter(name: name, mustBe: "text that is not blank") : nil
  }

  /// Throws what is wrong with `text`.
  public static func check(_ text: String, of name: String) throws(TrackerError) {
    if let problem = problem(text, of: name) { throw problem }
  }
}

/// How long a person may be thought to need.
public enum EstimateLimit {
  /// 2,400 hours: more than a year of work.
  public static let greatestMinutes = 144_000

  /// Whether an estimate is above 0 and within the limit.
  public static func holds(_ minutes: Double) -> Bool {
    minutes > 0 && minutes <= Double(greatestMinutes)
  }

  /// What is wrong with an estimate, given as the argument `name`; nil when it is within its bounds or not given.
  public static func problem(_ minutes: Double?, of name: String) -> TrackerError? {
    guard let minutes, !holds(minutes) else { return nil }
    return .invalidParameter(name: name, mustBe: wish)
  }

  /// Throws what is wrong with an estimate.
  static func check(_ minutes: Double?, of name: String) throws(TrackerError) {
    if let problem = problem(minutes, of: name) { throw problem }
  }

  /// Completes "… must be …".
  public static let wish =
    "a number of minutes above 0, at most \(greatestMinutes) (2,400 hours)"
}

extension StartRequest {
  /// Throws all that no door takes.
  func check() throws(TrackerError) {
    try TrackerError.throwing(
      [
        NeededText.problem(name, of: "session_name"),
        NeededText.problem(modelName, of: "model_name"),
        EstimateLimit.problem(estimateMinutes, of: "human_time_estimate_minutes"),
      ].compactMap(\.self))
  }
}

extension String {
  /// Whether nothing of it would be seen: it is empty, or all white space, controls and invisible characters.
  public var isBlank: Bool {
    unicodeScalars.allSatisfy { scalar in
      let properties = scalar.properties
      switch properties.generalCategory {
      case .control, .format: return true
      // The blank of Braille is the one symbol that shows nothing.
      default:
        return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
          || scalar == "\u{2800}"
      }
    }
  }
}
