// Records as they are stored, byte for byte, put together as one JSON document. It refuses to decode and to re-encode.

internal import JSON

/// Which records, in which order.
public enum RecordSelection: Sendable, Equatable {
  case sessions([SessionID])
  /// Interactions of one session, by their places among that session's, from 0 in file order.
  case interactions(SessionID, places: [Int])
  case issues([ShownIssue])
  /// Interactions of any sessions.
  case listed([InteractionPlace])
}

extension SessionService {
  /// The records as a document of the form of their file: an object by id for sessions, an array otherwise. What is no
  /// longer there is left out. Creates nothing.
  public func document(of selection: RecordSelection) throws(TrackerError) -> [UInt8] {
    switch selection {
    case .sessions(let ids):
      let stored = try storage.sessionRecords()
      let entries = ids.compactMap { id in
        stored[id].map { JSONWriter.compact(.string(id.text), text: .ascii) + [0x3A, 0x20] + $0 }
      }
      return JSONDocument.text(entries, open: "{", close: "}")
    case .interactions(let id, let places):
      let stored = try storage.interactionRecords(of: id)
      let entries = places.compactMap { stored.indices.contains($0) ? stored[$0] : nil }
      return JSONDocument.text(entries, open: "[", close: "]")
    case .listed(let places):
      let stored = try storage.interactionRecords(at: Set(places))
      return JSONDocument.text(places.compactMap { stored[$0] }, open: "[", close: "]")
    case .issues(let shown):
      let stored = Dictionary(grouping: try storage.issueRecords(), by: \.issue.sessionID)
      let entries = shown.compactMap { shown -> [UInt8]? in
        let equal = (stored[shown.issue.sessionID] ?? []).filter { $0.issue == shown.issue }
        return equal.indices.contains(shown.ordinal) ? equal[shown.ordinal].bytes : nil
      }
      return JSONDocument.text(entries, open: "[", close: "]")
    }
  }
}

extension StorageManager {
  /// The stored objects of sessions, to the byte.
  func sessionRecords() throws(TrackerError) -> [SessionID: [UInt8]] {
    var found: [SessionID: [UInt8]] = [:]
    try read(sessions, restart: { found = [:] }) { element in
      guard let key = element.name?.text, element.value.kind == .object else { return }
      found[SessionID(key)] = Array(element.value.bytes)
    }
    return found
  }

  /// The stored objects of a session's interactions in file order, to the byte.
  func interactionRecords(of session: SessionID) throws(TrackerError) -> [[UInt8]] {
    var found: [[UInt8]] = []
    try read(interactions, restart: { found = [] }) { element in
      guard let id = element.value["session_id"], id.isSameID(as: session) else { return }
      found.append(Array(element.value.bytes))
    }
    return found
  }

  /// The stored objects of these interactions, to the byte.
  func interactionRecords(
    at places: Set<InteractionPlace>
  ) throws(TrackerError) -> [InteractionPlace: [UInt8]] {
    var found: [InteractionPlace: [UInt8]] = [:]
    var counts: [SessionID: Int] = [:]
    let restart = {
      found = [:]
      counts = [:]
    }
    try read(interactions, restart: restart) { element in
      guard element.value.kind == .object, let text = element.value["session_id"]?.text else {
        return
      }
      let place = InteractionPlace(
        session: SessionID(text), ordinal: counts[SessionID(text), default: 0])
      counts[place.session] = place.ordinal + 1
      if places.contains(place) { found[place] = Array(element.value.bytes) }
    }
    return found
  }

  /// The issues in file order, with their stored objects.
  func issueRecords() throws(TrackerError) -> [(issue: Issue, bytes: [UInt8])] {
    var found: [(issue: Issue, bytes: [UInt8])] = []
    try read(issues, restart: { found = [] }) { element in
      guard element.value.kind == .object else { return }
      let issue = Issue(object: element.value)
      found.append((issue, Array(element.value.bytes)))
    }
    return found
  }
}

private enum JSONDocument {
  /// Entries between brackets, a line each or more, laid out as in the data files, and a newline.
  static func text(_ entries: [[UInt8]], open: String, close: String) -> [UInt8] {
    guard !entries.isEmpty else { return Array((open + close + "\n").utf8) }
    return Array((open + "\n  ").utf8) + Array(entries.joined(separator: Array(",\n  ".utf8)))
      + Array(("\n" + close + "\n").utf8)
  }
}
