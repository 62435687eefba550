internal import CPlatform
import Glibc

/// The loop under every long-running command: one thread, one poll(2) for descriptors, timers and signals.
package final class EventLoop {
  private struct Watch {
    var descriptor: Int32
    var whenReadable: (() -> Void)?
    var whenWritable: (() -> Void)?
  }
  /// A timer that can be cancelled.
  package struct Timer: Hashable {
    fileprivate let number: Int
  }

  private var watches: [Watch] = []
  private var timers: [(timer: Timer, due: Int64, action: () -> Void)] = []
  private var timerCount = 0
  private var isStopped = false

  package init() {}

  /// Calls `action` whenever `descriptor` can be read (or has been closed by its other end); nil ends that.
  package func whenReadable(_ descriptor: Int32, _ action: (() -> Void)?) {
    change(descriptor) { $0.whenReadable = action }
  }

  /// Calls `action` whenever `descriptor` can be written; nil ends that.
  package func whenWritable(_ descriptor: Int32, _ action: (() -> Void)?) {
    change(descriptor) { $0.whenWritable = action }
  }

  /// Forgets `descriptor`; call it before closing it.
  package func forget(_ descriptor: Int32) {
    watches.removeAll { $0.descriptor == descriptor }
  }

  private func change(_ descriptor: Int32, _ body: (inout Watch) -> Void) {
    if let index = watches.firstIndex(where: { $0.descriptor == descriptor }) {
      body(&watches[index])
      if watches[index].whenReadable == nil, watches[index].whenWritable == nil {
        watches.remove(at: index)
      }
    } else {
      var watch = Watch(descriptor: descriptor)
      body(&watch)
      watches.append(watch)
    }
  }

  /// Calls `action` once, after so many milliseconds.
  @discardableResult
  package func after(milliseconds: Int64, _ action: @escaping () -> Void) -> Timer {
    timerCount += 1
    let timer = Timer(number: timerCount)
    timers.append((timer, Clock.monotonicMilliseconds() + milliseconds, action))
    return timer
  }

  /// Forgets a timer that has not gone off yet.
  package func cancel(_ timer: Timer) {
    timers.removeAll { $0.timer == timer }
  }

  /// Blocks the given signals and calls `action` with the number of each that arrives, on the loop.
  package func whenSignalled(
    _ signals: [Int32], _ action: @escaping (Int32) -> Void
  ) throws(SystemError) {
    let descriptor = try check("signalfd", "") {
      platform_signal_descriptor(signals, Int32(signals.count))
    }
    whenReadable(descriptor) {
      while case let signal = platform_next_signal(descriptor), signal != 0 { action(signal) }
    }
  }

  /// Makes `run` return after the event at hand.
  package func stop() { isStopped = true }

  /// Waits and dispatches until `stop`, or until there is nothing left to wait for.
  package func run() throws(SystemError) {
    isStopped = false
    while !isStopped, !(watches.isEmpty && timers.isEmpty) {
      try turn()
    }
  }

  private func turn() throws(SystemError) {
    var entries = watches.map { watch in
      pollfd(
        fd: watch.descriptor,
        events: Int16(watch.whenReadable == nil ? 0 : POLLIN)
          | Int16(watch.whenWritable == nil ? 0 : POLLOUT),
        revents: 0)
    }
    let wait = timers.map(\.due).min().map { max(0, $0 - Clock.monotonicMilliseconds()) } ?? -1
    let count = poll(&entries, nfds_t(entries.count), Int32(clamping: wait))
    // Interrupted, nothing is ready; but a timer may be due.
    if count < 0, errno != EINTR { throw SystemError("poll", "") }
    for entry in entries where entry.revents != 0 {
      // An action may have forgotten this descriptor meanwhile, so it is looked up again.
      let gone = Int16(POLLHUP | POLLERR | POLLNVAL)
      if entry.revents & (Int16(POLLIN) | gone) != 0 { action(entry.fd, \.whenReadable)?() }
      if entry.revents & (Int16(POLLOUT) | gone) != 0 { action(entry.fd, \.whenWritable)?() }
      if isStopped { return }
    }
    let now = Clock.monotonicMilliseconds()
    // The earliest first; those due at the same time in the order in which they were asked for.
    while !isStopped, let next = timers.indices.min(by: { timers[$0].due < timers[$1].due }),
      timers[next].due <= now
    {
      timers.remove(at: next).action()
    }
  }

  private func action(_ descriptor: Int32, _ kind: KeyPath<Watch, (() -> Void)?>) -> (() -> Void)? {
    watches.first { $0.descriptor == descriptor }?[keyPath: kind]
  }
}
