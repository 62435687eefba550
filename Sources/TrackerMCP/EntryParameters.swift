// Arguments of which not every value of their type is taken: the rules stand in the core, for every door.

import JSON
import TrackerCore

extension Parameter where Value == String {
  /// A text that must not be blank.
  static func neededText(_ name: String, _ description: String) -> Parameter {
    let any = text(name, description)
    return Parameter(name: name, description: description, schema: any.schema) {
      (value, path, outOfRange) throws(TrackerError) in
      let text = try any.read(value, path, outOfRange)
      try NeededText.check(text, of: path)
      return text
    }
  }
}

extension Parameter where Value == Double {
  /// An estimate. That it is above 0 stands in words: some model interfaces reject a schema with `exclusiveMinimum`.
  static func estimate(_ name: String, _ description: String) -> Parameter {
    let limits: [JSONValue.Member] = [
      .init("type", "number"), .init("minimum", 0),
      .init("maximum", .number(EstimateLimit.greatestMinutes)),
    ]
    return Parameter(name: name, description: description, schema: limits) {
      (value, path, _) throws(TrackerError) in
      guard let minutes = value.double, EstimateLimit.holds(minutes) else {
        throw .invalidParameter(name: path, mustBe: EstimateLimit.wish + value.notText)
      }
      return minutes
    }
  }
}
