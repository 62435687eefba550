// Replacing a file whole: what a reader sees, what a failure leaves, whom the lock keeps out.

import Glibc
import Platform
import TestSupport
import Testing

@Suite final class FileReplaceTests {
  let directory: TemporaryDirectory
  var files: any FileSystem = RealFileSystem()

  init() throws { directory = try TemporaryDirectory() }

  private var path: String { directory.path(of: "file") }

  private func replace(_ pieces: FilePiece...) throws(SystemError) {
    try files.replace(path, by: pieces)
  }

  private func mode(of path: String) -> mode_t {
    var info = stat()
    return lstat(path, &info) == 0 ? info.st_mode : 0
  }

  @Test func aNewFileHoldsThePieces() throws {
    try replace(.bytes(Array("one ".utf8)), .bytes([]), .bytes(Array("two".utf8)))
    #expect(try directory.text(of: "file") == "one two")
    #expect(try directory.names() == ["file"])
  }

  @Test func rangesOfTheOldFileAreKeptAroundNewBytes() throws {
    let long = String(repeating: "0123456789", count: 60_000)
    try directory.write(long, to: "file")
    try replace(.range(0..<300_005), .bytes(Array("|".utf8)), .range(300_008..<600_000))
    let text = try directory.text(of: "file")
    #expect(text == long.prefix(300_005) + "|" + long.dropFirst(300_008))
  }

  @Test(arguments: [0o600, 0o640, 0o660, 0o664, 0o666, 0o755] as [mode_t])
  func theModeStays(_ wanted: mode_t) throws {
    try directory.write("old", to: "file")
    #expect(chmod(path, wanted) == 0)
    try replace(.bytes(Array("new".utf8)))
    #expect(mode(of: path) & 0o7777 == wanted)
  }

  @Test func aLinkIsNeitherFollowedNorReplaced() throws {
    try directory.write("target", to: "target")
    #expect(symlink(directory.path(of: "target"), path) == 0)
    let error = #expect(throws: SystemError.self) { try replace(.bytes(Array("new".utf8))) }
    #expect(error?.code == ELOOP)
    #expect(try directory.text(of: "target") == "target")
    #expect(mode(of: path) & S_IFMT == S_IFLNK)
  }

  @Test func aMissingDirectoryIsAnErrorThatNamesThePath() throws {
    let below = directory.path(of: "missing/file")
    let error = #expect(throws: SystemError.self) {
      try files.replace(below, by: [.bytes([1])])
    }
    #expect(error?.code == ENOENT)
    #expect(plainName(of: error?.subject ?? "") == ".file.tmp")
    #expect(try directory.names() == [])
  }

  @Test func aRangeThatTheOldFileNoLongerHasIsAnError() throws {
    try directory.write("short", to: "file")
    for remains in [["file"], []] {
      let error = #expect(throws: SystemError.self) { try replace(.range(0..<10)) }
      #expect(error?.isOvertaken == true)
      #expect(try directory.names() == remains)
      try files.remove(path)
    }
  }

  /// The disk is full at each call in turn; after all of them have been made to fail, the replacement succeeds.
  @Test func whicheverCallFailsTheOldOrTheNewFileIsThereAndNothingElse() throws {
    var failing = 1
    while true {
      try directory.write("old", to: "file")
      var calls: [String] = []
      files = FaultInjectingFileSystem { call, path throws(SystemError) in
        calls.append("\(call)")
        if calls.count == failing { throw SystemError(call, path, code: ENOSPC) }
      }
      var failure: SystemError?
      do throws(SystemError) {
        try replace(.range(0..<3), .bytes(Array(" and new".utf8)))
      } catch {
        failure = error
      }
      #expect(try directory.names() == ["file"])
      let text = try directory.text(of: "file")
      guard let failure else {
        #expect(text == "old and new")
        break
      }
      let isNew = calls.contains("rename") && failure.call != "rename"
      #expect(text == (isNew ? "old and new" : "old"))
      #expect(failure.code == ENOSPC)
      #expect(failure.subject.hasPrefix(directory.path))
      failing += 1
    }
    #expect(failing > 7)
  }

  @Test func theBytesAreSyncedBeforeTheyGetTheName() throws {
    var calls: [String] = []
    files = FaultInjectingFileSystem { call, path throws(SystemError) in
      calls.append("\(call) \(plainName(of: path))")
    }
    try replace(.bytes([1]))
    let name = String(try #require(directory.path.split(separator: "/").last))
    #expect(
      calls == [
        "open .file.tmp", "write .file.tmp", "fsync .file.tmp", "close .file.tmp", "rename file",
        "open \(name)", "fsync \(name)",
      ])
  }

  /// Waits a little: a process that another test starts holds a copy of our descriptors for a moment.
  private func isFree() throws -> Bool {
    try ChildProcess("flock -w 5 '\(path)' true").exitStatus() == 0
  }

  @Test func theLockKeepsOtherProcessesOut() throws {
    let whileHeld = try files.withLock(on: path) { _ in
      try ChildProcess("flock -n '\(path)' true").exitStatus()
    }
    #expect(whileHeld == 1)
    #expect(try isFree())
    #expect(try directory.names() == ["file"])
  }

  @Test func theLockIsWaitedFor() throws {
    try directory.write("", to: "file")
    let holder = try ChildProcess(
      "flock '\(path)' sh -c 'touch \"\(path).held\"; sleep 0.2; touch \"\(path).done\"'")
    #expect(try holds { try directory.names().contains("file.held") })
    let wasDone = try files.withLock(on: path) { _ in try directory.names().contains("file.done") }
    #expect(wasDone)
    #expect(holder.exitStatus() == 0)
  }

  @Test func theLockIsWaitedForNoLongerThanWished() throws {
    try directory.write("", to: "file")
    let start = Clock.monotonicMilliseconds()
    let error = try files.withLock(on: path) { _ in
      #expect(throws: SystemError.self) {
        try files.withLock(on: path, patienceMilliseconds: 40) { _ in }
      }
    }
    #expect(error?.isLockHeld == true)
    #expect(Clock.monotonicMilliseconds() - start >= 40)
    try files.withLock(on: path, patienceMilliseconds: 40) { _ in }
  }

  @Test func theLockIsGivenBackAfterAnError() throws {
    struct Refusal: Error {}
    #expect(throws: Refusal.self) { try files.withLock(on: path) { _ in throw Refusal() } }
    #expect(try isFree())
    #expect(throws: SystemError.self) {
      try files.withLock(on: directory.path(of: "missing/lock")) { _ in }
    }
  }
}
