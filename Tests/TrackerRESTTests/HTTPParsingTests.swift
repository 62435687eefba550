// What bytes are read as which request, and which are refused with which status.

import TestSupport
import Testing
import TrackerREST

@Suite struct HTTPParsingTests {
  /// The whole text as one parsing; `\n` stands for CR LF.
  private func parsing(_ text: String) -> HTTPParsing {
    HTTPParsing(
      Array(
        text.split(separator: "\n", omittingEmptySubsequences: false)
          .joined(separator: "\r\n").utf8)[...])
  }

  private func request(_ text: String) throws -> HTTPRequest {
    guard case .request(let request, _) = parsing(text) else {
      throw Unexpected(parsing: parsing(text))
    }
    return request
  }

  struct Unexpected: Error { var parsing: HTTPParsing }

  @Test func aPlainRequestIsTakenApart() throws {
    let request = try request(
      "GET /api/report?since=7d&x=a%20b+c&flag HTTP/1.1\nHost: localhost:8000\nX-A:  \tb c \t\n\n")
    #expect(request.method == "GET")
    #expect(request.path == "/api/report")
    #expect(
      request.query == [.init("since", "7d"), .init("x", "a b c"), .init("flag", "")])
    #expect(request.headers == [.init("host", "localhost:8000"), .init("x-a", "b c")])
    #expect(request.header("x-a") == "b c")
    #expect(request.header("x-b") == nil)
    #expect(request.body.isEmpty)
    #expect(request.keepsConnection)
  }

  @Test func aBodyOfTheStatedLengthBelongsToTheRequest() {
    let text = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET"
    guard case .request(let request, let consumed) = HTTPParsing(Array(text.utf8)[...]) else {
      Issue.record("no request")
      return
    }
    #expect(request.body == Array("abc".utf8))
    #expect(consumed == text.utf8.count - 3)
  }

  @Test func bareLineFeedsAndBlankLinesInFrontAreTaken() throws {
    guard
      case .request(let request, let consumed) = HTTPParsing(
        Array("\r\n\nGET /x HTTP/1.0\nA: b\n\nrest".utf8)[...])
    else {
      Issue.record("no request")
      return
    }
    #expect(request.path == "/x")
    #expect(consumed == 25)
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\nHost: a\n\n", true),
    ("GET / HTTP/1.1\nHost: a\nConnection: close\n\n", false),
    ("GET / HTTP/1.1\nHost: a\nConnection: TE,\t Close \n\n", false),
    ("GET / HTTP/1.0\n\n", false),
    ("GET / HTTP/1.0\nConnection: Keep-Alive\n\n", true),
  ])
  func theConnectionIsKeptAsTheClientWishes(text: String, keeps: Bool) throws {
    #expect(try request(text).keepsConnection == keeps)
  }

  @Test(arguments: [
    ("/", "/"), ("*", "*"), ("/a%2Fb%c3%a9", "/a/bé"), ("http://h:1/p?q=1", "/p"),
    ("HTTP://h", "/"), ("/?", "/"), ("/a?b?c", "/a"),
  ])
  func targetsNamePaths(target: String, path: String) throws {
    #expect(try request("GET \(target) HTTP/1.1\nHost: x\n\n").path == path)
  }

  @Test func anAbsoluteTargetOutranksTheHostField() throws {
    let request = try request("GET http://a:1/ HTTP/1.1\nHost: b\nhost2: c\n\n")
    #expect(request.headers.filter { $0.name == "host" } == [.init("host", "a:1")])
  }

  @Test(arguments: [
    ("GET", 400), ("GET / HTTP/1.1 x", 400), ("GET  / HTTP/1.1", 400), (" GET / HTTP/1.1", 400),
    ("G(T / HTTP/1.1", 400), ("GET /\u{7F} HTTP/1.1", 400), ("GET /é HTTP/1.1", 400),
    ("GET x HTTP/1.1", 400), ("GET /%4 HTTP/1.1", 400), ("GET /%zz HTTP/1.1", 400),
    ("GET /%ff HTTP/1.1", 400), ("GET /a?b=%ff HTTP/1.1", 400), ("GET /a#b HTTP/1.1", 400),
    ("GET http:// HTTP/1.1", 400), ("GET / HTTP/2.0", 505), ("GET / HTTP/1.2", 505),
    ("GET / http/1.1", 400), ("GET / HTTP/1", 400), ("GET / HTTP/11.1", 400),
    ("\u{16}\u{3}\u{1}", 400),
  ])
  func aBrokenRequestLineIsRefusedBeforeMoreComes(line: String, code: Int) {
    guard case .bad(let status) = parsing(line + "\n") else {
      Issue.record("\(line) was not refused: \(parsing(line + "\n"))")
      return
    }
    #expect(status.code == code)
  }

  @Test(arguments: [
    ("Host: a\nHost: a", 400), ("X: y", 400), ("Host : a", 400), ("Host: a\n folded", 400),
    (": a", 400), ("Host", 400), ("Host: a\u{1}", 400), ("Host: a\rb", 400),
    ("Host: a\nContent-Length: 1\nContent-Length: 1", 400), ("Host: a\nContent-Length: +1", 400),
    ("Host: a\nContent-Length: 1, 1", 400), ("Host: a\nContent-Length: ", 400),
    ("Host: a\nContent-Length: 0x1", 400), ("Host: a\nContent-Length: -1", 400),
    ("Host: a\nContent-Length: 65537", 413), ("Host: a\nContent-Length: 99999999999999999999", 413),
    ("Host: a\nTransfer-Encoding: chunked", 501),
    ("Host: a\nContent-Length: 3\nTransfer-Encoding: chunked", 501),
    ("Host: a\nContent-Length: 3\nExpect: 100-continue", 417),
  ])
  func brokenFieldsAreRefused(fields: String, code: Int) {
    guard case .bad(let status) = parsing("POST / HTTP/1.1\n\(fields)\n\n") else {
      Issue.record("\(fields) was not refused")
      return
    }
    #expect(status.code == code)
    #expect(!HTTPParsing.reason(for: status).isEmpty)
  }

  @Test func aHeadMayBeAsLongAsTheLimitAndNoLonger() {
    let start = "GET / HTTP/1.1\r\nHost: a\r\nX: "
    let filling = HTTPParsing.maximumHeadBytes - start.utf8.count - 4
    let fitting = Array((start + String(repeating: "x", count: filling) + "\r\n\r\n").utf8)
    guard case .request(_, let consumed) = HTTPParsing(fitting[...]) else {
      Issue.record("a head of the longest length was refused")
      return
    }
    #expect(consumed == HTTPParsing.maximumHeadBytes)
    let tooLong = Array((start + String(repeating: "x", count: filling + 1) + "\r\n\r\n").utf8)
    #expect(HTTPParsing(tooLong[...]) == .bad(.headTooLarge))
    let endless = [UInt8](repeating: UInt8(ascii: "x"), count: HTTPParsing.maximumHeadBytes)
    #expect(HTTPParsing(endless[...]) == .bad(.targetTooLong))
    #expect(HTTPParsing([0x0D, 0x0A] + endless.dropLast(2)) == .bad(.targetTooLong))
    #expect(HTTPParsing(endless.dropLast()) == .incomplete(needed: HTTPParsing.maximumHeadBytes))
  }

  @Test func anIncompleteBodySaysHowManyBytesAreNeeded() {
    let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 65536\r\n\r\n"
    #expect(HTTPParsing(Array(head.utf8)[...]) == .incomplete(needed: head.utf8.count + 65_536))
  }

  // MARK: Properties

  /// All that comes out of `bytes` when they arrive in these pieces: requests, and the status that ends them.
  private func outcome(_ bytes: [UInt8], pieces: [Int]) -> ([HTTPRequest], HTTPStatus?) {
    var requests: [HTTPRequest] = []
    var buffer: [UInt8] = []
    var needed = 1
    var rest = bytes[...]
    for piece in pieces + [bytes.count] {
      buffer += rest.prefix(piece)
      rest = rest.dropFirst(piece)
      while buffer.count >= needed {
        switch HTTPParsing(buffer[...]) {
        case .incomplete(let more):
          #expect(more > buffer.count)
          needed = more
        case .bad(let status): return (requests, status)
        case .request(let request, let consumed):
          #expect(consumed > 0 && consumed <= buffer.count)
          requests.append(request)
          buffer.removeFirst(consumed)
          needed = 1
        }
      }
    }
    return (requests, nil)
  }

  private static let samples = [
    "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /b?c=d HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "\r\nPOST /x HTTP/1.1\nHost: a\nContent-Length: 5\n\n12345OPTIONS * HTTP/1.1\r\nHost: b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\n\r\nabc",
    "GET /%41 HTTP/1.0\r\n\r\nHEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\nnonsense\r\n",
  ]

  @Test(arguments: samples)
  func anySplitOfTheBytesGivesTheSameRequests(text: String) {
    let bytes = Array(text.utf8)
    let whole = outcome(bytes, pieces: [])
    #expect(!whole.0.isEmpty)
    var random = SeededGenerator(seed: UInt64(bytes.count))
    let single = outcome(bytes, pieces: [Int](repeating: 1, count: bytes.count))
    #expect(single.0 == whole.0 && single.1 == whole.1)
    for _ in 0..<300 {
      let pieces = (0..<bytes.count).map { _ in Int.random(in: 1...40, using: &random) }
      let split = outcome(bytes, pieces: pieces)
      #expect(split.0 == whole.0 && split.1 == whole.1)
    }
  }

  @Test func noBytesTrapAndAnySplitOfThemGivesTheSame() {
    var random = SeededGenerator(seed: 7)
    let alphabet = Array("GET / HTTP/1.1\r\n\r\nHost: a%%4:+,&?=#*Content-Length0\u{0}\u{7F}é".utf8)
    for round in 0..<3_000 {
      let count = Int.random(in: 0...120, using: &random)
      var bytes: [UInt8] =
        round.isMultiple(of: 2)
        ? (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        : (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      if round.isMultiple(of: 3) {
        // A good request with some bytes changed reaches deeper than noise.
        bytes = Array(HTTPParsingTests.samples[round % 4].utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let place = Int.random(in: 0..<bytes.count, using: &random)
          bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
      }
      let whole = outcome(bytes, pieces: [])
      let pieces = bytes.map { _ in Int.random(in: 1...9, using: &random) }
      let split = outcome(bytes, pieces: pieces)
      #expect(split.0 == whole.0 && split.1 == whole.1)
    }
  }
}
