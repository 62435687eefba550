// The sections of the overview: ratings, gaps, activity. Each draws its own rule.

internal import TrackerCore

extension Panel {
  /// Whether it is a section with a rule of its own, on which the cursor may stand.
  var isSection: Bool { Panel.sections.contains(name) }
  private static let sections = ["effectiveness", "claims", "gaps", "activity"]

  static let effectiveness = Panel("effectiveness") { dashboard, _, painter in
    if let file = dashboard.read.unreadable(.interactions) {
      painter.ruleOfUnreadable("Effectiveness")
      return painter.writeReasons(file, row: painter.rows < 5 ? 1 : 2)
    }
    let ratings = dashboard.read.overview.effectiveness
    let average = Figure.averageEffectiveness.shown(dashboard.read.overview)
    let rated = Figure.ratedCount.shown(dashboard.read.overview)
    let hasAny = ratings.count > 0
    let notes =
      painter.columns >= 50
      ? ["\(rated) rated, mean \(average)"] : ["\(rated) rated, \(average)", average]
    painter.rule("Effectiveness", notes: hasAny ? notes : ["nothing rated yet"])
    let hasStars = painter.columns >= 50 && dashboard.size.columns >= 100
    painter.bars(
      ratings.bars(withStars: hasStars), row: 1, labelColumns: hasStars ? 9 : 4, numberColumns: 12)
  }

  static let gaps = Panel("gaps") { dashboard, _, painter in
    painter.gapClasses(dashboard.read.overview)
    guard
      let friction = dashboard.read.overview.gaps.frictionMeasures.first(where: {
        $0.indicator != nil
      })
    else {
      painter.write("No friction found", column: 1, row: 5, Style(.muted))
      return
    }
    // The sign has the colour; a sentence in it would be hard to read on some backgrounds.
    painter.write("!", column: 1, row: 5, Style(.warn, bold: true))
    let end = painter.writeCut(friction.text, column: 3, row: 5, width: painter.columns - 4)
    if let meaning = friction.meaning, end + 3 + painter.width(of: meaning) < painter.columns {
      painter.write(" · " + meaning, column: end, row: 5, Style(.muted))
    }
  }
}

extension GapClass {
  /// Its name and limits, at most 13 columns.
  var title: String {
    switch self {
    case .quick: "quick    <5m"
    case .normal: "normal   <30m"
    case .extended: "extended <2h"
    case .longBreak: "long     ≥2h"
    }
  }
}
