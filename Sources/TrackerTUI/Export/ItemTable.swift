// The lists of the tabs as tables: what `x` exports and `Y` copies there. The rows are those on screen, in their order.

internal import TrackerCore

extension Dashboard {
  /// The list of a tab that keys go to; nil where they go to a list that has its own table.
  func itemTable(_ focus: Focus) -> ExportTable? {
    switch focus {
    case .sessions, .interactions, .issues, .functions, .finds, .textLines: return nil
    case .members: return members.map { sessionTable($0.rows) }
    case .allIssues: return issueTable(numbers.issues?.rows.map(\.issue) ?? [])
    case .ratings:
      return ExportTable(
        name: "ratings", columns: ["rating", "interactions"],
        rows: overview.effectiveness.countsByRating.enumerated().reversed().map {
          ["\($0.offset + 1)", "\($0.element)"]
        }, records: nil)
    case .iterations:
      return ratingTable(numbers.effectiveness?.byIterations ?? [], "attempts", named: \.key)
    case .models: return ratingTable(numbers.effectiveness?.byModel ?? [], "model", named: \.key)
    case .groups:
      let dimension = grouping.dimension
      return ratingTable(
        numbers.effectiveness?.byDimension ?? [], dimension.rawValue, named: \.key)
    case .ratingDays: return stepTable(numbers.effectiveness?.byDay ?? [])
    case .savedHours: return stepTable(numbers.roi?.points ?? [])
    case .trend: return stepTable(numbers.trends?.points ?? [])
    case .taskTypes:
      return ExportTable(
        name: "task types",
        columns: ["task_type", "multiplier", "time_saved_hours", "cost_saved", "sessions"],
        rows: (numbers.roi?.byTaskType ?? []).map { type in
          [
            type.taskType, decimal(type.roi.productivityMultiplier, 1),
            decimal(type.roi.savedHours, 2), decimal(type.roi.savedDollars, 2),
            String(type.roi.completedSessions),
          ]
        }, records: nil)
    case .gapRows:
      return ExportTable(
        name: "gaps",
        columns: ["minutes", "classification", "from_session", "to_session", "ended"],
        rows: (numbers.gaps?.rows ?? []).map { row in
          [
            decimal(row.gap.durationMinutes, 1), row.gap.classification.rawValue,
            row.gap.fromSession.text, row.gap.toSession.text, row.gap.toStart.description,
          ]
        }, records: nil)
    case .gapHours:
      return ExportTable(
        name: "hours", columns: ["hour", "gaps", "average_minutes"],
        rows: (numbers.gaps?.byHour ?? []).enumerated().map { hour, gaps in
          [String(hour), String(gaps.count), decimal(gaps.averageMinutes, 1)]
        }, records: nil)
    }
  }

  private func ratingTable(
    _ groups: [RatingGroup], _ column: String, named name: (RatingGroup) -> String
  ) -> ExportTable {
    ExportTable(
      name: "groups",
      columns: [column, "interactions", "average_rating", "1", "2", "3", "4", "5"],
      rows: groups.map { group in
        [
          name(group), String(group.tally.count),
          group.tally.averageRating.map { decimal($0, 2) } ?? "",
        ] + group.tally.countsByRating.map { String($0) }
      }, records: nil)
  }

  private func stepTable(_ points: [TrendPoint]) -> ExportTable {
    ExportTable(
      name: "steps",
      columns: ["from", "sessions", "ai_hours", "time_saved_hours", "average_rating"],
      rows: points.map { point in
        [
          point.firstDay.description, String(point.sessionCount), decimal(point.aiHours, 2),
          decimal(point.savedHours, 2), point.tally.averageRating.map { decimal($0, 2) } ?? "",
        ]
      }, records: nil)
  }

  private func decimal(_ value: Double, _ decimals: Int) -> String {
    value.isFinite ? value.fixed(decimals: decimals) : ""
  }
}
