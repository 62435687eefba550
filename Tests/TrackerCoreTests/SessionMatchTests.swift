// Which session somebody means who types less than its id.

import TestSupport
import Testing
import TrackerCore

struct SessionMatchTests {
  private func match(_ text: String, _ ids: [SessionID]) throws -> SessionMatch {
    let start = try Timestamp.reading("2026-01-05T00:00:00+00:00")
    return SessionMatch(
      text,
      among: ids.enumerated().map { place, id in
        (id: id, start: start.advanced(byMicroseconds: Int64(place)))
      })
  }

  @Test func aBeginningIsEnoughWhereItIsOfOneSessionAlone() throws {
    let ids: [SessionID] = ["fix_login_1", "fix_logout_2", "write_docs_3"]
    #expect(try match("w", ids) == .one("write_docs_3"))
    #expect(try match("fix_login_1", ids) == .one("fix_login_1"))
    #expect(try match("fix", ids) == .several(["fix_logout_2", "fix_login_1"]))
    #expect(try match("fix", ["fix_2", "fix"]) == .one("fix"), "a whole id is no beginning")
  }

  @Test func anIdThatATableCutIsABeginning() throws {
    #expect(try match("fix_logi…", ["fix_login_1", "fix_logout_2"]) == .one("fix_login_1"))
    #expect(try match("a…", ["a…", "ab"]) == .one("a…"))
  }

  @Test func theLastOneBeganLast() throws {
    #expect(try match("last", ["a", "b"]) == .one("b"))
    #expect(try match("last", ["last", "b"]) == .one("last"), "an id comes before the word")
    let start = try Timestamp.reading("2026-01-05T00:00:00+00:00")
    #expect(SessionMatch("last", among: [("a", start), ("b", nil)]) == .one("a"))
    #expect(try match("last", []) == .none(nearest: []))
  }

  @Test func whereNoneIsMeantTheNearestAreNamed() throws {
    let ids: [SessionID] = ["write_docs_3", "fix_login_1", "fix_logout_2"]
    #expect(
      try match("fix_lgoin", ids)
        == .none(nearest: ["fix_login_1", "fix_logout_2", "write_docs_3"])
    )
  }

  @Test(arguments: UInt64(0)..<40)
  func everyIdMeansItself(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let ids = Set((0..<20).map { _ in SessionID(generator.text()) }).sorted { $0.text < $1.text }
    for id in ids where !id.text.isEmpty {
      #expect(try match(id.text, ids) == .one(id))
      let part = String(id.text.unicodeScalars.prefix(2))
      let begun = ids.filter { $0.text.utf8.starts(with: part.utf8) }
      if begun.count > 1, !ids.contains(SessionID(part)) {
        #expect(try match(part, ids) == .several(begun.reversed()))
      }
    }
  }

  @Test func mistypedNamesAreNearToWhatWasMeant() {
    let names = ["server", "report", "start", "end", "service", "active"]
    #expect(nearestNames(to: "reprot", among: names) == ["report"])
    #expect(nearestNames(to: "SER", among: names) == ["server", "service"])
    #expect(nearestNames(to: "frobnicate", among: names).isEmpty)
    #expect(nearestNames(to: "", among: names).isEmpty)
  }
}
