// Numbers rounded, printed and added as the documents show them.

import Platform
import TestSupport
import Testing
import TrackerCore

@Suite struct RoundingTests {
  /// Every expectation is what Python's `round` answers.
  @Test(
    arguments: [
      (0.5, 0, 0), (1.5, 0, 2), (2.5, 0, 2), (-0.5, 0, -0.0), (0.125, 2, 0.12), (0.375, 2, 0.38),
      (2.675, 2, 2.67), (1.005, 2, 1), (0.445, 2, 0.45), (0.25, 1, 0.2), (0.35, 1, 0.3),
      (0.05, 1, 0.1), (4.95, 1, 5), (1e300, 2, 1e300), (123_456_789.125, 2, 123_456_789.12),
    ] as [(Double, Int, Double)])
  func roundingIsThatOfTheExactValueWithTiesToEven(
    _ value: Double, _ decimals: Int, _ expected: Double
  ) {
    let rounded = value.rounded(toDecimals: decimals)
    #expect(rounded == expected)
    #expect(rounded.sign == expected.sign)
  }

  /// Near ties above all: the digits of the exact value decide, however the rounding is done.
  @Test func roundingAgreesWithTheDigits() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<20_000 {
      let decimals = generator.below(6)
      let steps = Double(generator.below(2_000_001) - 1_000_000) / 2
      var value = steps / [1, 10, 100, 1000, 10_000, 100_000][decimals]
      for _ in 0..<generator.below(4) { value = generator.oneIn(2) ? value.nextUp : value.nextDown }
      if generator.oneIn(20) { value = generator.double() }
      guard value.isFinite else { continue }
      let rounded = value.rounded(toDecimals: decimals)
      let text = decimalText(value, decimals: decimals)
      #expect(value.fixed(decimals: decimals) == text)
      let digits = Double(text)
      #expect(rounded == digits && rounded.sign == digits?.sign, "\(value) to \(decimals)")
    }
  }

  @Test func whatIsNotFiniteStays() {
    #expect(Double.nan.rounded(toDecimals: 2).isNaN)
    #expect(Double.infinity.rounded(toDecimals: 2) == .infinity)
  }

  @Test(
    arguments: [
      (0.0, 2, "0.00"), (-0.0, 2, "-0.00"), (-0.001, 2, "-0.00"), (0.004_999, 2, "0.00"),
      (999.994, 2, "999.99"), (999.995, 2, "1,000.00"), (1234.5, 2, "1,234.50"),
      (-1234.5, 2, "-1,234.50"), (-12.34, 2, "-12.34"), (1_234_567.0, 0, "1,234,567"),
      (123_456.0, 0, "123,456"), (100.0, 0, "100"), (1e15, 2, "1,000,000,000,000,000.00"),
      (.nan, 2, "nan"), (-Double.nan, 2, "nan"), (-.infinity, 2, "-inf"),
    ] as [(Double, Int, String)])
  func thousandsAreGrouped(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(value.grouped(decimals: decimals) == text)
  }

  @Test func aFixedNumberOfDecimalsIsNotGrouped() {
    #expect(1234.5.fixed(decimals: 1) == "1234.5")
    #expect((-0.04).fixed(decimals: 1) == "-0.0")
    #expect((0.0 * -.infinity).fixed(decimals: 1) == "nan")
  }

  @Test func aSumKeepsWhatPlainAdditionLoses() {
    let tenths = [Double](repeating: 0.1, count: 10)
    #expect(tenths.reduce(0, +) == 0.9999999999999999)
    #expect(tenths.compensatedSum() == 1)
    let mixed = [1e16, 1, -1e16]
    #expect(mixed.reduce(0, +) == 0)
    #expect(mixed.compensatedSum() == 1)
    #expect([1, 1e100, 1, -1e100].compensatedSum() == 2)
  }

  @Test func aSumOfNothingIsZero() {
    #expect([Double]().compensatedSum() == 0)
    #expect([-0.0].compensatedSum().sign == .plus)
  }

  @Test func aSumThatIsNotFiniteSaysSo() {
    #expect([1, .infinity].compensatedSum() == .infinity)
    #expect([.infinity, -.infinity].compensatedSum().isNaN)
    #expect([1, .nan].compensatedSum().isNaN)
    #expect([1e308, 1e308].compensatedSum() == .infinity)
  }
}
