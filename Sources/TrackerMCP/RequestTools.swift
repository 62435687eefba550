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
    answers: AIRequest.self
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
    return try service.logRequest(request)
  }

  private static let requestStats = Tool(
    "get_request_stats", title: "AI request statistics", .reads,
    """
    Count the logged requests and their tokens; give request_type or model to narrow it.
    """,
    .optional(.text("request_type", "Only requests of this type")),
    .optional(.text("model", "Only requests to this model")),
    answers: RequestReport.self
  ) { service, type, model throws(TrackerError) in
    try service.requestReport(type: type?.asFilter, model: model?.asFilter)
  }
}

extension String {
  /// An empty one narrows nothing.
  fileprivate var asFilter: String? { isEmpty ? nil : self }
}

extension AIRequest: ToolResult {
  static let shape = Shape<AIRequest>(
    "AIRequest",
    [
      .text("request_id", "Id of the record") { $0.id ?? "" },
      .text("type", "The type as stored") { $0.type ?? "" },
      .text("model", "The model as stored") { ($0.model ?? "").clippedForEcho },
      .optionalInteger("tokens_in", "As stored; null when not given") { $0.tokensIn },
      .optionalInteger("tokens_out", "As stored; null when not given") { $0.tokensOut },
    ])

  var text: String {
    let tokens = [(self.tokensIn, "in"), (self.tokensOut, "out")].compactMap { number, way in
      number.map { " | \($0) \(way)" }
    }.joined()
    return "\n📝 Request logged: \(type ?? "") | \((model ?? "").clippedForEcho)\(tokens)\n"
  }

  var seedFields: [String] { AIRequest.shape.fields.map(\.name) }
}

extension RequestReport: ToolResult {
  /// An answer does not grow with the number of models.
  static let shape = figures(wordsAtMost: 50)

  var text: String { TrackerMCP.lines(["", "📊 Requests: \(statistics.count)"] + lines) }
}
