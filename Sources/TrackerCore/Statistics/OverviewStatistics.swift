// The overview of a history: the one place that calls every statistic for the viewers.

extension StatisticsEngine {
  /// All that a viewer shows. `calendar` decides which day a session belongs to, `now` which sessions run; without it all
  /// that have not ended do. Cost: one pass over sessions and issues and a sort of the sessions.
  public func overview(
    _ history: History, calendar: LocalCalendar, at now: Timestamp? = nil
  ) -> Overview {
    var overview = figures(history)
    overview.activity = sessionsPerDay(history, calendar: calendar)
    overview.rows = rows(history, at: now)
    return overview
  }

  /// The figures alone, without a row a session. Cost: one pass over sessions and issues.
  public func figures(_ history: History) -> Overview {
    var overview = figures(
      of: history.sessions, calculateEffectivenessDistribution(history),
      calculateSessionGaps(history), history.issues)
    overview.skippedCount = history.skippedCount
    overview.unreadable = history.unreadable
    overview.outside = history.outside
    overview.changedAt = history.changedAt
    return overview
  }

  /// The figures of some sessions and what belongs to them.
  func figures(
    of sessions: [Session], _ interactions: InteractionTally, _ gaps: SessionGaps,
    _ issues: [Issue]
  ) -> Overview {
    var overview = Overview(
      roi: calculateROIMetrics(sessions: sessions, interactions: interactions, gaps: gaps),
      effectiveness: interactions, gaps: gaps, issues: calculateIssueSummary(issues))
    overview.activeCount = sessions.indices.count { sessions[$0].state == .active }
    return overview
  }

  /// The figures with those of the code.
  public func figuresWithCode(_ history: History) -> Overview {
    var overview = figures(history)
    overview.code = calculateCodeMetricsSummary(history.sessions)
    return overview
  }

  /// The figures with the claims; `calibration` is of the whole history.
  public func figuresWithClaims(
    _ history: History, calibration: Calibration, calendar: LocalCalendar
  ) -> Overview {
    var overview = figures(history)
    overview.claims = claims(history, of: overview, calibration: calibration, calendar: calendar)
    return overview
  }

  /// Running sessions, then the others, by start, newest first; ties in file order.
  private func rows(_ history: History, at now: Timestamp?) -> [SessionRow] {
    let rows = history.sessionRows
    let keys = rows.map {
      (isRunning: $0.isRunning(at: now), start: $0.start?.microseconds ?? .min)
    }
    // Swift's sort is stable.
    let order = keys.indices.sorted { a, b in
      keys[a].isRunning == keys[b].isRunning
        ? keys[a].start > keys[b].start : keys[a].isRunning
    }
    return order.map { rows[$0] }
  }
}
