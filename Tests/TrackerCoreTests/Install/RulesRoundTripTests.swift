// Rules told to every client and taken back, over files as people keep them: the folder is as it was, to the byte.

import Glibc
import Platform
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct RulesRoundTripTests {
  private let world: TestEnvironment
  private let installer: Installer

  init() throws {
    world = try TestEnvironment()
    installer = Installer(environment: world.environment)
    try world.directory.createDirectory("home")
  }

  /// Plans and carries out; what became of each file, by its name.
  @discardableResult
  private func run(
    _ names: [String], _ scope: InstallScope = .project, isRemoval: Bool = false
  ) throws -> [InstallStep] {
    let home = world.directory.path(of: "home")
    var plan = RulesPlan(installer, isRemoval: isRemoval) { $0 == "HOME" ? home : nil }
    for name in names {
      let client = try #require(Client.named(name))
      for file in client.rules where file.scope == scope { try plan.add(file, of: client) }
    }
    var steps: [InstallStep] = []
    for target in plan.targets {
      let some = try plan.steps(for: target)
      try installer.apply(some)
      steps += some
    }
    return steps
  }

  private func tell(_ names: String...) throws -> [InstallStep.Action] {
    try run(names).map(\.action)
  }

  private func takeBack(_ names: String...) throws -> [InstallStep.Action] {
    try run(names, isRemoval: true).map(\.action)
  }

  /// The names of the files of a client in a scope, relative to the world.
  private func names(_ client: Client, _ scope: InstallScope) throws -> [String] {
    let home = world.directory.path(of: "home")
    var plan = RulesPlan(installer, isRemoval: true) { $0 == "HOME" ? home : nil }
    for file in client.rules where file.scope == scope { try plan.add(file, of: client) }
    return plan.targets.map { String($0.path.dropFirst(world.directory.path.count + 1)) }
  }

  @Test(arguments: Client.all, [InstallScope.project, .user])
  func everyClientsFilesComeBack(client: Client, scope: InstallScope) throws {
    for name in try names(client, scope) {
      let isOwn = client.rules.contains { $0.scope == scope && $0.form == .block }
      for text in [String?.none] + (isOwn ? RulesBlockTests.texts.map { $0 } : []) {
        if let text { try world.directory.write(text, to: name) }
        try run([client.name], scope)
        #expect(try world.directory.bytes(of: name) != text.map { Array($0.utf8) })
        let again = try run([client.name], scope)
        #expect(again.allSatisfy { $0.action == .unchanged && $0.change == .nothing })
        try run([client.name], scope, isRemoval: true)
        #expect(try world.directory.bytes(of: name) == text.map { Array($0.utf8) }, "\(name)")
        if text != nil { try RealFileSystem().remove(world.directory.path(of: name)) }
      }
    }
  }

  @Test(arguments: Client.all, [InstallScope.project, .user])
  func aChangedBlockStaysAsItIs(client: Client, scope: InstallScope) throws {
    for name in try names(client, scope) {
      try run([client.name], scope)
      let text = try #require(try world.directory.text(of: name))
      let edited = text.replacing("be honest", with: "be quick")
      try world.directory.write(edited, to: name)
      #expect(try run([client.name], scope).contains { $0.action == .kept })
      #expect(try world.directory.text(of: name) == edited)
      let left = try run([client.name], scope, isRemoval: true).filter { $0.action == .kept }
      #expect(left.map(\.note) == ["you changed it"])
      #expect(try world.directory.text(of: name) == edited)
      try RealFileSystem().remove(world.directory.path(of: name))
    }
  }

  @Test func aNewerEditionIsOfferedOnceBesideAChangedOne() throws {
    #expect(try tell("claude-code") == [.created])
    let text = try #require(try world.directory.text(of: "CLAUDE.md"))
    let older = text.replacing("begin, revision 3", with: "begin, revision 1") + "more\n"
    let edited = older.replacing("be honest", with: "be quick")
    try world.directory.write(edited, to: "CLAUDE.md")
    #expect(try tell("claude-code") == [.kept, .offered])
    #expect(try world.directory.text(of: "CLAUDE.md") == edited)
    #expect(try world.directory.text(of: "CLAUDE.md.new") == text)
    #expect(try tell("claude-code") == [.kept])
    try world.directory.write("a person's", to: "CLAUDE.md.new")
    #expect(try tell("claude-code") == [.kept])
    #expect(try takeBack("claude-code") == [.kept])
    #expect(try world.directory.text(of: "CLAUDE.md.new") == "a person's")
    // Unchanged, it is brought up to date where it stands.
    try world.directory.write(older, to: "CLAUDE.md")
    #expect(try tell("claude-code") == [.updated])
    #expect(try world.directory.text(of: "CLAUDE.md") == text + "more\n")
  }

  // MARK: Files that are ours as a whole

  private let agent = ".github/agents/Session Tracked Agent.agent.md"
  private let instructions = ".github/instructions/session_tracking.instructions.md"

  private func firstEdition(_ kind: String) throws -> String {
    let folder = #filePath.dropLast("/Install/RulesRoundTripTests.swift".utf8.count)
    let bytes = try RealFileSystem().read("\(folder)/Golden/rules-edition-1.\(kind).md")
    return String(decoding: try #require(bytes), as: UTF8.self)
  }

  @Test(arguments: ["\n", "\r\n"])
  func theFirstEditionIsReplacedUnlessItWasChanged(lineBreak: String) throws {
    for (name, kind) in [(agent, "agent"), (instructions, "instructions")] {
      let text = try firstEdition(kind).replacing("\n", with: lineBreak)
      try world.directory.write(text, to: name)
    }
    #expect(try tell("vscode") == [.updated, .updated])
    let new = try #require(try world.directory.text(of: agent))
    #expect(new.contains("begin, revision 3") && new.contains("\r\n") == (lineBreak == "\r\n"))
    #expect(try tell("vscode") == [.unchanged, .unchanged])
    #expect(try takeBack("vscode") == [.removed, .removed])
    try world.directory.write(try firstEdition("agent"), to: agent)
    try world.directory.write(try firstEdition("instructions") + "mine\n", to: instructions)
    #expect(try tell("vscode") == [.updated, .kept, .offered])
    #expect(try takeBack("vscode") == [.removed, .kept, .removed])
    #expect(try world.directory.text(of: instructions)?.hasSuffix("mine\n") == true)
    try world.directory.write(try firstEdition("agent"), to: agent)
    #expect(try takeBack("copilot-cli") == [.removed, .kept])
  }

  @Test func whatAPersonWroteInAFileOfOursStays() throws {
    let name = ".cursor/rules/ai-session-tracker.mdc"
    #expect(try tell("cursor") == [.created])
    let text = try #require(try world.directory.text(of: name))
    for edited in [text + "more\n", "\n" + text, text.replacing("true", with: "false"), "mine"] {
      try world.directory.write(edited, to: name)
      _ = try tell("cursor")
      _ = try takeBack("cursor")
      #expect(try world.directory.text(of: name) == edited)
    }
    #expect(try world.directory.names(in: ".cursor/rules") == ["ai-session-tracker.mdc"])
  }

  // MARK: One file, several readers

  @Test func whatSeveralReadGoesWithTheLastOfThem() throws {
    try world.directory.write("mine", to: "AGENTS.md")
    #expect(try tell("codex") == [.updated])
    #expect(try tell("zed") == [.updated])
    #expect(try tell("zed", "codex") == [.unchanged])
    let left = try run(["codex"], isRemoval: true)
    #expect(left.map(\.action) == [.kept])
    #expect(left.map(\.note) == ["for Zed"])
    #expect(try takeBack("codex") == [.kept])
    #expect(try takeBack("zed") == [.cleared])
    #expect(try world.directory.text(of: "AGENTS.md") == "mine")
    #expect(try takeBack("zed", "codex") == [.absent])
  }

  @Test func zedReadsWhatTheSameRunMakesForAnother() throws {
    #expect(try tell("claude-code", "zed") == [.created])
    #expect(try world.directory.names() == ["CLAUDE.md", "home"])
    #expect(try takeBack("zed", "claude-code") == [.removed])
    #expect(try world.directory.names() == ["home"])
  }

  @Test func twoNamesOfOneFileStayTwoNames() throws {
    for isHard in [false, true] {
      try world.directory.write("mine\n", to: "AGENTS.md")
      let (real, name) = (
        world.directory.path(of: "AGENTS.md"), world.directory.path(of: "CLAUDE.md")
      )
      #expect((isHard ? link(real, name) : symlink("AGENTS.md", name)) == 0)
      #expect(try tell("codex", "claude-code") == [.updated])
      #expect(try tell("claude-code") == [.unchanged])
      #expect(RealFileSystem().number(of: real) == RealFileSystem().number(of: name))
      #expect(try takeBack("claude-code") == [.kept])
      #expect(try takeBack("codex") == [.cleared])
      #expect(RealFileSystem().number(of: real) == RealFileSystem().number(of: name))
      #expect(try world.directory.text(of: "CLAUDE.md") == "mine\n")
      for path in [real, name] { try RealFileSystem().remove(path) }
    }
  }

  @Test func aFailedWriteInPlaceLeavesTheOldText() throws {
    try world.directory.write("mine\n", to: "AGENTS.md")
    #expect(link(world.directory.path(of: "AGENTS.md"), world.directory.path(of: "x")) == 0)
    world.calls = []
    world.failingCall = 2
    let error = #expect(throws: InstallError.self) { try run(["codex"]) }
    #expect(error?.reason == "No space left on device")
    #expect(try world.directory.text(of: "AGENTS.md") == "mine\n")
  }
}
