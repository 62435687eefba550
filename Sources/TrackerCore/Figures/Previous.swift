// What is told of the period before: in documents beside the figures, in the report as a block of its own.

/// The period before, beside the figures of the period.
package struct Previous: Sendable {
  /// Of the period itself.
  let overview: Overview
  let comparison: Comparison
  let bounds: Range<Int64>

  /// Nil when there is no period before.
  package init?(_ comparison: Comparison?, of overview: Overview) {
    guard let comparison, let bounds = comparison.boundsBefore else { return nil }
    (self.overview, self.comparison, self.bounds) = (overview, comparison, bounds)
  }

  /// The figures of the period before, zeros where nothing started in it.
  package var figures: Overview { comparison.before ?? Overview() }

  /// Each figure that is compared, and how it changed; nil where that is not known.
  package var changes: [(figure: Figure, change: Change?)] {
    FigureGroup.compared.map { ($0, $0.change(to: overview, from: comparison.before)) }
  }

  /// When it was, what its document tells otherwise of a period, and what changed.
  package static func shape(_ figures: [Field<Previous>]) -> Shape<Previous> {
    Shape(
      "Previous",
      [
        .text("since", "its first instant, UTC") {
          Timestamp(microseconds: $0.bounds.lowerBound).description
        },
        .text("until", "its last instant, UTC") {
          Timestamp(microseconds: $0.bounds.upperBound - 1).description
        },
      ] + figures + [.object("change", "now less then", change) { $0 }])
  }

  private static let change = Shape<Previous>(
    "Change",
    FigureGroup.compared.map { figure in
      .number(figure.key, "\(figure.help); null where it is not known of both") {
        figure.change(to: $0.overview, from: $0.comparison.before)?.difference
      }
    } + [
      .texts("clear", "those that are hardly chance: counts, and means beyond twice their error") {
        $0.changes.filter { $0.change?.isClear ?? false }.map(\.figure.key)
      }
    ])
}

extension Overview {
  /// The block behind a report: each figure, what it was in the period before, and the change.
  package func previousReport(_ comparison: Comparison, _ calendar: LocalCalendar) -> String {
    let head = "📈 CHANGE"
    guard let previous = Previous(comparison, of: self) else {
      return head + "\n  • No period before: the range has no beginning"
    }
    let period = previous.periodText(calendar)
    guard let before = comparison.before else {
      return head + "\n  • Nothing started in the period before, \(period)"
    }
    let lines = previous.changes.map { figure, change in
      "  • \(figure.title): \(figure.shownIfKnown(self)), before "
        + "\(figure.shownIfKnown(before))" + (change.map { ": " + $0.text(figure) } ?? "")
    }
    return ([head + " against \(period)"] + lines).joined(separator: "\n")
  }
}

extension Previous {
  /// `2026-10-02 to 2026-10-31`, with clocks where it is no whole days.
  func periodText(_ calendar: LocalCalendar) -> String {
    let ends = [bounds.lowerBound, bounds.upperBound - 1].map { microseconds in
      let time = Timestamp(microseconds: microseconds)
      let clock = calendar.clock(of: time)
      return calendar.day(of: time).description
        + (comparison.days == nil ? " \(padded(clock.hour)):\(padded(clock.minute))" : "")
    }
    return ends[0] == ends[1] ? ends[0] : ends.joined(separator: " to ")
  }
}

extension Change {
  /// `+$2.9k, could be chance`.
  func text(_ figure: Figure) -> String {
    guard let size = differenceText(difference, figure.kind) else { return "no change" }
    return (difference < 0 ? "−" : "+") + size + (isClear ? "" : ", could be chance")
  }
}
