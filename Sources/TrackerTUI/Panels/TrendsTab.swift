// A year of days, then sessions, hours and ratings over one time axis, and below when of each day ratings were given.
// Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let trends = Tab(
    name: "Trends", shortName: "Trends", lists: [.yearDays, .trend],
    firstHints: [.back, .sideways(-1), .chooseGrouping, .toggleOrder] + Tab.chartHints,
    grouping: TabGrouping(TrendBucket.allCases, word: \.rawValue, at: \.bucket) {
      dashboard, bucket in
      dashboard.read.numbers.trends = nil
      // The cursor stays on its date.
      if case .choice(.days(let day, _)) = dashboard.place.items[.trend] {
        let first = bucket.firstDay(of: day)
        dashboard.place.items[.trend] = .choice(.days(from: first, before: nil))
      }
      return "by \(bucket.rawValue)"
    },
    figures: FigureGroup.totals.ids + FigureGroup.outside.ids,
    arrange: arrangeTrends,
    status: { dashboard in
      let bucket = dashboard.chosen.grouping.bucket
      let isDay = dashboard.focus == .yearDays
      let list: ListID = isDay ? .yearDays : .trend
      let trends = dashboard.read.numbers.trends
      let point = (isDay ? trends?.year.days : trends?.points)?.at(dashboard.window(list).selected)
      guard let point else { return ["no sessions", dashboard.chosen.range.label] }
      return [
        dashboard.timeText.step(point.firstDay, isDay ? .day : bucket) + ": "
          + countText(point.sessionCount, "session") + ", " + hoursText(point.aiHours) + ", mean "
          + ratingText(point.tally.averageRating),
        "by \(bucket.rawValue)", dashboard.chosen.range.label,
      ]
    },
    compute: { dashboard in
      guard dashboard.read.numbers.trends == nil else { return }
      let history = dashboard.read.covered
      let meant = dashboard.meantHistory
      let bucket = dashboard.chosen.grouping.bucket
      let days = dashboard.trendDays
      var axis = bucket.axis(of: days)
      axis.present = dashboard.now
      let points = dashboard.engine.trends(
        bucket == .day ? history : meant, by: bucket, days: axis, calendar: dashboard.calendar)
      let first = days.first ?? points.first?.firstDay ?? days.last
      let dayCount = days.last.daysSince1970 - first.daysSince1970 + 1
      let year = dashboard.engine.yearGrid(
        meant, now: dashboard.now, calendar: dashboard.calendar)
      dashboard.read.numbers.trends = TrendNumbers(
        points: points,
        timeline: dashboard.engine.timeline(
          history, lastDay: days.last,
          dayCount: min(dayCount, Dashboard.longestTimelineDays), calendar: dashboard.calendar),
        year: year,
        summaries: Dictionary(
          uniqueKeysWithValues: YearMeasure.allCases.map { ($0, year.summary(by: $0)) }))
      dashboard.followItems([.yearDays, .trend])
    },
    outside: { $0.read.numbers.trends?.year.outside },
    spoken: { $0.rowCount(.trend) == 0 ? ["No sessions in this range."] : [] },
    paperChart: { dashboard in
      // By day the list above has the hours.
      guard dashboard.chosen.grouping.bucket != .day else { return nil }
      let days = (dashboard.read.numbers.trends?.timeline ?? []).map {
        (day: $0.day, hours: spokenHours($0))
      }
      return (
        "Mean rating by day and hour, empty days left out",
        days.filter { !$0.hours.isEmpty }.map {
          dashboard.timeText.dayAndYear($0.day) + ": " + $0.hours.joined(separator: ", ")
        }
      )
    })
}

extension ListID { static let trend = ListID("trend") }

extension ListKind {
  /// The steps of the three charts. Down goes back in time, as the timeline below does.
  static let trend = ListKind(
    timeAxis: .trend, opening: .sessions, points: { $0.read.numbers.trends?.points ?? [] },
    bucket: \.chosen.grouping.bucket, spoken: spokenStep
  ).with {
    $0.isWalkedBackwards = true
    $0.scale = { ChartScale(origin: 7, count: $0, columns: $1 - 1) }
    $0.title = { "Sessions, AI hours and mean rating by \($0.chosen.grouping.bucket.rawValue)" }
    $0.isWorthALine = { dashboard, row in
      dashboard.read.numbers.trends?.points.at(row).map {
        $0.sessionCount > 0 || $0.tally.count > 0
      }
        ?? false
    }
  }
}

private func spokenStep(_ dashboard: Dashboard, _ point: TrendPoint, _ title: String) -> String {
  let day = dashboard.read.numbers.trends?.timeline.first {
    dashboard.chosen.grouping.bucket == .day && $0.day == point.firstDay
  }
  return
    ([
      title + ": " + countText(point.sessionCount, "session"), hoursText(point.aiHours),
      spokenMean(point),
    ] + (day.map(spokenHours) ?? [])).joined(separator: ", ")
}

/// The mean rating of each hour of a day in which ratings were given.
private func spokenHours(_ day: TimelineDay) -> [String] {
  day.cells(halfHours: 2).enumerated().compactMap { hour, cell in
    cell.average.map { "from \(hour) o'clock " + ratingText($0) }
  }
}

/// The year, the charts, and on high screens the timeline; on low ones the year and one chart at a time.
private func arrangeTrends(_ dashboard: Dashboard, _ body: Rect, _ layout: inout Layout) {
  let yearRows = WeekScale.rows + 2
  var rest = body
  guard body.rows >= yearRows + 12 else {
    let hasBoth = body.rows >= yearRows + 5
    if hasBoth { layout.placeYear(rest.takeTop(yearRows), dashboard) }
    // Each takes all of the rest, so that one at a time is shown.
    let charts = YearMeasure.inCharts.map { measure in
      Section(minimum: rest.rows, wanted: rest.rows) { area, layout in
        layout.placeChart(.trendCharts([measure]), area, focus: .trend, dashboard)
      }
    }
    let year = Section(minimum: rest.rows, wanted: rest.rows) { $1.placeYear($0, dashboard) }
    layout.arrange(
      (hasBoth ? [] : [year]) + charts, first: dashboard.place.firstSection, in: rest)
    return
  }
  let hasFactsBelow = !WeekScale.hasFactsBeside(columns: body.columns) && body.rows >= yearRows + 13
  layout.placeYear(rest.takeTop(yearRows + (hasFactsBelow ? 1 : 0)), dashboard)
  let timelineRows = 8
  let hasTimeline = dashboard.size.rows >= 34
  let chartRows = hasTimeline ? min(11, (rest.rows - timelineRows - 1) / 3) * 3 + 1 : rest.rows
  layout.placeChart(
    .trendCharts(YearMeasure.inCharts), rest.takeTop(chartRows), focus: .trend, dashboard)
  if hasTimeline { layout.place(.timeline, rest) }
}
