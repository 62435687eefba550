import TrackerCore

/// The arguments by which an exchange or a request tells its tokens.
enum TokenArguments {
  static let tokensIn: Parameter<Int?> = .optional(
    .integer("tokens_in", "Tokens sent to the model", atLeast: 0))
  static let tokensOut: Parameter<Int?> = .optional(
    .integer("tokens_out", "Tokens the model produced", atLeast: 0))
  static let cacheHitRate: Parameter<Double?> = .optional(
    .number("cache_hit_rate", "Share of the input served from cache", within: 0...1))
  static let cachedTokens: Parameter<Int?> = .optional(
    .integer("cached_tokens", "Input tokens served from cache", atLeast: 0))
  static let newTokens: Parameter<Int?> = .optional(
    .integer("new_tokens", "Input tokens not served from cache", atLeast: 0))
  static let contextPercentage: Parameter<Double?> = .optional(
    .number("context_pct", "Percent of the context window in use", within: 0...100))
}
