// A whole data file, taken for each of the three kinds, through windows of many sizes.

import JSON
import TrackerCore

enum RecordsCheck {
  /// What was read, as values whose equality is that of their spelling (a number may be no number).
  private struct Reading: Equatable {
    var sessions: [String] = []
    var records: [JSONValue] = []
    var oddFields: [String] = []
    var tallies = InteractionTallies()
    var skipped: [SkippedRecord] = []
    var skippedCount = 0
    var isValid = true
  }

  @Sendable static func check(_ input: [UInt8]) throws {
    var chance = Chance(of: input)
    let whole = try reading(input, windowSize: 1 << 20, portion: 0, chance)
    for size in Delivery.windowSizes(for: input, &chance) {
      let other = try reading(input, windowSize: size, portion: chance.below(6), chance)
      try require(other == whole, "a window of \(size) bytes gives \(other), not \(whole)")
    }
  }

  private static func reading(
    _ input: [UInt8], windowSize: Int, portion: Int, _ chance: Chance
  ) throws -> Reading {
    var delivery = Delivery(input, portion: portion, chance: chance)
    var reading = Reading()
    var reader = HistoryReader()
    do {
      try JSONReader.forEachElement(
        windowSize: windowSize, read: { delivery.read(into: $0) },
        { element in
          reader.add(session: element)
          reader.add(interaction: element)
          reader.add(issue: element)
          try note(element.value, &reading)
        })
    } catch is JSONElementsError {
      reading.isValid = false
    }
    reader.finish()
    reading.sessions = reader.history.sessions.map(\.id.text)
    reading.records += reader.history.sessions.map { .object($0.members) }
    reading.records += reader.history.issues.map { .object($0.members) }
    reading.tallies = reader.history.interactions
    reading.skipped = reader.history.skipped
    reading.skippedCount = reader.history.skippedCount
    return reading
  }

  /// Reads a record where it stands and from a copy of its bytes, which are looked up differently.
  private static func note(_ value: JSONSlice, _ reading: inout Reading) throws {
    guard value.kind == .object else { return }
    let here = (
      record(Session.self, value), record(Interaction.self, value), record(Issue.self, value)
    )
    let copied = try JSONReader.withSlice(of: Array(value.bytes)) {
      (record(Session.self, $0), record(Interaction.self, $0), record(Issue.self, $0))
    }
    for (a, b) in [(here.0, copied.0), (here.1, copied.1), (here.2, copied.2)] {
      try require(a.0 == b.0 && a.1 == b.1, "a copy of a record is read as \(b), not \(a)")
      reading.records.append(a.0)
      reading.oddFields += a.1
    }
  }

  private static func record<Kind: Record>(
    _ kind: Kind.Type, _ value: JSONSlice
  ) -> (JSONValue, [String]) {
    var oddFields: [String] = []
    let record = Kind(object: value, oddFields: &oddFields)
    return (.object(record.members), oddFields)
  }
}
