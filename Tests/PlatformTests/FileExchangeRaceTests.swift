// Two processes in one critical section, and programs that take no lock: what is live is whole, and nothing that was
// acknowledged is lost or doubled.

import Glibc
import Platform
import TestSupport
import Testing

@Suite final class FileExchangeRaceTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try directory.write("start\n", to: "list")
  }

  private var path: String { directory.path(of: "list") }
  private var lockPath: String { directory.path(of: ".lock.tmp") }

  /// Another one each time, as if another process. `meanwhile` is told of each changing call before it is made.
  private func makeExchange(_ meanwhile: @escaping (String) -> Void = { _ in }) -> FileExchange {
    let files = FaultInjectingFileSystem { call, path throws(SystemError) in
      meanwhile("\(call) \(plainName(of: path))")
    }
    return FileExchange(files: files, lockPath: lockPath)
  }

  /// Appends a line, keeping all that stands there; again and again while it is overtaken, as its users do.
  private func append(_ line: String, by exchange: FileExchange) throws {
    for _ in 0..<5 {
      do {
        return try appendOnce(line, by: exchange)
      } catch let error as SystemError where error.isOvertaken {
        continue
      }
    }
    Issue.record("overtaken too often")
  }

  private func appendOnce(_ line: String, by exchange: FileExchange) throws {
    try exchange.withLock { _ in
      let basis = try RealFileSystem().identity(of: path)
      _ = try exchange.commit([
        FileReplacement(
          path: path,
          pieces: [.range(0..<(basis?.size ?? 0)), .bytes(Array("\(line)\n".utf8))],
          basis: basis)
      ])
    }
  }

  /// The moments of a commit at which the other process may come in.
  static let moments = [
    "pwrite .lock.tmp", "open .list.tmp", "copy_file_range .list.tmp", "write .list.tmp",
    "fsync .list.tmp", "close .list.tmp", "renameat2 list", "open the folder", "fsync the folder",
  ]

  /// Somebody removes the lock's file, and another process writes from beginning to end, at each moment of ours.
  @Test(arguments: moments)
  func whereverTheLockIsLostBothLinesStandThereOnce(_ moment: String) throws {
    let folder = plainName(of: directory.path)
    var isOthersTurn = true
    let ours = makeExchange { [self] call in
      let call = call.hasSuffix(folder) ? call.replacing(folder, with: "the folder") : call
      guard call == moment, isOthersTurn else { return }
      isOthersTurn = false
      unlink(lockPath)
      #expect(throws: Never.self) { try append("theirs", by: makeExchange()) }
    }
    try append("ours", by: ours)
    #expect(!isOthersTurn, "the moment came")
    let lines = try #require(try directory.text(of: "list")).split(separator: "\n")
    #expect(lines.sorted() == ["ours", "start", "theirs"])
    #expect(try directory.names() == [".list.spare.tmp", ".lock.tmp", "list"])
  }

  /// A cleaner of temporary files comes at each moment; at some of them it takes the old version, which has lost its name.
  @Test(arguments: moments)
  func wheneverTemporaryFilesAreRemovedALineStandsThereOnce(_ moment: String) throws {
    let folder = plainName(of: directory.path)
    let exchange = makeExchange { [self] call in
      let call = call.hasSuffix(folder) ? call.replacing(folder, with: "the folder") : call
      guard call == moment else { return }
      #expect(throws: Never.self) {
        for name in try directory.names() where name.hasSuffix(".tmp") {
          unlink(directory.path(of: name))
        }
      }
    }
    var failure: SystemError?
    do { try appendOnce("ours", by: exchange) } catch let error as SystemError { failure = error }
    let text = try directory.text(of: "list")
    #expect(text == (failure == nil ? "start\nours\n" : "start\n"))
  }

  /// What another program has open for writing when it loses its name is not done.
  @Test func aVersionThatIsBeingWrittenIsKept() throws {
    let writer = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    let exchange = makeExchange()
    try append("ours", by: exchange)
    try FileWriter(descriptor: writer, path: path).write(Array("late\n".utf8))
    close(writer)
    let kept = try #require(exchange.takeKeptVersions().first)
    #expect(kept.path == path)
    #expect(kept.copy.hasPrefix(path + ".before-"))
    #expect(try directory.text(of: plainName(of: kept.copy)) == "start\nlate\n")
    #expect(try directory.text(of: "list") == "start\nours\n")
    try append("again", by: exchange)
    #expect(exchange.takeKeptVersions().isEmpty)
  }

  @Test(arguments: [true, false])
  func aSpareThatWasWrittenSinceTheLastCommitIsKept(_ isSameProcess: Bool) throws {
    let exchange = makeExchange()
    try append("one", by: exchange)
    let spare = directory.path(of: ".list.spare.tmp")
    // Later than any tick of the file system's clock.
    let later = Clock.microsecondsSince1970() / 1_000_000 + 5
    let writer = open(spare, O_WRONLY | O_APPEND | O_CLOEXEC)
    try FileWriter(descriptor: writer, path: spare).write(Array("late\n".utf8))
    futimens(
      writer, [timespec(tv_sec: Int(later), tv_nsec: 0), timespec(tv_sec: Int(later), tv_nsec: 0)])
    close(writer)
    let next = isSameProcess ? exchange : makeExchange()
    try append("two", by: next)
    let kept = try #require(next.takeKeptVersions().first)
    #expect(try directory.text(of: plainName(of: kept.copy)) == "start\nlate\n")
    #expect(try directory.text(of: "list") == "start\none\ntwo\n")
  }

  /// The clock was set back: a former version is from the future, and nobody has written it since.
  @Test func aFormerVersionFromTheFutureIsNotTakenForOneThatIsWritten() throws {
    let future = timespec(tv_sec: Int(Clock.microsecondsSince1970() / 1_000_000) + 9, tv_nsec: 0)
    utimensat(AT_FDCWD, path, [future, future], 0)
    for line in ["one", "two", "three"] { try append(line, by: makeExchange()) }
    #expect(try directory.names() == [".list.spare.tmp", ".lock.tmp", "list"])
  }

  @Test func aThousandCommandsLeaveOneSpare() throws {
    for number in 0..<50 { try append("\(number)", by: makeExchange()) }
    #expect(try directory.names() == [".list.spare.tmp", ".lock.tmp", "list"])
  }

  @Test func whatEndedProcessesLeftHalfMadeIsRemoved() throws {
    #expect(try ChildProcess("echo $$ >'\(directory.path(of: "number"))'").exitStatus() == 0)
    let number = try #require(try directory.text(of: "number")).filter(\.isNumber)
    try directory.write("half", to: ".list.\(number)-abc.tmp")
    try directory.write("half", to: ".list.\(getpid())-abc.tmp")
    try directory.write("half", to: ".other.\(number)-abc.tmp")
    let held = open(directory.path(of: ".list.\(number)-held.tmp"), O_WRONLY | O_CREAT, 0o600)
    defer { close(held) }
    try append("one", by: makeExchange())
    let names = try directory.names()
    #expect(!names.contains(".list.\(number)-abc.tmp"))
    #expect(names.contains(".list.\(getpid())-abc.tmp"), "its process runs")
    #expect(names.contains(".other.\(number)-abc.tmp"), "not a file of this commit")
    #expect(names.contains(".list.\(number)-held.tmp"), "somebody writes it")
  }
}
