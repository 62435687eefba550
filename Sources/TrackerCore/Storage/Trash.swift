// What was deleted, a line of JSON for each session, newest last: kept beside the data until it is brought back or too old.
// Written only under the directory's lock, and whole: a new version beside the old one.

internal import JSON
internal import Platform

/// A deleted session that can be brought back.
public struct DeletedSession: Sendable, Equatable {
  public var id: SessionID
  public var name: String
  public var time: Timestamp
  /// How many interactions and issues went with it.
  public var interactionCount: Int
  public var issueCount: Int

  /// Nil for what is no line of ours.
  init?(_ line: JSONSlice) {
    guard let id = line["session_id"]?.text, line["cuts"]?.kind == .object,
      let time = line["deleted_at"]?.text.flatMap(Timestamp.init)
    else { return nil }
    self.id = SessionID(id)
    self.time = time
    name = line["session_name"]?.text ?? ""
    interactionCount = line["interactions"]?.integer ?? 0
    issueCount = line["issues"]?.integer ?? 0
  }

  /// When it is too old to be kept.
  public var expiry: Timestamp {
    time.advanced(byMicroseconds: Int64(Trash.keptDays) * 86_400_000_000)
  }

  /// Whether it was kept long enough.
  func isOverdue(at now: Timestamp) -> Bool { expiry.microseconds <= now.microseconds }
}

/// The file of what was deleted.
struct Trash {
  static let name = ".trash.jsonl"
  /// For so many days a deleted session is kept.
  static let keptDays = 30
  /// A longer line is neither written nor read.
  static let greatestLine = 64 << 20
  /// A longer file is not touched.
  static let greatestFile = 1 << 30

  let path: String
  let files: any FileSystem

  init(directory: String, files: any FileSystem) {
    path = directory + "/" + Trash.name
    self.files = files
  }

  /// A line, without its end; nil for `session` when it is none of ours.
  struct Line {
    var range: Range<Int>
    var session: DeletedSession?
  }

  /// Its lines, blank ones left out; none when there is no file. One of them is in memory at a time.
  func lines() throws -> [Line] {
    guard let reader = try files.open(path, links: .refuse) else { return [] }
    let size = try reader.identity().size
    guard size <= Trash.greatestFile else {
      throw SystemError.tooLarge(path, limit: Trash.greatestFile)
    }
    var lines: [Line] = []
    var start = 0
    func end(at end: Int) throws {
      defer { start = end + 1 }
      guard end > start else { return }
      lines.append(Line(range: start..<end, session: try session(reader, start..<end)))
    }
    var window = [UInt8](repeating: 0, count: 256 * 1024)
    var offset = 0
    while offset < size {
      let count = try reader.read(
        into: &window, count: min(window.count, size - offset), at: offset)
      guard count > 0 else { break }
      for index in 0..<count where window[index] == 0x0A { try end(at: offset + index) }
      offset += count
    }
    try end(at: offset)
    return lines
  }

  private func session(_ reader: FileReader, _ range: Range<Int>) throws -> DeletedSession? {
    guard range.count <= Trash.greatestLine else { return nil }
    do {
      return try JSONReader.withSlice(of: try reader.bytes(in: range)) { DeletedSession($0) }
    } catch is JSONError {
      return nil
    }
  }

  func bytes(of line: Line) throws -> [UInt8] {
    guard let reader = try files.open(path, links: .refuse) else {
      throw SystemError.overtaken(path)
    }
    return try reader.bytes(in: line.range)
  }

  /// Adds lines behind those that are not too old. Those that stand there already are not added again: the call is made anew.
  func add(_ lines: [[UInt8]], at now: Timestamp) throws {
    guard lines.allSatisfy({ $0.count <= Trash.greatestLine }) else {
      throw SystemError.tooLargeToKeep(path)
    }
    let kept = try self.lines().filter { !$0.isOverdue(at: now) }
    let last = kept.suffix(lines.count)
    if last.count == lines.count,
      try zip(last, lines).allSatisfy({ try $0.range.count == $1.count && bytes(of: $0) == $1 })
    {
      return
    }
    let added = lines.reduce(0) { $0 + $1.count + 1 }
    guard kept.reduce(added, { $0 + $1.range.count + 1 }) <= Trash.greatestFile else {
      throw SystemError.tooLargeToKeep(path)
    }
    try files.replace(path, by: pieces(kept) + lines.map { .bytes($0 + [0x0A]) })
  }

  /// Takes lines away for good; how many went. What is not understood stays.
  func remove(_ isGone: (DeletedSession) -> Bool) throws -> Int {
    let lines = try lines()
    let kept = lines.filter { !($0.session.map(isGone) ?? false) }
    guard kept.count < lines.count else { return 0 }
    if kept.isEmpty {
      try files.remove(path)
    } else {
      try files.replace(path, by: pieces(kept))
    }
    return lines.count - kept.count
  }

  private func pieces(_ lines: [Line]) -> [FilePiece] {
    lines.flatMap { [.range($0.range), .bytes([0x0A])] }
  }
}

extension Trash.Line {
  /// Whether it was kept long enough.
  func isOverdue(at now: Timestamp) -> Bool { session.map { $0.isOverdue(at: now) } ?? false }
}

extension SystemError {
  fileprivate static func tooLargeToKeep(_ path: String) -> SystemError {
    .busy(path, "what would be kept is too large; nothing was deleted. --forever keeps nothing")
  }
}
