import JSON
import TrackerCore

/// What becomes of a number outside a declared range. Revisions differ; see
/// `ProtocolEra.outOfRange`.
enum OutOfRange: Sendable {
  /// The nearest end of the range is taken.
  case clamped
  /// It is an error.
  case refused
}

/// An argument of a tool: how its schema describes it and how its value is read. Nothing is guessed: `true` is no number, an
/// unknown word is no word, and text is a number or a list only when it spells exactly one in JSON.
struct Parameter<Value: Sendable>: Sendable {
  let name: String
  let description: String
  /// What the schema says of it besides the description, `type` first.
  let schema: [JSONValue.Member]
  /// What a missing argument or `null` means; nil when the argument is required.
  var fallback: Value?
  /// How `fallback` is published; nil when the schema names no default.
  var publishedDefault: JSONValue?
  /// A second name that is read when the first is not given.
  var otherSpelling: String?
  /// Reads the value; the path names it in errors.
  let read: @Sendable (_ value: JSONValue, _ path: String, OutOfRange) throws(TrackerError) -> Value

  var isRequired: Bool { fallback == nil }

  /// Whether its values are texts, which are taken as they are.
  private var takesText: Bool { schema.first?.value == "string" }

  /// All the names by which it can be given.
  var spellings: [String] { [name] + (otherSpelling.map { [$0] } ?? []) }

  /// Why it cannot be read from `arguments`; nil when it can.
  func problem(in arguments: JSONValue, path: String, _ outOfRange: OutOfRange) -> TrackerError? {
    do throws(TrackerError) {
      _ = try value(in: arguments, path: path, outOfRange)
      return nil
    } catch {
      return error
    }
  }

  /// The value among `arguments`.
  func value(
    in arguments: JSONValue, path: String, _ outOfRange: OutOfRange
  ) throws(TrackerError) -> Value {
    if let (spelling, value) = given(in: arguments) {
      return try read(takesText ? value : value.unquoted, path + spelling, outOfRange)
    }
    guard let fallback else { throw .missingParameter(path + name) }
    return fallback
  }

  /// The argument as it was given, under the name that was used; nil when it is missing or `null`.
  func given(in arguments: JSONValue) -> (spelling: String, value: JSONValue)? {
    for spelling in spellings {
      if let value = arguments[spelling], !value.isNull { return (spelling, value) }
    }
    return nil
  }

  /// Its entries in the `properties` of a schema: one for each spelling.
  var properties: [JSONValue.Member] {
    var members = schema
    members.insert(JSONValue.Member("description", .string(description)), at: 1)
    if let publishedDefault { members.append(JSONValue.Member("default", publishedDefault)) }
    var result = [JSONValue.Member(name, .object(members))]
    if let otherSpelling {
      let sameAs = JSONValue.Member("description", .string("Other name of \(name)"))
      result.append(JSONValue.Member(otherSpelling, .object([schema[0], sameAs])))
    }
    return result
  }
}

// What a parameter can be.

extension Parameter where Value == String {
  static func text(_ name: String, _ description: String) -> Parameter {
    Parameter(name: name, description: description, schema: [.init("type", "string")]) {
      (value, path, _) throws(TrackerError) in
      guard let text = value.text else { throw .invalidParameter(name: path, mustBe: "text") }
      return text
    }
  }
}

extension Parameter where Value: Vocabulary {
  /// One of the known words of a vocabulary.
  static func word(_ name: String, _: Value.Type, _ description: String) -> Parameter {
    let words = Value.published.map { JSONValue.string($0.rawValue) }
    let schema: [JSONValue.Member] = [.init("type", "string"), .init("enum", .array(words))]
    return Parameter(name: name, description: description, schema: schema) {
      (value, path, _) throws(TrackerError) in
      guard let word = value.text.map(Value.init(rawValue:)), word.isKnown else {
        let words = Value.sortedWords.joined(separator: ", ")
        throw .invalidParameter(name: path, mustBe: "one of: \(words)")
      }
      return word
    }
  }
}

extension Parameter where Value == DateRange {
  /// Any range; the schema, which is frozen, lists the first words only.
  static func range(_ name: String, _ description: String) -> Parameter {
    let words = DateRange.publishedWords.map { JSONValue.string($0) }
    let schema: [JSONValue.Member] = [.init("type", "string"), .init("enum", .array(words))]
    return Parameter(name: name, description: description, schema: schema) {
      (value, path, _) throws(TrackerError) in
      try DateRange(value.text ?? "", name: path)
    }
  }
}

extension Parameter where Value == Int {
  /// A whole number (`4` and `4.0`) within `NumberLimit`. Beyond `range` it is clamped or refused, as the revision wants
  /// it.
  static func integer(
    _ name: String, _ description: String, within range: ClosedRange<Int>? = nil,
    atLeast minimum: Int? = nil
  ) -> Parameter {
    let (limits, wish) = limits(range, minimum, of: "a whole number")
    let schema = [JSONValue.Member("type", "integer")] + limits
    return Parameter(name: name, description: description, schema: schema) {
      (value, path, outOfRange) throws(TrackerError) in
      guard let number = value.integer, number >= minimum ?? number,
        outOfRange == .clamped || range?.contains(number) != false
      else { throw .invalidParameter(name: path, mustBe: wish + value.notText) }
      if let range { return min(max(number, range.lowerBound), range.upperBound) }
      guard NumberLimit.holds(number) else {
        throw .invalidParameter(name: path, mustBe: wish + beyondLimit)
      }
      return number
    }
  }
}

extension Parameter where Value == Double {
  /// A finite number within `NumberLimit`. Beyond `range` it is clamped or refused, as the revision wants it.
  static func number(
    _ name: String, _ description: String, within range: ClosedRange<Int>? = nil,
    atLeast minimum: Int? = nil
  ) -> Parameter {
    let (limits, wish) = limits(range, minimum, of: "a number")
    let schema = [JSONValue.Member("type", "number")] + limits
    let bounds = range.map { Double($0.lowerBound)...Double($0.upperBound) }
    return Parameter(name: name, description: description, schema: schema) {
      (value, path, outOfRange) throws(TrackerError) in
      guard let number = value.double, number.isFinite,
        number >= minimum.map(Double.init) ?? number,
        outOfRange == .clamped || bounds?.contains(number) != false
      else { throw .invalidParameter(name: path, mustBe: wish + value.notText) }
      if let bounds { return min(max(number, bounds.lowerBound), bounds.upperBound) }
      guard NumberLimit.holds(number) else {
        throw .invalidParameter(name: path, mustBe: wish + beyondLimit)
      }
      return number
    }
  }
}

extension Parameter where Value == [String] {
  static func texts(_ name: String, _ description: String) -> Parameter {
    let schema: [JSONValue.Member] = [.init("type", "array"), .init("items", ["type": "string"])]
    return Parameter(name: name, description: description, schema: schema) {
      (value, path, _) throws(TrackerError) in
      let texts = value.elements.map { $0.compactMap(\.text) }
      guard let texts, texts.count == value.elements?.count else {
        throw .invalidParameter(name: path, mustBe: "a list of texts")
      }
      return texts
    }
  }
}

extension Parameter {
  /// A list of objects, each with the given members; `make` puts one together.
  static func objects<Element, each Member: Sendable>(
    _ name: String, _ description: String, _ members: repeat Parameter<each Member>,
    make: @escaping @Sendable (repeat each Member) -> Element
  ) -> Parameter where Value == [Element] {
    let shape = ObjectShape(repeat each members)
    let schema: [JSONValue.Member] = [.init("type", "array"), .init("items", shape.schema)]
    return Parameter(name: name, description: description, schema: schema) {
      (value, path, outOfRange) throws(TrackerError) in
      guard let elements = value.elements else {
        throw .invalidParameter(name: path, mustBe: "a list of objects")
      }
      var result: [Element] = []
      var problems: [TrackerError] = []
      for (index, element) in elements.enumerated() where problems.count < mostProblems {
        let place = "\(path)[\(index)]"
        do throws(TrackerError) {
          let element = element.unquoted
          guard element.members != nil else {
            throw .invalidParameter(name: place, mustBe: "an object")
          }
          let values = try shape.values(in: element, path: place + ".", outOfRange)
          result.append(make(repeat each values))
        } catch {
          problems += error.parts
        }
      }
      try TrackerError.throwing(problems)
      return result
    }
  }

  /// The argument may be left out and then means `fallback`; the schema says so.
  func optional(default fallback: Value) -> Parameter where Value: PublishedDefault {
    var copy = self
    copy.fallback = fallback
    copy.publishedDefault = fallback.published
    return copy
  }

  /// An argument that may be left out and then is nil.
  static func optional<Wrapped>(_ parameter: Parameter<Wrapped>) -> Parameter
  where Value == Wrapped? {
    let read = parameter.read
    return Parameter(
      name: parameter.name, description: parameter.description, schema: parameter.schema,
      fallback: .some(nil)
    ) { (value, path, outOfRange) throws(TrackerError) in try read(value, path, outOfRange) }
  }

  /// The argument may also be given under another name.
  func alsoSpelled(_ other: String) -> Parameter {
    var copy = self
    copy.otherSpelling = other
    return copy
  }
}

/// A default that a schema can name.
protocol PublishedDefault { var published: JSONValue { get } }
extension String: PublishedDefault { var published: JSONValue { .string(self) } }
extension Int: PublishedDefault { var published: JSONValue { .number(self) } }
extension [String]: PublishedDefault { var published: JSONValue { .array(map { .string($0) }) } }
extension DateRange: PublishedDefault { var published: JSONValue { .string(label) } }

/// What a schema says of the limits of a number, and how an error puts it.
private func limits(
  _ range: ClosedRange<Int>?, _ minimum: Int?, of noun: String
) -> (schema: [JSONValue.Member], wish: String) {
  if let range {
    let (low, high) = (range.lowerBound, range.upperBound)
    return (
      [.init("minimum", .number(low)), .init("maximum", .number(high))],
      "\(noun) from \(low) to \(high)"
    )
  }
  guard let minimum else { return ([], noun) }
  return ([.init("minimum", .number(minimum))], "\(noun), \(minimum) or more")
}

/// What to add to a wish for a number that no sum could hold.
private let beyondLimit = ", at most \(NumberLimit.greatest)"

/// After so many the rest of a list, or of an object's members, is not looked at.
let mostProblems = 30

extension JSONValue {
  /// What to add to a wish for a number when text came.
  var notText: String { text.map { ", not '\($0.clipped(to: 40) ?? $0)'" } ?? "" }

  /// What a text spells in JSON, for arguments that are no text: some clients send `"4"` for 4 and `"[\"grep\"]"` for a
  /// list. A text that does not spell exactly one number, truth value, list or object stays what it is.
  fileprivate var unquoted: JSONValue {
    guard let text else { return self }
    do throws(JSONError) {
      let value = try JSONReader.read(Array(text.utf8), dialect: .strict)
      return value.text == nil && !value.isNull ? value : self
    } catch {
      return self
    }
  }
}
