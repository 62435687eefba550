// Hours, money and why, by what `b` picks and over time. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let roi = Tab(
    name: "ROI", shortName: "ROI",
    arrange: { dashboard, body, layout in
      layout.arrange(roiSections(dashboard, body), first: dashboard.firstSection, in: body)
    },
    status: roiStatus,
    compute: { dashboard in
      guard dashboard.numbers.roi == nil else { return }
      let history = dashboard.covered
      let engine = dashboard.assumingEngine
      let days = dashboard.trendDays
      let bucket = dashboard.readableBucket(
        firstDay: days.first ?? dashboard.overview.activity.first?.day)
      dashboard.numbers.roi = ROINumbers(
        roi: engine.calculateROIMetrics(
          sessions: history.sessions, interactions: history.interactions.all,
          gaps: dashboard.overview.gaps),
        groups: engine.valuedGroups(
          history, by: dashboard.grouping.worth, calendar: dashboard.calendar),
        dimension: dashboard.grouping.worth,
        points: engine.trends(history, by: bucket, days: days, calendar: dashboard.calendar),
        bucket: bucket, config: engine.config)
      dashboard.followItems([.worth, .savedHours])
    })
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
  guard let numbers = dashboard.numbers.roi else { return [dashboard.range.label] }
  let rates = Assumptions(numbers.config)
  var parts: [String] = []
  let selected = dashboard.window(.savedHours).selected
  if dashboard.focus == .savedHours, let point = numbers.points.at(selected) {
    parts.append(
      dashboard.timeText.step(point.firstDay, numbers.bucket) + ": "
        + hoursText(point.savedHours) + " saved, " + countText(point.sessionCount, "session"))
  }
  if let sign = dashboard.rates.longSign { parts.append(sign) }
  parts += [
    countText(numbers.roi.completedSessions, "completed productive session"),
    "human_review is left out",
    rates.text(.humanHourlyRate) + ", " + rates.text(.aiMonthlyCost), dashboard.range.label,
  ]
  return parts
}
