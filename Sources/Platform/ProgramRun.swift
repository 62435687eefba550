// Another program, run to its end with given input: its output thrown away, or on the terminal.

internal import CPlatform
import Glibc

package enum ProgramRun {
  /// Runs the program at `path`, with no signal blocked or ignored; its exit status, or 128 and the number of the signal
  /// that ended it. A name without a slash is looked for in PATH. It reads `input` and its end. After
  /// `limitMilliseconds` (nil: never) it is killed.
  package static func status(
    of path: String, _ arguments: [String], input: [UInt8] = [], limitMilliseconds: Int64? = nil
  ) throws(SystemError) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    let memory = input.isEmpty ? nil : try memory(holding: input)
    defer { if let memory { close(memory) } }
    if let memory { posix_spawn_file_actions_adddup2(&actions, memory, STDIN_FILENO) }
    return try status(of: path, arguments, &actions, limitMilliseconds: limitMilliseconds)
  }

  /// Runs a line of the user's shell on the terminal, with `bytes` to read; its exit status as above.
  package static func status(
    ofShell line: String, reading bytes: [UInt8]
  ) throws(SystemError) -> Int32 {
    let memory = try memory(holding: bytes)
    defer { close(memory) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, memory, STDIN_FILENO)
    return try status(of: "/bin/sh", ["-c", line], &actions, limitMilliseconds: nil)
  }

  private static func status(
    of path: String, _ arguments: [String], _ actions: inout posix_spawn_file_actions_t,
    limitMilliseconds: Int64?
  ) throws(SystemError) -> Int32 {
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
    let raw = try wait(for: process, path, limitMilliseconds: limitMilliseconds)
    return raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + raw & 0x7F
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

  private static func wait(
    for process: pid_t, _ path: String, limitMilliseconds: Int64?
  ) throws(SystemError) -> Int32 {
    var raw: Int32 = 0
    guard let limitMilliseconds else {
      try check("waitpid", path) { waitpid(process, &raw, 0) }
      return raw
    }
    let deadline = Clock.monotonicMilliseconds() + limitMilliseconds
    while try check("waitpid", path, { waitpid(process, &raw, WNOHANG) }) == 0 {
      if Clock.monotonicMilliseconds() > deadline {
        kill(process, SIGKILL)
        try check("waitpid", path) { waitpid(process, &raw, 0) }
        return raw
      }
      Clock.sleep(milliseconds: 2)
    }
    return raw
  }
}
