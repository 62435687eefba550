// Tools are called, and the end of a pipe is dealt with: at once, or in their turn when another process
// holds the ledger's lock. A tool knows nothing of that.

import JSON
import TrackerCore

extension SessionTrackerServer {
  /// Nil when the answer comes later: other writing calls wait before this one, or the lock is held.
  func callTool(_ request: Request, _ era: ProtocolEra) throws(RPCError) -> [JSONValue.Member]? {
    let name = try request.text("name")
    let arguments = request["arguments"] ?? .object([])
    guard arguments.members != nil else {
      throw RPCError(.invalidParams, "arguments must be an object")
    }
    guard let tool = (Tool.all + Tool.requests).first(where: { $0.name == name }) else {
      throw RPCError(era.unknownToolCode, "Unknown tool: \(name.clippedForEcho)")
    }
    let client = era.isModern ? Envelope.clientName(in: request.params) : service.client
    if tool.effect == .reads || lockQueue.isEmpty {
      let isLast = lockPatienceMilliseconds <= 0
      if let result = try result(of: tool, arguments, era, client, isLast: isLast) { return result }
    }
    let batch = batch
    batch?.expect()
    let settle = { [unowned self] (reply: JSONValue?) in deliver(reply, in: batch) }
    lockQueue.wait(
      request.id, within: lockPatienceMilliseconds, whenCancelled: { settle(nil) }
    ) { [unowned self] isLast in
      do throws(RPCError) {
        guard let result = try result(of: tool, arguments, era, client, isLast: isLast) else {
          return false
        }
        settle(Reply.result(dressed(result, .unsaid, era), id: request.id))
      } catch {
        settle(Reply.error(error, id: request.id.json))
      }
      return true
    }
    return nil
  }

  /// What a tool answers; nil when another process holds the lock and this is not the last attempt.
  private func result(
    of tool: Tool, _ arguments: JSONValue, _ era: ProtocolEra, _ client: String?, isLast: Bool
  ) throws(RPCError) -> [JSONValue.Member]? {
    let service = era.isModern ? modernService : service
    service.client = client
    do throws(TrackerError) {
      var answer = try tool.call(service, arguments, era.outOfRange)
      answer.add(notices: service.takeNotices())
      if tool.effect != Tool.Effect.reads {
        // What touches no session is in no resource.
        let touched = answer.touchedSessions
        if !touched.isEmpty { subscriptions.updates(sessions: touched).forEach(post) }
        if hasSubscriptions { noteToldGeneration() }
      }
      return era.result(answer)
    } catch .locked where !isLast {
      return nil
    } catch {
      return try era.result(ToolFailure(error, of: tool))
    }
  }

  /// Writes a reply that was waited for, by itself or with the others of its array.
  private func deliver(_ reply: JSONValue?, in batch: BatchReply?) {
    guard let batch else {
      if let reply { post(reply) }
      return
    }
    batch.settle(reply)
    if batch.isComplete, !batch.replies.isEmpty { post(.array(batch.replies)) }
  }

  // MARK: - What waits

  /// Whether something waits for another process to let go of the ledger: `retry` it soon.
  package var isWaiting: Bool { !lockQueue.isEmpty }

  /// Does what can be done by now of what waits. Afterwards `takeNotifications` may have answers.
  package func retry() { lockQueue.retry(isLocked: service.isLocked) }

  /// The client will say no more: streams get their last result, and the sessions that this pipe
  /// started are closed. Nothing waits for longer than `milliseconds` (nil: than calls do).
  package func finish(within milliseconds: Int64? = nil) {
    for (id, result) in subscriptions.closeAll() {
      post(Reply.result(dressed(result, .unsaid, .july2026), id: id))
    }
    let patience = min(milliseconds ?? .max, lockPatienceMilliseconds)
    lockQueue.hurry(within: patience)
    if !lockQueue.isEmpty || !closeSessions(isLast: patience <= 0) {
      lockQueue.wait(within: patience) { [unowned self] in closeSessions(isLast: $0) }
    }
  }

  /// Whether there is nothing left to close, or no time.
  private func closeSessions(isLast: Bool) -> Bool {
    do throws(TrackerError) {
      _ = try service.closeStartedSessions()
    } catch .locked where !isLast {
      return false
    } catch {
      service.environment.log("Sessions were left running. \(error.message)")
    }
    return true
  }

  /// Lets nothing that waits do so for longer than that from now.
  package func hurry(within milliseconds: Int64) { lockQueue.hurry(within: milliseconds) }
}
