// The tabs for a screen reader: numbers as sentences, then the focused list row by row.

internal import TrackerCore

/// What a tab says above its list: its numbers, and the ends of charts that are no lists.
func spokenTabLines(_ dashboard: Dashboard) -> [String] {
  guard dashboard.members == nil else { return [] }
  return spokenTabNumbers(dashboard) + [spokenLastDays(dashboard)].compactMap { $0 }
}

private func spokenLastDays(_ dashboard: Dashboard) -> String? {
  switch dashboard.tab.name {
  case Tab.overview.name:
    let days = dashboard.days.suffix(7).map {
      "\(dashboard.timeText.day($0.day)) \(countText($0.sessionCount))"
    }
    return days.isEmpty
      ? nil : "Sessions a day, the last 7 days: " + days.joined(separator: ", ") + "."
  case Tab.issues.name:
    let days = dashboard.numbers.issueDays.filter { $0.count > 0 }.suffix(7).map {
      "\(dashboard.timeText.dayAndYear($0.day)) \(countText($0.count))"
    }
    return days.isEmpty
      ? nil : "Flagged a day, the last days with any: " + days.joined(separator: ", ") + "."
  default: return nil
  }
}

/// The numbers of a tab as sentences.
func spokenTabNumbers(_ dashboard: Dashboard) -> [String] {
  switch dashboard.tab.name {
  case Tab.overview.name: return spokenNumbers(dashboard)
  case Tab.effectiveness.name: return spokenEffectiveness(dashboard)
  case Tab.roi.name: return spokenROI(dashboard)
  case Tab.issues.name: return spokenIssues(dashboard)
  case Tab.gaps.name: return spokenGaps(dashboard)
  case Tab.trends.name:
    return dashboard.rowCount(.trend) == 0 ? ["No sessions in this range."] : []
  default: return []
  }
}

/// A list of a tab, row by row.
func spokenTabList(_ dashboard: Dashboard, _ focus: Focus?) -> SpokenList {
  guard let focus else { return SpokenList() }
  return SpokenList(
    focus: focus, count: dashboard.rowCount(focus), selected: dashboard.window(focus).selected
  ) { spokenRow(dashboard, focus, $0) }
}

private func spokenRatings(_ tally: InteractionTally) -> String {
  countText(tally.count, "interaction")
    + (tally.count == 0 ? "" : ", " + spokenRating(tally.averageRating, "mean"))
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
    return
      ([(title == Dimension.none ? "not named" : title) + ": " + spokenRatings(tally)] + counts)
      .joined(separator: ", ")
  case .ratingDays:
    return title + ": "
      + spokenRatings(numbers.effectiveness?.byDay[row].tally ?? InteractionTally())
  case .worth:
    guard let roi = numbers.roi?.groups[row].overview.roi else { return "" }
    return title + ": "
      + inWords(multiplierText(roi.productivityMultiplier), orElse: "no multiplier") + ", "
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
    let hour = numbers.gaps?.byHour[row] ?? GapHour(hour: row)
    return "From \(row) o'clock: " + countText(hour.count, "gap")
      + (hour.count == 0 ? "" : ", mean " + durationText(minutes: hour.averageMinutes))
  case .trend:
    guard let point = numbers.trends?.points[row] else { return "" }
    let day = dashboard.numbers.trends?.timeline.first {
      dashboard.grouping.bucket == .day && $0.day == point.firstDay
    }
    return
      ([
        title + ": " + countText(point.sessionCount, "session"), hoursText(point.aiHours),
        spokenRating(point.tally.averageRating, "mean"),
      ] + (day.map(spokenHours) ?? [])).joined(separator: ", ")
  case .members: return dashboard.members.map { spokenSession(dashboard, $0.rows[row]) } ?? ""
  case .sessions: return spokenSession(dashboard, dashboard.overview.rows[row])
  case .interactions, .issues, .functions, .finds, .textLines: return ""
  }
}

/// The mean rating of each hour of a day in which ratings were given.
func spokenHours(_ day: TimelineDay) -> [String] {
  day.cells(halfHours: 2).enumerated().compactMap { hour, cell in
    cell.average.map { "from \(hour) o'clock " + ratingText($0) }
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
  guard dashboard.isRated else { return ["Nothing rated yet."] }
  let overview = dashboard.overview
  return [
    "Rating \(Figure.averageEffectiveness.shown(overview)) of 5, "
      + countText(ratings.ratedCount, "interaction") + " rated, "
      + inWords(Figure.medianRating.said(overview), orElse: "median none") + ".",
    FigureGroup.spread.map { figure in
      figure.title + ": " + inWords(figure.shown(overview), orElse: "not known")
    }.joined(separator: ", ") + ".",
  ]
}

/// What a list is: its name, and the order of one that can be sorted.
func spokenName(_ dashboard: Dashboard, _ focus: Focus) -> String {
  let name =
    switch focus {
    case .sessions: "Sessions"
    case .members:
      dashboard.members.map { $0.title + ", " + countText($0.rows.count, "session") } ?? ""
    case .allIssues: dashboard.grouping.isOnlyUnresolved ? "Open issues" : "All issues"
    case .trend: "Sessions, AI hours and mean rating by \(dashboard.grouping.bucket.rawValue)"
    case .ratings: "Interactions by rating"
    case .iterations: "Mean rating by attempts"
    case .models: "By model"
    case .groups: "By " + dashboard.grouping.dimension.title
    case .ratingDays: "Mean rating by day"
    case .worth: "By \(dashboard.grouping.worth.title): human hours per hour spent"
    case .savedHours: "Hours saved"
    case .gapRows: "Gaps one by one"
    case .gapHours: "Gaps by hour of day"
    default: ""
    }
  let sorted = focus == .members ? .sessions : focus
  guard !dashboard.sortTitles(sorted).isEmpty else { return name }
  let activeFirst =
    sorted == .sessions && dashboard.sortOrders[.sessions] == nil && dashboard.activeCount > 0
  return name + ", sorted by \(dashboard.sortWords(sorted))" + (activeFirst ? ", active first" : "")
}

/// Which of a tab's lists is read, and how to get to the next where there are several.
func spokenHeading(_ dashboard: Dashboard, _ list: SpokenList) -> [String] {
  guard let focus = list.focus, list.count > 0 else { return [] }
  let hasOthers = dashboard.members == nil && dashboard.tab.lists.count > 1
  return [spokenName(dashboard, focus) + (hasOthers ? ", Tab for the next:" : ":")]
}

extension Tab {
  /// All of its lists, as they stand below one another.
  var lists: [Focus] {
    switch name {
    case Tab.effectiveness.name: [.ratings, .iterations, .models, .groups, .ratingDays]
    case Tab.roi.name: [.worth, .savedHours]
    case Tab.issues.name: [.allIssues]
    case Tab.gaps.name: [.gapHours, .gapRows]
    case Tab.trends.name: [.trend]
    default: [.sessions]
    }
  }
}

private func spokenROI(_ dashboard: Dashboard) -> [String] {
  guard let numbers = dashboard.numbers.roi else { return [] }
  let overview = dashboard.assumedOverview
  let rates = Assumptions(numbers.config)
  return [
    dashboard.rates.sentence, spoken(FigureGroup.roiHeadline, overview),
    "Hours: " + spoken(FigureGroup.hours, overview).asWord,
    "Money: " + spoken(FigureGroup.money, overview).asWord,
    "Rates: \(rates.text(.humanHourlyRate)), \(rates.text(.aiMonthlyCost)), oversight "
      + rates.text(.oversight) + ".",
  ].filter { !$0.isEmpty }
}

private func spokenIssues(_ dashboard: Dashboard) -> [String] {
  guard let issues = dashboard.numbers.issues, dashboard.overview.issues.total > 0 else {
    return ["No issues in this range."]
  }
  let text = { (counts: [WordCount]) in
    counts.map { "\($0.word) \(countText($0.count))" }.joined(separator: ", ")
  }
  return [
    spoken([.totalIssues], dashboard.overview, end: ", ")
      + FigureGroup.openIssues.map { $0.counted(dashboard.overview) }.joined(separator: ", ") + ".",
    "By severity: \(text(issues.bySeverity)).", "By type: \(text(issues.byType)).",
  ]
}

private func spokenGaps(_ dashboard: Dashboard) -> [String] {
  let gaps = dashboard.overview.gaps
  guard let numbers = dashboard.numbers.gaps, !gaps.gaps.isEmpty else {
    return ["No gaps in this range."]
  }
  let classes = zip(GapClass.allCases, gaps.countsByClass).map { "\($0.word) \(countText($1))" }
  return [
    spoken(FigureGroup.lengths, dashboard.overview, as: \.brief, end: ": ")
      + classes.joined(separator: ", ") + ".",
    gaps.frictionIndicators.isEmpty
      ? "No friction found." : gaps.frictionIndicators.joined(separator: ". ") + ".",
    numbers.friction.map(spokenFriction).joined(separator: ", ") + ".",
  ]
}

private func spokenFriction(_ measure: FrictionMeasure) -> String {
  measure.text.split(separator: "—", omittingEmptySubsequences: false)
    .joined(separator: "not known")
}

extension GapClass {
  /// As a sentence says it.
  var word: String { self == .longBreak ? "long" : rawValue }
}
