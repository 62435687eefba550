// How sessions end, are closed automatically, and run again.

internal import Platform

extension SessionService {
  /// Ends a session: by the rule for ends (`Session.end`), or when `asked` says. One that was closed automatically gets its
  /// true end. `lastExchange` is stored with it, as of the end. For a session that was ended before, `isAgain` changes its
  /// outcome, adds notes, and keeps the end unless another is asked for; without it nothing changes, and `alreadyEnded` is
  /// thrown when something else was asked than stands there.
  public func endSession(
    _ id: SessionID, outcome: Outcome, notes: String = "", finalEstimateMinutes: Double? = nil,
    at asked: AskedEnd? = nil, lastExchange: Interaction? = nil, isAgain: Bool = false
  ) throws(TrackerError) -> EndedSession {
    try EstimateLimit.check(finalEstimateMinutes, of: "final_estimate_minutes")
    if let lastExchange { try NeededText.check(lastExchange.prompt, of: "prompt") }
    let now = environment.now()
    try requireLedger(of: id)
    let ended = try update { ledger in
      // All that the answer tells is read before anything is written.
      var session = try ledger.existingSession(id)
      let seen = try storage.signsOfLife(
        of: [session], withInteractionsOfEnded: isAgain && asked?.time != nil)[id]
      let hadEnded = session.hasEnded
      if hadEnded, !isAgain {
        try requireNothingNew(
          in: session, outcome, notes, finalEstimateMinutes, asked, lastExchange, at: now)
        let remark = alreadyEnded(session, at: now).message
        return endedSession(session, remark: remark, seen: seen)
      }
      let keepsEnd = hadEnded && asked == nil
      let end =
        keepsEnd ? nil : try session.end(asked: asked, at: now, seen: seen, config: config)
      if var interaction = lastExchange {
        interaction.sessionID = id
        interaction.timestamp = (end?.time ?? session.end ?? now).description
        _ = try append(interaction, to: &session, in: &ledger)
      }
      session.finish(outcome, notes: notes, end: end, at: now)
      if let finalEstimateMinutes { session.finalEstimateMinutes = finalEstimateMinutes }
      try ledger.update(session)
      let remark = end?.explanation(now: now, calendar: environment.calendar)
      return endedSession(session, remark: remark, seen: seen)
    }
    startedSessions.removeAll { $0 == id }
    return ended
  }

  private func endedSession(
    _ session: Session, remark: String?, seen: SignsOfLife?
  ) -> EndedSession {
    EndedSession(
      session: session, durationMinutes: statistics.calculateSessionDurationMinutes(session),
      issueCount: seen?.issueCount ?? 0, remark: remark)
  }

  /// Throws `alreadyEnded` unless what is asked of an ended session is what stands there: then it was sent twice.
  private func requireNothingNew(
    in session: Session, _ outcome: Outcome, _ notes: String, _ estimate: Double?,
    _ asked: AskedEnd?, _ lastExchange: Interaction?, at now: Timestamp
  ) throws {
    let isStored = try lastExchange.map { try hasStored($0, in: session) } ?? true
    let isSame =
      isStored && session.outcome == outcome.rawValue && session.hasNoted(notes)
      && (estimate == nil || estimate == session.finalEstimateMinutes)
      && (asked?.time.map(session.endsAbout) ?? true)
    guard isSame else { throw alreadyEnded(session, at: now) }
  }

  /// Whether an exchange was stored when the session ended: it has the time of the end.
  private func hasStored(
    _ exchange: Interaction, in session: Session
  ) throws(TrackerError) -> Bool {
    // Behind it there may be what was logged since.
    try storage.records(in: storage.interactions, last: 20) {
      Interaction(of: session.id, $0)
    }.contains {
      $0.timestamp == session.endTime && $0.isSameExchange(as: exchange)
    }
  }

  private func alreadyEnded(_ session: Session, at now: Timestamp) -> TrackerError {
    .alreadyEnded(
      session.id, outcome: session.outcome ?? "",
      at: session.end.map { environment.calendar.shortText(of: $0, now: now) } ?? "")
  }

  /// Closes running sessions automatically, by these signs of life.
  func close(
    _ sessions: [Session], _ signs: [SessionID: SignsOfLife], in ledger: inout Ledger,
    at now: Timestamp, reason: String
  ) throws {
    for session in sessions {
      try ledger.update(
        session.autoClosed(at: now, seen: signs[session.id], reason: reason, config: config))
    }
  }

  /// Closes the sessions this value started and did not end; returns their ids. Former versions of the files go, too, when
  /// nobody holds the lock: what a person deletes from the files is not to survive the server. Called at the end of one.
  @discardableResult
  public func closeStartedSessions() throws(TrackerError) -> [SessionID] {
    defer {
      storage.dropSpares().forEach(environment.log)
      dropOldTrash()
    }
    guard !startedSessions.isEmpty else { return [] }
    let now = environment.now()
    let started = startedSessions
    let closed = try update { ledger in
      // What another process has opened again since is its own.
      let running = try started.compactMap(ledger.session).filter { session in
        session.state == .active
          && session.owner.map { owner?.isSameProcess(as: $0) ?? false } ?? true
      }
      let signs = try storage.signsOfLife(of: running)
      try close(running, signs, in: &ledger, at: now, reason: "server shutdown")
      return running.map(\.id)
    }
    startedSessions = []
    return closed
  }
}

extension SessionService {
  /// A session that work was added to, which runs again when it was closed automatically too early, and what became of it.
  func revived(
    _ session: Session, in ledger: inout Ledger, at now: Timestamp
  ) throws -> (session: Session, standing: SessionStanding) {
    guard session.wasAutoClosed else { return (session, .unchanged) }
    let seen = try storage.signsOfLife(of: [session])[session.id]
    guard session.wasClosedTooEarly(at: now, seen: seen, config: config) else {
      return (session, .closed)
    }
    let reopened = session.reopened(by: owner)
    try ledger.update(reopened)
    return (reopened, .reopened)
  }

  /// Notes that this process keeps a session running from now on.
  func keep(_ id: SessionID, if standing: SessionStanding) {
    if standing == .reopened, ownsSessions, !startedSessions.contains(id) {
      startedSessions.append(id)
    }
  }
}
