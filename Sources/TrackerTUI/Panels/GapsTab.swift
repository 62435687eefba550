// The pauses between sessions and what they hint at. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let gaps = Tab(
    name: "Gaps", shortName: "Gaps",
    arrange: { _, body, layout in layout.place(.gaps, body) },
    status: { dashboard in
      [countText(dashboard.overview.gaps.gaps.count, "gap"), dashboard.range.label]
    })
}
