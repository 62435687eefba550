// `service`: starts, stops, shows and removes the service that keeps `dashboard` running.

import ArgumentParser
import Platform
import TrackerCore

struct ServiceCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "service", abstract: "Start, stop, show or remove the service of this user.",
    discussion: """
      The service is `ai-session-tracker dashboard` under the user's systemd: numbers on 127.0.0.1:8000, for scripts and \
      status bars. `install --service` sets it up for the data of the current directory (or --output-dir); \
      `loginctl enable-linger` keeps it running while you are logged out.

      The MCP server is no service: it speaks on standard input and output, which only the editor that starts it is \
      connected to. Under systemd it would read the end of its input and stop.

      Exit status: 0 done (status: it runs), 1 failed (status: it does not run), 2 wrong usage.

      Examples:
        ai-session-tracker install --service && ai-session-tracker service start
        ai-session-tracker service status --json
      """)

  enum Action: String, ExpressibleByArgument, CaseIterable {
    case start, stop, status, uninstall
  }

  @Argument(help: "What to do.")
  var action: Action
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard action == .status else { return show(try answer()) }
    let (answer, isRunning) = try UserService().examine()
    show(answer)
    if !isRunning { throw ExitCode(Failure.operation) }
  }

  func answer() throws -> Answer {
    let service = try UserService()
    switch action {
    case .start: return try service.start()
    case .stop: return try service.stop()
    case .status: return try service.examine().answer
    case .uninstall: return try service.uninstall()
    }
  }
}
