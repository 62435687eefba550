// The stored history as records: load, save, add.

import JSON
import TestSupport
import Testing
import TrackerCore

@Suite final class StorageManagerTests {
  let world: TestEnvironment
  let storage: StorageManager

  init() throws {
    world = try TestEnvironment()
    storage = StorageManager(environment: world.environment, directory: ".ai_sessions")
  }

  @Test func whatWasSavedIsLoaded() throws {
    let sessions: [Session] = [
      .made("a", "10:00", "11:00", estimate: 30), .made("b", "11:00", status: "active"),
    ]
    try storage.saveSessions(sessions)
    #expect(try storage.loadSessions() == sessions)
    #expect(try storage.getSession("b") == sessions[1])
    #expect(try storage.getSession("c") == nil)
    #expect(try world.stored("interactions.json") == "[]")
    #expect(try world.stored("issues.json") == "[]")
  }

  /// Into nothing, into an empty object, beside others, on one line.
  @Test(arguments: [nil, "", "{}", "{ \n }", #"{"x": {}}"#, "{\n  \"x\": {}\n}\n"])
  func severalNewSessionsAreAppendedAtOnce(_ text: String?) throws {
    if let text { try world.store(text, as: "sessions.json") }
    try storage.saveSessions([.made("a", "10:00"), .made("b", "11:00"), .made("c", "12:00")])
    let names = try world.json("sessions.json").members?.map(\.name)
    #expect(names == (text?.contains("x") == true ? ["x"] : []) + ["a", "b", "c"])
    #expect(
      try storage.loadSessions().suffix(3).map(\.start?.description.utf8.count) == [25, 25, 25])
  }

  @Test func knownSessionsGetWhatChangedAndOthersStay() throws {
    let other = #""other" : {"status":"active" , "mine": 1e2 }"#
    try world.store("{\(other), \"a\":{\"context\": \"\\u0061\", \"x\":[ ]}}", as: "sessions.json")
    var session = try #require(try storage.getSession("a"))
    session.status = "completed"
    try storage.saveSessions([session, .made("new", "10:00")])
    let text = try #require(try world.stored("sessions.json"))
    #expect(
      text.hasPrefix(
        "{\(other), \"a\":{\"context\": \"\\u0061\", \"x\":[ ], \"status\": \"completed\", "
          + "\"revision\": 1}"))
    #expect(try storage.loadSessions().map(\.id) == ["other", "a", "new"])
  }

  @Test func savingWhatIsAlreadyThereWritesNothing() throws {
    try storage.saveSessions([.made("a", "10:00")])
    world.calls = []
    try storage.saveSessions(try storage.loadSessions())
    try storage.updateSession("a") { $0.status = "completed" }
    #expect(!world.calls.contains { $0.hasPrefix("rename") })
  }

  @Test func aSessionIsChangedByWhatTheBodyChanges() throws {
    try storage.saveSessions([.made("a", "10:00")])
    var file = FileMetrics()
    file.filePath = "a.py"
    file.functions = [.made(added: 2.5)]
    let changed = try storage.updateSession("a") {
      $0.notes = "new"
      $0.codeMetrics = [file]
    }
    #expect(changed.notes == "new")
    let stored = try #require(try storage.getSession("a"))
    #expect(stored == changed)
    #expect(stored.codeMetrics.first?.functions.first?.contribution.linesAdded == LineCount(2.5))
    #expect(throws: TrackerError.sessionNotFound("b")) {
      try self.storage.updateSession("b") { $0.notes = "" }
    }
  }

  @Test func interactionsAndIssuesAreAppendedAsTheyAre() throws {
    var interaction = Interaction.made("a", rating: 9)
    interaction.toolsUsed = ["x"]
    interaction.contextPercentage = 0.5
    try storage.addInteraction(interaction)
    try storage.addInteraction(.made("b", rating: nil))
    try storage.addIssue(.made("a", "slow", "high"))
    try storage.addIssue(.made("b", nil, nil))
    #expect(try storage.loadInteractions() == [interaction, .made("b", rating: nil)])
    #expect(try storage.loadInteractions(of: "a") == [interaction])
    #expect(try storage.loadIssues() == [.made("a", "slow", "high"), .made("b", nil, nil)])
    #expect(try storage.loadIssues(of: "b") == [.made("b", nil, nil)])
    #expect(try world.stored("sessions.json") == "{}")
  }

  @Test func recordsThatAreNoObjectsAreNotLoaded() throws {
    try world.store(#"{"a": 1, "b": {"status": "active"}}"#, as: "sessions.json")
    try world.store(#"[1, {"session_id": "a"}]"#, as: "interactions.json")
    try world.store(#"[null, {"session_id": "a"}]"#, as: "issues.json")
    #expect(try storage.loadSessions().map(\.id) == ["b"])
    #expect(try storage.loadActiveSessions().sessions.map(\.id) == ["b"])
    #expect(try storage.getSession("a") == nil)
    #expect(try storage.loadInteractions().count == 1)
    #expect(try storage.loadIssues().count == 1)
  }
}
