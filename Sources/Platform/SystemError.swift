// What the kernel said no to: the call, the path, the reason.
// It refuses to know what the file meant to anyone.

import Glibc

/// A system call that failed.
package struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The call, e.g. `open`.
  package var call: String
  /// What it was about: a path or an address; empty when there is nothing to name.
  package var subject: String
  /// The kernel's error number.
  package var code: Int32

  /// Makes an error; by default with the current `errno`.
  package init(_ call: StaticString, _ subject: String, code: Int32 = errno) {
    self.call = call.description
    self.subject = subject
    self.code = code
  }

  /// The kernel's words for the error, e.g. `No space left on device`.
  package var reason: String { String(cString: strerror(code)) }

  /// Whether a lock was not waited for any longer.
  package var isLockHeld: Bool { call == "flock" && code == EWOULDBLOCK }

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
