// Looking through all interactions: what is found, where, and that it can be stopped.

import JSON
import TestSupport
import Testing

@testable import TrackerCore

struct InteractionSearchTests {
  private func found(_ pattern: String, in texts: [(session: String, prompt: String)]) throws
    -> InteractionSearch
  {
    var searcher = InteractionSearcher(TextPattern(pattern))
    let records = texts.map { text in
      "{\"session_id\": \"\(text.session)\", \"prompt\": \"\(text.prompt)\", "
        + "\"response_summary\": \"done\", \"effectiveness_rating\": 4}"
    }
    var bytes = Array("[\(records.joined(separator: ","))]".utf8)[...]
    try JSONReader.forEachElement(read: { buffer in
      let part = bytes.prefix(buffer.count)
      buffer.copyBytes(from: part)
      bytes = bytes.dropFirst(part.count)
      return part.count
    }) { searcher.look(at: $0.value) }
    return searcher.search
  }

  @Test func findsAreCountedWithinTheirSessions() throws {
    let search = try found(
      "login",
      in: [
        ("a", "one"), ("a", "the LOGIN page"), ("b", "login"), ("a", "login again"), ("b", "no"),
      ])
    #expect(search.interactionCount == 5)
    #expect(search.matches.map { "\($0.sessionID) \($0.ordinal)" } == ["a 1", "b 0", "a 2"])
    #expect(search.matches.first?.excerpt == "the LOGIN page")
  }

  @Test(arguments: [
    ("naive", "na\\u00efve csv", true), ("日本", "\\u65e5\\u672c\\u8a9e", true),
    ("日本", "日本語", true), ("say \"hi\"", "say \\\"hi\\\"", true), ("nfoo", "\\nfoo", false),
    ("a b", "a\\nb", true), ("u00ef", "na\\u00efve", false), ("done", "nothing", true),
  ])
  func escapesAreReadBeforeTheyAreCompared(pattern: String, prompt: String, isFound: Bool) throws {
    #expect(try found(pattern, in: [("a", prompt)]).matchCount == (isFound ? 1 : 0))
  }

  @Test func ofVeryManyTheLastAreListed() throws {
    let world = try TestEnvironment()
    let records = (1...1500).map { #"{"session_id": "a", "prompt": "word \#($0)"}"# }
    try world.store("[" + records.joined(separator: ",") + "]", as: "interactions.json")
    let search = try #require(try world.service().searchInteractions(TextPattern("word")))
    #expect(search.matchCount == 1500)
    #expect(search.interactionCount == 1500)
    #expect(search.matches.count == 1000)
    #expect(search.matches.first?.excerpt == "word 501")
    #expect(search.matches.last?.excerpt == "word 1500")
    #expect(search.matches.last?.ordinal == 1499)
  }

  @Test func longTextsAreCutAroundThePlace() throws {
    let prompt =
      String(repeating: "x", count: 5000) + " needle " + String(repeating: "y", count: 900)
    let excerpt = try found("needle", in: [("a", prompt)]).matches.first?.excerpt ?? ""
    #expect(excerpt.hasPrefix("…"))
    #expect(excerpt.contains(" needle "))
    #expect(excerpt.count <= 301)
  }
}
