// The word lists, the ids made of names, and what callers are told.

import TestSupport
import Testing
import TrackerCore

@Suite struct VocabularyTests {
  @Test func theWordsAreThoseOfTheSpecification() {
    #expect(
      TaskType.sortedWords == [
        "analysis", "architecture_planning", "code_generation", "debugging", "documentation",
        "human_review", "refactoring", "testing",
      ])
    #expect(Outcome.sortedWords == ["failed", "partial", "success"])
    #expect(Severity.sortedWords == ["critical", "high", "low", "medium"])
    #expect(Severity.known == [.low, .medium, .high, .critical])
    #expect(EstimateSource.sortedWords == ["historical", "issue_tracker", "manual"])
    #expect(ModificationType.sortedWords == ["added", "deleted", "modified", "refactored"])
    #expect(ExecutionContext.sortedWords == ["background", "foreground"])
  }

  @Test func anyWordIsKeptButOnlyListedOnesAreKnown() {
    #expect(TaskType(rawValue: "cooking").rawValue == "cooking")
    #expect(!TaskType(rawValue: "cooking").isKnown)
    #expect(!Severity(rawValue: "High").isKnown)
    #expect(TaskType.humanReview.isKnown)
    #expect(Outcome(rawValue: "partial") == .partial)
  }

  @Test func aWordOfTheLaterOriginalIsTakenButNotPublished() {
    #expect(TaskType(rawValue: "planning").isKnown)
    #expect(!TaskType.published.contains(TaskType(rawValue: "planning")))
    #expect(Severity.published == Severity.known)
  }
}

@Suite struct SessionIDTests {
  private let start = Timestamp(microseconds: 1_767_647_718_999_999)

  private func id(_ name: String) -> String { SessionID(name: name, start: start).text }

  @Test(
    arguments: [
      ("Fix Login-Bug", "fix_login_bug"), ("", ""), ("a/b\\c\"d", "a/b\\c\"d"),
      ("Straße", "straße"),
      ("ÄRGER", "ärger"), ("重构 代码", "重构_代码"), ("🚀 Go", "🚀_go"),
      ("tab\tline\nreturn\r\nescape\u{1B}[0m", "tab_line_return__escape_[0m"),
      ("nul\0del\u{7F}next\u{85}", "nul_del_next_"), ("a  --b", "a____b"),
      ("dash–kept", "dash–kept"),
    ])
  func aNameBecomesLowerCaseWithoutBlanksHyphensAndControlCharacters(_ name: String, _ slug: String)
  {
    #expect(id(name) == slug + "_20260105_211518")
  }

  @Test(arguments: ["x", "é", "e\u{301}", "界", "🚀", "👨‍👩‍👧‍👦"])
  func aNameIsCutToThirtyScalars(_ text: String) {
    let long = String(repeating: text, count: 40)
    let slug = id(long).unicodeScalars.dropLast("_20260105_211518".count)
    #expect(slug.count == 30)
    #expect(slug.elementsEqual(long.unicodeScalars.prefix(30)))
  }

  @Test func aNameOfThirtyScalarsStaysWhole() {
    let name = String(repeating: "a", count: 30)
    #expect(id(name) == name + "_20260105_211518")
  }

  @Test func theTimeIsUTCWhateverTheOffset() throws {
    let tokyo = try Timestamp.reading("2026-01-06T06:15:18+09:00")
    #expect(SessionID(name: "x", start: tokyo).text == "x_20260105_211518")
    let early = try Timestamp.reading("1969-12-31T23:59:59.5Z")
    #expect(SessionID(name: "x", start: early).text == "x_19691231_235959")
  }

  @Test func composedAndDecomposedTextAreDifferentIds() {
    let composed = SessionID("caf\u{E9}")
    let decomposed = SessionID("cafe\u{301}")
    #expect(composed.text == decomposed.text, "the premise: Swift takes both texts for equal")
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed, "caf\u{E9}"]).count == 2)
    #expect("\(composed)" == composed.text)
  }
}

@Suite struct TrackerErrorTests {
  static let errors: [(TrackerError, String)] = [
    (.missingParameter("outcome"), "Missing required parameter: 'outcome'"),
    (.invalidParameter(name: "outcome", mustBe: "one of: a, b"), "outcome must be one of: a, b"),
    (
      .unknownParameter("rating", nearest: "effectiveness_rating"),
      "there is no argument 'rating' (nearest: effectiveness_rating)"
    ),
    (.unknownParameter("x", nearest: nil), "there is no argument 'x'"),
    (
      .several([
        .invalidParameter(name: "b", mustBe: "text"), .missingParameter("a"),
        .missingParameter("c"), .unknownParameter("d", nearest: nil),
      ]),
      "Missing required parameter: 'a', 'c'; b must be text; there is no argument 'd'"
    ),
    (.sessionNotFound("x_1"), "No session with ID: x_1"),
    (.unsupportedFile("a.js"), "Unsupported file type: a.js. Only Python (.py) files supported."),
    (.fileNotFound("a.py"), "File not found: a.py"),
    (
      .unreadableFile(path: "a.py", reason: "Is a directory"),
      "Failed to calculate metrics: a.py: Is a directory"
    ),
    (
      .syntaxError(message: "'(' was never closed", line: 3),
      "Syntax error in file: '(' was never closed (<unknown>, line 3)"
    ),
    (
      .storage(path: "/data", reason: "Read-only file system"),
      "Cannot use the session data at /data: Read-only file system"
    ),
  ]

  @Test(arguments: errors)
  func everyErrorSaysWhatIsWrongAndHowToMendIt(_ error: TrackerError, _ message: String) {
    #expect(error.message == message)
    #expect(error.remedy.hasSuffix("."))
    #expect(error.remedy != error.message)
  }

  @Test func aLongTextOfTheCallerIsCutInTheMessage() {
    let long = String(repeating: "é", count: 10_000)
    #expect(TrackerError.sessionNotFound(SessionID(long)).message.unicodeScalars.count < 250)
    #expect(TrackerError.fileNotFound(long).message.hasSuffix("…"))
    let short = String(repeating: "é", count: 200)
    #expect(TrackerError.fileNotFound(short).message == "File not found: " + short)
  }
}
