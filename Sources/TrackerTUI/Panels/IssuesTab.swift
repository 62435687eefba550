// The issues of all sessions: how bad, of which kind, and each of them. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let issues = Tab(
    name: "Issues", shortName: "Issues", lists: [.allIssues],
    firstHints: [
      .back, .open, .act(.resolve), .filter, .chooseSort, .search, .chooseGrouping, .chooseRange,
    ],
    grouping: TabGrouping(
      [false, true], word: { $0 ? "unresolved" : "all" }, at: \.isOnlyUnresolved
    ) { dashboard, isOnlyUnresolved in
      dashboard.read.numbers.issues = nil
      return isOnlyUnresolved ? "only unresolved issues" : "all issues"
    },
    figures: FigureGroup.issues.ids,
    arrange: { dashboard, body, layout in
      layout.arrange(issueSections(dashboard, body), first: dashboard.place.firstSection, in: body)
    },
    status: { dashboard in
      let isNarrow = dashboard.size.columns < 60
      let open = FigureGroup.openIssues.map { $0.counted(dashboard.read.overview) }
      return [
        dashboard.positionText(.allIssues, isShort: isNarrow),
        (isNarrow ? "" : "sort: ") + dashboard.sortText(.allIssues),
      ] + (dashboard.chosen.grouping.isOnlyUnresolved ? ["only unresolved"] : open) + [
        dashboard.chosen.range.label
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
      return [issue.description, issue.issueType ?? "", issue.severity ?? "", row.sessionName]
    }, spoken: spokenIssue
  ).with {
    $0.opening = .session.named("open session")
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
    row.issue.severity ?? "unknown", row.issue.issueType ?? "unknown", row.issue.description,
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
  var list = Section(minimum: min(3, 2 + listed), wanted: 2 + listed, grows: true) { area, layout in
    layout.placeList(
      .issueListRows, under: .issueListRule, area, focus: .allIssues, heads: .allIssues)
  }
  guard body.columns >= 80 else {
    return [
      Section(minimum: 1 + min(4, severities), wanted: 1 + min(6, severities)) {
        $1.place(.severities, $0)
      },
      list,
      Section(minimum: 1 + min(3, types), wanted: 1 + min(5, types)) { $1.place(.issueTypes, $0) },
    ]
  }
  let most = body.rows >= 30 ? 12 : 5
  let chartRows = 1 + min(most, max(4, severities, types))
  // What the list leaves free shows the selected issue whole, and when issues were flagged.
  let spare = dashboard.rowCount(.allIssues) > 0 ? body.rows - chartRows - 2 - listed : 0
  let hasDays = spare >= issueTextRows.upperBound + fewestIssueDayRows
  var below: [Section] = []
  if spare >= issueTextRows.lowerBound {
    let rows = hasDays ? issueTextRows.upperBound : issueTextRows.lowerBound
    below.append(
      Section(minimum: rows, wanted: rows, grows: !hasDays) { $1.place(.issueText, $0) })
    list.grows = false
  }
  if hasDays {
    below.append(
      Section(minimum: fewestIssueDayRows, wanted: fewestIssueDayRows, grows: true) {
        $1.place(.issueDays, $0)
      })
  }
  return [
    Section(minimum: 5, wanted: 1 + min(most, max(severities, types))) { area, layout in
      for (panel, area) in zip([Panel.severities, .issueTypes], area.columns(2)) {
        layout.place(panel, area)
      }
    }, list,
  ] + below
}

/// A blank, a rule and some lines; with a blank and a line to spare for long descriptions where there is much room.
private let issueTextRows = 5...9
/// A rule, an axis and a chart that is not too flat.
private let fewestIssueDayRows = 6

private func spokenIssues(_ dashboard: Dashboard) -> [String] {
  guard let issues = dashboard.read.numbers.issues, dashboard.read.overview.issues.total > 0 else {
    return ["No issues in this range."]
  }
  let text = { (counts: [WordCount]) in
    counts.map { "\($0.word) \(countText($0.count))" }.joined(separator: ", ")
  }
  return [
    spoken([.totalIssues], dashboard.read.overview, end: ", ")
      + FigureGroup.openIssues.map { $0.counted(dashboard.read.overview) }.joined(separator: ", ")
      + ".",
    "By severity: \(text(issues.bySeverity)).", "By type: \(text(issues.byType)).",
  ]
}
