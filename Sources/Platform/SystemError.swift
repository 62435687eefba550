import Glibc

/// A system call that failed, or what we did not take from the kernel.
package struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The call, e.g. `open`.
  package var call: String
  /// What it was about: a path or an address; empty when there is nothing to name.
  package var subject: String
  /// The kernel's error number.
  package var code: Int32
  /// Our own words for the error; nil: the kernel's.
  package var explanation: String?

  /// Makes an error; by default with the current `errno`.
  package init(
    _ call: StaticString, _ subject: String, code: Int32 = errno, explanation: String? = nil
  ) {
    self.call = call.description
    self.subject = subject
    self.code = code
    self.explanation = explanation
  }

  /// What is wrong, e.g. `No space left on device`.
  package var reason: String { explanation ?? String(cString: strerror(code)) }

  /// Whether a lock was not waited for any longer.
  package var isLockHeld: Bool { call == "flock" && code == EWOULDBLOCK }

  /// Whether rights stand in the way.
  package var isForbidden: Bool { code == EACCES || code == EPERM }

  /// `/data/sessions.json: No space left on device (write)`.
  package var description: String {
    subject.isEmpty ? "\(reason) (\(call))" : "\(subject): \(reason) (\(call))"
  }
}

/// Runs one system call: again when a signal interrupted it, an error when it returns -1.
@discardableResult
package func check<Value: SignedInteger>(
  _ call: StaticString, _ subject: String, _ body: () -> Value
) throws(SystemError) -> Value {
  while true {
    let result = body()
    if result != -1 { return result }
    if errno != EINTR { throw SystemError(call, subject) }
  }
}
