// What the process was given: arguments, variables, directory, standard streams; and how it ends. The only file that asks
// for variables.

internal import CPlatform
import Glibc
internal import Synchronization

/// Something of the process that is not UTF-8: what, and how it is spelled, e.g. `/home/caf\xE9`.
package struct UnreadableName: Error, CustomStringConvertible {
  package var what: String
  package var spelling: String

  package var description: String {
    "\(what) is not UTF-8: \(spelling)"
  }
}

package enum ProcessEnvironment {
  /// Held where the C library's variables or its time zone are used, since all threads share them. The program has one
  /// thread, but its tests run side by side.
  static let variables = Mutex<Void>(())

  /// The value of a variable; nil when it is not set.
  package static func variable(_ name: String) -> String? {
    variables.withLock { _ in getenv(name).map { String(cString: $0) } }
  }

  /// Runs `body` while the C library takes local time from a time zone file; then it is what it was. `body` is given
  /// what tells the seconds that local time is ahead of UTC at an instant.
  static func withTimeZone<Result: Sendable>(
    file: String, _ body: ((_ secondsSince1970: Int64) -> Int) -> Result
  ) -> Result {
    variables.withLock { _ in
      let former = getenv("TZ").flatMap { strdup($0) }
      setenv("TZ", ":" + file, 1)
      tzset()
      defer {
        if let former { setenv("TZ", former, 1) } else { unsetenv("TZ") }
        free(former)
        tzset()
      }
      return body(Clock.offset)
    }
  }

  /// What stands on the command line behind the program's name. Throws for an argument that is not UTF-8: repaired, it
  /// would name another file.
  package static func arguments() throws(UnreadableName) -> [String] {
    var arguments: [String] = []
    while let argument = platform_argument(Int32(arguments.count + 1)) {
      guard let text = String(validatingCString: argument) else {
        throw UnreadableName(
          what: "Argument \(arguments.count + 1)", spelling: spelled(argument))
      }
      arguments.append(text)
    }
    return arguments
  }

  /// The variables that name folders of ours, of clients and of this run.
  package static let folderVariables = [
    "AI_OUTPUT_DIR", "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "CLAUDE_CONFIG_DIR", "CODEX_HOME",
    "COPILOT_HOME", "TMPDIR",
  ]

  /// Throws when the current directory or a variable that names a folder is not UTF-8, since files would go elsewhere.
  package static func checkFolders() throws(UnreadableName) {
    if let path = getcwd(nil, 0) {
      defer { free(path) }
      if String(validatingCString: path) == nil {
        throw UnreadableName(what: "The current directory", spelling: spelled(path))
      }
    }
    for name in folderVariables {
      guard let value = getenv(name), String(validatingCString: value) == nil else { continue }
      throw UnreadableName(what: name, spelling: spelled(value))
    }
  }

  /// The current directory; "." when it cannot be told.
  package static var currentDirectory: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(validatingCString: path) ?? "."
  }

  /// The path of the running executable, links resolved; nil when the kernel does not tell, or it is not UTF-8.
  package static var executablePath: String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return String(validatingCString: path)
  }

  /// The absolute path by which this program was called or found on PATH. Its links are kept: what they lead to may have
  /// another name after an upgrade. nil when no path in UTF-8 leads to the program.
  package static var calledPath: String? {
    guard let called = executedPath, !called.hasPrefix("/proc/"), !called.hasPrefix("/dev/") else {
      // Called by a descriptor.
      return executablePath
    }
    let folders =
      called.hasPrefix("/") ? [""] : [shellDirectory, currentDirectory].compactMap { $0 }
    for path in folders.map({ $0.isEmpty ? called : $0 + "/" + called }) {
      if let spelling = [withoutDots(path), path].first(where: isThisProgram) { return spelling }
    }
    return executablePath
  }

  /// Whether a path leads, links followed, to the very file that this process runs.
  package static func isThisProgram(_ path: String) -> Bool {
    var (own, other) = (stat(), stat())
    // Without /proc the path that was executed tells.
    return (stat("/proc/self/exe", &own) == 0 || stat(executedPath ?? "", &own) == 0)
      && stat(path, &other) == 0 && own.isSameFile(as: other)
  }

  private static var executedPath: String? {
    platform_executed_path().flatMap { String(validatingCString: $0) }
  }

  /// The current directory as the shell spells it, with its links; nil unless PWD names that directory.
  private static var shellDirectory: String? {
    var (named, current) = (stat(), stat())
    guard let path = variable("PWD"), path.hasPrefix("/"), stat(path, &named) == 0,
      stat(".", &current) == 0, named.isSameFile(as: current)
    else { return nil }
    return path
  }

  /// An absolute path without `.`, `..` and empty parts, as if none of its folders were a link.
  private static func withoutDots(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// Where a program is found: the first executable file of that name in the folders of `path` (by default PATH); nil when
  /// there is none. Folders that are not absolute count from `directory`, or not at all.
  package static func program(
    named name: String, path: String? = nil, from directory: String? = nil
  ) -> String? {
    let folders = (path ?? variable("PATH") ?? "").split(
      separator: ":", omittingEmptySubsequences: directory == nil)
    for folder in folders where folder.hasPrefix("/") || directory != nil {
      let place = folder.hasPrefix("/") ? String(folder) : "\(directory ?? "")/\(folder)"
      if isExecutable("\(place)/\(name)") { return "\(place)/\(name)" }
    }
    return nil
  }

  /// Whether a path leads to a regular file that may be executed.
  package static func isExecutable(_ path: String) -> Bool {
    var info = stat()
    return access(path, X_OK) == 0 && stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
  }

  /// Writes to a stream, the one door for text to standard output and error: whatever it holds, no hidden character gets
  /// through, piped or not. A reader that has gone away is not an error worth telling (nobody is left to read it).
  package static func write(_ text: String, to descriptor: Int32) {
    write(Array(text.printableLines.utf8), to: descriptor)
  }

  /// Writes data for another program to standard output to the byte; a terminal gets it as text.
  package static func write(data: [UInt8]) {
    guard !TerminalDevice.isTerminal(.output) else {
      return write(String(decoding: data, as: UTF8.self), to: STDOUT_FILENO)
    }
    write(data, to: STDOUT_FILENO)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    do throws(SystemError) {
      try FileWriter(descriptor: descriptor, path: "").write(bytes)
    } catch {
      if descriptor == STDOUT_FILENO, error.code != EPIPE {
        write("ai-session-tracker: cannot write the output: \(error.reason)\n", to: STDERR_FILENO)
        end(status: 1)
      }
    }
  }

  /// Tells the person at standard error one line, cut to 4,000 bytes. When nobody has read what was told before, so
  /// that writing would wait, it is not told: a full pipe must never stop a server.
  package static func tell(_ text: String) {
    guard readiness(of: STDERR_FILENO, for: POLLOUT, within: 20) != 0 else { return }
    write(
      String(decoding: text.utf8.prefix(4_000), as: UTF8.self).printable + "\n", to: STDERR_FILENO)
  }

  /// Opens those of the standard streams that the caller left closed on `/dev/null`: the first file of ours would get their
  /// numbers, and what is meant for people would be written into it. To be called before anything else.
  package static func ensureStandardStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(stream, F_GETFD) < 0 {
      // The lowest free number is given, and all below this one are taken by now.
      if open("/dev/null", stream == STDIN_FILENO ? O_RDONLY : O_WRONLY) < 0 {
        // No /dev here: an empty file in memory, which children inherit like a stream.
        _ = fcntl(platform_memory_file("null"), F_SETFD, 0)
      }
    }
  }

  /// Ends the process at once.
  package static func end(status: Int32) -> Never { exit(status) }

  /// A write beyond the process's limit on file sizes fails with EFBIG instead of killing the process.
  package static func ignoreFileSizeLimit() { signal(SIGXFSZ, SIG_IGN) }

  /// A write to a closed pipe fails with EPIPE instead of killing the process.
  package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}

/// A name as its bytes are: what is not printable ASCII as `\xE9`.
func spelled(_ name: UnsafePointer<CChar>) -> String {
  UnsafeBufferPointer(start: name, count: strlen(name)).map { byte in
    let value = UInt8(bitPattern: byte)
    return (0x20..<0x7F).contains(value)
      ? String(Unicode.Scalar(value))
      : "\\x" + value.hexadecimal(digits: 2, uppercase: true)
  }.joined()
}
