public import JSON

/// Tokens that an exchange or a request took of its model, and what goes with them. What was not told is nil.
public struct TokenUsage: Sendable, Equatable {
  public var tokensIn: Int?
  public var tokensOut: Int?
  /// Share of input served from cache, 0…1.
  public var cacheHitRate: Double?
  public var cachedTokens: Int?
  public var newTokens: Int?
  /// Share of the context window in use, 0…100.
  public var contextPercentage: Double?

  /// What was told, in the order in which it is stored.
  public init(
    _ tokensIn: Int? = nil, _ tokensOut: Int? = nil, cacheHitRate: Double? = nil,
    cached: Int? = nil, new: Int? = nil, contextPercentage: Double? = nil
  ) {
    (self.tokensIn, self.tokensOut, self.cacheHitRate) = (tokensIn, tokensOut, cacheHitRate)
    (cachedTokens, newTokens, self.contextPercentage) = (cached, new, contextPercentage)
  }

  mutating func visitFields(_ visitor: inout some FieldVisitor) {
    visitor.field("tokens_in", &tokensIn)
    visitor.field("tokens_out", &tokensOut)
    visitor.field("cache_hit_rate", &cacheHitRate)
    visitor.field("cached_tokens", &cachedTokens)
    visitor.field("new_tokens", &newTokens)
    visitor.field("context_pct", &contextPercentage)
  }
}

/// A record that tells its tokens, in members of its own: they are read and written as if they stood in it.
@dynamicMemberLookup
public protocol TokenRecord: Record {
  var tokens: TokenUsage { get set }
}

extension TokenRecord {
  /// A member of `tokens`.
  public subscript<Value>(dynamicMember member: WritableKeyPath<TokenUsage, Value>) -> Value {
    get { tokens[keyPath: member] }
    set { tokens[keyPath: member] = newValue }
  }
}
