// The lists of the tabs as tables: what `x` exports and `Y` copies there. The rows are those on screen, in their order.

internal import TrackerCore

extension Dashboard {
  /// The list of a tab that keys go to; nil where they go to a list that has its own table.
  func itemSource(_ focus: Focus) -> ExportSource? {
    switch focus {
    case .sessions, .interactions, .issues, .functions, .textLines: return nil
    case .finds: return finds.map { foundSource($0.list) }
    case .members: return members.map { sessionSource($0.rows) }
    case .allIssues: return issueSource(numbers.issues?.rows ?? [], issue: \.issue)
    case .ratings:
      return ExportSource(
        "ratings", ["rating", "interactions"],
        overview.effectiveness.countsByRating.enumerated().reversed()
      ) { [.integer($0.offset + 1), .integer($0.element)] }
    case .iterations: return ratingSource(numbers.effectiveness?.byIterations, "attempts")
    case .models: return ratingSource(numbers.effectiveness?.byModel, "model")
    case .groups:
      return ratingSource(numbers.effectiveness?.byDimension, grouping.dimension.rawValue)
    case .ratingDays: return stepSource(numbers.effectiveness?.byDay)
    case .savedHours: return stepSource(numbers.roi?.points)
    case .trend: return stepSource(numbers.trends?.points)
    case .taskTypes:
      return ExportSource(
        "task-types", ["task_type", "multiplier", "time_saved_hours", "cost_saved", "sessions"],
        numbers.roi?.byTaskType ?? []
      ) { type in
        [
          .text(type.taskType), ExportValue(type.roi.productivityMultiplier, decimals: 1),
          ExportValue(type.roi.savedHours, decimals: 2),
          ExportValue(type.roi.savedDollars, decimals: 2), .integer(type.roi.completedSessions),
        ]
      }
    case .gapRows:
      return ExportSource(
        "gaps", ["minutes", "classification", "from_session", "to_session", "ended"],
        numbers.gaps?.rows ?? []
      ) { row in
        [
          ExportValue(row.gap.durationMinutes, decimals: 1),
          .text(row.gap.classification.rawValue), .text(row.gap.fromSession.text),
          .text(row.gap.toSession.text), .text(row.gap.toStart.description),
        ]
      }
    case .gapHours:
      return ExportSource(
        "hours", ["hour", "gaps", "average_minutes"],
        Array((numbers.gaps?.byHour ?? []).enumerated())
      ) { hour, gaps in
        [
          .integer(hour), .integer(gaps.count),
          ExportValue(gaps.count == 0 ? nil : gaps.averageMinutes, decimals: 1),
        ]
      }
    }
  }

  private func ratingSource(_ groups: [RatingGroup]?, _ column: String) -> ExportSource {
    ExportSource(
      "groups", [column, "interactions", "average_rating", "1", "2", "3", "4", "5"], groups ?? []
    ) { group in
      [
        .text(group.key), .integer(group.tally.count),
        ExportValue(group.tally.averageRating, decimals: 2),
      ] + group.tally.countsByRating.map { .integer($0) }
    }
  }

  private func stepSource(_ points: [TrendPoint]?) -> ExportSource {
    ExportSource(
      "trend", ["from", "sessions", "ai_hours", "time_saved_hours", "average_rating"], points ?? []
    ) { point in
      [
        .text(point.firstDay.description), .integer(point.sessionCount),
        ExportValue(point.aiHours, decimals: 2), ExportValue(point.savedHours, decimals: 2),
        ExportValue(point.tally.averageRating, decimals: 2),
      ]
    }
  }

  /// Their texts are in the records alone: most of them were never read.
  private func foundSource(_ list: InteractionList) -> ExportSource {
    ExportSource(
      "interactions", ["session_id", "place_in_session", "timestamp", "rating", "iterations"],
      list.rows, records: { .listed($0.compactMap { list.place(of: $0) }) }
    ) { row in
      let place = list.place(of: row)
      return [
        ExportValue(place?.session.text), ExportValue(place.map { $0.ordinal + 1 }),
        ExportValue(row.time?.description), ExportValue(row.rating), ExportValue(row.iterations),
      ]
    }
  }
}
