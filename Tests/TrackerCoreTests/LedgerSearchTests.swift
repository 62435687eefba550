// Which ledgers a folder holds.

import Glibc
import Platform
import TestSupport
import Testing
import TrackerCore

struct LedgerSearchTests {
  private let world: TestEnvironment

  init() throws { world = try TestEnvironment() }

  private func make(_ files: String...) throws {
    for file in files {
      let folder = file.split(separator: "/").dropLast().joined(separator: "/")
      try RealFileSystem().createDirectory(world.directory.path + "/" + folder)
      try world.directory.write("{}", to: file)
    }
  }

  private func names(_ folders: String...) -> [String] {
    var environment = world.environment
    environment.currentDirectory = world.directory.path
    return environment.ledgers(in: folders).map(\.name)
  }

  @Test func aFolderWithAnyDataFileIsALedgerAndIsNotSearched() throws {
    try make("a/sessions.json", "a/below/sessions.json", "b/interactions.json", "c/other.json")
    #expect(names("a") == ["a"])
    #expect(names("b") == ["b"])
    #expect(names("c", "missing") == [])
  }

  @Test func belowARootLedgersAreCalledByTheirPaths() throws {
    try make(
      "share/zoe/sessions.json", "share/ann/web/.ai_sessions/sessions.json",
      "share/.hidden/sessions.json", "share/1/2/3/4/5/6/sessions.json",
      "share/1/2/3/4/5/6/7/sessions.json", "share/one/2/3/4/5/6/7/sessions.json")
    #expect(names("share") == ["1/2/3/4/5/6", "ann/web/.ai_sessions", "zoe"])
  }

  @Test func aLedgerCountsOnceAndLinksBelowARootAreNotFollowed() throws {
    try make("share/ann/sessions.json", "else/sessions.json")
    let share = world.directory.path + "/share"
    #expect(symlink(world.directory.path + "/else", share + "/linked") == 0)
    #expect(link(share + "/ann/sessions.json", world.directory.path + "/sessions.json") == 0)
    #expect(names("share/ann", "share", "share/../share/ann") == ["share/ann"])
    #expect(names("share/linked") == ["share/linked"], "one that is named is followed")
  }
}
