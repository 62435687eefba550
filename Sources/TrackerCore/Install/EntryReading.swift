internal import JSON

/// What an entry of our name tells its client, as far as it decides what is started.
struct EntryReading {
  /// The program; nil when it names none.
  var command: String?
  /// What the program is given; nil when that is no list of texts.
  var arguments: [String]?
  /// What is set for the program beside the client's own variables.
  var variables: [JSONValue.Member] = []
  /// Whether the client is told where to start it.
  var hasDirectory = false
  /// The member by which it is something else than a program on standard input and output; nil when it is one.
  var otherTransport: String?
  /// The member that switches it off; nil when it is on.
  var offSwitch: String?

  init(_ entry: JSONValue, of client: Client) {
    variables = entry["env"]?.members ?? []
    if let older = entry["command"], older.members != nil {
      // Zed's older form holds all of it in the command.
      command = older["path"]?.text
      arguments = (older["args"] ?? []).texts
      let names = Set(variables.map(\.name))
      variables = (older["env"]?.members ?? []).filter { !names.contains($0.name) } + variables
    } else {
      command = entry["command"]?.text
      arguments = (entry["args"] ?? []).texts
    }
    hasDirectory = entry["cwd"] != nil
    for member in entry.members ?? [] where member.value != .null {
      if EntryReading.isOfOtherTransport(member, client) { otherTransport = member.name }
      if member.name == "disabled" && member.value == true
        || member.name == "enabled" && member.value == false
      {
        offSwitch = member.name
      }
    }
  }

  /// Where the data is; nil leaves it to the server.
  var outputDirectory: String? { variables.last { $0.name == "AI_OUTPUT_DIR" }?.value.text }

  /// Whether the arguments begin as those of a server do.
  var startsServer: Bool { arguments?.first == "server" }

  /// Addresses and what goes with them, and kinds other than the client's own for programs.
  private static func isOfOtherTransport(_ member: JSONValue.Member, _ client: Client) -> Bool {
    let name = member.name.lowercased()
    let own = client.firstMembers.first { $0.name == name }?.value
    switch name {
    case "type", "transport": return ![own, "stdio"].contains(member.value)
    case "source": return own != nil && own != member.value
    case "uri": return true
    default:
      return ["url", "http", "header", "bearer", "oauth", "endpoint"].contains { name.contains($0) }
    }
  }
}

extension JSONValue {
  /// The elements, if all are texts.
  fileprivate var texts: [String]? {
    guard case .array(let elements) = self else { return nil }
    let texts = elements.compactMap(\.text)
    return texts.count == elements.count ? texts : nil
  }
}
