package import JSON
internal import TrackerCore

/// The id of a request: a text or a whole number. It is echoed as it was written: `7` is not `"7"`,
/// `1.0` is not `1`.
package struct RequestID: Equatable {
  /// The id as it came.
  package let json: JSONValue

  /// Nil for anything that is neither text nor a whole number (MCP forbids `null`).
  init?(_ json: JSONValue) {
    switch json {
    case .string: break
    case .number(let number) where number.integer != nil || number.isIntegerSpelling: break
    default: return nil
    }
    self.json = json
  }
}

/// Why a request got no result.
package struct RPCError: Error, Equatable {
  /// The codes we write (JSON-RPC 2.0 §5.1; the last two are MCP's).
  package enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case internalError = -32603
    case resourceNotFound = -32002
    case unsupportedProtocolVersion = -32022
  }

  package var code: Code
  /// One sentence.
  package var message: String
  /// More for a program to read; nil leaves the member out.
  package var data: JSONValue?

  init(_ code: Code, _ message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }
}

/// A call that wants exactly one reply.
package struct Request {
  package var id: RequestID
  package var method: String
  /// An object; empty when the message had none.
  package var params: JSONValue

  /// A parameter; nil when it is missing or `null`.
  subscript(name: String) -> JSONValue? {
    guard let value = params[name], !value.isNull else { return nil }
    return value
  }

  /// A parameter that must be text.
  func text(_ name: String) throws(RPCError) -> String {
    guard let value = self[name] else {
      throw RPCError(.invalidParams, "Missing required parameter: '\(name)'")
    }
    guard let text = value.text else {
      throw RPCError(.invalidParams, "\(name) must be text")
    }
    return text
  }
}

/// What one JSON value says.
package enum Message {
  case request(Request)
  /// Never answered, whatever it says.
  case notification(method: String, params: JSONValue)
  /// A reply to something we never asked; never answered either, or two peers could go on for ever.
  case response
  /// Several messages in one array.
  case batch([JSONValue])
  /// Not a message. The id is nil when it could not be read.
  case invalid(RPCError, id: RequestID?)

  init(_ value: JSONValue) {
    switch value {
    case .array(let elements): self = .batch(elements)
    case .object: self = Message(object: value)
    default: self = .invalid(RPCError(.invalidRequest, "A message must be an object"), id: nil)
    }
  }

  private init(object: JSONValue) {
    let method = object["method"]
    if method == nil, object["result"] != nil || object["error"] != nil {
      self = .response
      return
    }
    var id: RequestID?
    if let written = object["id"] {
      id = RequestID(written)
      guard id != nil else {
        self = .invalid(RPCError(.invalidRequest, "id must be text or a whole number"), id: nil)
        return
      }
    }
    guard let name = method?.text else {
      self = .invalid(RPCError(.invalidRequest, "method must be text"), id: id)
      return
    }
    var params = object["params"] ?? .object([])
    if params.isNull { params = .object([]) }
    guard let id else {
      self = .notification(method: name, params: params)
      return
    }
    if object["jsonrpc"]?.text != "2.0" {
      self = .invalid(RPCError(.invalidRequest, "jsonrpc must be \"2.0\""), id: id)
    } else if params.members == nil {
      self = .invalid(RPCError(.invalidParams, "params must be an object"), id: id)
    } else {
      self = .request(Request(id: id, method: name, params: params))
    }
  }
}

/// Messages we write.
enum Reply {
  static func result(_ result: JSONValue, id: RequestID) -> JSONValue {
    ["jsonrpc": "2.0", "id": id.json, "result": result]
  }

  /// `id` nil leaves the member out.
  static func error(_ error: RPCError, id: JSONValue?) -> JSONValue {
    var members = [JSONValue.Member("jsonrpc", "2.0")]
    if let id { members.append(JSONValue.Member("id", id)) }
    var body: [JSONValue.Member] = [
      JSONValue.Member("code", .number(error.code.rawValue)),
      JSONValue.Member("message", .string(error.message)),
    ]
    if let data = error.data { body.append(JSONValue.Member("data", data)) }
    members.append(JSONValue.Member("error", .object(body)))
    return .object(members)
  }

  static func notification(_ method: String, _ params: [JSONValue.Member]) -> JSONValue {
    ["jsonrpc": "2.0", "method": .string(method), "params": .object(params)]
  }
}

extension JSONValue {
  /// This value without numbers that JSON cannot write or readers cannot hold (NaN, infinity,
  /// 1e400): they become `null`.
  var withFiniteNumbers: JSONValue {
    switch self {
    case .number(let number): number.double.isFinite ? self : .null
    case .array(let elements): .array(elements.map(\.withFiniteNumbers))
    case .object(let members): .object(members.map { Member($0.name, $0.value.withFiniteNumbers) })
    default: self
    }
  }
}

extension String {
  /// At most 1000 scalars of a text that a caller sent, so that no answer grows with it.
  var clippedForEcho: String { clipped(to: 1000) ?? self }
}
