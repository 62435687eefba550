extension String: JSONField { public init?(json: JSONSlice) { fatalError("contract") }
 public var json: JSONValue { .string(self) } }
extension Double: JSONField { public init?(json: JSONSlice) { fatalError("contract") }
 public var json: JSONValue { .number(self) } }
extension Int: JSONField { public init?(json: JSONSlice) { fatalError("contract") }
 public var json: JSONValue { .number(self) } }
extension Bool: JSONField { public init?(json: JSONSlice) { fatalError("contract") }
 public var json: JSONValue { .bool(self) } }
extension Optional: JSONField where Wrapped: JSONField { public init?(json: JSONSlice) { fatalError("contract") }
 public var json: JSONValue { self?.json ?? .null } }
extension Array: JSONField where Element: JSONField { public init?(json: JSONSlice) { fatalError("contract") }
 public var json: JSONValue { .array(map(\.json)) } }
