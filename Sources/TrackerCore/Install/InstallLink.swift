internal import JSON
internal import Platform

/// An editor that offers to add the server when a link is opened.
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
      return "vscode:mcp/install?" + JSONWriter.compact(.object(members)).percentEncoded
    case .cursor:
      let configuration = Base64.encoding(JSONWriter.compact(entry))
      return "cursor://anysphere.cursor-deeplink/mcp/install?name=\(Client.serverName)&config="
        + configuration.utf8.percentEncoded
    }
  }
}
