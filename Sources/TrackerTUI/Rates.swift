// Rates: the configured ones, those of the settings file, others that are tried out, estimates among them; whose they are is
// said wherever they count.

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
}

extension Dashboard {
  /// The rates of the settings, and how estimates are taken; nil while all is as configured.
  var assumptions: Assumptions? {
    var assumed = rates(of: effectiveSettings)
    if let estimates = chosen.triedEstimates { assumed[.estimates] = estimates }
    return assumed == Assumptions(engine.config) ? nil : assumed
  }

  /// Whose rates the ROI tab computes with.
  package var rates: RateOrigin {
    guard let assumptions else { return .configured }
    return assumptions == rates(of: chosen.savedSettings) ? .saved : .tried
  }

  /// Whose rates they are and what can be done about it; nil when there is nothing to say.
  var ratesSign: String? {
    guard rates == .tried, rates(of: effectiveSettings) != rates(of: chosen.savedSettings) else {
      return rates.sign
    }
    let kept = chosen.triedEstimates == nil ? "it" : "the rates"
    return RateOrigin.tried.rawValue + ", :save keeps " + kept
  }

  /// The rates that settings make of the configured ones.
  private func rates(of settings: Settings) -> Assumptions {
    Assumptions(engine.config, settings.value)
  }

  mutating func change(_ field: Assumptions.Field, _ step: Int) {
    let configured = Assumptions(engine.config)
    var changed = assumptions ?? configured
    changed.change(field, steps: step)
    let isConfigured = changed[field] == configured[field]
    if let setting = field.setting {
      chosen.settings.set(
        setting, to: isConfigured ? setting.standard : changed[field].plainText)
    } else {
      chosen.triedEstimates = isConfigured ? nil : changed[field]
    }
    computeRates()
  }

  /// Back to the configured rates.
  mutating func resetAssumptions() {
    for setting in Assumptions.Field.allCases.compactMap(\.setting) {
      chosen.settings.set(setting, to: setting.standard)
    }
    chosen.triedEstimates = nil
    computeRates()
  }

  /// Computes the ROI with the rates that hold now.
  mutating func computeRates() {
    read.numbers.roi = nil
    computeNumbers()
  }
}
