internal import Platform

private let ignoreText = formerIgnoreTexts[1] + Trash.name + "\n"
/// What earlier versions wrote.
private let formerIgnoreTexts = [".*.tmp\n", ".*.tmp\n*.corrupt-*\n*.before-*\n"]

extension FileSystem {
  /// Makes the `.gitignore` of a data directory, which keeps our lock, temporary files, copies and what was deleted out of
  /// git, or brings it up to date; what a person made of it stays.
  func writeIgnoreFile(in directory: String) throws(SystemError) {
    let path = directory + "/.gitignore"
    if let present = try identity(of: path, links: .refuse) {
      guard formerIgnoreTexts.contains(where: { $0.utf8.count == present.size }),
        let bytes = try read(path, links: .refuse),
        formerIgnoreTexts.contains(where: { Array($0.utf8) == bytes })
      else { return }
    }
    try replace(path, by: [.bytes(Array(ignoreText.utf8))])
  }
}
