import JSON

/// A revision of the protocol and what it knows, oldest first; `bare` is a request without handshake and envelope, served as
/// the first. Requests are told apart and results dressed here and nowhere else.
package enum ProtocolEra: Comparable, CaseIterable {
  case bare
  case november2024
  case march2025
  case june2025
  case november2025
  /// No handshake: every request describes itself in `params._meta`.
  case july2026

  /// The revision's name in messages.
  package var version: String {
    switch self {
    case .bare, .november2024: "2024-11-05"
    case .march2025: "2025-03-26"
    case .june2025: "2025-06-18"
    case .november2025: "2025-11-25"
    case .july2026: "2026-07-28"
    }
  }

  /// The revisions that begin with `initialize`, newest first.
  static let handshakes = allCases.filter { $0 > .bare && $0 < .july2026 }.reversed()

  /// All revisions, newest first.
  static let versions = [july2026.version] + handshakes.map(\.version)

  /// What `initialize` is answered with: the revision asked for, else our newest with a handshake.
  /// Never `july2026`, at which clients would stop.
  static func offered(for version: String) -> ProtocolEra {
    handshakes.first { $0.version.utf8.elementsEqual(version.utf8) } ?? .november2025
  }

  // MARK: - What each revision wants

  var isModern: Bool { self >= .july2026 }
  /// Only one revision ever had them.
  var acceptsBatches: Bool { self == .march2025 }
  /// Whether a method of the given lifetime exists.
  func serves(_ lifetime: Method.Lifetime) -> Bool {
    switch lifetime {
    case .always: true
    case .untilModern: !isModern
    case .sinceModern: isModern
    }
  }
  /// Ratings and shares beyond their range were clamped by the reference; newer clients want to be
  /// told.
  var outOfRange: OutOfRange { self < .november2025 ? .clamped : .refused }
  /// The reference's code for an unknown tool is kept wherever its clients can look; the newest
  /// revision has another.
  var unknownToolCode: RPCError.Code { isModern ? .invalidParams : .methodNotFound }
  /// The id of an error when the request's id could not be read: nil leaves it out.
  var unknownID: JSONValue? { self < .november2025 ? .some(.null) : nil }

  /// A resource that is not there.
  func missingResource(_ uri: String) -> RPCError {
    let message = "Resource not found: \(uri.clippedForEcho)"
    return RPCError(
      isModern ? .invalidParams : .resourceNotFound, message,
      data: ["uri": .string(uri.clippedForEcho)])
  }

  // MARK: - What each revision is shown

  /// Things whose members were not all there from the beginning.
  enum Described { case tool, resource, prompt, promptArgument, serverInfo, capabilities }

  /// The revision that introduced a member; those not named here were always there.
  private static func introduction(of member: String, in described: Described) -> ProtocolEra {
    switch (described, member) {
    case (.tool, "annotations"), (.capabilities, "completions"): .march2025
    case (.tool, "outputSchema"): .june2025
    case (.serverInfo, "description"): .november2025
    case (_, "title"): .june2025
    default: .bare
    }
  }

  /// The members that this revision knows.
  func known(_ members: [JSONValue.Member], of described: Described) -> JSONValue {
    .object(members.filter { ProtocolEra.introduction(of: $0.name, in: described) <= self })
  }

  /// What this revision shows of a tool. Its title stands among the hints only where there is no other place for it.
  func known(_ tool: Tool) -> JSONValue {
    let hasTitle = ProtocolEra.introduction(of: "title", in: .tool) <= self
    return known(tool.members(titleInAnnotations: !hasTitle), of: .tool)
  }

  /// A tool's answer as a result: the text for people first, then the same as data where the
  /// revision has a place for it. Without a handshake the reference's own members stand beside it.
  func result(_ answer: ToolAnswer) -> [JSONValue.Member] {
    let texts = [answer.text, answer.furtherText].compactMap(\.self).map(textBlock)
    guard self >= .june2025 else {
      let extra = answer.fields.filter { self == .bare && answer.seedFields.contains($0.name) }
      return [.init("content", .array(texts))] + extra
    }
    let fields = JSONValue.object(answer.fields)
    var blocks = texts
    if answer.repeatsFields {
      blocks.append(textBlock(String(decoding: JSONWriter.compact(fields), as: UTF8.self)))
    }
    return [.init("content", .array(blocks)), .init("structuredContent", fields)]
  }

  /// A tool's failure: an error of the protocol, or (what the caller can mend, from November 2025
  /// on) a result that the model gets to read.
  func result(_ failure: ToolFailure) throws(RPCError) -> [JSONValue.Member] {
    if failure.isCallersFault, self >= .november2025 {
      return [.init("content", [textBlock(failure.sentences)]), .init("isError", true)]
    }
    let code = failure.isCallersFault ? RPCError.Code.invalidParams : .internalError
    // The first revision's clients may compare the reference's words.
    guard self > .november2024 else {
      throw RPCError(code, failure.message, data: ["remedy": .string(failure.remedy)])
    }
    throw RPCError(code, failure.sentences)
  }

  private func textBlock(_ text: String) -> JSONValue { ["type": "text", "text": .string(text)] }

  /// How long a result may be kept.
  enum Freshness: Sendable {
    /// Nothing is said of it.
    case unsaid
    /// The same for everybody as long as this build runs.
    case constant
    /// The same as long as this server runs; another folder's server may say something else.
    case constantHere
    /// Somebody's data, true at this moment.
    case momentary
  }

  /// A result with the members that each result of this revision has.
  func dress(
    _ members: [JSONValue.Member], _ freshness: Freshness, serverInfo: [JSONValue.Member]
  ) -> JSONValue {
    guard isModern else { return JSONValue.object(members).withFiniteNumbers }
    var dressed = members + [.init("resultType", "complete")]
    switch freshness {
    case .unsaid: break
    case .constant: dressed += [.init("ttlMs", 300_000), .init("cacheScope", "public")]
    case .constantHere: dressed += [.init("ttlMs", 300_000), .init("cacheScope", "private")]
    case .momentary: dressed += [.init("ttlMs", 0), .init("cacheScope", "private")]
    }
    let info = JSONValue.Member(Envelope.serverInfo, known(serverInfo, of: .serverInfo))
    let meta = JSONValue.object(members).metaMembers + [info]
    dressed.removeAll { $0.name == "_meta" }
    dressed.append(.init("_meta", .object(meta)))
    return JSONValue.object(dressed).withFiniteNumbers
  }
}

extension JSONValue {
  fileprivate var metaMembers: [Member] { self["_meta"]?.members ?? [] }
}

/// The reserved names in `_meta` by which a request describes itself (2026-07-28).
enum Envelope {
  static let protocolVersion = "io.modelcontextprotocol/protocolVersion"
  static let clientCapabilities = "io.modelcontextprotocol/clientCapabilities"
  static let clientInfo = "io.modelcontextprotocol/clientInfo"
  static let serverInfo = "io.modelcontextprotocol/serverInfo"
  static let subscriptionID = "io.modelcontextprotocol/subscriptionId"

  /// Whether `params` carry one of them; earlier clients never do.
  static func isPresent(in params: JSONValue) -> Bool {
    guard let meta = params["_meta"] else { return false }
    return meta[protocolVersion] != nil || meta[clientCapabilities] != nil
  }

  /// What the program calls itself that sent the request; nil when it does not.
  static func clientName(in params: JSONValue) -> String? {
    params["_meta"]?[clientInfo]?["name"]?.text
  }

  /// Throws what is wrong with the envelope, in the order in which it is told.
  static func check(_ params: JSONValue) throws(RPCError) {
    guard let meta = params["_meta"], meta.members != nil else {
      throw RPCError(.invalidParams, "params._meta must be an object")
    }
    guard let version = meta[protocolVersion]?.text else {
      throw RPCError(.invalidParams, "params._meta must hold the text \(protocolVersion)")
    }
    guard meta[clientCapabilities]?.members != nil else {
      throw RPCError(.invalidParams, "params._meta must hold the object \(clientCapabilities)")
    }
    guard version.utf8.elementsEqual(ProtocolEra.july2026.version.utf8) else {
      // Who asks for a revision with a handshake must not be told to ask for it again this way.
      let isHandshake = ProtocolEra.handshakes.contains { $0.version == version }
      let supported = isHandshake ? [ProtocolEra.july2026.version] : ProtocolEra.versions
      throw RPCError(
        .unsupportedProtocolVersion, "Unsupported protocol version",
        data: [
          "supported": .array(supported.map { .string($0) }),
          "requested": .string(version),
        ])
    }
  }
}

/// What one pipe has agreed on so far. The revision belongs to the request, not to the pipe: both
/// kinds may alternate.
package struct Conversation {
  /// Nil until a handshake.
  private(set) var negotiated: ProtocolEra?
  private var hasCarriedModern = false

  package init() {}

  /// The revision for what has no request: unreadable lines and batches.
  package var eraOfPipe: ProtocolEra {
    negotiated ?? (hasCarriedModern ? .july2026 : .bare)
  }

  /// The revision that a request is to be served by. Throws what is wrong with its envelope.
  mutating func era(of request: Request) throws(RPCError) -> ProtocolEra {
    let isSelfDescribing = Envelope.isPresent(in: request.params)
    if isSelfDescribing { hasCarriedModern = true }
    let isModernMethod = Method.all.contains {
      $0.lifetime == Method.Lifetime.sinceModern && $0.name == request.method
    }
    if isSelfDescribing || isModernMethod {
      try Envelope.check(request.params)
      return .july2026
    }
    if request.method == Method.initialize { return negotiated ?? .bare }
    if let negotiated { return negotiated }
    if hasCarriedModern {
      throw RPCError(
        .invalidParams,
        "params._meta must hold \(Envelope.protocolVersion) and \(Envelope.clientCapabilities), "
          + "or send initialize first")
    }
    return .bare
  }

  /// Agrees on a revision; a second handshake renegotiates.
  mutating func shakeHands(for version: String) -> ProtocolEra {
    let era = ProtocolEra.offered(for: version)
    negotiated = era
    return era
  }
}
