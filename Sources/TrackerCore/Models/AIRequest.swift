public import JSON
internal import Platform

/// One request to a model and what it took, in no session. What was not given is stored as null, as the original does.
public struct AIRequest: TokenRecord, Sendable, Equatable {
  /// A UUID of version 4.
  public var id: String?
  /// ISO 8601.
  public var timestamp: String?
  public var model: String?
  /// One of `RequestType.known`, or what another program wrote.
  public var type: String?
  public var tokens = TokenUsage()
  public var note: String?
  public var project: String?
  public var developer: String?

  public init() {}

  public mutating func visitFields(_ visitor: inout some FieldVisitor) {
    visitor.field("id", &id)
    visitor.field("timestamp", &timestamp)
    visitor.field("model", &model)
    visitor.field("type", &type)
    tokens.visitFields(&visitor)
    visitor.longText("note", &note)
    visitor.field("project", &project)
    visitor.field("developer", &developer)
  }

  /// Its type as it is counted and asked for.
  var typeWord: String { type ?? AIRequest.missingWord }
  /// Its model as it is counted and asked for.
  var modelWord: String { model ?? AIRequest.missingWord }
  private static let missingWord = "unknown"

  /// A UUID of version 4 (RFC 9562) of 128 random bits, six of which say what it is.
  static func identifier(_ high: UInt64, _ low: UInt64) -> String {
    let words = [high & ~0xF000 | 0x4000, low & ~(3 << 62) | 1 << 63]
    var rest = words.map { $0.hexadecimal(digits: 16) }.joined()[...]
    return [8, 4, 4, 4, 12].map { count in
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }.joined(separator: "-")
  }
}
