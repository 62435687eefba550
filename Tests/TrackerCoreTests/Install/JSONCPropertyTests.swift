// Edits of random and of damaged texts of JSON with comments: what must hold for every one of them.

import JSON
import TestSupport
import Testing
import TrackerCore

@Suite struct JSONCPropertyTests {
  private let wanted: [JSONValue.Member] = [
    .init("servers", ["tracker": ["type": "stdio", "command": "/x", "args": ["server"]]])
  ]

  @Test func noBytesTrapAndWhatIsWrittenIsRead() throws {
    var random = SeededGenerator(seed: 3)
    let alphabet = Array("{}[]\",:/*\\\n\r\t aservtckeu01.-é\u{0}\u{FEFF}".utf8)
    var editedCount = 0
    for round in 0..<4_000 {
      var bytes = Array(random.object(depth: 0).utf8)
      if round.isMultiple(of: 4) {
        bytes = (0..<random.below(60)).map { _ in random.pick(alphabet) }
      } else if random.oneIn(2) {
        bytes = random.damaged(bytes)
      }
      do {
        let edited = try JSONCEdit.merging(wanted, into: bytes)
        #expect(try JSONCEdit.merging(wanted, into: edited) == edited)
        editedCount += 1
      } catch {
        #expect(error.offset >= 0 && error.offset <= bytes.count && error.line >= 1)
      }
    }
    #expect(editedCount > 500)
  }

  @Test func editsOfRandomTextsSetWhatIsWantedAndKeepAllElse() throws {
    var random = SeededGenerator(seed: 42)
    for _ in 0..<2_000 {
      let text = random.object(depth: 0)
      let before = try plain(text)
      let after: String
      do {
        after = String(
          decoding: try JSONCEdit.merging(wanted, into: Array(text.utf8)), as: UTF8.self)
      } catch {
        // Only when something else stands where an object is wanted.
        let servers = before["servers"]
        let tracker = servers?["tracker"]
        #expect(
          servers.map { $0.members == nil } ?? false || tracker.map { $0.members == nil } ?? false)
        continue
      }
      let value = try plain(after)
      #expect(value["servers"]?["tracker"]?["command"] == "/x")
      #expect(value["servers"]?["tracker"]?["args"] == ["server"])
      // All that was there and is not ours is there still, in its order.
      let kept = (value.members ?? []).filter { $0.name != "servers" }
      #expect(kept == (before.members ?? []).filter { $0.name != "servers" })
      #expect(comments(in: after) == comments(in: text))
      let tracker = before["servers"]?["tracker"]
      if tracker?["command"] == nil, tracker?["args"] == nil {
        // Nothing was replaced, so every byte that was there is there.
        var rest = Array(text.utf8)[...]
        for byte in after.utf8 where byte == rest.first { rest = rest.dropFirst() }
        #expect(rest.isEmpty)
      }
    }
  }

  /// The value without comments and trailing commas, by a reader of its own.
  private func plain(_ text: String) throws -> JSONValue {
    var result = ""
    var heldComma = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      if character == "/" {
        let end = rest.first == "/" ? "\n" : "*/"
        while !rest.hasPrefix(end) { rest = rest.dropFirst() }
        rest = rest.dropFirst(end.count)
        continue
      }
      if character.isWhitespace { continue }
      if !"]}".contains(character) { result += heldComma }
      heldComma = character == "," ? "," : ""
      if character == "," { continue }
      result.append(character)
      guard character == "\"" else { continue }
      while let next = rest.popFirst() {
        result.append(next)
        if next == "\\", let escaped = rest.popFirst() { result.append(escaped) }
        if next == "\"" { break }
      }
    }
    return try JSONReader.read(Array(result.utf8), dialect: .strict)
  }

  private func comments(in text: String) -> [String] {
    // The generator writes each comment as /*number*/ or //number and a line end.
    text.split(separator: "/").filter { $0.hasPrefix("*") && $0.hasSuffix("*") }.map(String.init)
  }

  @Test func whatWasAddedBehindOthersIsTakenOutToTheByte() throws {
    var random = SeededGenerator(seed: 7)
    var exactCount = 0
    for _ in 0..<2_000 {
      let text = random.object(depth: 0)
      let before = try plain(text)
      guard let servers = before["servers"]?.members, servers.allSatisfy({ $0.name != "tracker" })
      else { continue }
      let added = try JSONCEdit.merging(wanted, into: Array(text.utf8))
      let removed = try JSONCEdit.removing(["servers", "tracker"], from: added)
      let after = String(decoding: removed, as: UTF8.self)
      #expect(try plain(after) == before)
      #expect(comments(in: after) == comments(in: text))
      if !servers.isEmpty {
        exactCount += 1
        #expect(after == text)
      }
    }
    #expect(exactCount > 100)
  }

  @Test func aMemberIsTakenOutOfRandomTextsAndAllElseStays() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<2_000 {
      let text = random.object(depth: 0)
      let removed = try JSONCEdit.removing(["servers"], from: Array(text.utf8))
      let after = String(decoding: removed, as: UTF8.self)
      let kept = (try plain(text).members ?? []).filter { $0.name != "servers" }
      #expect(try plain(after).members == kept)
    }
  }
}

/// Random texts of JSON with comments.
extension SeededGenerator {
  private mutating func blank() -> String {
    switch below(9) {
    case 0: " "
    case 1: "\n" + String(repeating: " ", count: below(4))
    case 2: "/*\(below(1000))*/"
    case 3: "//\(below(1000))\n"
    case 4: "\n\t"
    default: ""
    }
  }

  private mutating func value(depth: Int) -> String {
    switch below(depth > 3 ? 3 : 6) {
    case 0: "\(below(100))"
    case 1: "\"a\\\"\\u0041é\(below(10))\""
    case 2: ["true", "null", "-1.5e3"][below(3)]
    case 3:
      "[" + blank() + value(depth: depth + 1) + blank() + (below(2) == 0 ? "," : "") + blank() + "]"
    default: object(depth: depth + 1)
    }
  }

  fileprivate mutating func object(depth: Int) -> String {
    let names = depth == 0 ? ["servers", "inputs", "x"] : ["tracker", "command", "args", "y"]
    var text = "{" + blank()
    let count = below(4)
    for index in 0..<count {
      let name = names[below(names.count)]
      let isContainer = ["servers", "tracker"].contains(name) && below(5) > 0
      text += "\"\(name)\"" + blank() + ":" + blank()
      // What is replaced holds no comments here, so that every comment must survive.
      let isReplaced = ["command", "args"].contains(name)
      text += isContainer ? object(depth: depth + 1) : value(depth: isReplaced ? 9 : depth + 1)
      text += blank()
      if index < count - 1 || below(3) == 0 { text += "," + blank() }
    }
    return text + "}"
  }
}
