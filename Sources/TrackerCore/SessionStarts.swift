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
  var owner: SessionOwner? {
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
}
