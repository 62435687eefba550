// THE LIST: prompts, which people call as commands, and the words that complete arguments of
// prompts and templates.

import JSON
import TrackerCore

/// A text that a person sends to the assistant by name.
struct Prompt: Sendable {
  let name: String
  let title: String
  let description: String
  let arguments: [Argument]
  let text: @Sendable (_ value: (String) -> String?) -> String

  /// An argument; always text.
  struct Argument: Sendable {
    let name: String
    let description: String
    let isRequired: Bool
    /// The words that may be meant, given what the service knows.
    let suggestions: @Sendable (SessionService) throws(TrackerError) -> [String]
  }

  static let all = [
    Prompt(
      name: "start_tracked_task", title: "Start a tracked task",
      description: "Begin a task under a tracked session.",
      arguments: [
        Argument(
          name: "task_type", description: "Kind of work", isRequired: true,
          suggestions: { (_) in TaskType.known.map(\.rawValue) }),
        Argument(
          name: "session_name", description: "Short name of the task", isRequired: false,
          suggestions: { (_) in [] }),
      ]
    ) { value in
      let name =
        value("session_name").flatMap { $0.isBlank ? nil : $0 }.map { "named \"\($0)\"" }
        ?? "with a short name for the task"
      return """
        Call start_ai_session for a task of type \(value("task_type") ?? "") \(name). Estimate how \
        many minutes a skilled person who knows the code would need without you: the likely \
        figure, not rounded up. Then work on the task, call log_ai_interaction after each exchange \
        that changed something, and end_ai_session when it is done.
        """
    },
    Prompt(
      name: "wrap_up_session", title: "Wrap up a session",
      description: "Log what is missing and end a session.",
      arguments: [
        Argument(
          name: "session_id", description: "The session to end", isRequired: true,
          suggestions: sessionIDs)
      ]
    ) { value in
      let id = value("session_id") ?? ""
      return """
        Wrap up the AI session \(id): log the exchanges that changed something and are not logged \
        yet, flag what turned out wrong, then call end_ai_session with session_id \(id), an honest outcome and one \
        sentence of notes. Tell me duration and mean rating.
        """
    },
    Prompt(
      name: "productivity_review", title: "Review productivity",
      description: "Read the report and say what it means.",
      arguments: [
        Argument(
          name: "time_range", description: "Only sessions of this range", isRequired: false,
          suggestions: { (_) in DateRange.suggested })
      ]
    ) { value in
      let range = value("time_range") ?? DateRange.all.label
      return """
        Call get_ai_observability with time_range \(range). Say what the numbers mean, which kinds \
        of task went well and which did not, and name one thing to do differently. The figures are \
        estimates; say so.
        """
    },
  ]

  /// Ids of running sessions, newest first.
  @Sendable static func sessionIDs(_ service: SessionService) throws(TrackerError) -> [String] {
    try service.activeSessions().reversed().map(\.id.text)
  }

  /// All that can be said of it; a revision shows the members it knows.
  var members: [JSONValue.Member] {
    [
      .init("name", .string(name)), .init("title", .string(title)),
      .init("description", .string(description)),
      .init(
        "arguments",
        .array(
          arguments.map {
            [
              "name": .string($0.name), "description": .string($0.description),
              "required": .bool($0.isRequired),
            ]
          })),
    ]
  }

  /// The messages it stands for. Throws when a required argument is missing or one is not text.
  func messages(_ given: JSONValue) throws(RPCError) -> JSONValue {
    var values: [String: String] = [:]
    for argument in arguments {
      guard let value = given[argument.name], !value.isNull else {
        guard argument.isRequired else { continue }
        throw RPCError(.invalidParams, "Missing required parameter: '\(argument.name)'")
      }
      guard let text = value.text else {
        throw RPCError(.invalidParams, "\(argument.name) must be text")
      }
      values[argument.name] = text.clippedForEcho
    }
    let text = text { values[$0] }
    return [["role": "user", "content": ["type": "text", "text": .string(text)]]]
  }
}

/// What may be meant by the beginning of an argument.
enum Completion {
  /// More than this a reply may not hold (specification, completion).
  private static let maximumValues = 100

  /// The `completion` of a reply. Throws when nothing of the name exists; an argument without
  /// suggestions has none.
  static func values(
    for request: Request, _ service: SessionService
  ) throws(RPCError) -> JSONValue {
    guard let reference = request["ref"], let argument = request["argument"],
      let name = argument["name"]?.text, let beginning = argument["value"]?.text
    else {
      throw RPCError(
        .invalidParams, "ref must be an object, argument must hold the texts name and value")
    }
    let suggestions = try suggestions(reference, argument: name)
    let words: [String]
    do throws(TrackerError) {
      words = try suggestions?(service) ?? []
    } catch {
      throw RPCError(.internalError, error.message)
    }
    let matching = words.filter { $0.utf8.starts(with: beginning.utf8) }
    return [
      "values": .array(matching.prefix(maximumValues).map { .string($0) }),
      "total": .number(matching.count), "hasMore": .bool(matching.count > maximumValues),
    ]
  }

  private static func suggestions(
    _ reference: JSONValue, argument: String
  ) throws(RPCError) -> (@Sendable (SessionService) throws(TrackerError) -> [String])? {
    switch (reference["type"]?.text, reference["name"]?.text, reference["uri"]?.text) {
    case ("ref/prompt", let name?, _):
      guard let prompt = Prompt.all.first(where: { $0.name == name }) else {
        throw RPCError(.invalidParams, "Unknown prompt: \(name.clippedForEcho)")
      }
      return prompt.arguments.first { $0.name == argument }?.suggestions
    case ("ref/resource", _, SessionResource.uriTemplate):
      return argument == "session_id" ? Prompt.sessionIDs : nil
    default:
      throw RPCError(.invalidParams, "ref must name a prompt or a resource template")
    }
  }
}
