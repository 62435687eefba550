import JSON
import Platform

/// Work that needs the ledger's lock, in the order in which it came. While another process holds the lock everything else
/// goes on, and `retry` tries again.
final class LockQueue {
  /// Tries to do a piece of work; whether that came to an end. The last attempt always does.
  typealias Attempt = (_ isLast: Bool) -> Bool

  private struct Work {
    let id: RequestID?
    var deadline: Int64
    let attempt: Attempt
    /// Called instead of any further attempt.
    let whenCancelled: () -> Void
  }

  private var waiting: [Work] = []

  var isEmpty: Bool { waiting.isEmpty }

  /// Lets a piece of work wait behind what waits already; its last attempt is made after so long.
  func wait(
    _ id: RequestID? = nil, within milliseconds: Int64,
    whenCancelled: @escaping () -> Void = {}, _ attempt: @escaping Attempt
  ) {
    let deadline = Clock.monotonicMilliseconds() + milliseconds
    waiting.append(
      Work(id: id, deadline: deadline, attempt: attempt, whenCancelled: whenCancelled))
  }

  /// Does what can be done by now. `isLocked` says that a try would be in vain.
  func retry(isLocked: Bool) {
    while let next = waiting.first {
      let isLast = next.deadline <= Clock.monotonicMilliseconds()
      guard isLast || !isLocked, next.attempt(isLast) else { return }
      waiting.removeFirst()
    }
  }

  /// Forgets the work of a request.
  func cancel(_ id: RequestID) {
    let cancelled = waiting.filter { $0.id == id }
    waiting.removeAll { $0.id == id }
    for work in cancelled { work.whenCancelled() }
  }

  /// Lets nothing wait longer than so many milliseconds from now.
  func hurry(within milliseconds: Int64) {
    let latest = Clock.monotonicMilliseconds() + milliseconds
    for index in waiting.indices { waiting[index].deadline = min(waiting[index].deadline, latest) }
  }
}

/// The answers to the messages of one array, which are written together once the last one is there.
final class BatchReply {
  private(set) var replies: [JSONValue] = []
  private var openCount = 0

  var isComplete: Bool { openCount == 0 }

  func add(_ reply: JSONValue) { replies.append(reply) }

  /// A reply will come later, or turn out not to come.
  func expect() { openCount += 1 }

  func settle(_ reply: JSONValue?) {
    openCount -= 1
    if let reply { replies.append(reply) }
  }
}
