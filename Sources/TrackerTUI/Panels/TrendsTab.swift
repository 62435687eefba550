// Sessions, hours and ratings over one time axis, and below when of each day ratings were given. Places its panels; they
// draw.

internal import TrackerCore

extension Tab {
  static let trends = Tab(
    name: "Trends", shortName: "Trends",
    arrange: { dashboard, body, layout in
      let rows = trendChartRows(body.rows)
      let charts = Section(minimum: 7, wanted: 3 * (rows + 1) + 1) { area, layout in
        layout.placeChart(.trendCharts, area, focus: .trend, dashboard)
      }
      let timeline = Section(minimum: 3, wanted: 3, grows: true) { $1.place(.timeline, $0) }
      layout.arrange([charts, timeline], first: 0, in: body)
    },
    status: { dashboard in
      let bucket = dashboard.grouping.bucket
      let selected = dashboard.window(.trend).selected
      guard let point = dashboard.numbers.trends?.points.at(selected) else {
        return ["no sessions", dashboard.range.label]
      }
      return [
        dashboard.timeText.step(point.firstDay, bucket) + ": "
          + countText(point.sessionCount, "session") + ", " + hoursText(point.aiHours) + ", mean "
          + ratingText(point.tally.averageRating),
        "by \(bucket.rawValue)", dashboard.range.label,
      ]
    },
    compute: { dashboard in
      guard dashboard.numbers.trends == nil else { return }
      let history = dashboard.covered
      let days = dashboard.trendDays
      let points = dashboard.engine.trends(
        history, by: dashboard.grouping.bucket, days: days, calendar: dashboard.calendar)
      let first = days.first ?? points.first?.firstDay ?? days.last
      let dayCount = days.last.daysSince1970 - first.daysSince1970 + 1
      dashboard.numbers.trends = TrendNumbers(
        points: points,
        timeline: dashboard.engine.timeline(
          history, lastDay: days.last,
          dayCount: min(dayCount, Dashboard.longestTimelineDays), calendar: dashboard.calendar),
        outside: OutsideSessions(history.sessions, now: dashboard.now))
      dashboard.followItems([.trend])
    })
}

/// Rows of each chart in a body of so many rows: with their rules they take about six tenths.
private func trendChartRows(_ rows: Int) -> Int {
  min(10, max(1, (rows * 6 / 10 - 1) / 3 - 1))
}
