internal import Platform

/// The `.gitignore` of a data directory: it keeps our lock, temporary files and copies out of git.
struct IgnoreFile {
  let directory: String
  let files: any FileSystem

  private static let text = ".*.tmp\n*.corrupt-*\n*.before-*\n"
  /// What the first versions wrote.
  private static let firstText = ".*.tmp\n"

  /// Makes it, or brings it up to date; what a person made of it stays.
  func write() throws(SystemError) {
    let path = directory + "/.gitignore"
    if let present = try files.identity(of: path, links: .refuse) {
      guard present.size == IgnoreFile.firstText.utf8.count,
        try files.read(path, links: .refuse) == Array(IgnoreFile.firstText.utf8)
      else { return }
    }
    try files.replace(path, by: [.bytes(Array(IgnoreFile.text.utf8))])
  }
}
