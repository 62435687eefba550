// A server over a directory of its own, at a time that stands still; and clients of each revision
// for it.

import JSON
import Platform
import Testing
import TrackerCore

@testable import TrackerMCP

/// Everything a test of the server needs; the directory is removed with it.
final class World {
  /// The server's current directory; the data stand in `.ai_sessions` below it.
  let directory: String
  let service: SessionService
  let server: SessionTrackerServer
  private let clock: Clock

  private final class Clock {
    var now: Timestamp
    var messages: [String] = []
    init(_ now: Timestamp) { self.now = now }
  }

  /// `lockPatienceMilliseconds` is how long the lock of another process is waited for; `files` stand in the data directory
  /// before the server starts.
  init(
    dataDirectory: String = ".ai_sessions", lockPatienceMilliseconds: Int64 = 60_000,
    tracksRequests: Bool = false, files: [String: String] = [:]
  ) throws {
    let directory = try RealFileSystem().createTemporaryDirectory(prefix: "/tmp/tracker-mcp-")
    let clock = Clock(try #require(Timestamp("2026-01-05T21:15:18+00:00")))
    var config = Config()
    config.directory = dataDirectory
    config.tracksRequests = tracksRequests
    var environment = Environment(
      now: { clock.now }, utcOffsetSeconds: { _ in 0 }, currentDirectory: directory,
      log: { clock.messages.append($0) }, files: RealFileSystem())
    environment.chance = { 615 }
    environment.lockPatienceMilliseconds = lockPatienceMilliseconds
    environment.chance = { 615 }
    for (name, text) in files {
      let folder = directory + "/" + dataDirectory
      try RealFileSystem().createDirectory(folder)
      try RealFileSystem().replace(folder + "/" + name, by: [.bytes(Array(text.utf8))])
    }
    self.directory = directory
    self.clock = clock
    service = SessionService(environment: environment, config: config, ownsSessions: true)
    server = SessionTrackerServer(service: service, version: "1.2.3")
  }

  deinit {
    do { try RealFileSystem().removeDirectory(directory) } catch { Testing.Issue.record(error) }
  }

  /// What the person at the other end was told.
  var log: [String] { clock.messages }

  func pass(minutes: Int64) { clock.now = clock.now.advanced(byMicroseconds: minutes * 60_000_000) }

  func write(_ text: String, to name: String) throws {
    let path = directory + "/" + name
    if let slash = path.lastIndex(of: "/") {
      try RealFileSystem().createDirectory(String(path[..<slash]))
    }
    try RealFileSystem().replace(path, by: [.bytes(Array(text.utf8))])
  }

  func read(_ name: String) throws -> JSONValue {
    try JSONReader.read(try #require(try RealFileSystem().read(directory + "/" + name)))
  }

  /// The answer to a line; nil when there is none.
  func ask(_ line: String) -> String? {
    server.handleMessage(Array(line.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The answer to a message; nil when there is none.
  func ask(_ message: JSONValue) throws -> JSONValue? {
    try server.handleMessage(JSONWriter.compact(message)).map {
      try JSONReader.read($0, dialect: .strict)
    }
  }

  /// The messages that wait behind the answers.
  func notifications() throws -> [JSONValue] {
    try server.takeNotifications().map { try JSONReader.read($0, dialect: .strict) }
  }

  /// A client of a revision, after its handshake if that has one.
  func client(_ era: ProtocolEra) throws -> Client {
    let client = Client(world: self, era: era)
    if era != .bare, !era.isModern { _ = try client.initialize() }
    return client
  }
}

/// Asks the way a revision asks.
struct Client {
  let world: World
  let era: ProtocolEra

  func initialize() throws -> JSONValue {
    try request(
      "initialize",
      [
        "protocolVersion": .string(era.version), "capabilities": [:],
        "clientInfo": ["name": "test", "version": "1"],
      ])
  }

  /// The line of a request as this client would write it.
  func line(_ method: String, _ params: JSONValue = [:], id: JSONValue = 1) -> JSONValue {
    var members = params.members ?? []
    if era.isModern {
      members.append(
        .init(
          "_meta",
          [Envelope.protocolVersion: .string(era.version), Envelope.clientCapabilities: [:]]
        ))
    }
    return ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": .object(members)]
  }

  /// The whole answer.
  func request(_ method: String, _ params: JSONValue = [:], id: JSONValue = 1) throws -> JSONValue {
    let answer = try #require(try world.ask(line(method, params, id: id)))
    #expect(answer["id"] == id)
    return answer
  }

  func call(_ tool: String, _ arguments: JSONValue = [:]) throws -> JSONValue {
    try request("tools/call", ["name": .string(tool), "arguments": arguments])
  }

  /// Starts a session and returns its id.
  func start(_ name: String = "Mend the login") throws -> String {
    let answer = try call("start_ai_session", startArguments(name))
    let text = try #require(answer["result"]?["content"]?.elements?.first?["text"]?.text)
    let line = text.split(separator: "\n").first { $0.contains("Session Started: ") }
    return String(try #require(line).drop { $0 != ":" }.dropFirst(2))
  }
}

/// What a session is started with.
func startArguments(_ name: String = "Mend the login") -> JSONValue {
  [
    "session_name": .string(name), "task_type": "debugging", "model_name": "model-1",
    "human_time_estimate_minutes": 60, "estimate_source": "manual",
  ]
}

func logArguments(_ id: String, rating: JSONValue = 4) -> JSONValue {
  [
    "session_id": .string(id), "prompt": "Why?", "response_summary": "Because.",
    "effectiveness_rating": rating,
  ]
}

extension JSONValue {
  /// The elements that are text; nil when this is no array.
  var texts: [String]? { elements?.compactMap(\.text) }
  /// The first text block of an answer to `tools/call`.
  var firstText: String? { self["result"]?["content"]?.elements?.first?["text"]?.text }
  /// The structured content of an answer to `tools/call`.
  var structured: JSONValue? { self["result"]?["structuredContent"] }
  var errorCode: Int? { self["error"]?["code"]?.integer }
  var errorMessage: String? { self["error"]?["message"]?.text }

  /// This object with a member set or, with nil, left out.
  func with(_ name: String, _ value: JSONValue?) -> JSONValue {
    let others = (members ?? []).filter { $0.name != name }
    return .object(others + (value.map { [Member(name, $0)] } ?? []))
  }
}

/// Puts a file where a directory was, so that nothing can be stored there any more.
func replaceByFile(directory: String) throws {
  try RealFileSystem().removeDirectory(directory)
  try RealFileSystem().replace(directory, by: [.bytes([])])
}
