// An explanation as one object: value, interval, formula, inputs, what is left out.

package import JSON

/// A figure of one overview, explained.
package struct ShownExplanation: Sendable {
  package let asked: ExplainedFigure
  /// Unrounded; nil for what is not known, and for a number of every row of a list.
  package let value: Double?
  package let shown: String
  package let term: Term?
  package let interval: (low: Double, high: Double)?
  package let claim: Claim?
  package let claims: Claims?

  package init(_ asked: ExplainedFigure, of overview: Overview) {
    self.asked = asked
    let figure = asked.figure
    value = figure.flatMap { $0.exactCell(overview, now: nil).number }.flatMap {
      $0.isFinite ? $0 : nil
    }
    // Of the number as it was computed: rounded twice, 12.352 would be 12.3.
    shown =
      if case .number(.times, _) = asked.kind, let value {
        claimedText(value)
      } else {
        figure.map { $0.shown(overview) } ?? "—"
      }
    // Without what it rests on nothing can be computed.
    let explanation = figure?.isReadable(overview) == false ? nil : figure?.explanation
    term = explanation?.term?(overview)
    interval = explanation?.interval?(overview)
    claims = overview.claims
    claim = figure?.explanation?.claim.flatMap { kind in overview.claims.map { $0[kind] } }
  }

  /// A number of a row of the list that has this name in ids.
  package init<Row>(_ column: Column<Row>, of row: Row, in list: String) {
    asked = ExplainedFigure(list + "." + column.key, of: column)
    value = column.exactCell(row, now: nil).number.flatMap { $0.isFinite ? $0 : nil }
    shown = column.shownIfKnown(row)
    (term, interval, claim, claims) = (nil, nil, nil, nil)
  }

  /// The numbers of a row of the list that has this name in ids.
  package static func all<Row>(
    _ columns: [Column<Row>], of row: Row, in list: String
  ) -> [ShownExplanation] {
    columns.filter(\.kind.isNumeric).map { ShownExplanation($0, of: row, in: list) }
  }

  /// The figures with these ids; those that are not known are left out.
  package static func all(_ ids: [String], of overview: Overview) -> [ShownExplanation] {
    ids.compactMap { try? ExplainedFigure.of($0) }.map { ShownExplanation($0, of: overview) }
  }

  /// The sessions that the claim leaves out, by what speaks against them; empty where it leaves out none.
  package var leftOut: [DataQuality.Count] {
    guard let claims, let claim else { return [] }
    switch claim.kind {
    case .asLogged: return []
    case .calibrated: return [claims.quality.count(of: .badEstimate)].filter { $0.sessions > 0 }
    case .conservative where !claim.isKnown: return []
    case .conservative:
      return claims.quality.counts.filter { $0.flag.isDoubt && $0.sessions > 0 }
    }
  }
}

extension SessionRow {
  /// How its numbers come about.
  package var explanations: [ShownExplanation] {
    ShownExplanation.all(SessionRow.columns, of: self, in: "session")
  }
}

extension SessionGroup {
  /// How the figures of its sessions come about, as logged.
  package var explanations: [ShownExplanation] {
    let figures: [Figure] = [
      .productivityMultiplier, .costSaved, .savedHoursAfterOversight, .humanHours, .aiHours,
      .oversightHours, .totalAICost, .averageEffectiveness, .completedSessions, .totalSessions,
      .totalIssues,
    ]
    return ShownExplanation.all(figures.compactMap(\.explanation?.id), of: overview)
  }
}

/// What an explanation says of the ledger.
package struct ExplainedLedger: Sendable {
  var range: ReportRange
  var version: String
  var offsets: [Int]
  var sessions: Int
  /// Nil where they cannot be read.
  var interactions: Int?
  var skipped: Int

  package init(
    _ history: History, _ range: ReportRange, _ calendar: LocalCalendar, version: String
  ) {
    (self.range, self.version) = (range, version)
    var offsets: Set<Int> = []
    for index in history.sessions.indices {
      if let start = history.sessions[index].start {
        offsets.insert(calendar.utcOffsetSeconds(start) / 60)
      }
    }
    self.offsets = offsets.sorted()
    sessions = history.sessions.count
    interactions =
      history.unreadable.contains(.interactions) ? nil : history.interactions.all.count
    skipped = history.skippedCount
  }
}

/// An explanation with what it says of the ledger.
package struct WholeExplanation: Sendable {
  package let explanation: ShownExplanation
  package let ledger: ExplainedLedger

  package init(_ explanation: ShownExplanation, of ledger: ExplainedLedger) {
    (self.explanation, self.ledger) = (explanation, ledger)
  }

  private var config: Config { explanation.claims?.config ?? Config() }
  private var chance: RatioUncertainty? { try? explanation.claim?.chance.get() }

  /// All that is told, as JSON over several lines, the last one ended.
  package var documentText: String {
    String(decoding: JSONWriter.indented(WholeExplanation.shape.value(self)), as: UTF8.self) + "\n"
  }

  /// All that is told, unrounded.
  package static let shape = Shape<WholeExplanation>(
    "Explanation",
    ShownExplanation.heading.map { Field($0.of { $0.explanation }) } + [
      .numbers("interval", "[low, high] at 80 %, or of what is assumed; null without one") {
        $0.explanation.interval.map { [$0.low, $0.high] }
      },
      .optionalText("why_none", "why there is no interval") {
        $0.explanation.claim?.whyNone?.text
      },
      .optionalText("formula", "of the inputs; null where the meaning says all") {
        $0.explanation.term?.text
      },
      .list("inputs", "what the formula is of", input) { $0.explanation.term?.inputs ?? [] },
      .list("left_out", "sessions that it does not count; some twice", leftOut) {
        $0.explanation.leftOut
      },
      .object("rates", "that money is computed with", rates) { $0.config },
      .object("range", "that is covered; null where there is no bound", range) { $0.ledger.range },
      .numbers("utc_offsets_minutes", "of the local days") { $0.ledger.offsets.map(Double.init) },
      .optionalInteger("days", "that carry the claim") { $0.chance?.days },
      .number("effective_days", "how many equal days would carry it as unevenly") {
        $0.chance?.effectiveDays
      },
      .numbers("without_one_day", "[least, greatest] multiplier without any one day") {
        $0.chance.map { [$0.withoutOneDay.lowerBound, $0.withoutOneDay.upperBound] }
      },
      .number("level", "of the interval") { _ in Claims.level },
      .truth("random_numbers", "none are used") { _ in false },
      .object("ledger", "what was read", ledgerShape) { $0.ledger },
      .text("version", "of this program") { $0.ledger.version },
    ])

  private static let input = Shape<FigureInput>(
    "FigureInput",
    [
      .text("name", "as the formula has it") { $0.name },
      .number("value", "unrounded") { $0.value },
      .text("unit", "empty without one") { $0.unit },
      .word("source", "who says so", of: FigureSource.allCases.map(\.rawValue)) {
        $0.source.rawValue
      },
      .optionalInteger("sessions", "of how many; null where that says nothing") { $0.sessions },
      .optionalText("note", "what else is to be known") { $0.note },
    ])

  private static let leftOut = Shape<DataQuality.Count>(
    "LeftOutSessions",
    [
      .text("reason", "id of the flag") { $0.flag.rawValue },
      .integer("sessions", "so many") { $0.sessions },
      .number("hours", "that they claim") { $0.claimedHours },
    ])

  private static let range = Shape<ReportRange>(
    "ExplainedRange",
    ["since", "until", "session_id"].map { name in
      .optionalText(name, name == "session_id" ? "only this session" : "an instant in UTC") {
        $0.document[name]?.text
      }
    })

  private static let rates = Shape<Config>(
    "Rates",
    [
      .number("human_hourly_rate", "dollars an hour of a person") { $0.humanHourlyRateDollars },
      .number("ai_monthly_cost", "dollars a month of the assistant") { $0.aiMonthlyCostDollars },
      .number("oversight_ratio", "share of its time that a person oversees") { $0.oversightRatio },
    ])

  private static let ledgerShape = Shape<ExplainedLedger>(
    "ExplainedLedger",
    [
      .integer("sessions", "sessions covered") { $0.sessions },
      .optionalInteger("interactions", "their interactions") { $0.interactions },
      .integer("skipped_records", "records that could not be used") { $0.skipped },
    ])
}

extension ShownExplanation {
  /// What a list of figures tells of each.
  package static let heading: [Column<ShownExplanation>] = [
    .text("figure", "figure", "its id") { $0.asked.id },
    .text("title", "title", "what it is called") { $0.asked.title },
    .text("meaning", "meaning", "what it is, in a sentence") { $0.asked.help },
    .text("unit", "unit", "empty without one") { $0.asked.unit },
    .number("value", "value", .score, decimals: nil, "unrounded; null for what is not known") {
      $0.value
    },
    .text("shown", "shown", "as people read it") { $0.shown },
  ]

  /// Every figure with its value.
  package static let list = Shape<Overview>(
    "Explanations",
    [
      .list("figures", "each with its id", Shape("ExplainedFigure", heading)) { overview in
        ExplainedFigure.all.map { ShownExplanation($0, of: overview) }
      }
    ])
}

extension JSONValue {
  /// A number as it was computed; null for what JSON cannot say.
  package static func exact(_ number: Double?) -> JSONValue {
    number.flatMap { $0.isFinite ? .number($0) : nil } ?? .null
  }
}
