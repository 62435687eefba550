import Platform
import TrackerCore
import TrackerTUI

/// A person's two files: the settings, read and written only when asked for, and what is remembered of the last run.
struct SettingsFiles {
  private let files: any FileSystem
  private let variable: (String) -> String?

  /// `variable` answers for the process's variables.
  init(
    files: any FileSystem,
    variable: @escaping (String) -> String? = ProcessEnvironment.variable
  ) {
    self.files = files
    self.variable = variable
  }

  /// This process's.
  static var process: SettingsFiles { SettingsFiles(files: Environment.process.files) }

  /// Why a file cannot be used.
  struct Problem: Error { var reason: String }

  /// The settings, as they were written.
  func read() -> SettingsFile {
    let path: String
    do throws(Problem) { path = try settingsPath() } catch { return .nowhere(error.reason) }
    do throws(Problem) {
      return .text(path: path, try text(of: path))
    } catch {
      return .unusable(error.reason)
    }
  }

  /// Writes the settings over what is there, whole or not at all; returns where.
  func save(_ settings: Settings) throws(Problem) -> String {
    let path = try settingsPath()
    try write(settings.saving(over: try text(of: path)), to: path)
    return path
  }

  /// A configuration with the rates that the settings give; what of them cannot be used is told.
  func rating(_ config: Config, warn: (String) -> Void) -> Config {
    let file = read()
    for problem in file.problems
    where Setting.product.contains(where: { problem.contains($0.name) }) {
      warn("\(problem); this line is left out")
    }
    switch file {
    case .nowhere: return config
    case .unusable(let reason):
      warn("no settings: \(reason); the usual rates count")
      return config
    case .text(_, let text):
      return Assumptions(config, Settings.reading(text).settings.value).applied(to: config)
    }
  }

  /// What was remembered; nil when nothing was, or when it cannot be read.
  func remembered() -> String? {
    do throws(Problem) { return try text(of: try statePath()) } catch { return nil }
  }

  func remember(_ text: String) throws(Problem) {
    let path = try statePath()
    if try self.text(of: path) != text { try write(text, to: path) }
  }

  private func settingsPath() throws(Problem) -> String {
    try folder("XDG_CONFIG_HOME", ".config") + "/tui.conf"
  }

  private func statePath() throws(Problem) -> String {
    try folder("XDG_STATE_HOME", ".local/state") + "/tui.state"
  }

  /// A folder of the XDG Base Directory Specification: what the variable says if that is absolute, else below HOME.
  private func folder(_ name: String, _ standard: String) throws(Problem) -> String {
    if let folder = variable(name), folder.hasPrefix("/") {
      return folder + "/ai-session-tracker"
    }
    guard let home = variable("HOME"), home.hasPrefix("/") else {
      throw Problem(reason: "neither \(name) nor HOME is set")
    }
    return "\(home)/\(standard)/ai-session-tracker"
  }

  /// Empty when there is no such file.
  private func text(of path: String) throws(Problem) -> String {
    do throws(SystemError) {
      let bytes = try files.read(path) ?? []
      if let text = String(validating: bytes, as: UTF8.self) { return text }
    } catch {
      throw Problem(reason: error.description)
    }
    throw Problem(reason: "\(path) is not UTF-8")
  }

  private func write(_ text: String, to path: String) throws(Problem) {
    do throws(SystemError) {
      let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
      try files.createDirectory(folder)
      // A link to where somebody keeps such files stays one.
      let target = try files.resolvingLinks(path)
      try files.replace(target, by: [.bytes(Array(text.utf8))])
    } catch {
      throw Problem(reason: error.description)
    }
  }
}
