// THE LIST: the methods a client can call, and what each does.

import JSON
import TrackerCore

/// A method of the protocol.
struct Method: Sendable {
  /// In which revisions a method exists.
  enum Lifetime: Sendable { case always, untilModern, sinceModern }

  let name: String
  let lifetime: Lifetime
  private(set) var freshness: @Sendable (SessionTrackerServer) -> ProtocolEra.Freshness
  /// The members of the result; nil when the request stays open.
  let handle:
    @Sendable (SessionTrackerServer, Request, ProtocolEra) throws(RPCError) -> [JSONValue.Member]?

  init(
    _ name: String, _ lifetime: Lifetime = .always, _ freshness: ProtocolEra.Freshness = .unsaid,
    _ handle:
      @escaping @Sendable (SessionTrackerServer, Request, ProtocolEra) throws(RPCError) ->
      [JSONValue.Member]?
  ) {
    self.name = name
    self.lifetime = lifetime
    self.freshness = { _ in freshness }
    self.handle = handle
  }

  /// The same with a freshness that depends on the server.
  private func fresh(
    _ freshness: @escaping @Sendable (SessionTrackerServer) -> ProtocolEra.Freshness
  ) -> Method {
    var copy = self
    copy.freshness = freshness
    return copy
  }

  /// The one method that a batch must not hold.
  static let initialize = "initialize"

  static let all = [
    Method(initialize, .untilModern) { (server, request, _) throws(RPCError) in
      try server.initialize(request)
    },
    Method("server/discover", .sinceModern, .constant) { (server, _, era) in
      [
        .init("supportedVersions", .array(ProtocolEra.versions.map { .string($0) })),
        .init("capabilities", era.known(SessionTrackerServer.capabilities, of: .capabilities)),
        .init("instructions", .string(SessionTrackerServer.instructions)),
      ]
    },
    Method("ping", .untilModern) { (_, _, _) in [] },
    Method("tools/list") { (server, request, era) throws(RPCError) in
      try page("tools", server.listedTools.map { era.known($0) }, request)
    }.fresh { $0.listedTools.count == Tool.all.count ? .constant : .constantHere },
    Method("tools/call") { (server, request, era) throws(RPCError) in
      try server.callTool(request, era)
    },
    Method("resources/list", .always, .constant) { (_, request, era) throws(RPCError) in
      try page("resources", Resource.all.map { era.known($0.members, of: .resource) }, request)
    },
    Method("resources/templates/list", .always, .constant) { (_, request, era) throws(RPCError) in
      try page("resourceTemplates", [era.known(SessionResource.members, of: .resource)], request)
    },
    Method("resources/read", .always, .momentary) { (server, request, era) throws(RPCError) in
      try server.readResource(request.text("uri"), era)
    },
    Method("resources/subscribe", .untilModern) { (server, request, era) throws(RPCError) in
      let uri = try request.text("uri")
      guard Resource.at(uri) != nil else { throw era.missingResource(uri) }
      if !server.hasSubscriptions { server.noteToldGeneration() }
      server.subscriptions.subscribe(to: uri)
      return []
    },
    Method("resources/unsubscribe", .untilModern) { (server, request, _) throws(RPCError) in
      server.subscriptions.unsubscribe(from: try request.text("uri"))
      return []
    },
    Method("subscriptions/listen", .sinceModern) { (server, request, _) throws(RPCError) in
      let filter = request["notifications"] ?? .null
      if !server.hasSubscriptions { server.noteToldGeneration() }
      server.post(try server.subscriptions.open(request.id, filter: filter))
      return nil
    },
    Method("prompts/list", .always, .constant) { (_, request, era) throws(RPCError) in
      try page("prompts", Prompt.all.map { era.known($0.members, of: .prompt) }, request)
    },
    Method("prompts/get") { (_, request, _) throws(RPCError) in
      let name = try request.text("name")
      guard let prompt = Prompt.all.first(where: { $0.name == name }) else {
        throw RPCError(.invalidParams, "Unknown prompt: \(name.clippedForEcho)")
      }
      let messages = try prompt.messages(request["arguments"] ?? .object([]))
      return [.init("description", .string(prompt.description)), .init("messages", messages)]
    },
    Method("completion/complete") { (server, request, _) throws(RPCError) in
      [.init("completion", try Completion.values(for: request, server.service))]
    },
  ]

  /// A list that fits on one page: we give out no cursor, so every cursor is somebody else's.
  private static func page(
    _ name: String, _ elements: [JSONValue], _ request: Request
  ) throws(RPCError) -> [JSONValue.Member] {
    guard request["cursor"] == nil else {
      throw RPCError(.invalidParams, "cursor must be one that this server gave")
    }
    return [.init(name, .array(elements))]
  }
}
