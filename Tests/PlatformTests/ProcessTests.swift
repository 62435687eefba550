// The small doors: numbers as text, kernel errors, the clock, what the process was given.

import Glibc
import Platform
import TestSupport
import Testing

@Suite struct NumberTextTests {
  @Test(
    arguments: [
      (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"), (-0.5, 0, "-0"), (0.125, 2, "0.12"),
      (0.375, 2, "0.38"), (2.675, 2, "2.67"), (1.005, 2, "1.00"), (-0.001, 2, "-0.00"),
      (0.1, 20, "0.10000000000000000555"), (1e22, 1, "10000000000000000000000.0"),
      (.infinity, 2, "inf"), (-.infinity, 2, "-inf"), (.nan, 2, "nan"), (-Double.nan, 0, "nan"),
    ] as [(Double, Int, String)])
  func decimalsAreThoseOfTheExactValue(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(decimalText(value, decimals: decimals) == text)
  }

  @Test func theLargestDoubleFits() {
    let text = decimalText(-.greatestFiniteMagnitude, decimals: 2)
    #expect(text.utf8.count == 1 + 309 + 3)
    #expect(Double(text) == -.greatestFiniteMagnitude)
  }
}

@Suite struct SystemErrorTests {
  @Test func anErrorNamesPathReasonAndCall() {
    let error = SystemError("write", "/data/sessions.json", code: ENOSPC)
    #expect(error.description == "/data/sessions.json: No space left on device (write)")
    #expect(SystemError("poll", "", code: EINVAL).description == "Invalid argument (poll)")
  }

  @Test func aCallThatReturnsMinusOneThrowsTheKernelsNumber() {
    let error = #expect(throws: SystemError.self) { try check("close", "") { close(-1) } }
    #expect(error == SystemError("close", "", code: EBADF))
  }

  @Test func anInterruptedCallIsMadeAgain() throws {
    var attempts = 0
    let result = try check("read", "file") {
      attempts += 1
      errno = EINTR
      return attempts < 3 ? -1 : 7
    }
    #expect(result == 7)
    #expect(attempts == 3)
  }
}

@Suite struct ClockTests {
  @Test func theTimeIsThatOfTheKernel() {
    let before = Int64(time(nil))
    let microseconds = Clock.microsecondsSince1970()
    let after = Int64(time(nil))
    #expect((before * 1_000_000...(after + 1) * 1_000_000).contains(microseconds))
  }

  @Test func theMonotonicClockGoesOn() {
    let start = Clock.monotonicMilliseconds()
    Clock.sleep(milliseconds: 2)
    #expect(Clock.monotonicMilliseconds() >= start + 2)
  }

  @Test func theOffsetIsAWholeNumberOfMinutesWithinADay() {
    let offset = Clock.utcOffsetSeconds(atSecondsSince1970: 1_767_647_718)
    #expect(abs(offset) < 86_400)
    #expect(offset % 60 == 0)
  }
}

@Suite final class ProcessEnvironmentTests {
  let directory: TemporaryDirectory
  init() throws { directory = try TemporaryDirectory() }

  @Test func variablesAreReadByName() {
    #expect(ProcessEnvironment.variable("PATH")?.isEmpty == false)
    #expect(ProcessEnvironment.variable("SURELY_NOT_SET_BY_ANYONE") == nil)
  }

  @Test func thePathsAreAbsoluteAndThere() throws {
    #expect(try RealFileSystem().names(in: ProcessEnvironment.currentDirectory) != [])
    let executable = try #require(ProcessEnvironment.executablePath)
    #expect(executable.hasPrefix("/"))
    #expect(try RealFileSystem().identity(of: executable) != nil)
  }

  @Test func textIsWrittenWhole() throws {
    let path = directory.path(of: "output")
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    let text = String(repeating: "häufig\n", count: 20_000)
    ProcessEnvironment.write(text, to: descriptor)
    close(descriptor)
    #expect(try directory.text(of: "output") == text)
  }

  @Test func aReaderThatHasGoneIsNoReasonToDie() throws {
    ProcessEnvironment.ignoreBrokenPipes()
    let pipe = try Pipe()
    pipe.closeReader()
    ProcessEnvironment.write("to nobody", to: pipe.writer)
    let error = #expect(throws: SystemError.self) {
      try FileWriter(descriptor: pipe.writer, path: "pipe").write([1])
    }
    #expect(error == SystemError("write", "pipe", code: EPIPE))
  }
}

@Suite struct ByteStreamTests {
  @Test func bytesGoThroughAPipe() throws {
    let pipe = try Pipe()
    let (reader, writer) = (
      ByteStream(descriptor: pipe.reader), ByteStream(descriptor: pipe.writer)
    )
    var buffer = [UInt8](repeating: 0, count: 100)
    #expect(reader.read(into: &buffer) == .wouldBlock)
    #expect(writer.write(Array("hello".utf8)[...]) == .bytes(5))
    #expect(reader.read(into: &buffer) == .bytes(5))
    #expect(buffer.starts(with: "hello".utf8))
    pipe.closeWriter()
    #expect(reader.read(into: &buffer) == .closed)
  }

  @Test func aFullPipeIsNotWaitedFor() throws {
    let pipe = try Pipe()
    let writer = ByteStream(descriptor: pipe.writer)
    let block = [UInt8](repeating: 7, count: 1 << 16)
    var written = 0
    var progress = ByteStream.Progress.bytes(0)
    for _ in 0..<1000 where progress != .wouldBlock {
      progress = writer.write(block[...])
      if case .bytes(let count) = progress { written += count }
    }
    #expect(progress == .wouldBlock)
    #expect(written >= 4096)
  }

  @Test func aPipeThatNobodyReadsIsClosed() throws {
    ProcessEnvironment.ignoreBrokenPipes()
    let pipe = try Pipe()
    pipe.closeReader()
    #expect(ByteStream(descriptor: pipe.writer).write([1]) == .closed)
  }
}

@Suite struct SignalTests {
  @Test func aSignalThatEndsNoProcessLetsItGoOn() {
    Signal.windowChange.die()
    #expect(Signal(number: SIGWINCH) == .windowChange)
  }

  @Test func theSignalsThatEndAProcessAreThoseOfPeopleAndPrograms() {
    #expect(EndingSignals.all == [SIGTERM, SIGINT, SIGHUP])
  }
}

@Suite struct ProgramConversationTests {
  @Test func everyLineIsAnswered() throws {
    let echo = try ProgramConversation(with: "/bin/cat", [])
    for line in ["one", "", String(repeating: "long ", count: 10_000)] {
      #expect(try echo.ask(line) == Array(line.utf8))
    }
    #expect(try echo.end() == 0)
  }

  @Test func answersThatCameTogetherAreHandedOutOneByOne() throws {
    let script = "read a; printf '1\\n2\\n3'; read b; printf '\\n'; exit 4"
    let program = try ProgramConversation(with: "/bin/sh", ["-c", script])
    #expect(try program.ask("a") == Array("1".utf8))
    #expect(try program.ask("b") == Array("2".utf8))
    #expect(try program.end() == 4)
  }

  @Test func aProgramThatDoesNotAnswerOrEndIsNotWaitedForBeyondTheLimit() throws {
    let program = try ProgramConversation(with: "/bin/sleep", ["1000"], limitMilliseconds: 20)
    let error = #expect(throws: SystemError.self) { try program.ask("a") }
    #expect(error?.code == ETIMEDOUT)
    #expect(try program.end() == 128 + SIGKILL)
  }

  @Test func aLineWithoutEndIsNotReadBeyondTheLimit() throws {
    let program = try ProgramConversation(
      with: "/bin/cat", ["/dev/zero"], limitMilliseconds: 10_000, limitBytes: 1 << 20)
    let error = #expect(throws: SystemError.self) { try program.ask("a") }
    #expect(error?.code == EFBIG)
    _ = try program.end()
  }

  @Test func aProgramThatEndsWithoutAnAnswerIsAnError() throws {
    let program = try ProgramConversation(with: "/bin/sh", ["-c", "read a"])
    let error = #expect(throws: SystemError.self) { try program.ask("a") }
    #expect(error?.code == EPIPE)
    #expect(try program.end() == 0)
    let after = #expect(throws: SystemError.self) { try program.tell("b") }
    #expect(after?.code == EPIPE)
  }
}

@Suite struct ProgramRunTests {
  @Test func aProgramReadsWhatItIsGiven() throws {
    let text = String(repeating: "é", count: 100_000)
    let count = ["-c", "test $(wc -c) = 200000"]
    #expect(
      try ProgramRun.status(of: "sh", count, input: Array(text.utf8), limitMilliseconds: 10_000)
        == 0)
    #expect(try ProgramRun.status(of: "sh", count) == 1)
  }

  @Test func aProgramThatDoesNotEndIsEnded() throws {
    #expect(try ProgramRun.status(of: "sleep", ["600"], limitMilliseconds: 50) == 128 + SIGKILL)
  }

  @Test func aProgramIsRunToItsEnd() throws {
    #expect(try ProgramRun.status(of: "/bin/sh", ["-c", "exit 7"]) == 7)
    #expect(try ProgramRun.status(of: "sh", ["-c", "exit 7"]) == 7)
    #expect(try ProgramRun.status(of: "/bin/sh", ["-c", "kill -TERM $$"]) == 128 + SIGTERM)
    #expect(try ProgramRun.status(of: "/bin/sh", ["-c", "read line; test -z \"$line\""]) == 0)
  }

  @Test func aProgramThatIsNotThereIsNamed() {
    let error = #expect(throws: SystemError.self) { try ProgramRun.status(of: "/missing", []) }
    #expect(error == SystemError("posix_spawn", "/missing", code: ENOENT))
  }
}
