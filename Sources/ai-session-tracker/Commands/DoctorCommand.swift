import ArgumentParser
import JSON
import Platform
import TrackerCore

struct DoctorCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check the session data, and mend it.",
    discussion: """
      Says where the data is, who uses it, what it holds and what is wrong with it. Without --fix it changes nothing.

      --fix saves the whole records of broken files and puts them back, recounts counters that disagree with the \
      interactions, closes running sessions whose server has ended, and removes temporary files that a killed write \
      left behind. A file is copied to NAME.before-fix-TIME before it is changed, a broken one to NAME.corrupt-TIME. \
      Conflict copies are only named.

      --clients looks at the clients' files instead: whether each entry, of this project and of the user, would start this \
      very program. If so it is started and asked once; a command that leads to anything else is named, never started.

      Exit status: 0 healthy, 1 not healthy (after --fix: still), 2 wrong usage.

      Examples:
        ai-session-tracker doctor
        ai-session-tracker doctor --clients
        ai-session-tracker doctor --json | jq '.data.findings[] | select(.severity == "problem")'
      """)

  @Flag(help: "Mend what can be mended safely.")
  var fix = false
  @Flag(help: "Check the entries in clients' files instead of the data.")
  var clients = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if clients, fix || data.directory != nil {
      throw ValidationError("--clients looks at no data; leave out --fix, --data")
    }
  }

  func run() throws {
    if clients { return try checkClients() }
    // What is wrong with the variables is one of the findings.
    let config = data.config()
    var environment = Environment.process
    environment.lockPatienceMilliseconds = config.lockPatienceMilliseconds
    let doctor = Doctor(
      environment: environment, config: config, variables: ProcessEnvironment.variable,
      givenDirectory: data.directory)
    let done = fix ? try doctor.mend() : []
    let report = doctor.examine()
    try tell(
      report.isHealthy, report.message, report.members(done: done),
      report.lines + done.map { "fixed: \($0)" } + [report.verdict(hasMended: fix)])
  }

  /// Says what was found: `lines` to people, `message` and `data` to programs. What is not healthy ends as a failure.
  func tell(
    _ isHealthy: Bool, _ message: String, _ data: [JSONValue.Member], _ lines: [String]
  ) throws {
    if output.json {
      Stream.output.write(success: isHealthy, message, [.init("healthy", .bool(isHealthy))] + data)
    } else {
      Stream.output.write(lines.map { $0.printable + "\n" }.joined())
    }
    if !isHealthy { throw ExitCode(Failure.operation) }
  }
}

extension DoctorReport {
  fileprivate var problems: [Finding] { findings.filter { $0.severity == .problem } }

  fileprivate var lines: [String] {
    let width = findings.map(\.title.unicodeScalars.count).max() ?? 0
    return ["Session data in \(directory)", ""] + findings.flatMap { $0.lines(titleColumns: width) }
      + [""]
  }

  fileprivate func verdict(hasMended: Bool) -> String {
    guard !problems.isEmpty else { return "Healthy." }
    let mendable = problems.count(where: \.isMendable)
    let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
    if hasMended || mendable == 0 { return count + " to be mended by hand." }
    return mendable == problems.count
      ? "\(count); `doctor --fix` mends \(mendable == 1 ? "it" : "them")."
      : "\(count); `doctor --fix` mends \(mendable) of them."
  }

  fileprivate var message: String { isHealthy ? "Healthy" : "\(problems.count) problem(s)" }

  fileprivate func members(done: [String]) -> [JSONValue.Member] {
    [
      .init("directory", .string(directory)),
      .init("counts", .object(counts.map { .init($0.name, .number($0.count)) })),
      .init("findings", .array(findings.map(\.document))),
      .init("fixed", done.json),
    ]
  }
}

extension Finding {
  /// People are shown so many; programs get all.
  private static let maximumDetails = 10

  /// `problem  Counters         1 miscounted session`, then what belongs to it, indented.
  fileprivate func lines(titleColumns: Int) -> [String] {
    let word = severity == .fine ? "ok" : severity.rawValue
    let head = "  \(word.padded(to: 9))\(title.padded(to: titleColumns + 2))"
    let indent = String(repeating: " ", count: 11)
    let hidden = details.count - Finding.maximumDetails
    let shown =
      hidden > 1
      ? details.prefix(Finding.maximumDetails) + ["and \(hidden) more; --json names all"]
      : details[...]
    return [head + text] + shown.map { indent + $0 } + (remedy.map { [indent + "→ " + $0] } ?? [])
  }

  fileprivate var document: JSONValue {
    [
      "check": .string(check), "title": .string(title), "severity": .string(severity.rawValue),
      "text": .string(text), "details": details.json, "remedy": remedy.json,
      "fixable": .bool(isMendable),
    ]
  }
}

extension String {
  func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - unicodeScalars.count))
  }
}
