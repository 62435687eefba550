// How a response goes over the wire.

import Testing
import TrackerCore
import TrackerREST

@Suite struct HTTPResponseTests {
  private let moment = Timestamp(microseconds: 784_111_777_000_000)

  @Test func theHeadHoldsWhatEveryResponseHas() {
    let response = HTTPResponse(
      status: .ok, headers: [.init("Content-Type", "text/plain; charset=utf-8")],
      body: Array("é".utf8))
    let expected =
      "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
      + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\nCache-Control: no-store\r\n"
      + "X-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'\r\n"
      + "Cross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n"
    #expect(response.head(keepsConnection: false, date: moment) == Array(expected.utf8))
    #expect(response.body == Array("é".utf8))
  }

  @Test(arguments: [HTTPStatus.noContent, .notModified])
  func aResponseWithoutContentNamesNoLength(status: HTTPStatus) {
    let bytes = HTTPResponse(status: status).head(keepsConnection: true, date: moment)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains("Content-Length"))
    #expect(text.hasSuffix("Connection: keep-alive\r\n\r\n"))
  }
}
