// Which sessions a command is about: a range of time, and a filter in the words of the dashboard.

import ArgumentParser
import TrackerCore

/// The time that is covered.
struct RangeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only sessions started since then: 2026-01-05, 7d, 12h, today or yesterday.",
      valueName: "when"), completion: .list(DateRange.suggested))
  var since: String?
  @Option(
    help: ArgumentHelp("Only sessions started until then, inclusive.", valueName: "when"),
    completion: .list(DateRange.suggested))
  var until: String?
  @Option(
    help: ArgumentHelp(
      "Only sessions started within that: today, 7d, 2026-01 or 2026-01-05..today.",
      valueName: "range"), completion: .list(DateRange.suggested))
  var range: String?

  func validate() throws {
    try check(
      textProblem(since, of: "--since"), textProblem(until, of: "--until"),
      textProblem(range, of: "--range"))
  }

  /// The sessions that started then, by the local calendar; `usual` where nothing was asked for.
  func range(
    _ environment: Environment, orElse usual: String? = nil
  ) throws(TrackerError) -> ReportRange {
    try ReportRange(
      range: since == nil && until == nil ? range ?? usual : range, since: since, until: until,
      now: environment.now(), calendar: environment.calendar)
  }
}

/// The sessions that are meant.
struct SelectionOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Only sessions for which all of these hold, as in the dashboard: words, type:debugging, 'eff<3', -model:gpt.",
      valueName: "term"))
  var terms: [String] = []
  @OptionGroup var time: RangeOptions

  func validate() throws {
    for term in terms { try check(textProblem(term, of: "term")) }
    _ = try filter
  }

  private var filter: SessionFilter {
    get throws {
      do throws(FilterProblem) {
        return try SessionFilter(terms.joined(separator: " "))
      } catch {
        throw ValidationError("\(error).")
      }
    }
  }

  /// All that there is with texts and code metrics, and the part of it that is meant.
  func history(_ service: SessionService) throws -> (all: History, meant: History) {
    let environment = service.environment
    let range = try time.range(environment)
    let filter = try filter
    let all = try service.history(
      withTexts: true, withFacts: !filter.isEmpty, asFarAsPossible: true)
    return (
      all,
      all.restricted(
        to: range.bounds, and: filter, now: environment.now(), calendar: environment.calendar)
    )
  }

  /// The arguments of a command with terms: those turned round, which look like options (`-model:gpt`), stand behind `--`.
  static func withNegatedTermsLast(_ arguments: [String]) -> [String] {
    guard let command = arguments.first, ["list", "export"].contains(command) else {
      return arguments
    }
    let options = arguments.prefix { $0 != "--" }
    let negated = options.filter { argument in
      let name = argument.dropFirst().prefix { $0.isASCII && $0.isLetter || $0 == "_" }
      return argument.hasPrefix("-") && !name.isEmpty
        && argument.dropFirst(1 + name.count).first.map { ":=<>".contains($0) } ?? false
    }
    guard !negated.isEmpty else { return arguments }
    return options.filter { !negated.contains($0) } + ["--"] + negated
      + arguments.dropFirst(options.count + 1)
  }
}
