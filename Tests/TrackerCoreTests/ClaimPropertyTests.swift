// What holds of claims for every history, however odd.

import TestSupport
import Testing

@testable import TrackerCore

@Suite struct ClaimPropertyTests {
  private func forEachHistory(_ seed: UInt64, _ body: (History, Claims) throws -> Void) rethrows {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<150 {
      let history = History.random(&generator)
      try body(history, claims(of: history))
    }
  }

  @Test func lowIsNoMoreThanValueAndHighNoLess() {
    forEachHistory(51) { _, claims in
      for claim in claims.all {
        for measure in ClaimMeasure.all {
          guard let ends = measure.interval(claim) else { continue }
          let value = measure.value(claim)
          #expect(ends.low <= value && value <= ends.high)
        }
      }
    }
  }

  @Test func everyClaimHasAnIntervalOrAReason() {
    forEachHistory(52) { _, claims in
      for claim in claims.all {
        #expect((claim.bounds == nil) == (claim.whyNone != nil))
        #expect(claim.kind == .asLogged || claim.humanHours.isFinite)
        #expect(claim.spentHours.isFinite && claim.costDollars.isFinite)
      }
      #expect(!claims.block.contains("nan"))
      #expect(claims.quality.cleanSessions ?? -1 <= claims.quality.countedSessions)
      #expect(claims.conservative.spentHours >= 0)
    }
  }

  /// Sessions of different starts may stand in any order.
  @Test func theOrderOfTheFileChangesNothing() {
    var generator = SeededGenerator(seed: 53)
    forEachHistory(53) { history, claims in
      guard Set(history.sessions.map(\.start)).count == history.sessions.count else { return }
      var shuffled = history
      shuffled.sessions.shuffle(using: &generator)
      let others = TrackerCoreTests.claims(of: shuffled)
      #expect(others.quality.counts.map(\.sessions) == claims.quality.counts.map(\.sessions))
      #expect((others.present.hours - claims.present.hours).magnitude < 1e-9)
      for kind in Claim.Kind.allCases {
        #expect(others[kind].sessions == claims[kind].sessions)
        #expect((others[kind].humanHours - claims[kind].humanHours).magnitude < 1e-9)
        #expect(others[kind].whyNone == claims[kind].whyNone)
      }
    }
  }

  @Test func aDoubtedSessionRaisesNoConservativeFigure() {
    var generator = SeededGenerator(seed: 54)
    forEachHistory(54) { history, claims in
      var more = history
      var session = Session.clean(
        99, day: generator.below(9), minute: generator.below(1400), estimate: 480)
      session.outcome = "failed"
      more.sessions.append(session)
      more.add(interactionOf: session.id, at: nil, rating: 5)
      let (before, after) = (claims.conservative, TrackerCoreTests.claims(of: more).conservative)
      for measure in [ClaimMeasure.hoursSaved, .costSaved] {
        #expect(measure.value(after) <= measure.value(before) + 1e-9)
      }
      #expect(after.humanHours == before.humanHours)
    }
  }

  @Test func everyFigureHasAnIdOfItsOwnAndAFormulaThatComesToItsValue() throws {
    let ids = ExplainedFigure.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    var overview = StatisticsEngine().figuresWithCode(.eightDays)
    overview.claims = claims(of: .eightDays)
    for group in FigureGroup.all + FigureGroup.ofClaims {
      for figure in group.figures {
        #expect(ids.contains { $0 == figure.explanation?.id ?? "\(group.key).\(figure.key)" })
      }
    }
    #expect(
      try ShownExplanation(.of("as_logged.multiplier"), of: overview).shown
        == overview.claims?.asLogged.timesText)
    for asked in ExplainedFigure.all {
      let explanation = ShownExplanation(asked, of: overview)
      #expect(!asked.help.isEmpty)
      guard let term = explanation.term, let value = explanation.value else { continue }
      let came = try #require(Formula(term).value)
      #expect((came - value).magnitude <= 1e-12 * max(1, value.magnitude), "\(asked.id)")
    }
  }
}

/// A formula, computed as it is written.
private struct Formula {
  private var rest: Substring
  private let inputs: [String: Double]

  init(_ term: Term) {
    rest = term.text.filter { $0 != " " }[...]
    inputs = Dictionary(uniqueKeysWithValues: term.inputs.map { ($0.name, $0.value) })
  }

  /// Nil for what is no formula of the inputs.
  var value: Double? {
    var formula = self
    let value = formula.sum()
    return formula.rest.isEmpty ? value : nil
  }

  private mutating func sum() -> Double? {
    guard var value = product() else { return nil }
    while let sign = rest.first, sign == "+" || sign == "-" {
      rest.removeFirst()
      guard let next = product() else { return nil }
      value = sign == "+" ? value + next : value - next
    }
    return value
  }

  private mutating func product() -> Double? {
    guard var value = factor() else { return nil }
    while let sign = rest.first, sign == "*" || sign == "/" {
      rest.removeFirst()
      guard let next = factor() else { return nil }
      value = sign == "*" ? value * next : value / next
    }
    return value
  }

  private mutating func factor() -> Double? {
    if rest.first == "(" {
      rest.removeFirst()
      let value = sum()
      guard rest.first == ")" else { return nil }
      rest.removeFirst()
      return value
    }
    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    rest = rest.dropFirst(word.count)
    return inputs[String(word)] ?? Double(word)
  }
}
