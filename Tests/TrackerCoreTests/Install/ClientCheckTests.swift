// Whether a client would start this program: what the entry says, and where its command leads.

import Glibc
import TestSupport
import Testing

@testable import TrackerCore

@Suite final class ClientCheckTests {
  private let world: TestEnvironment
  private var started: [String] = []
  private var answer: String?

  init() throws { world = try TestEnvironment() }

  /// A machine on which `/our/tracker` and `/bin/link` are this program, `/bin/other` is another.
  private var check: ClientCheck {
    ClientCheck(
      environment: world.environment,
      programs: ClientPrograms(
        find: { name, path, directory in
          let folder = path ?? "/bin"
          let found = folder.hasPrefix("/") ? "\(folder)/\(name)" : "\(directory)/\(folder)/\(name)"
          return name == "missing" ? nil : found
        },
        isOurs: { ["/our/tracker", "/bin/link", "/our/plain"].contains($0) },
        isExecutable: { $0 != "/our/plain" }, startsServer: { $0.first ?? "server" == "server" },
        initialize: { [self] in
          started.append($0)
          return answer
        }))
  }

  private var home: String { world.directory.path(of: "home") }

  private func findings() -> [ClientFinding] {
    check.findings(variables: { [home] in $0 == "HOME" ? home : nil })
  }

  /// The one finding about an entry.
  private func finding() throws -> ClientFinding {
    let told = findings().filter { $0.hasEntry || $0.fault != nil }
    #expect(told.count == 1)
    return try #require(told.first)
  }

  private func write(_ entry: String) throws {
    try world.directory.write(
      #"{"mcpServers": {"ai-session-tracker": \#(entry)}}"#, to: ".cursor/mcp.json")
  }

  @Test(
    arguments: [
      #"{"command": "/our/tracker", "args": ["server"]}"#, #"{"command": "link"}"#,
      #"{"command": "link", "args": ["server", "--x"], "env": {"A": "$B"}}"#,
      #"{"command": "tracker", "env": {"PATH": "/our"}}"#,
    ])
  func anEntryThatLeadsToThisProgramIsSoundAndAskedOnce(entry: String) throws {
    try write(entry)
    let finding = try finding()
    #expect(finding.fault == nil)
    #expect(finding.client.name == "cursor" && finding.scope == .project)
    #expect(started.count == 1)
  }

  @Test(
    arguments: [
      (#"{"command": "/bin/other"}"#, "starts /bin/other, which is not there"),
      (#"{"command": "/bin/sh"}"#, "starts /bin/sh, which is another program; it was not run"),
      (#"{"command": "sh"}"#, "starts /bin/sh, which is another program; it was not run"),
      (#"{"command": "missing"}"#, "starts missing, which is not on PATH"),
      (#"{"command": "link", "env": {"PATH": "/usr/bin"}}"#, "starts /usr/bin/link, which is"),
      (#"{"command": "link", "env": {"PATH": "${env:X}"}}"#, "sets PATH: only the client knows"),
      (#"{"command": "link", "env": {"LD_PRELOAD": "./x"}}"#, "sets LD_PRELOAD"),
      (#"{"command": "${workspaceFolder}/x"}"#, "starts ${workspaceFolder}/x: only the client"),
      (#"{"command": "~/x"}"#, "starts ~/x: only the client knows what ~ is"),
      (#"{"command": "./x"}"#, "starts /"), (#"{"command": "./x", "cwd": "/"}"#, "starts ./x"),
      (#"{"command": "/our/plain"}"#, "starts /our/plain, which may not be executed"),
      (#"{"command": "/our/tracker", "args": ["end"]}"#, "does not start the server"),
      (#"{"command": "/our/tracker", "args": "server"}"#, "does not start the server"),
      (#"{"command": "/our/tracker", "disabled": true}"#, "is switched off (disabled)"),
      (#"{"command": "/our/tracker", "enabled": false}"#, "is switched off (enabled)"),
      (#"{"url": "http://h"}"#, "leads to another server (url)"), ("{}", "names no command"),
      ("7", "names no command"), ("[", "cannot be told: line 1"),
    ])
  func whatLeadsElsewhereIsNamedAndNeverStarted(entry: String, text: String) throws {
    try write(entry)
    let fault = try #require(try finding().fault)
    #expect(fault.text.hasPrefix(text), "\(fault.text)")
    #expect(!fault.remedy.isEmpty)
    #expect(started == [])
  }

  @Test func everyClientsFilesAreLookedAt() throws {
    for client in Client.all {
      let snippet = client.snippet(ServerLaunch(command: "/our/tracker"))
      let user = try client.userFile.path(
        on: .linux, currentDirectory: "/", variables: { [home] in $0 == "HOME" ? home : nil })
      if let file = client.projectFile { try world.directory.write(snippet, to: file) }
      try world.directory.write(
        snippet, to: String(user.dropFirst(world.directory.path.count + 1)))
    }
    let findings = findings()
    #expect(findings.count == 2 * 9 - 3)
    #expect(findings.allSatisfy { $0.hasEntry && $0.fault == nil })
    #expect(started == ["/our/tracker"], "each program once")
  }

  @Test func withoutFilesThereIsNothingToSay() {
    let findings = findings()
    #expect(findings.count == 15)
    #expect(findings.allSatisfy { !$0.hasEntry && $0.fault == nil })
  }

  @Test func aProgramThatDoesNotAnswerIsTold() throws {
    try write(#"{"command": "/our/tracker"}"#)
    answer = "no answer within 10 seconds"
    let fault = try #require(try finding().fault)
    #expect(fault.text == "starts this program, but no answer within 10 seconds")
  }

  @Test func aLinkOutOfTheProjectIsNotRead() throws {
    try world.directory.createDirectory("project/.cursor")
    try world.directory.write(#"{"mcpServers": {}}"#, to: "secret")
    symlink("../../secret", world.directory.path(of: "project/.cursor/mcp.json"))
    var environment = world.environment
    environment.currentDirectory = world.directory.path(of: "project")
    let check = ClientCheck(environment: environment, programs: self.check.programs)
    let told = check.findings(variables: { [home] in $0 == "HOME" ? home : nil })
      .filter { $0.fault != nil }
    #expect(told.count == 1)
    #expect(
      told.first?.fault?.text.hasPrefix("cannot be told: it is a link that leads out") == true)
  }

  @Test func theMachineAsksOnlyThatProgramsOwnName() {
    let programs = ClientPrograms.machine { _ in true }
    #expect(programs.initialize("/bin/cat") == "it ended without an answer")
    #expect(programs.initialize("/missing") == "No such file or directory")
    #expect(!programs.isOurs("/bin/cat"))
    #expect(programs.isOurs("/proc/self/exe"))
  }
}
