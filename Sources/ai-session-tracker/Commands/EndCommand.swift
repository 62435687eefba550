import ArgumentParser
import JSON
import TrackerCore

struct EndCommand: IdentifyingCommand {
  static let configuration = CommandConfiguration(
    commandName: "end", abstract: "End a session.",
    discussion: """
      A session of which nothing was heard for longer than AI_MAX_SESSION_DURATION_HOURS ends at its last sign of life: its \
      last interaction, issue or code metrics; without any, at that maximum after its start. --at chooses otherwise.
      """)

  @OptionGroup var session: SessionOption
  @Option(help: "What came of it.")
  var outcome: Outcome
  @Option(parsing: .unconditional, help: "Anything worth remembering.")
  var notes = ""
  @Option(
    name: .customLong("final-estimate"), parsing: .unconditional,
    help: ArgumentHelp(
      "The estimate, corrected: minutes a person alone would need.", valueName: "mins"))
  var finalEstimate: Double?
  @Option(
    help: ArgumentHelp(
      "When it ended: now, 14:02 (today), or 2026-01-05T14:02.", valueName: "when"))
  var at: String?
  @Flag(help: "Change what an ended session ended with; its end stays unless --at is given.")
  var again = false
  @OptionGroup var data: DataOptions
  @OptionGroup var form: FormOptions

  func validate() throws {
    var odd: TrackerError?
    do throws(TrackerError) { _ = try askedEnd(.process) } catch { odd = error }
    try check(EstimateLimit.problem(finalEstimate, of: "--final-estimate"), odd)
  }

  private func askedEnd(_ environment: Environment) throws(TrackerError) -> AskedEnd? {
    guard let at else { return nil }
    return try AskedEnd(
      reading: at, name: "--at", now: environment.now(), calendar: environment.calendar)
  }

  func answer() throws -> Answer {
    let service = data.service()
    let asked = try askedEnd(service.environment)
    let (ended, chosen) = try session.use(service) { id in
      try service.endSession(
        id, outcome: outcome, notes: notes, finalEstimateMinutes: finalEstimate, at: asked,
        isAgain: again)
    }
    let id = ended.session.id.text
    return Answer(
      message: "Session ended: \(id)",
      data: [
        .init("session_id", .string(id)), .init("outcome", .string(outcome.rawValue)),
        .init("duration_minutes", .number(ended.durationMinutes.rounded(toDecimals: 1))),
        .init("total_interactions", .number(ended.session.totalInteractions)),
        .init("avg_effectiveness", .number(ended.session.averageEffectiveness)),
        .init("issues_count", .number(ended.issueCount)),
      ],
      notices: service.takeNotices() + notices(chosen: chosen)
        + [ended.remark].compactMap { $0.map { $0 + "." } },
      ids: [id])
  }
}
