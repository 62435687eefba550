// Several ledgers as one set of records: each once, whichever copies of it there are. The first pass notes where the newest
// copy of each stands, so that memory does not grow with what the records say.

internal import JSON
internal import Platform

/// A record of which copies may lie in several ledgers.
struct UnionRecord {
  var key: RecordKey
  var session: RecordKey
  var place: StoredPlace
  fileprivate var digest: UInt64
  fileprivate var revision: Int32
  fileprivate var isDone: Bool?

  var version: RecordVersion {
    RecordVersion(revision: revision, isDone: isDone, digest: digest)
  }
}

/// Where a record stands.
struct StoredPlace {
  var start: Int
  var count: Int32
  /// Which ledger, by its place in the list.
  var source: Int32
}

/// A session of which copies may lie in several ledgers.
struct UnionSession {
  var key: RecordKey
  var id: SessionID
  var version: RecordVersion
  var place: StoredPlace
  /// Its interactions in the ledger that it stands in.
  var counted = 0
  /// Its start, its end and its last interaction, whichever is latest.
  var lastSeen: Int64
}

/// The code metrics of a session: the longest list of all copies, as a whole.
struct UnionMetrics {
  var session: RecordKey
  /// Its revision is how long the list is.
  var version: RecordVersion
  var place: StoredPlace
}

/// A ledger among others.
package struct UnionSource {
  /// What it is called in rows.
  package let name: String
  let storage: StorageManager

  package init(name: String, _ storage: StorageManager) {
    (self.name, self.storage) = (name, storage)
  }
}

/// The union of some ledgers.
struct LedgerUnion {
  let sources: [UnionSource]
  private(set) var sessions: [UnionSession] = []
  private(set) var interactions: [UnionRecord] = []
  private(set) var issues: [UnionRecord] = []
  private(set) var metrics: [UnionMetrics] = []
  /// The ledgers of which some file could not be read, by their places in the list.
  private(set) var incomplete: Set<Int32> = []
  private let files = OpenFiles()
  private var placeOfKey: [RecordKey: Int] = [:]
  private var metricsOfKey: [RecordKey: Int] = [:]
  /// Of each ledger the key of each id, and of all of them the first ledger's.
  private var keys: [[SessionID: RecordKey]]
  private var keyAnywhere: [SessionID: RecordKey] = [:]

  /// Reads all of them once. A file that cannot be read is noted; the rest counts.
  init(of sources: [UnionSource]) throws(TrackerError) {
    self.sources = sources
    keys = Array(repeating: [:], count: sources.count)
    for source in sources.indices { try readSessions(Int32(source)) }
    var (interactions, issues): ([UnionRecord], [UnionRecord]) = ([], [])
    for source in sources.indices {
      try read(.interactions, Int32(source), into: &interactions)
      try read(.issues, Int32(source), into: &issues)
    }
    (placeOfKey, metricsOfKey, keyAnywhere) = ([:], [:], [:])
    keys = []
    sessions.sort { $0.key < $1.key }
    metrics.sort { $0.session < $1.session }
    try unite(&interactions, .interactions)
    try unite(&issues, .issues)
    (self.interactions, self.issues) = (interactions, issues)
  }

  /// The bytes of a record, as they were when it was noted, at the beginning of `buffer`, which grows where it must.
  func read(
    _ place: StoredPlace, in file: DataFile, into buffer: inout [UInt8]
  ) throws(TrackerError) {
    let stored = sources[Int(place.source)].storage.file(file)
    let count = Int(place.count)
    if buffer.count < count { buffer = [UInt8](repeating: 0, count: 2 * count) }
    do throws(SystemError) {
      if let reader = try files.reader(of: stored),
        try reader.read(into: &buffer, count: count, at: place.start) == count
      {
        return
      }
    } catch {
      throw .storage(path: stored.path, reason: error.reason)
    }
    throw .storage(path: stored.path, reason: "it was changed while it was read")
  }

  /// Keeps only what belongs to sessions that were seen since then.
  mutating func restrict(since: Int64) {
    sessions.removeAll { $0.lastSeen < since }
    let kept = Set(sessions.map(\.key))
    interactions.removeAll { !kept.contains($0.session) }
    issues.removeAll { !kept.contains($0.session) }
    metrics.removeAll { !kept.contains($0.session) }
  }
}

extension LedgerUnion {
  /// How often a file is read that another program changes meanwhile.
  private static let mostReadings = 3

  /// Streams a file and remembers the version that was read.
  private mutating func stream(
    _ file: DataFile, _ source: Int32, restart: () -> Void, _ body: (JSONElement) -> Void
  ) throws(TrackerError) {
    let storage = sources[Int(source)].storage
    let stored = storage.file(file)
    for _ in 0..<LedgerUnion.mostReadings {
      let (unusable, version) = try storage.readIfPossible(stored, restart: restart, body)
      if unusable != nil { incomplete.insert(source) }
      guard let version else { return }
      if try storage.storage(stored.path, { try files.hold(stored, in: version) }) { return }
    }
    throw .storage(path: stored.path, reason: "it was changed at every look")
  }

  private mutating func readSessions(_ source: Int32) throws(TrackerError) {
    var found: [(session: UnionSession, metrics: UnionMetrics?)] = []
    let name = sources[Int(source)].name
    try stream(.sessions, source, restart: { found = [] }) { element in
      guard let text = element.name?.text, element.value.kind == .object else { return }
      let record = element.value
      let id = SessionID(text)
      func time(_ member: JSONSlice?) -> Int64? {
        member.flatMap { StoredTime(json: $0)?.instant?.microseconds }
      }
      let end = time(record["end_time"])
      let version = RecordVersion(
        revision: Int32(clamping: record["revision"]?.integer ?? 0),
        isDone: record["status"]?.text == Session.completed,
        progress: (end ?? 0, Int64(record["total_interactions"]?.integer ?? 0)),
        digest: RecordDigest(record, name).value)
      let session = UnionSession(
        key: .session(id, start: record["start_time"]), id: id, version: version,
        place: StoredPlace(element, source),
        lastSeen: max(time(record["start_time"]) ?? .min, end ?? .min))
      found.append((session, UnionMetrics(of: session, record["code_metrics"])))
    }
    for (session, metrics) in found { add(session, metrics) }
  }

  private mutating func add(_ session: UnionSession, _ metrics: UnionMetrics?) {
    keys[Int(session.place.source)][session.id] = session.key
    if keyAnywhere[session.id] == nil { keyAnywhere[session.id] = session.key }
    if let place = placeOfKey[session.key] {
      if sessions[place].version < session.version { sessions[place] = session }
    } else {
      placeOfKey[session.key] = sessions.count
      sessions.append(session)
    }
    guard let metrics else { return }
    if let place = metricsOfKey[session.key] {
      if self.metrics[place].version < metrics.version { self.metrics[place] = metrics }
    } else {
      metricsOfKey[session.key] = self.metrics.count
      self.metrics.append(metrics)
    }
  }

  private mutating func read(
    _ file: DataFile, _ source: Int32, into records: inout [UnionRecord]
  ) throws(TrackerError) {
    let former = records.count
    var seen: [RecordKey: (count: Int, last: Int64)] = [:]
    let restart = {
      records.removeSubrange(former...)
      seen = [:]
    }
    let (keys, anywhere) = (keys[Int(source)], keyAnywhere)
    try stream(file, source, restart: restart) { element in
      guard element.value.kind == .object else { return }
      let record = element.value
      // An interaction or issue belongs to its own ledger's session, else to that of any other, else to one that is not known.
      let id = SessionID(record["session_id"]?.text ?? "")
      let session = keys[id] ?? anywhere[id] ?? .session(id, start: nil)
      records.append(
        UnionRecord(
          key: file.key(of: record, session, twin: 1), session: session,
          place: StoredPlace(element, source), digest: RecordDigest(record).value,
          revision: Int32(clamping: record["revision"]?.integer ?? 0),
          isDone: file == .issues ? record["resolved"]?.bool ?? false : nil))
      guard file == .interactions else { return }
      let time = record["timestamp"].flatMap { StoredTime(json: $0)?.instant?.microseconds }
      let before = seen[session] ?? (0, .min)
      seen[session] = (before.count + 1, max(before.last, time ?? .min))
    }
    for (key, seen) in seen {
      guard let place = placeOfKey[key] else { continue }
      sessions[place].lastSeen = max(sessions[place].lastSeen, seen.last)
      if sessions[place].place.source == source { sessions[place].counted = seen.count }
    }
  }

  /// Leaves each record once, in the order of keys. Twins in one file are numbered.
  private func unite(_ records: inout [UnionRecord], _ file: DataFile) throws(TrackerError) {
    records.sort { $0.comesBefore($1) }
    var (former, twin, hasTwins) = (records.first, 1, false)
    var buffer: [UInt8] = []
    for index in records.indices.dropFirst() {
      let record = records[index]
      twin =
        former?.key == record.key && former?.place.source == record.place.source ? twin + 1 : 1
      former = record
      guard twin > 1 else { continue }
      hasTwins = true
      try read(record.place, in: file, into: &buffer)
      do {
        records[index].key = try JSONRecords().withSlice(
          of: buffer, count: Int(record.place.count)
        ) { file.key(of: $0, record.session, twin: twin) }
      } catch {
        throw .storage(
          path: sources[Int(record.place.source)].storage.file(file).path,
          reason: "it was changed while it was read")
      }
    }
    if hasTwins { records.sort { $0.comesBefore($1) } }
    var kept = 0
    for index in records.indices {
      if kept > 0, records[kept - 1].key == records[index].key {
        if records[kept - 1].version < records[index].version {
          records[kept - 1] = records[index]
        }
      } else {
        records[kept] = records[index]
        kept += 1
      }
    }
    records.removeSubrange(kept...)
  }
}

extension UnionMetrics {
  /// Nil for an empty list, and for what is none.
  fileprivate init?(of session: UnionSession, _ list: JSONSlice?) {
    var count = 0
    list?.forEachElement { _ in count += 1 }
    guard let list, count > 0 else { return nil }
    self.init(
      session: session.key,
      version: RecordVersion(
        revision: Int32(clamping: count), digest: RecordDigest(list).value),
      place: session.place)
  }
}

extension UnionRecord {
  /// By key, then by ledger and place in its file.
  fileprivate func comesBefore(_ other: UnionRecord) -> Bool {
    key != other.key
      ? key < other.key
      : (place.source, place.start) < (other.place.source, other.place.start)
  }
}

extension StoredPlace {
  fileprivate init(_ element: JSONElement, _ source: Int32) {
    self.init(
      start: element.valueOffset, count: Int32(clamping: element.value.bytes.count),
      source: source)
  }
}

extension DataFile {
  fileprivate func key(of record: JSONSlice, _ session: RecordKey, twin: Int) -> RecordKey {
    self == .issues
      ? .record(
        "issue", of: session,
        [record["timestamp"], record["issue_type"], record["description"]], twin: twin)
      : .record(
        "interaction", of: session,
        [record["timestamp"], record["prompt"], record["response_summary"]], twin: twin)
  }
}
