// A session read where it was noted must be the session that a search of the whole files finds.

import TestSupport
import Testing
import TrackerCore

@Suite final class RecordPlacesTests {
  let world: TestEnvironment
  let service: SessionService

  init() throws {
    world = try TestEnvironment()
    service = world.service()
  }

  private static let ids = [#""a""#, #""b""#, #""\u0061""#, #""caf\u00e9""#, #""""#, "null", "7"]

  /// Records of sessions in any order, some without one, some that are no objects.
  private func storeByChance(_ generator: inout SeededGenerator) throws {
    let list = { (generator: inout SeededGenerator, member: String) in
      let records = (0..<generator.below(30)).map { number in
        if generator.oneIn(9) { return generator.pick(["5", "null", "[{}]", "{}"]) }
        let id = generator.pick(RecordPlacesTests.ids)
        return #"{"session_id": \#(id), "\#(member)": "number \#(number)"}"#
      }
      return "[" + records.joined(separator: generator.pick([",", ", ", ",\n  "])) + "]"
    }
    try world.store(list(&generator, "prompt"), as: "interactions.json")
    try world.store(list(&generator, "description"), as: "issues.json")
    let sessions = ["a", #"caf\u00e9"#, "", "a"].map {
      #""\#($0)": {"context": "about \#(generator.below(9))", "notes": "n", "status": "active"}"#
    }
    try world.store("{" + sessions.joined(separator: ",\n") + "}", as: "sessions.json")
  }

  @Test func aNotedSessionIsTheOneThatASearchFinds() throws {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<30 {
      try storeByChance(&generator)
      var places = RecordPlaces()
      #expect(
        try service.history(noting: &places) == service.history(withTexts: true, withFacts: true))
      for id: SessionID in ["a", "caf\u{E9}", ""] {
        #expect(try service.detail(of: id, at: places) == service.detail(of: id))
      }
      #expect(throws: TrackerError.sessionNotFound("b")) {
        try self.service.detail(of: "b", at: places)
      }
    }
  }

  @Test func whatChangedSinceIsReadAnew() throws {
    var generator = SeededGenerator(seed: 22)
    for _ in 0..<10 {
      try storeByChance(&generator)
      var places = RecordPlaces()
      _ = try service.history(noting: &places)
      try storeByChance(&generator)
      #expect(try service.detail(of: "a", at: places) == service.detail(of: "a"))
    }
  }

  @Test func aFileThatIsGoneOrBrokenSinceHoldsNothing() throws {
    var generator = SeededGenerator(seed: 23)
    try storeByChance(&generator)
    var places = RecordPlaces()
    _ = try service.history(noting: &places)
    try world.store("[", as: "issues.json")
    try world.store("[]", as: "interactions.json")
    let detail = try service.detail(of: "a", at: places)
    #expect(detail.interactions == [])
    #expect(detail.issues == [])
    #expect(detail.session.notes == "n")
  }

  @Test func aHistoryLeavesOutLongTextsAndADetailDoesNot() throws {
    try world.store(
      #"{"a": {"context": "about", "notes": "said", "session_name": "A"}, "b": {"context": 5, "notes": [], "session_name": "B"}}"#,
      as: "sessions.json")
    let history = try service.history()
    #expect(history.sessions.map(\.name) == ["A", "B"])
    #expect(history.sessions.map(\.context) == ["", ""])
    #expect(history.sessions.map(\.notes) == [nil, nil])
    #expect(
      history.skipped.map { "\($0.record): \($0.reason)" }
        == ["b: context, notes of another type, left out"])
    let session = try service.detail(of: "a").session
    #expect(session.context == "about")
    #expect(session.notes == "said")
  }

  /// Times are held as instants where that loses nothing.
  @Test func everyTimeTextComesBackAsItWas() throws {
    var generator = SeededGenerator(seed: 24)
    let texts = [
      "2026-01-05T21:15:18.044213+00:00", "2026-01-05T21:15:18+00:00", "2026-01-05T21:15:18",
      "2026-01-05T21:15:18.000001", "0001-01-01T00:00:00-23:59", "9999-12-31T23:59:59.999999+23:59",
    ]
    for number in 0..<3_000 {
      var text = generator.pick(texts)
      if number >= texts.count {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<(1 + generator.below(2)) {
          let index = generator.below(scalars.count)
          scalars[index] = generator.pick(Array("0123456789-+:.TZ é".unicodeScalars))
        }
        if generator.oneIn(4) { scalars.removeLast(generator.below(8)) }
        text = String(String.UnicodeScalarView(scalars))
      }
      var session = Session()
      session.startTime = text
      session.endTime = text
      #expect(session.startTime == text)
      #expect(session.end == session.start)
      // The blank parses by other rules: any one character may stand there.
      let spaced = text.utf8.count > 10 ? text.replacingTWithBlank : text
      #expect(session.start == Timestamp(spaced), "\(text)")
    }
  }
}

extension String {
  /// The same time in the other common spelling.
  fileprivate var replacingTWithBlank: String {
    var bytes = Array(utf8)
    if bytes[10] == UInt8(ascii: "T") { bytes[10] = UInt8(ascii: " ") }
    return String(decoding: bytes, as: UTF8.self)
  }
}
