/// A status code of RFC 9110 or RFC 6585.
package struct HTTPStatus: Sendable, Hashable {
  package let code: Int
  /// The reason phrase.
  package let title: String

  package static let ok = HTTPStatus(code: 200, title: "OK")
  package static let noContent = HTTPStatus(code: 204, title: "No Content")
  package static let notModified = HTTPStatus(code: 304, title: "Not Modified")
  package static let temporaryRedirect = HTTPStatus(code: 307, title: "Temporary Redirect")
  package static let badRequest = HTTPStatus(code: 400, title: "Bad Request")
  package static let unauthorized = HTTPStatus(code: 401, title: "Unauthorized")
  package static let forbidden = HTTPStatus(code: 403, title: "Forbidden")
  package static let notFound = HTTPStatus(code: 404, title: "Not Found")
  package static let methodNotAllowed = HTTPStatus(code: 405, title: "Method Not Allowed")
  package static let requestTimeout = HTTPStatus(code: 408, title: "Request Timeout")
  package static let contentTooLarge = HTTPStatus(code: 413, title: "Content Too Large")
  package static let targetTooLong = HTTPStatus(code: 414, title: "URI Too Long")
  package static let expectationFailed = HTTPStatus(code: 417, title: "Expectation Failed")
  package static let headTooLarge = HTTPStatus(
    code: 431, title: "Request Header Fields Too Large")
  package static let internalServerError = HTTPStatus(code: 500, title: "Internal Server Error")
  package static let notImplemented = HTTPStatus(code: 501, title: "Not Implemented")
  package static let serviceUnavailable = HTTPStatus(code: 503, title: "Service Unavailable")
  package static let versionNotSupported = HTTPStatus(
    code: 505, title: "HTTP Version Not Supported")
}
