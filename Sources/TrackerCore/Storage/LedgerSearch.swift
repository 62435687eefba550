// Ledgers below a folder that is none itself: a team's share, or all projects of a person.

internal import Platform

/// A ledger that was found.
public struct FoundLedger: Sendable, Equatable {
  /// What it is called among others: its folder's path below the one that was searched, or that folder as it was named.
  public var name: String
  /// Absolute.
  public var directory: String
}

extension Environment {
  /// How far below a folder is looked.
  private static let deepest = 6
  /// How many folders are looked into at most.
  private static let mostFoldersSearched = 100_000

  /// The ledgers that folders hold, in the order in which they are named and of their paths below: a folder itself where any
  /// data file stands in it, else those below. Links are not followed, hidden folders but `.ai_sessions` are left out. One
  /// that is reached twice counts once. A folder that cannot be read holds none.
  public func ledgers(in folders: [String]) -> [FoundLedger] {
    var found: [FoundLedger] = []
    var seen: Set<FileNumber> = []
    var looked = 0
    func look(into directory: String, named name: String, depth: Int) {
      guard looked < Environment.mostFoldersSearched, let names = names(in: directory) else {
        return
      }
      looked += 1
      let data = DataFile.allCases.compactMap { file in
        names.contains(file.name) ? files.number(of: "\(directory)/\(file.name)") : nil
      }
      if let first = data.first {
        if seen.insert(first).inserted {
          found.append(FoundLedger(name: name, directory: directory))
        }
        return
      }
      guard depth < Environment.deepest else { return }
      for child in names.sorted() where !child.hasPrefix(".") || child == Config.defaultDirectory {
        let path = "\(directory)/\(child)"
        guard files.entry(at: path, links: .refuse)?.kind == .directory else { continue }
        look(
          into: path, named: depth == 0 ? child : "\(name)/\(child)", depth: depth + 1)
      }
    }
    for folder in folders {
      look(into: folder.absolute(in: currentDirectory), named: folder, depth: 0)
    }
    return found
  }

  private func names(in directory: String) -> [String]? {
    do throws(SystemError) { return try files.names(in: directory) } catch { return nil }
  }
}
