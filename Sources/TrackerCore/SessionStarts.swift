// How sessions begin: started, and others closed for that.

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
      var hint = StartHint(request.taskType)
      let (closed, signs) = try sessionsGivingWay(
        to: owner, in: request.executionContext, closesOthers: closesOthers, ledger, at: now,
        passing: { hint.note($0) })
      try close(closed, signs, in: &ledger, at: now, reason: "new session started")
      let id = ledger.unusedID(name: request.name, start: now, chance: environment.chance())
      var session = Session(request, id: id, start: now, owner: owner)
      session.client = client?.storedName
      ledger.insert(session)
      return StartedSession(
        session: session, autoClosed: closed.map(\.id),
        hint: hint.text(estimate: request.estimateMinutes))
    }
    startedSessions.removeAll(where: started.autoClosed.contains)
    startedSessions.append(started.session.id)
    return started
  }

  /// What the records of sessions that this process keeps running name; nil for one that keeps none.
  var owner: SessionOwner? {
    ownsSessions ? environment.processes.current().map(SessionOwner.init) : nil
  }

  /// The sessions that a start closes, and their signs of life. The last sessions are handed to `pass` on the way.
  private func sessionsGivingWay(
    to owner: SessionOwner?, in context: ExecutionContext, closesOthers: Bool, _ ledger: Ledger,
    at now: Timestamp, passing pass: (Session) -> Void
  ) throws -> (sessions: [Session], signs: [SessionID: SignsOfLife]) {
    let processes = environment.processes
    func isGivingWay(_ session: Session) -> Bool {
      ownsSessions
        ? session.givesWay(to: owner, processes: processes) : closesOthers && session.owner == nil
    }
    // No session is silent for longer than it has run.
    let candidates = try ledger.sessions(passing: StartHint.lookedAt, to: pass) {
      $0.state == .active && $0.executionContext == context.rawValue
        && (isGivingWay($0) || $0.isSilent(at: now, seen: nil, config: config))
    }
    let signs = try storage.signsOfLife(of: candidates)
    let closed = candidates.filter {
      isGivingWay($0) || $0.isSilent(at: now, seen: signs[$0.id], config: config)
    }
    return (closed, signs)
  }
}

extension Session {
  /// Whether its owner is known to have ended.
  func isAbandoned(_ processes: ProcessTable) -> Bool {
    owner.map { processes.life($0.process) == .ended } ?? false
  }

  /// Whether a start in the same execution context by a server (nil: one that cannot be told) closes this session, whenever
  /// it was last at work.
  func givesWay(to starter: SessionOwner?, processes: ProcessTable) -> Bool {
    // Sessions without an owner: older data (reference behaviour, session life cycle).
    guard let owner else { return true }
    return starter.map(owner.isSameProcess) ?? false || isAbandoned(processes)
  }
}
