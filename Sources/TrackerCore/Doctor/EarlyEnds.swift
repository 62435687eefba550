// Ends that lie before a sign of life: earlier versions and other programs stored them, and work may follow an end.

extension History {
  /// One line for each session that ended a second or more before it was last seen at work. Times without an offset are not
  /// compared.
  var earlyEnds: [String] {
    let signs = signsOfLife(afterEnds: true)
    return sessions.compactMap { session in
      guard session.isCompleted, let end = session.end, end.utcOffsetMicroseconds != nil,
        let last = signs[session.id]?.last, last.kind != .start,
        last.time.microseconds - end.microseconds >= 1_000_000
      else { return nil }
      return "\(session.id): ended \(end), \(last.kind.words) is of \(last.time)"
    }
  }
}
