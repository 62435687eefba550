// How each claim is counted: which sessions, which hours, by which day. Sums are plain ones, in file order.

/// One computation of the claims.
struct ClaimCounting {
  let config: Config
  let claimed: ClaimedSessions
  let quality: DataQuality
  let calibration: Calibration

  private var indices: [Int] { claimed.isCounted.indices.filter { claimed.isCounted[$0] } }

  private func blank(_ kind: Claim.Kind) -> Claim {
    var claim = Claim(kind)
    (claim.hourlyRateDollars, claim.personDays) = (
      config.humanHourlyRateDollars, claimed.personDays
    )
    return claim
  }

  /// AI time and short pauses, by the day of the session that they lead to.
  func spentDays(_ gaps: SessionGaps, _ calendar: LocalCalendar) -> DayHours {
    var days = DayHours(dayCount: claimed.days.count)
    for index in indices {
      days.add(spent: claimed.minutes[index] / 60, on: claimed.days.ofSession[index])
    }
    for gap in gaps.gaps where gap.isOversight {
      if let day = claimed.days[calendar.day(of: gap.toStart).daysSince1970] {
        days.add(spent: gap.durationMinutes / 60, on: day)
      }
    }
    return days
  }

  func asLogged(_ roi: ROIMetrics, _ spent: DayHours) -> Claim {
    var claim = blank(.asLogged)
    claim.sessions = quality.countedSessions
    claim.humanHours = roi.estimatedHumanHours
    claim.claimedHours = roi.estimatedHumanHours
    claim.spentHours = roi.oversightHours
    claim.paidHours = roi.aiHours * config.oversightRatio
    claim.subscriptionDollars = roi.subscriptionDollars
    claim.costDollars = roi.totalAIDollars
    var days = spent
    for index in indices {
      days.add(
        human: claimed.estimates[index] * config.estimateScale / 60,
        on: claimed.days.ofSession[index])
    }
    claim.chance = days.uncertainty(sessions: claim.sessions)
    return claim
  }

  func calibrated(_ logged: Claim, _ spent: DayHours) -> Claim {
    var claim = blank(.calibrated)
    (claim.spentHours, claim.paidHours) = (logged.spentHours, logged.paidHours)
    (claim.subscriptionDollars, claim.costDollars) = (
      logged.subscriptionDollars, logged.costDollars
    )
    var days = spent
    claim.sessions = quality.countedSessions
    count(&claim, &days, indices) { $0 }
    claim.chance = days.uncertainty(sessions: claim.sessions)
    return claim
  }

  func conservative(_ present: PresentTime, months: Int) -> Claim {
    var claim = blank(.conservative)
    guard quality.areDoubtsKnown else {
      (claim.isKnown, claim.chance) = (false, .failure(.unreadable(.interactions)))
      return claim
    }
    (claim.spentHours, claim.paidHours) = (present.hours, present.hours)
    claim.subscriptionDollars = config.aiMonthlyCostDollars * Double(months)
    claim.costDollars = claim.subscriptionDollars + present.hours * config.humanHourlyRateDollars
    var days = DayHours(dayCount: claimed.days.count)
    for addition in present.additions {
      days.add(spent: addition.minutes / 60, on: claimed.days.ofSession[addition.session])
    }
    let clean = indices.filter(quality.isClean)
    claim.sessions = clean.count
    count(&claim, &days, clean) { min($0, Config.longestDayMinutes) }
    claim.chance = days.uncertainty(sessions: claim.sessions)
    return claim
  }

  /// Sums the estimates of some sessions, each estimator's apart, times its factor.
  private func count(
    _ claim: inout Claim, _ days: inout DayHours, _ indices: [Int], _ cut: (Double) -> Double
  ) {
    claim.parts = Estimator.allCases.map {
      Claim.Part(estimator: $0, factor: calibration[$0].factor)
    }
    for index in indices where claimed.estimates[index].isValidEstimate {
      let part = claimed.estimators[index] == .agent ? 0 : 1
      let hours = cut(claimed.estimates[index] * config.estimateScale) / 60
      claim.parts[part].sessions += 1
      claim.parts[part].claimedHours += hours
      days.add(human: claim.parts[part].factor * hours, on: claimed.days.ofSession[index])
    }
    for part in claim.parts {
      claim.humanHours += part.factor * part.claimedHours
      claim.claimedHours += part.claimedHours
    }
    guard claim.humanHours > 0 else { return }
    var squares = 0.0
    for part in claim.parts {
      let one =
        part.factor * part.claimedHours / claim.humanHours
        * calibration[part.estimator].logDeviation
      squares += one * one
    }
    claim.calibrationDeviation = squares.squareRoot()
    claim.isCalibrationOwn = claim.parts.allSatisfy {
      $0.claimedHours == 0 || calibration[$0.estimator].isOwn
    }
  }

  /// How much of the claimed hours is of some kinds of work; nil where nothing was calibrated or claimed.
  func share(
    of kinds: Set<String>, in sessions: [Session], _ calibration: Calibration
  ) -> Double? {
    guard calibration.agent.isOwn || calibration.person.isOwn else { return nil }
    var (all, known) = (0.0, 0.0)
    for index in indices where claimed.estimates[index].isValidEstimate {
      all += claimed.estimates[index]
      if kinds.contains(sessions[index].taskType ?? "") { known += claimed.estimates[index] }
    }
    return all > 0 ? known / all : nil
  }
}
