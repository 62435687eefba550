// THE LIST: the numbers of the overview. A name that the data files have is the one spelling, then one that the reference
// has; what a frozen body spells otherwise stands at the end as an alias. A new figure is a line of its group.

extension Column<Overview> {
  package static let totalSessions = count(
    "total_sessions", "Sessions", "sessions of any kind"
  ) { $0.roi.totalSessions }

  static let activeSessions = count("active_sessions", "Active", "those that run now") {
    $0.activeCount
  }

  package static let completedSessions = count(
    "completed_sessions", "Completed", "completed sessions, without human_review"
  ) { $0.roi.completedSessions }

  package static let totalInteractions = count(
    "total_interactions", "Interactions", "interactions logged, rated or not"
  ) { $0.effectiveness.interactionCount }

  package static let averageEffectiveness = number(
    "avg_effectiveness", "Average rating", .rating, decimals: 2,
    "mean rating of all interactions; 0 without any"
  ) { $0.effectiveness.average }

  package static let aiHours = number(
    "total_ai_hours", "AI time", .hours, decimals: 2, "hours the assistant worked"
  ) { $0.roi.aiHours }

  static let humanHours = number(
    "estimated_human_hours", "Human estimate", .hours, decimals: 2,
    "hours a person alone would have needed"
  ) { $0.roi.estimatedHumanHours }

  package static let savedHours = number(
    "time_saved_hours", "Time saved", .hours, decimals: 2, "the difference"
  ) { $0.roi.savedHours }

  package static let costSaved = number(
    "cost_saved", "Cost saved", .dollars, decimals: 2, "dollars saved, an estimate"
  ) { $0.roi.savedDollars }

  package static let roiPercentage = number(
    "roi_percentage", "ROI", .percent, decimals: 1,
    "dollars saved of 100 a person would have cost"
  ) { $0.roi.roiPercentage }

  package static let productivityMultiplier = number(
    "productivity_multiplier", "Multiplier", .times, decimals: 1,
    "human hours per hour spent, gaps included"
  ) { $0.roi.productivityMultiplier }

  package static let totalGaps = count("total_gaps", "Gaps", "pauses between sessions") {
    $0.gaps.gaps.count
  }

  package static let averageGap = number(
    "average_gap_minutes", "Average gap", .minutes, decimals: 1, "mean length of a pause"
  ) { $0.gaps.averageMinutes }

  // MARK: - Aliases of frozen bodies

  /// In `/api/overview`, which the reference does not round.
  package static let overviewAverage = averageEffectiveness.alias(
    "average", decimals: nil, "mean over all interactions, unrounded")
}

extension FigureGroup {
  package static let totals = FigureGroup(
    "totals",
    [.totalSessions, .activeSessions, .completedSessions, .totalInteractions])

  package static let time = FigureGroup(
    "time_metrics",
    [
      .number(
        "total_ai_minutes", "AI minutes", .minutes, decimals: 1, "minutes the assistant worked"
      ) { $0.roi.aiMinutes },
      .aiHours, .humanHours, .savedHours, .completedSessions,
    ])

  package static let cost = FigureGroup(
    "cost_metrics",
    [
      .number(
        "human_baseline_cost", "Human baseline", .dollars, decimals: 2,
        "dollars a person alone would have cost"
      ) { $0.roi.humanBaselineDollars },
      .number(
        "ai_subscription_cost", "Subscription", .dollars, decimals: 2,
        "dollars of the subscription's hours"
      ) { $0.roi.subscriptionDollars },
      .number(
        "oversight_cost", "Oversight", .dollars, decimals: 2, "dollars of a person's oversight"
      ) { $0.roi.oversightDollars },
      .number(
        "total_ai_cost", "AI cost", .dollars, decimals: 2, "subscription and oversight"
      ) { $0.roi.totalAIDollars },
      .costSaved, .roiPercentage, .productivityMultiplier,
    ])

  package static let productivity = FigureGroup(
    "productivity_metrics",
    [
      .totalInteractions, .averageEffectiveness,
      .number(
        "interactions_per_session", "Interactions a session", .times, decimals: 1,
        "per completed session; 0 without any"
      ) { $0.roi.interactionsPerSession },
    ])

  /// Hours, money and rates in one object.
  package static let roi = FigureGroup(
    "roi", [.totalSessions] + time.figures + cost.figures + productivity.figures)

  /// Of the sessions of one task type.
  package static let taskType = FigureGroup(
    "by_task_type",
    [
      .completedSessions, .aiHours, .humanHours, .savedHours, .costSaved,
      .productivityMultiplier,
    ])

  package static let effectiveness = FigureGroup(
    "effectiveness", [.averageEffectiveness], parts: [ratings])

  package static let ratings = FigureGroup(
    "distribution",
    Interaction.ratings.map { rating in
      .count("\(rating)", "Rated \(rating)", "interactions rated \(rating)") {
        $0.effectiveness.countsByRating[rating - 1]
      }
    })

  package static let gaps = FigureGroup(
    "session_gaps", [.totalGaps, .averageGap], parts: [gapClasses])

  package static let gapClasses = FigureGroup(
    "by_classification",
    GapClass.allCases.map { gapClass in
      .count(gapClass.rawValue, "Gaps: \(gapClass.rawValue)", "gaps of this length") {
        $0.gaps.count(of: gapClass)
      }
    })

  package static let issues = FigureGroup(
    "issues", [.count("total", "Issues", "issues flagged") { $0.issues.total }])

  package static let code = FigureGroup(
    "code_metrics",
    [
      .count("total_functions", "Functions", "measured functions") {
        $0.code?.totalFunctions ?? 0
      },
      .number(
        "total_lines_added", "Lines added", .lines, decimals: 2, "lines added in them"
      ) { $0.code?.totalLinesAdded },
      .number(
        "total_lines_modified", "Lines modified", .lines, decimals: 2, "lines changed in them"
      ) { $0.code?.totalLinesModified },
      .number(
        "avg_complexity", "Complexity", .score, decimals: 2, "mean cyclomatic complexity"
      ) { $0.code?.averageComplexity },
      .number(
        "avg_doc_score", "Documentation", .score, decimals: 2, "mean score from 0 to 100"
      ) { $0.code?.averageDocumentationScore },
      .number(
        "total_effort_score", "Effort", .score, decimals: 2, "lines and complexity, weighted"
      ) { $0.code?.totalEffortScore },
    ])

  package static let skipped = FigureGroup(
    "skipped",
    [.count("total", "Skipped", "records that could not be used") { $0.skippedCount }])
}
