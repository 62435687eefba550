// THE LIST: the programs that can start the server, and where and how each keeps that.

public import JSON

/// A program that starts MCP servers: an editor or an agent.
public struct Client: Sendable {
  /// What `--client` takes.
  public var name: String
  /// What people call it.
  public var title: String
  /// Relative to the project; nil when it knows no servers of a project.
  public var projectFile: String?
  /// The user's own file.
  public var userFile: UserPlace
  /// The member or table that holds the servers.
  public var container: String
  public var format: Format = .json
  /// Members that a new entry begins with; an entry that is there keeps its own.
  public var firstMembers: [JSONValue.Member] = []
  /// Members that a new entry ends with; an entry that is there keeps its own.
  public var lastMembers: [JSONValue.Member] = []
  /// Programs that show it is installed; its user folder shows it, too.
  public var programs: [String]
  /// Where it reads rules: of a project, and of a person for all projects.
  public var rules: [RulesFile] = []
  /// Whether running programs of it write the user's file all the time, so that its own command is safer.
  public var ownsUserFile = false
  /// What a person does afterwards.
  public var advice: String

  /// How a file is written.
  public enum Format: String, Sendable {
    /// JSON, perhaps with comments and trailing commas.
    case json
    case toml
  }

  /// The server's name in every file.
  public static let serverName = "ai-session-tracker"

  /// All of them. Places, members and steps are those of the makers' documentation.
  public static let all: [Client] = [
    Client(
      name: "vscode", title: "VS Code", projectFile: ".vscode/mcp.json",
      userFile: .settings("Code/User/mcp.json"), container: "servers",
      firstMembers: [.init("type", "stdio")], programs: ["code"],
      rules: [
        .copilotAgent, .copilot,
        .user(.settings("Code/User/prompts/session_tracking.instructions.md"), .instructions),
      ],
      advice: "In VS Code reload the window, then start and trust the server: MCP: List Servers."),
    Client(
      name: "claude-code", title: "Claude Code", projectFile: ".mcp.json",
      userFile: .variable("CLAUDE_CONFIG_DIR", otherwise: "", file: ".claude.json"),
      container: "mcpServers", firstMembers: [.init("type", "stdio")], programs: ["claude"],
      rules: [
        .project("CLAUDE.md"),
        .user(.variable("CLAUDE_CONFIG_DIR", otherwise: ".claude", file: "CLAUDE.md")),
      ],
      ownsUserFile: true,
      advice: "Start claude in the project and approve the server; /mcp shows it."),
    Client(
      name: "claude-desktop", title: "Claude Desktop",
      userFile: .settings("Claude/claude_desktop_config.json"), container: "mcpServers",
      programs: ["claude-desktop"],
      advice: "Quit Claude Desktop and start it again; it has no projects, so give --output-dir."),
    Client(
      name: "cursor", title: "Cursor", projectFile: ".cursor/mcp.json",
      userFile: .home(".cursor/mcp.json"), container: "mcpServers", programs: ["cursor"],
      rules: [.project(".cursor/rules/ai-session-tracker.mdc", .cursor)],
      advice: "In Cursor open Settings, MCP, and switch the server on."),
    Client(
      name: "codex", title: "Codex", projectFile: ".codex/config.toml",
      userFile: .variable("CODEX_HOME", otherwise: ".codex", file: "config.toml"),
      container: "mcp_servers", format: .toml, programs: ["codex"],
      rules: [
        .codex(.project("AGENTS.md")),
        .codex(.user(.variable("CODEX_HOME", otherwise: ".codex", file: "AGENTS.md"))),
      ],
      advice: "Start codex again; it reads a project's file only in a project that you trust."),
    Client(
      name: "gemini", title: "Gemini CLI", projectFile: ".gemini/settings.json",
      userFile: .home(".gemini/settings.json"), container: "mcpServers", programs: ["gemini"],
      rules: [.project("GEMINI.md"), .user(.home(".gemini/GEMINI.md"))],
      advice: "Start gemini again; /mcp shows the server."),
    Client(
      name: "zed", title: "Zed", projectFile: ".zed/settings.json",
      userFile: .dotConfiguration("zed/settings.json"), container: "context_servers",
      firstMembers: [.init("source", "custom")], programs: ["zed", "zeditor"],
      rules: [.zed, .user(.dotConfiguration("zed/AGENTS.md"))],
      advice: "Zed starts the server at once; the agent panel's settings show it."),
    Client(
      name: "copilot-cli", title: "Copilot CLI",
      userFile: .variable("COPILOT_HOME", otherwise: ".copilot", file: "mcp-config.json"),
      container: "mcpServers", firstMembers: [.init("type", "local")],
      lastMembers: [.init("tools", ["*"])], programs: ["copilot"],
      rules: [
        .copilotAgent, .copilot,
        .user(
          .variable("COPILOT_HOME", otherwise: ".copilot", file: "copilot-instructions.md")),
      ],
      advice: "Start copilot again; /mcp show lists the server."),
    Client(
      name: "windsurf", title: "Windsurf", userFile: .home(".codeium/windsurf/mcp_config.json"),
      container: "mcpServers", programs: ["windsurf"],
      rules: [
        .project(".windsurf/rules/ai-session-tracker.md", .windsurf),
        .user(.home(".codeium/windsurf/memories/global_rules.md")),
      ],
      advice: "In Windsurf press Refresh in the list of MCP servers."),
  ]

  /// The client with that name; nil for any other.
  public static func named(_ name: String) -> Client? { all.first { $0.name == name } }
}
