// Links that make an editor offer to add the server. It refuses editors that know no such links.

internal import JSON

/// An editor that takes a server from a link.
public enum InstallLink: String, CaseIterable, Sendable {
  case vscode
  case cursor

  /// A link to be opened on this machine.
  public func url(_ launch: ServerLaunch) -> String {
    guard let client = Client.named(rawValue) else { return "" }
    let entry = launch.entry(for: client)
    switch self {
    case .vscode:
      let members = [JSONValue.Member("name", .string(Client.serverName))] + (entry.members ?? [])
      return "vscode:mcp/install?" + percentEncoded(JSONWriter.compact(.object(members)))
    case .cursor:
      let configuration = base64(JSONWriter.compact(entry))
      return "cursor://anysphere.cursor-deeplink/mcp/install?name=\(Client.serverName)&config="
        + percentEncoded(Array(configuration.utf8))
    }
  }
}

/// RFC 3986: all but the unreserved characters as `%` and two digits.
private func percentEncoded(_ bytes: [UInt8]) -> String {
  bytes.map { byte in
    if byte.isBareKeyByte || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~") {
      return String(Unicode.Scalar(byte))
    }
    return (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
  }.joined()
}

/// RFC 4648, with padding.
private func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  var result = ""
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start...].prefix(3)
    var bits = group.reduce(0) { $0 << 8 | Int($1) }
    bits <<= 8 * (3 - group.count)
    for place in 0...3 {
      let isPadding = place > group.count
      result.append(isPadding ? "=" : alphabet[bits >> (18 - 6 * place) & 63])
    }
  }
  return result
}
