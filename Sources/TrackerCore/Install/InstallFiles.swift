internal import Platform

/// The disk as `install` uses it: links only where they may lead, copies before a change, folders that it made itself.
struct InstallFiles {
  private let files: any FileSystem
  let directory: String

  init(environment: Environment) {
    files = environment.files
    directory = environment.currentDirectory
  }

  // MARK: Looking

  /// Where a file is or would be made, links followed: those of a project only while they stay inside it, for a repository
  /// can carry them.
  func place(of file: String, _ scope: InstallScope) throws(InstallError) -> String {
    let path = file.absolute(in: directory)
    return try onDisk(path) { () throws(SystemError) in
      try files.resolvingLinks(path, links: scope == .project ? .within(directory) : .follow)
    }
  }

  /// A file at a path without links; nil when there is none.
  func read(_ path: String) throws(InstallError) -> [UInt8]? {
    try onDisk(path) { () throws(SystemError) in try files.read(path, links: .refuse) }
  }

  /// The copy of before the first change; nil when there is none.
  func copy(of path: String) throws(InstallError) -> [UInt8]? { try read(path + ".bak") }

  /// A name for a copy that nothing has yet: `NAME.bak`, `NAME.bak.2` and so on.
  func newCopyPath(of path: String) -> String {
    let first = path + ".bak"
    return ([first] + (2...1000).lazy.map { "\(first).\($0)" }).first { !isThere($0) } ?? first
  }

  /// Whether something has that name, a link that leads nowhere included.
  func isThere(_ path: String) -> Bool {
    do throws(SystemError) {
      if files.target(of: path) != nil { return true }
      return try files.identity(of: path) != nil
    } catch {
      // What cannot be looked at is as good as not there.
      return false
    }
  }

  /// Which regular file a path leads to; nil when there is none.
  func number(of path: String) -> FileNumber? { files.number(of: path) }

  func folder(of path: String) -> String { files.directory(of: path) }

  // MARK: Changing

  /// Does what a step says; programs are run elsewhere.
  func apply(_ step: InstallStep) throws(InstallError) {
    try onDisk(step.path) { () throws(SystemError) in
      if let copy = step.copy { try files.copy(step.path, toNew: copy) }
      switch step.change {
      case .nothing, .run: break
      case .write(let contents):
        try makeFolder(folder(of: step.path))
        try replace(step.path, by: contents)
      case .rewrite(let contents): try files.replaceUnderAllNames(step.path, by: contents)
      case .restore(let contents):
        try replace(step.path, by: contents)
        try files.remove(step.path + ".bak")
      case .remove:
        try files.remove(step.path)
        try removeMadeFolders(from: folder(of: step.path))
      }
    }
  }

  /// Makes a folder and those above it, and marks the ones that were not there.
  private func makeFolder(_ path: String) throws(SystemError) {
    if try files.identity(of: path) != nil { return try files.createDirectory(path) }
    try makeFolder(folder(of: path))
    try files.createDirectory(path)
    files.markAsMade(path)
  }

  /// Removes the folders that an install made, from the inside out, as far as they are empty.
  private func removeMadeFolders(from path: String) throws(SystemError) {
    var path = path
    while files.isMarkedAsMade(path), try files.removeIfEmpty(path) { path = folder(of: path) }
  }

  private func replace(_ path: String, by contents: [UInt8]) throws(SystemError) {
    try files.replace(path, by: [.bytes(contents)])
  }

  private func onDisk<Value>(
    _ path: String, _ body: () throws(SystemError) -> Value
  ) throws(InstallError) -> Value {
    do throws(SystemError) {
      return try body()
    } catch {
      // What is in the way, as a link above the file, is told by its own name.
      let isElsewhere = error.subject.hasPrefix("/") && path.hasPrefix(error.subject + "/")
      throw InstallError(path: isElsewhere ? error.subject : path, reason: error.reason)
    }
  }
}
