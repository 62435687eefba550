// What the process was given: variables, directory, standard streams; and how it ends. The only file that asks for variables.

import Glibc

package enum ProcessEnvironment {
  /// The value of a variable; nil when it is not set.
  package static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The current directory; "." when it cannot be told.
  package static var currentDirectory: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// The path of the running executable, links resolved; nil when the kernel does not tell.
  package static var executablePath: String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// Where a program is found: the first executable file of that name in the folders of PATH; nil when there is none.
  package static func program(named name: String) -> String? {
    for folder in (variable("PATH") ?? "").split(separator: ":") where folder.hasPrefix("/") {
      let path = "\(folder)/\(name)"
      var info = stat()
      if access(path, X_OK) == 0, stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG {
        return path
      }
    }
    return nil
  }

  /// Whether a descriptor is a terminal.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Writes to a stream; a reader that has gone away is not an error worth telling (nobody is left to read it).
  package static func write(_ text: String, to descriptor: Int32) {
    do throws(SystemError) {
      try FileWriter(descriptor: descriptor, path: "").write(Array(text.utf8))
    } catch {
      if descriptor == STDOUT_FILENO, error.code != EPIPE {
        write("ai-session-tracker: cannot write the output: \(error.reason)\n", to: STDERR_FILENO)
        end(status: 1)
      }
    }
  }

  /// Tells the person at standard error something, cut to 4,000 bytes. When nobody has read what was told before, so
  /// that writing would wait, it is not told: a full pipe must never stop a server.
  package static func tell(_ text: String) {
    var stream = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    guard poll(&stream, 1, 20) > 0 else { return }
    write(String(decoding: text.utf8.prefix(4_000), as: UTF8.self) + "\n", to: STDERR_FILENO)
  }

  /// Ends the process at once.
  package static func end(status: Int32) -> Never { exit(status) }

  /// A write beyond the process's limit on file sizes fails with EFBIG instead of killing the process.
  package static func ignoreFileSizeLimit() { signal(SIGXFSZ, SIG_IGN) }

  /// A write to a closed pipe fails with EPIPE instead of killing the process.
  package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}
