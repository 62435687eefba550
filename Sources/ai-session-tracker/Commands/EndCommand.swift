// `end`: ends a session.

import ArgumentParser
import JSON
import TrackerCore

struct EndCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "end", abstract: "End a session.")

  @Option(help: "Session, as `start` or `active` names it.")
  var sessionId: String
  @Option(help: "What came of it.")
  var outcome: Outcome
  @Option(parsing: .unconditional, help: "Anything worth remembering.")
  var notes = ""
  @Option(
    name: .customLong("final-estimate"), parsing: .unconditional,
    help: ArgumentHelp(
      "The estimate, corrected: minutes a person alone would need.", valueName: "mins"))
  var finalEstimate: Double?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let finalEstimate { try checkMinutes(finalEstimate, of: "--final-estimate") }
  }

  func answer() throws -> Answer {
    let service = data.service()
    let ended = try service.endSession(
      SessionID(sessionId), outcome: outcome, notes: notes, finalEstimateMinutes: finalEstimate)
    return Answer(
      message: "Session ended: \(sessionId)",
      data: [
        .init("session_id", .string(sessionId)), .init("outcome", .string(outcome.rawValue)),
        .init("duration_minutes", .number(ended.durationMinutes.rounded(toDecimals: 1))),
        .init("total_interactions", .number(ended.session.totalInteractions)),
        .init("avg_effectiveness", .number(ended.session.averageEffectiveness)),
        .init("issues_count", .number(ended.issueCount)),
      ],
      notices: service.takeNotices())
  }
}
