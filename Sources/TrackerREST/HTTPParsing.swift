/// How far the bytes at hand go, as a function of them alone (RFC 9112): however they were split on their way, the same
/// requests come out. What is not plainly a request becomes the status to answer with.
package enum HTTPParsing: Error, Equatable, Sendable {
  /// No whole request yet; asking again is useless before there are `needed` bytes.
  case incomplete(needed: Int)
  /// Answer with this status, then close: what follows cannot be told apart.
  case bad(HTTPStatus)
  /// A request, and how many bytes it took.
  case request(HTTPRequest, consumed: Int)

  /// Most bytes of request line and header fields together, with their line ends.
  package static let maximumHeadBytes = 8 * 1024
  /// Most bytes of a body.
  package static let maximumBodyBytes = 64 * 1024

  /// Reads the request at the beginning of `bytes`.
  package init(_ bytes: ArraySlice<UInt8>) {
    var lines = HeadLines(bytes)
    do throws(HTTPParsing) {
      // Blank lines before a request are left over from the one before (RFC 9112, section 2.2).
      var line = try lines.next()
      while line.isEmpty { line = try lines.next() }
      var head = try RequestHead(requestLine: line)
      while case let field = try lines.next(), !field.isEmpty { try head.add(fieldLine: field) }
      let bodyCount = try head.bodyCount()
      guard lines.rest.count >= bodyCount else {
        throw .incomplete(needed: bytes.count - lines.rest.count + bodyCount)
      }
      let body = lines.rest.prefix(bodyCount)
      self = .request(
        try head.request(body: Array(body)), consumed: body.endIndex - bytes.startIndex)
    } catch {
      self = error
    }
  }
}

extension HTTPParsing {
  /// What a client is told that gets this status instead of an answer.
  package static func reason(for status: HTTPStatus) -> String {
    switch status {
    case .requestTimeout: "The request did not arrive in time."
    case .contentTooLarge: "A body may have \(maximumBodyBytes) bytes."
    case .targetTooLong: "The request line may have \(maximumHeadBytes) bytes."
    case .expectationFailed: "Expect is not supported; send the body at once."
    case .headTooLarge:
      "Request line and header fields may have \(maximumHeadBytes) bytes together."
    case .notImplemented: "Transfer-Encoding is not supported; send Content-Length."
    case .versionNotSupported: "Versions 1.0 and 1.1 of HTTP are supported."
    default: "This is not a well-formed HTTP request."
    }
  }
}

/// The lines of a head, without their ends: CR LF, or a bare LF.
private struct HeadLines {
  /// What follows the lines handed out.
  var rest: ArraySlice<UInt8>
  private let start: Int
  private let limit: Int
  /// Whether no line but blank ones was handed out.
  private var isAtRequestLine = true

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
    start = bytes.startIndex
    limit = bytes.startIndex + HTTPParsing.maximumHeadBytes
  }

  mutating func next() throws(HTTPParsing) -> ArraySlice<UInt8> {
    guard let end = rest.prefix(limit - rest.startIndex).firstIndex(of: UInt8(ascii: "\n")) else {
      if rest.endIndex >= limit { throw .bad(isAtRequestLine ? .targetTooLong : .headTooLarge) }
      throw .incomplete(needed: rest.endIndex - start + 1)
    }
    let line = rest[..<end]
    rest = rest[(end + 1)...]
    let content = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    if !content.isEmpty { isAtRequestLine = false }
    return content
  }
}

/// Request line and header fields.
private struct RequestHead {
  let method: String
  let isVersion10: Bool
  let target: RequestTarget
  var headers: [HTTPRequest.Field] = []

  init(requestLine: ArraySlice<UInt8>) throws(HTTPParsing) {
    let parts = requestLine.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy(\.isTokenCharacter),
      parts[1].allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      let target = RequestTarget(Substring(decoding: parts[1], as: UTF8.self))
    else { throw .bad(.badRequest) }
    switch String(decoding: parts[2], as: UTF8.self) {
    case "HTTP/1.1": isVersion10 = false
    case "HTTP/1.0": isVersion10 = true
    case let version where version.isHTTPVersion: throw .bad(.versionNotSupported)
    default: throw .bad(.badRequest)
    }
    method = String(decoding: parts[0], as: UTF8.self)
    self.target = target
  }

  mutating func add(fieldLine: ArraySlice<UInt8>) throws(HTTPParsing) {
    // A name must stand at the start of the line and touch its colon: folded lines are refused with the rest.
    guard let colon = fieldLine.firstIndex(of: UInt8(ascii: ":")), colon > fieldLine.startIndex,
      fieldLine[..<colon].allSatisfy(\.isTokenCharacter),
      fieldLine[colon...].allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 })
    else { throw .bad(.badRequest) }
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    var value = fieldLine[(colon + 1)...].drop(while: isBlank)
    while let last = value.last, isBlank(last) { value.removeLast() }
    headers.append(
      HTTPRequest.Field(
        String(decoding: fieldLine[..<colon], as: UTF8.self).lowercased(),
        String(decoding: value, as: UTF8.self)))
  }

  private func values(_ name: String) -> [String] {
    headers.filter { $0.name == name }.map(\.value)
  }

  /// How many bytes of body follow; throws where that, or whom the request is for, is not plain.
  func bodyCount() throws(HTTPParsing) -> Int {
    let hosts = values("host")
    guard hosts.count == 1 || (hosts.isEmpty && isVersion10) else { throw .bad(.badRequest) }
    guard values("transfer-encoding").isEmpty else { throw .bad(.notImplemented) }
    let lengths = values("content-length")
    guard let length = lengths.first else { return 0 }
    guard lengths.count == 1, !length.isEmpty, length.utf8.allSatisfy(\.isDigit) else {
      throw .bad(.badRequest)
    }
    // So many digits that it is no Int is too much as well.
    guard let count = Int(length), count <= HTTPParsing.maximumBodyBytes else {
      throw .bad(.contentTooLarge)
    }
    guard values("expect").isEmpty else { throw .bad(.expectationFailed) }
    return count
  }

  func request(body: [UInt8]) throws(HTTPParsing) -> HTTPRequest {
    let options = values("connection").flatMap { $0.split(separator: ",") }
      .map { $0.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }.lowercased() }
    var request = HTTPRequest(
      method: method, path: target.path, query: target.query, headers: headers, body: body,
      keepsConnection: isVersion10 ? options.contains("keep-alive") : !options.contains("close"))
    if let authority = target.authority {
      request.headers.removeAll { $0.name == "host" }
      request.headers.append(HTTPRequest.Field("host", authority))
    }
    return request
  }
}

extension String {
  /// Whether this is the form `HTTP/d.d`.
  fileprivate var isHTTPVersion: Bool {
    let bytes = Array(utf8)
    return bytes.count == 8 && hasPrefix("HTTP/") && bytes[5].isDigit
      && bytes[6] == UInt8(ascii: ".") && bytes[7].isDigit
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Whether a method or a field name may hold it (RFC 9110, section 5.6.2).
  fileprivate var isTokenCharacter: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case _ where isDigit: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(self)
    }
  }
}
