internal import JSON
internal import Platform

extension Ledger {
  /// Writes all changes in one step. Interactions and issues get their names before sessions, so that a crash between them
  /// leaves only derived counters behind. Files of the history that are not there are made empty, as peers expect them.
  mutating func commit(to exchange: FileExchange) throws {
    var changes = [
      try interactionsChange(), try issuesChange(), try requestsChange(),
      try sessionsChange(),
    ].compactMap { $0 }
    if isRemoving { changes.reverse() }
    let identities = try exchange.commit(changes.map(\.replacement))
    for (change, identity) in zip(changes, identities) { remember(change, identity) }
  }

  /// A file's new version, and by how much it is longer than the old one.
  private struct Change {
    var file: JSONFile
    var replacement: FileReplacement
    var growth: Int
  }

  private mutating func appending(
    _ new: [JSONFile.NewRecord], to file: JSONFile, _ read: (JSONFile) throws -> FileState
  ) throws -> Change? {
    let records = new + (salvaged[file.name] ?? [])
    if try records.isEmpty && file.identity() != nil { return nil }
    var state = try read(file)
    // A file that is away for a moment is nothing to be made: whoever took it brings it back.
    if try records.isEmpty && hadRecords(file) { return nil }
    try beginAnewIfUnusable(file, &state)
    return file.appending(records, to: state).map { change(file, $0, state) }
  }

  private mutating func interactionsChange() throws -> Change? {
    try listChange(
      files.interactions, editedInteractions,
      newInteractions.map { JSONFile.record(of: $0.storedMembers) }, memory.readInteractions)
  }

  private mutating func issuesChange() throws -> Change? {
    try listChange(
      files.issues, editedIssues, listed[files.issues.name] ?? [], memory.readList)
  }

  /// Records that change, and new ones behind all.
  private mutating func listChange(
    _ file: JSONFile, _ edits: [(range: Range<Int>, bytes: [UInt8])],
    _ new: [JSONFile.NewRecord], _ read: (JSONFile) throws -> FileState
  ) throws -> Change? {
    let edits = (edits + (spliced[file.name] ?? []))
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
    guard !edits.isEmpty else { return try appending(new, to: file, read) }
    let state = try read(file)
    let appended = file.appending(new, to: state)?.replacements ?? []
    return change(file, FileEdit(replacements: edits + appended), state)
  }

  /// Where no request is stored, nothing asks for the file.
  private mutating func requestsChange() throws -> Change? {
    let name = files.requests.name
    guard listed[name] != nil || salvaged[name]?.isEmpty == false else { return nil }
    return try appending(listed[name] ?? [], to: files.requests, memory.readList)
  }

  private mutating func sessionsChange() throws -> Change? {
    let records = newRecords
    let pieces = spliced[files.sessions.name] ?? []
    guard !(edited.isEmpty && records.isEmpty && pieces.isEmpty) || sessionsState == .missing else {
      return nil
    }
    var state = sessionsState
    try beginAnewIfUnusable(files.sessions, &state)
    var edit = FileEdit(replacements: pieces)
    if let places {
      edit.replacements += edited.map { (places.values[$0.key], $0.value.bytes) }
        .sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
    edit.replacements += files.sessions.appending(records, to: state)?.replacements ?? []
    return change(files.sessions, edit, state)
  }

  private func change(_ file: JSONFile, _ edit: FileEdit, _ state: FileState) -> Change {
    Change(
      file: file, replacement: file.replacement(edit, of: state),
      growth: edit.replacements.reduce(0) { $0 + $1.bytes.count - $1.range.count })
  }

  private var newRecords: [JSONFile.NewRecord] {
    newSessions.map { JSONFile.record(named: $0.id.text, of: $0.storedMembers) }
      + (salvaged[files.sessions.name] ?? [])
  }

  private func remember(_ change: Change, _ identity: FileIdentity) {
    guard salvaged.isEmpty, spliced.isEmpty else { return memory.forget() }
    switch change.file.name {
    case files.interactions.name where !editedInteractions.isEmpty && !newInteractions.isEmpty:
      memory.forget()
    case files.interactions.name where !editedInteractions.isEmpty:
      memory.corrected(correctedRatings, bytes: change.growth, now: identity)
    case files.interactions.name:
      memory.appended(newInteractions, bytes: change.growth, now: identity)
    case files.issues.name where !editedIssues.isEmpty: memory.forget(list: change.file)
    case files.issues.name, files.requests.name:
      memory.appended(
        listed[change.file.name]?.count ?? 0, to: change.file, bytes: change.growth, now: identity)
    default:
      memory.changed(
        sizes: edited.mapValues(\.bytes.count), added: newSessions.map(\.id),
        places: { files.sessions.places(of: newRecords, appendedAt: $0) }, now: identity)
    }
  }

  /// Makes sure that a file without usable records may be begun anew: nobody is writing it, and what stands there is kept
  /// as a copy. It may then be replaced, as long as it stays what it was.
  private mutating func beginAnewIfUnusable(_ file: JSONFile, _ state: inout FileState) throws {
    if case .valid = state { return }
    let hadRecords = try hadRecords(file)
    try file.checkRests(state, hadRecords: hadRecords)
    let (reason, identity): (String, FileIdentity)
    switch state {
    case .broken(let why, let broken): (reason, identity) = (why, broken)
    case .blank(let blank) where hadRecords:
      (reason, identity) = ("it held records and is empty", blank)
    case .missing where hadRecords:
      notices.append("\(file.path) held records and is gone; it was begun anew.")
      return
    default: return
    }
    let copy = try file.setAside(at: now)
    notices.append(
      "\(file.path) was not usable (\(reason)); it was kept as \(copy) and begun anew.")
    state = .blank(identity)
  }

  /// Whether a file that is blank or gone held records: this process saw them, or sessions count them.
  func hadRecords(_ file: JSONFile) throws -> Bool {
    if memory.filesWithRecords.contains(file.name) { return true }
    guard file.name == files.interactions.name else { return false }
    return try places?.keys.indices.contains { position in
      try storedEntry(at: position).session.totalInteractions > 0
    } ?? false
  }
}
