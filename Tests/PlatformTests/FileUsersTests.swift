// Who uses a folder, by the kernel, with a child that does; and what the folder is on.

import Glibc
import Platform
import TestSupport
import Testing

@Suite struct FileUsersTests {
  @Test func aProcessWithAnOpenFileAndALockIsFound() throws {
    let directory = try TemporaryDirectory()
    let lock = directory.path(of: ".lock.tmp")
    try directory.write("", to: ".lock.tmp")
    try directory.write("x", to: "open.json")
    #expect(FileUser.all(of: directory.path, lockPath: lock) == [])
    let child = try ChildProcess(
      "exec 8<\(directory.path)/open.json 9<\(lock); flock 9; exec sleep 60")
    defer { _ = child }
    var users: [FileUser] = []
    // The kernel names the process that took the lock: here `flock`, which has handed it on.
    let isFound = holds {
      users = FileUser.all(of: directory.path, lockPath: lock)
      return users.contains { $0.use == .locks }
        && users.contains { $0.use == .opens && $0.name == "sleep" }
    }
    #expect(isFound, "\(users)")
    let opened = users.filter { $0.use == .opens }.map(\.path)
    #expect(opened.contains { $0.hasSuffix("/open.json") })
    #expect(RealFileSystem().isUnlocked(lock) == false)
  }

  @Test func aFolderThatIsNotThereHasNoUsersAndNoLock() {
    #expect(FileUser.all(of: "/no/such/folder", lockPath: "/no/such/folder/lock") == [])
    #expect(RealFileSystem().isUnlocked("/no/such/folder/lock") == true)
  }

  @Test func aFreeLockIsFreeAndStaysWhatItIs() throws {
    let directory = try TemporaryDirectory()
    try directory.write("gen", to: "lock")
    #expect(RealFileSystem().isUnlocked(directory.path(of: "lock")) == true)
    #expect(try directory.text(of: "lock") == "gen")
  }

  @Test func aLockHeldInThisProcessIsHeld() throws {
    let directory = try TemporaryDirectory()
    let lock = directory.path(of: "lock")
    try RealFileSystem().withLock(on: lock) { _ in
      #expect(RealFileSystem().isUnlocked(lock) == false)
    }
    #expect(RealFileSystem().isUnlocked(lock) == true)
  }
}

@Suite struct VolumeTests {
  @Test func theKernelsOwnFileSystemsAreNoPlaceForData() throws {
    let volume = try #require(Volume(of: "/proc"))
    #expect(volume.freeBytes == 0)
    #expect(!volume.mayBeRemote)
  }

  @Test func aDirectoryHasRoom() throws {
    let directory = try TemporaryDirectory()
    #expect(try #require(Volume(of: directory.path)).freeBytes > 0)
    #expect(Volume(of: directory.path(of: "missing")) == nil)
  }
}
