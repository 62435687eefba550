// Ends that lie before a sign of life: earlier versions and other programs stored them, and work may follow an end.

extension History {
  /// One line for each session that ended a second or more before it was last seen at work. Times without an offset are not
  /// compared.
  var earlyEnds: [String] {
    var signs = SessionMap<SignsOfLife>()
    facts.forEach { fact in
      guard let id = facts.session(of: fact) else { return }
      signs[id, default: SignsOfLife()].note(fact.time, .interaction)
    }
    for issue in issues { signs[issue.sessionID, default: SignsOfLife()].note(issue.time, .issue) }
    return sessions.compactMap { session in
      var seen = signs[session.id] ?? SignsOfLife()
      for metrics in session.codeMetrics {
        seen.note(metrics.timestamp.flatMap(Timestamp.init), .codeMetrics)
      }
      guard session.isCompleted, let end = session.end, end.utcOffsetMicroseconds != nil,
        let last = seen.last, last.time.microseconds - end.microseconds >= 1_000_000
      else { return nil }
      return "\(session.id): ended \(end), \(last.kind.words) is of \(last.time)"
    }
  }
}
