// The issues of all sessions: how bad, of which kind, and each of them. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let issues = Tab(
    name: "Issues", shortName: "Issues", lists: [.allIssues],
    firstHints: [
      .back, .open, .act(.resolve), .filter, .chooseSort, .search, .chooseGrouping, .chooseRange,
    ],
    restsOn: .issues,
    grouping: TabGrouping(
      [false, true], word: { $0 ? "unresolved" : "all" }, at: \.isOnlyUnresolved
    ) { dashboard, isOnlyUnresolved in
      dashboard.read.numbers.issues = nil
      return isOnlyUnresolved ? "only unresolved issues" : "all issues"
    },
    figures: FigureGroup.issues.ids,
    arrange: { dashboard, body, layout in
      guard !dashboard.hasNoIssues else { return layout.place(.noIssues, body) }
      layout.arrange(issueSections(dashboard, body), first: dashboard.place.firstSection, in: body)
    },
    status: { dashboard in
      guard !dashboard.hasNoIssues else { return noIssuesStatus(dashboard) }
      let isNarrow = dashboard.size.columns < 60
      let open = FigureGroup.openIssues.map { $0.counted(dashboard.read.overview) }
      let resolved = countText(dashboard.read.numbers.issues?.resolvedCount ?? 0) + " resolved"
      let counts = (open + (isNarrow ? [] : [resolved])).joined(separator: ", ")
      return [
        dashboard.positionText(.allIssues, isShort: isNarrow),
        dashboard.chosen.grouping.isOnlyUnresolved ? "only unresolved" : counts,
        (isNarrow ? "" : "sort: ") + dashboard.sortText(.allIssues),
        dashboard.chosen.range.label,
      ]
    },
    compute: { dashboard in
      guard dashboard.read.numbers.issues == nil else { return }
      dashboard.read.numbers.issues = dashboard.engine.issueBreakdown(
        dashboard.read.covered, onlyUnresolved: dashboard.chosen.grouping.isOnlyUnresolved)
      dashboard.read.numbers.issueDays = dashboard.engine.issuesPerDay(
        dashboard.read.covered, days: dashboard.trendDays, calendar: dashboard.calendar)
      dashboard.sortRows(.allIssues)
      dashboard.followItems([.allIssues])
    },
    spoken: spokenIssues,
    spokenChart: { dashboard in
      let days = dashboard.read.numbers.issueDays.filter { $0.count > 0 }.suffix(7).map {
        "\(dashboard.timeText.dayAndYear($0.day)) \(countText($0.count))"
      }
      return days.isEmpty
        ? nil : "Flagged a day, the last days with any: " + days.joined(separator: ", ") + "."
    },
    paperChart: { dashboard in
      (
        "Issues flagged a day, empty days left out",
        dashboard.read.numbers.issueDays.filter { $0.count > 0 }.map { day in
          dashboard.timeText.dayAndYear(day.day) + ": " + countText(day.count, "issue")
            + (day.worst.map { ", the worst \($0.rawValue)" } ?? "")
        }
      )
    })
}

extension ListID { static let allIssues = ListID("allIssues") }

extension ListKind {
  /// The issues of all sessions.
  static let allIssues = ListKind(
    .allIssues, "issue", rows: { $0.read.numbers.issues?.rows ?? [] },
    item: { _, row in
      .issue(
        row.issue.sessionID, time: row.issue.timestamp ?? "", description: row.issue.description)
    },
    session: \.issue.sessionID, columns: { $0.issueColumns($1, $2) },
    searched: { _, row in
      let issue = row.issue
      return [issue.description, row.type, row.severity, row.sessionName]
    }, spoken: spokenIssue
  ).with {
    $0.opening = .session.named("session")
    $0.issue = { dashboard, row in
      dashboard.read.numbers.issues?.rows.at(row).flatMap { dashboard.shown([$0.issue]).first }
    }
    $0.sorting = SortedList(IssueRow.self) {
      let rows = $0.inOrder($1, $0.read.numbers.issues?.rows ?? [])
      $0.read.numbers.issues?.rows = rows
    }
    $0.title = { $0.chosen.grouping.isOnlyUnresolved ? "Open issues" : "All issues" }
    $0.table = { dashboard in
      ExportSource(
        "issues", IssueRow.listed, dashboard.read.numbers.issues?.rows ?? [],
        records: { .issues(dashboard.shown($0.map(\.issue))) })
    }
  }
}

private func spokenIssue(_ dashboard: Dashboard, _ row: IssueRow) -> String {
  [
    row.severity, row.type, row.issue.description,
    row.issue.resolved ? "resolved" : "", "in " + row.sessionName,
    dashboard.timeText.start(row.time),
  ].filter { !$0.isEmpty }.joined(separator: ", ")
}

extension Dashboard {
  /// Issues with their places among those of their sessions.
  func shown(_ listed: [Issue]) -> [ShownIssue] {
    let bySession = Dictionary(grouping: read.history.issues, by: \.sessionID)
    return listed.compactMap { issue in
      guard let issues = bySession[issue.sessionID], let place = issues.firstIndex(of: issue)
      else { return nil }
      return ShownIssue(at: place, of: issues)
    }
  }
}

private func issueSections(_ dashboard: Dashboard, _ body: Rect) -> [Section] {
  let issues = dashboard.read.numbers.issues
  let severities = max(1, issues?.bySeverity.count ?? 0)
  let types = max(1, issues?.byType.count ?? 0)
  let listed = max(1, dashboard.rowCount(.allIssues))
  let list = Section(minimum: min(3, 2 + listed), wanted: 2 + listed, grows: true) { area, layout in
    layout.placeList(
      .issueListRows, under: .issueListRule, area, focus: .allIssues, heads: .allIssues)
  }
  guard body.columns >= 80 else {
    return [
      Section(minimum: 1 + min(4, severities), wanted: 1 + min(6, severities)) {
        $1.place(.severities, $0)
      },
      list,
      Section(minimum: 1 + min(3, types), wanted: 1 + min(4, types)) { $1.place(.issueTypes, $0) },
    ]
  }
  let charts = Section(minimum: 5, wanted: 1 + min(6, max(4, severities))) { area, layout in
    for (panel, area) in zip([Panel.severities, .issueTypes], area.columns(2)) {
      layout.place(panel, area)
    }
  }
  let isHigh = dashboard.size.rows >= fewestRowsWithIssueDays
  let days = Section(minimum: 7, wanted: 7) { $1.place(.issueDays, $0) }
  let textRows = isHigh ? issueTextRows + 1 : issueTextRows
  let text = Section(minimum: textRows, wanted: textRows) { $1.place(.issueText, $0) }
  guard dashboard.rowCount(.allIssues) > 0 else { return [charts, list] }
  return [charts, list] + (isHigh ? [days] : []) + [text]
}

/// A rule and some lines; on high screens a blank before them.
private let issueTextRows = 6
private let fewestRowsWithIssueDays = 34

private func spokenIssues(_ dashboard: Dashboard) -> [String] {
  guard let issues = dashboard.read.numbers.issues, !dashboard.hasNoIssues else {
    return dashboard.noIssuesPage.spoken
  }
  let text = { (counts: [WordCount]) in
    counts.map { "\($0.word) \(countText($0.count))" }.joined(separator: ", ")
  }
  return [
    spoken([.totalIssues], dashboard.read.overview, end: ", ")
      + FigureGroup.openIssues.map { $0.counted(dashboard.read.overview) }.joined(separator: ", ")
      + ".",
    "By severity: "
      + zip(issues.bySeverity, issues.openBySeverity).map {
        "\($0.word) \(countText($0.count)), \(countText($1)) open"
      }.joined(separator: "; ") + ".",
    "By type: \(text(issues.byType)).",
  ]
}
