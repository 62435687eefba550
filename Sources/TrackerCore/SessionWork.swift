// What is recorded while a session runs: exchanges and their corrections, issues, measured code.

internal import JSON
internal import Platform

extension SessionService {
  /// Stores an interaction (its timestamp is set here) and its session's counters. The rating is clamped to 1…5, the
  /// iteration count to at least 1. Any existing session may be logged to, ended ones too.
  public func logInteraction(
    _ interaction: Interaction
  ) throws(TrackerError) -> LoggedInteraction {
    try NeededText.check(interaction.prompt, of: "prompt")
    let now = environment.now()
    var stored = interaction
    stored.timestamp = now.description
    let given = stored
    try requireLedger(of: given.sessionID)
    let logged = try update { ledger in
      var (session, standing) = try revived(
        try ledger.existingSession(given.sessionID), in: &ledger, at: now)
      var logged = try append(given, to: &session, in: &ledger)
      try ledger.update(session)
      logged.standing = standing
      return logged
    }
    keep(given.sessionID, if: logged.standing)
    return logged
  }

  /// Adds an interaction and counts it in its session.
  func append(
    _ interaction: Interaction, to session: inout Session, in ledger: inout Ledger
  ) throws -> LoggedInteraction {
    var stored = interaction
    let rating = min(max(interaction.effectivenessRating ?? 1, 1), 5)
    stored.effectivenessRating = rating
    stored.iterationCount = max(1, interaction.iterationCount)
    var tally = try storage.tally(of: session.id)
    tally.add(rating: rating, iterations: stored.iterationCount)
    session.count(tally)
    ledger.append(stored)
    return LoggedInteraction(
      interaction: stored, totalInteractions: session.totalInteractions,
      averageEffectiveness: session.averageEffectiveness)
  }

  /// Gives an interaction another rating: the one with this number in its session, from 1, or -1 for the last. The former one
  /// is kept in the record. That is no sign of life: the session stays as it is. Throws `invalidParameter` when there is no
  /// such interaction.
  public func correctInteraction(
    _ number: Int, of id: SessionID, rating: Int
  ) throws(TrackerError) -> LoggedInteraction {
    let rating = min(max(rating, 1), 5)
    try requireLedger(of: id)
    return try update { ledger in
      var session = try ledger.existingSession(id)
      let place = number == -1 ? try storage.tally(of: id).count : number
      guard let stored = try interaction(place, of: id, in: ledger) else {
        throw try noInteraction(
          number, of: id, name: "corrects_interaction", "-1 for the last interaction or ")
      }
      var corrected = stored.interaction
      corrected.effectivenessRating = rating
      if stored.countedRating != rating {
        session = try correct(stored, of: session, to: rating, in: &ledger)
      }
      return LoggedInteraction(
        interaction: corrected, totalInteractions: session.totalInteractions,
        averageEffectiveness: session.averageEffectiveness,
        correction: .init(number: place, formerRating: stored.countedRating))
    }
  }

  /// Stores an issue, with the time. `isWork` says that it shows the session at work, as it does unless a person looks at it
  /// afterwards.
  public func flagIssue(
    session id: SessionID, issueType: String, description: String, severity: Severity
  ) throws(TrackerError) -> FlaggedIssue {
    let now = environment.now()
    let stored = Issue(
      of: id, at: now, type: issueType, description: description, severity: severity)
    try requireLedger(of: id)
    let standing = try update { ledger in
      let session = try ledger.existingSession(id)
      let standing = try revived(session, in: &ledger, at: now).standing
      ledger.append(stored)
      return standing
    }
    keep(id, if: standing)
    return FlaggedIssue(issue: stored, standing: standing)
  }

  /// Measures functions of a Python file and stores that with the session. Functions that are not in the file are left
  /// out; deleted ones are listed apart, and those of files that cannot be measured.
  public func logCodeMetrics(
    session id: SessionID, filePath: String, functions: [FunctionChange]
  ) throws(TrackerError) -> LoggedCodeMetrics {
    for function in functions { try NeededText.check(function.name, of: "name") }
    guard try storage.getSession(id) != nil else { throw .sessionNotFound(id) }
    let now = environment.now()
    let measured = try measure(filePath)
    let stored = FileMetrics(path: filePath, time: now, changes: functions, measured: measured)
    let standing = try update { ledger in
      let standing = try revived(try ledger.existingSession(id), in: &ledger, at: now).standing
      try ledger.append(stored, to: id)
      return standing
    }
    keep(id, if: standing)
    var logged = LoggedCodeMetrics(
      stored, sharedNames: measured.sharedNames(among: functions.map(\.name)))
    logged.standing = standing
    return logged
  }
}

extension Session {
  /// Takes over the counters of its interactions.
  mutating func count(_ tally: InteractionTally) {
    totalInteractions = tally.count
    averageEffectiveness = (tally.averageRating ?? 0).rounded(toDecimals: 2)
  }
}

extension Interaction {
  /// Whether both tell of one exchange, this one as it was rated first.
  func isSameExchange(as other: Interaction) -> Bool {
    prompt == other.prompt && responseSummary == other.responseSummary
      && (previousRatings?.first ?? effectivenessRating) == other.effectivenessRating
  }
}
