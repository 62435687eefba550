// Claims in words: the block that stands under the report, and the sentences that screens show. The one place that says
// "gain" and "loss".

extension Claim {
  /// A figure as people read it: `2.5x`, `$26,613`, `59.6%`; a dash where no hour was spent to compare with, or where a
  /// person would have cost nothing, or where the claim is not known.
  package func text(_ measure: ClaimMeasure) -> String {
    let hasValue =
      switch measure.unit {
      case .times: shownMultiplier != nil
      case .percent: humanHours * hourlyRateDollars > 0
      default: true
      }
    return isKnown && hasValue ? measure.text(measure.value(self)) : "—"
  }

  package var timesText: String { text(.multiplier) }
  package var savedText: String { text(.costSaved) }
  package var returnText: String { text(.roi) }

  /// The ends of the three, each written by itself; nil without an interval.
  package var timesEnds: (low: String, high: String)? { ends(.multiplier, factorText) }
  package var savedEnds: (low: String, high: String)? { ends(.costSaved) { moneyText($0) } }
  package var returnEnds: (low: String, high: String)? {
    ends(.roi) { String(percentText($0).dropLast()) }
  }

  /// `1.02–6.1`, in few columns.
  package var timesInterval: String? { timesEnds.map { $0.low + "–" + $0.high } }
  /// `$279–$91k`, with a loss `−$14k to $7.5k`.
  package var savedInterval: String? {
    ends(.costSaved, shortMoneyText).map {
      $0.low + ($0.low.hasPrefix("−") ? " to " : "–") + $0.high
    }
  }

  /// `Conservative: 2.5x, in 8 of 10 cases 1.02 to 6.1; cost saved $26,613, $279 to $90,877; ROI 59.6%, 1.5 to 83.5.`
  package var sentence: String {
    let known = { (text: String) in text == "—" ? "not known" : text }
    let ends = { (ends: (low: String, high: String)?, before: String) in
      ends.map { ", \(before)\($0.low) to \($0.high)" } ?? ""
    }
    let numbers = [
      known(timesText) + ends(timesEnds, "in 8 of 10 cases "),
      "cost saved " + savedText + ends(savedEnds, ""),
      "ROI " + known(returnText) + ends(returnEnds, ""), lackText,
    ]
    return kind.words.prefix(1).uppercased() + kind.words.dropFirst() + ": "
      + numbers.compactMap(\.self).joined(separator: "; ") + "."
  }

  private func ends(
    _ measure: ClaimMeasure, _ text: (Double) -> String
  ) -> (low: String, high: String)? {
    measure.interval(self).map { (text($0.low), text($0.high)) }
  }

  /// `not enough data: fewer than 8 days (5)`; nil where there is enough.
  package var lackText: String? { whyNone.map { "not enough data: " + $0.text } }

  /// The verdict in a sentence without its end.
  package var verdictText: String {
    switch verdict {
    case .gain: kind == .conservative ? "A gain, even on conservative counting" : "A gain"
    case .loss: "A loss"
    case .undecided: "Neither gain nor loss can be told apart"
    case .notEnoughData: "Not enough data: " + (whyNone?.text ?? "")
    }
  }
}

extension DataQuality {
  /// What speaks against sessions, the most frequent first: `175 no interaction, 172 not success`; empty without any.
  package var doubtsText: String {
    counts.filter { $0.flag.isDoubt && $0.sessions > 0 }
      .enumerated().sorted {
        $0.element.sessions != $1.element.sessions
          ? $0.element.sessions > $1.element.sessions : $0.offset < $1.offset
      }.map {
        countText($0.element.sessions) + " "
          + $0.element.flag.words(maximumHours: maximumSessionHours)
      }.joined(separator: ", ")
  }
}

extension Claims {
  /// What stands below the conservative claim's figures, or below those that nothing proves; shorter forms behind longer
  /// ones.
  package var gateTexts: [String] {
    conservative.bounds == nil
      ? ["As logged. " + conservative.verdictText, conservative.verdictText, "As logged, unproven"]
      : [quality.sentence, quality.shortSentence]
  }

  /// How many human-hours a day that would be; nil where a person has as many.
  package var sanityText: String? {
    guard asLogged.isBeyondADay(config), let logged = asLogged.hoursPerDay else { return nil }
    let hours = { (number: Double?) in
      number.map { $0 < 10_000 ? $0.grouped(decimals: 1) : hoursText($0) } ?? "—"
    }
    let day = (config.workingHoursPerMonth / 20).plainText
    return "As logged = \(hours(logged)) human-hours a day at work, conservative "
      + "\(hours(conservative.hoursPerDay)); a person has \(day)"
  }

  /// How far off estimates may be; nil where nothing was spent or claimed.
  package var breakEvenText: String? {
    guard let mine = conservative.breakEvenHours, let logged = asLogged.breakEvenHours,
      conservative.claimedHours > 0
    else { return nil }
    if mine < 1 { return "No gain even if every estimate is right" }
    return
      "A gain until estimates are \(claimedText(mine)) too high (as logged \(claimedText(logged)))"
  }

  /// What the factors rest on.
  package var calibrationText: String {
    guard let factor = assumedFactor else {
      return
        "Calibrated on \(ownPairs) tasks done by hand, which people choose, so they may be easier"
        + (otherKindsText.map { "; " + $0 } ?? "")
    }
    return "Uncalibrated: \(factor.pairs) of \(Calibration.leastPairs) tasks done by hand, factor "
      + "\(factor.factor.fixed(decimals: 2)) is the METR trial's"
  }

  /// The same within a line.
  private var calibrationParts: [String] {
    guard let factor = assumedFactor else {
      return ["calibrated on \(ownPairs) tasks by hand, which may be easier"]
        + [otherKindsText].compactMap(\.self)
    }
    return [
      "uncalibrated: \(factor.pairs) of \(Calibration.leastPairs) tasks by hand, "
        + "\(factor.factor.fixed(decimals: 2)) is METR's"
    ]
  }

  /// The factor used that is not the ledger's own; nil where all are.
  private var assumedFactor: Calibration.Factor? {
    let used = usedEstimators
    let assumed = used.first { !calibration[$0].isOwn } ?? (used.isEmpty ? .agent : nil)
    return assumed.map { calibration[$0] }
  }

  private var ownPairs: Int { usedEstimators.reduce(0) { $0 + calibration[$1].pairs } }

  private var usedEstimators: [Estimator] {
    calibrated.parts.filter { $0.claimedHours > 0 }.map(\.estimator)
  }

  private var otherKindsText: String? {
    calibratedKindsShare.flatMap { share in
      share < 0.5 ? "\(shareText(1 - share)) of the claimed hours are of other kinds" : nil
    }
  }

  /// What claims rest on: a sentence, and what follows it where there is room.
  package var gateParts: [String] {
    [quality.sentence] + (quality.count(of: .agentEstimate).sessions > 0 ? [". " + agentsOwn] : [])
  }

  /// The verdict, which `A gain until …` says, too; then what follows it where there is room.
  package var verdictParts: [String] {
    let isSaid = verdict == .gain && (conservative.breakEvenHours ?? 0) >= 1
    let sentences = (isSaid ? [] : [conservative.verdictText]) + [breakEvenText].compactMap(\.self)
    return sentences.prefix(1) + sentences.dropFirst().map { ". " + $0 }
      + calibrationParts.map { "; " + $0 }
  }

  /// What moves, and between which ends: `hourly rate $65–$260`.
  package func words(of assumption: AssumedThing) -> String {
    let rate = config.humanHourlyRateDollars
    switch assumption {
    case .estimates:
      guard calibrated.claimedHours > 0 else { return assumption.help }
      let factor = calibrated.humanHours / calibrated.claimedHours
      let half = PlainMath.z80 * calibrated.calibrationDeviation
      let (low, high) = (factor * PlainMath.exp(-half), factor * PlainMath.exp(half))
      return "estimates \(low.fixed(decimals: 2))–\(factorText(high)) of the truth"
    case .hourlyRate: return "hourly rate \(rateText(rate / 2))–\(rateText(rate * 2))"
    case .oversightShare: return "oversight 100%–0%"
    case .doubtfulSessions, .estimatesOverADay, .clock, .subscription: return assumption.help
    }
  }

  /// The three claims, each in a line: name, times, saved, ROI, each with its ends.
  private var claimLines: [String] {
    let cells = all.map { claim -> [String] in
      let ends = { (ends: (low: String, high: String)?, mark: String) in
        ends.map { " [\($0.low)\(mark)\($0.high)]" } ?? ""
      }
      return [
        claim.kind.words, claim.timesText, ends(claim.timesEnds, "-"), claim.savedText,
        ends(claim.savedEnds, " to "),
        "ROI " + claim.returnText + ends(claim.returnEnds, "-")
          + (claim.lackText.map { "  " + $0 } ?? ""),
      ]
    }
    let widths = (0..<6).map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      let pad = { (column: Int) in
        String(repeating: " ", count: widths[column] - row[column].count)
      }
      return "  " + row[0] + pad(0) + "  " + pad(1) + row[1] + row[2] + pad(2) + "  " + pad(3)
        + row[3] + row[4] + pad(4) + "  " + row[5]
    }
  }

  /// The block under a report, without a final newline.
  package var block: String {
    let doubts = quality.doubtsText
    let sentences = [
      quality.sentence + (doubts.isEmpty ? "" : ": " + doubts), sanityText, breakEvenText,
      calibrationText,
      conservative.verdictText + ".      How each number comes about: ai-session-tracker explain",
    ].compactMap(\.self)
    return (["CREDIBILITY (80% intervals)"] + claimLines + sentences.map { "  " + $0 })
      .joined(separator: "\n")
  }
}
