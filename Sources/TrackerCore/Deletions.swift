// Sessions that a person deletes, and brings back. What goes is kept first, on the disk, before any record goes; it comes
// back before what was kept of it goes.

internal import JSON
internal import Platform

extension SessionService {
  /// Deletes a session with its interactions and issues; returns what was deleted. It is kept in the trash for 30 days
  /// unless `keepsNothing`: then what the trash has of it goes, too. Given `shown`, throws `changedMeanwhile` unless the
  /// session still is as it was shown. Throws `running` for one that runs; one that was silent for longer than the maximum
  /// does not.
  @discardableResult
  public func deleteSession(
    _ id: SessionID, asShown shown: Session? = nil, keepsNothing: Bool = false
  ) throws(TrackerError) -> DeletedSession {
    try deleteSessions([id], asShown: shown.map { [$0] }, keepsNothing: keepsNothing)[0]
  }

  /// The same of several in one step, each named once: all or, with `noneOfSeveral`, none.
  public func deleteSessions(
    _ ids: [SessionID], asShown shown: [Session]? = nil, keepsNothing: Bool = false
  ) throws(TrackerError) -> [DeletedSession] {
    let now = environment.now()
    let trash = storage.trash
    if let first = ids.first { try requireLedger(of: first) }
    var deleted: [SessionID: DeletedSession] = [:]
    for id in ids where keepsNothing {
      // Of one that was deleted before only what was kept can go.
      if let kept = try storage.trashed(id), try storedSession(id) == nil { deleted[id] = kept }
    }
    let there = ids.filter { deleted[$0] == nil }
    if !there.isEmpty {
      let gone = try update { ledger in
        let sessions = try there.map { id in
          try TrackerError.naming(id.text, oneOf: ids.count) {
            try deletable(id, asShown: shown?.first { $0.id == id }, in: ledger, at: now)
          }
        }
        let taken = try ledger.remove(there)
        let gone = zip(sessions, taken).map { session, taken in
          DeletedSession(
            id: session.id, name: session.name, time: now,
            interactionCount: taken.counts[DataFile.interactions.name] ?? 0,
            issueCount: taken.counts[DataFile.issues.name] ?? 0)
        }
        if !keepsNothing { try trash.add(zip(gone, taken).map { $0.line($1.cuts) }, at: now) }
        return gone
      }
      for one in gone { deleted[one.id] = one }
    }
    if keepsNothing {
      let wanted = Set(ids)
      _ = try storage.dropTrash { wanted.contains($0.id) }
      storage.dropSpares().forEach(environment.log)
    }
    return ids.compactMap { deleted[$0] }
  }

  /// A session that is there, does not run, and is as it was shown.
  private func deletable(
    _ id: SessionID, asShown shown: Session?, in ledger: Ledger, at now: Timestamp
  ) throws -> Session {
    let session = try ledger.existingSession(id)
    let seen = try storage.signsOfLife(of: session.state == .active ? [session] : [])[id]
    guard !session.isRunning(at: now, seen: seen, config: config) else {
      throw TrackerError.running(id)
    }
    guard shown.map(session.isAsShown) ?? true else { throw TrackerError.changedMeanwhile }
    return session
  }

  /// Deletes sessions in one step, as a change that can be undone.
  public func deleteUndoably(asShown shown: [Session]) throws(TrackerError) -> RecordChange {
    let deleted = try deleteSessions(shown.map(\.id), asShown: shown)
    return RecordChange(subject: .deletion(deleted), before: nil, after: [])
  }

  /// One session.
  public func deleteUndoably(asShown shown: Session) throws(TrackerError) -> RecordChange {
    try deleteUndoably(asShown: [shown])
  }

  /// Brings back what was deleted in one step, the last one first: so each finds its place. None when one cannot come back.
  func undelete(_ deleted: [DeletedSession]) throws(TrackerError) {
    for one in deleted where deleted.count > 1 {
      guard try storage.trashed(one.id) != nil else { throw TrackerError.notKept(one.id) }
      guard try storedSession(one.id) == nil else { throw TrackerError.isThere(one.id) }
    }
    for one in deleted.reversed() { try undeleteSession(one.id, deletedAt: one.time) }
  }

  /// Brings a deleted session back: the one with this id that was deleted last, at `time` if that is given; nil for `id` is
  /// the last of all. Throws `notKept` when the trash has none, `isThere` when a session has the id.
  @discardableResult
  public func undeleteSession(
    _ id: SessionID?, deletedAt time: Timestamp? = nil
  ) throws(TrackerError) -> DeletedSession {
    let trash = storage.trash
    guard try storage.trashed(id) != nil else { throw TrackerError.notKept(id) }
    let back = try update { ledger in
      let line = try trash.lines().last { line in
        line.session.map { (id == nil || $0.id == id) && (time == nil || $0.time == time) } ?? false
      }
      guard let line, let session = line.session else { throw TrackerError.notKept(id) }
      guard !ledger.contains(session.id) else { throw TrackerError.isThere(session.id) }
      do {
        try ledger.putBack(try DeletedSession.cuts(in: trash.bytes(of: line)), of: session.id)
      } catch is UnusableCut {
        throw TrackerError.storage(
          path: trash.path, reason: "what is kept of \(session.id.text.clipped) was changed by hand"
        )
      }
      return session
    }
    do throws(TrackerError) {
      _ = try storage.dropTrash { $0.id == back.id && $0.time == back.time }
    } catch {
      environment.log("\(back.id) is back, and stays in the trash: \(error.message)")
    }
    return back
  }

  /// What the trash has, the oldest first. Creates nothing.
  public func deletedSessions() throws(TrackerError) -> [DeletedSession] {
    try storage.deletedSessions()
  }

  /// Takes out of the trash what was kept for 30 days, if nobody writes just now. At the start and the end of a server.
  public func dropOldTrash() { _ = storage.dropOldTrash() }
}

extension StorageManager {
  var trash: Trash { Trash(directory: directory, files: environment.files) }

  func deletedSessions() throws(TrackerError) -> [DeletedSession] {
    try storage(trash.path) { try trash.lines().compactMap(\.session) }
  }

  /// What was deleted last with this id, or of all; nil when nothing is kept.
  func trashed(_ id: SessionID?) throws(TrackerError) -> DeletedSession? {
    try deletedSessions().last { id == nil || $0.id == id }
  }

  /// Takes sessions out of the trash for good, under the lock; how many.
  func dropTrash(
    patienceMilliseconds: Int64? = nil, _ isGone: (DeletedSession) -> Bool
  ) throws(TrackerError) -> Int {
    guard try deletedSessions().contains(where: isGone) else { return 0 }
    return try storage(trash.path) {
      try environment.files.withLock(
        on: lockPath,
        patienceMilliseconds: patienceMilliseconds ?? environment.lockPatienceMilliseconds
      ) { _ in try trash.remove(isGone) }
    }
  }

  /// Takes out of the trash what was kept long enough; how many sessions, 0 when another process is writing.
  func dropOldTrash() -> Int {
    let now = environment.now()
    do throws(TrackerError) {
      return try dropTrash(patienceMilliseconds: 0) { $0.isOverdue(at: now) }
    } catch .locked {
      return 0
    } catch {
      environment.log(error.message)
      return 0
    }
  }
}

extension DeletedSession {
  init(id: SessionID, name: String, time: Timestamp, interactionCount: Int = 0, issueCount: Int = 0)
  {
    (self.id, self.name, self.time) = (id, name, time)
    (self.interactionCount, self.issueCount) = (interactionCount, issueCount)
  }

  /// The line of the trash.
  fileprivate func line(_ cuts: [String: [RecordCut]]) -> [UInt8] {
    let kept = DataFile.allCases.compactMap { file in
      cuts[file.name].map { cuts in
        JSONValue.Member(
          file.name,
          .array(
            cuts.map { [.number($0.offset), .string(String(decoding: $0.bytes, as: UTF8.self))] }))
      }
    }
    return JSONWriter.compact(
      .object([
        .init("deleted_at", .string(time.description)), .init("session_id", .string(id.text)),
        .init("session_name", .string(name)), .init("interactions", .number(interactionCount)),
        .init("issues", .number(issueCount)), .init("cuts", .object(kept)),
      ]))
  }

  /// What a line of the trash keeps, by the file's name. Throws `UnusableCut` for what is none of ours.
  fileprivate static func cuts(in line: [UInt8]) throws -> [String: [RecordCut]] {
    let kept = try JSONReader.read(line)["cuts"]?.members ?? []
    var cuts: [String: [RecordCut]] = [:]
    for member in kept {
      cuts[member.name] = try (member.value.elements ?? []).map { cut in
        guard let parts = cut.elements, parts.count == 2, let offset = parts[0].integer,
          offset >= 0, let text = parts[1].text
        else { throw UnusableCut() }
        return RecordCut(offset: offset, bytes: Array(text.utf8))
      }
    }
    guard cuts[DataFile.sessions.name]?.isEmpty == false else { throw UnusableCut() }
    return cuts
  }
}
