// Another program, run to its end with nothing to read and its output thrown away. It refuses to use a shell.

import Glibc

package enum ProgramRun {
  /// Runs the program at `path`, with no signal blocked or ignored; its exit status, or 128 and the number of the signal that ended it.
  package static func status(of path: String, _ arguments: [String]) throws(SystemError) -> Int32 {
    let process = try start(path, arguments) { actions in
      for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
      }
    }
    return try waitForEnd(of: process, path)
  }

  /// Starts a program whose standard streams `setStreams` says.
  static func start(
    _ path: String, _ arguments: [String],
    _ setStreams: (inout posix_spawn_file_actions_t) -> Void
  ) throws(SystemError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    setStreams(&actions)
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var process: pid_t = 0
    let code = posix_spawn(&process, path, &actions, &attributes, &words, environ)
    guard code == 0 else { throw SystemError("posix_spawn", path, code: code) }
    return process
  }

  /// The exit status, or 128 and the number of the signal.
  static func waitForEnd(of process: pid_t, _ path: String) throws(SystemError) -> Int32 {
    var raw: Int32 = 0
    try check("waitpid", path) { waitpid(process, &raw, 0) }
    return raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + raw & 0x7F
  }
}
