import ArgumentParser
import JSON
import Platform
import TrackerCore

struct ExplainCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say how a figure comes about.",
    discussion: """
      Without a figure it lists them all. Every figure that the report, the dashboard, /api or the tools show has an id.

      Examples:
        ai-session-tracker explain
        ai-session-tracker explain conservative.multiplier
        ai-session-tracker explain roi.cost_saved --since 30d --json | jq .formula
      """)

  @Argument(
    help: "The id of a figure.",
    completion: .list(ExplainedFigure.all.map(\.id)))
  var figure: String?
  @OptionGroup var covered: CoveredOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let asked = try figure.map { try ExplainedFigure.of($0) }
    let sessions = try covered.read()
    let overview = sessions.overview
    let ledger = ExplainedLedger(
      sessions.history, sessions.range, sessions.calendar, version: AISessionTracker.version)
    guard let asked else {
      return output.json
        ? Stream.output.write(document: sessions.wholeDocument(overview))
        : Stream.output.write(sessions.list(overview))
    }
    let explanation = ShownExplanation(asked, of: overview)
    output.json
      ? Stream.output.write(
        document: WholeExplanation.shape.value(WholeExplanation(explanation, of: ledger)))
      : Stream.output.write(explanation.lines(ledger).map { $0.printable + "\n" }.joined())
  }
}

extension CoveredSessions {
  /// All that was computed, and the figures with their values.
  fileprivate func wholeDocument(_ overview: Overview) -> JSONValue {
    let statistics = service.statistics
    let comparisons = [ComparedBy.model, .taskType, .project].flatMap { by in
      [ComparedMeasure.success, .minutes].map {
        statistics.comparison(of: history, by: by, measure: $0, calendar: calendar)
      }
    }
    let zone = ProcessEnvironment.variable("TZ").flatMap { $0.isEmpty ? nil : $0 } ?? "local"
    let claims = overview.claims.map { $0.exactMembers(zone: zone, comparisons) } ?? []
    return .object(claims + ShownExplanation.list.members(overview))
  }

  /// A line a figure: id, value, meaning.
  fileprivate func list(_ overview: Overview) -> String {
    let width = ExplainedFigure.all.map(\.id.count).max() ?? 0
    return ExplainedFigure.all.map { asked in
      let shown = ShownExplanation(asked, of: overview).shown
      return asked.id + String(repeating: " ", count: width - asked.id.count) + "  "
        + String(repeating: " ", count: max(0, 10 - shown.count)) + shown + "  " + asked.help + "\n"
    }.joined()
  }
}
