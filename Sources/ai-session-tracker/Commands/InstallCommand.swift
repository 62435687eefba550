// `install`: tells clients how to start the server, puts the agent files into the project, and takes both back.

public import ArgumentParser
import JSON
import Platform
public import TrackerCore

struct InstallCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Set up editors and agents, or undo that.",
    discussion: """
      Writes the server's entry into the client's file (VS Code's .vscode/mcp.json unless told otherwise) and copies \
      instructions for agents to .github. What a person wrote stays: comments, order, other servers, other members of \
      the entry, agent files that were edited. Running it again changes nothing. A file that cannot be read is left alone, \
      and what to put there by hand is printed.

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
  @Flag(help: "Only copy the agent files.")
  var promptsOnly = false
  @Flag(help: "Only write the clients' files.")
  var mcpOnly = false
  @Flag(help: "Also run the dashboard's numbers as a service of the user; see `help service`.")
  var service = false
  @Flag(help: "Take out what was installed.")
  var uninstall = false
  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false
  @Flag(help: "Print the entry instead of writing it.")
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
    if scope == .project, let client = client.first(where: { $0.projectFile == nil }) {
      throw ValidationError(
        "\(client.title) has no file of a project; leave out --scope project for \(client.name)")
    }
  }

  func run() throws {
    if let link {
      Stream.output.write(link.url(launch(for: .user)) + "\n")
    } else if print {
      try printSnippets()
    } else {
      show(try answer())
    }
  }

  func answer() throws -> Answer {
    let targets = promptsOnly ? [] : try self.targets()
    let planned = try plan(targets, Installer(environment: .process))
    if service, !uninstall, !dryRun { try UserService().requireSystemd() }
    var report = InstallReport(
      isUninstall: uninstall, isDryRun: dryRun, command: command, planned: planned,
      targets: targets, leavesDirectoryOpen: leavesDirectoryOpen(targets))
    if !dryRun {
      do throws(InstallError) {
        try Installer(environment: .process).apply(planned.map(\.step))
      } catch {
        throw InstallFailure([error], snippets: uninstall ? [] : snippets(for: targets))
      }
    }
    if service { report.service = try answerOfService() }
    return report.answer
  }

  // MARK: Plan

  private func plan(_ targets: [InstallTarget], _ installer: Installer) throws -> [PlannedStep] {
    var planned: [PlannedStep] = []
    var refusals: [(target: InstallTarget?, error: InstallError)] = []
    for target in targets {
      do throws(InstallError) {
        let step =
          uninstall
          ? try installer.removal(
            of: target.client, from: target.path, through: target.program, within: target.root)
          : try installer.plan(
            target.client, launch(for: target.scope), into: target.path, through: target.program)
        planned.append(PlannedStep(client: target.client, step: step))
      } catch {
        refusals.append((target, error))
      }
    }
    if !mcpOnly, promptsOnly || targets.contains(where: \.client.readsAgentFiles) {
      for file in AgentFile.all {
        do throws(InstallError) {
          let steps =
            uninstall ? try installer.removal(of: file) : try installer.plan(file)
          planned += steps.map { PlannedStep(client: nil, step: $0) }
        } catch {
          refusals.append((nil, error))
        }
      }
    }
    // All or nothing: a plan that cannot be carried out whole is not begun.
    guard refusals.isEmpty else {
      let refused = refusals.compactMap(\.target)
      throw InstallFailure(
        refusals.map(\.error), snippets: uninstall ? [] : snippets(for: refused))
    }
    return planned
  }

  /// The clients that are meant, and their files.
  private func targets() throws -> [InstallTarget] {
    let wanted = global ? .user : scope
    var clients = client
    if allDetected {
      clients += Client.all.filter { found in
        found.isDetected && !client.contains { $0.name == found.name }
          && (wanted != .project || found.projectFile != nil)
      }
      guard !clients.isEmpty else {
        throw InstallFailure(
          error: "no client was found on this machine",
          remedy: "Name one with --client: \(Client.all.map(\.name).joined(separator: ", ")).")
      }
    } else if clients.isEmpty {
      clients = [Client.all[0]]
    }
    do throws(InstallError) {
      var targets: [InstallTarget] = []
      for client in clients where !targets.contains(where: { $0.client.name == client.name }) {
        targets.append(try InstallTarget(client, wanted))
      }
      return targets
    } catch {
      throw InstallFailure([error], snippets: [])
    }
  }

  private var command: String {
    portable ? Client.serverName : ProcessEnvironment.executablePath ?? Client.serverName
  }

  /// What the server is told. A relative `AI_OUTPUT_DIR` means a folder in each project, so it cannot go into the user's
  /// files; and files that are shared hold no path of this machine that nobody asked for.
  private func launch(for scope: InstallScope) -> ServerLaunch {
    var directory = outputDir
    if directory == nil, !portable, let variable = ProcessEnvironment.variable("AI_OUTPUT_DIR"),
      !variable.isEmpty, scope == .project || variable.hasPrefix("/")
    {
      directory = variable
    }
    return ServerLaunch(
      command: command,
      outputDirectory: directory?.absolute(in: ProcessEnvironment.currentDirectory))
  }

  /// Whether a client is told for all projects, but not where the data is.
  private func leavesDirectoryOpen(_ targets: [InstallTarget]) -> Bool {
    targets.contains { $0.scope == .user && launch(for: .user).outputDirectory == nil }
  }

  // MARK: Snippets

  private func snippets(for targets: [InstallTarget]) -> [InstallSnippet] {
    targets.map {
      InstallSnippet(
        client: $0.client, path: $0.path, text: $0.client.snippet(launch(for: $0.scope)))
    }
  }

  private func printSnippets() throws {
    let snippets = snippets(for: try targets())
    for snippet in snippets {
      if snippets.count > 1 {
        Stream.error.write("\(snippet.client.title), \(snippet.path.printable):\n")
      }
      Stream.output.write(snippet.text)
    }
  }

  // MARK: Service

  private func answerOfService() throws -> Answer {
    let service = try UserService()
    if uninstall { return try service.uninstall(isDryRun: dryRun) }
    let given = outputDir ?? ProcessEnvironment.variable("AI_OUTPUT_DIR").flatMap(\.nonEmpty)
    let directory = (given ?? Config.defaultDirectory)
      .absolute(in: ProcessEnvironment.currentDirectory)
    return try service.install(
      command: ProcessEnvironment.executablePath ?? Client.serverName, directory: directory,
      isDryRun: dryRun)
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
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

extension AgentFile {
  fileprivate static let all = [
    AgentFile(
      path: ".github/agents/Session Tracked Agent.agent.md",
      contents: PackageResources.Session_Tracked_Agent_agent_md),
    AgentFile(
      path: ".github/instructions/session_tracking.instructions.md",
      contents: PackageResources.session_tracking_instructions_md),
  ]
}
