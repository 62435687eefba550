internal import JSON
internal import Platform

/// What a data file turned out to be.
enum FileState: Equatable {
  /// There is none: reading gives nothing, the first write makes it.
  case missing
  /// Nothing but blanks, and nobody is about to fill it: as good as missing.
  case blank(FileIdentity)
  /// Valid JSON of the expected kind.
  case valid(JSONContainer, FileIdentity)
  /// Not usable; the reason names line and column. Never written over before it has been set aside.
  case broken(String, FileIdentity)
  /// Another one at each look: another program is writing it.
  case changing(FileIdentity)

  /// The version that was read; nil when there is none.
  var identity: FileIdentity? {
    switch self {
    case .missing: nil
    case .blank(let identity), .valid(_, let identity), .broken(_, let identity),
      .changing(let identity):
      identity
    }
  }

  /// Bytes that an edit may keep: none of a file that is begun anew.
  var keptSize: Int {
    if case .valid(_, let identity) = self { identity.size } else { 0 }
  }
}

/// A change of one file: the bytes of `ranges` give way to new ones; everything else stays. Ranges are in order and apart.
struct FileEdit {
  var replacements: [(range: Range<Int>, bytes: [UInt8])] = []
}

/// One data file: streamed, set aside when broken, replaced by edited bytes. The only place for speed tricks.
struct JSONFile {
  let which: DataFile
  let directory: String
  let files: any FileSystem

  var name: String { which.name }
  var kind: JSONContainer.Kind { which.kind }
  var path: String { directory + "/" + name }

  /// What version stands there; nil when there is none. A link counts itself: reading it says that it is one.
  func identity() throws(SystemError) -> FileIdentity? {
    try files.identity(of: path, links: .refuse)
  }

  /// A peer that truncates and rewrites is waited for, at most this long (storage promise P5).
  let patience: Patience

  init(_ which: DataFile, directory: String, files: any FileSystem, patience: Patience) {
    (self.which, self.directory, self.files) = (which, directory, files)
    self.patience = patience
  }

  /// A file untouched for this long is not being written by anyone.
  static let calmMilliseconds: Int64 = 2000

  /// Streams the records to `body` through a window. Slices are valid only during the call. When the file turns out to be
  /// empty or half written it is read again from the start, after `restart`, until it is whole or patience is at its end.
  func forEachRecord(
    restart: () -> Void, _ body: (JSONElement) throws -> Void
  ) throws -> FileState {
    while true {
      restart()
      let state = try readOnce(body)
      switch state {
      case .missing, .valid: return state
      case .blank(let identity), .broken(_, let identity), .changing(let identity):
        guard isRecent(identity), patience.wait() else { return state }
      }
    }
  }

  private func isRecent(_ identity: FileIdentity) -> Bool {
    JSONFile.ageMilliseconds(identity.modifiedNanoseconds) < JSONFile.calmMilliseconds
  }

  private func readOnce(_ body: (JSONElement) throws -> Void) throws -> FileState {
    guard let reader = try files.open(path, links: .refuse) else { return .missing }
    let identity = try reader.identity()
    do {
      let container = try JSONReader.forEachElement(read: { try reader.read(into: $0) }) {
        element in
        try body(element)
      }
      let after = try reader.identity()
      guard after.hasSameBytes(as: identity) else { return .changing(after) }
      guard container.kind == kind else { return .broken(wrongKind, identity) }
      return .valid(container, identity)
    } catch JSONElementsError.notAContainer {
      return .broken(wrongKind, identity)
    } catch JSONElementsError.invalid(let offset, let message) {
      if try isBlank(reader) { return .blank(try reader.identity()) }
      let place = try place(of: offset, in: reader)
      let after = try reader.identity()
      guard after.hasSameBytes(as: identity) else { return .changing(after) }
      return .broken("\(place): \(message)", after)
    }
  }

  private static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]

  private func isBlank(_ reader: FileReader) throws -> Bool {
    var isBlank = true
    try forEachWindow(of: reader, below: .max) { bytes in
      isBlank = bytes.allSatisfy(JSONFile.blanks.contains)
      return isBlank
    }
    return isBlank
  }

  /// `line L, column C` of an offset, both from 1.
  private func place(of offset: Int, in reader: FileReader) throws -> String {
    var (line, column) = (1, 1)
    try forEachWindow(of: reader, below: offset) { bytes in
      line += bytes.count { $0 == 0x0A }
      column = bytes.lastIndex(of: 0x0A).map { bytes.endIndex - $0 } ?? column + bytes.count
      return true
    }
    return "line \(line), column \(column)"
  }

  /// Hands over the file from its beginning, below an offset, until `body` has enough.
  private func forEachWindow(
    of reader: FileReader, below end: Int, _ body: (ArraySlice<UInt8>) -> Bool
  ) throws {
    var window = [UInt8](repeating: 0, count: 256 * 1024)
    var offset = 0
    while offset < end {
      let count = try reader.read(
        into: &window, count: min(window.count, end - offset), at: offset)
      guard count > 0, body(window[..<count]) else { return }
      offset += count
    }
  }

  private var wrongKind: String {
    "its top level is not \(kind == .object ? "an object" : "an array")"
  }

  /// The new version that an edit of what was read makes; an edit of a file that is begun anew replaces `0..<0`.
  func replacement(_ edit: FileEdit, of state: FileState) -> FileReplacement {
    var pieces: [FilePiece] = []
    var position = 0
    for (range, bytes) in edit.replacements {
      pieces.append(.range(position..<range.lowerBound))
      pieces.append(.bytes(bytes))
      position = range.upperBound
    }
    pieces.append(.range(position..<state.keptSize))
    return FileReplacement(path: path, pieces: pieces, basis: state.identity)
  }

  /// Copies a broken file beside itself, under a name that says when. Returns the copy's path.
  func setAside(at time: Timestamp) throws -> String {
    try files.keepCopy(of: path, "corrupt", at: time, links: .refuse)
  }

  // MARK: Whether it may be begun anew

  /// Where it cannot be told whether anybody has a file open, it counts as being written until it has been left alone for
  /// this long; and a file that is gone as being replaced.
  private static let heldMilliseconds: Int64 = 60_000

  /// Throws when another program is writing the file, or may be: silence is not the end of a write. `hadRecords` says that a
  /// file which is not there, or empty, was not always so.
  func checkRests(_ state: FileState, hadRecords: Bool) throws(SystemError) {
    switch state {
    case .valid: return
    case .changing: throw .overtaken(path)
    case .blank(let identity), .broken(_, let identity): try checkNobodyWrites(identity)
    case .missing: if hadRecords { try checkStaysAway() }
    }
  }

  private func checkNobodyWrites(_ identity: FileIdentity) throws(SystemError) {
    guard let reader = try files.open(path, links: .refuse), reader.opened == identity
    else { throw .overtaken(path) }
    switch reader.isBeingWritten {
    case false: return
    case true: throw .busy(path, "another program is writing it; nothing was changed")
    default:
      try checkIsOld(
        identity.changedNanoseconds,
        "it is cut off or empty, and another program may be writing it; nothing was changed. "
          + "Left alone")
    }
  }

  /// For a file that held records and is not there: waits for it a moment, then throws unless it has been away for long.
  private func checkStaysAway() throws(SystemError) {
    repeat {
      if try identity() != nil { throw .overtaken(path) }
    } while patience.wait()
    // Whoever took it away changed the folder.
    guard let folder = try files.identity(of: directory) else { return }
    try checkIsOld(
      folder.modifiedNanoseconds,
      "it held records and is gone, perhaps for a moment; nothing was changed. "
        + "If it does not come back")
  }

  private func checkIsOld(_ nanoseconds: Int64, _ words: String) throws(SystemError) {
    let left = JSONFile.heldMilliseconds - JSONFile.ageMilliseconds(nanoseconds)
    if left > 0 { throw .busy(path, "\(words), it is begun anew in \(left / 1000 + 1) s") }
  }

  /// Of a time in the future, 0.
  private static func ageMilliseconds(_ nanoseconds: Int64) -> Int64 {
    max(0, Clock.microsecondsSince1970() / 1000 - nanoseconds / 1_000_000)
  }

  /// A record as it is appended: its name in an object, its value's text.
  typealias NewRecord = (name: String?, bytes: [UInt8])

  /// A record laid out as it stands in the file.
  static func record(named name: String? = nil, of members: [JSONValue.Member]) -> NewRecord {
    (name, JSONWriter.indented(.object(members), level: 1))
  }

  /// The edit that appends records to what was read, or begins the file with them; nil when there is nothing to do.
  func appending(_ records: [NewRecord], to state: FileState) -> FileEdit? {
    guard !records.isEmpty else {
      return state == .missing ? FileEdit(replacements: [(0..<0, emptyText)]) : nil
    }
    let text = Array(
      records.map(JSONFile.entry).map(\.bytes).joined(separator: Array(",\n  ".utf8)))
    guard case .valid(let container, _) = state else {
      let (open, close) = kind == .object ? ("{", "}") : ("[", "]")
      return FileEdit(
        replacements: [(0..<0, Array("\(open)\n  ".utf8) + text + Array("\n\(close)".utf8))])
    }
    if let end = container.lastElementEnd {
      return FileEdit(replacements: [(end..<end, Array(",\n  ".utf8) + text)])
    }
    let inside = (container.openOffset + 1)..<container.closeOffset
    return FileEdit(replacements: [(inside, Array("\n  ".utf8) + text + Array("\n".utf8))])
  }

  /// Where the values of records stand that `appending` put behind one that ends at `end`.
  func places(of records: [NewRecord], appendedAt end: Int) -> [Range<Int>] {
    var position = end
    return records.map { record in
      let entry = JSONFile.entry(record)
      let start = position + ",\n  ".utf8.count
      position = start + entry.bytes.count
      return (start + entry.nameBytes)..<position
    }
  }

  /// A record as it stands in the file, and how many of its bytes come before the value.
  private static func entry(_ record: NewRecord) -> (bytes: [UInt8], nameBytes: Int) {
    let name = record.name.map {
      JSONWriter.compact(.string($0), text: .ascii) + Array(": ".utf8)
    }
    return ((name ?? []) + record.bytes, name?.count ?? 0)
  }

  /// The file without records.
  var emptyText: [UInt8] { Array((kind == .object ? "{}" : "[]").utf8) }
}

extension FileSystem {
  /// Copies a file beside itself under a name that says why and when, `NAME.WHY-TIME`. Returns the copy's path.
  func keepCopy(
    of path: String, _ why: String, at time: Timestamp, links: LinkRule = .follow
  ) throws(SystemError) -> String {
    let stamp = time.description.prefix(19).filter { $0 != "-" && $0 != ":" }
    let name = "\(path).\(why)-\(stamp)"
    var copy = name
    var number = 1
    while try identity(of: copy) != nil {
      number += 1
      copy = "\(name)_\(number)"
    }
    try self.copy(path, toNew: copy, links: links)
    return copy
  }
}
