// What a line is: a request, a notification, a reply, several of them, or none of that.

import JSON
import Testing
import TrackerCore

@testable import TrackerMCP

@Suite struct MessageTests {
  @Test(arguments: [
    #""a""#, #""""#, #""7""#, "0", "7", "-5", "9007199254740991", "1.0",
    "123456789012345678901234567890",
  ])
  func anIDIsEchoedAsItWasWritten(id: String) throws {
    let answer = try World().ask(#"{"jsonrpc":"2.0","id":\#(id),"method":"ping"}"#)
    #expect(answer == #"{"jsonrpc":"2.0","id":\#(id),"result":{}}"#)
  }

  @Test(arguments: ["null", "1.5", "true", "[1]", "{}", "1e400"])
  func anIDOfAnotherTypeIsRefusedWithoutAnID(id: String) throws {
    let answer = try World().ask(#"{"jsonrpc":"2.0","id":\#(id),"method":"ping"}"#)
    let error = #"{"code":-32600,"message":"id must be text or a whole number"}"#
    #expect(answer == #"{"jsonrpc":"2.0","id":null,"error":\#(error)}"#)
  }

  @Test(arguments: [
    (#"{"jsonrpc":"2.0","id":1}"#, "method must be text"),
    (#"{"jsonrpc":"2.0","id":1,"method":5}"#, "method must be text"),
    (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, #"jsonrpc must be \"2.0\""#),
    (#"{"id":1,"method":"ping"}"#, #"jsonrpc must be \"2.0\""#),
  ])
  func aRequestThatIsNoneIsRefusedWithItsID(line: String, message: String) throws {
    #expect(
      try World().ask(line)
        == #"{"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"\#(message)"}}"#)
  }

  @Test(arguments: [
    "5", #""text""#, "null", "true", "{}", #"{"jsonrpc":"2.0"}"#, #"{"method":[]}"#,
  ])
  func aValueThatIsNoMessageIsRefused(line: String) throws {
    let answer = try #require(try World().ask(line))
    #expect(answer.hasPrefix(#"{"jsonrpc":"2.0","id":null,"error":{"code":-32600"#))
  }

  @Test(arguments: [
    #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
    #"{"jsonrpc":"2.0","method":"notifications/cancelled"}"#,
    #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{}}}"#,
    #"{"jsonrpc":"2.0","method":"ping"}"#, #"{"method":"ping"}"#, #"{"method":"ping","params":[]}"#,
    #"{"jsonrpc":"2.0","method":"tools/call","params":{"name":"start_ai_session"}}"#,
    #"{"jsonrpc":"2.0","method":"initialize","params":{"protocolVersion":"2025-11-25"}}"#,
  ])
  func aNotificationIsNeverAnswered(line: String) throws {
    #expect(try World().ask(line) == nil)
  }

  @Test func aToolIsNotRunForANotification() throws {
    let world = try World()
    _ = try world.ask([
      "jsonrpc": "2.0", "method": "tools/call",
      "params": ["name": "start_ai_session", "arguments": startArguments()],
    ])
    #expect(try world.service.activeSessions().isEmpty)
  }

  @Test(arguments: [
    #"{"jsonrpc":"2.0","id":1,"result":{}}"#, #"{"jsonrpc":"2.0","id":"x","error":{"code":1}}"#,
    #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700}}"#, #"{"error":{}}"#,
  ])
  func aReplyToNothingIsIgnored(line: String) throws {
    #expect(try World().ask(line) == nil)
  }

  @Test(arguments: ["", " ", "\t", "\r", "  \r"])
  func aBlankLineIsIgnored(line: String) throws {
    #expect(try World().ask(line) == nil)
  }

  @Test(arguments: ["[]", "[1]", #""x""#, "7"])
  func positionalParametersAreRefused(params: String) throws {
    let answer = try World().ask(#"{"jsonrpc":"2.0","id":1,"method":"ping","params":\#(params)}"#)
    #expect(
      answer
        == #"{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"params must be an object"}}"#
    )
  }

  @Test(arguments: ["", #","params":null"#, #","params":{}"#])
  func missingParametersAreAnEmptyObject(params: String) throws {
    let answer = try World().ask(#"{"jsonrpc":"2.0","id":1,"method":"ping"\#(params)}"#)
    #expect(answer == #"{"jsonrpc":"2.0","id":1,"result":{}}"#)
  }

  @Test func ofARepeatedMemberTheLastCounts() throws {
    let answer = try World().ask(#"{"jsonrpc":"2.0","id":31,"id":32,"method":"ping"}"#)
    #expect(answer == #"{"jsonrpc":"2.0","id":32,"result":{}}"#)
  }

  @Test(arguments: [
    "{oops", "hello", #"{"a":1,}"#, "{} {}", #"{"a":NaN}"#, #"{"a":01}"#, "{\"a\":\"\u{9}\"}",
    String(repeating: "[", count: 200_000), String(repeating: #"{"a":"#, count: 10_000),
  ])
  func aLineThatIsNotJSONIsAParseError(line: String) throws {
    let answer = try #require(try World().ask(line))
    #expect(
      answer.hasPrefix(
        #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error""#))
  }

  @Test(arguments: [[0xFF, 0xFE], [0xC3, 0x28], [0xC0, 0xAF], [0xED, 0xA0, 0x80]])
  func bytesThatAreNotUTF8AreAParseError(bytes: [UInt8]) throws {
    let line = Array(#"{"jsonrpc":"2.0","id":1,"method":""#.utf8) + bytes + Array(#""}"#.utf8)
    let answer = try #require(try World().server.handleMessage(line))
    #expect(String(decoding: answer, as: UTF8.self).contains("-32700"))
  }

  @Test func aByteOrderMarkAndBlanksAroundAMessageAreSkipped() throws {
    #expect(
      try World().ask("\u{FEFF}  {\"jsonrpc\" : \"2.0\",\t\"id\":1,\"method\":\"ping\"} \r")
        == #"{"jsonrpc":"2.0","id":1,"result":{}}"#)
  }

  @Test func anEscapedMethodNameIsTheSameMethod() throws {
    #expect(
      try World().ask(#"{"jsonrpc":"2.0","id":1,"method":"\u0070ing"}"#)
        == #"{"jsonrpc":"2.0","id":1,"result":{}}"#)
  }

  @Test func anUnknownMethodIsNamed() throws {
    #expect(
      try World().ask(#"{"jsonrpc":"2.0","id":1,"method":"no/such"}"#)
        == #"{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Unknown method: no/such"}}"#)
  }

  @Test func anEchoedTextIsClipped() throws {
    let world = try World()
    let long = String(repeating: "é", count: 100_000)
    let answer = try #require(try world.ask(["jsonrpc": "2.0", "id": 1, "method": .string(long)]))
    let message = try #require(answer.errorMessage)
    #expect(message.unicodeScalars.count < 1100)
    #expect(message.hasSuffix("é…"))
  }
}
