// THE LIST: what a client can read by URI. The list never changes while the server runs; single
// sessions are reached by a template. It refuses paths: an id is a key in the history, never a file
// name.

import JSON
import TrackerCore

/// Something a client can read.
struct Resource: Sendable {
  let uri: String
  let name: String
  let title: String
  let description: String
  let mimeType: String
  let read: @Sendable (SessionService) throws(TrackerError) -> String

  static let all = [
    Resource(
      uri: "ai-sessions://sessions/active", name: "active-sessions", title: "Active AI sessions",
      description: "The sessions that are running now.", mimeType: json
    ) { (service) throws(TrackerError) in
      document(ToolAnswer(try service.activeSessions()).fields)
    },
    Resource(
      uri: "ai-sessions://sessions/recent", name: "recent-sessions", title: "Recent AI sessions",
      description: "The last \(recentCount) sessions, newest first.", mimeType: json
    ) { (service) throws(TrackerError) in
      let newest = try service.history().sessionRows.sorted {
        ($0.start?.microseconds ?? .min) > ($1.start?.microseconds ?? .min)
      }
      return document([
        .init("sessions", SessionRow.columns.documents(newest.prefix(recentCount)))
      ])
    },
    Resource(
      uri: "ai-sessions://report", name: "report", title: "AI session report",
      description: "What all sessions brought: time, cost, ratings, issues.", mimeType: "text/plain"
    ) { (service) throws(TrackerError) in try service.report() },
  ]

  /// The resource under a URI: a listed one, or a session's, which may turn out not to be there;
  /// nil for any other URI.
  static func at(_ uri: String) -> Resource? {
    if let listed = all.first(where: { $0.uri == uri }) { return listed }
    guard let id = SessionResource.id(in: uri) else { return nil }
    return Resource(
      uri: uri, name: id.text, title: id.text, description: "", mimeType: json
    ) { (service) throws(TrackerError) in try SessionResource.read(id, service) }
  }

  private static let json = "application/json"
  private static let recentCount = 50

  /// All that can be said of it; a revision shows the members it knows.
  var members: [JSONValue.Member] {
    [
      .init("uri", .string(uri)), .init("name", .string(name)), .init("title", .string(title)),
      .init("description", .string(description)), .init("mimeType", .string(mimeType)),
    ]
  }

  /// JSON text with long texts clipped and without numbers that JSON does not have.
  fileprivate static func document(_ members: [JSONValue.Member]) -> String {
    let value = JSONValue.object(members).withFiniteNumbers.withClippedTexts
    return String(decoding: JSONWriter.indented(value, text: .utf8), as: UTF8.self)
  }
}

/// One session, by its id.
enum SessionResource {
  static let uriTemplate = prefix + "{session_id}"
  private static let prefix = "ai-sessions://sessions/"

  /// All that can be said of the template.
  static let members: [JSONValue.Member] = [
    .init("uriTemplate", .string(uriTemplate)), .init("name", "session"),
    .init("title", "One AI session"),
    .init("description", "A session with its last interactions and issues."),
    .init("mimeType", "application/json"),
  ]

  /// The id in a URI, percent-decoded once; nil when the URI is no session's.
  static func id(in uri: String) -> SessionID? {
    guard !Resource.all.contains(where: { $0.uri == uri }), uri.hasPrefix(prefix),
      let id = uri.dropFirst(prefix.count).percentDecoded(), !id.isEmpty, id != ".", id != "..",
      !id.unicodeScalars.contains(where: { $0 == "/" || $0.properties.generalCategory == .control })
    else { return nil }
    return SessionID(id)
  }

  /// The session as JSON text.
  static func read(_ id: SessionID, _ service: SessionService) throws(TrackerError) -> String {
    let latest = try service.latest(
      of: id, limit: maximumRecords,
      interaction: { JSONValue.object($0.members).withClippedTexts },
      issue: { JSONValue.object($0.members).withClippedTexts })
    let session = latest.session.members.filter { $0.name != "owner" }.map { member in
      JSONValue.Member(
        member.name, member.value.elements.map { .array($0.suffix(maximumRecords)) } ?? member.value
      )
    }
    return Resource.document([
      .init("session", .object(session)), .init("interactions", .array(latest.interactions)),
      .init("issues", .array(latest.issues)),
    ])
  }

  /// Of each kind only the last so many are given.
  private static let maximumRecords = 100
}

extension JSONValue {
  /// This value with every text clipped, so that a stored megabyte does not travel.
  fileprivate var withClippedTexts: JSONValue {
    switch self {
    case .string(let text): .string(text.clippedForEcho)
    case .array(let elements): .array(elements.map(\.withClippedTexts))
    case .object(let members): .object(members.map { Member($0.name, $0.value.withClippedTexts) })
    default: self
    }
  }
}
