package import JSON
import TrackerCore

/// A tool as a value: what it is called, what it takes, what it gives and what it does. `ProtocolEra` decides what of it is
/// shown.
package struct Tool: Sendable {
  package let name: String
  let title: String
  /// Its first sentence must stand alone: some clients show no more.
  let description: String
  let effect: Effect
  /// Objects at the root, without references and compositions, as every model API takes them.
  package let inputSchema: JSONValue
  package let outputSchema: JSONValue
  /// Checks the arguments and does the work.
  let call:
    @Sendable (SessionService, _ arguments: JSONValue, OutOfRange) throws(TrackerError) ->
      ToolAnswer
  /// What an unknown session is called in this tool's error (the reference has two wordings).
  var unknownSessionWords = "No session with ID"

  /// The order of the parameters is the order of the closure's arguments. `together` says what is wrong with several of them
  /// at once.
  init<Result: ToolResult, each Value: Sendable>(
    _ name: String, title: String, _ effect: Effect, _ description: String,
    _ parameters: repeat Parameter<each Value>, answers: Result.Type,
    together: @escaping @Sendable (SessionService, _ arguments: JSONValue) -> [TrackerError] = {
      _, _ in []
    },
    call: @escaping @Sendable (SessionService, repeat each Value) throws(TrackerError) -> Result
  ) {
    let shape = ObjectShape(repeat each parameters)
    self.name = name
    self.title = title
    self.description = description
    self.effect = effect
    inputSchema = shape.schema
    outputSchema = Result.shape.wholeSchema
    self.call = { (service, arguments, outOfRange) throws(TrackerError) in
      let values = try shape.values(
        in: arguments, outOfRange, together: together(service, arguments))
      return ToolAnswer(try call(service, repeat each values))
    }
  }

  /// What calling a tool does to the data.
  enum Effect: Sendable {
    /// Nothing.
    case reads
    /// Each call adds something.
    case adds
    /// A repeated call changes nothing more.
    case settles
  }

  /// The tool with another word for an unknown session.
  func unknownSession(_ words: String) -> Tool {
    var copy = self
    copy.unknownSessionWords = words
    return copy
  }

  /// All that can be said of the tool; a revision shows the members it knows.
  func members(titleInAnnotations: Bool) -> [JSONValue.Member] {
    let title = titleInAnnotations ? [JSONValue.Member("title", .string(title))] : []
    return [
      .init("name", .string(name)), .init("title", .string(self.title)),
      .init("description", .string(description)), .init("inputSchema", inputSchema),
      .init("outputSchema", outputSchema), .init("annotations", .object(title + hints)),
    ]
  }

  /// Every hint is stated: what is left out counts as destructive and as reaching the open world.
  private var hints: [JSONValue.Member] {
    [
      .init("readOnlyHint", .bool(effect == .reads)), .init("destructiveHint", false),
      .init("idempotentHint", .bool(effect != .adds)), .init("openWorldHint", false),
    ]
  }
}

/// What the work of a tool comes to, and how it is told.
protocol ToolResult: Sendable {
  /// For programs: the members that are always there.
  static var shape: Shape<Self> { get }
  /// For people: the reference's words.
  var text: String { get }
  /// Whether the members also stand in `content` as JSON, as the revisions that know them recommend. Not where they hold
  /// the text itself and clients would be given it three times.
  static var repeatsFields: Bool { get }
  /// The members that early clients find beside `content` too.
  var seedFields: [String] { get }
  /// A second text for people, apart from the first; nil for none.
  var furtherText: String? { get }
  /// What else the caller should hear.
  var notices: [String] { get }
}

extension ToolResult {
  static var repeatsFields: Bool { true }
  var seedFields: [String] { [] }
  var furtherText: String? { nil }
  var notices: [String] { [] }
}

/// What a tool answers.
package struct ToolAnswer {
  /// For people.
  var text: String
  /// For programs, as the tool's output schema promises.
  var fields: [JSONValue.Member]
  let repeatsFields: Bool
  let seedFields: [String]
  /// A second text for people.
  let furtherText: String?

  init<Result: ToolResult>(_ result: Result) {
    text = result.text
    fields = Result.shape.members(result)
    repeatsFields = Result.repeatsFields
    seedFields = result.seedFields
    furtherText = result.furtherText
    add(notices: result.notices)
  }
}

/// Why a tool did not do what it was asked.
package struct ToolFailure: Error, Equatable {
  /// What is wrong, in one sentence without a full stop.
  var message: String
  /// What the caller can do about it, in one sentence.
  var remedy: String
  /// Whether the caller can mend it: true for arguments, false for a disk that refuses.
  var isCallersFault: Bool

  init(_ error: TrackerError, of tool: Tool) {
    message = error.message
    remedy = error.remedy
    isCallersFault = true
    switch error {
    case .sessionNotFound(let id):
      message = "\(tool.unknownSessionWords): \(id.text.clippedForEcho)"
    case .storage, .locked: isCallersFault = false
    default: break
    }
  }

  /// Message and remedy as running text.
  var sentences: String {
    message.hasSuffix(".") ? "\(message) \(remedy)" : "\(message). \(remedy)"
  }
}
