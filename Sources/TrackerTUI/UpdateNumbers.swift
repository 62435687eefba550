// The numbers of the tabs kept up: computed when data, range or grouping change, never by a paint.

package import TrackerCore

extension Dashboard {
  /// More days than any screen shows below one another.
  static let longestTimelineDays = 120

  /// What a range's time axis shows: all of its days.
  var trendDays: TrendDays {
    TrendDays(first: firstDay, last: lastShownDay)
  }

  /// Where time axes end: today, but where all days or days of one's own are looked at and the last session began more
  /// than a month ago, its day. So an old history fills its charts.
  var lastShownDay: CivilDate {
    guard chosen.range == .all || !chosen.range.isUsual,
      let last = read.overview.activity.last?.day,
      today.daysSince1970 - last.daysSince1970 > Dashboard.longestPauseDays
    else { return today }
    return last
  }
  private static let longestPauseDays = 30

  /// Steps that leave a long range with columns that can be told apart.
  func readableBucket(firstDay: CivilDate?) -> TrendBucket {
    let last = lastShownDay.daysSince1970
    let days = last - (firstDay ?? lastShownDay).daysSince1970 + 1
    return days <= 100 ? .day : days <= 800 ? .week : .month
  }

  /// The configured rates.
  package var config: Config { engine.config }

  /// The name of the tab on screen.
  package var tabName: String { tab.name }

  /// Begins with a tab other than the first; an index beyond the list changes nothing.
  package mutating func open(tab index: Int) {
    guard Tab.all.indices.contains(index) else { return }
    show(tab: index)
    showScreen()
  }

  /// Computes what the tab on screen lacks.
  mutating func computeNumbers() {
    guard read.hasLoaded else { return }
    tab.compute(&self)
  }

  /// Computes the claims, and what the overview is held against: the period before and its parts, with theirs.
  mutating func computeHeadline() {
    guard read.numbers.comparison == nil else { return }
    let basis = claimBasis()
    read.overview.claims = engine.claims(of: read.overview, on: basis)
    read.numbers.comparison = engine.comparison(
      of: read.covered, in: read.history, bounds: bounds(of: chosen.range),
      previous: chosen.range.previous(now: now, calendar: calendar), now: now, calendar: calendar,
      meant: { [filter = chosen.filter, now, calendar] in
        $0.restricted(to: filter, now: now, calendar: calendar)
      },
      figures: { [engine, calendar] in
        engine.figuresWithClaims($0, calibration: basis.calibration, calendar: calendar)
      }, hasParts: true)
  }

  /// What the overview is held against; nothing where it was not looked at.
  var comparison: Comparison { read.numbers.comparison ?? Comparison() }

  /// The numbers by the rates that the ROI tab assumes.
  package var assumedOverview: Overview {
    var overview = read.overview
    guard let numbers = read.numbers.roi else { return overview }
    (overview.roi, overview.claims) = (numbers.roi, numbers.claims)
    return overview
  }

  /// What claims of the range rest on: doubts are looked for once for each change of data, range or filter.
  mutating func claimBasis() -> ClaimBasis {
    if let basis = read.numbers.claimBasis { return basis }
    let basis = engine.claimBasis(
      read.covered, calibration: Calibration(read.history.sessions), calendar: calendar)
    read.numbers.claimBasis = basis
    return basis
  }

  /// The engine with the rates that the ROI tab assumes.
  var assumingEngine: StatisticsEngine {
    assumptions.map { StatisticsEngine(config: $0.applied(to: engine.config)) } ?? engine
  }

  /// The value behind another one, around the end.
  static func following<Value: Equatable>(_ value: Value, in values: [Value]) -> Value {
    let index = values.firstIndex(of: value) ?? 0
    return values[(index + 1) % values.count]
  }
}
