// The tabs beyond overview and sessions for a screen reader: numbers as sentences, then the focused list row by row.

internal import TrackerCore

/// What a tab says above its list; nil for tabs that have their own form.
func spokenTabLines(_ dashboard: Dashboard) -> [String]? {
  if let members = dashboard.members {
    return [members.title + ", " + countText(members.rows.count, "session") + ":"]
  }
  switch dashboard.tab.name {
  case Tab.effectiveness.name: return spokenEffectiveness(dashboard)
  case Tab.roi.name: return spokenROI(dashboard)
  case Tab.issues.name: return spokenIssues(dashboard)
  case Tab.gaps.name: return spokenGaps(dashboard)
  case Tab.trends.name: return spokenTrends(dashboard)
  default: return nil
  }
}

/// The focused list of a tab.
func spokenTabList(_ dashboard: Dashboard) -> SpokenList {
  guard let focus = dashboard.focus else { return SpokenList() }
  // A time axis is read from its end.
  return SpokenList(
    count: dashboard.itemCount(focus), selected: dashboard.window(focus).selected
  ) { spokenRow(dashboard, focus, $0) }
}

private func spokenRatings(_ tally: InteractionTally) -> String {
  countText(tally.count, "interaction")
    + (tally.count == 0 ? "" : ", mean " + ratingText(tally.averageRating))
}

private func spokenRow(_ dashboard: Dashboard, _ focus: Focus, _ row: Int) -> String {
  let numbers = dashboard.numbers
  let title = dashboard.choice(focus, row: row)?.title ?? ""
  switch focus {
  case .ratings:
    let ratings = dashboard.overview.effectiveness
    let count = ratings.countsByRating[4 - row]
    return "\(5 - row) \(row == 4 ? "star" : "stars"): \(countText(count)), "
      + "\(percent(count, of: ratings.ratedCount)) percent"
  case .iterations:
    return title + ": "
      + spokenRatings(
        numbers.effectiveness?.byIterations[row].tally ?? InteractionTally())
  case .models, .groups:
    let groups =
      focus == .models ? numbers.effectiveness?.byModel : numbers.effectiveness?.byDimension
    guard let tally = groups?[row].tally else { return "" }
    let counts = zip((1...5).reversed(), tally.countsByRating.reversed()).filter { $0.1 > 0 }.map {
      "\(countText($0.1)) rated \($0.0)"
    }
    return ([(title == "—" ? "not named" : title) + ": " + spokenRatings(tally)] + counts)
      .joined(separator: ", ")
  case .ratingDays:
    return title + ": "
      + spokenRatings(numbers.effectiveness?.byDay[row].tally ?? InteractionTally())
  case .taskTypes:
    guard let roi = numbers.roi?.byTaskType[row].roi else { return "" }
    return title + ": " + multiplierText(roi.productivityMultiplier) + ", "
      + hoursText(roi.savedHours) + " saved, " + countText(roi.completedSessions, "session")
  case .savedHours:
    let point = numbers.roi?.points[row]
    return title + ": " + hoursText(point?.savedHours ?? 0) + " saved, "
      + countText(point?.sessionCount ?? 0, "session")
  case .allIssues: return numbers.issues.map { spokenIssue(dashboard, $0.rows[row]) } ?? ""
  case .gapRows:
    guard let gap = numbers.gaps?.rows[row] else { return "" }
    return durationText(minutes: gap.gap.durationMinutes) + ", " + gap.gap.classification.word
      + ", after \(gap.fromName), before \(gap.toName), ended "
      + dashboard.timeText.start(gap.gap.toStart)
  case .gapHours:
    let hour = numbers.gaps?.byHour[row] ?? GapHour()
    return "From \(row) o'clock: " + countText(hour.count, "gap")
      + (hour.count == 0 ? "" : ", mean " + durationText(minutes: hour.averageMinutes))
  case .trend:
    guard let point = numbers.trends?.points[row] else { return "" }
    return title + ": " + countText(point.sessionCount, "session") + ", "
      + hoursText(point.aiHours) + ", mean " + ratingText(point.tally.averageRating)
  case .members: return dashboard.members.map { spokenSession(dashboard, $0.rows[row]) } ?? ""
  case .sessions, .interactions, .issues, .functions, .finds, .textLines: return ""
  }
}

private func spokenIssue(_ dashboard: Dashboard, _ row: IssueRow) -> String {
  [
    row.issue.severity ?? "unknown", row.issue.issueType ?? "unknown", row.issue.description,
    row.issue.resolved ? "resolved" : "", "in " + row.sessionName,
    dashboard.timeText.start(row.time),
  ].filter { !$0.isEmpty }.joined(separator: ", ")
}

private func spokenEffectiveness(_ dashboard: Dashboard) -> [String] {
  let ratings = dashboard.overview.effectiveness
  guard let breakdown = dashboard.numbers.effectiveness, dashboard.isRated else {
    return ["Nothing rated yet."]
  }
  return [
    "Rating \(ratings.average.fixed(decimals: 2)) of 5, "
      + countText(ratings.ratedCount, "interaction") + " rated, median "
      + (breakdown.medianRating.map(String.init) ?? "none") + ".",
    "4 and 5: \(percent(breakdown.highCount, of: ratings.ratedCount)) percent, 1 and 2: "
      + "\(percent(breakdown.lowCount, of: ratings.ratedCount)) percent, attempts per prompt "
      + ratingText(breakdown.iterationsPerPrompt) + ".",
    spokenListName(dashboard),
  ]
}

/// Which of several lists is read, and how to get to the next.
private func spokenListName(_ dashboard: Dashboard) -> String {
  let name =
    switch dashboard.focus {
    case .ratings: "Interactions by rating"
    case .iterations: "Mean rating by attempts"
    case .models: "By model"
    case .groups: "By " + dashboard.grouping.dimension.title
    case .ratingDays: "By day"
    case .taskTypes: "By task type: human hours per AI hour"
    case .savedHours: "Hours saved"
    case .gapRows: "Gaps one by one"
    case .gapHours: "Gaps by hour of day"
    default: ""
    }
  return name + ", Tab for the next:"
}

private func spokenROI(_ dashboard: Dashboard) -> [String] {
  guard let numbers = dashboard.numbers.roi else { return [] }
  let roi = numbers.roi
  let rates = Assumptions(numbers.config)
  return [
    dashboard.rates.sentence,
    "Multiplier \(multiplierText(roi.completedSessions > 0 ? roi.productivityMultiplier : nil)), "
      + "return \(percentText(roi.roiPercentage)), saved \(moneyText(roi.savedDollars)).",
    "Hours: human estimate \(hoursText(roi.estimatedHumanHours)), AI \(hoursText(roi.aiHours)), "
      + "oversight \(hoursText(roi.oversightHours)), "
      + "saved \(hoursText(roi.savedHoursAfterOversight)).",
    "Money: human baseline \(moneyText(roi.humanBaselineDollars)), "
      + "AI subscription \(moneyText(roi.subscriptionDollars)), "
      + "oversight \(moneyText(roi.oversightDollars)), "
      + "total AI cost \(moneyText(roi.totalAIDollars)).",
    "Rates: \(rates.text(.humanHourlyRate)), \(rates.text(.aiMonthlyCost)), oversight "
      + rates.text(.oversight) + ".",
    spokenListName(dashboard),
  ].filter { !$0.isEmpty }
}

private func spokenIssues(_ dashboard: Dashboard) -> [String] {
  guard let issues = dashboard.numbers.issues, issues.total > 0 else {
    return ["No issues in this range."]
  }
  let text = { (counts: [IssueSummary.Count]) in
    counts.prefix(12).map { "\($0.word) \(countText($0.count))" }.joined(separator: ", ")
  }
  return [
    "Issues \(countText(issues.total)), \(countText(issues.unresolvedCount)) open.",
    "By severity: \(text(issues.bySeverity)).", "By type: \(text(issues.byType)).",
    (dashboard.grouping.isOnlyUnresolved ? "Open issues" : "All issues")
      + " by \(dashboard.sortWords(.allIssues)):",
  ]
}

private func spokenGaps(_ dashboard: Dashboard) -> [String] {
  let gaps = dashboard.overview.gaps
  guard let numbers = dashboard.numbers.gaps, !gaps.gaps.isEmpty else {
    return ["No gaps in this range."]
  }
  let classes = zip(GapClass.allCases, gaps.countsByClass).map { "\($0.word) \(countText($1))" }
  return [
    "Gaps \(countText(gaps.gaps.count)), average \(durationText(minutes: gaps.averageMinutes)), "
      + "longest \(durationText(minutes: numbers.longestMinutes)): "
      + classes.joined(separator: ", ") + ".",
    gaps.frictionIndicators.isEmpty
      ? "No friction found." : gaps.frictionIndicators.joined(separator: ". ") + ".",
    numbers.friction.map(\.text).joined(separator: ", ") + ".", spokenListName(dashboard),
  ]
}

private func spokenTrends(_ dashboard: Dashboard) -> [String] {
  guard let points = dashboard.numbers.trends?.points, !points.isEmpty else {
    return ["No sessions in this range."]
  }
  return ["Sessions, AI hours and mean rating by \(dashboard.grouping.bucket.rawValue):"]
}

extension GapClass {
  /// As a sentence says it.
  var word: String { self == .longBreak ? "long" : rawValue }
}
