public import JSON

/// One rated exchange with an assistant. The optional token figures are later versions'; nil ones are not written.
public struct Interaction: TokenRecord, Sendable, Equatable {
  public var sessionID: SessionID = ""
  /// ISO 8601.
  public var timestamp: String?
  public var prompt = ""
  public var responseSummary = ""
  /// 1 (failed) … 5 (perfect); nil when the record holds none or no whole number.
  public var effectivenessRating: Int?
  /// Attempts needed, at least 1.
  public var iterationCount = 1
  public var toolsUsed: [String] = []
  public var tokens = TokenUsage()
  /// What it was rated before, in order; nil when the rating was never corrected.
  public var previousRatings: [Int]?
  /// How often this program changed the record; nil for never.
  public var revision: Int?

  public init() {}

  public mutating func visitFields(_ visitor: inout some FieldVisitor) {
    visitor.field("session_id", &sessionID)
    visitor.field("timestamp", &timestamp)
    visitor.field("prompt", &prompt)
    visitor.field("response_summary", &responseSummary)
    visitor.field("effectiveness_rating", &effectivenessRating)
    visitor.field("iteration_count", &iterationCount)
    visitor.field("tools_used", &toolsUsed)
    tokens.visitFields(&visitor)
    visitor.field("previous_ratings", &previousRatings)
    visitor.field("revision", &revision)
  }

  /// The ratings there are (specification, `Interaction.create`).
  public static let ratings = 1...5
}

/// An interaction by its place among those of its session.
public struct InteractionPlace: Sendable, Hashable {
  /// Whose it is.
  public var session: SessionID
  /// From 0, in file order.
  public var ordinal: Int

  public init(session: SessionID, ordinal: Int) {
    self.session = session
    self.ordinal = ordinal
  }
}
