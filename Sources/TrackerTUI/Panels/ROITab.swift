// Hours, money and why. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let roi = Tab(
    name: "ROI", shortName: "ROI",
    arrange: { _, body, layout in layout.place(.roi, body) },
    status: { dashboard in
      [
        countText(dashboard.overview.roi.completedSessions, "completed session"),
        dashboard.range.label,
      ]
    })
}
