import ArgumentParser
import JSON
import TrackerCore

struct LogRequestCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "log-request", abstract: "Log a single request to a model.",
    discussion: """
      Requests belong to no session and are in none of its figures; `request-stats` counts them.

      Example:
        ai-session-tracker log-request --model claude-opus-4 --type coding --tokens-in 1200 --tokens-out 300
      """)

  @Option(parsing: .unconditional, help: "Model that answered.")
  var model: String
  @Option(help: "What the request was for.")
  var type: RequestType
  @Option(parsing: .unconditional, help: "Tokens sent to the model.")
  var tokensIn: Int?
  @Option(parsing: .unconditional, help: "Tokens the model produced.")
  var tokensOut: Int?
  @Option(parsing: .unconditional, help: "Share of the input served from cache, 0 to 1.")
  var cacheHitRate: Double?
  @Option(parsing: .unconditional, help: "Input tokens served from cache.")
  var cachedTokens: Int?
  @Option(parsing: .unconditional, help: "Input tokens not served from cache.")
  var newTokens: Int?
  @Option(parsing: .unconditional, help: "Share of the context window in use, 0 to 100.")
  var contextPct: Double?
  @Option(parsing: .unconditional, help: "Anything worth remembering.")
  var note: String?
  @Option(parsing: .unconditional, help: "What is worked on. (default: the repository's name)")
  var project: String?
  @Option(
    parsing: .unconditional, help: "Who works. (default: $AI_DEVELOPER, else git's user.name)")
  var developer: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try check(NeededText.problem(model, of: "--model"))
    let counts = [
      ("--tokens-in", tokensIn), ("--tokens-out", tokensOut), ("--cached-tokens", cachedTokens),
      ("--new-tokens", newTokens),
    ]
    for case (let option, let count?) in counts where count < 0 || !NumberLimit.holds(count) {
      throw ValidationError("\(option) must be from 0 to 1e15, not \(count)")
    }
    for case (let option, let share?, let most) in [
      ("--cache-hit-rate", cacheHitRate, 1.0), ("--context-pct", contextPct, 100.0),
    ] where !(0...most).contains(share) {
      throw ValidationError("\(option) must be from 0 to \(Int(most)), not \(share)")
    }
  }

  func answer() throws -> Answer {
    let service = data.service()
    var request = AIRequest()
    request.model = model
    request.type = type.rawValue
    request.tokens = TokenUsage(
      tokensIn, tokensOut, cacheHitRate: cacheHitRate, cached: cachedTokens, new: newTokens,
      contextPercentage: contextPct)
    request.note = note
    request.project = project
    request.developer = developer
    let stored = try service.logRequest(request)
    return Answer(
      message: "Request logged (\(type.rawValue))",
      data: [
        .init("request_id", .string(stored.id ?? "")), .init("type", .string(type.rawValue)),
        .init("model", .string(model)), .init("tokens_in", stored.tokensIn.json),
        .init("tokens_out", stored.tokensOut.json),
      ],
      notices: service.takeNotices())
  }
}
