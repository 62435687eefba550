// How sessions begin and end: started, ended, closed for their owners.

internal import JSON
internal import Platform

extension SessionService {
  /// Starts a session. Of the running ones of the same execution context those are closed first, in the same write, that
  /// were silent for longer than the maximum. A server also closes those that it owns itself, whose owner has ended, and
  /// that nobody owns; the command line those that nobody owns when `closesOthers` is asked for: two terminals have no
  /// owner to tell them apart.
  public func startSession(
    _ request: StartRequest, closesOthers: Bool = false
  ) throws(TrackerError) -> StartedSession {
    let request = attributed(request)
    try request.check()
    let now = environment.now()
    let owner = owner
    let started = try update { ledger in
      let closed = try sessionsGivingWay(
        to: owner, in: request.executionContext, closesOthers: closesOthers, ledger, at: now)
      try close(closed, in: &ledger, at: now, reason: "new session started")
      let id = ledger.unusedID(name: request.name, start: now, chance: environment.chance())
      var session = Session(request, id: id, start: now, owner: owner)
      session.client = client?.storedName
      ledger.insert(session)
      return StartedSession(session: session, autoClosed: closed.map(\.id))
    }
    startedSessions.removeAll(where: started.autoClosed.contains)
    startedSessions.append(started.session.id)
    return started
  }

  /// What the records of sessions that this process keeps running name; nil for one that keeps none.
  private var owner: SessionOwner? {
    ownsSessions ? environment.processes.current().map(SessionOwner.init) : nil
  }

  private func sessionsGivingWay(
    to owner: SessionOwner?, in context: ExecutionContext, closesOthers: Bool, _ ledger: Ledger,
    at now: Timestamp
  ) throws -> [Session] {
    let running = try ledger.sessions {
      $0.state == .active && $0.executionContext == context.rawValue
    }
    let processes = environment.processes
    let isServer = ownsSessions
    let giving = Set(
      running.lazy.filter {
        isServer ? $0.givesWay(to: owner, processes: processes) : closesOthers && $0.owner == nil
      }.map(\.id))
    // No session is silent for longer than it has run.
    let overdue = running.filter {
      !giving.contains($0.id) && $0.isSilent(at: now, seen: nil, config: config)
    }
    let signs = try storage.signsOfLife(of: overdue)
    let silent = Set(
      overdue.lazy.filter { $0.isSilent(at: now, seen: signs[$0.id], config: self.config) }
        .map(\.id))
    return running.filter { giving.contains($0.id) || silent.contains($0.id) }
  }

  /// Ends a session: by the rule for ends (`Session.end`), or when `asked` says. One that was closed for its owner gets its
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
      let seen = try storage.signsOfLife(of: [session])[id]
      let hadEnded = session.hasEnded
      if hadEnded, !isAgain {
        try requireNothingNew(
          in: session, outcome, notes, finalEstimateMinutes, asked, lastExchange, ledger, at: now)
        let remark = alreadyEnded(session, at: now).message
        return endedSession(session, remark: remark, seen: seen)
      }
      var end = try session.end(asked: asked, at: now, seen: seen, config: config)
      if hadEnded, asked == nil, let first = session.end {
        end = SessionEnd(time: first, reason: .now, silenceMicroseconds: 0)
      }
      if var interaction = lastExchange {
        interaction.sessionID = id
        interaction.timestamp = end.time.description
        _ = try append(interaction, to: &session, in: &ledger)
      }
      session.finish(outcome, notes: notes, end: end, at: now, seen: seen)
      if let finalEstimateMinutes { session.finalEstimateMinutes = finalEstimateMinutes }
      try ledger.update(session)
      let remark = hadEnded ? nil : end.explanation(now: now, calendar: environment.calendar)
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
    _ asked: AskedEnd?, _ lastExchange: Interaction?, _ ledger: Ledger, at now: Timestamp
  ) throws {
    let last = try lastExchange.map { _ in
      try ledger.interaction(
        of: session.id, fromTheEnd: 0, count: try storage.tally(of: session.id).count)?.interaction
    }
    let isSame =
      session.outcome == outcome.rawValue && session.hasNoted(notes)
      && (estimate == nil || estimate == session.finalEstimateMinutes)
      && (asked?.time == nil || asked?.time?.microseconds == session.end?.microseconds)
      && (lastExchange.map { exchange in last??.isSameExchange(as: exchange) ?? false } ?? true)
    guard isSame else { throw alreadyEnded(session, at: now) }
  }

  private func alreadyEnded(_ session: Session, at now: Timestamp) -> TrackerError {
    .alreadyEnded(
      session.id, outcome: session.outcome ?? "",
      at: session.end.map { environment.calendar.shortText(of: $0, now: now) } ?? "")
  }

  /// Closes running sessions for their owners.
  private func close(
    _ sessions: [Session], in ledger: inout Ledger, at now: Timestamp, reason: String
  ) throws {
    let signs = try storage.signsOfLife(of: sessions)
    for session in sessions {
      try ledger.update(
        session.autoClosed(at: now, seen: signs[session.id], reason: reason, config: config))
    }
  }

  /// Closes the sessions this value started and did not end; returns their ids. Former versions of the files go, too, when
  /// nobody holds the lock: what a person deletes from the files is not to survive the server. Called at the end of one.
  @discardableResult
  public func closeStartedSessions() throws(TrackerError) -> [SessionID] {
    defer { storage.dropSpares().forEach(environment.log) }
    guard !startedSessions.isEmpty else { return [] }
    let now = environment.now()
    let started = startedSessions
    let closed = try update { ledger in
      let running = try started.compactMap(ledger.session).filter { $0.state == .active }
      try close(running, in: &ledger, at: now, reason: "server shutdown")
      return running.map(\.id)
    }
    startedSessions = []
    return closed
  }
}

extension SessionService {
  /// A session that work was added to, which runs again when it was closed for its owner too early, and what became of it.
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
    if standing == .reopened, ownsSessions { startedSessions.append(id) }
  }
}
