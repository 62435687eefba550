// What a client is told about the server, as a value, as a snippet for people, and spliced into a client's file.
// It refuses to tell more than the program, its argument and the data folder.

public import JSON
internal import Platform

/// How the server is started.
public struct ServerLaunch: Equatable, Sendable {
  /// A path or a name.
  public var command: String
  /// Where the data is, absolute; nil leaves it to the server.
  public var outputDirectory: String?

  /// How the server is started.
  public init(command: String, outputDirectory: String? = nil) {
    self.command = command
    self.outputDirectory = outputDirectory
  }

  private var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("command", .string(command)), .init("args", ["server"]),
    ]
    if let outputDirectory {
      members.append(.init("env", ["AI_OUTPUT_DIR": .string(outputDirectory)]))
    }
    return members
  }

  /// The whole entry of a client that has none yet.
  public func entry(for client: Client) -> JSONValue {
    .object(client.firstMembers + members + client.lastMembers)
  }

  /// What is to be set in an entry that is there: what it decides by itself stays.
  func entry(for client: Client, over present: JSONValue) -> JSONValue {
    .object(
      client.firstMembers.filter { present[$0.name] == nil } + members
        + client.lastMembers.filter { present[$0.name] == nil })
  }
}

/// Why a text was not edited: in words, with the place.
struct UneditableText: Error {
  var reason: String
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

  /// `text` with our entry as `launch` says; the very same bytes when it is so already.
  func adding(_ launch: ServerLaunch, to text: [UInt8]) throws(UneditableText) -> [UInt8] {
    do {
      switch format {
      case .json:
        let present = try JSONCEdit.value(at: path, in: text)
        let entry = present.map { launch.entry(for: self, over: $0) } ?? launch.entry(for: self)
        let root: [JSONValue.Member] = [.init(container, [Client.serverName: entry])]
        return try JSONCEdit.merging(root, into: text)
      case .toml:
        return try TOMLEdit.setting(path, to: launch.entry(for: self).members ?? [], in: text)
      }
    } catch {
      throw UneditableText(reason: "\(error)")
    }
  }

  /// `text` without our entry; the very same bytes when there is none.
  func removing(from text: [UInt8]) throws(UneditableText) -> [UInt8] {
    do {
      switch format {
      case .json: return try JSONCEdit.removing(path, from: text)
      case .toml: return try TOMLEdit.removing(path, from: text)
      }
    } catch {
      throw UneditableText(reason: "\(error)")
    }
  }
}
