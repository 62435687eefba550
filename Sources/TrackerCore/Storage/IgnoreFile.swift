internal import Platform

private let ignoreText = ".*.tmp\n*.corrupt-*\n*.before-*\n"
/// What the first versions wrote.
private let firstIgnoreText = ".*.tmp\n"

extension FileSystem {
  /// Makes the `.gitignore` of a data directory, which keeps our lock, temporary files and copies out of git, or brings it up
  /// to date; what a person made of it stays.
  func writeIgnoreFile(in directory: String) throws(SystemError) {
    let path = directory + "/.gitignore"
    if let present = try identity(of: path, links: .refuse) {
      guard present.size == firstIgnoreText.utf8.count,
        try read(path, links: .refuse) == Array(firstIgnoreText.utf8)
      else { return }
    }
    try replace(path, by: [.bytes(Array(ignoreText.utf8))])
  }
}
