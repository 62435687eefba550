// Figures: named once, rounded once.

import JSON
import TestSupport
import Testing
import TrackerCore

struct FigureTests {
  private let groups =
    FigureGroup.all + [.time, .cost, .productivity, .ratings, .gapClasses]

  @Test func aNameStandsForOneFigure() {
    var known: [String: Figure] = [:]
    for group in groups {
      #expect(Set(group.figures.map(\.key)).count == group.figures.count, "\(group.key)")
      for figure in group.figures {
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
    var ratings = InteractionTally()
    for rating in [5, 5, 4] { ratings.add(rating: rating) }
    let overview = Overview(effectiveness: ratings)
    #expect(Figure.averageEffectiveness.cell(overview) == .number(4.67))
    #expect(Figure.overviewAverage.cell(overview) == .number(14.0 / 3))
  }

  @Test func aDocumentKeepsTheSchemaOfItsFigures() throws {
    for group in groups {
      let shape = Shape<Overview>(group.key, group.fields)
      let written = try JSONReader.read(shape.document(Overview()))
      #expect(written == group.document(Overview()), "\(group.key)")
    }
  }

  @Test func ratingsAreSharedOutAndHaveAMiddle() {
    var tally = InteractionTally()
    for (rating, iterations) in [(1, 1), (4, 2), (5, 1), (5, 3), (9, 1)] {
      tally.add(rating: rating, iterations: iterations)
    }
    let overview = Overview(effectiveness: tally)
    let figures = FigureGroup.effectiveness.document(overview)
    #expect(figures["rated_count"] == 4 && figures["median"] == 4)
    #expect(figures["high_rating_percentage"] == 75.0 && figures["low_rating_percentage"] == 25.0)
    #expect(figures["iterations_per_prompt"] == 1.6)
    let none = FigureGroup.effectiveness.document(Overview())
    #expect(none["median"] == .null && none["low_rating_percentage"] == .null)
  }

  @Test func prometheusIsToldEachFigureOnceAndUnrounded() {
    var roi = ROIMetrics()
    roi.roiPercentage = 12.3456
    let values = FigureGroup.metrics.map { ($0.name, $0.value(Overview(roi: roi))) }
    #expect(Set(values.map(\.0)).count == values.count)
    #expect(values.first { $0.0 == "roi_ratio" }?.1 == 12.3456 / 100)
  }

  @Test func whatWasNotReadIsNull() {
    let code = FigureGroup.code.document(Overview())
    #expect(code["avg_complexity"] == .null && code["total_functions"] == 0)
  }
}
