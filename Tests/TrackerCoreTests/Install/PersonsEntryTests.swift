// An entry of our name in which a person wrote: it is kept, changed as little as can be, and never lost.

import Glibc
import JSON
import Platform
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct PersonsEntryTests {
  private let world: TestEnvironment
  private let installer: Installer
  private let name = "config"
  private let launch = ServerLaunch(command: "/bin/ai-session-tracker")

  init() throws {
    world = try TestEnvironment()
    installer = Installer(environment: world.environment)
  }

  private func client(_ name: String) throws -> Client { try #require(Client.named(name)) }

  private func install(_ client: Client, _ launch: ServerLaunch? = nil) throws {
    try installer.apply([try installer.plan(client, launch ?? self.launch, into: name)])
  }

  private func uninstall(_ client: Client) throws -> InstallStep.Action {
    let step = try installer.removal(of: client, from: name)
    try installer.apply([step])
    return step.action
  }

  private func text(_ suffix: String = "") throws -> String? {
    try world.directory.text(of: name + suffix)
  }

  private func entry(of client: Client) throws -> JSONValue? {
    try client.entry(in: Array((try text() ?? "").utf8))
  }

  /// A file that holds nothing but an entry with these members.
  private func file(_ client: Client, _ members: String) -> String {
    client.format == .toml
      ? "[\(client.container).\(Client.serverName)]\n\(members)\n"
      : "{\"\(client.container)\": {\"\(Client.serverName)\": {\(members)}}}"
  }

  // MARK: Other transports

  @Test(
    arguments: [
      ("vscode", #""type": "http", "url": "http://h""#),
      ("vscode", #""url": "http://h", "env": {}"#),
      ("vscode", #""type": "sse", "command": "x""#),
      ("vscode", #""type": "local", "command": "x""#),
      ("claude-code", #""type": "sse", "url": "http://h", "headers": {"A": "b"}"#),
      ("claude-desktop", #""transport": "streamable-http", "command": "x""#),
      ("cursor", #""url": "http://h""#), ("gemini", #""httpUrl": "http://h""#),
      ("gemini", #""command": "x", "url": "http://h""#), ("windsurf", #""serverUrl": "http://h""#),
      ("zed", #""source": "extension", "settings": {}"#), ("zed", #""url": "http://h""#),
      ("copilot-cli", #""type": "http", "url": "http://h", "tools": ["*"]"#),
      ("codex", "url = \"http://h\""), ("codex", "command = 'x'\nurl = 'http://h'"),
      ("codex", "url = 'http://h'\nhttp_headers = { A = 'b' }\n[z]\na = 1"),
      ("codex", "bearer_token_env_var = 'T'"),
    ])
  func anEntryOfAnotherTransportIsReplacedWholeAndKept(name: String, members: String) throws {
    let client = try client(name)
    let before = file(client, members)
    try world.directory.write(before, to: self.name)
    try install(client)
    #expect(try entry(of: client) == launch.entry(for: client))
    #expect(try text(".bak") == before)
    #expect(try installer.plan(client, launch, into: self.name).action == .unchanged)
    if members.contains("[z]") { #expect(try text()?.contains("[z]") == true) }
  }

  @Test(arguments: ["vscode", "codex"])
  func aSecondEntryOfAPersonIsKeptBesideTheFirstCopy(name: String) throws {
    let client = try client(name)
    let first = client.format == .toml ? "# first\n" : "{}"
    try world.directory.write(first, to: self.name)
    try install(client)
    let second = file(client, client.format == .toml ? "url = 'u'" : #""url": "u""#)
    try world.directory.write(second, to: self.name)
    try install(client)
    #expect(try text(".bak") == first)
    #expect(try text(".bak.2") == second)
  }

  // MARK: What a person added

  @Test(arguments: ["vscode", "codex"])
  func whatAPersonAddedToOurEntryIsKeptWhenItGoes(name: String) throws {
    let client = try client(name)
    let isTOML = client.format == .toml
    let additions =
      isTOML
      ? ["enabled = true", "env = { A = 'b' }", "args = ['server', '--x']", "# a comment"]
      : [#""timeout": 5"#, #""env": {"A": "b"}"#, #""args": ["server", "--x"]"#, "/* a comment */"]
    for (number, addition) in additions.enumerated() {
      let command =
        isTOML ? "command = '/old'\n" : "\"command\": \"/old\"" + (number < 3 ? ", " : "")
      let written = file(client, command + addition)
      try world.directory.write(written, to: self.name)
      #expect(try uninstall(client) == .cleared)
      #expect(try text()?.contains(Client.serverName) == false)
      #expect(try text(".bak") == written, "\(addition)")
      try world.environment.files.remove(world.directory.path(of: self.name + ".bak"))
    }
  }

  @Test func whatAPersonAddedAfterTheInstallIsKeptWhenTheFileIsRestored() throws {
    let client = try client("vscode")
    try world.directory.write("{}", to: name)
    try install(client)
    let changed = try #require(try text()).split(separator: "\n").joined(separator: "\n").utf8
    let edited = String(decoding: changed, as: UTF8.self)
      .split(separator: "\"args\"", maxSplits: 1).joined(separator: "\"timeout\": 5, \"args\"")
    try world.directory.write(edited, to: name)
    #expect(try uninstall(client) == .restored)
    #expect(try text() == "{}")
    #expect(try world.directory.names() == [name, name + ".bak.2"])
    #expect(try text(".bak.2") == edited)
  }

  @Test func whatTheFirstCopyHoldsIsNotCopiedAgain() throws {
    let client = try client("codex")
    let written = file(client, "command = 'ai-session-tracker'\nenv = { A = \"b\" } # mine")
    try world.directory.write(written, to: name)
    try install(client)
    #expect(try uninstall(client) == .cleared)
    #expect(try world.directory.names() == [name, name + ".bak"])
    #expect(try text(".bak") == written)
  }

  @Test(arguments: ["vscode", "codex"])
  func furtherArgumentsOfTheServerStay(name: String) throws {
    let client = try client(name)
    let more = #"["server", "--max-session-duration-hours", "8"]"#
    let other = #"["-m", "x", "server"]"#
    for (arguments, stays) in [(more, true), (other, false)] {
      let key = client.format == .toml ? "args = " : #""args": "#
      try world.directory.write(file(client, key + arguments), to: self.name)
      try install(client)
      let entry = try #require(try entry(of: client))
      #expect(
        entry["args"] == (stays ? ["server", "--max-session-duration-hours", "8"] : ["server"]))
      #expect(entry["command"] == "/bin/ai-session-tracker")
    }
  }

  @Test func zedsOlderFormBecomesTodaysAndKeepsItsVariables() throws {
    let client = try client("zed")
    let older = #""command": {"path": "/old", "args": ["x"], "env": {"A": "b"}}, "timeout": 5"#
    let folder = ServerLaunch(command: "/bin/ai-session-tracker", outputDirectory: "/d")
    try world.directory.write(file(client, older), to: name)
    try install(client, folder)
    let entry = try #require(try entry(of: client))
    #expect(
      entry == [
        "source": "custom", "command": "/bin/ai-session-tracker", "args": ["server"],
        "env": ["A": "b", "AI_OUTPUT_DIR": "/d"], "timeout": 5,
      ])
    #expect(try text(".bak") == file(client, older))
    #expect(try installer.plan(client, folder, into: name).action == .unchanged)
  }

  // MARK: Links

  @Test(arguments: ["file", "folder", "dangling", "copy"])
  func noLinkLeadsOutOfTheProjectAndAllAreFollowedForTheUser(kind: String) throws {
    let client = try client("vscode")
    try world.directory.createDirectory("project/.vscode")
    try world.directory.write("{}", to: "elsewhere/mcp.json")
    let project = world.directory.path(of: "project")
    var environment = world.environment
    environment.currentDirectory = project
    let installer = Installer(environment: environment)
    let links = [
      "file": ("../../elsewhere/mcp.json", ".vscode/mcp.json"),
      "folder": ("../elsewhere", ".folder"),
      "dangling": ("../../elsewhere/new", ".vscode/mcp.json"),
      "copy": ("../../elsewhere/mcp.json", ".vscode/mcp.json.bak"),
    ]
    let (target, link) = try #require(links[kind])
    #expect(symlink(target, "\(project)/\(link)") == 0)
    let file = kind == "folder" ? ".folder/mcp.json" : ".vscode/mcp.json"
    if kind == "copy" { try world.directory.write("{}", to: "project/.vscode/mcp.json") }
    let error = #expect(throws: InstallError.self) {
      try installer.plan(client, launch, into: file)
    }
    #expect(error?.reason.contains("link") == true)
    if kind != "dangling" {
      #expect(throws: InstallError.self) { try installer.removal(of: client, from: file) }
    }
    #expect(try world.directory.text(of: "elsewhere/mcp.json") == "{}")
    #expect(try world.directory.names(in: "elsewhere") == ["mcp.json"])
    if kind == "file" || kind == "folder" {
      try installer.apply([try installer.plan(client, launch, into: file, of: .user)])
      #expect(try world.directory.text(of: "elsewhere/mcp.json")?.contains(launch.command) == true)
    }
  }
}
