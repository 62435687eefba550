package import JSON
package import TrackerCore

/// What a request is answered with.
package struct HTTPResponse: Equatable, Sendable {
  package var status: HTTPStatus
  /// Fields beyond those that every response has.
  package var headers: [HTTPRequest.Field]
  package var body: [UInt8]
  /// Whether the connection stays open after the body for events that the server announces.
  package var isEventStream = false

  package init(status: HTTPStatus, headers: [HTTPRequest.Field] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// Compact JSON in raw UTF-8.
  package static func json(
    _ value: JSONValue, status: HTTPStatus = .ok, type: String = "application/json"
  ) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: [HTTPRequest.Field("Content-Type", type)],
      body: JSONWriter.compact(value))
  }

  /// What went wrong, as RFC 9457 has it.
  package static func problem(_ status: HTTPStatus, _ detail: String) -> HTTPResponse {
    .json(
      [
        "type": "about:blank", "title": .string(status.title), "status": .number(status.code),
        "detail": .string(detail),
      ], status: status, type: "application/problem+json")
  }

  /// The status line and the fields as they go over the wire, with the blank line after them.
  package func head(keepsConnection: Bool, date: Timestamp) -> [UInt8] {
    var head = "HTTP/1.1 \(status.code) \(status.title)\r\nDate: \(date.httpDate)\r\n"
    for field in headers { head += "\(field.name): \(field.value)\r\n" }
    if ![.noContent, .notModified].contains(status), !isEventStream {
      head += "Content-Length: \(body.count)\r\n"
    }
    head += HTTPResponse.protection
    head += "Connection: \(keepsConnection ? "keep-alive" : "close")\r\n\r\n"
    return Array(head.utf8)
  }
}

extension HTTPResponse {
  /// Nothing is kept, guessed, run or embedded by a browser.
  private static let protection =
    "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
    + "Content-Security-Policy: default-src 'none'\r\nCross-Origin-Resource-Policy: same-origin\r\n"
}

extension Timestamp {
  /// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
  fileprivate var httpDate: String {
    let day = LocalCalendar.utc.day(of: self)
    let (year, month, dayOfMonth) = day.parts
    let (hour, minute, second) = LocalCalendar.utc.clock(of: self)
    let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return "\(weekdays[day.weekday]), \(padded(dayOfMonth)) \(months[month - 1]) \(year) "
      + "\(padded(hour)):\(padded(minute)):\(padded(second)) GMT"
  }
}
