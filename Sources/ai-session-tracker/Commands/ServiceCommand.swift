import ArgumentParser
import Platform
import TrackerCore

struct ServiceCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "service",
    abstract: "Set up, start, stop, show or remove the service of this user.",
    discussion: """
      The service is `ai-session-tracker dashboard` under the user's systemd: numbers on 127.0.0.1:8000, for scripts and \
      status bars. `service install` sets it up for the data of the current directory (or --output-dir), \
      `install --service` does so along with the editors; \
      `loginctl enable-linger` keeps it running while you are logged out.

      The MCP server is no service: it speaks on standard input and output, which only the editor that starts it is \
      connected to. Under systemd it would read the end of its input and stop.

      Exit status: 0 done (status: it runs), 1 failed (status: it does not run), 2 wrong usage.

      Examples:
        ai-session-tracker service install && ai-session-tracker service start
        ai-session-tracker service status --json
      """)

  enum Action: String, ExpressibleByArgument, CaseIterable {
    case install, start, stop, status, uninstall
  }

  @Argument(help: "What to do.")
  var action: Action
  @Option(
    help: ArgumentHelp(
      "Folder of the session data, for install. (default: $AI_OUTPUT_DIR, else .ai_sessions)",
      valueName: "dir"), completion: .directory)
  var outputDir: String?
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if outputDir == "" { throw ValidationError("--output-dir must name a folder") }
    if outputDir != nil, action != .install {
      throw ValidationError("--output-dir is for `service install` only")
    }
  }

  func run() throws {
    guard action == .status else { return show(try answer()) }
    let (answer, isRunning) = try UserService().examine()
    show(answer)
    if !isRunning { throw ExitCode(Failure.operation) }
  }

  func answer() throws -> Answer {
    let service = try UserService()
    switch action {
    case .install: return try install(service)
    case .start: return try service.start()
    case .stop: return try service.stop()
    case .status: return try service.examine().answer
    case .uninstall: return try service.uninstall()
    }
  }

  private func install(_ service: UserService) throws -> Answer {
    var notices: [String] = []
    let exported = setting("AI_OUTPUT_DIR", ProcessEnvironment.variable) { notices.append($0) }
    var answer = try service.install(data: outputDir ?? exported)
    answer.notices = notices
    return answer
  }
}
