// A client's whole conversation with a server over a directory of its own, at a time that stands still.

import JSON
import Platform
import TrackerCore
import TrackerMCP

enum ConversationCheck {
  /// The server's current directory; one for the process, emptied for each input.
  private static let directory: Result<String, SystemError> = Result { () throws(SystemError) in
    let parent = ProcessEnvironment.variable("TMPDIR") ?? "/tmp"
    return try RealFileSystem().createTemporaryDirectory(prefix: parent + "/tracker-fuzz-")
  }

  @Sendable static func check(_ input: [UInt8]) throws {
    var chance = Chance(of: input)
    let server = try freshServer()
    var splitter = LineSplitter(limit: 1 << 16)
    for bytes in chance.pieces(of: input) {
      for piece in splitter.split(bytes) {
        switch piece {
        case .line(let line): try checkLine(line, server)
        case .oversized: try checkReply(server.refuseOversizedLine())
        }
      }
    }
    if let rest = splitter.takeRest(), let reply = server.handleRest(rest) { try checkReply(reply) }
    let alive = server.handleMessage(Array(question.utf8))
    let answer = try alive.map { try JSONReader.read($0, dialect: .strict) }
    try require(answer?["result"]?["tools"]?.elements?.count == 7, "the server no longer answers")
    server.finish()
    try checkNotifications(server)
    try checkFiles()
  }

  /// What a client of the newest revision asks when all is over.
  private static let question = """
    {"jsonrpc":"2.0","id":"last","method":"tools/list","params":{"_meta":{\
    "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
    "io.modelcontextprotocol/clientCapabilities":{}}}}
    """

  private static func freshServer() throws -> SessionTrackerServer {
    let directory = try directory.get()
    let files = RealFileSystem()
    if try files.names(in: directory).contains(Config.defaultDirectory) {
      try files.removeDirectory(directory + "/" + Config.defaultDirectory)
    }
    var environment = Environment(
      now: { Timestamp(microseconds: 1_767_647_718_000_000) }, utcOffsetSeconds: { _ in 0 },
      currentDirectory: directory, log: { _ in }, files: files)
    environment.chance = { 0 }
    environment.patienceMilliseconds = 0
    let service = SessionService(
      environment: environment, config: Config(), ownsSessions: true)
    return SessionTrackerServer(service: service, version: "1.2.3")
  }

  // MARK: What must hold

  private static func checkLine(_ line: [UInt8], _ server: SessionTrackerServer) throws {
    let takesBatches = server.acceptsBatches
    let reply = server.handleMessage(line)
    if let reply { try checkReply(reply) }
    try checkNotifications(server)
    guard case .success(let message) = read(line) else {
      let isBlank = line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
      return try require((reply != nil) != isBlank, "an unreadable line was not answered once")
    }
    let answer = try reply.map { try JSONReader.read($0, dialect: .strict) }
    if let elements = message.elements, takesBatches, !elements.isEmpty {
      try checkBatch(elements, answer)
    } else {
      try require(answer?.elements == nil, "one message got several answers")
      try checkOne(message, answer)
    }
  }

  private static func checkOne(_ message: JSONValue, _ answer: JSONValue?) throws {
    let wanted = wantsAnswer(message)
    if let wanted { try require(wanted == (answer != nil), "answered: \(answer != nil)") }
    guard let answer, let id = message["id"] else { return }
    if hasReadableID(message) { try require(answer["id"] == id, "the id was not echoed") }
  }

  private static func checkBatch(_ messages: [JSONValue], _ answer: JSONValue?) throws {
    let replies = answer?.elements ?? []
    try require(answer == nil || !replies.isEmpty, "a batch got no array of answers")
    let atLeast = messages.count { wantsAnswer($0) == true }
    let atMost = messages.count { wantsAnswer($0) != false }
    try require((atLeast...atMost).contains(replies.count), "a batch got \(replies.count) answers")
  }

  /// Whether JSON-RPC wants an answer; nil for a stream, which opens in silence or is refused.
  private static func wantsAnswer(_ message: JSONValue) -> Bool? {
    guard message.members != nil else { return true }
    let method = message["method"]
    if method == nil, message["result"] != nil || message["error"] != nil { return false }
    if message["id"] == nil, method?.text != nil { return false }
    return method?.text == "subscriptions/listen" ? nil : true
  }

  private static func hasReadableID(_ message: JSONValue) -> Bool {
    guard message.members != nil, let id = message["id"] else { return false }
    // A whole number of any size is an id, and echoed as it was written.
    if case .number(let number) = id { return number.integer != nil || number.isIntegerSpelling }
    return id.text != nil
  }

  /// One line, one answer or an array of them, each with either a result or an error.
  private static func checkReply(_ reply: [UInt8]) throws {
    try require(!reply.contains(0x0A), "an answer has two lines")
    try require(reply.count < 10 * 1024 * 1024, "an answer is longer than clients take")
    let value = try JSONReader.read(reply, dialect: .strict)
    for answer in value.elements ?? [value] {
      try require(answer["jsonrpc"] == "2.0", "an answer is no JSON-RPC")
      try require(
        (answer["result"] == nil) != (answer["error"] == nil), "an answer is both or neither")
      try require(answer["method"] == nil, "an answer looks like a request")
      if let error = answer["error"] {
        try require(
          error["code"]?.integer != nil && error["message"]?.text?.isEmpty == false,
          "an error does not say what is wrong")
      } else {
        try require(
          answer["result"]?.members != nil && hasReadableID(answer),
          "a result belongs to no request")
      }
    }
  }

  private static func checkNotifications(_ server: SessionTrackerServer) throws {
    for line in server.takeNotifications() {
      try require(!line.contains(0x0A), "a notification has two lines")
      let message = try JSONReader.read(line, dialect: .strict)
      let isNotification = message["method"]?.text != nil && message["id"] == nil
      try require(
        isNotification || message["result"]?.members != nil, "the server asks: \(message)")
    }
  }

  /// What was stored is valid.
  private static func checkFiles() throws {
    for name in ["sessions", "interactions", "issues"] {
      let path = try directory.get() + "/\(Config.defaultDirectory)/\(name).json"
      if let bytes = try RealFileSystem().read(path) { _ = try JSONReader.read(bytes) }
    }
  }

  private static func read(_ line: [UInt8]) -> Result<JSONValue, JSONError> {
    Result { () throws(JSONError) in try JSONReader.read(line, dialect: .strict) }
  }
}
