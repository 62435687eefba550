// How sessions, hours and ratings move over time. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let trends = Tab(
    name: "Trends", shortName: "Trends",
    arrange: { _, body, layout in layout.place(.activity, body) },
    status: { dashboard in
      [countText(dashboard.overview.rows.count, "session"), dashboard.range.label]
    })
}
