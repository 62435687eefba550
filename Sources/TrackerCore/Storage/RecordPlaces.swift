internal import JSON
internal import Platform

/// Where the records of each session stand, noted while a history is read: one session is then looked at without reading
/// all again. Empty until then.
public struct RecordPlaces: Sendable {
  /// The version of `sessions.json` that this is about; nil when nothing is known of it.
  var sessionsVersion: FileIdentity?
  /// Where the session's values stand.
  var sessions = SessionPlaces()
  var interactions = RecordRuns()
  var issues = RecordRuns()

  public init() {}
}

/// Where the records of each session stand in one list.
struct RecordRuns: Sendable {
  /// The version of the file that this is about; nil when nothing is known of it.
  private(set) var version: FileIdentity?
  /// The sessions that records name.
  var sessions = SessionIndex()
  private var runs: [Run] = []
  /// The last run of each session, by its number.
  private var lastRuns: [Int32] = []
  /// The session of the last run.
  private var lastSession = -1
  /// Whether a record or the number of records is beyond what is noted.
  private var isTooLong = false

  /// Records of one session that follow one another, from the first byte of the first to the end of the last.
  private struct Run {
    var start: Int
    var length: UInt32
    /// The session's run before this one; -1 for none.
    var previous: Int32
  }

  mutating func note(_ id: SessionID, at range: Range<Int>) {
    note(session: sessions.number(adding: id), at: range)
  }

  /// Notes a record of the session with this number, the next new one if it is new.
  mutating func note(session: Int, at range: Range<Int>) {
    if session == lastSession, let last = runs.last,
      let length = UInt32(exactly: range.upperBound - last.start)
    {
      runs[runs.count - 1].length = length
      return
    }
    guard let length = UInt32(exactly: range.count), let number = Int32(exactly: runs.count) else {
      isTooLong = true
      return
    }
    while session >= lastRuns.count { lastRuns.append(-1) }
    runs.append(Run(start: range.lowerBound, length: length, previous: lastRuns[session]))
    lastRuns[session] = number
    lastSession = session
  }

  mutating func believe(_ version: FileIdentity?) { self.version = isTooLong ? nil : version }

  /// Where a session's records stand, in file order; some without a session may stand between them.
  func places(of id: SessionID) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    let session = sessions.number(of: id) ?? lastRuns.count
    var number = session < lastRuns.count ? lastRuns[session] : -1
    while number >= 0 {
      let run = runs[Int(number)]
      ranges.append(run.start..<(run.start + Int(run.length)))
      number = run.previous
    }
    return ranges.reversed()
  }
}

extension JSONFile {
  /// What `record` makes of a session's records at their noted places, in file order; nil when the file has another
  /// version by now.
  func records<Found>(
    of id: SessionID, at runs: RecordRuns, _ record: (JSONSlice) -> Found?
  ) throws -> [Found]? {
    guard let version = runs.version,
      let pieces = try bytes(in: runs.places(of: id), ofVersion: version)
    else { return nil }
    var found: [Found] = []
    for piece in pieces {
      let list = [UInt8(ascii: "[")] + piece + [UInt8(ascii: "]")]
      try JSONReader.withSlice(of: list) { list in
        list.forEachElement { element in
          if let one = record(element) { found.append(one) }
        }
      }
    }
    return found
  }

  /// The bytes of these ranges; nil when the path names another version of the file.
  func bytes(
    in ranges: [Range<Int>], ofVersion version: FileIdentity
  ) throws(SystemError) -> [[UInt8]]? {
    guard let reader = try files.open(path, links: .refuse), try reader.identity() == version else {
      return nil
    }
    var pieces: [[UInt8]] = []
    for range in ranges { pieces.append(try reader.bytes(in: range)) }
    return try reader.identity().hasSameBytes(as: version) ? pieces : nil
  }
}

extension Interaction {
  /// A stored interaction of this session, or of any when none is named; nil for any other record.
  init?(of session: SessionID?, _ record: JSONSlice) {
    guard record.kind == .object else { return nil }
    if let session {
      guard let id = record["session_id"], id.isSameID(as: session) else { return nil }
    }
    self.init(object: record)
  }
}

extension Issue {
  /// A stored issue of this session, or of any when none is named; nil for any other record. One that names no session
  /// belongs to the empty id.
  init?(of session: SessionID?, _ record: JSONSlice) {
    guard record.kind == .object else { return nil }
    if let session, SessionID(record["session_id"]?.text ?? "") != session { return nil }
    self.init(object: record)
  }
}
