// The overview of a history: the one place that calls every statistic for the viewers.

extension StatisticsEngine {
  /// All that a viewer shows. `calendar` decides which day a session belongs to. Cost: one pass over sessions and issues
  /// and a sort of the sessions.
  public func overview(_ history: History, calendar: LocalCalendar) -> Overview {
    var overview = Overview()
    overview.gaps = calculateSessionGaps(history.sessions)
    overview.roi = calculateROIMetrics(
      sessions: history.sessions, interactions: history.interactions.all, gaps: overview.gaps)
    overview.effectiveness = calculateEffectivenessDistribution(history.interactions.all)
    overview.issues = calculateIssueSummary(history.issues)
    overview.activity = activity(history.sessions, calendar: calendar)
    overview.rows = rows(history)
    overview.skippedCount = history.skippedCount
    overview.changedAt = history.changedAt
    return overview
  }

  /// Days beyond this many before the last are left out, so that one mistyped year does not fill the memory.
  static let maximumActivityDays = 3660

  private func activity(_ sessions: [Session], calendar: LocalCalendar) -> [DayActivity] {
    let days = sessions.compactMap { $0.start.map(calendar.day(of:))?.daysSince1970 }
    guard let last = days.max(), let earliest = days.min() else { return [] }
    let first = max(earliest, last - StatisticsEngine.maximumActivityDays + 1)
    var counts = [Int](repeating: 0, count: last - first + 1)
    for day in days where day >= first { counts[day - first] += 1 }
    return counts.enumerated().map { offset, count in
      DayActivity(day: CivilDate(daysSince1970: first + offset), sessionCount: count)
    }
  }

  private func rows(_ history: History) -> [SessionRow] {
    var issueCounts: [SessionID: Int] = [:]
    for issue in history.issues { issueCounts[issue.sessionID, default: 0] += 1 }
    return newestFirst(history.sessions).map { index in
      let session = history.sessions[index]
      var row = SessionRow()
      row.id = session.id
      row.name = session.name
      row.taskType = session.taskType ?? ""
      row.modelName = session.modelName
      row.state = session.state
      row.outcome = session.outcome ?? ""
      row.start = session.start
      if session.state != .active, row.start != nil, session.end != nil {
        row.durationMinutes = calculateSessionDurationMinutes(session)
      }
      row.estimateMinutes = session.estimateMinutes
      let tally = history.interactions.bySession[session.id]
      row.interactionCount = tally?.count ?? 0
      row.averageRating = tally?.averageRating
      row.issueCount = issueCounts[session.id] ?? 0
      return row
    }
  }

  /// The positions of running sessions, then of the others, by start, newest first; ties in file order.
  private func newestFirst(_ sessions: [Session]) -> [Int] {
    let keys = sessions.map {
      (isActive: $0.state == .active, start: $0.start?.microseconds ?? .min)
    }
    // Swift's sort is stable.
    return keys.indices.sorted { a, b in
      keys[a].isActive == keys[b].isActive ? keys[a].start > keys[b].start : keys[a].isActive
    }
  }
}
