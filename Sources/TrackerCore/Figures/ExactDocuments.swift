// All that was computed, unrounded: what `explain`, `calibrate` and `compare` tell programs.

package import JSON

extension Claims {
  /// Every number of the claims; `comparisons` stand at the end.
  package func exactMembers(zone: String, _ comparisons: [FairComparison]) -> [JSONValue.Member] {
    let logFirst = [asLogged, calibrated, conservative]
    return [
      .init(
        "method",
        "delete-one-day jackknife, log scale, Student t by effective days; no random numbers"),
      .init("level", .exact(Claims.level)), .init("time_zone", .string(zone)),
      .init(
        "rates",
        [
          "human_hourly_rate": .exact(config.humanHourlyRateDollars),
          "ai_monthly_cost": .exact(config.aiMonthlyCostDollars),
          "oversight_ratio": .exact(config.oversightRatio),
          "working_hours_per_month": .exact(config.workingHoursPerMonth),
          "max_session_hours": .exact(config.maximumSessionHours),
        ]),
      .init("claims", .array(logFirst.map(exactDocument))),
      .init("verdict", .string(verdict.rawValue)),
      .init("sanity", .object(logFirst.map { .init($0.kind.rawValue, sanity(of: $0)) })),
      .init("quality", quality.exactDocument),
      .init("calibration", Calibration.shape.value(calibration)),
      .init(
        "tornado",
        [
          "base": .exact(sensitivity.base),
          "rows": .array(
            sensitivity.rows.map {
              [
                "assumption": .string($0.assumption.rawValue), "low": .exact($0.low),
                "high": .exact($0.high),
              ]
            }),
        ]), .init("comparisons", .array(comparisons.map(FairComparison.shape.value))),
    ]
  }

  private func sanity(of claim: Claim) -> JSONValue {
    [
      "person_days": .number(claim.personDays),
      "human_hours_per_person_day": .exact(claim.hoursPerDay),
      "beyond_a_day": .bool(claim.isBeyondADay(config)),
    ]
  }

  /// The names of the frozen figures, under which scripts know them.
  private static let measures: [(String, ClaimMeasure)] = [
    ("productivity_multiplier", .multiplier), ("hours_saved_after_oversight", .hoursSaved),
    ("cost_saved", .costSaved), ("roi_percentage", .roi), ("human_hours", .humanHours),
  ]

  private func exactDocument(_ claim: Claim) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("claim", .string(claim.kind.rawValue)),
      .init("sessions", claim.known.map { .number($0.sessions) } ?? .null),
      .init("human_hours", .exact(claim.known?.humanHours)),
      .init("spent_hours", .exact(claim.known?.spentHours)),
      .init(
        "figures",
        .object(Claims.measures.map { .init($0.0, .exact(claim.known.map($0.1.value))) })),
      .init("ai_cost", .exact(claim.known?.costDollars)),
      .init("claimed_hours", .exact(claim.known?.claimedHours)),
      .init(
        "break_even",
        ["money": .exact(claim.breakEvenMoney), "hours": .exact(claim.breakEvenHours)]),
      .init("interval", intervalDocument(claim)),
      .init("why_none", claim.whyNone.map { .string($0.text) } ?? .null),
    ]
    if let origin = claim.calibrationOrigin {
      members.append(.init("calibration_origin", .string(origin)))
    }
    if claim.kind == .conservative {
      members += [
        .init("paid_months", .number(paidMonths)), .init("people", .number(people)),
      ]
    }
    return .object(members)
  }

  private func intervalDocument(_ claim: Claim) -> JSONValue {
    guard case .success(let chance) = claim.chance, let bounds = claim.bounds else { return .null }
    let pair = { (low: Double, high: Double) -> JSONValue in [.exact(low), .exact(high)] }
    return .object(
      [
        .init("level", .exact(Claims.level)), .init("low_factor", .exact(bounds.low)),
        .init("high_factor", .exact(bounds.high)), .init("chance_half", .exact(chance.half)),
        .init("calibration_half", .exact(PlainMath.z80 * claim.calibrationDeviation)),
        .init("days", .number(chance.days)),
        .init("effective_days", .exact(chance.effectiveDays)),
        .init("log_standard_error", .exact(chance.standardError)), .init("t", .exact(chance.t)),
        .init(
          "without_one_day",
          pair(chance.withoutOneDay.lowerBound, chance.withoutOneDay.upperBound)),
      ]
        + Claims.measures.map { name, measure in
          .init(name, measure.interval(claim).map { pair($0.low, $0.high) } ?? .null)
        })
  }
}

extension DataQuality {
  fileprivate var exactDocument: JSONValue {
    [
      "counted_sessions": .number(countedSessions),
      "clean_sessions": cleanSessions.map { .number($0) } ?? .null,
      "claimed_hours": .exact(claimedHours), "doubted_hours": .exact(doubtedHours),
      "doubted_share": .exact(doubtedShare),
      "flags": .array(
        counts.map {
          [
            "flag": .string($0.flag.rawValue), "kind": .string($0.flag.isDoubt ? "doubt" : "note"),
            "sessions": .number($0.sessions), "claimed_hours": .exact($0.claimedHours),
          ]
        }), "never_ended": .number(neverEnded),
      "rated_interactions": ratedInteractions.map { .number($0) } ?? .null,
      "commonest_rating_share": .exact(commonestRatingShare),
      "ratings_say_little": ratedInteractions == nil ? .null : .bool(ratingsSayLittle),
    ]
  }
}

extension Calibration {
  package static let shape = Shape<Calibration>(
    "Calibration",
    [
      .object("agent", "estimates of the agent", factor) { $0.agent },
      .object("person", "estimates of a person", factor) { $0.person },
      .list("cells", "by estimator and kind of work", cell) { $0.cells },
      .list("ai_sessions", "how long sessions with the assistant took, by kind", aiKind) {
        $0.aiSessions
      },
    ])

  private static let factor = Shape<Factor>(
    "CalibrationFactor",
    [
      .integer("n", "tasks done by hand that it was seen on") { $0.pairs },
      .word("origin", "where the factor comes from", of: ["own", "assumed"]) {
        $0.isOwn ? "own" : "assumed"
      },
      .number("factor", "minutes needed for each one estimated") { $0.factor },
      .number("log_sd", "deviation of its logarithm") { $0.logDeviation },
      .number("raw_factor", "the ratio as it was seen; null with too few tasks") { $0.rawFactor },
      .number("low", "lower end at 80 %") { $0.interval.lowerBound },
      .number("high", "upper end at 80 %") { $0.interval.upperBound },
    ])

  private static let cell = Shape<Cell>(
    "CalibrationCell",
    [
      .word("estimator", "who estimated", of: Estimator.allCases.map(\.rawValue)) {
        $0.estimator.rawValue
      },
      .text("task_type", "kind of work") { $0.workType },
      .integer("n", "tasks done by hand") { $0.pairs },
      .number("raw_factor", "the ratio as it was seen; null with too few tasks") { $0.rawFactor },
      .number("factor", "minutes needed for each one estimated; null with too few") { $0.factor },
      .number("low", "lower end at 80 %") { $0.interval?.lowerBound },
      .number("high", "upper end at 80 %") { $0.interval?.upperBound },
    ])

  private static let aiKind = Shape<AISessions>(
    "AISessions",
    [
      .text("task_type", "kind of work") { $0.taskType },
      .integer("sessions", "counted ones of at least a minute") { $0.sessions },
      .number("minutes", "the middle length") { $0.minutes },
      .number("low", "8 of 10 lie from here") { $0.usual.lowerBound },
      .number("high", "to here") { $0.usual.upperBound },
      .number("estimate", "the middle estimate, in minutes; null without any") { $0.estimate },
    ])
}

extension FairComparison {
  package static let shape = Shape<FairComparison>(
    "Comparison",
    [
      .list("groups", "those with the most sessions first", group) { $0.groups },
      .integer("left_out_groups", "groups beyond the first twelve") { $0.leftOutGroups },
      .integer("comparisons", "among how many a difference might be found by chance") {
        $0.comparisons
      },
      .number("family_error", "of a whole table") { _ in familyError },
      .word("by", "what groups are made by", of: ComparedBy.allCases.map(\.rawValue)) {
        $0.by.rawValue
      },
      .word(
        "measure", "what is compared of them", of: ComparedMeasure.allCases.map(\.rawValue)
      ) { $0.measure.rawValue },
      .text("strata", "like what is compared with like") { $0.by.strata.rawValue },
      .object("left_out", "sessions in no group", leftOut) { $0 },
      .texts("sentences", "what can be told of it") { $0.sentences },
    ])

  private static let leftOut = Shape<FairComparison>(
    "LeftOut",
    [
      .integer("running", "not ended") { $0.running },
      .integer("human_review", "without the assistant") { $0.humanReview },
      .integer("no_value", "without what is measured") { $0.withoutValue },
      .integer("no_group", "without a group") { $0.withoutGroup },
    ])

  private static let group = Shape<Group>(
    "ComparedGroup",
    [
      .text("group", "what they share") { $0.name },
      .integer("sessions", "of the group") { $0.sessions },
      .integer("compared", "of kinds that others have, too") { $0.compared },
      .integer("others", "of the others, of the same kinds") { $0.others },
      .integer("days", "on which the compared ones began") { $0.days },
      .number("mean", "plain mean; of minutes, of their logarithms") { $0.mean },
      .number("difference", "to the others of the same kinds; null for not enough data") {
        $0.difference?.value
      },
      .number("standard_error", "of the difference") { $0.difference?.standardError },
      .number("df", "degrees of freedom") { $0.difference?.df },
      .number("crude_difference", "of the plain means") { $0.difference?.crude },
      .truth("enough", "whether there is enough data") { $0.difference != nil },
      .number("detectable", "a smaller difference would stay unseen") {
        $0.difference?.detectable
      },
      .number("low", "lower end at 80 %") { $0.difference?.low },
      .number("high", "upper end at 80 %") { $0.difference?.high },
      .number("shrunk", "the difference drawn to none; null with fewer than three groups") {
        $0.difference?.shrunk
      },
      .text("verdict", "higher, lower, none or not_enough_data") { $0.verdict.rawValue },
      .truth("mix_warning", "whether the plain means say the opposite") {
        $0.difference?.isOppositeOfCrude ?? false
      },
    ])
}

extension Shape {
  /// The object as a value.
  package func value(_ subject: Subject) -> JSONValue { .object(members(subject)) }
}

extension Field {
  static func truth(
    _ name: String, _ meaning: String, _ truth: @escaping @Sendable (Subject) -> Bool
  ) -> Field { Field(.truth(name, name, meaning, truth)) }
}
