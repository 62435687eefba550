// The ratings: how they spread. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let effectiveness = Tab(
    name: "Effectiveness", shortName: "Effect",
    arrange: { _, body, layout in layout.place(.effectiveness, body) },
    status: { dashboard in
      [
        countText(dashboard.overview.effectiveness.interactionCount, "interaction"),
        dashboard.range.label,
      ]
    })
}
