// Where the session data is looked for when nobody says where it is.

import Glibc
import Platform
import TestSupport
import Testing
import TrackerCore

struct LedgerAboveTests {
  let directory: TemporaryDirectory
  private let world: TestEnvironment

  init() throws {
    world = try TestEnvironment()
    directory = world.directory
  }

  private func make(_ folders: String...) throws {
    for folder in folders { try RealFileSystem().createDirectory(directory.path + "/" + folder) }
  }

  /// What is found from a folder, without the path of the world's directory, which is the home folder unless told.
  private func found(from folder: String, home: String? = "") -> String? {
    var environment = world.environment
    environment.currentDirectory = directory.path + "/" + folder
    let path = environment.ledgerAbove(home: home.map { directory.path + "/" + $0 })
    return path.map { String($0.dropFirst(directory.path.utf8.count + 1)) }
  }

  @Test func theNearestLedgerAboveIsFound() throws {
    try make("p/.ai_sessions", "p/src/deep/er", "p/lib/.ai_sessions", "p/lib/x", "q/src")
    #expect(found(from: "p/src/deep/er") == "p/.ai_sessions")
    #expect(found(from: "p/lib/x") == "p/lib/.ai_sessions")
    #expect(found(from: "p") == nil, "what stands here needs no looking for")
    #expect(found(from: "q/src") == nil)
    #expect(found(from: "p/.ai_sessions") == "p/.ai_sessions")
  }

  @Test func theHomeFolderAndWhatIsAboveItAreNobodysProject() throws {
    try make(".ai_sessions", "home/.ai_sessions", "home/p/src", "other/p")
    #expect(found(from: "home/p/src", home: "home") == nil)
    #expect(found(from: "home", home: "home") == nil)
    #expect(symlink(directory.path + "/home", directory.path + "/linked") == 0)
    #expect(found(from: "home/p/src", home: "linked/") == nil, "whatever it is called")
    #expect(found(from: "other/p", home: "home") == ".ai_sessions", "outside it other borders hold")
    #expect(found(from: "home/p/src", home: nil) == "home/.ai_sessions")
  }

  @Test func aRepositoryIsTheLastFolderThatIsLookedInto() throws {
    try make("p/.ai_sessions", "p/module/src", "p/module/.git", "r/.git", "r/.ai_sessions", "r/src")
    #expect(found(from: "p/module/src") == nil)
    #expect(found(from: "p/module") == nil)
    #expect(found(from: "r/src") == "r/.ai_sessions")
    try make("p/tree/src")
    try directory.write("gitdir: elsewhere\n", to: "p/tree/.git")
    #expect(found(from: "p/tree/src") == nil, "a worktree's file is a border, too")
  }

  @Test func linksCountAndFilesDoNot() throws {
    try make("data", "p/src", "q/r/src", "q/.ai_sessions")
    #expect(symlink(directory.path + "/data", directory.path + "/p/.ai_sessions") == 0)
    #expect(found(from: "p/src") == "p/.ai_sessions")
    try directory.write("", to: "q/r/.ai_sessions")
    #expect(found(from: "q/r/src") == "q/.ai_sessions")
  }

  @Test func placesWithoutANameLeadNowhere() throws {
    var environment = world.environment
    for place in [".", "", "(unreachable)/p", directory.path + "/gone"] {
      environment.currentDirectory = place
      #expect(environment.ledgerAbove(home: nil) == nil)
    }
    environment.currentDirectory = "/"
    #expect(environment.ledgerAbove(home: "relative") == nil)
  }

  @Test func theWayUpIsBounded() throws {
    let deep = { (count: Int) in Array(repeating: "d", count: count).joined(separator: "/") }
    try make("p/.ai_sessions", "p/" + deep(200))
    #expect(found(from: "p/" + deep(100)) == "p/.ai_sessions")
    #expect(found(from: "p/" + deep(200)) == nil)
  }

  @Test(.enabled(if: geteuid() == 0, "needs a second user"))
  func onlyFoldersOfThisUsersCount() throws {
    try make("p/.ai_sessions", "p/q/.ai_sessions", "p/q/src")
    #expect(chown(directory.path + "/p/q", 12_345, 12_345) == 0)
    #expect(found(from: "p/q/src") == "p/.ai_sessions")
    #expect(chown(directory.path + "/p/.ai_sessions", 12_345, 12_345) == 0)
    #expect(found(from: "p/q/src") == nil)
  }
}
