// The loop calls what is due, once and in order, and ends when it is told to.

import Glibc
import Platform
import Testing

/// A pipe whose ends are closed at the end.
private final class Pipe {
  let reading: Int32
  let writing: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    try check("pipe", "") { pipe(&ends) }
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    close(reading)
    close(writing)
  }

  func send() { write(writing, "x", 1) }
  func take() {
    var byte: UInt8 = 0
    read(reading, &byte, 1)
  }
}

@Suite(.serialized) struct EventLoopTests {
  @Test func timersGoOffInTheOrderTheyAreDue() throws {
    let loop = EventLoop()
    var order: [Int] = []
    loop.after(milliseconds: 20) {
      order.append(2)
      loop.stop()
    }
    loop.after(milliseconds: 1) { order.append(1) }
    let cancelled = loop.after(milliseconds: 5) { order.append(0) }
    loop.cancel(cancelled)
    try loop.run()
    #expect(order == [1, 2])
  }

  @Test func aTimerIsNeverEarly() throws {
    let loop = EventLoop()
    let start = Clock.monotonicMilliseconds()
    loop.after(milliseconds: 15) { loop.stop() }
    try loop.run()
    #expect(Clock.monotonicMilliseconds() - start >= 15)
  }

  @Test func itEndsWhenNothingIsLeftToWaitFor() throws {
    let loop = EventLoop()
    var count = 0
    loop.after(milliseconds: 0) { count += 1 }
    try loop.run()
    #expect(count == 1)
  }

  @Test func aReadableDescriptorCallsUntilItIsForgotten() throws {
    let loop = EventLoop()
    let pipe = try Pipe()
    var count = 0
    loop.whenReadable(pipe.reading) {
      pipe.take()
      count += 1
      if count == 3 { loop.forget(pipe.reading) } else { pipe.send() }
    }
    pipe.send()
    try loop.run()
    #expect(count == 3)
  }

  @Test func aWritableDescriptorCalls() throws {
    let loop = EventLoop()
    let pipe = try Pipe()
    var isCalled = false
    loop.whenWritable(pipe.writing) {
      isCalled = true
      loop.whenWritable(pipe.writing, nil)
    }
    try loop.run()
    #expect(isCalled)
  }

  @Test func aDescriptorForgottenByAnotherIsNotCalled() throws {
    let loop = EventLoop()
    let first = try Pipe()
    let second = try Pipe()
    var calls: [String] = []
    loop.whenReadable(first.reading) {
      calls.append("first")
      loop.forget(first.reading)
      loop.forget(second.reading)
    }
    loop.whenReadable(second.reading) { calls.append("second") }
    first.send()
    second.send()
    try loop.run()
    #expect(calls == ["first"])
  }

  @Test func aSignalArrivesOnTheLoop() throws {
    let loop = EventLoop()
    var received: [Signal] = []
    try loop.whenSignalled([Signal.windowChange.number]) {
      received.append(Signal(number: $0))
      loop.stop()
    }
    pthread_kill(pthread_self(), Signal.windowChange.number)
    try loop.run()
    #expect(received == [.windowChange])
  }
}
