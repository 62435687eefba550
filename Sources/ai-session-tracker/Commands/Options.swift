public import ArgumentParser
import Platform
public import TrackerCore

/// Which session data a command works on.
struct DataOptions: ParsableArguments, NamesData {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "Folder of the session data; one. (default: $AI_OUTPUT_DIR, else the nearest .ai_sessions upwards)",
      valueName: "dir"), completion: .directory)
  private var directories: [String] = []

  /// What was given.
  var directory: String? { directories.first }

  func validate() throws {
    try checkData(directories)
    if directories.count > 1 { throw ValidationError("--data names one folder; give it once") }
  }
}

/// Which session data a command works on that can read several ledgers as one.
struct LedgersOptions: ParsableArguments, NamesData {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      """
      Folder of the session data, or one with several below it; may be given several times. (default: $AI_OUTPUT_DIR, else \
      the nearest .ai_sessions upwards)
      """, valueName: "dir"), completion: .directory)
  var directories: [String] = []

  var directory: String? { directories.first }

  func validate() throws { try checkData(directories) }
}

private func checkData(_ directories: [String]) throws {
  if directories.contains("") { throw ValidationError("--data must name a folder") }
}

/// Options by which a command knows where the session data is.
protocol NamesData {
  /// What was given; nil for what variables and the current directory say.
  var directory: String? { get }
}

extension NamesData {
  /// The session data above, where neither option nor variable names any and the current directory has none.
  var above: String? {
    guard directory == nil, setting("AI_OUTPUT_DIR", ProcessEnvironment.variable) == nil else {
      return nil
    }
    return Environment.process.ledgerAbove(home: ProcessEnvironment.variable("HOME"))
  }

  /// What the variables say, and where the data is. `beginsHere`: what stands above does not count.
  func config(beginsHere: Bool = false, warn: (String) -> Void = { _ in }) -> Config {
    let isGiven = directory != nil
    var config = Config(
      variables: { isGiven && $0 == "AI_OUTPUT_DIR" ? nil : ProcessEnvironment.variable($0) },
      warn: warn)
    config.directory = directory ?? (beginsHere ? nil : above) ?? config.directory
    return config
  }

  /// The use cases over that data, by this process's variables. Only a server outlives its call and owns sessions.
  func service(
    beginsHere: Bool = false, ownsSessions: Bool = false,
    changing change: (inout Config) -> Void = { _ in }
  ) -> SessionService {
    var environment = Environment.process
    var config = config(beginsHere: beginsHere, warn: environment.log)
    config = SettingsFiles(files: environment.files).rating(config, warn: environment.log)
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

/// How a command answers whose answer is about sessions.
struct FormOptions: ParsableArguments {
  @OptionGroup var output: OutputOptions
  @Flag(name: .shortAndLong, help: "Print only the session's id.")
  var quiet = false

  func validate() throws {
    if quiet, output.json { throw ValidationError("Use either --quiet or --json.") }
  }
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

extension DateRange {
  /// Reads the value of an option, and says what it may be.
  static func option(_ text: String) throws -> DateRange {
    do throws(TrackerError) {
      let range = try DateRange(text, name: "--range")
      let environment = Environment.process
      try range.checkOrder(
        name: "--range", now: environment.now(), calendar: environment.calendar)
      return range
    } catch {
      throw ValidationError(error.message)
    }
  }
}

/// What is wrong with a text that an option may be given; nil when nothing is, or when it was not given.
func textProblem(_ text: String?, of name: String) -> TrackerError? {
  text.flatMap { NeededText.problem($0, of: name) }
}

/// Throws all that is wrong with what options were given.
func check(_ problems: TrackerError?...) throws {
  let problems = problems.compactMap(\.self)
  if !problems.isEmpty { throw ValidationError(TrackerError.several(problems).message) }
}
