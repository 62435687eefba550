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
        ai-session-tracker start --by-hand --name "Fix login" --type debugging --mins 45 --source manual
      """)

  @Option(parsing: .unconditional, help: "Descriptive name of the task.")
  var name: String
  @Option(help: "Kind of work.")
  var type: TaskType
  @Option(help: "Model that does the work; needed unless a person works alone.")
  var model: String?
  @Flag(
    help:
      "A person does it without an assistant: a task to hold estimates against (see calibrate).")
  var byHand = false
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

  /// What is stored as its kind and its model: by hand both say that no assistant worked.
  private var stored: (type: TaskType, model: String) {
    byHand ? (.humanReview, Session.noModel) : (type, model ?? "")
  }

  func validate() throws {
    if byHand, model != nil { throw ValidationError("Use either --by-hand or --model.") }
    if byHand, type == .humanReview {
      throw ValidationError("--by-hand needs the kind of work as --type, not human_review.")
    }
    guard byHand || model != nil else {
      throw ValidationError("Missing expected argument '--model <model>'")
    }
    try check(
      NeededText.problem(name, of: "--name"), textProblem(model, of: "--model"),
      EstimateLimit.problem(mins, of: "--mins"))
  }

  func answer() throws -> Answer {
    let above = data.above
    let service = data.service(beginsHere: true)
    let started = try service.startSession(
      StartRequest(
        name: name, taskType: stored.type, modelName: stored.model, estimateMinutes: mins,
        estimateSource: source, context: context, executionContext: .background,
        developer: developer, project: project, workType: byHand ? type : nil),
      closesOthers: closeOthers)
    let begun = above.map {
      "New session data in \(service.directory); there is some above, in \($0): --data adds to that."
    }
    let id = JSONValue.string(started.session.id.text)
    let closed = started.autoClosed.map(\.text)
    return Answer(
      message: "Session started: \(started.session.id)",
      data: [
        .init("session_id", id), .init("task_type", .string(stored.type.rawValue)),
        .init("model_name", .string(stored.model)),
        .init("human_time_estimate_minutes", .number(mins)),
        .init("estimate_source", .string(source.rawValue)),
        .init("execution_context", .string(ExecutionContext.background.rawValue)),
        .init("auto_closed_sessions", .array(closed.map(JSONValue.string))),
      ],
      notices: service.takeNotices() + [begun].compactMap(\.self)
        + closed.map { "Auto-closed active session: \($0)" },
      ids: [started.session.id.text])
  }
}
