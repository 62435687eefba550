// The loop: pipes, timers, signals; each test ends by itself or at a deadline.

import Glibc
import Platform
import TestSupport
import Testing

@Suite struct EventLoopTests {
  let loop = EventLoop()

  /// Runs the loop; false when it had to be stopped by a deadline.
  private func runs(withinMilliseconds limit: Int64 = 10_000) throws -> Bool {
    var inTime = true
    let deadline = loop.after(milliseconds: limit) { [loop] in
      inTime = false
      loop.stop()
    }
    try loop.run()
    loop.cancel(deadline)
    return inTime
  }

  @Test func aLoopWithNothingToWaitForEnds() throws {
    try loop.run()
  }

  @Test func whatIsWrittenIntoAPipeIsHandedOver() throws {
    let pipe = try Pipe()
    var heard = ""
    loop.whenReadable(pipe.reader) { [loop] in
      heard += pipe.read()
      if heard.hasSuffix(".") { loop.stop() }
    }
    loop.after(milliseconds: 0) { #expect(throws: Never.self) { try pipe.write("one, ") } }
    loop.after(milliseconds: 2) { #expect(throws: Never.self) { try pipe.write("two.") } }
    #expect(try runs())
    #expect(heard == "one, two.")
  }

  @Test func aClosedEndIsReadable() throws {
    let pipe = try Pipe()
    pipe.closeWriter()
    var calls = 0
    loop.whenReadable(pipe.reader) { [loop] in
      calls += 1
      #expect(pipe.read() == "")
      loop.forget(pipe.reader)
    }
    try loop.run()
    #expect(calls == 1)
  }

  @Test func aPipeWithRoomIsWritableUntilNobodyAsks() throws {
    let pipe = try Pipe()
    var calls = 0
    loop.whenWritable(pipe.writer) { [loop] in
      calls += 1
      if calls == 3 { loop.whenWritable(pipe.writer, nil) }
    }
    try loop.run()
    #expect(calls == 3)
  }

  @Test func oneDescriptorMayBeAskedForBoth() throws {
    var ends: [Int32] = [-1, -1]
    try check("socketpair", "") {
      socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
    }
    defer { for end in ends { close(end) } }
    var events: [String] = []
    loop.whenReadable(ends[0]) { [loop, ends] in
      events.append("read")
      loop.forget(ends[0])
    }
    loop.whenWritable(ends[0]) { [loop, ends] in
      events.append("write")
      loop.whenWritable(ends[0], nil)
      #expect(send(ends[1], "x", 1, 0) == 1)
    }
    try loop.run()
    #expect(events == ["write", "read"])
  }

  @Test func aDescriptorForgottenWithinAnActionIsNotServedAnyMore() throws {
    let pipes = [try Pipe(), try Pipe()]
    for pipe in pipes { try pipe.write("x") }
    var served: [Int] = []
    for (number, pipe) in pipes.enumerated() {
      loop.whenReadable(pipe.reader) { [loop] in
        served.append(number)
        for pipe in pipes { loop.forget(pipe.reader) }
      }
    }
    try loop.run()
    #expect(served == [0])
  }

  @Test func timersGoOffInTheOrderInWhichTheyAreDue() throws {
    var order: [String] = []
    let start = Clock.monotonicMilliseconds()
    loop.after(milliseconds: 6) { [loop] in
      order.append("third")
      loop.stop()
    }
    loop.after(milliseconds: 3) { order.append("second") }
    loop.after(milliseconds: 0) {
      order.append("first")
      // The loop is kept busy until all are due: they still go off one by one in order.
      while Clock.monotonicMilliseconds() < start + 10 {}
    }
    loop.after(milliseconds: 3) { order.append("second, asked for later") }
    #expect(try runs())
    #expect(order == ["first", "second", "second, asked for later", "third"])
  }

  @Test func aTimerDoesNotGoOffEarly() throws {
    let start = Clock.monotonicMilliseconds()
    var end: Int64 = 0
    loop.after(milliseconds: 5) { end = Clock.monotonicMilliseconds() }
    try loop.run()
    #expect(end >= start + 5)
  }

  @Test func aCancelledTimerDoesNotGoOff() throws {
    var order: [String] = []
    let cancelled = loop.after(milliseconds: 1) { order.append("cancelled") }
    loop.after(milliseconds: 2) { order.append("kept") }
    loop.cancel(cancelled)
    loop.cancel(cancelled)
    try loop.run()
    #expect(order == ["kept"])
  }

  @Test func stopEndsTheLoopAfterTheEventAtHandAndItMayRunAgain() throws {
    let pipes = [try Pipe(), try Pipe()]
    for pipe in pipes { try pipe.write("x") }
    var served = 0
    for pipe in pipes {
      loop.whenReadable(pipe.reader) { [loop] in
        served += 1
        loop.forget(pipe.reader)
        loop.stop()
      }
    }
    try loop.run()
    #expect(served == 1)
    try loop.run()
    #expect(served == 2)
  }

  /// The signals are sent to this thread alone: it is the one that blocks them.
  @Test func signalsArriveOnTheLoop() throws {
    var heard: [Int32] = []
    try loop.whenSignalled([SIGUSR1, SIGUSR2]) { [loop] signal in
      heard.append(signal)
      if heard.count == 2 { loop.stop() }
    }
    loop.after(milliseconds: 0) {
      pthread_kill(pthread_self(), SIGUSR1)
      pthread_kill(pthread_self(), SIGUSR2)
    }
    #expect(try runs())
    #expect(heard.sorted() == [SIGUSR1, SIGUSR2])
  }
}
