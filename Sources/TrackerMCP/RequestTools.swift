// THE LIST: the tools for single requests, which belong to no session. Names, arguments and required arguments are the
// original's later ones. They are listed only where somebody logs requests, so that they cost nobody else tokens; called
// unlisted they work.

import JSON
import TrackerCore

extension Tool {
  /// In the order in which they are listed, behind the others.
  package static let requests = [logRequest, requestStats]

  private static let logRequest = Tool(
    "log_ai_request", title: "Log AI request", .adds,
    "Record one request to a model and the tokens it took. It needs no session.",
    .neededText("model", "Model that answered, as its maker spells it"),
    .word("request_type", RequestType.self, "What the request was for"),
    TokenArguments.tokensIn, TokenArguments.tokensOut, TokenArguments.cacheHitRate,
    TokenArguments.cachedTokens, TokenArguments.newTokens, TokenArguments.contextPercentage,
    .optional(.text("note", "Anything worth knowing later")),
    .optional(.text("project", "Project, if not the repository's")),
    .optional(.text("developer", "Who works, if not git's user.name")),
    answers: [
      .init("request_id", .text, "Id of the record"),
      .init("type", .text, "The type as stored"), .init("model", .text, "The model as stored"),
      .init("tokens_in", .integerOrNull, "As stored; null when not given"),
      .init("tokens_out", .integerOrNull, "As stored; null when not given"),
    ]
  ) {
    service, model, type, tokensIn, tokensOut, hitRate, cached, new, contextPercentage, note,
    project, developer throws(TrackerError) in
    var request = AIRequest()
    request.model = model
    request.type = type.rawValue
    request.tokens = TokenUsage(
      tokensIn, tokensOut, cacheHitRate: hitRate, cached: cached, new: new,
      contextPercentage: contextPercentage)
    request.note = note
    request.project = project
    request.developer = developer
    return ToolAnswer(try service.logRequest(request))
  }

  private static let requestStats = Tool(
    "get_request_stats", title: "AI request statistics", .reads,
    """
    Count the logged requests and their tokens; give request_type or model to narrow it.
    """,
    .optional(.text("request_type", "Only requests of this type")),
    .optional(.text("model", "Only requests to this model")),
    answers: [
      .init("total_requests", .integer, "Requests"),
      .init("total_tokens_in", .integerOrNull, "Tokens sent; null when no number holds them"),
      .init("total_tokens_out", .integerOrNull, "Tokens produced; likewise"),
      .init("total_cached_tokens", .integerOrNull, "Tokens served from cache; likewise"),
      .init("total_new_tokens", .integerOrNull, "Tokens not served from cache; likewise"),
      .init("avg_tokens_in", .number, "Mean of the requests that tell it, one decimal"),
      .init("avg_tokens_out", .number, "Likewise"),
      .init("avg_cache_hit_rate", .number, "Likewise, 0 to 1, four decimals"),
      .init("by_type", .counts, "Requests of each type"),
      .init("by_model", .counts, "Requests of each model, the 50 most used"),
      .init("skipped_records", .integer, "Records that could not be used, or not wholly"),
    ]
  ) { service, type, model throws(TrackerError) in
    let report = try service.requestReport(type: type?.asFilter, model: model?.asFilter)
    return ToolAnswer(report)
  }
}

extension AnswerField.Kind {
  fileprivate static let integerOrNull = AnswerField.Kind(
    members: [.init("type", ["integer", "null"])])
  /// Words and how often they occur.
  fileprivate static let counts = AnswerField.Kind(
    members: [.init("type", "object"), .init("additionalProperties", ["type": "integer"])])
}

extension String {
  /// An empty one narrows nothing.
  fileprivate var asFilter: String? { isEmpty ? nil : self }
}

extension ToolAnswer {
  init(_ request: AIRequest) {
    let tokens = [(request.tokensIn, "in"), (request.tokensOut, "out")].compactMap { number, way in
      number.map { " | \($0) \(way)" }
    }.joined()
    let (model, type) = (request.model ?? "", request.type ?? "")
    text = "\n📝 Request logged: \(type) | \(model.clippedForEcho)\(tokens)\n"
    fields = [
      .init("request_id", .string(request.id ?? "")), .init("type", .string(type)),
      .init("model", .string(model.clippedForEcho)),
      .init("tokens_in", request.tokensIn.json), .init("tokens_out", request.tokensOut.json),
    ]
    seedFields = fields.map(\.name)
  }

  init(_ report: RequestReport) {
    text = (["", "📊 Requests: \(report.statistics.count)"] + report.lines)
      .map { $0 + "\n" }.joined()
    fields = report.members(wordsAtMost: ToolAnswer.maximumListedWords)
    add(notices: report.notices)
  }

  /// An answer does not grow with the number of models.
  private static let maximumListedWords = 50
}
