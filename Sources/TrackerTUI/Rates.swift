// Rates: the configured ones, those of the settings file, others that are tried out; whose they are is said wherever they
// count.

internal import TrackerCore

/// Whose rates the return on investment is computed with; the words are those of the screen and of JSON.
package enum RateOrigin: String, Sendable {
  case configured
  /// The settings file has others, and these count.
  case saved = "your rates"
  /// Others than those of file and configuration.
  case tried = "what-if"

  /// What stands beside the numbers; nil when there is nothing to say.
  var sign: String? { self == .configured ? nil : rawValue }

  /// The same with what can be done about it.
  var longSign: String? { self == .tried ? rawValue + ", :save keeps it" : sign }

  /// The same as a heading that is read out; empty when there is nothing to say.
  var sentence: String {
    guard let longSign else { return "" }
    return longSign.prefix(1).uppercased() + longSign.dropFirst() + ":"
  }
}

extension Dashboard {
  /// The rates of the settings; nil while they are the configured ones.
  var assumptions: Assumptions? {
    let assumed = rates(of: effectiveSettings)
    return assumed == Assumptions(engine.config) ? nil : assumed
  }

  /// Whose rates the ROI tab computes with.
  package var rates: RateOrigin {
    guard let assumptions else { return .configured }
    return assumptions == rates(of: savedSettings) ? .saved : .tried
  }

  /// The rates that settings make of the configured ones.
  private func rates(of settings: Settings) -> Assumptions {
    var rates = Assumptions(engine.config)
    for field in Assumptions.Field.allCases {
      if let number = field.number(in: settings.value(field.setting)) { rates[field] = number }
    }
    return rates
  }

  mutating func change(_ field: Assumptions.Field, _ step: Int) {
    let configured = Assumptions(engine.config)
    var changed = assumptions ?? configured
    changed.change(field, steps: step)
    settings.set(
      field.setting,
      to: changed[field] == configured[field] ? field.setting.standard : changed[field].plainText)
    computeRates()
  }

  /// Back to the configured rates.
  mutating func resetAssumptions() {
    for field in Assumptions.Field.allCases {
      settings.set(field.setting, to: field.setting.standard)
    }
    computeRates()
  }

  /// Computes the ROI with the rates that hold now.
  mutating func computeRates() {
    numbers.roi = nil
    computeNumbers()
  }
}

/// Rates: those configured, or others that are tried out.
struct Assumptions: Hashable, Sendable {
  private var values: [Field: Double]

  enum Field: Hashable, CaseIterable {
    case humanHourlyRate, aiMonthlyCost, oversight

    var title: String { facts.title }
    /// The largest value, and how much a key changes it.
    var most: Double { facts.most }
    fileprivate var step: Double { facts.step }
    /// The setting that keeps it.
    var setting: Setting {
      switch self {
      case .humanHourlyRate: .rate
      case .aiMonthlyCost: .monthlyCost
      case .oversight: .oversight
      }
    }

    /// `scale` makes dollars or percent of what is configured.
    fileprivate var facts:
      (
        title: String, most: Double, step: Double, path: WritableKeyPath<Config, Double>,
        scale: Double
      )
    {
      switch self {
      case .humanHourlyRate: ("Hourly rate", 1000, 5, \.humanHourlyRateDollars, 1)
      case .aiMonthlyCost: ("AI a month", 10_000, 10, \.aiMonthlyCostDollars, 1)
      case .oversight: ("Oversight", 100, 5, \.oversightRatio, 100)
      }
    }

    /// The value that a text says; nil for what is no number from 0 to the largest.
    func number(in text: String) -> Double? {
      guard text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
      return Double(text).flatMap { (0...most).contains($0) ? $0 : nil }
    }
  }

  init(_ config: Config) {
    let fields = Field.allCases.map { ($0, config[keyPath: $0.facts.path] * $0.facts.scale) }
    values = Dictionary(uniqueKeysWithValues: fields)
  }

  func applied(to config: Config) -> Config {
    var config = config
    for (field, value) in values { config[keyPath: field.facts.path] = value / field.facts.scale }
    return config
  }

  /// Dollars or percent.
  subscript(field: Field) -> Double {
    get { values[field] ?? 0 }
    set { values[field] = newValue }
  }

  /// Changes a value by steps, within 0 and its largest.
  mutating func change(_ field: Field, steps: Int) {
    self[field] = min(max(0, self[field] + Double(steps) * field.step), field.most)
  }

  /// A value as the popup and the status say it: `$130/h`, `$40/month`, `20%`.
  func text(_ field: Field) -> String {
    switch field {
    case .humanHourlyRate: rateText(self[field]) + "/h"
    case .aiMonthlyCost: rateText(self[field]) + "/month"
    case .oversight: shareText(self[field] / 100) + " of AI time"
    }
  }
}
