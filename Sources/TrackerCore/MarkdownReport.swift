// A period in at most ten lines of Markdown, to be pasted into a pull request or a mail.

internal import Platform

extension StatisticsEngine {
  /// What `history` brought, of which `comparison` tells the period before; best and worst groups by each dimension. `only`
  /// names what sessions were left out by. Names stand as code, so that nothing in them is markup.
  package func markdownReport(
    _ history: History, of range: ReportRange, _ comparison: Comparison,
    by dimensions: [Dimension], only: [String] = [], now: Timestamp, calendar: LocalCalendar
  ) -> String {
    let overview = figures(history)
    let report = MarkdownReport(overview: overview, before: comparison.before)
    let period =
      range.session.map { "session \($0.text.asCode)" } ?? calendar.text(of: range, now: now)
    let chosen = only.isEmpty ? "" : ", only " + only.map(\.asCode).joined(separator: " ")
    var lines = ["### AI sessions: \(period)\(chosen)", ""]
    lines.append(
      "- **Sessions** \(report.text(.totalSessions)), "
        + "\(report.text(.completedSessions, changed: false)) completed, "
        + "\(report.text(.aiHours, changed: false)) of AI time")
    lines.append("- **Multiplier** \(report.text(.productivityMultiplier))")
    lines.append("- **Saved** \(report.text(.savedHours)), \(report.text(.costSaved)), an estimate")
    lines.append(
      "- **Rating** \(report.text(.averageEffectiveness)), "
        + "\(report.text(.ratedCount, changed: false)) rated")
    lines.append(
      "- **Issues** \(report.text(FigureGroup.compared.last ?? .totalIssues)), "
        + "\(report.text(.unresolvedIssues, changed: false)) open")
    lines += dimensions.prefix(2).compactMap { dimension in
      extremes(history, by: dimension, calendar).map { "- **By \(dimension.title)** \($0)" }
    }
    lines.append("- " + notes(history, overview, comparison, calendar).joined(separator: "; "))
    return lines.map(\.printable).joined(separator: "\n")
  }

  /// The group that saved the most hours, and the one that saved the fewest or lost the most; nil for fewer than two.
  private func extremes(
    _ history: History, by dimension: Dimension, _ calendar: LocalCalendar
  ) -> String? {
    let groups = groups(history, by: dimension, calendar: calendar)
      .filter { $0.overview.roi.completedSessions > 0 && $0.overview.roi.savedHours.isFinite }
      .sorted { $0.overview.roi.savedHours > $1.overview.roi.savedHours }
    guard groups.count > 1, let best = groups.first, let worst = groups.last else { return nil }
    let text = { (group: SessionGroup) in
      let name = group.key.isEmpty ? Dimension.none : group.key
      return "\(name.asCode) \(Figure.productivityMultiplier.shownIfKnown(group.overview)), "
        + "\(Figure.savedHours.shownIfKnown(group.overview)) saved"
    }
    return "best \(text(best)); worst \(text(worst))"
  }

  /// What the changes are against, and what the numbers lack.
  private func notes(
    _ history: History, _ overview: Overview, _ comparison: Comparison, _ calendar: LocalCalendar
  ) -> [String] {
    var notes: [String] = []
    if let previous = Previous(comparison, of: overview) {
      notes.append(
        (comparison.before == nil ? "nothing in " : "changes against ")
          + previous.periodText(calendar))
    } else {
      notes.append("no period before to compare with")
    }
    if let rates = overview.roi.rates { notes.append("rates: \(rates)") }
    if overview.skippedCount > 0 {
      notes.append(countText(overview.skippedCount, "record") + " skipped")
    }
    notes += history.unusableFiles.map { file in
      "`\(file.path.split(separator: "/").last ?? "")` cannot be read"
    }
    if let outside = overview.outside.sentence { notes.append(outside) }
    return notes
  }
}

/// The figures of a period and of the one before.
private struct MarkdownReport {
  let overview: Overview
  let before: Overview?

  /// `1.6x (+0.6)`; without a period before or a change that can be told the value alone.
  func text(_ figure: Figure, changed: Bool = true) -> String {
    let value = figure.shownIfKnown(overview)
    guard changed, let change = figure.change(to: overview, from: before) else { return value }
    return value + " (\(change.text(figure)))"
  }
}

extension LocalCalendar {
  /// `all sessions`, `2026-01-05 to 2026-01-11`, `up to 2026-01-11`.
  fileprivate func text(of range: ReportRange, now: Timestamp) -> String {
    guard let bounds = range.bounds else { return "all" }
    let last = Timestamp(
      microseconds: bounds.upperBound == .max ? now.microseconds : bounds.upperBound - 1)
    let end = day(of: last).description
    guard bounds.lowerBound != .min else { return "up to \(end)" }
    let first = day(of: Timestamp(microseconds: bounds.lowerBound)).description
    return first == end ? end : "\(first) to \(end)"
  }
}

extension String {
  /// As code in a line of Markdown: whatever it holds, it is neither markup nor a link. At most 60 characters.
  fileprivate var asCode: String {
    let line = printable.oneLine
    let text = line.clipped(to: 60) ?? line
    guard !text.isBlank else { return "` `" }
    let runs = text.split(whereSeparator: { $0 != "`" }).map(\.count)
    let fence = String(repeating: "`", count: (runs.max() ?? 0) + 1)
    let padding = runs.isEmpty ? "" : " "
    return fence + padding + text + padding + fence
  }
}
