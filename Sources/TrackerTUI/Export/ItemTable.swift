// The lists of the tabs as tables: what `x` exports and `Y` copies there. The rows are those on screen, in their order.

internal import TrackerCore

extension Dashboard {
  /// The list of a tab that keys go to; nil where they go to a list that has its own table.
  func itemTable(_ focus: Focus) -> ExportTable? {
    switch focus {
    case .sessions, .interactions, .issues, .functions, .textLines: return nil
    case .finds: return finds.map { foundTable($0) }
    case .members: return members.map { sessionTable($0.rows) }
    case .allIssues: return issueTable(numbers.issues?.rows.map(\.issue) ?? [])
    case .ratings:
      return ExportTable(
        name: "ratings", columns: ["rating", "interactions"],
        rows: overview.effectiveness.countsByRating.enumerated().reversed().map {
          [.integer($0.offset + 1), .integer($0.element)]
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
            .text(type.taskType), ExportValue(type.roi.productivityMultiplier, decimals: 1),
            ExportValue(type.roi.savedHours, decimals: 2),
            ExportValue(type.roi.savedDollars, decimals: 2), .integer(type.roi.completedSessions),
          ]
        }, records: nil)
    case .gapRows:
      return ExportTable(
        name: "gaps",
        columns: ["minutes", "classification", "from_session", "to_session", "ended"],
        rows: (numbers.gaps?.rows ?? []).map { row in
          [
            ExportValue(row.gap.durationMinutes, decimals: 1),
            .text(row.gap.classification.rawValue), .text(row.gap.fromSession.text),
            .text(row.gap.toSession.text), .text(row.gap.toStart.description),
          ]
        }, records: nil)
    case .gapHours:
      return ExportTable(
        name: "hours", columns: ["hour", "gaps", "average_minutes"],
        rows: (numbers.gaps?.byHour ?? []).enumerated().map { hour, gaps in
          [
            .integer(hour), .integer(gaps.count),
            ExportValue(gaps.count == 0 ? nil : gaps.averageMinutes, decimals: 1),
          ]
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
          .text(name(group)), .integer(group.tally.count),
          ExportValue(group.tally.averageRating, decimals: 2),
        ] + group.tally.countsByRating.map { .integer($0) }
      }, records: nil)
  }

  private func stepTable(_ points: [TrendPoint]) -> ExportTable {
    ExportTable(
      name: "steps",
      columns: ["from", "sessions", "ai_hours", "time_saved_hours", "average_rating"],
      rows: points.map { point in
        [
          .text(point.firstDay.description), .integer(point.sessionCount),
          ExportValue(point.aiHours, decimals: 2), ExportValue(point.savedHours, decimals: 2),
          ExportValue(point.tally.averageRating, decimals: 2),
        ]
      }, records: nil)
  }

  /// Their texts are in the records alone: most of them were never read.
  private func foundTable(_ found: FoundInteractions) -> ExportTable {
    let list = found.list
    return ExportTable(
      name: "interactions",
      columns: ["session_id", "place_in_session", "timestamp", "rating", "iterations"],
      rows: list.rows.map { row in
        let place = list.place(of: row)
        return [
          ExportValue(place?.session.text), ExportValue(place.map { $0.ordinal + 1 }),
          ExportValue(row.time?.description), ExportValue(row.rating), ExportValue(row.iterations),
        ]
      }, records: .listed(list.rows.compactMap { list.place(of: $0) }))
  }
}
