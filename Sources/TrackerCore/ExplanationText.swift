// Explanations, comparisons and calibration in lines for people. Nothing is computed here.

extension ShownExplanation {
  /// Each on a line of its own: what it is, what it is made of, how sure it is.
  package func lines(_ ledger: ExplainedLedger) -> [String] {
    var lines = [asked.id + "  " + shown]
    if let interval {
      let ends = [interval.low, interval.high].map { endText($0) }.joined(separator: " … ")
      lines.append(
        claim == nil && !asked.id.hasPrefix("calibration.")
          ? "from \(ends)" : "80 % interval  \(ends)")
    }
    if let lack = claim?.lackText { lines.append(lack) }
    lines += ["", asked.help]
    if asked.figure == nil, value == nil { lines.append("A value of every row of its list.") }
    if let term {
      lines += ["= " + term.text, ""]
      let values = term.inputs.map { inputText($0) }
      let width = values.map(\.count).max() ?? 0
      let names = term.inputs.map(\.name.count).max() ?? 0
      for (input, value) in zip(term.inputs, values) {
        let notes = [input.sessions.map { countText($0, "session") }, input.note].compactMap(\.self)
        lines.append(
          " " + inColumns(value, width, left: true) + "  "
            + inColumns(input.name, names, left: false)
            + "  " + inColumns(input.source.rawValue, 10, left: false) + "  "
            + notes.joined(separator: ", "))
      }
    }
    return (lines + doubtLines + chanceLines + ["", "days       local, UTC" + ledger.offsetText])
      .map { $0.droppingTrailingBlanks }
  }

  private func endText(_ number: Double) -> String {
    switch asked.kind {
    case .number(.times, _): factorText(number) + "x"
    case .number(.score, _): factorText(number)
    default: numberText(number, asked.kind)
    }
  }

  private var doubtLines: [String] {
    guard !leftOut.isEmpty, let claims else { return [] }
    let texts = leftOut.map {
      countText($0.sessions) + " "
        + $0.flag.words(maximumHours: claims.quality.maximumSessionHours)
    }
    return ["", "left out   " + texts.joined(separator: " · ") + " (some twice)"]
  }

  private var chanceLines: [String] {
    guard let claim, case .success(let chance) = claim.chance, interval != nil else { return [] }
    var lines = [
      "",
      "chance     \(chance.days) days, \(chance.effectiveDays.fixed(decimals: 1)) effective; "
        + "multiplier without any one day \(factorText(chance.withoutOneDay.lowerBound)) … "
        + factorText(chance.withoutOneDay.upperBound),
    ]
    let off = PlainMath.exp(PlainMath.z80 * claim.calibrationDeviation)
    lines.append(
      claim.kind == .asLogged
        ? "Other days of the same way of working would give a ratio in this range in 8 of 10 cases; "
          + "it does not say that the estimates are right."
        : "Other days of the same way of working would give a ratio in this range in 8 of 10 cases, "
          + "and estimates may be off by as much as ×÷ \(off.fixed(decimals: 1)).")
    lines.append(
      "No random numbers; days are taken as alike and independent. See docs/METHODOLOGY.md.")
    return lines
  }

  private func inputText(_ input: FigureInput) -> String {
    let number =
      input.value.magnitude < 1e9
      ? (input.value.magnitude < 10 && input.unit.isEmpty
        ? input.value.fixed(decimals: 2) : input.value.grouped(decimals: 1))
      : "\(input.value)"
    return input.unit.isEmpty ? number : number + " " + input.unit
  }
}

/// A text in so many columns.
private func inColumns(_ text: String, _ width: Int, left: Bool) -> String {
  let blanks = String(repeating: " ", count: max(0, width - text.count))
  return left ? blanks + text : text + blanks
}

extension String {
  fileprivate var droppingTrailingBlanks: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension ExplainedLedger {
  /// `+1:00, +2:00` behind UTC; empty for UTC itself.
  fileprivate var offsetText: String {
    offsets.filter { $0 != 0 || offsets.count > 1 }.map {
      ($0 < 0 ? "−" : "+") + "\($0.magnitude / 60):" + padded(Int($0.magnitude % 60))
    }.joined(separator: ", ")
  }
}

extension Calibration {
  /// What was seen, and how to see more.
  package var lines: [String] {
    var lines = [
      "Estimates against tasks done by hand, without AI",
      "  who       pairs   actual ÷ estimate   used for claims",
    ]
    for estimator in Estimator.allCases {
      let factor = self[estimator]
      lines.append(
        "  " + cell(estimator.rawValue, 10)
          + cell(Calibration.pairsText(factor.pairs), 8)
          + cell(factor.rawFactor.map { $0.fixed(decimals: 2) } ?? "—", 20)
          + "\(factor.factor.fixed(decimals: 2))  \(rangeText(factor.interval))  "
          + (factor.isOwn ? "own tasks, drawn to METR's trial" : "assumed: METR trial 2025"))
    }
    for one in cells {
      let seen = one.rawFactor.flatMap { raw in
        one.factor.flatMap { factor in
          one.interval.map {
            "\(raw.fixed(decimals: 2)), as used \(factor.fixed(decimals: 2)) \(rangeText($0))"
          }
        }
      }
      lines.append(
        "  " + cell("\(one.estimator.rawValue), \(one.workType)", 30)
          + cell(Calibration.pairsText(one.pairs), 8) + (seen ?? ""))
    }
    lines += [
      "  To measure it:  ai-session-tracker start --by-hand --type debugging --name \"Fix login\" --mins 45 --source manual",
      "  People choose what they do by hand, so these tasks may be easier than the others.",
      "Sessions with AI (no calibration: the time it took says nothing about the time a person would)",
    ]
    let width = aiSessions.map(\.taskType.count).max() ?? 0
    lines += aiSessions.map { one in
      let minutes = { (number: Double) in number.fixed(decimals: 0) }
      return "  " + cell(one.taskType, width) + "  "
        + cell(countText(one.sessions, "session"), 14)
        + "\(minutes(one.minutes)) min (\(minutes(one.usual.lowerBound))–"
        + "\(minutes(one.usual.upperBound)))"
        + (one.estimate.map { "   estimated \(minutes($0)) min" } ?? "")
    }
    return lines.map(\.droppingTrailingBlanks)
  }

  private static func pairsText(_ pairs: Int) -> String {
    pairs < leastPairs ? "\(pairs) of \(leastPairs)" : "\(pairs)"
  }

  private func rangeText(_ range: ClosedRange<Double>) -> String {
    "[\(range.lowerBound.fixed(decimals: 2))–\(range.upperBound.fixed(decimals: 2))]"
  }

  private func cell(_ text: String, _ width: Int) -> String { inColumns(text, width, left: false) }
}

extension FairComparison {
  /// The differences that are no chance, or that none can be seen; empty where the data cannot tell.
  package var findings: [String] {
    let told = groups.filter { $0.verdict == .higher || $0.verdict == .lower }.map(sentence)
    let compared = groups.compactMap(\.difference)
    guard told.isEmpty, !compared.isEmpty else { return told }
    let least = compared.map(\.detectable).filter { $0 > 0 }.min()
    return [
      "No difference can be seen between these \(compared.count) \(by.words)."
        + (least.map { " With this data one under \(smallestText($0)) would stay unseen." } ?? "")
    ]
  }

  /// What can be told, and that nothing can.
  package var sentences: [String] {
    var lines = findings
    let compared = groups.compactMap(\.difference)
    lines += groups.compactMap { group in group.whyNone.map { "\(group.name): \($0)" } }
    if groups.isEmpty { lines.append("not enough data: no sessions to compare") }
    let left = [
      (running, "running"), (humanReview, "by hand or human review"),
      (withoutGroup, "without a \(by.rawValue)"), (withoutValue, "without \(measure.rawValue)"),
      (leftOutGroups, leftOutGroups == 1 ? "smaller group" : "smaller groups"),
    ].filter { $0.0 > 0 }.map { "\(countText($0.0)) \($0.1)" }
    if !left.isEmpty { lines.append("Left out: " + left.joined(separator: ", ")) }
    if !compared.isEmpty {
      lines.append("Nobody drew lots who does what: a difference may be of the tasks.")
    }
    return lines
  }

  private func sentence(_ group: Group) -> String {
    guard let difference = group.difference else { return "" }
    let alike = by == .taskType ? "with the same models" : "on the same kinds of work"
    var text = "\(group.name): "
    let ends = [difference.low, difference.high]
    switch measure {
    case .success:
      let (low, high) = difference.value < 0 ? (ends[1], ends[0]) : (ends[0], ends[1])
      text +=
        "success \(points(difference.value)) points \(group.verdict.rawValue) than the others "
        + "\(alike) [\(signedPoints(low, difference.value))–\(signedPoints(high, difference.value))]"
    case .minutes:
      text +=
        "\(timesText(difference.value)) as long as the others \(alike) "
        + "[\(factorText(PlainMath.exp(ends[0])))–\(factorText(PlainMath.exp(ends[1])))]"
    case .rating:
      text +=
        "rating \(difference.value.magnitude.fixed(decimals: 1)) stars \(group.verdict.rawValue) "
        + "than the others \(alike) "
        + "[\(ends[0].fixed(decimals: 1))–\(ends[1].fixed(decimals: 1))]"
    }
    text +=
      ", \(countText(group.compared, "session")) on \(countText(group.days, "day")); chance "
      + "alone does this in fewer than 1 of 20 such tables."
    if difference.isOppositeOfCrude {
      text +=
        " The plain averages say the opposite (\(meanText(group.mean)) against "
        + "\(meanText(group.mean - difference.crude))): it did "
        + "\(difference.value > 0 ? "more" : "less") of the hard work."
    }
    return text
  }

  private func smallestText(_ least: Double) -> String {
    switch measure {
    case .success: "\(points(least)) points"
    case .minutes: timesText(least)
    case .rating: "\(least.fixed(decimals: 1)) stars"
    }
  }

  private func meanText(_ mean: Double) -> String {
    switch measure {
    case .success: percentText(mean * 100, decimals: 0)
    case .minutes: "\(PlainMath.exp(mean).fixed(decimals: 1)) min"
    case .rating: mean.fixed(decimals: 1)
    }
  }

  private func timesText(_ logarithm: Double) -> String {
    "× " + factorText(PlainMath.exp(logarithm))
  }

  private func points(_ share: Double) -> String { (share.magnitude * 100).fixed(decimals: 0) }

  /// Of an end in the direction of the difference; below 0 where it lies on the other side.
  private func signedPoints(_ end: Double, _ difference: Double) -> String {
    let number = (difference < 0 ? -end : end) * 100
    return (number < 0 ? "−" : "") + number.magnitude.fixed(decimals: 0)
  }
}
