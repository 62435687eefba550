// Hours, money and why, by what `b` picks and over time. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let roi = Tab(
    name: "ROI", shortName: "ROI", lists: [.worth, .savedHours], firstHints: Tab.chartHints,
    hasRates: true,
    grouping: TabGrouping(Dimension.ofSessions, word: \.word, at: \.worth) {
      dashboard, dimension in
      dashboard.read.numbers.roi = nil
      (dashboard.place.items[.worth], dashboard.place.windows[.worth]) = (nil, nil)
      return "by \(dimension.title)"
    },
    figures: FigureGroup.ofClaims.flatMap(\.ids) + FigureGroup.roi.ids,
    arrange: { dashboard, body, layout in
      layout.arrange(roiSections(dashboard, body), first: dashboard.place.firstSection, in: body)
    },
    status: roiStatus,
    compute: { dashboard in
      guard dashboard.read.numbers.roi == nil else { return }
      let history = dashboard.read.covered
      let engine = dashboard.assumingEngine
      let days = dashboard.trendDays
      let bucket = dashboard.readableBucket(
        firstDay: days.first ?? dashboard.read.overview.activity.first?.day)
      dashboard.read.numbers.roi = ROINumbers(
        roi: engine.calculateROIMetrics(
          sessions: history.sessions, interactions: history.interactions.all,
          gaps: dashboard.read.overview.gaps),
        groups: engine.valuedGroups(
          history, by: dashboard.chosen.grouping.worth, calendar: dashboard.calendar,
          orderedBy: { $0.savedHours }),
        dimension: dashboard.chosen.grouping.worth,
        points: engine.trends(history, by: bucket, days: days, calendar: dashboard.calendar),
        bucket: bucket, config: engine.config)
      dashboard.followItems([.worth, .savedHours])
    },
    spoken: spokenROI)
}

extension ListID {
  static let worth = ListID("worth")
  static let savedHours = ListID("savedHours")
}

extension ListKind {
  /// Hours and money by what `b` picks.
  static let worth = ListKind(
    .worth, "group", opening: .sessions, rows: { $0.read.numbers.roi?.groups ?? [] },
    counted: { dashboard, rows, row in
      let (key, dimension) = (rows[row].key, dashboard.read.numbers.roi?.dimension ?? .type)
      return (.valued(dimension, key: key), dashboard.groupTitle(key, dimension))
    },
    spoken: { _, group, title in
      let roi = group.overview.roi
      return [
        title + ": " + savedWords(roi.savedHours),
        inWords(multiplierText(roi.shownMultiplier), orElse: "no multiplier"),
        "cost saved " + moneyText(roi.savedDollars), countText(roi.completedSessions, "session"),
      ].joined(separator: ", ")
    }
  ).with {
    $0.title = { "By \($0.chosen.grouping.worth.title): hours saved" }
    $0.table = { ExportSource("groups", SessionGroup.columns, $0.read.numbers.roi?.groups ?? []) }
  }

  /// Hours saved step by step.
  static let savedHours = ListKind(
    timeAxis: .savedHours, opening: .sessions, points: { $0.read.numbers.roi?.points ?? [] },
    isShown: { $0.read.numbers.roi?.savedHours.isEmpty == false },
    bucket: { $0.read.numbers.roi?.bucket ?? .day },
    spoken: {
      $2 + ": " + savedWords($1.savedHours) + ", " + countText($1.sessionCount, "session")
    }
  ).with {
    $0.scale = { ChartScale(origin: 8, count: $0, columns: $1 - 1) }
    $0.title = { _ in "Hours saved" }
    $0.isWorthALine = { $0.read.numbers.roi?.points.at($1)?.sessionCount ?? 0 > 0 }
  }
}

/// `2.5h saved`, `60.9h lost`.
private func savedWords(_ hours: Double) -> String {
  hoursText(hours).hasPrefix("−") ? hoursText(-hours) + " lost" : hoursText(hours) + " saved"
}

private func roiSections(_ dashboard: Dashboard, _ body: Rect) -> [Section] {
  let isLow = body.rows < 16
  let groups = dashboard.rowCount(.worth)
  func bars(_ figures: [Figure], _ panel: Panel) -> Section {
    let rows = 1 + figures.count
    return Section(minimum: rows, wanted: isLow ? rows : rows + 1) { $1.place(panel, $0) }
  }
  let headline: [Section] = [
    Section(minimum: 1, wanted: isLow ? 1 : 3) { layoutArea, layout in
      layout.place(.roiHeadline, layoutArea)
    },
    bars(FigureGroup.hours, .roiTime),
  ]
  let money = bars(FigureGroup.money, .roiMoney)
  let byGroup = Section(
    minimum: 1 + min(max(1, groups), isLow ? 2 : 4), wanted: 1 + max(1, groups) + (isLow ? 0 : 1)
  ) { area, layout in
    layout.placeList(.worthRows, under: .worthRule, area, focus: .worth)
  }
  let saved = Section(minimum: 5, wanted: 8, grows: true) { area, layout in
    layout.placeChart(.savedHours, area, focus: .savedHours, dashboard)
  }
  // Where money has no room below hours, groups have.
  return headline + (isLow ? [byGroup, money, saved] : [money, byGroup, saved])
}

private func roiStatus(_ dashboard: Dashboard) -> [String] {
  guard let numbers = dashboard.read.numbers.roi else { return [dashboard.chosen.range.label] }
  let rates = Assumptions(numbers.config)
  var parts: [String] = []
  let selected = dashboard.window(.savedHours).selected
  if dashboard.focus == .savedHours, let point = numbers.points.at(selected) {
    parts.append(
      dashboard.timeText.step(point.firstDay, numbers.bucket) + ": "
        + savedWords(point.savedHours) + ", " + countText(point.sessionCount, "session"))
  }
  if let sign = dashboard.rates.longSign { parts.append(sign) }
  parts += [
    countText(numbers.roi.completedSessions, "completed productive session"),
    "human_review is left out",
    rates.text(.humanHourlyRate) + ", " + rates.text(.aiMonthlyCost), dashboard.chosen.range.label,
  ]
  return parts
}

private func spokenROI(_ dashboard: Dashboard) -> [String] {
  guard let numbers = dashboard.read.numbers.roi else { return [] }
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
