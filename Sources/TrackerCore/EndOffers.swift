// The ends that a person is offered for sessions that are to be ended together, and what each would make of the figures.

/// An end for each of some sessions.
public struct EndOffer: Sendable, Equatable {
  public var kind: EndChoice.Kind
  /// One a session, in their order: of this kind where it has such an end, else the one by the rule.
  public var choices: [EndChoice]

  /// How long they then last, added up.
  public var minutes: Double { choices.reduce(0) { $0 + $1.minutes } }
}

/// What an end would make of the figures.
public struct EndEffect: Sendable {
  public var offer: EndOffer
  /// What was estimated for the sessions, added up; nil without any estimate.
  public var estimatedMinutes: Double?
  public var before: Overview
  public var after: Overview

  /// Whether hours or dollars that were no loss become one.
  public var turnsIntoLoss: Bool {
    before.roi.savedDollars >= 0 && after.roi.savedDollars < 0
      || (before.roi.productivityMultiplier >= 1 || before.roi.completedSessions == 0)
        && after.roi.productivityMultiplier < 1
  }
}

extension History {
  /// The ends of some sessions together: now, the last sign of life and the maximum length, each where one of them has it. The
  /// second value is the place of the one that is chosen at first: now, unless the rule ends one of them earlier.
  public func endOffers(
    of sessions: [Session], at now: Timestamp, config: Config
  ) -> (offers: [EndOffer], preferred: Int) {
    let choices = sessions.map { endChoices(of: $0, at: now, config: config) }
    let offers = EndChoice.Kind.allCases.compactMap { kind -> EndOffer? in
      guard choices.contains(where: { $0.contains { $0.kind == kind } }) else { return nil }
      return EndOffer(
        kind: kind,
        choices: choices.compactMap { ends in
          ends.first { $0.kind == kind } ?? ends.first(where: \.isByRule) ?? ends.first
        })
    }
    let rule = choices.compactMap { $0.first(where: \.isByRule)?.kind }.filter { $0 != .now }
    let wanted: EndChoice.Kind =
      rule.isEmpty ? .now : rule.contains(.lastSign) ? .lastSign : .maximum
    return (offers, offers.firstIndex { $0.kind == wanted } ?? 0)
  }
}

extension EndOffer {
  /// The sessions as they would stand after this end.
  func ended(_ sessions: [Session], outcome: Outcome, at now: Timestamp) -> [Session] {
    zip(sessions, choices).map { $0.ended(at: $1.time, outcome: outcome, now: now) }
  }
}

extension StatisticsEngine {
  /// What each of the ends would make of the figures, which are `before` now; without an outcome as if it were a success.
  /// `covered` gives what range and filter leave once sessions stand otherwise. Cost: the figures, for each end.
  public func endEffects(
    _ offers: [EndOffer], of sessions: [Session], outcome: Outcome?, at now: Timestamp,
    before: Overview, covered: ([Session]) -> History
  ) -> [EndEffect] {
    let estimates = sessions.compactMap(\.estimateMinutes)
    let estimate = estimates.isEmpty ? nil : estimates.reduce(0, +)
    return offers.map { offer in
      let ended = offer.ended(sessions, outcome: outcome ?? .success, at: now)
      return EndEffect(
        offer: offer, estimatedMinutes: estimate, before: before, after: figures(covered(ended)))
    }
  }
}

extension Session {
  /// This session as an end would leave it.
  func ended(at time: Timestamp, outcome: Outcome, now: Timestamp) -> Session {
    var session = self
    let end = SessionEnd(time: time, reason: .asked, silenceMicroseconds: 0)
    session.finish(outcome, notes: "", end: end, at: now)
    return session
  }
}
