import JSON
import TrackerCore

/// The members of an object: read together, and all that is wrong with them told together.
struct ObjectShape<each Value: Sendable>: Sendable {
  private let parameters: (repeat Parameter<each Value>)

  init(_ parameters: repeat Parameter<each Value>) { self.parameters = (repeat each parameters) }

  /// Reads every member. All that is missing or wrong is told at once, and with it the names that are none; a name alone
  /// that is none is no error.
  func values(
    in object: JSONValue, path: String = "", _ outOfRange: OutOfRange,
    together: [TrackerError] = []
  ) throws(TrackerError) -> (repeat each Value) {
    var missing: [TrackerError] = []
    var wrong: [TrackerError] = []
    func note(_ problem: TrackerError) {
      if case .missingParameter = problem { missing.append(problem) } else { wrong.append(problem) }
    }
    for parameter in repeat each parameters {
      guard let problem = parameter.problem(in: object, path: path, outOfRange) else { continue }
      problem.parts.forEach(note)
    }
    together.forEach(note)
    if !missing.isEmpty || !wrong.isEmpty {
      try TrackerError.throwing(missing + wrong + unknownNames(in: object, path: path))
    }
    return (repeat try (each parameters).value(in: object, path: path, outOfRange))
  }

  /// The names in `object` that none of the members has, each with the one that is probably meant.
  private func unknownNames(in object: JSONValue, path: String) -> [TrackerError] {
    var known: [String] = []
    // What is given already is not meant by another name; what must be given is meant before what may be.
    var required: [String] = []
    var optional: [String] = []
    for parameter in repeat each parameters {
      known += parameter.spellings
      guard parameter.given(in: object) == nil else { continue }
      if parameter.isRequired {
        required += parameter.spellings
      } else {
        optional += parameter.spellings
      }
    }
    let unknown = (object.members ?? []).filter { !$0.value.isNull && !known.contains($0.name) }
    return unknown.prefix(mostProblems).map { member in
      let nearest =
        nearestName(to: member.name, among: required)
        ?? nearestName(to: member.name, among: optional)
      return .unknownParameter(path + member.name, nearest: nearest)
    }
  }

  /// The JSON schema of the object. Members it does not name are allowed.
  var schema: JSONValue {
    var properties: [JSONValue.Member] = []
    var required: [JSONValue] = []
    for parameter in repeat each parameters {
      properties += parameter.properties
      if parameter.isRequired { required.append(.string(parameter.name)) }
    }
    return ["type": "object", "properties": .object(properties), "required": .array(required)]
  }
}
