import JSON
import Platform
package import TrackerCore

/// An MCP server over one pipe: one line in, at most one line out. It knows neither descriptors nor clocks.
package final class SessionTrackerServer {
  /// Serves everything but modern tool calls; the sessions it started are closed with the pipe.
  let service: SessionService
  /// Serves modern tool calls: there a pipe is no conversation, and its end says nothing about
  /// sessions.
  let modernService: SessionService
  private let version: String
  /// Those that are listed: the same as long as this server runs.
  let listedTools: [Tool]
  private var conversation = Conversation()
  var subscriptions = Subscriptions()
  /// The version of the files that subscribers know of.
  private var toldGeneration: LedgerGeneration?
  private var outbox: [[UInt8]] = []
  /// The writing calls that wait for another process to let go of the ledger.
  let lockQueue = LockQueue()
  let lockPatienceMilliseconds: Int64
  /// The array whose messages are being answered.
  var batch: BatchReply?

  /// `version` is the program's own. How long calls wait for the lock is said by the service's
  /// environment; the server itself never does.
  package init(service: SessionService, version: String) {
    var environment = service.environment
    lockPatienceMilliseconds = environment.lockPatienceMilliseconds
    environment.lockPatienceMilliseconds = 0
    self.service = SessionService(
      environment: environment, config: service.config, ownsSessions: service.ownsSessions)
    self.version = version
    let listsRequests = service.config.tracksRequests || service.hasRequests
    listedTools = Tool.all + (listsRequests ? Tool.requests : [])
    modernService = SessionService(
      environment: environment, config: service.config, ownsSessions: service.ownsSessions)
  }

  // MARK: - Lines

  /// Answers one line, without its newline. Nil when nothing is to be answered. Afterwards
  /// `takeNotifications` may have more to write.
  package func handleMessage(_ line: [UInt8]) -> [UInt8]? {
    do throws(JSONError) {
      return try answer(line)
    } catch {
      let place = "column \(error.column): \(error.message)"
      return unreadable(RPCError(.parseError, "Parse error", data: .string(place)))
    }
  }

  /// Answers what the end of the stream left without a newline. A message that was cut is nobody's
  /// mistake: it is dropped.
  package func handleRest(_ line: [UInt8]) -> [UInt8]? {
    do throws(JSONError) { return try answer(line) } catch { return nil }
  }

  private func answer(_ line: [UInt8]) throws(JSONError) -> [UInt8]? {
    let isBlank = line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
    if isBlank { return nil }
    return reply(to: try JSONReader.read(line, dialect: .strict)).map { JSONWriter.compact($0) }
  }

  /// The answer to a line that was too long to be kept.
  package func refuseOversizedLine() -> [UInt8] {
    let limit = LineSplitter.maximumLineBytes / (1024 * 1024)
    return unreadable(RPCError(.invalidRequest, "A line must not be longer than \(limit) MiB"))
  }

  /// Lines that are to be written after the answer; asking empties the list.
  package func takeNotifications() -> [[UInt8]] {
    defer { outbox = [] }
    return outbox
  }

  /// Whether an array is a message on this pipe.
  package var acceptsBatches: Bool { conversation.eraOfPipe.acceptsBatches }

  /// Whether anybody wants to hear of changes by other processes.
  package var hasSubscriptions: Bool { !subscriptions.isEmpty }

  /// Another process has changed the history.
  package func noteForeignChange() { subscriptions.updates(sessions: nil).forEach(post) }

  /// Tells subscribers if another process has changed the files since they were last told; false
  /// when the files cannot be looked at.
  package func lookForChanges() -> Bool {
    let before = toldGeneration
    guard noteToldGeneration() else { return false }
    if toldGeneration != before { noteForeignChange() }
    return true
  }

  /// The version of the files that stands there now is no news to subscribers.
  @discardableResult
  func noteToldGeneration() -> Bool {
    do throws(TrackerError) {
      toldGeneration = try service.generation()
      return true
    } catch {
      return false
    }
  }

  /// Puts a message into the outbox.
  func post(_ message: JSONValue) { outbox.append(JSONWriter.compact(message)) }

  private func unreadable(_ error: RPCError) -> [UInt8] {
    JSONWriter.compact(Reply.error(error, id: conversation.eraOfPipe.unknownID))
  }

  // MARK: - Messages

  private func reply(to value: JSONValue) -> JSONValue? {
    let message = Message(value)
    guard case .batch(let elements) = message, acceptsBatches, !elements.isEmpty
    else { return reply(to: message, isInBatch: false) }
    let batch = BatchReply()
    self.batch = batch
    for element in elements {
      if let reply = reply(to: Message(element), isInBatch: true) { batch.add(reply) }
    }
    self.batch = nil
    return batch.isComplete && !batch.replies.isEmpty ? .array(batch.replies) : nil
  }

  private func reply(to message: Message, isInBatch: Bool) -> JSONValue? {
    switch message {
    case .response: return nil
    case .notification(let method, let params):
      if method == "notifications/cancelled", let id = params["requestId"].flatMap(RequestID.init) {
        subscriptions.cancel(id)
        lockQueue.cancel(id)
      }
      return nil
    case .invalid(let error, let id):
      return Reply.error(error, id: id?.json ?? conversation.eraOfPipe.unknownID)
    case .batch:
      let error = RPCError(.invalidRequest, "A line must hold one message, not an array")
      return Reply.error(error, id: conversation.eraOfPipe.unknownID)
    case .request(let request):
      do throws(RPCError) {
        if isInBatch, request.method == Method.initialize {
          throw RPCError(.invalidRequest, "initialize must not be part of a batch")
        }
        return try result(of: request).map { Reply.result($0, id: request.id) }
      } catch {
        return Reply.error(error, id: request.id.json)
      }
    }
  }

  private func result(of request: Request) throws(RPCError) -> JSONValue? {
    let era = try conversation.era(of: request)
    guard let method = Method.all.first(where: { $0.name == request.method }),
      era.serves(method.lifetime)
    else { throw RPCError(.methodNotFound, "Unknown method: \(request.method.clippedForEcho)") }
    return try method.handle(self, request, era).map { dressed($0, method.freshness(self), era) }
  }

  func dressed(
    _ members: [JSONValue.Member], _ freshness: ProtocolEra.Freshness, _ era: ProtocolEra
  ) -> JSONValue {
    era.dress(members, freshness, serverInfo: serverInfo)
  }

  // MARK: - What the methods do

  func initialize(_ request: Request) throws(RPCError) -> [JSONValue.Member] {
    let requested = try request.text("protocolVersion")
    guard request["capabilities"]?.members != nil else {
      throw RPCError(.invalidParams, "capabilities must be an object")
    }
    guard let client = request["clientInfo"], let name = client["name"]?.text,
      client["version"]?.text != nil
    else {
      throw RPCError(.invalidParams, "clientInfo must hold the texts name and version")
    }
    service.client = name
    let era = conversation.shakeHands(for: requested)
    return [
      .init("protocolVersion", .string(era.version)),
      .init("capabilities", era.known(SessionTrackerServer.capabilities, of: .capabilities)),
      .init("serverInfo", era.known(serverInfo, of: .serverInfo)),
      .init("instructions", .string(SessionTrackerServer.instructions)),
    ]
  }

  func readResource(_ uri: String, _ era: ProtocolEra) throws(RPCError) -> [JSONValue.Member] {
    guard let resource = Resource.at(uri) else { throw era.missingResource(uri) }
    do throws(TrackerError) {
      let text = try resource.read(service)
      return [
        .init(
          "contents",
          [["uri": .string(uri), "mimeType": .string(resource.mimeType), "text": .string(text)]])
      ]
    } catch {
      if case .sessionNotFound = error { throw era.missingResource(uri) }
      throw RPCError(.internalError, error.message)
    }
  }

  // MARK: - What the server says of itself

  private var serverInfo: [JSONValue.Member] {
    [
      .init("name", "ai-session-tracker"), .init("title", "AI Session Tracker"),
      .init("version", .string(version)),
      .init(
        "description",
        "Records AI coding sessions in plain JSON files: ratings, issues, code metrics, value."
      ),
    ]
  }

  /// Our lists never change, so no `listChanged`; log messages go to standard error, so no
  /// `logging`.
  static let capabilities: [JSONValue.Member] = [
    .init("tools", [:]), .init("resources", ["subscribe": true]), .init("prompts", [:]),
    .init("completions", [:]),
  ]

  /// For the model: the rules in `agent_files` in short. Some clients show the first sentence only.
  static let instructions = """
    Record every coding task: start_ai_session before the first step, log_ai_interaction after each \
    exchange that changed something, end_ai_session when the task is done.

    - One task is one session; a follow-up on it goes on in it. Estimate the minutes a skilled \
    person who knows the code would need without you: the likely figure, not rounded up. Correct it \
    either way with final_estimate_minutes.
    - When the next message shows what your previous answer was worth, rate that again \
    (corrects_interaction: -1). Give tokens only if your client shows them.
    - flag_ai_issue for what turned out wrong; log_code_metrics for changed Python functions.
    - A small task is two calls: start, then end_ai_session with prompt, response_summary, \
    effectiveness_rating of the last exchange.

    Ids outlive restarts; get_active_sessions lists running sessions. Be honest, stay in the \
    background: do not ask for ratings, and go on when a call fails.
    """
}

extension ToolAnswer {
  /// Adds what else the caller should hear: a broken file was set aside.
  mutating func add(notices: [String]) {
    guard !notices.isEmpty else { return }
    text += notices.map { "⚠️ \($0)\n" }.joined()
    fields.append(.init("notices", .array(notices.map { .string($0) })))
  }

  /// The sessions that a writing call changed.
  var touchedSessions: [SessionID] {
    let closed = JSONValue.object(fields)["auto_closed_sessions"]?.elements ?? []
    let own = JSONValue.object(fields)["session_id"]
    return (closed + [own].compactMap { $0 }).compactMap(\.text).map { SessionID($0) }
  }
}
