public import ArgumentParser
import JSON
import Platform
public import TrackerCore

struct InstallCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Set up editors and agents, or undo that.",
    discussion: """
      Writes the server's entry into the client's file (VS Code's .vscode/mcp.json unless told otherwise), and rules for \
      agents where the client reads them (.github, CLAUDE.md, AGENTS.md, GEMINI.md and so on; with --scope user in \
      the user's own files): a marked block in a file that people own. What a person wrote stays: comments, order, \
      other servers, other members of the entry, rules that were edited; an entry that had to give way is kept beside \
      the file (.bak). Running it again changes nothing. \
      A file that cannot be read is left alone, and what to put there by hand is printed; the other clients are set up \
      all the same. Each entry is read back: `doctor --clients` does that at any time.

      --uninstall takes out exactly that: a file that has not been touched since is again what it was.

      Examples:
        ai-session-tracker install --dry-run
        ai-session-tracker install --client claude-code --client codex
        ai-session-tracker install --all-detected --scope user --output-dir ~/ai-sessions
        ai-session-tracker install --client zed --print
        ai-session-tracker install --all-detected --uninstall
      """)

  @Option(
    help: ArgumentHelp(
      "Client to set up; may be given several times. (default: vscode)", valueName: "client"))
  var client: [Client] = []
  @Flag(help: "Set up every client that is found on this machine.")
  var allDetected = false
  @Option(
    help: ArgumentHelp(
      "Write the project's file or the user's. (default: project, for clients that know projects)",
      valueName: "scope"))
  var scope: InstallScope?
  @Flag(help: "The same as --scope user.")
  var global = false
  @Flag(help: "Only write the rules for agents.")
  var promptsOnly = false
  @Flag(help: "Only write the server's entry.")
  var mcpOnly = false
  @Flag(help: "Also run the dashboard's numbers as a service of the user; see `help service`.")
  var service = false
  @Flag(help: "Take out what was installed.")
  var uninstall = false
  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false
  @Flag(help: "Print the entry instead of writing it; with --prompts-only, the rules.")
  var print = false
  @Option(
    help: ArgumentHelp(
      "Print a link that makes the editor offer to add the server.", valueName: "editor"))
  var link: InstallLink?
  @Flag(
    help: "Write the bare name of the program instead of its path, for files that others use too.")
  var portable = false
  @Option(
    help: ArgumentHelp(
      "Folder for the session data, told to the server. (default: $AI_OUTPUT_DIR, if set)",
      valueName: "dir"), completion: .directory)
  var outputDir: String?
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if promptsOnly, mcpOnly {
      throw ValidationError("--prompts-only and --mcp-only leave nothing to do; give one of them")
    }
    if outputDir == "" { throw ValidationError("--output-dir must name a folder") }
    if global, scope == .project {
      throw ValidationError("--global means --scope user; give one of --global and --scope project")
    }
    if uninstall, print || link != nil {
      throw ValidationError(
        "--uninstall prints nothing to put in by hand; leave out --print, --link")
    }
    if scope == .project, !promptsOnly,
      let client = client.first(where: { $0.projectFile == nil })
    {
      throw ValidationError(
        "\(client.title) has no file of a project; leave out --scope project for \(client.name)")
    }
  }

  func run() throws {
    if let link {
      let launch = try launch()
      tell(launch.notices)
      Stream.output.write(link.url(launch(for: .user)) + "\n")
    } else if print {
      try printSnippets()
    } else {
      show(try answer())
    }
  }

  func answer() throws -> Answer {
    var launch = try launch()
    if uninstall { launch.notices = [] }
    if service, !uninstall, !dryRun { try UserService().requireSystemd() }
    var run = InstallRun(launch: launch, isUninstall: uninstall, isDryRun: dryRun)
    let clients = try clients()
    if !promptsOnly { for client in clients { run.setUp(client, wantedScope) } }
    if !mcpOnly {
      let concerned = promptsOnly ? clients : run.concerned
      run.setUpRules(of: concerned, wantedScope ?? .project)
      // Their one entry serves all projects: where it went, no rules are left in either place.
      if uninstall, wantedScope == nil {
        run.setUpRules(of: concerned.filter { $0.projectFile == nil }, .user)
      }
    }
    var report = run.report
    if service { report.service = try answerOfService(launch) }
    guard report.failures.isEmpty else { throw Failure(report) }
    return report.answer
  }

  private var wantedScope: InstallScope? { global ? .user : scope }

  /// The clients that are meant, each once.
  private func clients() throws -> [Client] {
    var clients = client
    if allDetected {
      clients += Client.all.filter {
        $0.isDetected && (wantedScope != .project || $0.projectFile != nil)
      }
      guard !clients.isEmpty else {
        throw Failure(
          notInstalled: "no client was found on this machine",
          remedy: "Name one with --client: \(Client.all.map(\.name).joined(separator: ", ")).")
      }
    } else if clients.isEmpty {
      clients = [Client.all[0]]
    }
    var names: Set<String> = []
    return clients.filter { names.insert($0.name).inserted }
  }

  private func launch() throws -> InstallLaunch {
    var launch = InstallLaunch(command: Client.serverName)
    if portable {
      launch.notices = InstallLaunch.portableNotices
    } else {
      guard let path = ProcessEnvironment.calledPath else {
        throw Failure(
          notInstalled: "the path of this program cannot be told, or is not UTF-8",
          remedy: "Put the program elsewhere, or give --portable to write its bare name.")
      }
      launch.command = path
    }
    launch.isPortable = portable
    launch.givenDirectory = outputDir
    launch.exportedDirectory = setting("AI_OUTPUT_DIR", ProcessEnvironment.variable) {
      launch.notices.append($0)
    }
    return launch
  }

  private func tell(_ notices: [String]) {
    for notice in notices { Stream.error.write(notice.printable + "\n") }
  }

  private func printSnippets() throws {
    if promptsOnly { return Stream.output.write(String(decoding: Rules.text, as: UTF8.self)) }
    let launch = try launch()
    tell(launch.notices)
    let clients = try clients()
    for client in clients {
      do throws(InstallError) {
        let target = try InstallTarget(client, wantedScope)
        if clients.count > 1 {
          Stream.error.write("\(client.title), \(target.path.printable):\n")
        }
        Stream.output.write(client.snippet(launch(for: target.scope)))
      } catch {
        throw Failure(notInstalled: error.text, remedy: "Set it.")
      }
    }
  }

  private func answerOfService(_ launch: InstallLaunch) throws -> Answer {
    let service = try UserService()
    if uninstall { return try service.uninstall(isDryRun: dryRun) }
    return try service.install(data: outputDir ?? launch.exportedDirectory, isDryRun: dryRun)
  }
}

extension Client: ExpressibleByArgument {
  /// A client of the list; nil for any other name.
  public init?(argument: String) {
    guard let client = Client.named(argument) else { return nil }
    self = client
  }
  /// How the help shows a default.
  public var defaultValueDescription: String { name }
  /// What the help lists.
  public static var allValueStrings: [String] { all.map(\.name) }
  /// What the shell completes.
  public static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

extension InstallScope: ExpressibleByArgument {}
extension InstallLink: ExpressibleByArgument {}
