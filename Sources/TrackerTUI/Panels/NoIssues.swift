// What the tab of the issues says while it has none: why, and the keys that go on.

internal import TrackerCore

extension Dashboard {
  /// Whether there is nothing to show, resolved or not.
  var hasNoIssues: Bool { read.overview.issues.total == 0 }

  /// None at all, none that the filter leaves, none in the range.
  var noIssuesPage: EmptyPage {
    let all = read.history.issues.count
    guard all > 0 else {
      var page = EmptyPage(
        title: "No issues flagged yet.",
        meaning: ["An agent flags what went wrong with flag_ai_issue; you can do it too:"])
      if readOnlyReason == nil {
        page.add(
          keyLabel(of: .act(.flag)), "flag one for the selected session, on Overview and Sessions")
      }
      page.add(
        "shell",
        "ai-session-tracker flag --session-id last --type TYPE --severity medium --desc TEXT",
        "ai-session-tracker flag --help")
      page.note = "Types are free words; those used once are offered from then on."
      return page
    }
    guard chosen.filter.isEmpty else {
      var page = EmptyPage(title: "No issue matches the filter.")
      page.add(keyLabel(of: .clearFilter), "clear it: " + chosen.filter.expression)
      page.add(keyLabel(of: .filter), "change it")
      return page
    }
    var page = EmptyPage(title: "No issues \(chosen.range.phrase).")
    let last = read.history.lastIssueTime.map {
      ", the last on " + timeText.dayAndYear(calendar.day(of: $0))
    }
    if chosen.range != .all {
      page.add(
        keyLabel(of: .pickRange(.all)), "show all: \(countText(all, "issue"))" + (last ?? ""))
    }
    page.add(keyLabel(of: .chooseRange), "choose another range")
    return page
  }
}

/// Where one is while there are none.
func noIssuesStatus(_ dashboard: Dashboard) -> [String] {
  let all = dashboard.read.history.issues.count
  let range = dashboard.chosen.range.label
  guard all > 0 else { return ["no issues in \(dashboard.directory)", range] }
  return dashboard.chosen.filter.isEmpty
    ? ["no issues in \(range)", "\(countText(all)) in all"]
    : ["0 of \(countText(all, "issue"))", range]
}

extension Panel {
  static let noIssues = Panel("noIssues") { dashboard, _, painter in
    painter.draw(dashboard.noIssuesPage)
  }
}
