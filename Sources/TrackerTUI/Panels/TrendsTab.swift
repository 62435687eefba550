// Sessions, hours and ratings over one time axis, and below when of each day ratings were given. Places its panels; they
// draw.

internal import TrackerCore

extension Tab {
  static let trends = Tab(
    name: "Trends", shortName: "Trends", lists: [.trend], firstHints: Tab.chartHints,
    regroup: { dashboard in
      let bucket = Dashboard.following(dashboard.chosen.grouping.bucket, in: TrendBucket.allCases)
      dashboard.chosen.grouping.bucket = bucket
      dashboard.read.numbers.trends = nil
      // The cursor stays on its date.
      if case .choice(.days(let day, _)) = dashboard.place.items[.trend] {
        let first = bucket.firstDay(of: day)
        dashboard.place.items[.trend] = .choice(.days(from: first, before: nil))
      }
      return "by \(bucket.rawValue)"
    },
    arrange: { dashboard, body, layout in
      let rows = trendChartRows(body.rows)
      let charts = Section(minimum: 7, wanted: 3 * (rows + 1) + 1) { area, layout in
        layout.placeChart(.trendCharts, area, focus: .trend, dashboard)
      }
      let timeline = Section(minimum: 3, wanted: 3, grows: true) { $1.place(.timeline, $0) }
      layout.arrange([charts, timeline], first: 0, in: body)
    },
    status: { dashboard in
      let bucket = dashboard.chosen.grouping.bucket
      let selected = dashboard.window(.trend).selected
      guard let point = dashboard.read.numbers.trends?.points.at(selected) else {
        return ["no sessions", dashboard.chosen.range.label]
      }
      return [
        dashboard.timeText.step(point.firstDay, bucket) + ": "
          + countText(point.sessionCount, "session") + ", " + hoursText(point.aiHours) + ", mean "
          + ratingText(point.tally.averageRating),
        "by \(bucket.rawValue)", dashboard.chosen.range.label,
      ]
    },
    compute: { dashboard in
      guard dashboard.read.numbers.trends == nil else { return }
      let history = dashboard.read.covered
      let days = dashboard.trendDays
      let points = dashboard.engine.trends(
        history, by: dashboard.chosen.grouping.bucket, days: days, calendar: dashboard.calendar)
      let first = days.first ?? points.first?.firstDay ?? days.last
      let dayCount = days.last.daysSince1970 - first.daysSince1970 + 1
      dashboard.read.numbers.trends = TrendNumbers(
        points: points,
        timeline: dashboard.engine.timeline(
          history, lastDay: days.last,
          dayCount: min(dayCount, Dashboard.longestTimelineDays), calendar: dashboard.calendar),
        outside: OutsideSessions(history.sessions, now: dashboard.now))
      dashboard.followItems([.trend])
    },
    outsideText: { $0.read.numbers.trends?.outside.sentence(notIn: "these charts") },
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
    $0.scale = { ChartScale(origin: $1 >= 60 ? 9 : 7, count: $0, columns: $1 - 1) }
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
      spokenRating(point.tally.averageRating, "mean"),
    ] + (day.map(spokenHours) ?? [])).joined(separator: ", ")
}

/// The mean rating of each hour of a day in which ratings were given.
private func spokenHours(_ day: TimelineDay) -> [String] {
  day.cells(halfHours: 2).enumerated().compactMap { hour, cell in
    cell.average.map { "from \(hour) o'clock " + ratingText($0) }
  }
}

/// Rows of each chart in a body of so many rows: with their rules they take about six tenths.
private func trendChartRows(_ rows: Int) -> Int {
  min(10, max(1, (rows * 6 / 10 - 1) / 3 - 1))
}
