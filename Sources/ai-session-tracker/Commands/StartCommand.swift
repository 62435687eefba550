import ArgumentParser
import JSON
import TrackerCore

struct StartCommand: IdentifyingCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Start a session.",
    discussion: """
      The session is kept in .ai_sessions of the current directory unless --data or AI_OUTPUT_DIR names another folder; other \
      commands look upwards for the nearest one.

      Example:
        ai-session-tracker start --name "Fix login" --type debugging --model claude-sonnet-4 \\
          --mins 45 --source manual
      """)

  @Option(parsing: .unconditional, help: "Descriptive name of the task.")
  var name: String
  @Option(help: "Kind of work.")
  var type: TaskType
  @Option(help: "Model that does the work.")
  var model: String
  @Option(parsing: .unconditional, help: "Minutes a person alone would need, above 0.")
  var mins: Double
  @Option(help: "Where the estimate comes from.")
  var source: EstimateSource
  @Option(parsing: .unconditional, help: "Anything worth remembering.")
  var context = ""
  @Option(help: "Who works. (default: $AI_DEVELOPER, else git's user.name)")
  var developer: String?
  @Option(help: "What is worked on. (default: the repository's name)")
  var project: String?
  @Flag(help: "End the other running sessions that the command line started here.")
  var closeOthers = false
  @OptionGroup var data: DataOptions
  @OptionGroup var form: FormOptions

  func validate() throws {
    try check(
      NeededText.problem(name, of: "--name"), NeededText.problem(model, of: "--model"),
      EstimateLimit.problem(mins, of: "--mins"))
  }

  func answer() throws -> Answer {
    let above = data.above
    let service = data.service(beginsHere: true)
    let started = try service.startSession(
      StartRequest(
        name: name, taskType: type, modelName: model, estimateMinutes: mins, estimateSource: source,
        context: context, executionContext: .background, developer: developer, project: project),
      closesOthers: closeOthers)
    let begun = above.map {
      "New session data in \(service.directory); there is some above, in \($0): --data adds to that."
    }
    let id = JSONValue.string(started.session.id.text)
    let closed = started.autoClosed.map(\.text)
    return Answer(
      message: "Session started: \(started.session.id)",
      data: [
        .init("session_id", id), .init("task_type", .string(type.rawValue)),
        .init("model_name", .string(model)), .init("human_time_estimate_minutes", .number(mins)),
        .init("estimate_source", .string(source.rawValue)),
        .init("execution_context", .string(ExecutionContext.background.rawValue)),
        .init("auto_closed_sessions", .array(closed.map(JSONValue.string))),
      ],
      notices: service.takeNotices() + [begun].compactMap(\.self)
        + closed.map { "Auto-closed active session: \($0)" },
      ids: [started.session.id.text])
  }
}
