// THE LIST: the figures that answers tell. It refuses arithmetic: every number comes from a statistic.

internal import TrackerCore

/// The figures of what was asked for, computed once, and its sessions.
struct Figures {
  let history: History
  let overview: Overview
  /// With the period before; nil where it was not asked for.
  var comparison: Comparison?
}

extension Figures {
  /// By start as it is written, latest first; ties in file order.
  fileprivate var newestFirst: [SessionRow] {
    history.sessionRows.map { ($0, $0.startTime ?? "") }
      .sorted { a, b in b.1.utf8.lexicographicallyPrecedes(a.1.utf8) }
      .map(\.0)
  }
}

extension Documents {
  /// The overview that scripts read (reference behaviour, HTTP).
  static let overview = Shape<Figures>(
    "Overview",
    [
      .list("sessions", "latest start first", Shape("OverviewSession", SessionRow.overviewColumns))
      {
        $0.newestFirst
      }
    ] + overviewFigures { $0.overview } + [
      .optionalObject(
        "previous",
        "with previous=1, the equally long period before; null for a range without a beginning",
        Previous.shape(overviewFigures { $0.figures })
      ) { Previous($0.comparison, of: $0.overview) }.present { $0.comparison != nil }
    ])

  private static func overviewFigures<Subject>(
    _ overview: @escaping @Sendable (Subject) -> Overview
  ) -> [Field<Subject>] {
    [
      .object("roi", "return on investment", overviewROI) { overview($0).readingAsEmpty },
      .object("effectiveness", "ratings", overviewEffectiveness) { overview($0).readingAsEmpty },
      .object("session_gaps", "pauses between sessions", overviewGaps) {
        overview($0).readingAsEmpty
      },
    ]
  }

  private static let overviewROI = Shape(
    "OverviewROI", [Figure.totalSessions, .costSaved, .roiPercentage, .rates])
  private static let overviewEffectiveness = Shape(
    "OverviewEffectiveness", [FigureGroup.ratings.field { $0 }, Field(Figure.overviewAverage)])
  private static let overviewGaps = Shape(
    "OverviewGaps",
    [
      Field(Figure.totalGaps), Field(.averageGap), FigureGroup.gapClasses.field { $0 },
      Field(.frictionIndicators),
    ])

  static let effectiveness = Shape(
    "Effectiveness", FigureGroup.effectiveness.fields + [outside { $0 }])
  static let roi = Shape("ROI", FigureGroup.roi.fields + [outside { $0 }])

  /// What the range could not contain.
  static func outside<Subject>(
    _ overview: @escaping @Sendable (Subject) -> Overview
  ) -> Field<Subject> { FigureGroup.outside.field(of: overview) }

  static let gaps = Shape<Page<SessionGap>>(
    "Gaps",
    [
      .object("summary", "of all pages", Shape("GapSummary", FigureGroup.gaps.fields)) {
        $0.overview
      },
      .list("gaps", "one page, in order of their beginning", Shape("Gap", SessionGap.columns)) {
        $0.elements
      },
      .optionalText("next_cursor", "cursor of the next page; null on the last") { $0.nextCursor },
      outside { $0.overview },
    ])

  static let report = Shape<String>(
    "Report", [.text("report", "the report as people read it") { $0 }])

  static let health = Shape<Health>(
    "Health",
    [
      .word("status", "degraded when a file cannot be used", of: ["ok", "degraded"]) {
        $0.history.unusableFiles.isEmpty ? "ok" : "degraded"
      },
      .text("version", "of this program") { $0.server.version },
      .texts("unusable_files", "with the reason; they are read as empty") {
        $0.history.unusableFiles.map { "\($0.path): \($0.reason)" }
      },
      Field(Figure.skippedRecords.of { $0.overview }),
    ])
}

/// How the server and its data are.
struct Health {
  let server: ServerFacts
  let history: History

  /// What is asked of it alone: the rest would take a pass over the sessions.
  var overview: Overview {
    var overview = Overview()
    overview.skippedCount = history.skippedCount
    return overview
  }
}

/// One page of a list that only grows at its end.
struct Page<Element: Sendable> {
  let elements: ArraySlice<Element>
  /// Of what is on all pages.
  let overview: Overview
  let nextCursor: String?

  init(_ question: Question, of all: [Element], _ overview: Overview) {
    elements = all[min(question.position, all.count)...].prefix(question.limit)
    self.overview = overview
    nextCursor = elements.endIndex < all.count ? "\(elements.endIndex)" : nil
  }
}
