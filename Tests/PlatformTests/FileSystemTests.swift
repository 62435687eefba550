// Reading, naming and making directories, on a real disk.

import Glibc
import Platform
import TestSupport
import Testing

@Suite final class FileSystemTests {
  let directory: TemporaryDirectory
  let files = RealFileSystem()

  init() throws { directory = try TemporaryDirectory() }

  @Test func whatIsNotThereReadsAsNil() throws {
    let missing = directory.path(of: "missing")
    #expect(try files.read(missing) == nil)
    #expect(try files.open(missing, links: .follow) == nil)
    #expect(try files.identity(of: missing) == nil)
    #expect(try files.names(in: missing) == [])
  }

  @Test func aFileLongerThanAnyWindowIsReadWhole() throws {
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try directory.write(bytes, to: "long")
    #expect(try files.read(directory.path(of: "long")) == bytes)
  }

  @Test func aRangeIsReadFromWhereverReadingHasComeTo() throws {
    try directory.write("0123456789", to: "digits")
    let reader = try #require(try files.open(directory.path(of: "digits"), links: .follow))
    var window = [UInt8](repeating: 0, count: 4)
    let first = try window.withUnsafeMutableBytes { bytes in try reader.read(into: bytes) }
    #expect(first == 4)
    #expect(try reader.bytes(in: 7..<9) == Array("78".utf8))
    #expect(try reader.bytes(in: 8..<20) == Array("89".utf8))
    #expect(try reader.bytes(in: 3..<3) == [])
    #expect(try reader.read(into: &window, count: 2, at: 5) == 2)
    #expect(window[..<2] == Array("56".utf8)[...])
    #expect(try reader.readAll(atMost: 1_000) == Array("456789".utf8))
  }

  @Test func anOpenFileKeepsItsIdentityWhenItsNameIsGivenToAnother() throws {
    try directory.write("old", to: "file")
    let path = directory.path(of: "file")
    let reader = try #require(try files.open(path, links: .follow))
    let before = try files.identity(of: path)
    #expect(try reader.identity() == before)
    try files.replace(path, by: [.bytes(Array("newer".utf8))])
    #expect(try reader.identity().hasSameBytes(as: before))
    #expect(try files.identity(of: path) != before)
    #expect(try files.identity(of: path)?.size == 5)
    #expect(try reader.readAll(atMost: 1_000) == Array("old".utf8))
  }

  @Test func aDirectoryIsMadeWithItsParents() throws {
    let path = directory.path(of: "a/b/c")
    try files.createDirectory(path)
    try files.createDirectory(path)
    try files.createDirectory(path + "/")
    #expect(try files.names(in: path) == [])
    #expect(try files.names(in: directory.path(of: "a")) == ["b"])
  }

  @Test(arguments: ["file", "file/below", "file/below/deeper"])
  func aDirectoryCannotStandWhereAFileIs(_ name: String) throws {
    try directory.write("", to: "file")
    let error = #expect(throws: SystemError.self) {
      try files.createDirectory(directory.path(of: name))
    }
    #expect(error?.code == ENOTDIR)
    #expect(error?.subject == directory.path(of: "file"))
  }

  @Test func aPathThatIsTooLongIsNamed() throws {
    let path = directory.path(of: String(repeating: "x", count: 300))
    for attempt in [
      { [files] in _ = try files.read(path) }, { [files] in try files.createDirectory(path) },
      { [files] in _ = try files.identity(of: path) },
    ] {
      let error = #expect(throws: SystemError.self) { try attempt() }
      #expect(error?.code == ENAMETOOLONG)
      #expect(error?.subject == path)
    }
  }

  @Test func readingADirectoryAsAFileIsAnError() throws {
    let error = #expect(throws: SystemError.self) { try files.read(directory.path) }
    #expect(error?.code == EISDIR)
    #expect(error?.subject == directory.path)
  }

  @Test func namesOfAFileAreAnError() throws {
    try directory.write("", to: "file")
    let error = #expect(throws: SystemError.self) {
      try files.names(in: directory.path(of: "file"))
    }
    #expect(error?.code == ENOTDIR)
  }

  @Test func namesComeSorted() throws {
    for name in ["b", "a", ".hidden", "é", "B"] { try directory.write("", to: name) }
    #expect(try files.names(in: directory.path) == [".hidden", "B", "a", "b", "é"])
  }

  @Test func aRemovedFileMayBeRemovedAgain() throws {
    try directory.write("", to: "file")
    try files.remove(directory.path(of: "file"))
    try files.remove(directory.path(of: "file"))
    #expect(try directory.names() == [])
    #expect(throws: SystemError.self) { try files.remove(directory.path) }
  }

  @Test func aDirectoryIsRemovedWithoutFollowingLinks() throws {
    try directory.write("kept", to: "outside/file")
    try directory.write("", to: "inside/deep/file")
    for target in ["outside", "nowhere"] {
      #expect(
        symlink(directory.path(of: target), directory.path(of: "inside/link-to-" + target)) == 0)
    }
    try files.removeDirectory(directory.path(of: "inside"))
    #expect(try directory.names() == ["outside"])
    #expect(try directory.text(of: "outside/file") == "kept")
  }

  @Test func temporaryDirectoriesDifferAndAreEmpty() throws {
    let first = try files.createTemporaryDirectory(prefix: directory.path(of: "work-"))
    let second = try files.createTemporaryDirectory(prefix: directory.path(of: "work-"))
    #expect(first != second)
    #expect(try files.names(in: first) == [])
    #expect(first.hasPrefix(directory.path(of: "work-")))
    #expect(throws: SystemError.self) {
      try files.createTemporaryDirectory(prefix: directory.path(of: "missing/work-"))
    }
  }

  @Test func aFileIsCopiedUnderANewNameOnly() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF, 0, 0xFF, 10]
    try directory.write(bytes, to: "file")
    let (path, copy) = (directory.path(of: "file"), directory.path(of: "copy"))
    try files.copy(path, toNew: copy)
    #expect(try directory.bytes(of: "copy") == bytes)
    try directory.write("other", to: "file")
    let error = #expect(throws: SystemError.self) { try files.copy(path, toNew: copy) }
    #expect(error == SystemError("open", copy, code: EEXIST))
    #expect(try directory.bytes(of: "copy") == bytes)
    let missing = #expect(throws: SystemError.self) {
      try files.copy(directory.path(of: "missing"), toNew: directory.path(of: "other"))
    }
    #expect(missing?.code == ENOENT)
    #expect(try directory.names() == ["copy", "file"])
  }

  @Test func aCopyThatFailsLeavesNothing() throws {
    try directory.write("whole", to: "file")
    for call in ["copy_file_range", "fsync"] {
      let failing = FaultInjectingFileSystem { name, path throws(SystemError) in
        if name.description == call { throw SystemError(name, path, code: ENOSPC) }
      }
      let error = #expect(throws: SystemError.self) {
        try failing.copy(directory.path(of: "file"), toNew: directory.path(of: "copy"))
      }
      #expect(error?.code == ENOSPC)
      #expect(try directory.names() == ["file"])
    }
  }
}
