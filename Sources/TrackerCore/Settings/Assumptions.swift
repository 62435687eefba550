// What money is computed with: the specification's rates, those that a person has set, others that are tried out, and how
// estimates are taken while they are.

/// Rates, in dollars and percent, and percent of estimates.
package struct Assumptions: Hashable, Sendable {
  private var values: [Field: Double]

  package enum Field: Hashable, CaseIterable, Sendable {
    case humanHourlyRate, aiMonthlyCost, oversight, estimates

    package var title: String { facts.title }
    /// The largest value.
    package var most: Double { facts.range.upperBound }
    /// How much a key changes it.
    fileprivate var step: Double { facts.step }
    /// The setting that keeps it; nil for estimates: reports would no longer say what was logged.
    package var setting: Setting? {
      switch self {
      case .humanHourlyRate: .rate
      case .aiMonthlyCost: .monthlyCost
      case .oversight: .oversight
      case .estimates: nil
      }
    }

    /// What Prometheus is told of it; nil for what is only tried out.
    package var metric: Metric<Config>? {
      let value: @Sendable (Config) -> Double = { $0[keyPath: facts.path] }
      switch self {
      case .humanHourlyRate:
        return Metric(
          name: "hourly_rate_dollars", help: "Dollars that an hour of a person costs.",
          value: value, count: nil)
      case .aiMonthlyCost:
        return Metric(
          name: "monthly_cost_dollars", help: "Dollars that a month of the assistant costs.",
          value: value, count: nil)
      case .oversight:
        return Metric(
          name: "oversight_ratio", help: "Share of the assistant's time that a person oversees.",
          value: value, count: nil)
      case .estimates: return nil
      }
    }

    /// `scale` makes dollars or percent of what is configured.
    fileprivate var facts:
      (
        title: String, range: ClosedRange<Double>, step: Double,
        path: WritableKeyPath<Config, Double>, scale: Double
      )
    {
      switch self {
      case .humanHourlyRate: ("Hourly rate", 0...1000, 5, \.humanHourlyRateDollars, 1)
      case .aiMonthlyCost: ("AI a month", 0...10_000, 10, \.aiMonthlyCostDollars, 1)
      case .oversight: ("Oversight", 0...100, 5, \.oversightRatio, 100)
      case .estimates: ("Estimates", 5...200, 5, \.estimateScale, 100)
      }
    }

    /// The value that a text says; nil for what is no number from the least to the largest.
    package func number(in text: String) -> Double? {
      guard text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
      return Double(text).flatMap { facts.range.contains($0) ? $0 : nil }
    }
  }

  package init(_ config: Config) {
    let fields = Field.allCases.map { ($0, config[keyPath: $0.facts.path] * $0.facts.scale) }
    values = Dictionary(uniqueKeysWithValues: fields)
  }

  /// The configured rates, and over them those that settings give.
  package init(_ config: Config, _ value: (Setting) -> String) {
    self.init(config)
    for field in Field.allCases {
      if let setting = field.setting, let number = field.number(in: value(setting)) {
        self[field] = number
      }
    }
  }

  package func applied(to config: Config) -> Config {
    var config = config
    for (field, value) in values { config[keyPath: field.facts.path] = value / field.facts.scale }
    return config
  }

  /// Dollars or percent.
  package subscript(field: Field) -> Double {
    get { values[field] ?? 0 }
    set { values[field] = newValue }
  }

  /// Changes a value by steps, within its least and its largest.
  package mutating func change(_ field: Field, steps: Int) {
    let range = field.facts.range
    let value = self[field] + Double(steps) * field.step
    self[field] = min(max(range.lowerBound, value), range.upperBound)
  }

  /// A value as it is said: `$130/h`, `$40/month`, `20% of AI time`, `50%`.
  package func text(_ field: Field) -> String {
    switch field {
    case .humanHourlyRate: rateText(self[field]) + "/h"
    case .aiMonthlyCost: rateText(self[field]) + "/month"
    case .oversight: wholePercentText(self[field]) + " of AI time"
    case .estimates: wholePercentText(self[field])
    }
  }

  /// `estimates at 50%`; nil where each counts as it is.
  package var estimatesText: String? {
    self[.estimates] == 100 ? nil : "estimates at " + text(.estimates)
  }
}

extension Config {
  /// What money is computed with, for whoever is shown some: `$95/h, $40/month, 20% of AI time`; nil for the
  /// specification's rates.
  public var ratesText: String? {
    let rates = Assumptions(self)
    guard rates != Assumptions(Config()) else { return nil }
    let kept = Assumptions.Field.allCases.filter { $0.setting != nil }
    return (kept.map(rates.text) + [rates.estimatesText].compactMap(\.self))
      .joined(separator: ", ")
  }
}

/// `20%`, `12.5%`.
private func wholePercentText(_ percent: Double) -> String {
  percent.rounded(toDecimals: 2).plainText + "%"
}
