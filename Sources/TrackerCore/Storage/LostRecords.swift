internal import JSON
internal import Platform

/// Some of the records that can be put back into a file.
struct LostRecords {
  var records: [JSONFile.NewRecord] = []
  /// Whether there are more.
  var isCut = false
  /// Whether the file itself is broken: it then is one of their sources.
  var isBroken = false
}

extension StorageManager {
  /// How many records can be put back into a file; 0 when it cannot be read.
  func lostRecordCount(of file: JSONFile, in names: [String]) -> Int {
    var count = 0
    do {
      _ = try forEachLostRecord(of: file, in: names) { _ in count += 1 }
    } catch {
      return 0
    }
    return count
  }

  /// The first of them, as they stand: about so many bytes. Only within `update`.
  func lostRecords(
    of file: JSONFile, in names: [String], bytes: Int
  ) throws -> LostRecords {
    var lost = LostRecords()
    var left = bytes
    lost.isBroken = try forEachLostRecord(of: file, in: names) { element in
      guard left > 0 else { return lost.isCut = true }
      lost.records.append((element.name?.text, Array(element.value.bytes)))
      left -= element.value.bytes.count
    }
    return lost
  }

  /// Hands over the records that can be put back: of the file when it is broken, then of the versions of it that were set
  /// aside, the newest first. A session or request whose id is there stays as it is; of several with one id the first counts.
  /// Of equal interactions and issues there is one. Returns whether the file is broken. `names` are those in the directory.
  private func forEachLostRecord(
    of file: JSONFile, in names: [String], _ body: (JSONElement) -> Void
  ) throws -> Bool {
    var known: Set<Int> = []
    let state = try file.forEachRecord(restart: { known = [] }) { element in
      known.insert(element.mark(in: file))
    }
    var isBroken = false
    switch state {
    case .valid: break
    case .changing: throw SystemError.overtaken(file.path)
    case .missing, .blank, .broken:
      known = []
      if case .broken = state { isBroken = true }
    }
    let copies = names.filter { $0.hasPrefix(file.name + ".corrupt-") }.sorted(by: >)
    for name in (isBroken ? [file.name] : []) + copies {
      guard let reader = try file.files.open(file.directory + "/" + name, links: .refuse) else {
        continue
      }
      let isNamed = file.kind == .object
      try JSONReader.forEachWholeObject(named: isNamed, read: { try reader.read(into: $0) }) {
        element in
        guard element.isRecord(of: file) else { return false }
        if known.insert(element.mark(in: file)).inserted { body(element) }
        return true
      }
    }
    return isBroken
  }
}

extension JSONElement {
  /// Whether an object is a record of the file, and not a part of one.
  fileprivate func isRecord(of file: JSONFile) -> Bool {
    switch file.which {
    case .sessions: ["session_name", "start_time", "status"].contains { value[$0]?.text != nil }
    case .interactions, .issues: value["session_id"]?.text != nil
    case .requests: ["id", "model", "type"].count { value[$0]?.text != nil } > 1
    }
  }

  /// Tells a record from all others: a session or request by its id, other records by all that they say.
  fileprivate func mark(in file: JSONFile) -> Int {
    var hasher = Hasher()
    switch (file.which, value["id"]?.text) {
    case (.sessions, _): hasher.combine(SessionID(name?.text ?? ""))
    case (.requests, let id?): hasher.combine(SessionID(id))
    default: hasher.combine(JSONWriter.compact(value.value))
    }
    return hasher.finalize()
  }
}
