// What a request may ask for by name, each with its schema and its check. It refuses to say what an answer makes of it.

internal import JSON
internal import TrackerCore

/// A part of a request that changes its answer.
struct Parameter: Sendable {
  enum Place: String, Sendable { case path, query, header }

  let name: String
  let place: Place
  let meaning: String
  let schema: JSONValue
  /// What the value must be, when it is not; completes "NAME must be …".
  let refusal: @Sendable (String) -> String?

  private init(
    _ name: String, in place: Place = .query, _ meaning: String, _ schema: JSONValue,
    refusal: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.name = name
    self.place = place
    self.meaning = meaning
    self.schema = schema
    self.refusal = refusal
  }

  /// A text that records are compared with; an empty one asks for nothing.
  private static func exactly(_ name: String, _ meaning: String) -> Parameter {
    Parameter(name, meaning, ["type": "string"])
  }

  private static func word(_ name: String, of words: [String], _ meaning: String) -> Parameter {
    let schema: JSONValue = ["type": "string", "enum": .array(words.map(JSONValue.string))]
    return Parameter(name, meaning, schema) { value in
      guard !words.contains(where: { $0.utf8.elementsEqual(value.utf8) }) else { return nil }
      return "one of \(words.filter { !$0.isEmpty }.joined(separator: ", "))"
    }
  }

  // MARK: Time

  static let range = moment(
    "range", "sessions that started in this range, \(DateRange.formsOfBoth)",
    patterns: ["^\(end)?$", "^\(end)[.][.]$", "^[.][.]\(end)$"])
  static let since = moment(
    "since", "sessions that started then or later: \(DateRange.forms)", patterns: ["^\(end)?$"])
  static let until = moment(
    "until", "sessions that started then or earlier: \(DateRange.forms)", patterns: ["^\(end)?$"])
  static let zone = Parameter(
    "tz", "the time zone whose days are meant, by its IANA name or as an offset such as +02:00",
    [
      "anyOf": [
        ["type": "string", "pattern": "^[+-](0[0-9]|1[0-3]):[0-5][0-9]$"],
        [
          "type": "string",
          "enum": ["", "UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Shanghai"],
        ],
      ]
    ])
  /// Each narrows what the others cover; `ReportRange` checks them.
  static let ranges = [range, since, until, zone]

  /// What can be sent whatever day it is; a few more are understood.
  private static let end: String = {
    let words = DateRange.suggested.joined(separator: "|")
    let time = "(T([01][0-9]|2[0-3]):[0-5][0-9])?"
    let yearOrMonth = "[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?"
    return "(\(words)|[1-9][0-9]{0,8}[dwh]|\(yearOrMonth)|\(CivilDate.pattern)\(time))"
  }()

  private static func moment(_ name: String, _ meaning: String, patterns: [String]) -> Parameter {
    Parameter(
      name, meaning,
      ["anyOf": .array(patterns.map { ["type": "string", "pattern": .string($0)] })])
  }

  /// Asks for figures of the period before, too.
  static let previous = word(
    "previous", of: ["", "0", "1"], "with 1, also the equally long period before and the change")

  // MARK: Which records

  static let session = exactly("session", "only what belongs to the session with this id")
  static let status = exactly("status", "only sessions with this status, e.g. active or completed")
  /// What sessions are narrowed to one value by, each under its names.
  static let dimensions = Dimension.narrowing.flatMap { dimension in
    (dimension.word == dimension.key ? [dimension.key] : [dimension.word, dimension.key]).map {
      let meaning =
        "only sessions with this \(dimension.title), and what belongs to them; \(Dimension.none) for "
        + "those without one"
      return (parameter: exactly($0, meaning), dimension: dimension)
    }
  }
  static let filter = Parameter(
    "filter",
    "only sessions that this expression means, and what belongs to them, as the dashboard's: "
      + "type:debugging eff<3 -model:gpt",
    ["type": "string", "pattern": .string(SessionFilter.pattern)])
  /// Each narrows what the others leave.
  static let narrowing = dimensions.map(\.parameter) + [filter]
  static let severity = exactly("severity", "only issues with this severity, e.g. critical")
  static let resolved = word("resolved", of: ["true", "false"], "only issues that are, or are not")
  static let id = Parameter(
    "id", in: .path, "the session's id", ["type": "string", "minLength": 1])
  static let lastEventID = Parameter(
    "Last-Event-ID", in: .header, "the id of the last event seen; sent by browsers by themselves",
    ["type": "string"])

  // MARK: Claims

  static let by = word(
    "by", of: [""] + ComparedBy.allCases.map(\.rawValue), "what groups are made by (default model)")
  static let measure = word(
    "measure", of: [""] + ComparedMeasure.allCases.map(\.rawValue),
    "what is compared of them (default success)")
  static let developers = word(
    "developers", of: ["", "0", "1"], "with 1, also persons may be compared")
  static let figure = Parameter(
    "figure", in: .path, "the figure's id; /api/explain lists them",
    ["type": "string", "minLength": 1])

  // MARK: How many

  static let sort = word(
    "sort", of: SessionOrder.words,
    "order of the sessions; with - the greatest first, missing values last (default \(SessionOrder.usual))"
  )
  static let limit = Parameter(
    "limit", "at most so many (default \(usualLimit))",
    [
      "type": "integer", "minimum": 1, "maximum": .number(maximumLimit),
      "default": .number(usualLimit),
    ]
  ) { value in
    guard value.isDecimal, let number = Int(value), (1...maximumLimit).contains(number) else {
      return "a whole number from 1 to \(maximumLimit)"
    }
    return nil
  }
  /// A place in a list that only grows at its end.
  static let position = Parameter(
    "cursor", "where to go on: next_cursor of the page before",
    ["type": "string", "pattern": "^[0-9]{1,15}$"]
  ) { $0.isDecimal && $0.utf8.count <= 15 ? nil : "next_cursor of the page before" }
  /// A place in a list that may change its order: the last session seen.
  static let place = exactly("cursor", "where to go on: next_cursor of the page before")

  static let usualLimit = 100
  static let maximumLimit = 1000
}

extension String {
  /// Whether it is digits and nothing else.
  fileprivate var isDecimal: Bool {
    !isEmpty && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
