// What changes a whole process (its end, its streams, its limits, its terminal), each in a process of its own.

import Glibc
import Platform
import TestSupport
import Testing

@Suite struct OwnProcessTests {
  @Test func theProcessEndsWithTheStatusItIsGiven() async {
    await #expect(processExitsWith: .exitCode(3)) { ProcessEnvironment.end(status: 3) }
  }

  @Test func aProcessDiesOfTheSignalItIsToDieOf() async {
    await #expect(processExitsWith: .signal(SIGTERM)) { Signal.terminate.die() }
  }

  @Test func outputThatCannotBeWrittenIsAFailureAndSaysSo() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) {
      dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO)
      ProcessEnvironment.write("report", to: STDOUT_FILENO)
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("cannot write the output: No space left on device"))
  }

  @Test func aWriteBeyondTheLimitOnFileSizesIsAnErrorAndChangesNothing() async {
    await #expect(processExitsWith: .exitCode(0)) {
      ProcessEnvironment.ignoreFileSizeLimit()
      let directory = try TemporaryDirectory()
      try directory.write("small", to: "file")
      var before = rlimit()
      getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before)
      var limit = rlimit(rlim_cur: 100, rlim_max: before.rlim_max)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      let path = directory.path(of: "file")
      let error = #expect(throws: SystemError.self) {
        try RealFileSystem().replace(
          path, by: [.bytes([UInt8](repeating: 1, count: 1000))])
      }
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before)
      #expect(error?.code == EFBIG)
      #expect(try directory.text(of: "file") == "small")
      #expect(try directory.names() == ["file"])
    }
  }

  @Test func whatIsToldIsReadAtStandardErrorAndAFullPipeIsNotWaitedFor() async {
    await #expect(processExitsWith: .exitCode(0)) {
      let pipe = try Pipe()
      let before = dup(STDERR_FILENO)
      dup2(pipe.writer, STDERR_FILENO)
      ProcessEnvironment.tell("heard")
      let heard = pipe.read()
      ProcessEnvironment.tell(String(repeating: "x", count: 10_000))
      let cut = pipe.read()
      for _ in 0..<40 { ProcessEnvironment.tell(String(repeating: "x", count: 4_000)) }
      dup2(before, STDERR_FILENO)
      #expect(heard == "heard\n")
      #expect(cut.utf8.count == 4_001)
    }
  }

  /// Both ends of a pseudo-terminal that is this process's input, output and error stream.
  private static func takeTerminal() -> Int32 {
    var ours: Int32 = -1
    var theirs: Int32 = -1
    guard openpty(&ours, &theirs, nil, nil, nil) == 0 else { return -1 }
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] { dup2(theirs, stream) }
    close(theirs)
    return ours
  }

  private static func shown(on ours: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    var entry = pollfd(fd: ours, events: Int16(POLLIN), revents: 0)
    var text = ""
    while poll(&entry, 1, 20) > 0, case let count = read(ours, &buffer, buffer.count), count > 0 {
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
    return text
  }

  @Test func aTerminalIsWrittenToAndKeepsErrorsForLater() async {
    await #expect(processExitsWith: .exitCode(0)) {
      let streams = [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO].map { dup($0) }
      let ours = OwnProcessTests.takeTerminal()
      let device = TerminalDevice()
      device?.write("frame ")
      let frame = OwnProcessTests.shown(on: ours)
      device?.hold(restoringBytes: Array("restored".utf8))
      ProcessEnvironment.write("kept", to: STDERR_FILENO)
      let whileHeld = OwnProcessTests.shown(on: ours)
      device?.release()
      let afterwards = OwnProcessTests.shown(on: ours)
      let wasGone = device?.isGone
      close(ours)
      let isGone = device?.isGone
      for (stream, kept) in zip([STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO], streams) {
        dup2(kept, stream)
      }
      #expect(frame == "frame ")
      #expect(whileHeld == "")
      #expect(afterwards == "kept")
      #expect(wasGone == false)
      #expect(isGone == true)
    }
  }

  @Test func withoutATerminalOnOutputThereIsNone() async {
    await #expect(processExitsWith: .exitCode(0)) {
      dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO)
      #expect(TerminalDevice() == nil)
    }
  }
}
