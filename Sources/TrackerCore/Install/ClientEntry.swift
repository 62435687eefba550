public import JSON
internal import Platform

/// How the server is started, all that a client is told: the program, its argument and the data folder.
public struct ServerLaunch: Equatable, Sendable {
  /// A path or a name.
  public var command: String
  /// Where the data is, absolute; nil leaves it to the server.
  public var outputDirectory: String?

  public init(command: String, outputDirectory: String? = nil) {
    self.command = command
    self.outputDirectory = outputDirectory
  }

  private func members(arguments: JSONValue = ["server"]) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("command", .string(command)), .init("args", arguments),
    ]
    if let outputDirectory {
      members.append(.init("env", ["AI_OUTPUT_DIR": .string(outputDirectory)]))
    }
    return members
  }

  /// The whole entry of a client that has none yet.
  public func entry(for client: Client) -> JSONValue {
    .object(client.firstMembers + members() + client.lastMembers)
  }

  /// What is to be set in an entry that is there: what it decides by itself stays.
  func entry(for client: Client, over present: JSONValue) -> JSONValue {
    let reading = EntryReading(present, of: client)
    let arguments = (reading.arguments ?? []).map { JSONValue.string($0) }
    return .object(
      client.firstMembers.filter { present[$0.name] == nil }
        + members(arguments: reading.startsServer ? .array(arguments) : ["server"])
        + client.lastMembers.filter { present[$0.name] == nil })
  }
}

extension Client {
  /// What a file of this client would hold if it held nothing else.
  public func snippet(_ launch: ServerLaunch) -> String {
    let entry = launch.entry(for: self)
    switch format {
    case .json:
      let value: JSONValue = [container: [Client.serverName: entry]]
      let text = String(decoding: JSONWriter.indented(value, text: .utf8), as: UTF8.self) + "\n"
      // What a terminal would not be given is escaped, so that the printed entry still says the same.
      return text == text.printableLines
        ? text : String(decoding: JSONWriter.indented(value), as: UTF8.self) + "\n"
    case .toml: return TOMLEdit.text(path, entry.members ?? [])
    }
  }

  private var path: [String] { [container, Client.serverName] }

  /// `text` with our entry as `launch` says; the very same bytes when it is so already. An entry of another transport, of
  /// which nothing can stay, is replaced whole.
  func adding(_ launch: ServerLaunch, to text: [UInt8]) throws(UneditableText) -> [UInt8] {
    let present = try entry(in: text)
    let isOther = present.map { EntryReading($0, of: self).otherTransport != nil } ?? false
    return try editing { () throws(any Error) in
      switch format {
      case .json:
        if isOther {
          return try JSONCEdit.setting(path, to: launch.entry(for: self), in: text)
        }
        if let present, let whole = launch.entry(for: self, overOlderForm: present) {
          return try JSONCEdit.setting(path, to: whole, in: text)
        }
        let entry = present.map { launch.entry(for: self, over: $0) } ?? launch.entry(for: self)
        let root: [JSONValue.Member] = [.init(container, [Client.serverName: entry])]
        return try JSONCEdit.merging(root, into: text)
      case .toml:
        let rest = isOther ? try TOMLEdit.removing(path, from: text) : text
        let entry =
          isOther ? nil : present.map { launch.entry(for: self, over: $0) }
        return try TOMLEdit.setting(
          path, to: (entry ?? launch.entry(for: self)).members ?? [], in: rest)
      }
    }
  }

  /// `text` without our entry; the very same bytes when there is none.
  func removing(from text: [UInt8]) throws(UneditableText) -> [UInt8] {
    try editing { () throws(any Error) in
      switch format {
      case .json: try JSONCEdit.removing(path, from: text)
      case .toml: try TOMLEdit.removing(path, from: text)
      }
    }
  }

  /// Our entry as a value; nil when there is none.
  func entry(in text: [UInt8]) throws(UneditableText) -> JSONValue? {
    try editing { () throws(any Error) in
      switch format {
      case .json: try JSONCEdit.value(at: path, in: text)
      case .toml: try TOMLEdit.value(at: path, in: text)
      }
    }
  }

  /// Our entry as it is written, without blanks: comments and unknown members included; nil when there is none.
  private func spelling(in text: [UInt8]) throws(UneditableText) -> [UInt8]? {
    let bytes = try editing { () throws(any Error) in
      switch format {
      case .json: try JSONCEdit.bytes(at: path, in: text)
      case .toml: try TOMLEdit.bytes(of: path, in: text)
      }
    }
    return bytes?.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }

  /// Whether what a person wrote in our entry of `text` stands in our entry of `other`, too: but for what we set ourselves
  /// they are spelled alike.
  func sameEntry(in text: [UInt8], and other: [UInt8]) throws(UneditableText) -> Bool {
    guard let entry = try entry(in: text) else { return true }
    let reading = EntryReading(entry, of: self)
    guard reading.otherTransport == nil, let command = reading.command else {
      return try spelling(in: text) == spelling(in: other)
    }
    let launch = ServerLaunch(command: command, outputDirectory: reading.outputDirectory)
    return try spelling(in: text) == spelling(in: adding(launch, to: other))
  }

  /// Whether our entry of `text` holds nothing but what an install wrote, at once or with the folder added later.
  func isOurOwn(_ text: [UInt8]) throws(UneditableText) -> Bool {
    guard let entry = try entry(in: text),
      EntryReading(entry, of: self).command?.split(separator: "/").last ?? "" == Client.serverName
    else { return false }
    if try sameEntry(in: text, and: []) { return true }
    return try sameEntry(in: text, and: adding(ServerLaunch(command: Client.serverName), to: []))
  }

  private func editing<Value>(_ body: () throws -> Value) throws(UneditableText) -> Value {
    do {
      return try body()
    } catch {
      throw UneditableText(reason: "\(error)")
    }
  }
}

extension ServerLaunch {
  /// The whole entry in today's form when `present` has Zed's older one, `"command": {"path": …, "args": …, "env": …}`; nil
  /// for any other. Its variables and what stands beside the command stay.
  fileprivate func entry(for client: Client, overOlderForm present: JSONValue) -> JSONValue? {
    guard present["command"]?.members != nil else { return nil }
    var variables = EntryReading(present, of: client).variables
    if let outputDirectory {
      variables.removeAll { $0.name == "AI_OUTPUT_DIR" }
      variables.append(.init("AI_OUTPUT_DIR", .string(outputDirectory)))
    }
    let ours = ["command", "args", "env"]
    let entry = self.entry(for: client, over: present).members ?? []
    return .object(
      entry.filter { $0.name != "env" }
        + (variables.isEmpty ? [] : [.init("env", .object(variables))])
        + (present.members ?? []).filter { !ours.contains($0.name) })
  }
}
