// THE LISTS of what is told of gaps and of groups, hours and steps of time. A number that is a figure of the overview, too,
// has its name and rounding from there.

extension SessionGap {
  public static let columns: [Column<SessionGap>] = [
    .number("duration_minutes", "gap", .minutes, decimals: 1, "from end to start") {
      $0.durationMinutes
    }.sorted("p", descending: true),
    .word("classification", "class", "by length", of: GapClass.allCases.map(\.rawValue)) {
      $0.classification.rawValue
    }.sorted("c"),
    .text("from_session", "from", "the session that ended") { $0.fromSession.text },
    .text("to_session", "to", "the session that began") { $0.toSession.text },
    .time("from_end", "began", "end of the first session, ISO 8601") {
      StoredTime(instant: $0.fromEnd)
    },
    .time("to_start", "ended", "start of the next session, ISO 8601") {
      StoredTime(instant: $0.toStart)
    }.sorted("e", descending: true),
  ]
}

extension GapRow {
  public static let listed: [Column<GapRow>] = SessionGap.columns.flatMap { column in
    let own = [column.of(\GapRow.gap)]
    return column.key == "classification" ? own + names : own
  }

  private static let names: [Column<GapRow>] = [
    .text("from_name", "after", "name of the session that ended") { $0.fromName }.sorted("a"),
    .text("to_name", "before", "name of the session that began") { $0.toName }.sorted("b"),
  ]
}

extension GapHour {
  public static let columns: [Column<GapHour>] = [
    .count("hour", "hour", "local hour in which they began, from 0") { $0.hour },
    .figure(.totalGaps) { Double($0.count) },
    .figure(.averageGap) { $0.count == 0 ? nil : $0.averageMinutes },
  ]
}

extension FrictionMeasure {
  public static let columns: [Column<FrictionMeasure>] = [
    .text("measure", "measure", "what is measured") { $0.kind.rawValue },
    .number("value", "value", .share, decimals: 2, "null where it cannot be told") { $0.value },
    .number("limit", "limit", .share, decimals: 2, "what is beyond it is friction") { $0.limit },
    .optionalText("indicator", "indicator", "the report's sentence; null within the limit") {
      $0.indicator
    },
  ]
}

extension RatingGroup {
  public static let columns: [Column<RatingGroup>] =
    [.text("name", "name", "what they share") { $0.key }]
    + (InteractionTally.columns + InteractionTally.ratings).map { $0.of(\.tally) } + [sessions]

  /// Of tools and the like, of which a session has several, the sum counts it several times.
  public static let sessions = Column<RatingGroup>.optionalCount(
    Figure.totalSessions.key, "sessions", "sessions that have it; null where they are not counted"
  ) { $0.sessionCount }
}

/// How often a rating was given.
public struct RatingCount: Sendable {
  public var rating: Int
  public var count: Int

  public static let columns: [Column<RatingCount>] = [
    .count("effectiveness_rating", "rating", "1 (failed) to 5 (perfect)") { $0.rating },
    .figure(.totalInteractions) { Double($0.count) },
  ]
}

extension InteractionTally {
  /// Of every rating, the worst first.
  public var ratingCounts: [RatingCount] {
    zip(Interaction.ratings, countsByRating).map { RatingCount(rating: $0, count: $1) }
  }

  public static let columns: [Column<InteractionTally>] = [
    .figure(.totalInteractions) { Double($0.count) },
    .figure(.averageEffectiveness) { $0.averageRating },
  ]

  /// How often each rating was given.
  public static let ratings: [Column<InteractionTally>] = Interaction.ratings.map { rating in
    .count("\(rating)", "rated \(rating)", "interactions rated \(rating)") {
      $0.countsByRating[rating - 1]
    }
  }
}

extension DayActivity {
  public static let columns: [Column<DayActivity>] = [
    .text("date", "day", "local day") { $0.day.description },
    .figure(.totalSessions) { Double($0.sessionCount) },
  ]
}

extension TrendPoint {
  public static let columns: [Column<TrendPoint>] =
    [
      .text("from", "from", "first day") { $0.firstDay.description },
      .figure(.totalSessions) { Double($0.sessionCount) }.asked("trend.sessions"),
      .figure(.aiHours) { $0.aiHours }.asked("trend.ai_hours"),
      .figure(.savedHours) { $0.savedHours }.asked("trend.saved_hours"),
    ] + InteractionTally.columns.map { $0.of(\.tally).rests(on: .interactions) }
}

extension SessionGroup {
  public static let columns: [Column<SessionGroup>] =
    [.text("name", "name", "what they share; empty where records name none") { $0.key }]
    + [
      Figure.totalSessions, .completedSessions, .aiHours, .humanHours, .savedHours,
      .oversightHours, .costSaved,
    ].map { $0.of(\.overview) } + [
      // Where nothing was spent or rated there is nothing to compare.
      .figure(.productivityMultiplier) {
        $0.overview.roi.oversightHours > 0 ? $0.overview.roi.productivityMultiplier : nil
      },
      .figure(.averageEffectiveness) { $0.overview.effectiveness.averageRating }
        .rests(on: .interactions),
    ]
    + [
      Figure.totalInteractions, .ratedCount, .totalGaps, .issuesOfGroup, .tokensIn, .tokensOut,
    ].map { $0.of(\.overview) }

  /// Those that stand side by side on a page, behind the value as people read it.
  package static func listed(by dimension: Dimension) -> [Column<SessionGroup>] {
    [
      .text(dimension.key, dimension.title, "what they share") {
        $0.key.isEmpty ? Dimension.none : $0.key
      }
    ]
      + [
        Figure.totalSessions, .aiHours, .savedHours, .costSaved, .productivityMultiplier,
        .ratedCount,
        .averageEffectiveness, .issuesOfGroup, .tokensIn, .tokensOut,
      ].flatMap { figure in columns.filter { $0.key == figure.key } }
  }

  /// Those of them that stay where there is little room, the most important first.
  package static let importance = [
    Figure.totalSessions, .aiHours, .costSaved, .tokensIn, .tokensOut, .productivityMultiplier,
    .savedHours, .averageEffectiveness, .issuesOfGroup, .ratedCount,
  ].map(\.key)
}

extension ComparedGroup {
  /// What stands beside a group's name in lists of sessions, by its rank as far as there is room. The mean rating has its
  /// stars behind it; the change of the multiplier is `change`.
  package static let listed: [Column<ComparedGroup>] = [
    Figure.totalSessions.of(\.group.overview).shown("Sessions", 9, rank: 0),
    Figure.aiHours.of(\.group.overview).shown("Hours", 10, rank: 2),
    Figure.averageEffectiveness.of(\.group.overview).shown("Rated", 10, rank: 3, .stars),
    Figure.productivityMultiplier.of(\.group.overview).shown(
      "Multiplier", 12, rank: 4, widest: 14),
    Figure.costSaved.of(\.group.overview).shown("Cost saved", 12, rank: 1, widest: 14),
    Figure.issuesOfGroup.of(\.group.overview).shown("Issues", 10, rank: 5),
  ]
}

extension Column {
  /// A figure of the overview for each row of something else: the same name and the same rounding.
  static func figure(
    _ figure: Figure, _ number: @escaping @Sendable (Row) -> Double?
  ) -> Column {
    switch figure.kind {
    case .number(let unit, let decimals):
      .number(figure.key, figure.title, unit, decimals: decimals, figure.help, number)
    default:
      .count(figure.key, figure.title, figure.help) { Int(number($0) ?? 0) }
    }
  }
}
