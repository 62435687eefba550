public import ArgumentParser
import Platform
public import TrackerCore

/// Which session data a command works on.
struct DataOptions: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "Folder of the session data. (default: $AI_OUTPUT_DIR, else .ai_sessions)", valueName: "dir"),
    completion: .directory)
  var directory: String?

  func validate() throws {
    if directory == "" { throw ValidationError("--data must name a folder") }
  }

  /// The use cases over that data, by this process's variables. Only a server outlives its call and owns sessions.
  func service(
    ownsSessions: Bool = false, changing change: (inout Config) -> Void = { _ in }
  ) -> SessionService {
    var environment = Environment.process
    let isGiven = directory != nil
    var config = Config(
      variables: { isGiven && $0 == "AI_OUTPUT_DIR" ? nil : ProcessEnvironment.variable($0) },
      warn: environment.log)
    if let directory { config.directory = directory }
    change(&config)
    environment.lockPatienceMilliseconds = config.lockPatienceMilliseconds
    return SessionService(environment: environment, config: config, ownsSessions: ownsSessions)
  }
}

/// How a command answers.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Answer with one JSON object on standard output.")
  var json = false
}

/// A vocabulary that an option takes: checked, listed in the help, completed by the shell.
public protocol Word: Vocabulary, ExpressibleByArgument {}

extension Word {
  /// A known word; nil for any other.
  public init?(argument: String) {
    self.init(rawValue: argument)
    guard isKnown else { return nil }
  }
  /// What the help lists.
  public static var allValueStrings: [String] { known.map(\.rawValue) }
  /// What the shell completes.
  public static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

extension TaskType: Word {}
extension RequestType: Word {}
extension Outcome: Word {}
extension Severity: Word {}
extension EstimateSource: Word {}
extension TimeRange: Word {}

/// Throws all that is wrong with what options were given.
func check(_ problems: TrackerError?...) throws {
  let problems = problems.compactMap(\.self)
  if !problems.isEmpty { throw ValidationError(TrackerError.several(problems).message) }
}
