// Writes what was exported: a new file whole or not at all, an old one only when that was allowed.
// It refuses to know what stands in it.

import Platform
import TrackerTUI

/// A file that an export goes to.
struct ExportFile {
  /// Absolute.
  let path: String
  /// As it was typed, for messages.
  private let typed: String
  private let files: any FileSystem

  /// A path as it was typed: `~` is the home directory, and what is not absolute begins where the program was started.
  init(typed: String, on files: any FileSystem) {
    self.files = files
    self.typed = typed
    if typed.hasPrefix("~/"), let home = ProcessEnvironment.variable("HOME") {
      path = home + typed.dropFirst(1)
    } else {
      path = typed.hasPrefix("/") ? typed : ProcessEnvironment.currentDirectory + "/" + typed
    }
  }

  func write(_ bytes: [UInt8], mayReplace: Bool) -> ExportOutcome {
    do throws(SystemError) {
      let isThere = try files.identity(of: path) != nil
      if isThere, !mayReplace { return .exists }
      let target = try files.resolvingLinks(path)
      try files.replace(target, by: [.bytes(bytes)])
      return .written
    } catch {
      return .failed("\(typed): \(error.reason)")
    }
  }
}
