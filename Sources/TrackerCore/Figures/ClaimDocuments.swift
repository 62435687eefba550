// Claims as one object, the same wherever it stands: `/api/claims`, `report --json`, MCP. Members are the words of the ids.

package import JSON

/// A value and its ends.
package struct ValueWithEnds: Sendable {
  var measure: ClaimMeasure
  var claim: Claim

  /// Rounded; nil without an interval.
  fileprivate var ends: (low: Double, high: Double)? {
    measure.interval(claim).map { (rounded($0.low), rounded($0.high)) }
  }

  /// Nil where the claim is not known.
  fileprivate var value: Double? { claim.known.map { rounded(measure.value($0)) } }

  private func rounded(_ number: Double) -> Double { number.rounded(toDecimals: measure.decimals) }
}

extension Claims {
  /// The whole object.
  package static let shape = Shape<Claims>("Claims", head + [quality(flags: true), sensitivities])

  /// The same in few tokens: without flags and sensitivities.
  package static let shortShape = Shape<Claims>("Claims", head + [quality(flags: false)])

  private static let head: [Field<Claims>] = [
    .number("level", "of the intervals") { _ in level },
    .word(
      "verdict", "of the conservative claim",
      of: Claim.Verdict.allCases.map(\.rawValue)
    ) { $0.verdict.rawValue },
    .list("claims", "the conservative one first; low and high are null without an interval", claim)
    { $0.all },
  ]

  private static let claim = Shape<Claim>(
    "Claim",
    [
      .word("claim", "", of: Claim.Kind.allCases.map(\.rawValue)) { $0.kind.rawValue },
      .optionalInteger("sessions", "") { $0.known?.sessions },
      .rounded("human_hours", .hours, "hours a person would need") { $0.known?.humanHours },
      .rounded("claimed_hours", .hours, "before calibration") { $0.known?.claimedHours },
      .rounded("spent_hours", .hours, "hours of a person spent") { $0.known?.spentHours },
      .rounded("ai_cost", .dollars, "dollars of subscription and paid hours") {
        $0.known?.costDollars
      },
    ]
      + ClaimMeasure.all.map { measure in
        .object(measure.key, measure.help, ends) { ValueWithEnds(measure: measure, claim: $0) }
      } + [
        .optionalText("why_none", "why there is no interval") {
          $0.whyNone?.text
        },
        .optionalText(
          "calibration_origin", "own or assumed, none where nothing is claimed; null as logged"
        ) { $0.calibrationOrigin },
        .object("break_even", "how many times too high estimates may be", breakEven) { $0 },
        .rounded(
          "human_hours_per_person_day", .hours, "on each day at work"
        ) { $0.hoursPerDay },
      ])

  private static let ends = Shape<ValueWithEnds>(
    "ValueWithEnds",
    [
      .number("value", "") { $0.value },
      .number("low", "") { $0.ends?.low },
      .number("high", "") { $0.ends?.high },
    ])

  private static let breakEven = Shape<Claim>(
    "BreakEven",
    [
      .rounded("hours", .times, "until no hour is saved") {
        $0.breakEvenHours
      },
      .rounded("money", .times, "until no dollar is saved") { $0.breakEvenMoney },
    ])

  private static func quality(flags: Bool) -> Field<Claims> {
    .object(
      "quality", "what the claims rest on",
      Shape<DataQuality>(
        "Quality",
        [
          .text("sentence", "") { $0.sentence },
          .integer("counted_sessions", "sessions whose value counts") { $0.countedSessions },
          .optionalInteger("clean_sessions", "without a doubt") { $0.cleanSessions },
          .rounded("claimed_hours", .hours, "of usable estimates") { $0.claimedHours },
          .rounded("doubted_hours", .hours, "of doubtful sessions") { $0.doubtedHours },
          .number("doubted_share", "of the claimed hours") {
            $0.doubtedShare?.rounded(toDecimals: 4)
          },
          .integer("never_ended", "sessions not completed") { $0.neverEnded },
          .truth("ratings_say_little", "whether nearly all are the same") {
            $0.ratingsSayLittle
          },
        ] + (flags ? [.list("flags", "what speaks against sessions", flag) { $0.counts }] : []))
    ) { $0.quality }
  }

  private static let flag = Shape<DataQuality.Count>(
    "QualityFlag",
    [
      .text("flag", "its id") { $0.flag.rawValue },
      .word("kind", "a doubt keeps sessions out of the conservative claim", of: ["doubt", "note"]) {
        $0.flag.isDoubt ? "doubt" : "note"
      },
      .integer("sessions", "sessions with it") { $0.sessions },
      .rounded("claimed_hours", .hours, "hours that they claim") { $0.claimedHours },
    ])

  private static let sensitivities = Field<Claims>.list(
    "sensitivity", "dollars saved, calibrated, when one assumption moves; what moves most first",
    Shape<Sensitivity.Row>(
      "Sensitivity",
      [
        .text("assumption", "what moves") { $0.assumption.rawValue },
        .rounded("low", .dollars, "dollars at its low end") { $0.low },
        .rounded("high", .dollars, "dollars at its high end") { $0.high },
      ])
  ) { $0.sensitivity.rows }

  /// The whole object as a member of another one.
  package var member: JSONValue.Member { .init("claims", Claims.shape.value(self)) }
}

extension Field {
  /// A number with two decimals; null for what is not known.
  fileprivate static func rounded(
    _ name: String, _ unit: CellKind.Unit, _ meaning: String,
    _ number: @escaping @Sendable (Subject) -> Double?
  ) -> Field { Field(.number(name, name, unit, decimals: 2, meaning, number)) }
}

extension Claim {
  /// Where the factors come from; nil as logged.
  package var calibrationOrigin: String? {
    kind == .asLogged ? nil : isCalibrationOwn.map { $0 ? "own" : "assumed" } ?? "none"
  }
}
