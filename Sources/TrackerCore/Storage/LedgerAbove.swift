// Where the session data is when nobody says: as with git, the nearest folder upwards that has some.

internal import Platform

extension Environment {
  /// How many folders are looked into at most.
  private static let mostFolders = 128

  /// The `.ai_sessions` of the nearest folder above the current directory, absolute; nil when there is none, or when the
  /// current directory has one itself. Only folders of this user's count. The way up ends below the home folder and at
  /// another file system; a folder that holds `.git` is the last that is looked into. `home` is nil where it is not known.
  public func ledgerAbove(home: String?) -> String? {
    let home = home.flatMap { $0.hasPrefix("/") ? files.entry(at: $0, links: .follow) : nil }
    var folder = currentDirectory
    var parts = folder.split(separator: "/")
    // A directory that was deleted has no name, and nobody knows what was above.
    guard folder.hasPrefix("/"), let start = files.entry(at: folder, links: .follow),
      !start.isSame(as: home), entry(Config.defaultDirectory, in: folder) == nil
    else { return nil }
    for _ in 1..<Environment.mostFolders {
      if entry(".git", in: folder) != nil || parts.popLast() == nil { return nil }
      folder = "/" + parts.joined(separator: "/")
      let place = files.entry(at: folder, links: .follow)
      if let place, place.device != start.device || place.isSame(as: home) { return nil }
      if let ledger = entry(Config.defaultDirectory, in: folder), ledger.kind != .other,
        ledger.isOwn, place?.isOwn ?? false
      {
        return Config.defaultDirectory.absolute(in: folder)
      }
    }
    return nil
  }

  private func entry(_ name: String, in folder: String) -> FileEntry? {
    files.entry(at: name.absolute(in: folder), links: .refuse)
  }
}
