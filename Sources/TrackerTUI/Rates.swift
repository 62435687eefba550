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
    return assumptions == rates(of: chosen.savedSettings) ? .saved : .tried
  }

  /// The rates that settings make of the configured ones.
  private func rates(of settings: Settings) -> Assumptions {
    Assumptions(engine.config, settings.value)
  }

  mutating func change(_ field: Assumptions.Field, _ step: Int) {
    let configured = Assumptions(engine.config)
    var changed = assumptions ?? configured
    changed.change(field, steps: step)
    chosen.settings.set(
      field.setting,
      to: changed[field] == configured[field] ? field.setting.standard : changed[field].plainText)
    computeRates()
  }

  /// Back to the configured rates.
  mutating func resetAssumptions() {
    for field in Assumptions.Field.allCases {
      chosen.settings.set(field.setting, to: field.setting.standard)
    }
    computeRates()
  }

  /// Computes the ROI with the rates that hold now.
  mutating func computeRates() {
    read.numbers.roi = nil
    computeNumbers()
  }
}
