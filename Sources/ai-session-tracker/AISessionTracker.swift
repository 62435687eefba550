// THE LIST: the commands. The program begins and ends here.

import ArgumentParser
import Platform

@main
struct AISessionTracker: ParsableCommand {
  /// The one place that says which version this is.
  static let version = "1.0.0"

  static let configuration = CommandConfiguration(
    commandName: "ai-session-tracker",
    abstract: "Records AI coding sessions and shows what they brought.",
    discussion: """
      Without a subcommand it is the MCP server that an editor starts; on a terminal it says what to type.

      Examples:
        ai-session-tracker tui                  the dashboard in this terminal
        ai-session-tracker install              set up your editor in this project
        ai-session-tracker report --since 7d    what the last week brought
        ai-session-tracker explain              how each number comes about
        ai-session-tracker list --since 7d      its sessions
        ai-session-tracker show last            the newest session with all that belongs to it
        ai-session-tracker active --json        running sessions, for scripts
        ai-session-tracker doctor               whether the data is in order

      Exit status: 0 done, 1 the operation failed, 2 wrong usage, 3 the address is taken, 130 interrupted.
      """,
    version: "ai-session-tracker \(version)",
    subcommands: [
      ServerCommand.self, TUICommand.self, DashboardCommand.self, ReportCommand.self,
      ExplainCommand.self,
      CompareCommand.self, CalibrateCommand.self,
      ListCommand.self, ShowCommand.self, ExportCommand.self,
      InstallCommand.self, ServiceCommand.self, StartCommand.self, LogCommand.self,
      EndCommand.self, EditCommand.self, DeleteCommand.self, UndeleteCommand.self, FlagCommand.self,
      ActiveCommand.self, LogRequestCommand.self,
      RequestStatsCommand.self, DoctorCommand.self, ConfigCommand.self, GenerateCommand.self,
    ],
    defaultSubcommand: ServerCommand.self)

  static func main() {
    ProcessEnvironment.ensureStandardStreams()
    // What a reader has closed is not an error: `report | head -1`.
    ProcessEnvironment.ignoreBrokenPipes()
    ProcessEnvironment.ignoreFileSizeLimit()
    do throws(UnreadableName) {
      ProcessEnvironment.end(status: run(try ProcessEnvironment.arguments()))
    } catch {
      var failure = Failure(error)
      failure.status = Failure.usage
      failure.tell(asJSON: false)
      ProcessEnvironment.end(status: failure.status)
    }
  }

  /// Runs one command line; returns the exit status.
  private static func run(_ arguments: [String]) -> Int32 {
    if arguments.isEmpty, isMetByAPerson {
      Stream.output.write(greeting)
      return 0
    }
    let asksJSON = arguments.prefix { $0 != "--" }.contains("--json")
    if let problem = commandProblem(arguments) {
      return refuse(problem.text, asksJSON ? problem.sentence : nil)
    }
    var command: any ParsableCommand
    do {
      command = try parseAsRoot(SelectionOptions.withNegatedTermsLast(arguments))
    } catch {
      return refuse(error, asJSON: asksJSON)
    }
    do {
      try ProcessEnvironment.checkFolders()
      try command.run()
      return 0
    } catch let status as ExitCode {
      return status.rawValue
    } catch {
      // Help that was asked for comes as an error, too.
      if exitCode(for: error) == .success { return refuse(error, asJSON: false) }
      let failure = Failure(error)
      failure.tell(asJSON: (command as? any ProgrammableCommand)?.json ?? false)
      return failure.status
    }
  }

  /// What the argument parser has to say: help and version on standard output, wrong usage on standard error, first what is
  /// wrong, then where the right usage is told.
  private static func refuse(_ error: any Error, asJSON: Bool) -> Int32 {
    let text = fullMessage(for: error) + "\n"
    guard exitCode(for: error) != .success else {
      Stream.output.write(text)
      return 0
    }
    let sentence = message(for: error)
    let help = text.split(separator: "\n").last { $0.hasPrefix("  See '") }
    return refuse("Error: \(sentence)\n" + (help.map { $0 + "\n" } ?? ""), asJSON ? sentence : nil)
  }

  /// Wrong usage, told to people, and to programs that asked for JSON.
  private static func refuse(_ text: String, _ sentence: String?) -> Int32 {
    Stream.error.write(text)
    if let sentence { Failure(usage: sentence).tell(asJSON: true) }
    return Failure.usage
  }
}
