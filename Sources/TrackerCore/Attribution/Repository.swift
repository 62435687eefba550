internal import Platform

/// The folders around a start: which repository it is in, and what that calls its project. Only files that git or the
/// repository's people put there are read, none above the folder that holds `.git`, none that is a link.
struct Surroundings {
  /// What the nearest `.ai_sessions.yaml` says, up to the repository's folder; outside a repository that of the start only.
  var projectOfFile: String?
  /// The repository; nil when no folder on the way up holds `.git`.
  var repository: Repository?

  /// How many folders are looked into at most.
  private static let mostFolders = 128

  init(of directory: String, _ files: any FileSystem) {
    guard directory.hasPrefix("/") else { return }
    var parts = directory.split(separator: "/")
    for _ in 0..<Surroundings.mostFolders {
      let folder = "/" + parts.joined(separator: "/")
      if projectOfFile == nil {
        projectOfFile = Surroundings.projectOfFile(in: folder, files)
      }
      repository = Repository(in: folder, files)
      if repository != nil || parts.popLast() == nil { break }
    }
    // Outside a repository a folder above may be anybody's.
    if repository == nil {
      projectOfFile = Surroundings.projectOfFile(in: directory, files)
    }
  }

  private static func projectOfFile(in folder: String, _ files: any FileSystem) -> String? {
    files.ownText(folder + "/" + ProjectFile.name).flatMap(ProjectFile.project)?.storedName
  }

  /// What the project is called.
  var project: String? { projectOfFile ?? repository?.name }
}

/// A folder that holds `.git`.
struct Repository {
  /// What the folder is called; a worktree has a name of its own.
  var name: String?
  /// The repository's own configuration.
  var configuration: String

  /// Nil when the folder holds no `.git`.
  init?(in folder: String, _ files: any FileSystem) {
    let git = folder + "/.git"
    name = Repository.lastName(of: folder)
    configuration = git + "/config"
    if files.isDirectory(git) { return }
    guard let link = files.ownText(git) else { return nil }
    // A worktree or a submodule: the file says where the rest is.
    guard let path = Repository.path(in: link, after: "gitdir:") else { return }
    let own = path.absolute(in: folder)
    configuration = own + "/config"
    guard let text = files.ownText(own + "/commondir"), let path = Repository.path(in: text),
      let common = files.withoutLinks(path.absolute(in: own))
    else { return }
    configuration = common + "/config"
  }

  /// The path in a file that holds nothing else, behind a word.
  private static func path(in bytes: [UInt8], after word: String = "") -> String? {
    guard let text = String(validating: bytes, as: UTF8.self), text.hasPrefix(word) else {
      return nil
    }
    let path = String(text.dropFirst(word.count)).trimmingBlanks
    return path.isEmpty ? nil : path
  }

  private static func lastName(of path: String) -> String? {
    path.split(separator: "/").last.map(String.init)
  }
}

extension FileSystem {
  /// A small file that a repository can carry; nil when it is none or cannot be read.
  func ownText(_ path: String) -> [UInt8]? { text(path, links: .refuse) }

  /// A configuration file; nil when there is none, when it is too large to be one, or when it cannot be read.
  func text(_ path: String, links: LinkRule) -> [UInt8]? {
    do throws(SystemError) {
      return try read(path, atMost: 1 << 20, links: links)
    } catch {
      return nil
    }
  }

  /// The path without links and dots; nil when it leads nowhere.
  fileprivate func withoutLinks(_ path: String) -> String? {
    do throws(SystemError) {
      return try resolvingLinks(path)
    } catch {
      return nil
    }
  }
}
