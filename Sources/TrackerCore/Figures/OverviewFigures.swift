// THE LIST: the numbers of the overview. A name that the data files have is the one spelling, then one that the reference
// has; what a frozen body spells otherwise stands at the end as an alias. A new figure is a line of its group: it is then in
// `report --json` and `tui --json`, in `/api` and MCP with their schemas, and on the tab that shows the group; with
// `metric(…)` in `/metrics`, too.

extension Column<Overview> {
  package static let totalSessions = count(
    "total_sessions", "Sessions", "sessions of any kind"
  ) { $0.roi.totalSessions }
  .rests(on: .sessions).explained("sessions.total")

  static let activeSessions = count("active_sessions", "Active", "those that run now") {
    $0.activeCount
  }
  .rests(on: .sessions).explained("sessions.active")

  package static let completedSessions = count(
    "completed_sessions", "Completed", "completed sessions, without human_review"
  ) { $0.roi.completedSessions }
  .rests(on: .sessions).explained("sessions.completed")

  package static let totalInteractions = count(
    "total_interactions", "Interactions", "interactions logged, rated or not"
  ) { $0.effectiveness.count }.rests(on: .interactions)

  package static let tokensIn = optionalCount(
    "total_tokens_in", "Tokens in", "tokens sent in interactions; null when none tells them"
  ) { $0.effectiveness.tokensIn }
  .metric("tokens_in", "Tokens sent in interactions that tell them.", orElse: 0)
  .rests(on: .interactions)

  package static let tokensOut = optionalCount(
    "total_tokens_out", "Tokens out", "tokens received in interactions; null when none tells them"
  ) { $0.effectiveness.tokensOut }
  .metric("tokens_out", "Tokens received in interactions that tell them.", orElse: 0)
  .rests(on: .interactions)

  package static let skippedRecords = count(
    "skipped_records", "Skipped", "records that could not be used"
  ) { $0.skippedCount }.metric("skipped_records", "Records that could not be used.")

  package static let averageEffectiveness = number(
    "avg_effectiveness", "Rating", .rating, decimals: 2,
    "mean rating of all interactions; 0 without any"
  ) { $0.effectiveness.averageRating ?? 0 }
  .briefly("Average")
  .metric("effectiveness_rating", "Ratings of all interactions, a missing one as 0.") {
    Double($0.effectiveness.ratingSum)
  } count: {
    $0.effectiveness.count
  }
  .known(where: { $0.effectiveness.count > 0 })
  .rests(on: .interactions).explained("rating.average")

  package static let ratedCount = count("rated_count", "Rated", "interactions rated from 1 to 5") {
    $0.effectiveness.ratedCount
  }.rests(on: .interactions)

  package static let medianRating = optionalCount(
    "median", "Median", "the middle rating, of two the lower; null without any"
  ) { $0.effectiveness.medianRating }.rests(on: .interactions)

  package static let aiHours = number(
    "total_ai_hours", "AI actual", .hours, decimals: 2, "hours the assistant worked"
  ) { $0.roi.aiHours }
  .rests(on: .sessions).explained("roi.ai_hours")

  package static let humanHours = number(
    "estimated_human_hours", "Human estimate", .hours, decimals: 2,
    "hours a person alone would have needed"
  ) { $0.roi.estimatedHumanHours }
  .metric("human_estimate", "Time a person alone would have needed, as logged, an estimate.")
  .rests(on: .sessions).explained("roi.estimated_human_hours")

  package static let savedHours = number(
    "time_saved_hours", "Time saved", .hours, decimals: 2, "the difference"
  ) { $0.roi.savedHours }
  .known(where: \.hasClaims)
  .rests(on: .sessions).explained("roi.time_saved") { .humanHours($0) - .aiHours($0) }

  package static let oversightHours = number(
    "oversight_hours", "Oversight", .hours, decimals: 2,
    "hours a person was bound: AI time, quick and normal gaps"
  ) { $0.roi.oversightHours }
  .rests(on: .sessions).explained("roi.oversight_hours") { .aiHours($0) + .pauseHours($0) }

  package static let savedHoursAfterOversight = number(
    "saved_hours_after_oversight", "Saved", .hours, decimals: 2,
    "estimated hours without those of oversight"
  ) { $0.roi.savedHoursAfterOversight }
  .rests(on: .sessions).explained("roi.hours_saved") {
    .humanHours($0) - (.aiHours($0) + .pauseHours($0))
  }

  package static let humanBaselineCost = number(
    "human_baseline_cost", "Human baseline", .dollars, decimals: 2,
    "dollars a person alone would have cost"
  ) { $0.roi.humanBaselineDollars }
  .rests(on: .sessions).explained("roi.human_baseline") { $0.baselineTerm }

  package static let subscriptionCost = number(
    "ai_subscription_cost", "AI subscription", .dollars, decimals: 2,
    "dollars of the subscription's hours"
  ) { $0.roi.subscriptionDollars }
  .rests(on: .sessions).explained("roi.subscription") { $0.subscriptionTerm }

  package static let oversightCost = number(
    "oversight_cost", "Oversight", .dollars, decimals: 2, "dollars of a person's oversight"
  ) { $0.roi.oversightDollars }
  .rests(on: .sessions).explained("roi.oversight_cost") { $0.oversightTerm }

  package static let totalAICost = number(
    "total_ai_cost", "Total AI cost", .dollars, decimals: 2, "dollars of subscription and oversight"
  ) { $0.roi.totalAIDollars }
  .rests(on: .sessions).explained("roi.total_ai_cost") { $0.subscriptionTerm + $0.oversightTerm }

  package static let costSaved = number(
    "cost_saved", "Cost saved", .dollars, decimals: 2, "dollars saved, an estimate"
  ) { $0.roi.savedDollars }
  .briefly("Saved").metric("cost_saved", "Dollars saved as logged, an estimate.")
  .known(where: \.hasClaims)
  .rests(on: .sessions).explained("roi.cost_saved") {
    $0.baselineTerm - ($0.subscriptionTerm + $0.oversightTerm)
  }

  package static let rates = optionalText(
    "rates", "Rates", "what dollars are computed with, unless with the usual rates"
  ) { $0.roi.rates }.whereKnown()

  package static let roiPercentage = number(
    "roi_percentage", "ROI", .percent, decimals: 1,
    "dollars saved of 100 a person would have cost"
  ) { $0.roi.roiPercentage }
  .metric("roi", "Dollars saved per dollar a person would have cost, as logged, an estimate.")
  .rests(on: .sessions).explained("roi.roi_percentage") { $0.returnTerm }

  package static let productivityMultiplier = number(
    "productivity_multiplier", "Multiplier", .times, decimals: 1,
    "human hours per hour spent, gaps included"
  ) { $0.roi.productivityMultiplier }
  .known(where: \.hasClaims)
  .rests(on: .sessions).explained("roi.multiplier") { $0.multiplierTerm }

  package static let totalGaps = count("total_gaps", "Gaps", "pauses between sessions") {
    $0.gaps.gaps.count
  }
  .rests(on: .sessions).explained("gaps.count")

  package static let averageGap = number(
    "average_gap_minutes", "Average gap", .minutes, decimals: 1, "mean length of a pause"
  ) { $0.gaps.averageMinutes }.briefly("Average")
    .metric("session_gap", "Pauses between sessions.") {
      $0.gaps.gaps.lazy.map(\.durationMinutes).compensatedSum()
    } count: {
      $0.gaps.gaps.count
    }
    .rests(on: .sessions).explained("gaps.average")

  package static let frictionIndicators = texts(
    "friction_indicators", "Friction", "sentences that name possible friction"
  ) { $0.gaps.frictionIndicators }
  .rests(on: .sessions).explained("gaps.friction")

  package static let totalIssues = count("total", "Issues", "issues flagged") { $0.issues.total }
    .rests(on: .issues).explained("issues.total")

  /// The same where other numbers stand beside it, under a session's name for it.
  static let issuesOfGroup = totalIssues.alias("issues_count", decimals: nil, "issues flagged")

  package static let unresolvedIssues = count("unresolved", "Open", "issues not resolved") {
    $0.issues.unresolvedCount
  }
  .rests(on: .issues).explained("issues.open")

  // MARK: - Aliases of frozen bodies

  /// Beside figures of other groups.
  fileprivate static let issuesFlagged = totalIssues.alias(
    "total_issues", decimals: nil, "issues flagged")

  /// In `/api/overview`, which the reference does not round.
  package static let overviewAverage = averageEffectiveness.alias(
    "average", decimals: nil, "mean over all interactions, unrounded")
}

extension FigureGroup {
  /// Every figure, in the groups of MCP's report.
  package static let all = [totals, outside, roi, effectiveness, gaps, issues, code]

  package static let totals = FigureGroup(
    "totals", "",
    [.totalSessions, .activeSessions, .completedSessions, .totalInteractions, .skippedRecords])

  /// What is held against the period before.
  package static let compared: [Figure] = [
    .productivityMultiplier, .savedHours, .costSaved, .averageEffectiveness, .totalSessions,
    .issuesFlagged,
  ]

  /// The overview's tiles: the same, what was saved as the conservative claim has it.
  package static let tiles: [Figure] =
    ClaimMeasure.headline.map { $0.figure(of: .conservative) }
    + compared.dropFirst(ClaimMeasure.headline.count)

  package static let outside = FigureGroup(
    "not_in_range", "sessions that no range up to now contains; 0 where none was given",
    [
      .count("undated_sessions", "Undated", "sessions without a readable start") {
        $0.outside.undatedCount
      }.rests(on: .sessions),
      .count("future_sessions", "Future", "sessions that start after the present") {
        $0.outside.futureCount
      }.rests(on: .sessions),
    ])

  /// What is copied of a tab without a list.
  package static let headline: [Figure] = [
    .productivityMultiplier, .totalSessions, .savedHours, .costSaved, .averageEffectiveness,
    .ratedCount, .totalGaps, .totalIssues,
  ]

  /// Hours that are set side by side.
  package static let hours: [Figure] = [
    .humanHours, .aiHours, .oversightHours, .savedHoursAfterOversight,
  ]

  package static let time = FigureGroup(
    "time_metrics", "hours",
    [
      .number(
        "total_ai_minutes", "AI minutes", .minutes, decimals: 1, "minutes the assistant worked"
      ) { $0.roi.aiMinutes }
      .metric("ai", "Time the assistant worked in completed sessions.").rests(on: .sessions)
    ] + hours + [.savedHours, .completedSessions])

  /// Dollars that are set side by side.
  package static let money: [Figure] = [
    .humanBaselineCost, .subscriptionCost, .oversightCost, .totalAICost, .costSaved,
  ]

  package static let cost = FigureGroup(
    "cost_metrics", "dollars", money + [.roiPercentage, .productivityMultiplier, .rates])

  package static let productivity = FigureGroup(
    "productivity_metrics", "rates",
    [
      .totalInteractions, .averageEffectiveness,
      .number(
        "interactions_per_session", "Interactions a session", .score, decimals: 1,
        "per completed session; 0 without any"
      ) { $0.roi.interactionsPerSession }.rests(on: .interactions).explained(
        "roi.interactions_per_session"),
      .tokensIn, .tokensOut,
    ])

  /// Hours, money and rates in one object.
  package static let roi = FigureGroup(
    "roi", "",
    [.totalSessions] + time.figures + cost.figures + productivity.figures)

  package static let effectiveness = FigureGroup(
    "effectiveness", "",
    [.averageEffectiveness, .totalInteractions, .ratedCount, .medianRating] + spread,
    parts: [ratings])

  /// What is told below the bars of the ratings.
  package static let spread: [Figure] = [
    .number(
      "high_rating_percentage", "4 and 5", .percent, decimals: 0,
      "of 100 rated interactions, those rated 4 or 5; null without any"
    ) { $0.effectiveness.percentage(of: 4...5) }.briefly("share ≥4").rests(on: .interactions),
    .number(
      "low_rating_percentage", "1 and 2", .percent, decimals: 0,
      "of 100 rated interactions, those rated 1 or 2; null without any"
    ) { $0.effectiveness.percentage(of: 1...2) }.briefly("share ≤2").rests(on: .interactions),
    .number(
      "iterations_per_prompt", "attempts per prompt", .rating, decimals: 2,
      "mean attempts of an interaction; null without any"
    ) { $0.effectiveness.iterationsPerPrompt }.rests(on: .interactions),
  ]

  package static let ratings = FigureGroup(
    "distribution", "",
    InteractionTally.ratings.map { $0.of(\.effectiveness).rests(on: .interactions) })

  package static let gaps = FigureGroup(
    "session_gaps", "",
    lengths + [.frictionIndicators], parts: [gapClasses])

  /// How many pauses, and how long.
  package static let lengths: [Figure] = [
    .totalGaps, .averageGap,
    .number(
      "longest_gap_minutes", "Longest gap", .minutes, decimals: 1,
      "length of the longest pause; null without any"
    ) { $0.gaps.longestMinutes }.briefly("Longest").rests(on: .sessions),
  ]

  package static let gapClasses = FigureGroup(
    "by_classification", "",
    GapClass.allCases.map { gapClass in
      .count(gapClass.rawValue, "Gaps: \(gapClass.rawValue)", "gaps of this length") {
        $0.gaps.count(of: gapClass)
      }.rests(on: .sessions)
    })

  package static let issues = FigureGroup(
    "issues", "",
    [
      .totalIssues
    ] + openIssues + [
      .counts("by_type", "By type", "how many of each type") { $0.issues.byType }
        .rests(on: .issues),
      .counts("by_severity", "By severity", "how many of each severity") { $0.issues.bySeverity }
        .rests(on: .issues).explained("issues.by_severity"),
    ])

  /// What is told beside the number of issues.
  package static let openIssues: [Figure] = [.unresolvedIssues]

  package static let code = FigureGroup(
    "code_metrics", "",
    [
      .count("total_functions", "Functions", "measured functions") {
        $0.code?.totalFunctions ?? 0
      }.rests(on: .sessions).explained("code.functions"),
      .number(
        "total_lines_added", "Lines added", .lines, decimals: 2, "lines added in them"
      ) { $0.code?.totalLinesAdded }.rests(on: .sessions).explained("code.lines_added"),
      .number(
        "total_lines_modified", "Lines modified", .lines, decimals: 2, "lines changed in them"
      ) { $0.code?.totalLinesModified }.rests(on: .sessions),
      .number(
        "avg_complexity", "Complexity", .score, decimals: 2, "mean cyclomatic complexity"
      ) { $0.code?.averageComplexity }.rests(on: .sessions).explained("code.complexity"),
      .number(
        "avg_doc_score", "Documentation", .score, decimals: 2, "mean score from 0 to 100"
      ) { $0.code?.averageDocumentationScore }.rests(on: .sessions).explained("code.doc_score"),
      .number(
        "total_effort_score", "Effort", .score, decimals: 2, "lines and complexity, weighted"
      ) { $0.code?.totalEffortScore }.rests(on: .sessions).explained("code.effort"),
    ])
}
