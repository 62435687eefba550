/// Whose configuration is meant.
public enum InstallScope: String, Sendable, CaseIterable {
  /// This project's.
  case project
  /// The user's, for all projects.
  case user
}

/// Where a user's file is.
public enum UserPlace: Sendable, Equatable {
  /// In the home directory.
  case home(String)
  /// Where programs keep settings: `$XDG_CONFIG_HOME` or `~/.config`; on macOS `~/Library/Application Support`.
  case settings(String)
  /// `$XDG_CONFIG_HOME` or `~/.config` on every system.
  case dotConfiguration(String)
  /// In the folder that a variable names, otherwise in a folder of the home directory.
  case variable(String, otherwise: String, file: String)

  /// The systems that differ.
  public enum System: Sendable {
    case linux
    case macOS

    /// The one this was built for.
    public static var current: System {
      #if os(macOS)
        .macOS
      #else
        .linux
      #endif
    }
  }

  /// The absolute path. `XDG_CONFIG_HOME` counts when it is absolute, as its specification says; a client's own variable
  /// counts from `currentDirectory`, as for that client. Throws when HOME is needed and not set.
  public func path(
    on system: System = .current, currentDirectory: String,
    variables: (String) -> String?
  ) throws(InstallError) -> String {
    switch self {
    case .home(let file): return try home(file, variables)
    case .settings(let file) where system == .macOS:
      return try home("Library/Application Support/" + file, variables)
    case .settings(let file), .dotConfiguration(let file):
      if let base = variables("XDG_CONFIG_HOME"), base.hasPrefix("/") {
        return base.withoutLastSlash + "/" + file
      }
      return try home(".config/" + file, variables)
    case .variable(let name, let folder, let file):
      if let base = variables(name), !base.isEmpty {
        return base.absolute(in: currentDirectory).withoutLastSlash + "/" + file
      }
      return try home(folder.isEmpty ? file : folder + "/" + file, variables)
    }
  }

  private func home(
    _ file: String, _ variables: (String) -> String?
  ) throws(InstallError) -> String {
    guard let home = variables("HOME"), home.hasPrefix("/") else {
      throw InstallError(
        path: "~/" + file, reason: "HOME is not set, so nobody can tell where that is")
    }
    return home.withoutLastSlash + "/" + file
  }
}

extension String {
  /// Itself when it begins with a slash, else under `directory`.
  public func absolute(in directory: String) -> String {
    hasPrefix("/") ? self : directory.withoutLastSlash + "/" + self
  }

  fileprivate var withoutLastSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
