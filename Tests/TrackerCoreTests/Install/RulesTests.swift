// The rules for agents: how long they are, what they say, and the forms that clients read.

import Platform
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct RulesTests {
  private let text = String(decoding: Rules.text, as: UTF8.self)

  /// Characters of all that a client reads, by four: what the rules cost in a conversation.
  private static func tokens(_ form: RulesForm) -> Int {
    String(decoding: Rules.file(form, for: ["copilot-cli", "vscode"]), as: UTF8.self).count / 4
  }

  @Test func theSourceIsShort() {
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 60)
    #expect(text.count <= 3_500)
  }

  @Test(arguments: RulesForm.allCases)
  func whatAClientReadsCostsAtMost900Tokens(form: RulesForm) {
    let tokens = Self.tokens(form)
    print("rules, form \(form): \(tokens) tokens")
    #expect(tokens <= 900)
  }

  /// VS Code reads its instructions always, and the agent's text when that is chosen.
  @Test func bothFilesOfCopilotTogetherCostAtMost900Tokens() {
    let tokens = Self.tokens(.instructions) + Self.tokens(.agent) + 1
    print("rules, instructions and agent together: \(tokens) tokens")
    #expect(tokens <= 900)
  }

  @Test func everyFormHoldsTheWholeText() {
    for form in RulesForm.allCases {
      let file = String(decoding: Rules.file(form, for: ["a"]), as: UTF8.self)
      #expect(file.contains(text))
      #expect(file.hasPrefix(form.head ?? "<!-- ai-session-tracker: begin"))
    }
  }

  @Test func everyToolOfATaskIsNamedAndNothingThatContradicts() {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for word in [
      "start_ai_session", "log_ai_interaction", "flag_ai_issue", "log_code_metrics",
      "end_ai_session", "get_active_sessions", "corrects_interaction: -1", "final_estimate_minutes",
      "prompt", "response_summary", "effectiveness_rating", "One task is one session",
      "the likely figure, not rounded up",
    ] { #expect(text.contains(word), "\(word)") }
    for word in ["planning", "rounded **up**", "One message", "÷"] { #expect(!text.contains(word)) }
  }

  /// Who changes the text or a head also raises the number of the edition, and then the checksum here.
  @Test func aChangedTextIsANewEdition() {
    let all = RulesForm.allCases.flatMap { Rules.file($0, for: []) }
    #expect(Rules.revision == 3)
    #expect(RulesText.checksum(of: all) == "4c69a1da579dd240")
  }

  @Test func everyClientButOneReadsRulesOfAProject() {
    let without = Client.all.filter { client in !client.rules.contains { $0.scope == .project } }
    #expect(without.map(\.name) == ["claude-desktop"])
    let withoutUser = Client.all.filter { client in !client.rules.contains { $0.scope == .user } }
    #expect(withoutUser.map(\.name) == ["claude-desktop", "cursor"])
  }
}

// MARK: The block

@Suite struct RulesBlockTests {
  /// Files as people keep them.
  static let texts: [String] = [
    "", "\u{FEFF}", "\n", "\r\n", "\r", " ", "a", "a\n", "a\r\n", "a\r", "a\n\n", "a\r\n\r\n",
    "a\nb", "a\r\nb", "a\r\nb\n", "a\nb\r\n", "a\r\nb\r", "\u{FEFF}a", "\u{FEFF}a\r\n", "é\n",
    "# Title\n\n- one\n- two\n", "```\nopen", "<!-- a comment -->\n", "a\0b\n", "\u{FEFF}\n",
    "<!-- ai-session-tracker: revision 1 -->\n",
  ]
  static let rules = Array("rules\n- one\n".utf8)
  static let mark = RulesMark(
    revision: 7, checksum: RulesText.checksum(of: rules), readers: ["codex", "zed"])

  private func added(to text: [UInt8]) throws -> RulesText {
    try RulesText(RulesText(text).setting(Self.rules, Self.mark))
  }

  @Test(arguments: texts)
  func addingAndTakingOutIsNothing(text: String) throws {
    let text = Array(text.utf8)
    let added = try added(to: text)
    #expect(added.bytes.starts(with: text))
    #expect(added.mark == Self.mark)
    #expect(added.isUnchanged(in: .block))
    #expect(added.setting(Self.rules, Self.mark) == added.bytes)
    #expect(added.withoutBlock == text)
  }

  @Test func aMadeFileHasNothingElse() throws {
    let made = RulesText.block(Self.rules, Self.mark) + RulesText.lineFeed
    for file in [made, made.dropLast(), [0xEF, 0xBB, 0xBF] + made] {
      #expect(try RulesText(Array(file)).withoutBlock == nil)
    }
    #expect(try RulesText(made + Array("\nmore\n".utf8)).withoutBlock == Array("\nmore\n".utf8))
    #expect(try RulesText(Array("more\n\n".utf8) + made).withoutBlock == Array("more\n".utf8))
  }

  /// Random texts of pieces in which ends of lines differ, with text written before and behind the block afterwards.
  @Test func anyTextComesBackAndWhatIsWrittenAroundTheBlockStays() throws {
    var generator = SeededGenerator(seed: 12)
    let pieces = ["a", "é", " ", "\n", "\r\n", "\r", "\u{FEFF}", "<!-- x -->", "-->", "\n\n"]
    for _ in 0..<3_000 {
      let text = (0..<generator.below(8)).flatMap { _ in Array(generator.pick(pieces).utf8) }
      let added = try added(to: text)
      #expect(added.withoutBlock == text)
      let other = RulesMark(revision: 8, checksum: "x", readers: ["gemini"])
      let changed = try RulesText(added.setting(Array("other\n".utf8), other))
      #expect(changed.mark == other)
      #expect(changed.withoutBlock == text)
      let behind = Array("\nbehind".utf8)
      let later = try RulesText(Array("before\n".utf8) + added.bytes + behind)
      let rest = try #require(later.withoutBlock)
      #expect(rest.starts(with: Array("before\n".utf8) + text))
      #expect(rest.suffix(7).elementsEqual("\nbehind".utf8))
      #expect(!RulesText.mentionsMark(rest))
    }
  }

  /// As `echo >>` does to a file whose last line has no end.
  @Test func whatIsAppendedToTheLastLineStaysOnALineOfItsOwn() throws {
    let later = try RulesText(try added(to: Array("mine".utf8)).bytes + Array("after\n".utf8))
    #expect(later.mark == Self.mark)
    #expect(later.withoutBlock == Array("mine\nafter\n".utf8))
  }

  @Test func aChangeInsideShowsAndOneOutsideDoesNot() throws {
    let text = String(decoding: try added(to: Array("mine\r\n".utf8)).bytes, as: UTF8.self)
    func isUnchanged(_ text: String) throws -> Bool {
      try RulesText(Array(text.utf8)).isUnchanged(in: .block)
    }
    #expect(try isUnchanged(text))
    #expect(try isUnchanged("more\n" + text + "more"))
    #expect(try isUnchanged(text.replacing("\r\n", with: "\n")))
    #expect(try !isUnchanged(text.replacing("one", with: "two")))
    #expect(try !isUnchanged(text.replacing("- one", with: "- one ")))
  }

  @Test func oneMarkSaysWhoReadsIt() throws {
    let text = try added(to: Array("a\r\nb".utf8))
    let fewer = RulesMark(revision: 7, checksum: Self.mark.checksum, readers: ["zed"])
    let other = try RulesText(text.setting(mark: fewer))
    #expect(other.mark == fewer)
    #expect(other.bytes.count == text.bytes.count - "codex, ".utf8.count)
    #expect(other.withoutBlock == Array("a\r\nb".utf8))
  }

  @Test(arguments: [
    "BEGIN\nx\n", "x\nEND\n", "BEGIN\nEND\nBEGIN\nEND\n", "BEGIN\nBEGIN\nEND\nEND\n",
    "END\nBEGIN\n",
    "a BEGIN\nEND\n", "BEGIN\na END\n", "BEGIN x -->\nEND\n", "BEGIN END\n", "BEGIN x\nEND\n",
    " BEGIN\nEND\n",
  ])
  func brokenMarksAreRefused(text: String) {
    let text =
      text.replacing("BEGIN", with: "<!-- ai-session-tracker: begin -->")
      .replacing("END", with: "<!-- ai-session-tracker: end -->")
    #expect(throws: UneditableText.self) { try RulesText(Array(text.utf8)) }
  }

  @Test func whatIsNoTextIsRefused() {
    let texts: [[UInt8]] = [[0x63, 0xE9], [0xFF, 0xFE, 0x61, 0x00], [0xC0, 0x80]]
    for text in texts { #expect(throws: UneditableText.self) { try RulesText(text) } }
  }
}
