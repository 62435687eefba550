// Hours and money by kind of work. Pauses belong to no kind, so they are in none of these.

/// What the sessions of one kind of work brought.
public struct TaskTypeROI: Sendable, Equatable {
  /// Empty where the records name none.
  public var taskType: String
  public var roi: ROIMetrics
}

extension StatisticsEngine {
  /// The completed sessions whose value counts, by kind of work, highest multiplier first. Without pauses the multiplier
  /// is human hours per AI hour. Sessions, hours and dollars add up to those of the history.
  public func roiByTaskType(_ history: History) -> [TaskTypeROI] {
    var groups = WordGroups<(sessions: [Session], tally: InteractionTally)>()
    for session in history.sessions where session.isCompleted && config.isProductive(session) {
      groups.change(session.taskType ?? "", from: ([], InteractionTally())) { group in
        group.sessions.append(session)
        if let tally = history.interactions.bySession[session.id] { group.tally.add(tally) }
      }
    }
    let rows = groups.groups.map { group in
      TaskTypeROI(
        taskType: group.word,
        roi: calculateROIMetrics(
          sessions: group.value.sessions, interactions: group.value.tally, gaps: SessionGaps()))
    }
    return rows.sorted { a, b in
      let (first, second) = (a.roi.productivityMultiplier, b.roi.productivityMultiplier)
      if first.isNaN || second.isNaN { return !first.isNaN }
      return first > second
    }
  }
}
