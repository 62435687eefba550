internal import TrackerCore

/// A request that was received whole.
package struct HTTPRequest: Equatable, Sendable {
  /// A name and a value: a header field or a query item.
  package struct Field: Equatable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// As sent; methods are case-sensitive.
  package var method: String
  /// Percent-decoded, without the query; `*` for the whole server.
  package var path: String
  /// In the order sent, decoded.
  package var query: [Field]
  /// Names in lower case, in the order sent.
  package var headers: [Field]
  package var body: [UInt8]
  /// Whether the connection may serve another request afterwards.
  package var keepsConnection: Bool

  package init(
    method: String, path: String, query: [Field] = [], headers: [Field] = [], body: [UInt8] = [],
    keepsConnection: Bool = true
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.keepsConnection = keepsConnection
  }

  /// The first header field of this lower-case name.
  package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// What the target of a request line names.
struct RequestTarget {
  var path: String
  var query: [HTTPRequest.Field]
  /// Host and port of an absolute target; it outranks the Host field (RFC 9112, section 3.2.2).
  var authority: String?

  /// Takes `/path?query`, `http://authority/path?query` or `*` apart; nil for anything else, for a broken escape, and
  /// for escapes that are not UTF-8.
  init?(_ target: Substring) {
    if target == "*" {
      (path, query) = ("*", [])
      return
    }
    var rest = target
    if !rest.hasPrefix("/") {
      let scheme = "http://"
      guard rest.prefix(scheme.utf8.count).lowercased() == scheme else { return nil }
      rest = rest.dropFirst(scheme.utf8.count)
      let name = rest.prefix { $0 != "/" && $0 != "?" }
      guard !name.isEmpty else { return nil }
      authority = String(name)
      rest = rest.dropFirst(name.utf8.count)
    }
    let pathPart = rest.prefix { $0 != "?" }
    guard !pathPart.utf8.contains(UInt8(ascii: "#")),
      let path = pathPart.isEmpty ? "/" : pathPart.percentDecoded()
    else { return nil }
    self.path = path
    query = []
    for item in rest.dropFirst(pathPart.utf8.count + 1).split(separator: "&") {
      let name = item.prefix { $0 != "=" }
      guard let decodedName = name.percentDecoded(plusIsBlank: true),
        let value = item.dropFirst(name.utf8.count + 1).percentDecoded(plusIsBlank: true)
      else { return nil }
      query.append(HTTPRequest.Field(decodedName, value))
    }
  }
}
