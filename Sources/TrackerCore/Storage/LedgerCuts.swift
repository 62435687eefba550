// A session taken out of the data files whole, and put back.

internal import JSON
internal import Platform

extension Ledger {
  /// The files in which a session has records.
  private var filesOfSessions: [JSONFile] { [files.interactions, files.issues, files.sessions] }

  private func state(of file: JSONFile) throws -> FileState {
    switch file.which {
    case .sessions: sessionsState
    case .interactions: try memory.readInteractions(file)
    case .issues, .requests: try memory.readList(file)
    }
  }

  /// Takes sessions out, one after the other, with all records that name them. What is to be kept of each, by the file's
  /// name, and how many records each had.
  mutating func remove(
    _ ids: [SessionID]
  ) throws -> [(cuts: [String: [RecordCut]], counts: [String: Int])] {
    var taken: [(cuts: [String: [RecordCut]], counts: [String: Int])] = ids.map { _ in ([:], [:]) }
    for file in filesOfSessions {
      var gone: [Range<Int>] = []
      let state = try state(of: file)
      for (index, id) in ids.enumerated() {
        let (ranges, cuts, count) = try file.cuts(of: state, without: gone) {
          file.holds($0, of: id)
        }
        gone = ranges
        (taken[index].cuts[file.name], taken[index].counts[file.name]) = (cuts, count)
      }
      spliced[file.name] = gone.isEmpty ? nil : gone.map { ($0, []) }
    }
    isRemoving = true
    return taken
  }

  /// Puts a session back.
  mutating func putBack(_ cuts: [String: [RecordCut]], of id: SessionID) throws {
    for file in filesOfSessions {
      guard let cuts = cuts[file.name], !cuts.isEmpty else { continue }
      let (edits, records) = try file.puttingBack(cuts, to: try state(of: file)) {
        file.holds($0, of: id)
      }
      spliced[file.name] = edits.isEmpty ? nil : edits
      salvaged[file.name] = records.isEmpty ? nil : records
    }
  }
}

extension JSONFile {
  /// Whether an element is the session with this id, or a record of it.
  fileprivate func holds(_ element: JSONElement, of id: SessionID) -> Bool {
    kind == .object
      ? element.name?.isSameID(as: id) ?? false
      : element.value["session_id"]?.isSameID(as: id) ?? false
  }
}
