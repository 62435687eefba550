// The lists of the tabs as tables: what `x` exports and `Y` copies there. The rows are those on screen, in their order.

internal import TrackerCore

extension Dashboard {
  /// The list of a tab that keys go to; nil where they go to a list that has its own table.
  func itemSource(_ focus: Focus) -> ExportSource? {
    switch focus {
    case .sessions, .interactions, .issues, .functions, .textLines: nil
    case .finds:
      finds.map { found in
        ExportSource(
          "interactions", FoundRow.listed, found.rows,
          records: { .listed($0.compactMap(\.place)) })
      }
    case .members: members.map { sessionSource($0.rows) }
    case .allIssues:
      ExportSource(
        "issues", IssueRow.listed, numbers.issues?.rows ?? [],
        records: { .issues(shown($0.map(\.issue))) })
    case .ratings:
      ExportSource("ratings", RatingCount.columns, overview.effectiveness.ratingCounts.reversed())
    case .iterations: ratingSource(numbers.effectiveness?.byIterations)
    case .models: ratingSource(numbers.effectiveness?.byModel)
    case .groups: ratingSource(numbers.effectiveness?.byDimension)
    case .ratingDays, .savedHours, .trend:
      ExportSource("trend", TrendPoint.columns, steps(focus) ?? [])
    case .taskTypes:
      ExportSource("task-types", TaskTypeROI.columns, numbers.roi?.byTaskType ?? [])
    case .gapRows: ExportSource("gaps", GapRow.listed, numbers.gaps?.rows ?? [])
    case .gapHours: ExportSource("hours", GapHour.columns, numbers.gaps?.byHour ?? [])
    }
  }

  private func ratingSource(_ groups: [RatingGroup]?) -> ExportSource {
    ExportSource("groups", RatingGroup.columns, groups ?? [])
  }
}
