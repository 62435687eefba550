// The ends that a person is offered for a session, before anything is written.

/// An end that can be chosen.
public struct EndChoice: Sendable, Equatable {
  /// What the end is measured by.
  public enum Kind: Sendable, CaseIterable {
    case now, lastSign, maximum
  }
  public var kind: Kind
  /// In a word or two.
  public var word: String
  public var time: Timestamp
  /// What falls then: `its last interaction`; nil for now.
  public var occasion: String?
  /// How long the session then lasts; 0 where its start is not known.
  public var minutes: Double
  /// What to ask for.
  public var asked: AskedEnd
  /// Whether it is what the rule for ends comes to by itself.
  public var isByRule: Bool
}

extension History {
  /// Whether a session runs: it has not ended, and something was heard of it within the maximum length of a session.
  public func isRunning(_ session: Session, at now: Timestamp, config: Config) -> Bool {
    session.isRunning(at: now, seen: signsOfLife(of: session), config: config)
  }

  /// Now, the last sign of life, and the maximum length of a session: those that differ and that its records allow.
  public func endChoices(
    of session: Session, at now: Timestamp, config: Config
  ) -> [EndChoice] {
    let seen = signsOfLife(of: session)
    let rule = session.end(at: now, seen: seen, config: config)

    func choice(
      _ kind: EndChoice.Kind, _ word: String, _ time: Timestamp, _ occasion: String?
    ) -> EndChoice {
      EndChoice(
        kind: kind, word: word, time: time, occasion: occasion,
        minutes: session.start.flatMap { time.minutes(since: $0) } ?? 0,
        asked: AskedEnd(occasion == nil ? nil : time, name: "the end"),
        isByRule: time.microseconds == rule.time.microseconds)
    }
    let moment = session.endNow(at: now, seen: seen).time
    var choices = [choice(.now, "now", moment, nil)]
    // Within a minute of it, now is as good.
    if let last = seen.last, last.kind != .start,
      moment.microseconds - last.time.microseconds >= Timestamp.microsecondsPerMinute
    {
      choices.append(choice(.lastSign, "last sign", last.time, last.kind.words))
    }
    if let limit = session.start?.advanced(by: config), limit.microseconds < now.microseconds,
      seen.last.map({ $0.time.microseconds <= limit.microseconds }) ?? true
    {
      choices.append(choice(.maximum, "maximum", limit, "the maximum after its start"))
    }
    return choices
  }
}
