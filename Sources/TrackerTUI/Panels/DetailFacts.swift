// What stands at the head of a detail, in words.

internal import TrackerCore

/// What is told of a session, in words.
struct DetailFacts {
  let row: SessionRow
  let time: TimeText
  let loaded: LoadedDetail?
  /// As it was read last; texts are left out where many are read.
  let session: Session
  let model: String
  /// The sign of its state; ASCII has its own.
  let sign: String

  init(_ dashboard: Dashboard, _ row: SessionRow) {
    self.row = row
    time = dashboard.timeText
    loaded = dashboard.shownDetail
    session = loaded?.detail.session ?? row.session
    model = row.modelName.isEmpty ? "" : dashboard.read.modelNames[row.modelName]
    sign = Symbols(isUTF8: true).condition(row.condition(at: time.now)) + " "
  }

  var stateRole: Role { Role(condition: row.condition(at: time.now)) }
  /// `running`, `success`, `stale since today 10:20`, when it was last seen at work.
  var state: String {
    let word = row.conditionWord(at: time.now)
    guard row.condition(at: time.now) == .stale, let sign = row.lastSign else { return word }
    return word + " since " + time.start(sign.time)
  }
  /// `1.8h of 4.0h estimated`.
  var took: String { shortTook + (hasEstimate ? " estimated" : "") }
  var shortTook: String {
    let minutes = durationText(minutes: row.minutes(at: time.now))
    return minutes + (hasEstimate ? " of " + durationText(minutes: row.estimateMinutes) : "")
  }
  private var hasEstimate: Bool { row.estimateMinutes?.isFinite == true }
  /// Whether its ratings could be read.
  var isRated: Bool { !row.unreadable.contains(.interactions) }
  private var areIssuesRead: Bool { !row.unreadable.contains(.issues) }
  /// `4.1 ★★★★☆`.
  var rating: String {
    guard isRated else { return Painter.unreadable }
    let average = row.averageRating
    return ratingText(average) + (average == nil ? "" : " " + starsText(average))
  }
  var ratingRole: Role {
    isRated ? row.averageRating.map(Role.init(average:)) ?? .muted : .warn
  }
  var count: String { countText(row.interactionCount) }
  /// `4.0h, manual, final 3.5h by person`.
  var estimate: String {
    let first = session.firstEstimateMinutes.map { durationText(minutes: $0) }
    let final = session.correctedEstimateMinutes.map {
      "final " + durationText(minutes: $0) + (session.estimateBy.map { " by " + $0 } ?? "")
    }
    let source = session.estimateSource.isEmpty ? nil : session.estimateSource
    let parts = [first, source, final].compactMap(\.self)
    return row.estimateMinutes == nil ? "—" : parts.joined(separator: ", ")
  }
  /// `1 open of 2`.
  var issues: String {
    guard areIssuesRead else { return Painter.unreadable }
    guard row.issueCount > 0 else { return "none" }
    guard let open = loaded?.openIssueCount else { return countText(row.issueCount) }
    let whole = open == row.issueCount ? "" : " of " + countText(row.issueCount)
    return countText(open) + " open" + whole
  }
  var issuesRole: Role { row.issueCount == 0 && areIssuesRead ? .text : .warn }
  var project: String { joined([session.project, session.developer], " · ") }
  var client: String { joined([session.client, session.executionContext], ", ") }
  /// `1.6M in`, `90% from cache`, `40k out`.
  var tokens: [String] {
    guard let tokens = loaded?.tokens else { return [] }
    let input = tokens.tokensIn.map { tokenText($0) + " in" }
    let cached = tokens.cachedShare.map { shareText($0) + " from cache" }
    return [joined([input, cached], ", "), tokens.tokensOut.map { tokenText($0) + " out" } ?? ""]
      .filter { !$0.isEmpty }
  }
  var tools: [String] {
    (loaded?.tools ?? []).map { $0.word.oneLine + " " + countText($0.count) }
  }

  // MARK: In short

  var shortRow: [DetailHead.Item] {
    [
      DetailHead.Item(text: sign, role: stateRole, before: ""),
      DetailHead.Item(text: shortTook, before: ""),
    ] + ratingItems
  }

  private var ratingItems: [DetailHead.Item] {
    isRated
      ? [.init(text: rating, role: ratingRole), .init(text: count, role: .muted, before: " ")]
      : [.init(text: "ratings " + rating, role: ratingRole)]
  }

  var rows: [[DetailHead.Item]] {
    let second = [row.taskType, model, session.project ?? "", session.developer ?? ""]
    let named = second.filter { !$0.isEmpty }
    let all: [[DetailHead.Item]] = [
      [
        .init(text: sign + state, role: stateRole, before: ""), .init(text: shortTook),
      ] + ratingItems + [.init(text: started, before: "   ")] + issueItems,
      named.enumerated().map { .init(text: $1, before: $0 == 0 ? "" : " · ") },
      sums,
    ]
    return all.filter { !$0.isEmpty }
  }

  private var issueItems: [DetailHead.Item] {
    guard !areIssuesRead || row.issueCount > 0 else { return [] }
    let text = areIssuesRead ? countText(row.issueCount, "issue") : "issues \(Painter.unreadable)"
    return [.init(text: text, role: .warn, before: " · ")]
  }

  /// `Fri 22 Nov 14:02–15:10`.
  private var started: String {
    guard let start = row.start else { return "no start" }
    let day = time.calendar.day(of: start)
    let clock = weekdayNames[day.weekday] + " \(time.dayAndYear(day)) " + time.clock(start)
    guard let end = session.end, end.microseconds >= start.microseconds,
      time.calendar.day(of: end) == day
    else { return clock }
    return clock + "–" + time.clock(end)
  }

  /// `Tokens 1.6M in, 90% from cache · 40k out   Tools edit_file 31, run_tests 18, +3`.
  private var sums: [DetailHead.Item] {
    var items: [DetailHead.Item] = []
    func add(_ label: String, _ texts: [String], _ between: String) {
      guard !texts.isEmpty else { return }
      items.append(.init(text: label, role: .muted, before: items.isEmpty ? "" : "   "))
      items += texts.enumerated().map { .init(text: $1, before: $0 == 0 ? " " : between) }
    }
    add("Tokens", tokens, " · ")
    let more = tools.count > 2 ? ["+\(countText(tools.count - 2))"] : []
    add("Tools", Array(tools.prefix(2)) + more, ", ")
    return items
  }
}

private func joined(_ texts: [String?], _ between: String) -> String {
  texts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: between)
}
