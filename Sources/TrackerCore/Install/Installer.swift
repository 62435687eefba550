// What `install` does to an editor's configuration and to the agent files: first as a plan, then on the disk.
// It refuses to replace what a person wrote.

public import JSON
internal import Platform

/// A text that goes with the program: instructions for agents.
public struct AgentFile: Sendable {
  /// Where it belongs, relative to the project.
  public var path: String
  public var contents: [UInt8]

  /// A text and its place.
  public init(path: String, contents: [UInt8]) {
    self.path = path
    self.contents = contents
  }
}

/// Why nothing was installed.
public struct InstallError: Error, Equatable, Sendable {
  /// The file or directory it is about.
  public var path: String
  /// What is wrong with it.
  public var reason: String

  /// An error about a path.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// One file and what becomes of it.
public struct InstallStep: Equatable, Sendable {
  public enum Action: String, Sendable {
    /// It was not there.
    case created
    /// It had something else about us, or nothing.
    case updated
    /// It is as it should be already.
    case unchanged
    /// It is there, perhaps changed by a person, and stays as it is.
    case kept
  }
  /// Absolute, links followed.
  public var path: String
  public var action: Action
  /// What it will hold; empty when it stays.
  public var contents: [UInt8]

  /// One file and what becomes of it.
  public init(path: String, action: Action, contents: [UInt8] = []) {
    self.path = path
    self.action = action
    self.contents = contents
  }
}

/// Writes an editor's configuration and the agent files.
public struct Installer {
  private let environment: Environment

  /// An installer into the environment's current directory.
  public init(environment: Environment) { self.environment = environment }

  /// The entry for VS Code (`mcp.json`): `command` is a path or a name, `outputDirectory` an absolute path or nil.
  public static func configuration(command: String, outputDirectory: String?) -> JSONValue {
    var entry: [JSONValue.Member] = [
      JSONValue.Member("type", "stdio"), JSONValue.Member("command", .string(command)),
      JSONValue.Member("args", ["server"]),
    ]
    if let outputDirectory {
      entry.append(JSONValue.Member("env", ["AI_OUTPUT_DIR": .string(outputDirectory)]))
    }
    return ["servers": ["ai-session-tracker": .object(entry)]]
  }

  /// What would become of the configuration file at `path`.
  public func plan(
    _ configuration: JSONValue, into path: String
  ) throws(InstallError) -> InstallStep {
    let path = try real(path)
    let old = try read(path)
    do throws(JSONError) {
      let new = try JSONCEdit.merging(configuration.members ?? [], into: old ?? [])
      let action: InstallStep.Action = old == nil ? .created : old == new ? .unchanged : .updated
      return InstallStep(path: path, action: action, contents: action == .unchanged ? [] : new)
    } catch {
      throw InstallError(path: path, reason: error.description)
    }
  }

  /// What would become of an agent file: it is only ever created.
  public func plan(_ file: AgentFile) throws(InstallError) -> InstallStep {
    let path = try real(file.path)
    guard try read(path) == nil else { return InstallStep(path: path, action: .kept) }
    return InstallStep(path: path, action: .created, contents: file.contents)
  }

  /// Carries a plan out. The first time an existing file is changed its old text is kept beside it as `.bak`.
  public func apply(_ steps: [InstallStep]) throws(InstallError) {
    for step in steps where !step.contents.isEmpty {
      try onDisk(step.path) { () throws(SystemError) in try write(step) }
    }
  }

  private func write(_ step: InstallStep) throws(SystemError) {
    let files = environment.files
    let slash = step.path.lastIndex(of: "/") ?? step.path.startIndex
    let directory = step.path[..<slash]
    try files.createDirectory(String(directory))
    if step.action == .updated, try files.identity(of: step.path + ".bak") == nil {
      try files.copy(step.path, toNew: step.path + ".bak")
    }
    let name = step.path[slash...].dropFirst()
    try files.replace(
      step.path, by: [.bytes(step.contents)], temporary: "\(directory)/.\(name).tracker.tmp")
  }

  private func real(_ path: String) throws(InstallError) -> String {
    let absolute = path.hasPrefix("/") ? path : environment.currentDirectory + "/" + path
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
