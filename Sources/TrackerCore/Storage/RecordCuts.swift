// Records taken out of a file with the comma and the blanks that belong to them, and put back so that every byte is again
// where it was, as long as that place is still there.

internal import JSON
internal import Platform

/// What is taken out of a file in one piece.
struct RecordCut: Equatable {
  /// Where it stood among what remains.
  var offset: Int
  var bytes: [UInt8]
}

extension JSONFile {
  /// What goes when some of the records go, as ranges of the version that `state` is about, and as cuts. `gone` are ranges, in
  /// order and apart, that were taken out of it before: the cuts are those of what then was left, the ranges hold them, too.
  func cuts(
    of state: FileState, without gone: [Range<Int>] = [], _ isWanted: (JSONElement) -> Bool
  ) throws -> (ranges: [Range<Int>], cuts: [RecordCut], count: Int) {
    try checkUsable(state)
    guard case .valid(let container, let identity) = state else { return (gone, [], 0) }
    var ranges: [Range<Int>] = []
    var (run, keptEnd, count, next): (Range<Int>?, Int?, Int, Int) = (nil, nil, 0, 0)
    let restart = { (ranges, run, keptEnd, count, next) = ([], nil, nil, 0, 0) }
    let found = try forEachRecord(restart: restart) { element in
      while next < gone.count, gone[next].upperBound < element.endOffset { next += 1 }
      if next < gone.count, gone[next].lowerBound <= element.entryOffset { return }
      if isWanted(element) {
        count += 1
        run = (run?.lowerBound ?? keptEnd ?? element.entryOffset)..<element.endOffset
        return
      }
      if let gone = run {
        ranges.append(keptEnd == nil ? gone.lowerBound..<element.entryOffset : gone)
        run = nil
      }
      keptEnd = element.endOffset
    }
    if let run {
      let inside = (container.openOffset + 1)..<container.closeOffset
      ranges.append(keptEnd == nil ? inside : run)
    }
    guard !ranges.isEmpty else { return (gone, [], 0) }
    guard found.identity == identity, let reader = try files.open(path, links: .refuse),
      reader.opened == identity
    else { throw SystemError.overtaken(path) }
    var taken = gone
    let cuts = try ranges.map { range in
      defer { taken = taken.adding(range) }
      return RecordCut(
        offset: range.lowerBound - taken.count(below: range.lowerBound),
        bytes: try gone.left(of: range).flatMap { try reader.bytes(in: $0) })
    }
    return (taken, cuts, count)
  }

  /// Throws for a file that is broken or keeps changing: what stands in it cannot be told.
  private func checkUsable(_ state: FileState) throws {
    switch state {
    case .missing, .blank, .valid: return
    case .broken(let reason, _): throw TrackerError.storage(path: path, reason: reason)
    case .changing: throw SystemError.overtaken(path)
    }
  }

  /// How cuts are put back: each where it was, or else their records behind all others. What stands there already is not put
  /// back a second time. Throws `unusable` for what was never cut out of such a file.
  func puttingBack(
    _ cuts: [RecordCut], to state: FileState, _ isOurs: (JSONElement) -> Bool
  ) throws -> (edits: [(range: Range<Int>, bytes: [UInt8])], records: [NewRecord]) {
    let entries = try cuts.map { try $0.entries(kind, isOurs) }
    try checkUsable(state)
    var places = Set<Int>()
    var first: Int?
    var present: [[UInt8]] = []
    let found = try forEachRecord(restart: { (places, first, present) = ([], nil, []) }) {
      element in
      if first == nil { first = element.entryOffset }
      places.insert(element.endOffset)
      if isOurs(element) { present.append(Array(element.value.bytes)) }
    }
    guard found.identity == state.identity else { throw SystemError.overtaken(path) }
    if present.isEmpty, case .valid(let container, _) = state,
      zip(cuts, entries).allSatisfy({ cut, entries in
        switch entries.place {
        case .behind: places.contains(cut.offset)
        case .before: cut.offset == first
        case .inside:
          cut.offset == container.openOffset + 1 && cut.offset == container.closeOffset
        }
      })
    {
      return (cuts.map { ($0.offset..<$0.offset, $0.bytes) }, [])
    }
    var missing: [NewRecord] = []
    for entry in entries.flatMap(\.entries) {
      if let index = present.firstIndex(of: entry.value) {
        present.remove(at: index)
      } else {
        missing.append((nil, entry.bytes))
      }
    }
    return ([], missing)
  }
}

extension [Range<Int>] {
  /// How many numbers below one they hold.
  fileprivate func count(below limit: Int) -> Int {
    reduce(0) { $0 + Swift.max(0, Swift.min($1.upperBound, limit) - $1.lowerBound) }
  }

  /// What of a range none of them holds.
  fileprivate func left(of range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for gone in self where gone.overlaps(range) {
      if gone.lowerBound > start { parts.append(start..<gone.lowerBound) }
      start = Swift.max(start, gone.upperBound)
    }
    if start < range.upperBound { parts.append(start..<range.upperBound) }
    return parts
  }

  /// With one more, in order and apart.
  fileprivate func adding(_ range: Range<Int>) -> [Range<Int>] {
    let (apart, touching) = (
      filter { $0.upperBound < range.lowerBound || $0.lowerBound > range.upperBound },
      filter { $0.upperBound >= range.lowerBound && $0.lowerBound <= range.upperBound }
    )
    let whole = touching.reduce(range) {
      Swift.min($0.lowerBound, $1.lowerBound)..<Swift.max($0.upperBound, $1.upperBound)
    }
    return (apart + [whole]).sorted { $0.lowerBound < $1.lowerBound }
  }
}

/// What was kept of a deleted session is not what was ever cut out of a file.
struct UnusableCut: Error {}

extension RecordCut {
  /// Next to what it stood.
  enum Place { case behind, before, inside }

  /// The entries in it, with their keys, and their values. Throws `UnusableCut` unless it is entries with commas between
  /// them, all of which `isOurs` knows, and stands where such a cut can stand.
  fileprivate func entries(
    _ kind: JSONContainer.Kind, _ isOurs: (JSONElement) -> Bool
  ) throws -> (place: Place, entries: [(bytes: [UInt8], value: [UInt8])]) {
    var text = bytes[...]
    var place = Place.inside
    if let start = text.firstIndex(where: { !$0.isBlank }), text[start] == 0x2C {
      (text, place) = (text[(start + 1)...], .behind)
    } else if let end = text.lastIndex(where: { !$0.isBlank }), text[end] == 0x2C {
      (text, place) = (text[..<end], .before)
    }
    let whole = (kind == .object ? [0x7B] : [0x5B]) + text + (kind == .object ? [0x7D] : [0x5D])
    var (position, entries) = (0, [(bytes: [UInt8], value: [UInt8])]())
    do {
      try JSONReader.forEachElement(read: { window in
        let count = min(window.count, whole.count - position)
        window.copyBytes(from: whole[position..<(position + count)])
        position += count
        return count
      }) { element in
        guard isOurs(element) else { throw UnusableCut() }
        entries.append(
          (Array(whole[element.entryOffset..<element.endOffset]), Array(element.value.bytes)))
      }
    } catch is JSONElementsError {
      throw UnusableCut()
    }
    guard !entries.isEmpty else { throw UnusableCut() }
    return (place, entries)
  }
}

extension UInt8 {
  /// What JSON has between its words.
  fileprivate var isBlank: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
}
