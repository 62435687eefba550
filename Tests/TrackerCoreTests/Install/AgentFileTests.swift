// Agent files: written once, never over a person's changes, a newer version offered beside them.

import TestSupport
import Testing
import TrackerCore

@Suite struct AgentFileTests {
  private let world: TestEnvironment
  private let installer: Installer

  init() throws {
    world = try TestEnvironment()
    installer = Installer(environment: world.environment)
  }

  private let name = ".github/agents/a b.md"

  private func file(_ revision: Int) -> AgentFile {
    AgentFile(path: name, contents: Array(text(revision).utf8))
  }

  private func text(_ revision: Int) -> String {
    "rules\n<!-- ai-session-tracker: revision \(revision) -->\n"
  }

  private func install(_ file: AgentFile) throws -> [InstallStep.Action] {
    let steps = try installer.plan(file)
    try installer.apply(steps)
    return steps.map(\.action)
  }

  private func uninstall(_ file: AgentFile) throws -> [InstallStep.Action] {
    let steps = try installer.removal(of: file)
    try installer.apply(steps)
    return steps.map(\.action)
  }

  @Test func itIsCopiedOnlyWhenItIsAbsent() throws {
    #expect(try install(file(1)) == [.created])
    #expect(try world.directory.text(of: name) == text(1))
    #expect(try install(file(1)) == [.unchanged])
  }

  @Test func anEditedOneStaysAndIsOfferedNothingOfTheSameVersion() throws {
    try world.directory.write(text(2) + "and mine", to: name)
    #expect(try install(file(2)) == [.kept])
    #expect(try world.directory.text(of: name) == text(2) + "and mine")
    #expect(try world.directory.names(in: ".github/agents") == ["a b.md"])
  }

  @Test(arguments: ["mine", "<!-- ai-session-tracker: revision 1 -->", "revision <!-- ai-"])
  func aNewerVersionIsOfferedOnceBesideAnOlderOne(present: String) throws {
    try world.directory.write(present, to: name)
    #expect(try install(file(2)) == [.kept, .offered])
    #expect(try world.directory.text(of: name) == present)
    #expect(try world.directory.text(of: name + ".new") == text(2))
    #expect(try install(file(2)) == [.kept])
    #expect(try install(file(3)) == [.kept, .offered])
    #expect(try world.directory.text(of: name + ".new") == text(3))
  }

  @Test func itGoesWithItsEmptyFoldersUnlessItWasEdited() throws {
    #expect(try uninstall(file(1)) == [.absent])
    _ = try install(file(1))
    try world.directory.write("other", to: ".github/workflow.yml")
    #expect(try uninstall(file(1)) == [.removed])
    #expect(try world.directory.names(in: ".github") == ["workflow.yml"])
    try world.directory.write("mine", to: name)
    _ = try install(file(1))
    #expect(try uninstall(file(1)) == [.kept, .removed])
    #expect(try world.directory.names(in: ".github/agents") == ["a b.md"])
    #expect(try world.directory.text(of: name) == "mine")
  }
}
