// Whose files and folders are, and who may do what with them: of new ones, and of new versions of old ones.

import CPlatform
import Glibc
import Platform
import TestSupport
import Testing

@Suite final class FileAttributeTests {
  let directory: TemporaryDirectory
  let files = RealFileSystem()
  lazy var exchange = FileExchange(files: files, lockPath: directory.path(of: ".lock.tmp"))

  init() throws { directory = try TemporaryDirectory() }

  private var path: String { directory.path(of: "file") }

  private func commit() throws {
    try exchange.withLock { _ in
      let basis = try files.identity(of: path)
      _ = try exchange.commit([
        FileReplacement(
          path: path, pieces: [.range(0..<(basis?.size ?? 0)), .bytes([0x2E])], basis: basis)
      ])
    }
  }

  private func mode(_ name: String) -> UInt32 {
    var info = stat()
    return stat(directory.path(of: name), &info) == 0 ? info.st_mode & 0o7777 : 0
  }

  private func group() -> UInt32 {
    var info = stat()
    return stat(path, &info) == 0 ? info.st_gid : 0
  }

  private func set(_ name: String, _ value: String?) {
    if let value {
      setxattr(path, name, value, value.utf8.count, 0)
    } else {
      removexattr(path, name)
    }
  }

  private func has(_ name: String) -> Bool { getxattr(path, name, nil, 0) >= 0 }

  @Test func aRightThatWasRevokedNeverReturns() throws {
    try directory.write("", to: "file")
    for wanted in [0o644, 0o600, 0o640, 0o600, 0o600, 0o666, 0o600] as [UInt32] {
      chmod(path, wanted)
      try commit()
      #expect(mode("file") == wanted)
      try commit()
      #expect(mode("file") == wanted)
    }
  }

  @Test func whatPeopleHangOnAFileStaysUntilTheyTakeItOff() throws {
    try directory.write("", to: "file")
    set("user.note", "mine")
    try #require(has("user.note"), "this file system keeps attributes")
    for _ in 0..<3 {
      try commit()
      #expect(has("user.note"))
    }
    set("user.note", nil)
    for _ in 0..<3 {
      try commit()
      #expect(!has("user.note"))
    }
  }

  @Test(.enabled(if: geteuid() == 0))
  func groupAndOwnerStay() throws {
    try directory.write("", to: "file")
    chown(path, 65_534, 100)
    for _ in 0..<4 {
      try commit()
      var info = stat()
      stat(path, &info)
      #expect((info.st_uid, info.st_gid) == (65_534, 100))
    }
  }

  @Test(.enabled(if: geteuid() == 0))
  func whatRootMakesInAFolderOfAnotherUserIsTheirs() throws {
    try directory.createDirectory("home")
    chown(directory.path(of: "home"), 65_534, 100)
    try files.createDirectory(directory.path(of: "home/a/b"), mode: 0o700)
    try files.replace(directory.path(of: "home/a/b/file"), by: [.bytes([1])])
    try files.withLock(on: directory.path(of: "home/a/b/lock")) { _ in }
    for name in ["home/a", "home/a/b", "home/a/b/file", "home/a/b/lock"] {
      var info = stat()
      stat(directory.path(of: name), &info)
      #expect((info.st_uid, info.st_gid) == (65_534, 100), "\(name)")
    }
  }

  @Test func filesInAFolderThatIsTheOwnersAreTheOwners() throws {
    try files.createDirectory(directory.path(of: "a/b"), mode: 0o700)
    #expect((mode("a"), mode("a/b")) == (0o700, 0o700))
    try files.replace(directory.path(of: "a/b/file"), by: [.bytes([1])])
    #expect(mode("a/b/file") == 0o600)
  }

  @Test func filesInAFolderOfManyFollowTheMask() throws {
    try directory.createDirectory("shared")
    chmod(directory.path(of: "shared"), 0o775)
    try files.replace(directory.path(of: "shared/file"), by: [.bytes([1])])
    close(open(directory.path(of: "shared/plain"), O_CREAT | O_WRONLY | O_CLOEXEC, 0o666))
    #expect(mode("shared/file") == mode("shared/plain"))
  }

  /// The first answer is not given before the folder's name is on the disk.
  @Test func aNewFolderIsSyncedInItsParent() throws {
    var calls: [String] = []
    let watched = FaultInjectingFileSystem { call, path throws(SystemError) in
      calls.append("\(call) \(path)")
    }
    try watched.createDirectory(directory.path(of: "a/b"))
    let (parent, a) = (directory.path, directory.path(of: "a"))
    #expect(
      calls == [
        "mkdir \(a)", "open \(parent)", "fsync \(parent)", "mkdir \(a)/b", "open \(a)",
        "fsync \(a)",
      ])
  }

  @Test func aLinkThatLeadsNowhereIsNoFolder() throws {
    symlink("nowhere", directory.path(of: "link"))
    let error = #expect(throws: SystemError.self) {
      try self.files.createDirectory(self.directory.path(of: "link"))
    }
    #expect(error?.reason == "it is a link to nowhere, which is not there")
  }
}
