import JSON
import TrackerCore
import TrackerMCP

/// What a release says of itself to those who offer it: the manifest of an MCPB bundle and the entry of an MCP registry, both
/// made from the server's own list.
enum ReleaseDocument {
  private static let title = "AI Session Tracker"
  /// At most 100 characters: a registry's limit.
  private static let summary =
    "Track AI coding sessions locally: time, ratings, issues, code metrics, return on investment."

  /// `manifest.json`, version 0.3: the program is at `bin/ai-session-tracker` in the bundle.
  static var bundleManifest: JSONValue {
    let program = "bin/" + Client.serverName
    return [
      "manifest_version": "0.3", "name": .string(Client.serverName), "display_name": .string(title),
      "version": .string(AISessionTracker.version), "description": .string(summary),
      "author": ["name": "The ai-session-tracker authors"], "license": "MIT",
      "server": [
        "type": "binary", "entry_point": .string(program),
        "mcp_config": [
          "command": .string("${__dirname}/" + program), "args": ["server"],
          "env": ["AI_OUTPUT_DIR": "${user_config.output_dir}"],
        ],
      ],
      "tools": .array(
        Tool.all.map { ["name": .string($0.name), "description": .string($0.summary)] }),
      "prompts_generated": true, "compatibility": ["platforms": ["linux"]],
      "user_config": [
        "output_dir": [
          "type": "directory", "title": "Data folder",
          "description": "Where the session data is kept", "required": false,
          "default": .string("${HOME}/" + Config.defaultDirectory),
        ]
      ],
    ]
  }

  /// `server.json`, schema 2025-12-11.
  static func registryEntry(repository: String, bundle: String, digest: String) -> JSONValue {
    let owner = repository.split(separator: "/").dropLast().last ?? ""
    let version = JSONValue.string(AISessionTracker.version)
    return [
      "$schema":
        "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
      "name": .string("io.github.\(owner)/\(Client.serverName)"), "title": .string(title),
      "description": .string(summary), "version": version,
      "repository": ["url": .string(repository), "source": "github"],
      "packages": [
        [
          "registryType": "mcpb", "identifier": .string(bundle), "version": version,
          "fileSha256": .string(digest), "transport": ["type": "stdio"],
          "packageArguments": [["type": "positional", "value": "server"]],
          "environmentVariables": [
            [
              "name": "AI_OUTPUT_DIR", "description": "Folder for the session data",
              "format": "filepath", "isRequired": false,
            ],
            [
              "name": "AI_MAX_SESSION_DURATION_HOURS",
              "description": "Length at which a session is closed that nobody ended",
              "format": "number", "isRequired": false, "default": "4.0",
            ],
          ],
        ]
      ],
    ]
  }
}
