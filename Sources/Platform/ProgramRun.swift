internal import CPlatform
import Glibc

/// Another program, run to its end with given input: its output thrown away, or on the terminal.
package enum ProgramRun {
  /// Runs the program at `path`, with no signal blocked or ignored; its exit status, or 128 and the number of the signal
  /// that ended it. A name without a slash is looked for in PATH. It reads `input` and its end. After
  /// `limitMilliseconds` (nil: never) it is killed.
  package static func status(
    of path: String, _ arguments: [String], input: [UInt8] = [], limitMilliseconds: Int64? = nil
  ) throws(SystemError) -> Int32 {
    let memory = input.isEmpty ? nil : try memory(holding: input)
    defer { if let memory { close(memory) } }
    let process = try start(path, arguments) { actions in
      for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
      }
      if let memory { posix_spawn_file_actions_adddup2(&actions, memory, STDIN_FILENO) }
    }
    return try waitForEnd(of: process, path, limitMilliseconds: limitMilliseconds)
  }

  /// Runs a line of the user's shell on the terminal, with `bytes` to read; its exit status as above. Where it is stopped,
  /// as by Ctrl-Z, this process stops too, and both go on together.
  package static func status(
    ofShell line: String, reading bytes: [UInt8]
  ) throws(SystemError) -> Int32 {
    let memory = try memory(holding: bytes)
    defer { close(memory) }
    let path = "/bin/sh"
    let process = try start(path, ["-c", line]) { actions in
      posix_spawn_file_actions_adddup2(&actions, memory, STDIN_FILENO)
    }
    var raw: Int32 = 0
    while true {
      try check("waitpid", path) { waitpid(process, &raw, WUNTRACED) }
      guard raw & 0xFF == 0x7F else { return exitStatus(raw) }
      Signal.suspendGroup()
      kill(0, SIGCONT)
    }
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
    let code = posix_spawnp(&process, path, &actions, &attributes, &words, environ)
    guard code == 0 else { throw SystemError("posix_spawn", path, code: code) }
    return process
  }

  /// The exit status, or 128 and the number of the signal.
  static func waitForEnd(
    of process: pid_t, _ path: String, limitMilliseconds: Int64? = nil
  ) throws(SystemError) -> Int32 {
    var raw: Int32 = 0
    if let limitMilliseconds {
      let deadline = Clock.monotonicMilliseconds() + limitMilliseconds
      while try check("waitpid", path, { waitpid(process, &raw, WNOHANG) }) == 0 {
        if Clock.monotonicMilliseconds() > deadline {
          kill(process, SIGKILL)
          try check("waitpid", path) { waitpid(process, &raw, 0) }
          break
        }
        Clock.sleep(milliseconds: 2)
      }
    } else {
      try check("waitpid", path) { waitpid(process, &raw, 0) }
    }
    return exitStatus(raw)
  }

  /// What `waitpid` told of an end, as above.
  private static func exitStatus(_ raw: Int32) -> Int32 {
    raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + raw & 0x7F
  }

  /// A file in memory that is read from its start.
  private static func memory(holding bytes: [UInt8]) throws(SystemError) -> Int32 {
    let memory = try check("memfd_create", "") { platform_memory_file("input") }
    do throws(SystemError) {
      try FileWriter(descriptor: memory, path: "").write(bytes)
    } catch {
      close(memory)
      throw error
    }
    lseek(memory, 0, SEEK_SET)
    return memory
  }
}
