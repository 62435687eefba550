// How a person ends sessions that fell silent, all in one step that can be undone.

internal import Platform

/// What came of ending stale sessions.
public struct EndedStaleSessions: Sendable, Equatable {
  /// The sessions that were ended, as they are now, in the order asked for.
  public var ended: [Session] = []
  /// Those that were left as they are.
  public var left: [LeftSession] = []
  /// Undoes all of them; nil when none was ended.
  public var change: RecordChange?

  /// `ended 2, left 1: 1 runs again`; nil when none was left.
  public var remark: String? {
    guard !left.isEmpty else { return nil }
    let reasons = LeftSession.Reason.allCases.compactMap { reason -> String? in
      let count = left.count { $0.reason == reason }
      return count == 0 ? nil : "\(count) \(reason.words(isOne: count == 1))"
    }
    return "ended \(ended.count), left \(left.count): \(reasons.joined(separator: ", "))"
  }
}

/// A session that was not ended.
public struct LeftSession: Sendable, Equatable {
  public enum Reason: Sendable, CaseIterable {
    /// It shows life again.
    case running
    /// Somebody ended it meanwhile.
    case ended
    /// Something else of it was changed meanwhile.
    case changed
    /// It is no longer there.
    case gone

    fileprivate func words(isOne: Bool) -> String {
      switch self {
      case .running: isOne ? "runs again" : "run again"
      case .ended: isOne ? "has ended already" : "have ended already"
      case .changed: isOne ? "was changed meanwhile" : "were changed meanwhile"
      case .gone: isOne ? "is gone" : "are gone"
      }
    }
  }

  public var id: SessionID
  public var reason: Reason
}

extension SessionService {
  /// What is noted in sessions that are ended so.
  public static let endedWhereSilent = "[Ended by hand at its last sign of life]"

  /// Ends stale sessions in one step, each at its last sign of life; one of which only the start is known ends there. What
  /// is no longer as `shown`, or stale no longer, is left and told.
  public func endStaleSessions(
    asShown shown: [Session], outcome: Outcome = .partial, notes: String = endedWhereSilent
  ) throws(TrackerError) -> EndedStaleSessions {
    guard let first = shown.first else { return EndedStaleSessions() }
    try requireLedger(of: first.id)
    let now = environment.now()
    return try update { ledger in
      var result = EndedStaleSessions()
      var changed: [RecordChange] = []
      let stored = try shown.map { try ledger.sessionIfThere($0.id) }
      let seen = try storage.signsOfLife(of: stored.compactMap { $0 })
      for (shown, stored) in zip(shown, stored) {
        let seen = seen[shown.id]
        if let reason = stored.leftReason(asShown: shown, seen: seen, at: now, config: config) {
          result.left.append(LeftSession(id: shown.id, reason: reason))
          continue
        }
        guard let stored, let sign = stored.lastSign(seen) else { continue }
        let before = try ledger.bytes(of: shown.id)
        let end = try stored.end(
          asked: AskedEnd(sign.time, name: "the end"), at: now, seen: seen, config: config)
        result.ended.append(
          try ledger.changeSession(shown.id) {
            $0.finish(outcome, notes: $0.notes ?? "", end: end, at: now)
            $0.addNotes(notes)
          })
        changed.append(
          RecordChange(
            subject: .session(shown.id), before: before, after: try ledger.bytes(of: shown.id)))
      }
      result.change = RecordChange.together(changed)
      return result
    }
  }
}

extension Ledger {
  /// Nil when there is none. Throws when the file is broken, so that it cannot be told.
  fileprivate func sessionIfThere(_ id: SessionID) throws -> Session? {
    do { return try existingSession(id) } catch TrackerError.sessionNotFound { return nil }
  }
}

extension Session? {
  /// Why a stored session is not ended as one that fell silent; nil when it is.
  fileprivate func leftReason(
    asShown shown: Session, seen: SignsOfLife?, at now: Timestamp, config: Config
  ) -> LeftSession.Reason? {
    guard let stored = self else { return .gone }
    switch stored.condition(at: now, seen: seen, maximumHours: config.maximumSessionHours) {
    case .stale: return stored.isAsShown(shown) ? nil : .changed
    case .running: return .running
    default: return .ended
    }
  }
}
