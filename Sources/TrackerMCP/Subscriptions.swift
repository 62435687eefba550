import JSON
import TrackerCore

/// The subscriptions of one pipe, in both fashions: legacy ones by URI, modern streams with an id.
struct Subscriptions {
  private var uris: [String] = []
  private var streams: [Stream] = []

  /// A request that stays open and is told of changes.
  private struct Stream {
    let id: RequestID
    let uris: [String]
  }

  var isEmpty: Bool { uris.isEmpty && streams.isEmpty }

  mutating func subscribe(to uri: String) {
    if !uris.contains(where: { $0 == uri }) { uris.append(uri) }
  }

  mutating func unsubscribe(from uri: String) { uris.removeAll { $0 == uri } }

  /// Opens a stream; returns the acknowledgement, which is the first message of it and names what
  /// it will tell.
  mutating func open(_ id: RequestID, filter: JSONValue) throws(RPCError) -> JSONValue {
    guard let members = filter.members else {
      throw RPCError(.invalidParams, "notifications must be an object")
    }
    var honoured: [JSONValue.Member] = []
    var uris: [String] = []
    if let wanted = members.last(where: { $0.name == "resourceSubscriptions" })?.value,
      !wanted.isNull
    {
      guard let elements = wanted.elements, elements.allSatisfy({ $0.text != nil }) else {
        throw RPCError(.invalidParams, "notifications.resourceSubscriptions must be a list of URIs")
      }
      uris = elements.compactMap(\.text).filter { Resource.at($0) != nil }
      honoured.append(.init("resourceSubscriptions", .array(uris.map { .string($0) })))
    }
    for name in ["toolsListChanged", "promptsListChanged", "resourcesListChanged"] {
      if let value = members.last(where: { $0.name == name })?.value, !value.isNull,
        value.bool == nil
      {
        throw RPCError(.invalidParams, "notifications.\(name) must be true or false")
      }
    }
    streams.append(Stream(id: id, uris: uris))
    return Reply.notification(
      "notifications/subscriptions/acknowledged",
      [.init("_meta", tag(id)), .init("notifications", .object(honoured))])
  }

  /// Ends the stream of a request; nothing is said of it any more. Unknown ids are ignored.
  mutating func cancel(_ id: RequestID) { streams.removeAll { $0.id == id } }

  /// Ends every stream; returns their ids and what their last results say.
  mutating func closeAll() -> [(id: RequestID, result: [JSONValue.Member])] {
    defer { streams = [] }
    return streams.map { ($0.id, [.init("_meta", tag($0.id))]) }
  }

  /// What to tell after the history changed; `session` nil means that nobody knows which sessions
  /// did.
  func updates(sessions: [SessionID]?) -> [JSONValue] {
    func isChanged(_ uri: String) -> Bool {
      guard let id = SessionResource.id(in: uri) else { return true }
      return sessions?.contains(id) ?? true
    }
    let method = "notifications/resources/updated"
    return uris.filter(isChanged).map { Reply.notification(method, [.init("uri", .string($0))]) }
      + streams.flatMap { stream in
        stream.uris.filter(isChanged).map {
          Reply.notification(method, [.init("_meta", tag(stream.id)), .init("uri", .string($0))])
        }
      }
  }

  private func tag(_ id: RequestID) -> JSONValue {
    .object([.init(Envelope.subscriptionID, id.json)])
  }
}
