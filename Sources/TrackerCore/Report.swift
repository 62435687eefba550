// The overview as text, in the reference's layout to the byte (reference behaviour, report layout). It refuses arithmetic.

extension StatisticsEngine {
  /// The report, without a final newline. Values are rounded as documents show them, then formatted, as the reference does.
  public func generateSummaryReport(_ history: History) -> String {
    let figures = figures(history)
    let (roi, effectiveness, issues) = (figures.roi, figures.effectiveness, figures.issues)
    let code = calculateCodeMetricsSummary(history.sessions)
    let rule = String(repeating: "=", count: 50)
    let stars = Interaction.ratings.reversed().map { rating in
      "  " + String(repeating: "★", count: rating) + String(repeating: "☆", count: 5 - rating)
        + ": \(effectiveness.countsByRating[rating - 1])"
    }
    let severities = Severity.known.reversed().compactMap { severity -> String? in
      let count = issues.count(of: severity)
      let word = severity.rawValue
      return count > 0 ? "  • \(word.prefix(1).uppercased() + word.dropFirst()): \(count)" : nil
    }
    let lines =
      [
        rule, "AI SESSION TRACKER - ANALYTICS REPORT", rule, "",
        "📊 SESSION SUMMARY",
        "  • Total sessions: \(roi.totalSessions)",
        "  • Completed sessions: \(roi.completedSessions)",
        "  • Total AI time: \(roi.aiHours.shown(2, as: 1)) hours", "",
        "💰 ROI METRICS",
        "  • Human baseline cost: \(roi.humanBaselineDollars.dollars)",
        "  • AI total cost: \(roi.totalAIDollars.dollars)",
        "  • Cost saved: \(roi.savedDollars.dollars)",
        "  • ROI: \(roi.roiPercentage.known { $0.shown(1, as: 1) + "%" })",
      ] + (roi.rates.map { ["  • Rates: \($0)"] } ?? []) + [
        "", "⭐ EFFECTIVENESS DISTRIBUTION",
      ] + stars + [
        "",
        "  Average: \((effectiveness.averageRating ?? 0).shown(2, as: 1))/5", "",
        "🐛 ISSUES SUMMARY",
        "  • Total issues: \(issues.total)",
      ] + severities + [
        "",
        "📝 CODE METRICS",
        "  • Functions analyzed: \(code.totalFunctions)",
        "  • Lines added: \(code.totalLinesAdded.known(\.countText))",
        "  • Avg complexity: \(code.averageComplexity.fixed(decimals: 1))",
        "  • Avg doc score: \(code.averageDocumentationScore.fixed(decimals: 0))/100",
        "  • Total effort score: \(code.totalEffortScore.known { $0.fixed(decimals: 1) })", "",
        rule,
      ]
    return lines.joined(separator: "\n")
  }
}

extension Double {
  /// The number as text; words where it went beyond what a number can hold.
  fileprivate func known(_ text: (Double) -> String) -> String {
    isFinite ? text(self) : "not known"
  }

  /// `$1,234.50`; `$nan` where a stored estimate is none, as the reference has it.
  fileprivate var dollars: String {
    isNaN ? "$nan" : known { "$" + $0.grouped(decimals: 2) }
  }

  /// Rounded to `decimals`, then printed with `shown` decimals: 0.445 gives 0.45 and then 0.5.
  fileprivate func shown(_ decimals: Int, as shown: Int) -> String {
    rounded(toDecimals: decimals).fixed(decimals: shown)
  }

  /// A count: whole numbers without a point.
  fileprivate var countText: String { Int(exactly: self).map { "\($0)" } ?? description }
}
