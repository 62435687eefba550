// One data file: streamed, set aside when broken, replaced by edited bytes. The only place for speed tricks.
// It refuses to know what the records mean.

internal import JSON
internal import Platform

/// What a data file turned out to be.
enum FileState: Equatable {
  /// There is none (or it is empty of text): reading gives nothing, the first write makes it.
  case missing
  /// Valid JSON of the expected kind.
  case valid(JSONContainer, size: Int)
  /// Not usable; the reason names line and column. Never written over before it has been set aside.
  case broken(String)
}

/// A change of one file: the bytes of `ranges` give way to new ones; everything else stays. Ranges are in order and apart.
struct FileEdit {
  var replacements: [(range: Range<Int>, bytes: [UInt8])] = []
}

/// One of the three data files.
struct JSONFile {
  /// `sessions.json`, `interactions.json` or `issues.json`.
  let name: String
  /// What its top level must be.
  let kind: JSONContainer.Kind
  let directory: String
  let files: FileSystem

  var path: String { directory + "/" + name }
  /// Hidden and ending in `.tmp`, so that sync clients leave it alone.
  private var temporaryPath: String { directory + "/." + name + ".tmp" }

  /// A peer that truncates and rewrites is waited for, at most this long (storage promise P5).
  let patienceMilliseconds: Int64
  /// A file untouched for this long is not being written by anyone.
  static let calmMilliseconds: Int64 = 2000

  /// Streams the records to `body` through a window. Slices are valid only during the call. When the file turns out to be
  /// half written it is read again from the start, after `restart`, until it is whole or patience is at its end.
  func forEachRecord(
    restart: () -> Void, _ body: (JSONElement) throws -> Void
  ) throws -> FileState {
    let deadline = Clock.monotonicMilliseconds() + patienceMilliseconds
    while true {
      restart()
      let state = try readOnce(body)
      guard case .broken = state, try isBeingWritten(), Clock.monotonicMilliseconds() < deadline
      else { return state }
      Clock.sleep(milliseconds: 20)
    }
  }

  private func isBeingWritten() throws -> Bool {
    guard let identity = try files.identity(of: path) else { return true }
    let ageNanoseconds = Clock.microsecondsSince1970() * 1000 - identity.modifiedNanoseconds
    return ageNanoseconds < JSONFile.calmMilliseconds * 1_000_000
  }

  private func readOnce(_ body: (JSONElement) throws -> Void) throws -> FileState {
    guard let reader = try files.open(path) else { return .missing }
    let size = try reader.identity().size
    do {
      let container = try JSONReader.forEachElement(read: { try reader.read(into: $0) }) {
        element in
        try body(element)
      }
      guard container.kind == kind else { return .broken(wrongKind) }
      return .valid(container, size: size)
    } catch JSONElementsError.notAContainer {
      return .broken(wrongKind)
    } catch JSONElementsError.invalid(let offset, let message) {
      let position = try linePosition(of: offset)
      if let position {
        return .broken("line \(position.line), column \(position.column): \(message)")
      }
      return .missing
    }
  }

  private var wrongKind: String {
    "its top level is not \(kind == .object ? "an object" : "an array")"
  }

  /// Line and column of an offset, both from 1; nil when the file holds nothing but blanks.
  private func linePosition(of offset: Int) throws -> (line: Int, column: Int)? {
    guard let bytes = try files.read(path) else { return nil }
    let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    if bytes.allSatisfy({ blanks.contains($0) }) { return nil }
    let before = bytes.prefix(offset)
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return (before.count { $0 == 0x0A } + 1, before.count - lineStart + 1)
  }

  /// The bytes of a range of the file as it is now.
  func bytes(in range: Range<Int>) throws -> [UInt8] {
    guard let reader = try files.open(path) else { return [] }
    return try reader.bytes(in: range)
  }

  /// Applies an edit to a valid file, or writes a new file for a missing one (whose edit replaces `0..<0`).
  func apply(_ edit: FileEdit, size: Int) throws {
    var pieces: [FilePiece] = []
    var position = 0
    for (range, bytes) in edit.replacements {
      pieces.append(.range(position..<range.lowerBound))
      pieces.append(.bytes(bytes))
      position = range.upperBound
    }
    pieces.append(.range(position..<size))
    try files.replace(path, by: pieces, temporary: temporaryPath)
  }

  /// Copies a broken file beside itself, under a name that says when. Returns the copy's path.
  func setAside(at time: Timestamp) throws -> String {
    let stamp = time.description.prefix(19).filter { $0 != "-" && $0 != ":" }
    let name = "\(path).corrupt-\(stamp)"
    var copy = name
    var number = 1
    while try files.identity(of: copy) != nil {
      number += 1
      copy = "\(name)_\(number)"
    }
    try files.copy(path, toNew: copy)
    return copy
  }

  /// The edit that appends one record.
  func appending(name key: String?, _ value: JSONValue, to state: FileState) -> FileEdit {
    var record = key.map { JSONWriter.compact(.string($0), text: .ascii) + Array(": ".utf8) } ?? []
    record += JSONWriter.indented(value, level: 1)
    let (open, close) = kind == .object ? ("{", "}") : ("[", "]")
    guard case .valid(let container, _) = state else {
      return FileEdit(
        replacements: [(0..<0, Array("\(open)\n  ".utf8) + record + Array("\n\(close)".utf8))])
    }
    if let end = container.lastElementEnd {
      return FileEdit(replacements: [(end..<end, Array(",\n  ".utf8) + record)])
    }
    let inside = (container.openOffset + 1)..<container.closeOffset
    return FileEdit(replacements: [(inside, Array("\n  ".utf8) + record + Array("\n".utf8))])
  }

  /// The file without records.
  var emptyText: [UInt8] { Array((kind == .object ? "{}" : "[]").utf8) }
}
