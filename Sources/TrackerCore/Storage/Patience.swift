internal import Platform

/// How long one storage manager waits for programs that are in the middle of writing a data file: all files of one call
/// together, since a server answers nobody meanwhile.
final class Patience {
  private let milliseconds: Int64
  /// Set by the first wait of a call.
  private var deadline: Int64?
  private var depth = 0

  init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Runs a call; calls within it share its patience.
  func inOneCall<Result>(_ body: () throws -> Result) rethrows -> Result {
    if depth == 0 { deadline = nil }
    depth += 1
    defer { depth -= 1 }
    return try body()
  }

  /// Begins anew: the file was whole in between, so nobody is stuck in the middle of writing it.
  func restart() { deadline = nil }

  /// Waits a moment; false when patience is at its end.
  func wait() -> Bool {
    let now = Clock.monotonicMilliseconds()
    let deadline = deadline ?? now + milliseconds
    self.deadline = deadline
    guard now < deadline else { return false }
    Clock.sleep(milliseconds: 20)
    return true
  }
}
