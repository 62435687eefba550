internal import Platform

/// What a request must show before anything is read for it: its Host, its Origin, a token.
package struct Access: Sendable {
  /// Names besides `localhost` and addresses under which the server may be asked, in lower case.
  package var hosts: [String] = []
  /// Whether only this machine can reach the server; then only loopback addresses may be asked for.
  package var isLoopback = true
  /// What `Authorization: Bearer …` must hold; nil: nothing is asked for.
  package var token: String?

  package init() {}

  /// A token has at least so many characters: 96 bits, six to a character.
  package static let minimumTokenLength = 16

  /// Whether a text may be a token: long enough, and of the characters that `Authorization` takes (RFC 6750, section 2.1).
  package static func isToken(_ text: String) -> Bool {
    text.utf8.count >= minimumTokenLength
      && text.utf8.allSatisfy { byte in
        let letters = [
          UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        ]
        return letters.contains { $0.contains(byte) } || "0123456789-._~+/=".utf8.contains(byte)
      }
  }

  /// Why a request is not answered; nil when it is.
  ///
  /// A web page can have its own name resolve to this machine, and then read what a server here answers; it cannot do so
  /// with an address, nor with `localhost`. So the Host must be one of those, or one that was allowed.
  func refusal(of request: HTTPRequest) -> HTTPResponse? {
    if let host = request.header("host")?.lowercased() {
      guard allows(host) else {
        return .problem(.forbidden, "This server is not to be asked as \(host).")
      }
      if let origin = request.header("origin"), origin.lowercased() != "http://\(host)" {
        return .problem(.forbidden, "Pages of \(origin) may not read this.")
      }
    } else if let origin = request.header("origin") {
      return .problem(.forbidden, "Pages of \(origin) may not read this.")
    }
    guard let token else { return nil }
    let scheme = "bearer "
    let given = request.header("authorization") ?? ""
    if given.prefix(scheme.count).lowercased() == scheme,
      Array(given.utf8.dropFirst(scheme.utf8.count)).hasSameBytesInConstantTime(
        as: Array(token.utf8))
    {
      return nil
    }
    var response = HTTPResponse.problem(
      .unauthorized, "Send the server's token: Authorization: Bearer TOKEN.")
    response.headers.append(
      HTTPRequest.Field("WWW-Authenticate", "Bearer realm=\"ai-session-tracker\""))
    return response
  }

  /// Whether a Host field, with or without a port, may be asked for.
  private func allows(_ field: String) -> Bool {
    let isBracketed = field.hasPrefix("[")
    let name = isBracketed ? field.dropFirst().prefix { $0 != "]" } : field.prefix { $0 != ":" }
    let rest = field.dropFirst(name.count + (isBracketed ? 2 : 0))
    guard !isBracketed || field.dropFirst(name.count + 1).first == "]",
      rest.isEmpty
        || (rest.first == ":" && rest.dropFirst().allSatisfy { "0123456789".contains($0) })
    else { return false }
    if hosts.contains(String(name)) || name == "localhost" { return true }
    switch ListeningSocket.reach(of: String(name)) {
    case .loopback: return true
    case .beyond: return !isLoopback
    case nil: return false
    }
  }
}

extension [UInt8] {
  /// Whether both are the same; the time it takes says nothing about where they differ.
  fileprivate func hasSameBytesInConstantTime(as other: [UInt8]) -> Bool {
    var difference: UInt8 = count == other.count ? 0 : 1
    for index in indices where !other.isEmpty {
      difference |= self[index] ^ other[index % other.count]
    }
    return difference == 0
  }
}
