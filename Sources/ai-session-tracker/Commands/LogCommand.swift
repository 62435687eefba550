import ArgumentParser
import JSON
import TrackerCore

struct LogCommand: IdentifyingCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Log an interaction of a session.")

  @OptionGroup var session: SessionOption
  @Option(parsing: .unconditional, help: "What was asked.")
  var prompt: String
  @Option(parsing: .unconditional, help: "What came of it.")
  var summary: String
  @Option(parsing: .unconditional, help: "How well it worked: 1 (not at all) to 5 (right at once).")
  var rating: Int
  @Option(parsing: .unconditional, help: "Attempts needed.")
  var iterations = 1
  @Option(parsing: .upToNextOption, help: "Names of the tools used.")
  var tools: [String] = []
  @OptionGroup var data: DataOptions
  @OptionGroup var form: FormOptions

  func validate() throws {
    try check(
      NeededText.problem(prompt, of: "--prompt"),
      Interaction.ratings.contains(rating)
        ? nil : .invalidParameter(name: "--rating", mustBe: "from 1 to 5, not \(rating)"),
      NumberLimit.holds(iterations)
        ? nil
        : .invalidParameter(
          name: "--iterations", mustBe: "at most 1e15 either way, not \(iterations)"))
  }

  func answer() throws -> Answer {
    let service = data.service()
    var interaction = Interaction()
    interaction.prompt = prompt
    interaction.responseSummary = summary
    interaction.effectivenessRating = rating
    interaction.iterationCount = iterations
    interaction.toolsUsed = tools
    let (logged, chosen) = try session.use(service) { id in
      interaction.sessionID = id
      return try service.logInteraction(interaction)
    }
    let id = logged.interaction.sessionID.text
    return Answer(
      message: "Interaction logged (rating: \(rating)/5)",
      data: [
        .init("effectiveness_rating", .number(rating)),
        .init("iteration_count", .number(logged.interaction.iterationCount)),
        .init("total_interactions", .number(logged.totalInteractions)),
        .init("avg_effectiveness", .number(logged.averageEffectiveness)),
      ] + members(chosen: chosen),
      notices: service.takeNotices() + notices(chosen: chosen)
        + [logged.standing.remark].compactMap { $0 },
      ids: [id])
  }
}
