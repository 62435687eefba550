// What the sessions are worth; hours, money and why, by what `b` picks and over time. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let roi = Tab(
    name: "ROI", shortName: "ROI", lists: [.worth, .savedHours],
    firstHints: [
      .back, .explain, .assume, .chooseGrouping, .changePane(by: 1), .open, .sideways(-1),
      .chooseRange, .filter,
    ], hasRates: true,
    help: "how each figure comes about, and what would prove it wrong: docs/METHODOLOGY.md",
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
      var figures = dashboard.read.overview
      figures.roi = engine.calculateROIMetrics(
        sessions: history.sessions, interactions: history.interactions.all, gaps: figures.gaps)
      let claims = engine.claims(of: figures, on: dashboard.claimBasis())
      dashboard.read.numbers.roi = ROINumbers(
        roi: figures.roi, claims: claims,
        groups: engine.valuedGroups(
          history, by: dashboard.chosen.grouping.worth, calendar: dashboard.calendar,
          orderedBy: { $0.savedHours }),
        dimension: dashboard.chosen.grouping.worth,
        points: engine.trends(history, by: bucket, days: days, calendar: dashboard.calendar),
        bucket: bucket, config: engine.config)
      dashboard.followItems([.worth, .savedHours])
    },
    spoken: spokenROI,
    paperChart: { $0.read.numbers.roi.map { whatMattersOnPaper($0.claims) } })
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
    $0.explained = { $0.read.numbers.roi?.groups.at($1)?.explanations ?? [] }
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

/// Low screens have groups before money, higher ones what matters most.
private let fewestRowsWithMoney = 27
private let fewestRowsWithWhatMatters = 40
private let fewestColumnsWithDoubts = 180

private func roiSections(_ dashboard: Dashboard, _ body: Rect) -> [Section] {
  guard let numbers = dashboard.read.numbers.roi else { return [] }
  let isLow = body.rows < fewestRowsWithMoney
  let rowsBelow = isLow ? 0 : 1
  let groups = max(1, numbers.groups.count)
  func bars(_ rows: Int, _ place: @escaping (Rect, inout Layout) -> Void) -> Section {
    Section(minimum: 1 + rows + rowsBelow, wanted: 1 + rows + rowsBelow) { area, layout in
      var area = area
      place(area.takeTop(1 + rows), &layout)
    }
  }
  let claims = Section.claims(numbers.claims, columns: body.columns)
  let time = bars(FigureGroup.hours.count) { $1.place(.roiTime, $0) }
  let money = bars(FigureGroup.money.count) { $1.place(.roiMoney, $0) }
  let hasDoubts = body.columns >= fewestColumnsWithDoubts
  let whatMatters = bars(numbers.claims.sensitivity.rows.count) { area, layout in
    var rest = area
    guard hasDoubts else { return layout.place(.whatMatters, area) }
    layout.place(.whatMatters, rest.takeLeft(area.columns / 2))
    _ = rest.takeLeft(1)
    layout.place(.doubts, rest)
  }
  let byGroup = Section(minimum: 1 + min(groups, isLow ? 4 : 5), wanted: 1 + groups + rowsBelow) {
    area, layout in
    layout.placeList(.worthRows, under: .worthRule, area, focus: .worth)
  }
  let saved = Section(minimum: 5, wanted: 8, grows: true) { area, layout in
    layout.placeChart(.savedHours, area, focus: .savedHours, dashboard)
  }
  if isLow { return [claims, time, byGroup, money, saved] }
  if dashboard.size.rows < fewestRowsWithWhatMatters {
    return [claims, time, money, byGroup, saved]
  }
  return hasDoubts
    ? [claims, whatMatters, time, money, byGroup, saved]
    : [claims, time, money, whatMatters, byGroup, saved]
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
  parts += [dashboard.ratesSign, rates.estimatesText].compactMap(\.self)
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
  let sign = dashboard.ratesSign.map { $0.prefix(1).uppercased() + $0.dropFirst() + ":" }
  return [sign].compactMap(\.self) + spoken(numbers.claims) + [
    "Hours as logged: " + spoken(FigureGroup.hours, overview).asWord,
    "Money as logged: " + spoken(FigureGroup.money, overview).asWord,
    "Rates: \(rates.text(.humanHourlyRate)), \(rates.text(.aiMonthlyCost)), oversight "
      + rates.text(.oversight) + (rates.estimatesText.map { ", " + $0 } ?? "") + ".",
  ]
}
