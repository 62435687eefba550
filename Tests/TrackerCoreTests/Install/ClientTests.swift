// The list of clients: places by system, scope and variables, entries as each client takes them, links, the service's unit.

import JSON
import TestSupport
import Testing
import TrackerCore

@Suite struct ClientTests {
  private func path(
    _ name: String, on system: UserPlace.System = .linux, _ variables: [String: String]
  ) throws -> String {
    let client = try #require(Client.named(name))
    return try client.userFile.path(
      on: system, currentDirectory: "/here", variables: { variables[$0] })
  }

  @Test(arguments: [
    (
      "vscode", "/h/.config/Code/User/mcp.json", "/h/Library/Application Support/Code/User/mcp.json"
    ),
    ("claude-code", "/h/.claude.json", "/h/.claude.json"),
    (
      "claude-desktop", "/h/.config/Claude/claude_desktop_config.json",
      "/h/Library/Application Support/Claude/claude_desktop_config.json"
    ),
    ("cursor", "/h/.cursor/mcp.json", "/h/.cursor/mcp.json"),
    ("codex", "/h/.codex/config.toml", "/h/.codex/config.toml"),
    ("gemini", "/h/.gemini/settings.json", "/h/.gemini/settings.json"),
    ("zed", "/h/.config/zed/settings.json", "/h/.config/zed/settings.json"),
    ("copilot-cli", "/h/.copilot/mcp-config.json", "/h/.copilot/mcp-config.json"),
    (
      "windsurf", "/h/.codeium/windsurf/mcp_config.json", "/h/.codeium/windsurf/mcp_config.json"
    ),
  ])
  func theUsersFileIsWhereTheClientLooks(name: String, linux: String, macOS: String) throws {
    #expect(try path(name, ["HOME": "/h"]) == linux)
    #expect(try path(name, ["HOME": "/h/"]) == linux)
    #expect(try path(name, on: .macOS, ["HOME": "/h"]) == macOS)
    let error = #expect(throws: InstallError.self) { try path(name, [:]) }
    #expect(error?.reason.hasPrefix("HOME is not set") == true)
  }

  @Test func everyClientIsTestedAboveAndHasANameOfItsOwn() {
    #expect(Client.all.count == 9)
    #expect(Set(Client.all.map(\.name)).count == 9)
    #expect(Client.named("emacs") == nil)
  }

  @Test func variablesMoveTheUsersFile() throws {
    #expect(try path("vscode", ["XDG_CONFIG_HOME": "/x/"]) == "/x/Code/User/mcp.json")
    #expect(try path("zed", ["XDG_CONFIG_HOME": "/x"]) == "/x/zed/settings.json")
    let relative = ["HOME": "/h", "XDG_CONFIG_HOME": "x", "CODEX_HOME": "mine"]
    #expect(try path("vscode", relative) == "/h/.config/Code/User/mcp.json")
    #expect(try path("codex", relative) == "/here/mine/config.toml")
    #expect(try path("codex", ["CODEX_HOME": "/c"]) == "/c/config.toml")
    #expect(try path("codex", ["CODEX_HOME": "", "HOME": "/h"]) == "/h/.codex/config.toml")
    #expect(try path("copilot-cli", ["COPILOT_HOME": "/c"]) == "/c/mcp-config.json")
    #expect(try path("claude-code", ["CLAUDE_CONFIG_DIR": "/c"]) == "/c/.claude.json")
    #expect(
      try path("vscode", on: .macOS, ["HOME": "/h", "XDG_CONFIG_HOME": "/x"])
        == "/h/Library/Application Support/Code/User/mcp.json")
  }

  @Test func theSnippetsAreAsTheClientsTakeThem() throws {
    let launch = ServerLaunch(command: "/bin/tracker", outputDirectory: "/data")
    let text = Client.all.map {
      "\($0.name) \($0.projectFile ?? "-")\n" + $0.snippet(launch)
    }.joined(separator: "\n")
    try expectGolden(text, "client-snippets.txt", directory: golden)
  }

  private let golden = "\(#filePath.dropLast("/Install/ClientTests.swift".utf8.count))/Golden"

  @Test func theEntryForVSCodeHoldsNothingThatItsSchemaRefuses() {
    let known = [
      "type", "command", "args", "cwd", "env", "envFile", "sandboxEnabled", "sandbox", "dev",
    ]
    let launch = ServerLaunch(command: "c", outputDirectory: "/d")
    let names = launch.entry(for: Client.all[0]).members?.map(\.name)
    #expect(names == ["type", "command", "args", "env"])
    #expect(names?.allSatisfy(known.contains) == true)
  }

  @Test func nobodyIsToldMoreThanTheFolder() {
    for client in Client.all {
      let entry = ServerLaunch(command: "c").entry(for: client)
      #expect(entry["env"] == nil)
      #expect(entry["trust"] == nil && entry["autoApprove"] == nil && entry["alwaysAllow"] == nil)
    }
  }

  @Test func linksHoldTheEntry() {
    let launch = ServerLaunch(command: "ai-session-tracker")
    #expect(
      InstallLink.vscode.url(launch)
        == "vscode:mcp/install?%7B%22name%22%3A%22ai-session-tracker%22%2C%22type%22%3A%22stdio%22"
        + "%2C%22command%22%3A%22ai-session-tracker%22%2C%22args%22%3A%5B%22server%22%5D%7D")
    #expect(
      InstallLink.cursor.url(launch)
        == "cursor://anysphere.cursor-deeplink/mcp/install?name=ai-session-tracker&config="
        + "eyJjb21tYW5kIjoiYWktc2Vzc2lvbi10cmFja2VyIiwiYXJncyI6WyJzZXJ2ZXIiXX0%3D")
    // Texts whose length is one more and two more than a multiple of three.
    #expect(
      InstallLink.cursor.url(ServerLaunch(command: "é>?"))
        .hasSuffix("config=eyJjb21tYW5kIjoiw6k%2BPyIsImFyZ3MiOlsic2VydmVyIl19"))
    #expect(
      InstallLink.cursor.url(ServerLaunch(command: "é>"))
        .hasSuffix("config=eyJjb21tYW5kIjoiw6k%2BIiwiYXJncyI6WyJzZXJ2ZXIiXX0%3D"))
  }

  // MARK: The service

  @Test func theUnitStartsTheDashboardAndClosesTheDisk() throws {
    let text = ServiceUnit.text(command: "/usr/bin/t", data: .home(".ai_sessions"))
    try expectGolden(text, "service-unit.txt", directory: golden)
  }

  @Test func theUnitTakesEveryCharacterOfAPathLiterally() {
    let text = ServiceUnit.text(command: "/a b/t\"x", data: .directory("/d%h/$HOME\\n"), port: 9)
    #expect(
      text.contains(
        #"ExecStart="/a b/t\"x" dashboard --host 127.0.0.1 --port 9 --data "/d%%h/$$HOME\\n""#))
  }

  @Test func dataUnderTheTemporaryFolderIsNotHidden() {
    let text = ServiceUnit.text(command: "/t", data: .directory("/tmp/d"))
    #expect(text.contains("\nPrivateTmp=no\n"))
    #expect(ServiceUnit.text(command: "/t", data: .home("d")).contains("\nPrivateTmp=yes\n"))
  }
}
