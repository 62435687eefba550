// Versions swapped by name: when a spare is used again, when it must not be, and what a failure leaves.

import Glibc
import Platform
import TestSupport
import Testing

@Suite final class FileExchangeTests {
  let directory: TemporaryDirectory
  var files: any FileSystem = RealFileSystem()
  /// Another one each time, as if another process.
  private func makeExchange() -> FileExchange {
    FileExchange(files: files, lockPath: directory.path(of: ".lock.tmp"))
  }
  lazy var exchange = makeExchange()
  /// The new versions that were made by copying.
  private var copyCount = 0

  init() throws {
    directory = try TemporaryDirectory()
    try directory.write("start\n", to: "list")
    files = FaultInjectingFileSystem { [unowned self] call, path throws(SystemError) in
      if "\(call)" == "open", plainName(of: path) == ".list.tmp" { copyCount += 1 }
    }
  }

  private var path: String { directory.path(of: "list") }
  private let spareName = ".list.spare.tmp"

  /// Appends a line, keeping all that stands there.
  private func append(_ line: String, by exchange: FileExchange? = nil) throws {
    try (exchange ?? self.exchange).withLock { _ in
      try replace((exchange ?? self.exchange), adding: line)
    }
  }

  private func replace(_ exchange: FileExchange, adding line: String) throws {
    let basis = try files.identity(of: path)
    let kept = FilePiece.range(0..<(basis?.size ?? 0))
    _ = try exchange.commit([
      FileReplacement(path: path, pieces: [kept, .bytes(Array("\(line)\n".utf8))], basis: basis)
    ])
  }

  private func inode(_ name: String = "list") throws -> UInt64? {
    try files.identity(of: directory.path(of: name))?.inode
  }

  /// Appends until a version was made of the spare. A process that another test starts may hold a copy of a descriptor for
  /// a moment; then there is a copy, which is right but not what is wanted here.
  private func appendThroughSpare() throws -> Bool {
    try holds {
      try append("again")
      let spare = try inode(spareName)
      copyCount = 0
      try append("and again")
      return try copyCount == 0 && inode() == spare
    }
  }

  @Test func twoInodesTakeTurns() throws {
    #expect(try appendThroughSpare())
    let before = try inode()
    let spare = try inode(spareName)
    #expect(before != spare)
    let text = try #require(try directory.text(of: "list"))
    #expect(text.hasPrefix("start\nagain\nand again\n"))
    #expect(text.hasSuffix("again\nand again\n"))
    #expect(try directory.text(of: spareName) == String(text.dropLast("and again\n".count)))
    #expect(try directory.names() == [spareName, ".lock.tmp", "list"])
  }

  @Test func aVersionMadeOfTheSpareIsTheSameAsACopyWhateverChanges() throws {
    var chance = SeededGenerator(seed: 5)
    var text = try #require(try directory.bytes(of: "list"))
    for _ in 0..<300 {
      let first = chance.below(text.count + 1)
      let second = first + chance.below(text.count - first + 1)
      let bytes = Array(chance.text(maximumLength: 40).utf8)
      try exchange.withLock { _ in
        _ = try exchange.commit([
          FileReplacement(
            path: path,
            pieces: [.range(0..<first), .bytes(bytes), .range(second..<text.count)],
            basis: try files.identity(of: path))
        ])
      }
      let before = text
      text.replaceSubrange(first..<second, with: bytes)
      #expect(try directory.bytes(of: "list") == text)
      #expect(try directory.bytes(of: spareName) == before)
    }
  }

  /// What makes a spare doubtful.
  enum Doubt: CaseIterable {
    case readerHasItOpen, itIsMapped, itWasChanged, itHasAnotherName, itIsALink, itIsGone
    case anotherProcessCommitted, theLockFileWasRemoved
  }

  @Test(arguments: Doubt.allCases)
  func aDoubtfulSpareIsNotTouched(_ doubt: Doubt) throws {
    #expect(try appendThroughSpare())
    let sparePath = directory.path(of: spareName)
    let spareText = try directory.text(of: spareName)
    let reader = doubt == .readerHasItOpen ? try files.open(sparePath, links: .follow) : nil
    var mapped: UnsafeMutableRawPointer?
    switch doubt {
    case .readerHasItOpen: break
    case .itIsMapped:
      let opened = try #require(try files.open(sparePath, links: .follow))
      mapped = mmap(nil, 4096, PROT_READ, MAP_SHARED, opened.descriptor, 0)
    case .itWasChanged: try touch(sparePath)
    case .itHasAnotherName: #expect(link(sparePath, directory.path(of: "kept")) == 0)
    case .itIsALink:
      #expect(rename(sparePath, directory.path(of: "kept")) == 0)
      #expect(symlink(directory.path(of: "kept"), sparePath) == 0)
    case .itIsGone: try files.remove(sparePath)
    case .anotherProcessCommitted:
      try append("other", by: makeExchange())
    case .theLockFileWasRemoved: try files.remove(directory.path(of: ".lock.tmp"))
    }
    let before = try #require(try directory.text(of: "list"))
    copyCount = 0
    try append("last")
    #expect(copyCount == 1)
    #expect(try directory.text(of: "list") == before + "last\n")
    #expect(try directory.text(of: spareName) == before)
    if let reader {
      #expect(String(decoding: try reader.readAll(atMost: 1_000), as: UTF8.self) == spareText)
    }
    if let mapped {
      #expect(mapped.load(as: UInt8.self) == spareText?.utf8.first)
      munmap(mapped, 4096)
    }
    if doubt == .itIsALink || doubt == .itHasAnotherName {
      #expect(try directory.text(of: "kept") == spareText)
    }
  }

  private func touch(_ path: String) throws(SystemError) {
    let time = timespec(tv_sec: 1_700_000_000, tv_nsec: 1)
    try check("utimensat", path) { utimensat(AT_FDCWD, path, [time, time], 0) }
  }

  @Test func aVersionThatAnotherProgramReplacedIsNotTakenForOurs() throws {
    #expect(try appendThroughSpare())
    try directory.write("foreign\n", to: "list")
    copyCount = 0
    try append("last")
    #expect(copyCount == 1)
    #expect(try directory.text(of: "list") == "foreign\nlast\n")
    #expect(try directory.text(of: spareName) == "foreign\n")
  }

  @Test func whatIsNotTheBasisAnyMoreIsLeftAlone() throws {
    #expect(try appendThroughSpare())
    let old = try files.identity(of: path)
    try directory.write("foreign\n", to: "list")
    let error = #expect(throws: SystemError.self) {
      try exchange.withLock { _ in
        _ = try exchange.commit([
          FileReplacement(path: path, pieces: [.bytes([1])], basis: old)
        ])
      }
    }
    #expect(error?.isOvertaken == true)
    #expect(try directory.text(of: "list") == "foreign\n")
  }

  /// Between the last look at the old version and the exchange of names.
  @Test(arguments: [true, false])
  func aVersionThatComesAtTheLastMomentGetsItsNameBack(_ isThere: Bool) throws {
    if !isThere { try files.remove(path) }
    let disturbed = FaultInjectingFileSystem { [self] call, _ throws(SystemError) in
      if "\(call)" == "renameat2" { try directory.write("foreign\n", to: "list") }
    }
    let exchange = FileExchange(files: disturbed, lockPath: directory.path(of: ".lock.tmp"))
    let error = #expect(throws: SystemError.self) { try append("mine", by: exchange) }
    #expect(error?.isOvertaken == true)
    #expect(try directory.text(of: "list") == "foreign\n")
    #expect(try directory.names() == [".lock.tmp", "list"])
  }

  @Test func aFileSystemThatCannotExchangeGetsAPlainRename() throws {
    var calls: [String] = []
    let plain = FaultInjectingFileSystem { call, path throws(SystemError) in
      calls.append("\(call)")
      if "\(call)" == "renameat2" { throw SystemError(call, path, code: EINVAL) }
    }
    let exchange = FileExchange(files: plain, lockPath: directory.path(of: ".lock.tmp"))
    for line in ["one", "two", "three"] { try append(line, by: exchange) }
    #expect(try directory.text(of: "list") == "start\none\ntwo\nthree\n")
    #expect(try directory.names() == [".lock.tmp", "list"])
    #expect(calls.count { $0 == "renameat2" } == 1)
  }

  @Test func aFileSystemThatCannotCopyRangesIsReadAndWritten() throws {
    let long = String(repeating: "0123456789", count: 60_000)
    try directory.write(long, to: "list")
    let plain = FaultInjectingFileSystem { call, path throws(SystemError) in
      if "\(call)" == "copy_file_range" { throw SystemError(call, path, code: EXDEV) }
    }
    try append("end", by: FileExchange(files: plain, lockPath: directory.path(of: ".lock.tmp")))
    #expect(try directory.text(of: "list") == long + "end\n")
  }

  @Test func aLinkIsNeitherReadThroughNorReplaced() throws {
    try directory.write("target\n", to: "target")
    try files.remove(path)
    #expect(symlink(directory.path(of: "target"), path) == 0)
    let error = #expect(throws: SystemError.self) { try append("one") }
    #expect(error?.code == ELOOP)
    #expect(try directory.text(of: "target") == "target\n")
    #expect(try directory.names() == [".lock.tmp", "list", "target"])
  }

  @Test func theModeOfTheLiveFileIsKeptThroughTheSpare() throws {
    #expect(try appendThroughSpare())
    #expect(chmod(path, 0o640) == 0)
    try append("one")
    var info = stat()
    #expect(stat(path, &info) == 0)
    #expect(info.st_mode & 0o7777 == 0o640)
  }

  @Test func everyCommitCountsOnInEightBytesAndSaysWhenInEightMore() throws {
    var numbers: [[UInt8]] = []
    for line in ["one", "two", "three"] {
      try append(line)
      numbers.append(try #require(try directory.bytes(of: ".lock.tmp")))
    }
    #expect(numbers.map(\.count) == [16, 16, 16])
    let values = numbers.map { $0[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
    let times = numbers.map { $0[8...].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) } }
    #expect(times[2] == (try files.identity(of: path)?.changedNanoseconds))
    #expect(values[1] == values[0] + 1)
    #expect(values[2] == values[0] + 2)
  }
}
