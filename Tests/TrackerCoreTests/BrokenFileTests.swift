// Files that are not what they should be are never written over: copied, told of, begun anew; or refused.

import JSON
import Platform
import TestSupport
import Testing
import TrackerCore

@Suite final class BrokenFileTests {
  let world: TestEnvironment
  let service: SessionService
  /// A running session that can be logged to.
  static let session = #"{"a": {"status": "active"}}"#

  init() throws {
    world = try TestEnvironment()
    service = world.service()
  }

  static let brokenArrays = [
    #"[{"session_id": "a""#, "[", "]", #"[{"session_id": "a"},]"#, #"[] []"#, #"{"a": 1}"#, "null",
    "7",
    #""text""#, "not json", "[1, 2", "[\"a\nb\"]",
    "<<<<<<< HEAD\n[]\n=======\n[1]\n>>>>>>> theirs\n",
    "[]\n>>>>>>> theirs\n", "\u{FEFF}\u{FEFF}[]",
  ]

  @Test(arguments: brokenArrays)
  func aBrokenListIsCopiedBeforeItIsBegunAnew(_ text: String) throws {
    try world.store(BrokenFileTests.session, as: "sessions.json")
    try world.store(text, as: "interactions.json")
    try world.store(text, as: "issues.json")
    #expect(try service.logInteraction(.made("a")).totalInteractions == 1)
    _ = try service.flagIssue(session: "a", issueType: "x", description: "", severity: .low)
    for name in ["interactions.json", "issues.json"] {
      #expect(try world.stored(name + ".corrupt-20260105T211518") == text)
      #expect(try world.json(name).elements?.count == 1)
    }
    let notices = service.takeNotices()
    #expect(notices.count == 2)
    #expect(notices.first?.contains("/interactions.json was not usable (") == true)
    #expect(notices.first?.contains("interactions.json.corrupt-20260105T211518") == true)
    #expect(notices.allSatisfy(world.messages.contains))
    #expect(service.takeNotices() == [])
  }

  @Test(arguments: [#"{"a": {"status": "active"}"#, "[]", "{,}", #"{"a": {}} x"#, "{\"a\": tru}"])
  func brokenSessionsAreCopiedBeforeTheyAreBegunAnew(_ text: String) throws {
    try world.store(text, as: "sessions.json")
    let started = try service.startSession(.made())
    #expect(started.autoClosed == [])
    #expect(try world.stored("sessions.json.corrupt-20260105T211518") == text)
    #expect(try world.json("sessions.json").members?.map(\.name) == [started.session.id.text])
    #expect(service.takeNotices().count == 1)
  }

  /// Whether the session is there cannot be told, so the call is refused for what is really wrong.
  @Test func aCallAboutASessionOfABrokenFileNamesTheFile() throws {
    let text = "{\"a\": {\"status\": \"active\"},\n"
    try world.store(text, as: "sessions.json")
    let calls: [() throws -> Void] = [
      { _ = try self.service.logInteraction(.made("a")) },
      { _ = try self.service.endSession("a", outcome: .partial) },
      {
        _ = try self.service.flagIssue(
          session: "a", issueType: "x", description: "", severity: .low)
      },
      {
        try StorageManager(environment: self.world.environment, directory: self.service.directory)
          .updateSession("a") { $0.notes = "" }
      },
    ]
    for call in calls {
      let error = #expect(throws: TrackerError.self) { try call() }
      guard case .storage(let path, let reason) = error else {
        Testing.Issue.record("\(String(describing: error))")
        continue
      }
      #expect(path == service.directory + "/sessions.json")
      #expect(reason.hasPrefix("line 2, column 1: "))
    }
    #expect(try world.stored("sessions.json") == text)
    #expect(try world.storedNames() == ["sessions.json"])
  }

  @Test func bytesThatAreNoTextAreKeptToTheByte() throws {
    let bytes =
      Array(#"[{"session_id": "a", "prompt": ""#.utf8) + [0xFF, 0xC3, 0x28] + Array("\"}]".utf8)
    try world.store(BrokenFileTests.session, as: "sessions.json")
    try world.directory.write(bytes, to: ".ai_sessions/interactions.json")
    _ = try service.logInteraction(.made("a"))
    let copy = try world.directory.bytes(
      of: ".ai_sessions/interactions.json.corrupt-20260105T211518")
    let kept = try world.directory.bytes(of: ".ai_sessions/interactions.json")
    let isKept = copy == bytes || kept?.starts(with: bytes.dropLast()) == true
    #expect(isKept)
  }

  @Test func twoBrokenFilesWithinOneSecondAreBothKept() throws {
    try world.store(BrokenFileTests.session, as: "sessions.json")
    for text in ["[1", "[2", "[3"] {
      try world.store(text, as: "issues.json")
      _ = try service.flagIssue(session: "a", issueType: "x", description: "", severity: .low)
    }
    #expect(try world.stored("issues.json.corrupt-20260105T211518") == "[1")
    #expect(try world.stored("issues.json.corrupt-20260105T211518_2") == "[2")
    #expect(try world.stored("issues.json.corrupt-20260105T211518_3") == "[3")
  }

  @Test func aBrokenFileThatTheCallDoesNotTouchStaysAsItIs() throws {
    try world.store("[1", as: "issues.json")
    let id = try service.startSession(.made()).session.id
    _ = try service.logInteraction(.made(id))
    #expect(try world.stored("issues.json") == "[1")
    #expect(try world.storedNames() == ["interactions.json", "issues.json", "sessions.json"])
    #expect(service.takeNotices() == [])
  }

  @Test func readersLeaveABrokenFileAloneAndSaySo() throws {
    try world.store("{\"a\": {\n  \"status\": \"active\"\n}, ]", as: "sessions.json")
    try world.store("{}", as: "interactions.json")
    let history = try service.history()
    #expect(history.sessions == [])
    #expect(
      history.unusableFiles.map(\.path) == [
        service.directory + "/sessions.json", service.directory + "/interactions.json",
      ])
    #expect(history.unusableFiles.first?.reason.hasPrefix("line 3, column 4: ") == true)
    #expect(history.unusableFiles.last?.reason == "its top level is not an array")
    #expect(world.messages.count == 2)
    #expect(world.messages.allSatisfy { $0.hasSuffix("it is left as it is and read as empty") })
    #expect(try service.activeSessions() == [])
    #expect(try service.report().contains("Total sessions: 0"))
    #expect(try world.storedNames() == ["interactions.json", "sessions.json"])
  }

  @Test(arguments: ["", " ", "\n\r\n\t "])
  func aFileWithoutTextIsAsGoodAsNone(_ text: String) throws {
    for name in ["sessions.json", "interactions.json", "issues.json"] {
      try world.store(text, as: name)
    }
    #expect(try service.history().unusableFiles == [])
    let id = try service.startSession(.made()).session.id
    _ = try service.logInteraction(.made(id))
    #expect(try world.json("interactions.json").elements?.count == 1)
    #expect(try world.storedNames() == ["interactions.json", "issues.json", "sessions.json"])
    #expect(service.takeNotices() == [])
  }

  @Test func aByteOrderMarkIsSkippedAndKept() throws {
    try world.store("\u{FEFF}" + BrokenFileTests.session, as: "sessions.json")
    try world.store("\u{FEFF}[]", as: "interactions.json")
    _ = try service.logInteraction(.made("a"))
    #expect(service.takeNotices() == [])
    for name in ["sessions.json", "interactions.json"] {
      let text = try #require(try world.stored(name))
      #expect(text.unicodeScalars.first == "\u{FEFF}")
    }
    #expect(try service.detail(of: "a").interactions.count == 1)
  }

  // MARK: What cannot be used at all

  private func expectRefusal(_ path: String, _ reason: String, _ body: () throws -> Void) {
    let error = #expect(throws: TrackerError.self) { try body() }
    #expect(error == .storage(path: path, reason: reason))
  }

  @Test func aDirectoryInPlaceOfAFileIsRefused() throws {
    try world.store(BrokenFileTests.session, as: "sessions.json")
    try world.directory.createDirectory(".ai_sessions/interactions.json/inside")
    let path = service.directory + "/interactions.json"
    expectRefusal(path, "Is a directory") { _ = try self.service.logInteraction(.made("a")) }
    expectRefusal(path, "Is a directory") { _ = try self.service.history() }
    #expect(try world.stored("sessions.json") == BrokenFileTests.session)
    #expect(try world.directory.names(in: ".ai_sessions/interactions.json") == ["inside"])
    #expect(try world.storedNames() == ["interactions.json", "sessions.json"])
  }

  @Test func aFileInPlaceOfTheDirectoryIsRefused() throws {
    try world.directory.write("precious", to: ".ai_sessions")
    expectRefusal(service.directory, "Not a directory") {
      _ = try self.service.startSession(.made())
    }
    expectRefusal(service.directory + "/sessions.json", "Not a directory") {
      _ = try self.service.history()
    }
    #expect(try world.directory.text(of: ".ai_sessions") == "precious")
  }

  @Test func aNameThatIsTooLongIsRefused() throws {
    var config = Config()
    config.directory = String(repeating: "x", count: 300)
    let service = world.service(config)
    let path = world.directory.path(of: config.directory)
    expectRefusal(path, "File name too long") { _ = try service.startSession(.made()) }
    #expect(try world.directory.names() == [])
  }

  @Test func anAbsoluteDirectoryIsTakenAsItIsAndMadeWithItsParents() throws {
    var config = Config()
    config.directory = world.directory.path(of: "deep/down")
    let service = world.service(config)
    #expect(service.directory == config.directory)
    _ = try service.startSession(.made())
    #expect(try world.directory.names(in: "deep/down").contains("sessions.json"))
    #expect(try world.directory.names() == ["deep"])
  }

  /// Every way in which a small file can be cut: nothing is lost, and a report is still printed.
  @Test func whereverAFileIsCutNothingIsLost() throws {
    let records = #"[{"session_id": "a"},"# + "\n" + #" {"session_id":"b"}]"# + "\n"
    let whole = Array(records.utf8)
    let place = ".ai_sessions/interactions.json"
    for length in 0...whole.count {
      try world.store(BrokenFileTests.session, as: "sessions.json")
      let cut = Array(whole[..<length])
      try world.directory.write(cut, to: place)
      #expect(try service.report().contains("AI SESSION TRACKER"))
      #expect(try world.directory.bytes(of: place) == cut)
      _ = try service.logInteraction(.made("a"))
      let stored = try #require(try world.directory.bytes(of: place))
      let copy = try world.directory.bytes(of: place + ".corrupt-20260105T211518")
      let isWhole = length >= whole.count - 1
      #expect(copy == (isWhole || length == 0 ? nil : cut), "cut at \(length)")
      #expect(try JSONReader.read(stored).elements?.count == (isWhole ? 3 : 1))
      if isWhole { #expect(stored.starts(with: whole.dropLast(2))) }
      if copy != nil {
        try RealFileSystem().remove(world.directory.path(of: place + ".corrupt-20260105T211518"))
      }
    }
  }
}
