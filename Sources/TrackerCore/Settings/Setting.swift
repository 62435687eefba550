// What can be set by a person, and THE LIST of settings that every viewer obeys. Those of the dashboard alone: TrackerTUI.

/// One thing that can be set.
package struct Setting: Sendable {
  package var name: String
  /// The words it may be; empty for a text that `problem` judges.
  package var words: [String]
  /// Of such texts those that are completed.
  package var suggested: [String]
  /// What holds when nothing is set.
  package var standard: String
  package var help: String
  /// Why a text is no value; nil when it is one.
  package var problem: @Sendable (String) -> String?

  package init(
    name: String, words: [String] = [], suggested: [String] = [], standard: String, help: String,
    problem: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    (self.name, self.words, self.suggested) = (name, words, suggested)
    (self.standard, self.help, self.problem) = (standard, help, problem)
  }

  /// Why a value cannot be set; nil when it can.
  package func refusal(of value: String) -> String? {
    if !words.isEmpty, !words.contains(value) {
      return "\(name) is one of \(words.joined(separator: ", ")), not \(value)"
    }
    return problem(value).map { $0.hasPrefix("\(name) ") ? $0 : "\(name): \($0)" }
  }

  package static let rate = rateSetting(
    "rate", .humanHourlyRate, "dollars that an hour of a person costs")
  package static let monthlyCost = rateSetting(
    "monthly-cost", .aiMonthlyCost, "dollars that AI costs a month")
  package static let oversight = rateSetting(
    "oversight", .oversight, "percent of AI time spent overseeing it")

  /// The settings of the product.
  package static let product = [rate, monthlyCost, oversight]

  /// A rate that counts instead of the specification's.
  private static func rateSetting(
    _ name: String, _ field: Assumptions.Field, _ help: String
  ) -> Setting {
    let most = field.most.plainText
    let usual = Assumptions(Config())[field].plainText
    return Setting(
      name: name, standard: "auto", help: "\(help), 0 to \(most); auto is \(usual)",
      problem: { text in
        text == "auto" || field.number(in: text) != nil
          ? nil : "auto, or a number from 0 to \(most), not \(text)"
      })
  }
}
