internal import JSON
internal import Platform

/// An interaction in the file, found by its number within its session, so that its rating can be corrected.
struct StoredInteraction {
  var interaction: Interaction
  /// The stored object, to the byte.
  var bytes: [UInt8]
  /// Where it stands.
  var range: Range<Int>
  /// Its rating as tallies count it.
  var countedRating: Int

  /// Nil for a record of another session, and for one that tallies do not count.
  fileprivate init?(_ record: JSONSlice, of id: SessionID, at range: Range<Int>) {
    guard record.kind == .object, let interaction = Interaction(of: id, record),
      let rating = record["effectiveness_rating"].map(HistoryReader.rating) ?? 0
    else { return nil }
    self.interaction = interaction
    bytes = Array(record.bytes)
    self.range = range
    countedRating = rating
  }
}

extension Ledger {
  /// Gives an interaction that is in the file the bytes it had before its rating was changed.
  mutating func restore(_ stored: StoredInteraction, to bytes: [UInt8]) throws {
    let former = try JSONReader.withSlice(of: bytes) {
      StoredInteraction($0, of: stored.interaction.sessionID, at: stored.range)
    }
    guard let former else { throw TrackerError.changedMeanwhile }
    editedInteractions.append((stored.range, bytes))
    correctedRatings.append(
      .init(
        session: stored.interaction.sessionID, former: stored.countedRating,
        now: former.countedRating))
  }
}

extension JSONFile {
  /// The interaction of a session that has so many behind it, of the version that `state` is about; nil when there is none.
  /// `count` is how many the session has.
  func interaction(
    of id: SessionID, fromTheEnd number: Int, count: Int, in state: FileState
  ) throws -> StoredInteraction? {
    guard case .valid(_, let identity) = state, (0..<count).contains(number) else { return nil }
    var found: StoredInteraction?
    var left = number
    var isPlain = true
    try forEachRecordFromTheEnd { record, range in
      guard let record else {
        isPlain = false
        return false
      }
      guard let stored = StoredInteraction(record, of: id, at: range) else { return true }
      found = stored
      left -= 1
      return left >= 0
    }
    if !isPlain || left >= 0 {
      // Laid out by another program: counted from the front.
      var ordinal = 0
      _ = try forEachRecord(restart: { (ordinal, found) = (0, nil) }) { element in
        let range = element.valueOffset..<element.endOffset
        guard let stored = StoredInteraction(element.value, of: id, at: range) else { return }
        ordinal += 1
        if ordinal == count - number { found = stored }
      }
    }
    guard try self.identity() == identity else { throw SystemError.overtaken(path) }
    return found
  }
}
