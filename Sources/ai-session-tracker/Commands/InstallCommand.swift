// `install`: tells an editor how to start the server, and puts the agent files into the project.

import ArgumentParser
import JSON
import Platform
import TrackerCore

/// Something could not be written.
struct InstallFailure: Error {
  var error: String
  var remedy: String
  /// What a person can put in place by hand; nil when it was not about that.
  var configuration: JSONValue?
}

struct InstallCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Set up VS Code and the agent files.",
    discussion: """
      Writes the server's entry into .vscode/mcp.json and copies instructions for agents to .github. What a person \
      wrote there stays: comments, order, other servers, other members of the entry. Running it again changes nothing.

      Examples:
        ai-session-tracker install --dry-run
        ai-session-tracker install --global --output-dir ~/ai-sessions
      """)

  @Flag(help: "Write the user's mcp.json instead of the project's.")
  var global = false
  @Flag(help: "Only copy the agent files.")
  var promptsOnly = false
  @Flag(help: "Only write the entry in mcp.json.")
  var mcpOnly = false
  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false
  @Flag(help: "Print the entry instead of writing it.")
  var print = false
  @Flag(
    help: "Write the bare name of the program instead of its path, for files that others use too.")
  var portable = false
  @Option(
    help: ArgumentHelp("Folder for the session data, told to the server.", valueName: "dir"),
    completion: .directory)
  var outputDir: String?
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if promptsOnly, mcpOnly {
      throw ValidationError("--prompts-only and --mcp-only leave nothing to do; give one of them")
    }
    if outputDir == "" { throw ValidationError("--output-dir must name a folder") }
  }

  func run() throws {
    if print {
      Stream.output.write(document: configuration)
    } else {
      show(try answer())
    }
  }

  func answer() throws -> Answer {
    let installer = Installer(environment: .process)
    var steps: [InstallStep] = []
    do throws(InstallError) {
      if !promptsOnly {
        steps.append(try installer.plan(configuration, into: try configurationPath()))
      }
      if !mcpOnly {
        for file in InstallCommand.agentFiles { steps.append(try installer.plan(file)) }
      }
      if !dryRun { try installer.apply(steps) }
    } catch {
      throw InstallFailure(error, configuration: promptsOnly ? .none : .some(configuration))
    }
    return answer(steps)
  }

  private static let agentFiles = [
    AgentFile(
      path: ".github/agents/Session Tracked Agent.agent.md",
      contents: PackageResources.Session_Tracked_Agent_agent_md),
    AgentFile(
      path: ".github/instructions/session_tracking.instructions.md",
      contents: PackageResources.session_tracking_instructions_md),
  ]

  private var command: String {
    let name = "ai-session-tracker"
    return portable ? name : ProcessEnvironment.executablePath ?? name
  }

  private var configuration: JSONValue {
    let directory = outputDir.map {
      $0.hasPrefix("/") ? $0 : ProcessEnvironment.currentDirectory + "/" + $0
    }
    return Installer.configuration(command: command, outputDirectory: directory)
  }

  /// Where VS Code keeps the project's servers, or those of the user (it follows XDG_CONFIG_HOME).
  private func configurationPath() throws(InstallError) -> String {
    guard global else { return ".vscode/mcp.json" }
    let variable = ProcessEnvironment.variable
    if let base = variable("XDG_CONFIG_HOME"), base.hasPrefix("/") {
      return base + "/Code/User/mcp.json"
    }
    guard let home = variable("HOME"), home.hasPrefix("/") else {
      throw InstallError(path: "~/.config/Code/User/mcp.json", reason: "HOME is not set")
    }
    return home + "/.config/Code/User/mcp.json"
  }

  private func answer(_ steps: [InstallStep]) -> Answer {
    var message = "Installed"
    var advice: [String] = []
    if steps.allSatisfy(\.contents.isEmpty) {
      message = "Everything is in place already; nothing was changed"
    } else if dryRun {
      message = "Nothing was written (dry run)"
    } else {
      if !promptsOnly {
        advice.append(
          "In VS Code reload the window, then start and trust the server: MCP: List Servers.")
      }
      if !mcpOnly {
        advice.append("Then choose Session Tracked Agent in the chat's list of agents.")
      }
    }
    var data: [JSONValue.Member] = [.init("dry_run", .bool(dryRun))]
    if !promptsOnly, let path = steps.first?.path {
      data += [.init("config_path", .string(path)), .init("command", .string(command))]
    }
    data.append(
      .init(
        "files",
        .array(
          steps.map { ["path": .string($0.path), "action": .string($0.action.rawValue)] })))
    return Answer(
      message: message, data: data,
      lines: steps.map { "  \($0.verb(isPlanned: dryRun)): \($0.path.printable)" },
      advice: advice)
  }
}

extension InstallStep {
  fileprivate func verb(isPlanned: Bool) -> String {
    switch action {
    case .created: isPlanned ? "to be created" : "created"
    case .updated: isPlanned ? "to be updated" : "updated"
    case .unchanged: "unchanged"
    case .kept: "already there"
    }
  }
}

extension InstallFailure {
  fileprivate init(_ error: InstallError, configuration: JSONValue?) {
    self.error = "\(error.path): \(error.reason)"
    let alternative = configuration == nil ? "" : ", or add the configuration by hand"
    remedy = "It was left as it is. Mend that and run this again\(alternative)."
    self.configuration = configuration
  }
}
