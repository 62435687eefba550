// Another process: shell commands run beside a test. It refuses to wait without a deadline.

import Glibc
package import Platform

/// A shell command that runs beside the test; killed and collected when let go.
package final class ChildProcess {
  private let identifier: pid_t
  private var status: Int32?

  /// Starts `sh -c command`.
  package init(_ command: String) throws(SystemError) {
    var identifier: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] =
      [strdup("sh"), strdup("-c"), strdup(command), nil]
    var variables: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/bin:/bin"), nil]
    let code = posix_spawn(&identifier, "/bin/sh", nil, nil, &arguments, &variables)
    for text in arguments + variables { free(text) }
    guard code == 0 else { throw SystemError("posix_spawn", command, code: code) }
    self.identifier = identifier
  }

  deinit {
    guard status == nil else { return }
    kill(identifier, SIGKILL)
    waitpid(identifier, nil, 0)
  }

  /// The exit status once it has ended; 128 and more when a signal ended it, nil when it still runs after the deadline.
  package func exitStatus(withinMilliseconds limit: Int64 = 10_000) -> Int32? {
    let deadline = Clock.monotonicMilliseconds() + limit
    while status == nil {
      var raw: Int32 = 0
      if waitpid(identifier, &raw, WNOHANG) == identifier {
        status = raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + raw & 0x7F
      } else if Clock.monotonicMilliseconds() > deadline {
        return nil
      } else {
        Clock.sleep(milliseconds: 2)
      }
    }
    return status
  }
}

/// Looks every two milliseconds whether `condition` holds; false when it does not before the deadline.
package func holds(
  withinMilliseconds limit: Int64 = 10_000, _ condition: () throws -> Bool
) rethrows -> Bool {
  let deadline = Clock.monotonicMilliseconds() + limit
  while try !condition() {
    if Clock.monotonicMilliseconds() > deadline { return false }
    Clock.sleep(milliseconds: 2)
  }
  return true
}
