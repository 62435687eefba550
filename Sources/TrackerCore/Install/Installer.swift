// What `install` does to clients' files and to the agent files: first as a plan, then on the disk.
// It refuses to replace what a person wrote.

internal import JSON
internal import Platform

/// Plans what becomes of files, and carries plans out.
public struct Installer {
  private let environment: Environment
  /// Runs a program to its end; returns its exit status.
  private let run: (String, [String]) throws(InstallError) -> Int32

  /// An installer into the environment's current directory.
  public init(environment: Environment) {
    self.init(environment: environment) { (program, arguments) throws(InstallError) in
      do throws(SystemError) {
        return try ProgramRun.status(of: program, arguments)
      } catch {
        throw InstallError(path: program, reason: error.reason)
      }
    }
  }

  /// An installer that runs clients' programs in a way of its own.
  public init(
    environment: Environment, run: @escaping (String, [String]) throws(InstallError) -> Int32
  ) {
    self.environment = environment
    self.run = run
  }

  // MARK: Clients' files

  /// What would become of a client's file. `program` is the client's own command, to be used for an entry that is not
  /// there yet; nil to write the file.
  public func plan(
    _ client: Client, _ launch: ServerLaunch, into path: String, through program: String? = nil
  ) throws(InstallError) -> InstallStep {
    let path = try real(path)
    let old = try read(path)
    let new = try editing(path) { () throws(UneditableText) in
      try client.adding(launch, to: old ?? [])
    }
    if old == new { return InstallStep(path: path, action: .unchanged) }
    if let program, try !hasEntry(client, in: old ?? [], at: path) {
      let entry = String(
        decoding: JSONWriter.compact(launch.entry(for: client)), as: UTF8.self)
      return InstallStep(
        path: path, action: .updated,
        change: .run(
          program: program,
          arguments: ["mcp", "add-json", "--scope", "user", Client.serverName, entry]))
    }
    guard let old else { return InstallStep(path: path, action: .created, change: .write(new)) }
    // A file that holds nothing but what an earlier install put there is no text of before us.
    let rest = try editing(path) { () throws(UneditableText) in try client.removing(from: old) }
    let isOurs = rest == old ? false : try leaves(rest, client, added: [])
    return InstallStep(path: path, action: .updated, change: .write(new), keepsCopy: !isOurs)
  }

  /// What would become of a client's file when our entry goes: the text of before the first install when nothing else has
  /// changed since, no file when there was none, else the text without our entry.
  /// Folders above it that are empty then go, too, up to `root` (by default the project).
  public func removal(
    of client: Client, from file: String, through program: String? = nil, within root: String? = nil
  ) throws(InstallError) -> InstallStep {
    let path = try real(file)
    guard let text = try read(path) else { return InstallStep(path: path, action: .absent) }
    let rest = try editing(path) { () throws(UneditableText) in try client.removing(from: text) }
    if rest == text { return InstallStep(path: path, action: .absent) }
    if let program {
      return InstallStep(
        path: path, action: .cleared,
        change: .run(
          program: program, arguments: ["mcp", "remove", "--scope", "user", Client.serverName]))
    }
    if let before = try read(path + ".bak") {
      if try leaves(rest, client, added: before) {
        return InstallStep(path: path, action: .restored, change: .restore(before))
      }
    } else if try leaves(rest, client, added: []) {
      return InstallStep(
        path: path, action: .removed, change: .remove, folders: folders(of: path, within: root))
    }
    return InstallStep(path: path, action: .cleared, change: .write(rest))
  }

  private func hasEntry(
    _ client: Client, in text: [UInt8], at path: String
  ) throws(InstallError) -> Bool {
    try editing(path) { () throws(UneditableText) in try client.removing(from: text) != text }
  }

  /// Whether adding our entry to `before`, which has none, and taking it out again comes to `rest`.
  private func leaves(
    _ rest: [UInt8], _ client: Client, added before: [UInt8]
  ) throws(InstallError) -> Bool {
    do throws(UneditableText) {
      guard try client.removing(from: before) == before else { return false }
      let added = try client.adding(ServerLaunch(command: Client.serverName), to: before)
      return try client.removing(from: added) == rest
    } catch {
      // A copy that cannot be read is not what was there.
      return false
    }
  }

  private func editing<Value>(
    _ path: String, _ body: () throws(UneditableText) -> Value
  ) throws(InstallError) -> Value {
    do throws(UneditableText) {
      return try body()
    } catch {
      throw InstallError(path: path, reason: error.reason)
    }
  }

  /// Whether a client that keeps its own file at `path` has been used here: its folder is there. What the home directory
  /// itself holds shows only by that file.
  public func hasTrace(of client: Client, at path: String) -> Bool {
    let trace = client.ownsUserFile ? path : environment.files.directory(of: path)
    do throws(SystemError) {
      return try environment.files.identity(of: trace) != nil
    } catch {
      // What cannot be looked at is no trace.
      return false
    }
  }

  /// What would become of a file that is ours as a whole.
  public func plan(_ contents: [UInt8], into path: String) throws(InstallError) -> InstallStep {
    let path = try real(path)
    let old = try read(path)
    if old == contents { return InstallStep(path: path, action: .unchanged) }
    return InstallStep(
      path: path, action: old == nil ? .created : .updated, change: .write(contents),
      keepsCopy: old != nil)
  }

  // MARK: Agent files

  /// What would become of an agent file: it is only ever created. Beside one that a person changed, a newer version is
  /// offered.
  public func plan(_ file: AgentFile) throws(InstallError) -> [InstallStep] {
    let path = try real(file.path)
    guard let present = try read(path) else {
      return [InstallStep(path: path, action: .created, change: .write(file.contents))]
    }
    if present == file.contents { return [InstallStep(path: path, action: .unchanged)] }
    let kept = InstallStep(path: path, action: .kept)
    let offer = try real(file.offerPath)
    guard file.isNewer(than: present), try read(offer) != file.contents else { return [kept] }
    return [kept, InstallStep(path: offer, action: .offered, change: .write(file.contents))]
  }

  /// What would become of an agent file when it goes: one that a person changed stays.
  public func removal(of file: AgentFile) throws(InstallError) -> [InstallStep] {
    let path = try real(file.path)
    guard let present = try read(path) else { return [InstallStep(path: path, action: .absent)] }
    let folders = folders(of: path, within: nil)
    var steps: [InstallStep] = []
    let offer = try real(file.offerPath)
    if try read(offer) == file.contents {
      steps.append(InstallStep(path: offer, action: .removed, change: .remove))
    }
    guard present == file.contents else {
      return [InstallStep(path: path, action: .kept)] + steps
    }
    return steps
      + [InstallStep(path: path, action: .removed, change: .remove, folders: folders)]
  }

  /// The folders of a file below `root`, innermost first; none for a file elsewhere.
  private func folders(of path: String, within root: String?) -> [String] {
    var root = root ?? environment.currentDirectory
    if !root.hasSuffix("/") { root += "/" }
    guard path.hasPrefix(root) else { return [] }
    let parts = path.dropFirst(root.count).split(separator: "/").dropLast()
    return (0..<parts.count).map { root + parts.dropLast($0).joined(separator: "/") }
  }

  // MARK: Carrying out

  /// Carries a plan out. The first time an existing file is changed its old text is kept beside it as `.bak`.
  public func apply(_ steps: [InstallStep]) throws(InstallError) {
    for step in steps {
      if case .run(let program, let arguments) = step.change {
        try runClient(program, arguments)
        continue
      }
      try onDisk(step.path) { () throws(SystemError) in try apply(step) }
    }
  }

  private func runClient(_ program: String, _ arguments: [String]) throws(InstallError) {
    let status = try run(program, arguments)
    guard status == 0 else {
      let words = arguments.prefix { !$0.hasPrefix("{") }.joined(separator: " ")
      throw InstallError(path: program, reason: "`\(words)` ended with status \(status)")
    }
  }

  private func apply(_ step: InstallStep) throws(SystemError) {
    let files = environment.files
    let copy = step.path + ".bak"
    switch step.change {
    case .nothing, .run: break
    case .write(let contents):
      try files.createDirectory(files.directory(of: step.path))
      if step.keepsCopy, try files.identity(of: copy) == nil {
        try files.copy(step.path, toNew: copy)
      }
      try replace(step.path, by: contents)
    case .restore(let contents):
      try replace(step.path, by: contents)
      try files.remove(copy)
    case .remove: try files.remove(step.path)
    }
    for folder in step.folders where try !files.removeIfEmpty(folder) { break }
  }

  private func replace(_ path: String, by contents: [UInt8]) throws(SystemError) {
    let files = environment.files
    try files.replace(
      path, by: [.bytes(contents)])
  }

  private func real(_ path: String) throws(InstallError) -> String {
    let absolute = path.absolute(in: environment.currentDirectory)
    return try onDisk(absolute) { () throws(SystemError) in
      try environment.files.resolvingLinks(absolute)
    }
  }

  private func read(_ path: String) throws(InstallError) -> [UInt8]? {
    try onDisk(path) { () throws(SystemError) in try environment.files.read(path) }
  }

  private func onDisk<Value>(
    _ path: String, _ body: () throws(SystemError) -> Value
  ) throws(InstallError) -> Value {
    do throws(SystemError) {
      return try body()
    } catch {
      throw InstallError(path: path, reason: error.reason)
    }
  }
}
