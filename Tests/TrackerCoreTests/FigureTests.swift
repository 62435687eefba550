// Figures: named once, rounded once.

import JSON
import TestSupport
import Testing
import TrackerCore

struct FigureTests {
  private let groups = [
    FigureGroup.totals, .roi, .time, .cost, .productivity, .taskType, .effectiveness, .ratings,
    .gaps, .gapClasses, .issues, .code, .skipped,
  ]

  @Test func aNameStandsForOneFigure() {
    var known: [String: Figure] = [:]
    for group in groups {
      #expect(Set(group.figures.map(\.key)).count == group.figures.count, "\(group.key)")
      for figure in group.figures where figure.key != "total" {
        if let other = known[figure.key] {
          #expect(other.title == figure.title && other.kind == figure.kind, "\(figure.key)")
        }
        known[figure.key] = figure
      }
    }
  }

  @Test func everyFigureIsRoundedAsItSays() {
    var roi = ROIMetrics()
    roi.aiMinutes = 100.0 / 3
    roi.productivityMultiplier = 12.351
    roi.roiPercentage = .nan
    let overview = Overview(roi: roi)
    #expect(FigureGroup.time.document(overview)["total_ai_minutes"] == 33.3)
    #expect(FigureGroup.time.document(overview)["total_ai_hours"] == 0.56)
    #expect(FigureGroup.roi.document(overview)["productivity_multiplier"] == 12.4)
    #expect(FigureGroup.cost.document(overview)["roi_percentage"] == .null)
  }

  @Test func anAliasHasTheSameNumberWithItsOwnRounding() {
    var ratings = EffectivenessDistribution()
    ratings.average = 14.0 / 3
    let overview = Overview(effectiveness: ratings)
    #expect(Figure.averageEffectiveness.cell(overview) == .number(4.67))
    #expect(Figure.overviewAverage.cell(overview) == .number(14.0 / 3))
  }

  @Test func aDocumentKeepsTheSchemaOfItsFigures() throws {
    for group in groups {
      let shape = Shape<Overview>(group.key, group.fields)
      let written = try JSONReader.read(shape.document(Overview()))
      #expect(written == group.figures.document(Overview()), "\(group.key)")
    }
  }

  @Test func whatWasNotReadIsNull() {
    let code = FigureGroup.code.document(Overview())
    #expect(code["avg_complexity"] == .null && code["total_functions"] == 0)
  }
}
