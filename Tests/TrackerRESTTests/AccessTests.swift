// Who is answered: by Host, Origin and token.

import Testing
import TrackerREST

@Suite struct AccessTests {
  private func status(_ access: Access, _ headers: [(String, String)]) throws -> Int {
    try RESTFixture(access: access).answer(
      "GET", "/api/health", headers: headers.map { HTTPRequest.Field($0.0, $0.1) }
    ).status.code
  }

  @Test(arguments: [
    ("localhost", 200), ("LOCALHOST:80", 200), ("127.0.0.1:8000", 200), ("127.9.9.9", 200),
    ("[::1]:8000", 200), ("[::1]", 200), ("192.168.1.5", 403), ("[fe80::1]", 403),
    ("evil.example", 403), ("localhost.evil.example", 403), ("127.0.0.1.evil.example", 403),
    ("256.1.1.1", 403), ("", 403), ("localhost:80x", 403), ("[::1", 403), ("[::1]x", 403),
    ("[localhost]x:1", 403), ("localhost:80:90", 403), ("127.1", 403),
  ])
  func onALoopbackAddressOnlyLoopbackNamesAreServed(host: String, code: Int) throws {
    #expect(try status(Access(), [("host", host)]) == code)
  }

  @Test(arguments: [
    ("192.168.1.5:80", 200), ("[fe80::1]:80", 200), ("desk.lan:8000", 200), ("DESK.lan", 200),
    ("localhost", 200), ("other.lan", 403), ("desk.lan.evil.example", 403),
  ])
  func elsewhereAddressesAndAllowedNamesAreServed(host: String, code: Int) throws {
    var access = Access()
    access.isLoopback = false
    access.hosts = ["desk.lan"]
    #expect(try status(access, [("host", host)]) == code)
  }

  @Test(arguments: [
    ("http://localhost:8000", 200), ("http://evil.example", 403), ("null", 403),
    ("https://localhost:8000", 403), ("http://localhost:8001", 403), ("", 403),
  ])
  func pagesOfOthersAreRefused(origin: String, code: Int) throws {
    #expect(try status(Access(), [("host", "localhost:8000"), ("origin", origin)]) == code)
  }

  @Test func aPageIsRefusedEvenWithoutAHost() throws {
    #expect(try status(Access(), []) == 200)
    #expect(try status(Access(), [("origin", "http://localhost")]) == 403)
  }

  @Test(arguments: [
    ("Bearer 0123456789abcdef", 200), ("bearer 0123456789abcdef", 200),
    ("Bearer 0123456789abcdeF", 401), ("Bearer 0123456789abcde", 401),
    ("Bearer 0123456789abcdef0", 401), ("Bearer ", 401), ("Basic 0123456789abcdef", 401),
    ("0123456789abcdef", 401), ("", 401),
  ])
  func withATokenEveryRequestMustBearIt(authorization: String, code: Int) throws {
    var access = Access()
    access.token = "0123456789abcdef"
    let headers = [("host", "localhost"), ("authorization", authorization)]
    #expect(try status(access, headers) == code)
  }

  @Test func whoBearsNoTokenIsToldWhatToSend() throws {
    var access = Access()
    access.token = "0123456789abcdef"
    let fixture = try RESTFixture(access: access)
    for (method, path) in [("GET", "/"), ("OPTIONS", "*"), ("GET", "/nope"), ("POST", "/metrics")] {
      let response = fixture.answer(method, path)
      #expect(response.status == .unauthorized)
      #expect(response.header("WWW-Authenticate") == "Bearer realm=\"ai-session-tracker\"")
    }
  }

  @Test(arguments: [
    ("0123456789abcdef", true), ("0123456789abcde", false), ("0123456789abcde ", false),
    ("0123456789abcdé", false), ("AZaz09-._~+/====", true), ("0123456789abcde\"", false),
  ])
  func aTokenIsLongAndPlain(text: String, isToken: Bool) {
    #expect(Access.isToken(text) == isToken)
  }
}
