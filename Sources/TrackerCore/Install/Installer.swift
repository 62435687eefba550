internal import JSON
internal import Platform

/// Plans what becomes of clients' files, and carries plans out. What a person wrote stays, or is kept beside it.
public struct Installer {
  let files: InstallFiles
  /// Runs a program to its end; returns its exit status.
  private let run: (String, [String]) throws(InstallError) -> Int32

  /// How long a client's own command may take.
  private static let programMilliseconds: Int64 = 30_000

  /// An installer into the environment's current directory.
  public init(environment: Environment) {
    self.init(environment: environment) { (program, arguments) throws(InstallError) in
      do throws(SystemError) {
        return try ProgramRun.status(
          of: program, arguments, limitMilliseconds: Installer.programMilliseconds)
      } catch {
        throw InstallError(path: program, reason: error.reason)
      }
    }
  }

  /// An installer that runs clients' programs in a way of its own.
  public init(
    environment: Environment, run: @escaping (String, [String]) throws(InstallError) -> Int32
  ) {
    files = InstallFiles(environment: environment)
    self.run = run
  }

  // MARK: Clients' files

  /// What would become of a client's file. `program` is the client's own command, to be used for an entry that is not
  /// there yet; nil to write the file.
  public func plan(
    _ client: Client, _ launch: ServerLaunch, into file: String, of scope: InstallScope = .project,
    through program: String? = nil
  ) throws(InstallError) -> InstallStep {
    let path = try files.place(of: file, scope)
    let old = try files.read(path)
    let text = old ?? []
    let (new, entry) = try UneditableText.naming(path) { () throws(UneditableText) in
      (try client.adding(launch, to: text), try client.entry(in: text))
    }
    if old == new { return InstallStep(path: path, action: .unchanged) }
    if let program, entry == nil {
      let entry = String(
        decoding: JSONWriter.compact(launch.entry(for: client)), as: UTF8.self)
      return InstallStep(
        path: path, action: .updated,
        change: .run(
          program: program,
          arguments: ["mcp", "add-json", "--scope", "user", Client.serverName, entry]))
    }
    guard let old else { return InstallStep(path: path, action: .created, change: .write(new)) }
    let before = try files.copy(of: path)
    let copy = try UneditableText.naming(path) { () throws(UneditableText) -> String? in
      // A file that holds nothing but what an earlier install put there is no text of before us.
      if try client.isOurOwn(old), try leaves(client.removing(from: old), client, added: []) {
        return nil
      }
      let isFirst = before == nil
      let isLost = try losesEntry(of: client, in: old, keptIn: before)
      return isFirst || isLost ? files.newCopyPath(of: path) : nil
    }
    return InstallStep(path: path, action: .updated, change: .write(new), copy: copy)
  }

  /// What would become of a client's file when our entry goes: the text of before the first install when nothing else has
  /// changed since, no file when there was none, else the text without our entry. An entry in which a person wrote is
  /// kept in a copy.
  public func removal(
    of client: Client, from file: String, of scope: InstallScope = .project,
    through program: String? = nil
  ) throws(InstallError) -> InstallStep {
    let path = try files.place(of: file, scope)
    guard let text = try files.read(path) else { return InstallStep(path: path, action: .absent) }
    let before = try files.copy(of: path)
    return try UneditableText.naming(path) { () throws(UneditableText) in
      let rest = try client.removing(from: text)
      if rest == text { return InstallStep(path: path, action: .absent) }
      let isLost = try losesEntry(of: client, in: text, keptIn: before)
      var step = InstallStep(
        path: path, action: .cleared, change: .write(rest),
        copy: isLost ? files.newCopyPath(of: path) : nil)
      if let program {
        step.change = .run(
          program: program, arguments: ["mcp", "remove", "--scope", "user", Client.serverName])
      } else if let before {
        if leaves(rest, client, added: before) {
          step.action = .restored
          step.change = .restore(before)
        }
      } else if !isLost, leaves(rest, client, added: []) {
        step.action = .removed
        step.change = .remove
      }
      return step
    }
  }

  /// Whether a person wrote in our entry of `text` what is not in the copy.
  private func losesEntry(
    of client: Client, in text: [UInt8], keptIn copy: [UInt8]?
  ) throws(UneditableText) -> Bool {
    if try client.entry(in: text) == nil { return false }
    if try client.isOurOwn(text) { return false }
    guard let copy else { return true }
    do throws(UneditableText) {
      return try !client.sameEntry(in: text, and: copy)
    } catch {
      // A copy that cannot be read holds nothing for certain.
      return true
    }
  }

  /// Whether adding our entry to `before`, which has none, and taking it out again comes to `rest`.
  private func leaves(_ rest: [UInt8], _ client: Client, added before: [UInt8]) -> Bool {
    do throws(UneditableText) {
      guard try client.removing(from: before) == before else { return false }
      let added = try client.adding(ServerLaunch(command: Client.serverName), to: before)
      return try client.removing(from: added) == rest
    } catch {
      // A copy that cannot be read is not what was there.
      return false
    }
  }

  /// Whether a client that keeps its own file at `path` has been used here: its folder is there. What the home directory
  /// itself holds shows only by that file.
  public func hasTrace(of client: Client, at path: String) -> Bool {
    files.isThere(client.ownsUserFile ? path : files.folder(of: path))
  }

  /// What would become of a file of the user's that is ours as a whole.
  public func plan(_ contents: [UInt8], into file: String) throws(InstallError) -> InstallStep {
    let path = try files.place(of: file, .user)
    guard let old = try files.read(path) else {
      return InstallStep(path: path, action: .created, change: .write(contents))
    }
    if old == contents { return InstallStep(path: path, action: .unchanged) }
    let copy = try files.copy(of: path) == nil ? files.newCopyPath(of: path) : nil
    return InstallStep(path: path, action: .updated, change: .write(contents), copy: copy)
  }

  // MARK: Carrying out

  /// Carries a plan out.
  public func apply(_ steps: [InstallStep]) throws(InstallError) {
    for step in steps {
      try files.apply(step)
      if case .run(let program, let arguments) = step.change { try runClient(program, arguments) }
    }
  }

  private func runClient(_ program: String, _ arguments: [String]) throws(InstallError) {
    let status = try run(program, arguments)
    guard status == 0 else {
      let words = arguments.prefix { !$0.hasPrefix("{") }.joined(separator: " ")
      throw InstallError(path: program, reason: "`\(words)` ended with status \(status)")
    }
  }
}
