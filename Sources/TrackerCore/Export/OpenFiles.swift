internal import Platform

/// The files of a union in the versions that were read, open as far as a process may have files open: a file that is open keeps
/// its bytes when another version takes its name.
final class OpenFiles {
  private var versions: [String: FileIdentity] = [:]
  private var readers: [String: FileReader] = [:]
  /// A process may have 1,024 files open where nobody says otherwise.
  private static let mostOpen = 256

  /// Opens a file to be read again; false when it has another version by now.
  func hold(_ file: JSONFile, in version: FileIdentity) throws(SystemError) -> Bool {
    versions[file.path] = version
    return try reader(of: file) != nil
  }

  /// Nil when the file has another version than the one that was read.
  func reader(of file: JSONFile) throws(SystemError) -> FileReader? {
    if let reader = readers[file.path] { return reader }
    guard let version = versions[file.path],
      let reader = try file.files.open(file.path, links: .refuse),
      try reader.identity().hasSameBytes(as: version)
    else { return nil }
    if readers.count >= OpenFiles.mostOpen { readers = [:] }
    readers[file.path] = reader
    return reader
  }
}
