// Messages nobody would write, in great number and always the same ones: never a crash, never two
// answers, never an answer to a notification, always JSON-RPC.

import JSON
import TestSupport
import Testing
import TrackerCore

@testable import TrackerMCP

/// Writes messages: whole ones, damaged ones and noise.
private struct MessageMaker {
  var random: SeededGenerator

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  /// Any JSON value.
  mutating func value(depth: Int = 0) -> JSONValue {
    switch Int.random(in: 0..<(depth > 3 ? 5 : 7), using: &random) {
    case 0: return .null
    case 1: return .bool(chance(50))
    case 2: return pick([0, 1, -1, 4.5, 9_007_199_254_740_993, 1e300, 5])
    case 3: return .string(text())
    case 4: return pick(["s1", "debugging", "success", "high", "all", "2025-11-25"])
    case 5:
      return .array(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth + 1) })
    default:
      return .object(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
          .init(
            pick(["name", "arguments", "_meta", "uri", "session_id", text()]),
            value(depth: depth + 1))
        })
    }
  }

  private mutating func text() -> String {
    pick([
      "", "x", "é", "e\u{301}", "👩‍👩‍👧", "\u{2028}", "line\nbreak", "\u{0}", "\u{7F}", "\"",
      "../../etc", "%2e",
      String(repeating: "y", count: 2000),
    ])
  }

  private mutating func arguments() -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("session_id", pick(["s1", "no-such"])), .init("session_name", .string(text())),
      .init("task_type", "debugging"), .init("model_name", "m"),
      .init("human_time_estimate_minutes", 30), .init("estimate_source", "manual"),
      .init("prompt", "p"), .init("response_summary", "r"), .init("effectiveness_rating", 4),
      .init("outcome", "success"), .init("issue_type", "t"), .init("description", "d"),
      .init("severity", "low"), .init("file_path", pick(["no.py", "notes.txt"])),
      .init("functions_modified", [["name": "f", "modification_type": "added"]]),
    ]
    if chance(40) { members[Int.random(in: 0..<members.count, using: &random)].value = value() }
    if chance(20) { members.remove(at: Int.random(in: 0..<members.count, using: &random)) }
    return .object(members)
  }

  private mutating func params(of method: String) -> JSONValue {
    var members: [JSONValue.Member] = []
    switch method {
    case "initialize":
      members =
        HandshakeTests.whole.with(
          "protocolVersion", pick(ProtocolEra.allCases.map { .string($0.version) })
        ).members ?? []
    case "tools/call":
      members = [
        .init("name", pick(Tool.all.map { .string($0.name) })), .init("arguments", arguments()),
      ]
    case "prompts/get":
      members = [
        .init("name", pick(Prompt.all.map { .string($0.name) })), .init("arguments", arguments()),
      ]
    case "completion/complete":
      members = [
        .init("ref", ["type": "ref/prompt", "name": "wrap_up_session"]),
        .init("argument", ["name": "session_id", "value": ""]),
      ]
    case "subscriptions/listen":
      members = [.init("notifications", ["resourceSubscriptions": ["ai-sessions://report"]])]
    default:
      members = [.init("uri", pick(["ai-sessions://report", "ai-sessions://sessions/s1", "x:y"]))]
    }
    if chance(40) { members.append(.init("_meta", EnvelopeTests.good)) }
    if chance(10) { members.append(.init("_meta", value())) }
    return .object(members)
  }

  /// A message, mostly a request and mostly whole.
  mutating func message() -> JSONValue {
    let method = pick(Method.all.map(\.name) + ["no/such", "notifications/cancelled"])
    var members: [JSONValue.Member] = [
      .init("jsonrpc", "2.0"), .init("id", pick([0, 1, "a", "", 77])),
      .init("method", .string(method)),
      .init("params", params(of: method)),
    ]
    if chance(15) { members.remove(at: Int.random(in: 0..<members.count, using: &random)) }
    if chance(15), !members.isEmpty {
      members[Int.random(in: 0..<members.count, using: &random)].value = value()
    }
    return .object(members)
  }

  /// A line: a message, several, or bytes that are none.
  mutating func line() -> [UInt8] {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<70: return JSONWriter.compact(message(), text: chance(50) ? .ascii : .utf8)
    case 70..<78:
      let messages = (0..<Int.random(in: 0...4, using: &random)).map { _ in message() }
      return JSONWriter.compact(.array(messages))
    case 78..<84: return JSONWriter.compact(value())
    case 84..<94:
      var bytes = JSONWriter.compact(message())
      for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        if chance(50) {
          bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        } else {
          bytes.removeSubrange(place...)
        }
      }
      return bytes.filter { $0 != 0x0A }
    default:
      return (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt8.random(in: .min ... .max, using: &random)
      }.filter { $0 != 0x0A }
    }
  }
}

@Suite struct HostileMessageTests {
  /// How many answers a line must get, told apart from the way the server does it.
  private func mustBeAnswered(_ line: [UInt8], batches: Bool) -> Bool? {
    do throws(JSONError) {
      let value = try JSONReader.read(line, dialect: .strict)
      if let elements = value.elements {
        guard batches, !elements.isEmpty else { return true }
        return elements.contains { wantsAnswer($0) != false }
      }
      return wantsAnswer(value)
    } catch {
      return line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) } ? false : true
    }
  }

  /// Nil when it depends: a stream that opens says nothing, one that is refused gets an error.
  private func wantsAnswer(_ value: JSONValue) -> Bool? {
    guard value.members != nil else { return true }
    if value["method"] == nil, value["result"] != nil || value["error"] != nil { return false }
    if value["id"] == nil, value["method"]?.text != nil { return false }
    return value["method"]?.text == "subscriptions/listen" ? nil : true
  }

  private func check(_ answer: JSONValue, line: [UInt8]) throws {
    let shown = String(decoding: line.prefix(300), as: UTF8.self)
    #expect(answer["jsonrpc"] == "2.0", "\(shown)")
    #expect((answer["result"] == nil) != (answer["error"] == nil), "\(shown)")
    if let error = answer["error"] {
      #expect(error["code"]?.integer != nil, "\(shown)")
      #expect(error["message"]?.text?.isEmpty == false, "\(shown)")
    } else {
      #expect(answer["result"]?.members != nil, "\(shown)")
      #expect(answer["id"].flatMap(RequestID.init) != nil, "\(shown)")
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func noLineBreaksTheServer(seed: UInt64) throws {
    let world = try World()
    try world.write(
      #"{"s1": {"session_name": "n", "status": "active"}}"#, to: ".ai_sessions/sessions.json")
    var maker = MessageMaker(random: SeededGenerator(seed: seed))
    var results = 0
    var errors = 0
    for _ in 1...400 {
      let line = maker.line()
      let batches = world.server.acceptsBatches
      let answer = world.server.handleMessage(line)
      let expected = mustBeAnswered(line, batches: batches)
      let shown = String(decoding: line.prefix(300), as: UTF8.self)
      if let expected { #expect((answer != nil) == expected, "\(shown)") }
      for message in (answer.map { [$0] } ?? []) + world.server.takeNotifications() {
        #expect(!message.contains(0x0A))
        #expect(message.count < 200_000)
      }
      guard let answer else { continue }
      let value = try JSONReader.read(answer, dialect: .strict)
      if let elements = value.elements {
        #expect(batches && !elements.isEmpty)
        for element in elements { try check(element, line: line) }
      } else {
        try check(value, line: line)
        if value["result"] == nil { errors += 1 } else { results += 1 }
        if let sent = request(in: line) { #expect(value["id"] == sent, "\(shown)") }
      }
    }
    // Neither kind must be so rare that nothing was tried.
    #expect(results > 60 && errors > 60)
    let alive = try world.ask([
      "jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": ["_meta": EnvelopeTests.good],
    ])
    #expect(alive?["result"]?["tools"]?.elements?.count == 7)
  }

  /// The id of a line that is a message with one; nil otherwise.
  private func request(in line: [UInt8]) -> JSONValue? {
    do throws(JSONError) {
      let value = try JSONReader.read(line, dialect: .strict)
      return value["id"].flatMap(RequestID.init)?.json
    } catch {
      return nil
    }
  }
}
