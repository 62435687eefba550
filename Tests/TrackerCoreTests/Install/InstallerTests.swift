// What install does to files that are there, missing, linked, read-only or broken.

import Glibc
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct InstallerTests {
  private let world: TestEnvironment
  private let installer: Installer
  private var directory: String { world.directory.path }

  init() throws {
    world = try TestEnvironment()
    installer = Installer(environment: world.environment)
  }

  private let launch = ServerLaunch(command: "/bin/ai-session-tracker")
  private let vscode = Client.all[0]

  private func plan(_ path: String, _ launch: ServerLaunch? = nil) throws -> InstallStep {
    try installer.plan(vscode, launch ?? self.launch, into: path)
  }

  private func write(_ text: String, to name: String) throws {
    try world.directory.write(text, to: name)
  }

  private func text(_ name: String) throws -> String? { try world.directory.text(of: name) }

  private func mode(_ name: String) -> mode_t {
    var info = stat()
    return stat("\(directory)/\(name)", &info) == 0 ? info.st_mode & 0o777 : 0
  }

  @Test func aMissingFileIsCreatedWithItsFolderAndTheSecondTimeLeftAlone() throws {
    let step = try plan(".vscode/mcp.json")
    #expect(step.action == .created)
    #expect(step.path == directory + "/.vscode/mcp.json")
    #expect(try text(".vscode/mcp.json") == nil)
    try installer.apply([step])
    #expect(try world.directory.names(in: ".vscode") == ["mcp.json"])
    let written = try #require(try text(".vscode/mcp.json"))
    #expect(written == vscode.snippet(launch))
    #expect(
      try plan(".vscode/mcp.json")
        == InstallStep(path: step.path, action: .unchanged))
  }

  @Test func theOldTextIsKeptOnceAndTheModeStays() throws {
    try write("{}", to: "mcp.json")
    #expect(chmod("\(directory)/mcp.json", 0o600) == 0)
    try installer.apply([try plan(directory + "/mcp.json")])
    #expect(try text("mcp.json.bak") == "{}")
    #expect(mode("mcp.json") == 0o600)
    #expect(mode("mcp.json.bak") == 0o600)
    let other = ServerLaunch(command: "/other/ai-session-tracker")
    try installer.apply([try plan(directory + "/mcp.json", other)])
    #expect(try text("mcp.json.bak") == "{}")
    #expect(try text("mcp.json")?.contains("/other") == true)
    #expect(try world.directory.names() == ["mcp.json", "mcp.json.bak"])
  }

  @Test func aLinkIsFollowedAndStaysALink() throws {
    try world.directory.createDirectory("dotfiles")
    try write("{}", to: "dotfiles/mcp.json")
    #expect(symlink("dotfiles/mcp.json", "\(directory)/mcp.json") == 0)
    let step = try plan("mcp.json")
    #expect(step.path.hasSuffix("/dotfiles/mcp.json"))
    try installer.apply([step])
    var info = stat()
    #expect(lstat("\(directory)/mcp.json", &info) == 0)
    #expect(info.st_mode & S_IFMT == S_IFLNK)
    #expect(try text("dotfiles/mcp.json")?.contains("/bin/ai-session-tracker") == true)
  }

  @Test func aLinkThatLeadsNowhereIsLeftAlone() throws {
    #expect(symlink("missing/mcp.json", "\(directory)/mcp.json") == 0)
    let error = #expect(throws: InstallError.self) { try plan("mcp.json") }
    #expect(error?.path == directory + "/mcp.json")
    #expect(error?.reason == "it is a link to missing/mcp.json, which is not there")
  }

  @Test func aBrokenFileIsToldAndLeftAlone() throws {
    try write("{\n  \"servers\": [\n", to: "mcp.json")
    let error = #expect(throws: InstallError.self) { try plan("mcp.json") }
    #expect(error?.reason == "line 3, column 1: the text ends too early")
    #expect(try text("mcp.json") == "{\n  \"servers\": [\n")
  }

  @Test func aTextThatCannotBeEditedIsToldByItsReasonAlone() throws {
    try write("mcp_servers = {}\n", to: "config.toml")
    let codex = try #require(Client.named("codex"))
    let error = #expect(throws: InstallError.self) {
      try installer.plan(codex, launch, into: "config.toml")
    }
    #expect(error?.reason.hasPrefix("line 1, column 1: ") == true)
  }

  @Test func aDirectoryInItsPlaceIsTold() throws {
    try world.directory.createDirectory("mcp.json")
    let error = #expect(throws: InstallError.self) { try plan("mcp.json") }
    #expect(error?.reason == "Is a directory")
  }

  @Test func aFolderThatCannotBeMadeIsTold() throws {
    try write("", to: "in-the-way")
    let step = InstallStep(path: "\(directory)/in-the-way/f", action: .created, change: .write([1]))
    let error = #expect(throws: InstallError.self) { try installer.apply([step]) }
    #expect(error?.reason == "Not a directory")
  }

  @Test func aFailureAtAnyCallLeavesTheOldTextOrTheNewOne() throws {
    let old = "{ // mine\n}"
    let new = try vscode.adding(launch, to: Array(old.utf8))
    var failures = 0
    var isDone = false
    while !isDone {
      let name = "\(failures)/mcp.json"
      try write(old, to: name)
      let step = try plan(name)
      world.calls = []
      world.failingCall = failures + 1
      do {
        try installer.apply([step])
        isDone = true
        #expect(try text(name) == String(decoding: new, as: UTF8.self))
      } catch let error as InstallError {
        #expect(error.reason == "No space left on device")
        failures += 1
        let text = try text(name)
        #expect(text == old || text == String(decoding: new, as: UTF8.self))
      }
    }
    #expect(failures >= 5)
  }
}
