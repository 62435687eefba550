// The same bits on every machine. The numbers are those of CPython for the same operations in the same order.

import Testing

@testable import TrackerCore

@Suite struct PlainMathTests {
  @Test(arguments: [
    (1e-300, -690.7755278982137), (1e-05, -11.512925464970229), (0.1, -2.3025850929940455),
    (0.5, -0.6931471805599453), (0.94, -0.06187540371808752), (1.0, 0.0),
    (1.0000001, 9.999999505838704e-08), (1.4142135623730951, 0.34657359027997275),
    (1.5, 0.4054651081081644), (2.0, 0.6931471805599453), (3.0, 1.0986122886681098),
    (12.352477245866085, 2.5138566296689664), (1000.0, 6.907755278982137),
    (1e+300, 690.7755278982137),
  ])
  func logarithmsAreTheSameToTheBit(_ x: Double, _ ln: Double) { #expect(PlainMath.ln(x) == ln) }

  @Test(arguments: [
    (-701.0, 0.0), (-700.0, 9.85967654375977e-305), (-20.5, 1.2501528663867428e-09),
    (-1.0, 0.36787944117144233), (-0.88, 0.4147829116815814), (-1e-09, 0.999999999), (0.0, 1.0),
    (1e-09, 1.000000001), (0.3, 1.3498588075760032), (0.7944, 2.2131127307256633),
    (1.0, 2.7182818284590455), (2.5, 12.182493960703473), (37.0, 1.1719142372802612e+16),
    (699.9, 9.177151136957067e+303), (701.0, .infinity),
  ])
  func powersAreTheSameToTheBit(_ x: Double, _ exp: Double) { #expect(PlainMath.exp(x) == exp) }

  @Test(arguments: [
    (1.2815515655446008, 1.5, 2.187013097360873), (1.2815515655446008, 4.0, 1.533130235242346),
    (1.2815515655446008, 8.385690953471963, 1.3910753321764642),
    (1.2815515655446008, 30.0, 1.310415022567131), (2.053748910631822, 9.5, 2.377690534895878),
    (2.9351994688666982, 4.0, 6.218144216498635),
    (1.2815515655446008, 3659.0, 1.2817829787203616),
  ])
  func studentsQuantilesAreTheSameToTheBit(_ z: Double, _ df: Double, _ t: Double) {
    #expect(PlainMath.studentQuantile(z, df: df) == t)
  }

  @Test func theNearestRankIsAValueOfTheList() {
    let values = (1...10).map(Double.init)
    #expect(PlainMath.nearestRank(values, 0.1) == 1)
    #expect(PlainMath.nearestRank(values, 0.5) == 5)
    #expect(PlainMath.nearestRank(values, 0.99) == 10)
    #expect(PlainMath.nearestRank([], 0.5) == nil)
  }
}
