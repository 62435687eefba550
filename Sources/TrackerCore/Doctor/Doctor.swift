internal import Platform

/// Looks at a data directory and says what is wrong; puts right what it safely can, when asked to. Conflict copies stay as
/// they are, and so do broken files of which no record can be saved.
public struct Doctor {
  private let environment: Environment
  private let config: Config
  private let variables: (String) -> String?
  private let givenDirectory: String?
  private let storage: StorageManager
  private let bytesAtOnce: Int

  /// `givenDirectory` is what was asked for instead of `AI_OUTPUT_DIR`; `config` already has it. Records are put
  /// back about so many bytes at once. Opens and makes nothing.
  public init(
    environment: Environment, config: Config, variables: @escaping (String) -> String?,
    givenDirectory: String? = nil, bytesAtOnce: Int = 32 << 20
  ) {
    var silent = environment
    // What is found is in the report.
    silent.log = { _ in }
    self.environment = silent
    self.config = config
    self.variables = variables
    self.givenDirectory = givenDirectory
    self.bytesAtOnce = bytesAtOnce
    storage = StorageManager(environment: silent, directory: config.directory)
  }

  /// Looks at everything; changes nothing.
  public func examine() -> DoctorReport {
    let state = look()
    let history = state.history
    return DoctorReport(
      directory: state.directory,
      findings: DoctorCheck.all.map { $0.finding(state) },
      counts: [
        ("sessions", history.sessions.count), ("active_sessions", state.runningCount),
        ("interactions", history.interactions.all.count), ("issues", history.issues.count),
        ("skipped_records", history.skippedCount),
      ] + (state.requestCount.map { [("requests", $0)] } ?? []))
  }

  private func look(again: Bool = true) -> Examination {
    var state = Examination(environment, storage, looksAgain: again)
    state.settings = Examination.Setting.all(
      variables, givenDirectory: givenDirectory, directory: config.directory)
    return state
  }

  /// Puts right what the checks say can be; returns what was done, one line each. A file is copied to
  /// `NAME.before-fix-TIME` before it is changed. Former versions that writers keep for the next one are removed without a
  /// word. While another process is writing nothing is done.
  public func mend() throws(TrackerError) -> [String] {
    let state = look()
    guard state.folder == .open(obstacle: nil) else { return [] }
    try awaitFreeLock(state)
    let saved = try putBackRecords(state)
    let done =
      try saved + mendSessions(saved.isEmpty ? state : look()) + removeFiles() + emptyTrash()
    return done + storage.dropSpares()
  }

  /// A writer is done within milliseconds, unless it was stopped half-way.
  private func awaitFreeLock(_ state: Examination) throws(TrackerError) {
    let path = state.directory + "/" + Examination.lockName
    let deadline = Clock.monotonicMilliseconds() + environment.patienceMilliseconds
    while environment.files.isUnlocked(path) != true {
      guard Clock.monotonicMilliseconds() < deadline else {
        let writers = environment.processes.users(state.directory, path).filter { $0.use == .locks }
        let who = writers.map { "process \($0.number)" }.joined(separator: ", ")
        throw .storage(
          path: path,
          reason: "\(who.isEmpty ? "another process" : who) is writing; nothing was done")
      }
      Clock.sleep(milliseconds: 20)
    }
  }

  private func emptyTrash() -> [String] {
    let count = storage.dropOldTrash()
    return count == 0 ? [] : ["took \(counted(count, "session")) out of the trash"]
  }

  // MARK: Sessions

  private func sessionChanges(_ state: Examination) -> [SessionChange] {
    DoctorCheck.all.flatMap { check -> [SessionChange] in
      if case .sessions(let changes) = check.fix { changes(state) } else { [] }
    }
  }

  private func mendSessions(_ state: Examination) throws(TrackerError) -> [String] {
    guard !sessionChanges(state).isEmpty else { return [] }
    // Every write makes the files that are missing, as peers expect them.
    let made = SessionService.fileNames.filter { state.bytesByFile[$0] == nil }
    let now = environment.now()
    let (done, _, copy) = try update(at: now) { ledger, keepCopy in
      // Others may have written since: under the lock all is looked at again.
      let done = try apply(sessionChanges(look(again: false)), to: &ledger, at: now)
      if !done.isEmpty { try keepCopy(DataFile.sessions.name) }
      return done
    }
    return done + (copy.map { ["kept \($0)"] } ?? []) + made.map { "made \($0), without records" }
  }

  private func apply(
    _ changes: [SessionChange], to ledger: inout Ledger, at now: Timestamp
  ) throws -> [String] {
    var done: [String] = []
    let signs = try storage.signsOfLife(of: changes.compactMap { try ledger.session($0.id) })
    for change in changes {
      guard var session = try ledger.session(change.id) else { continue }
      change.edit(&session, .init(now: now, config: config, seen: signs[change.id]))
      try ledger.update(session)
      done.append("\(change.verb) \(change.id)")
    }
    return done
  }

  // MARK: Records

  /// Puts whole records of broken versions back into their files.
  private func putBackRecords(_ state: Examination) throws(TrackerError) -> [String] {
    var done: [String] = []
    for file in storage.files {
      if let count = state.lostRecords[file.name] { done += try putBack(count, into: file) }
    }
    return done
  }

  /// Part by part, since a file may be larger than the memory. Each part is looked for anew: it finds what is still missing.
  private func putBack(_ expected: Int, into file: JSONFile) throws(TrackerError) -> [String] {
    let now = environment.now()
    var lines: [String] = []
    var (count, isCut) = (0, true)
    while isCut, count < expected {
      let (lost, notices, copy) = try update(at: now) { ledger, keepCopy in
        let names = try environment.files.names(in: storage.directory)
        let lost = try storage.lostRecords(of: file, in: names, bytes: bytesAtOnce)
        ledger.salvaged[file.name] = lost.records
        // A broken file is set aside instead.
        if count == 0, !lost.isBroken, !lost.records.isEmpty, try file.identity() != nil {
          try keepCopy(file.name)
        }
        return lost
      }
      count += lost.records.count
      isCut = lost.isCut
      lines += notices + (copy.map { ["kept \($0)"] } ?? [])
    }
    return ["put \(counted(count, "whole record")) back into \(file.name)"] + lines
  }

  // MARK: Copies

  /// One writing step that may keep a copy of a file before it changes it; when the step fails or has to be made again, the
  /// copy goes.
  private func update<Result>(
    at now: Timestamp,
    _ body: (inout Ledger, _ keepCopy: (String) throws -> Void) throws -> Result
  ) throws(TrackerError) -> (result: Result, notices: [String], copy: String?) {
    var copy: String?
    do {
      let (result, notices) = try storage.update { ledger in
        try discard(copy)
        copy = nil
        return try body(&ledger) { name in
          let path = storage.directory + "/" + name
          copy = try environment.files.keepCopy(of: path, "before-fix", at: now)
        }
      }
      return (result, notices, copy)
    } catch {
      let failure = error
      do { try discard(copy) } catch { environment.log("\(error)") }
      throw failure
    }
  }

  private func discard(_ copy: String?) throws(SystemError) {
    if let copy { try environment.files.remove(copy) }
  }

  // MARK: Files

  private func removeFiles() throws(TrackerError) -> [String] {
    let state = look()
    let names = DoctorCheck.all.flatMap { check -> [String] in
      if case .removal(let names) = check.fix { names(state) } else { [] }
    }
    guard !names.isEmpty else { return [] }
    let directory = storage.directory
    do {
      // Held until the end: no writer is at work, so none of these is being written.
      try environment.files.withLock(
        on: directory + "/" + Examination.lockName,
        patienceMilliseconds: environment.lockPatienceMilliseconds
      ) { _ in
        for name in names { try environment.files.remove(directory + "/" + name) }
      }
    } catch let error as SystemError {
      throw .storage(path: error.subject, reason: error.reason)
    } catch {
      throw .storage(path: directory, reason: "\(error)")
    }
    return names.map { "removed \($0)" }
  }
}
