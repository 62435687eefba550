// The lists of a session's detail: interactions, issues, measured functions.

internal import TrackerCore

extension ListID {
  static let title = ListID("title")
  static let interactions = ListID("interactions")
  static let issues = ListID("issues")
  static let functions = ListID("functions")
}

extension ListKind {
  /// Those of a session, which begin anew with the next one.
  static let ofDetail = [interactions, issues, functions, title]

  /// The interactions in the order that `o` picks; none is built but those that are asked for.
  static let interactions = ListKind(
    id: .interactions, count: { $0.shownDetail?.detail.interactions.count ?? 0 }
  ).with {
    $0.text = { dashboard, row in
      let count = dashboard.rowCount(.interactions)
      let number = dashboard.chosen.isNewestFirst ? count - row : row + 1
      return dashboard.interaction(row: row).map {
        TextPage(
          $0, title: "Interaction \(countText(number)) of \(countText(count))",
          time: dashboard.timeText)
      }
    }
    $0.opening = .text
    $0.matches = { dashboard, pattern in
      (0..<dashboard.rowCount(.interactions)).filter { row in
        dashboard.interaction(row: row).map {
          pattern.occurs(in: $0.prompt) || pattern.occurs(in: $0.responseSummary)
        } ?? false
      }
    }
    $0.spoken = { dashboard, row in
      dashboard.interaction(row: row).map { spokenInteraction(dashboard, $0) } ?? ""
    }
    $0.table = { dashboard in
      dashboard.shownDetail.map { loaded in
        let all = loaded.detail.interactions
        return ExportSource(
          "interactions", Interaction.columns.map { $0.of { all[$0] } },
          dashboard.chosen.isNewestFirst ? Array(all.indices.reversed()) : Array(all.indices),
          records: { .interactions(loaded.detail.session.id, places: $0) })
      }
    }
  }

  /// The name of the session, behind which all facts stand.
  static let title = ListKind(id: .title, count: { $0.shownDetail == nil ? 0 : 1 }).with {
    $0.text = { dashboard, _ in allFacts(DetailHead(dashboard, .wide)) }
    $0.opening = .text.named("all facts")
    $0.spoken = { dashboard, _ in dashboard.detailRow?.shownName ?? "" }
  }

  static let issues = ListKind(
    id: .issues, count: { $0.shownDetail?.detail.issues.count ?? 0 }
  ).with {
    $0.issue = { dashboard, row in
      dashboard.shownDetail.flatMap { loaded in
        loaded.detail.issues.at(row).map { _ in ShownIssue(at: row, of: loaded.detail.issues) }
      }
    }
    $0.text = { dashboard, row in
      let issues = dashboard.shownDetail?.detail.issues ?? []
      return issues.at(row).map {
        TextPage(
          $0, title: "Issue \(countText(row + 1)) of \(countText(issues.count))",
          time: dashboard.timeText)
      }
    }
    $0.opening = .text
    $0.table = { dashboard in
      dashboard.shownDetail.map {
        ExportSource(
          "issues", Issue.columns, $0.detail.issues, records: { .issues(dashboard.shown($0)) })
      }
    }
  }

  static let functions = ListKind(
    id: .functions, count: { $0.shownDetail?.functions.count ?? 0 }
  ).with {
    $0.table = { dashboard in
      dashboard.shownDetail.map { loaded in
        ExportSource(
          "functions", MeasuredFunction.columns, loaded.functions,
          records: { _ in .sessions([loaded.detail.session.id]) })
      }
    }
  }
}

extension Dashboard {
  /// The interaction in a row of the list.
  fileprivate func interaction(row: Int) -> Interaction? {
    shownDetail?.interaction(row: row, isNewestFirst: chosen.isNewestFirst)
  }
}

/// All about a session.
private func allFacts(_ head: DetailHead) -> TextPage {
  let facts = (head.fields + head.further).map { field in
    [field.label + ":", field.value, field.note].filter { !$0.isEmpty }.joined(separator: " ")
  }
  return TextPage(
    [TextPage.Line(text: head.name.oneLine, isHeading: true), TextPage.Line(text: "")]
      + facts.map { TextPage.Line(text: $0.oneLine) },
    texts: head.lines.map { ($0.label, $0.value) }, title: "All facts", focus: .title)
}

private func spokenInteraction(_ dashboard: Dashboard, _ interaction: Interaction) -> String {
  let instant = interaction.timestamp.flatMap(Timestamp.init)
  return [
    instant.map(dashboard.timeText.clock) ?? "no time",
    interaction.effectivenessRating.map { "rated \($0)" } ?? "not rated", interaction.prompt,
    interaction.responseSummary,
  ].joined(separator: ", ")
}
