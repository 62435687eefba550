// All that a viewer shows, computed once from a history: every panel and the report read their numbers here.

/// The numbers of a history.
public struct Overview: Sendable, Equatable, PartlyRead {
  public var roi = ROIMetrics()
  public var effectiveness = InteractionTally()
  public var gaps = SessionGaps()
  public var issues = IssueSummary()
  /// Sessions a day by local start date, every day from the first to the last without holes; empty without sessions.
  public var activity: [DayActivity] = []
  /// One row a session: running ones first, then by start, newest first, ties in file order.
  public var rows: [SessionRow] = []
  /// How many records of the files could not be used.
  public var skippedCount = 0
  /// The files that could not be read: what rests on them is not known.
  public internal(set) var unreadable: Set<DataFile> = []
  /// What the range left out because it has no date or lies in the future.
  public var outside = OutsideSessions()
  /// Last change of any of the files; nil when there are none.
  public var changedAt: Timestamp?

  /// How many sessions run now.
  public var activeCount = 0
  /// What was measured of the code; nil where it was not asked for: a list of sessions does without it.
  public var code: CodeMetricsSummary?

  /// What is claimed of it; nil where it was not asked for.
  public var claims: Claims?

  /// Whether anything was completed of which it can be claimed what it brought.
  var hasClaims: Bool { roi.completedSessions > 0 }

  /// The same for a frozen body: files that cannot be read count as empty there.
  package var readingAsEmpty: Overview {
    var overview = self
    overview.unreadable = []
    return overview
  }

  /// With the figures that are known of a part of a history.
  public init(
    roi: ROIMetrics = ROIMetrics(), effectiveness: InteractionTally = InteractionTally(),
    gaps: SessionGaps = SessionGaps(), issues: IssueSummary = IssueSummary()
  ) {
    (self.roi, self.effectiveness) = (roi, effectiveness)
    (self.gaps, self.issues) = (gaps, issues)
  }
}

/// How many sessions started on a local day.
public struct DayActivity: Sendable, Equatable {
  public var day: CivilDate
  public var sessionCount: Int
}
