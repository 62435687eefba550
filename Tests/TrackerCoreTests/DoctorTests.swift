// What the doctor finds, each thing once; looking changes nothing.

import JSON
import Platform
import TestSupport
import Testing
import TrackerCore

@Suite final class DoctorTests: DoctorWorld {
  @Test func aHealthyLedgerIsCountedAndNothingElse() throws {
    let id = try begin()
    let report = doctor().examine()
    #expect(odd(report) == [])
    #expect(report.isHealthy)
    #expect(report.counts.map(\.count) == [1, 1, 1, 0, 0])
    #expect(report.findings.allSatisfy { $0.remedy == nil && !$0.isMendable })
    let users = try #require(report.findings.first { $0.check == "users" })
    #expect(users.details == ["process 7 keeps \(id) running"])
    let before = try files()
    #expect(try doctor().mend() == [])
    #expect(try files() == before)
  }

  @Test func theNamesOfTheChecksAreFrozen() {
    #expect(
      doctor().examine().findings.map(\.check) == [
        "folder", "disk", "sharing", "environment", "users", "files", "salvage", "missing",
        "records",
        "orphans", "times", "ends", "texts", "estimates", "counters", "owners", "temporaries",
        "set-aside",
        "trash", "conflicts", "copies",
      ])
  }

  @Test func withoutADirectoryNothingIsWrongAndNothingIsMade() throws {
    let report = doctor().examine()
    #expect(report.isHealthy)
    #expect(try doctor().mend() == [])
    #expect(try world.directory.names() == [])
  }

  // MARK: Each finding

  @Test func aFileInPlaceOfTheDirectoryIsNamed() throws {
    try world.directory.write("x", to: Config.defaultDirectory)
    let finding = try #require(odd(doctor().examine()).first)
    #expect(finding.check == "folder")
    #expect(finding.text.hasSuffix(".ai_sessions: Not a directory"))
    #expect(try doctor().mend() == [])
  }

  @Test func aFullDiskIsAProblem() throws {
    _ = try begin()
    world.volume = Volume(kind: "xfs", mayBeRemote: false, freeBytes: 1_500_000)
    let finding = try onlyFinding()
    #expect(finding.check == "disk" && finding.severity == .problem)
    #expect(finding.text == "xfs, 1.5 MB free")
  }

  @Test func aRemoteFileSystemIsWorthKnowing() throws {
    _ = try begin()
    world.volume = Volume(kind: "nfs", mayBeRemote: true, freeBytes: 41 << 30)
    let finding = try onlyFinding()
    #expect(finding.check == "sharing" && finding.severity == .note)
    #expect(doctor().examine().isHealthy)
  }

  @Test(
    arguments: [
      ("AI_OUTPUT_DIR", "~/sessions"), ("AI_OUTPUT_DIR", "$HOME/sessions"),
      ("AI_MAX_SESSION_DURATION_HOURS", "four"), ("AI_MAX_SESSION_DURATION_HOURS", "-1"),
    ])
  func aVariableThatCannotBeMeantIsNamed(_ name: String, _ value: String) throws {
    _ = try begin()
    variables = [name: value]
    let finding = try onlyFinding()
    #expect(finding.check == "environment" && finding.severity == .problem)
    #expect(finding.details.contains { $0.contains(name) && $0.contains("'\(value)'") })
  }

  static let soundSettings: [([String: String], String?, [String])] = [
    (
      [:], nil,
      [
        "AI_OUTPUT_DIR is not set: .ai_sessions here",
        "AI_MAX_SESSION_DURATION_HOURS is not set: 4.0 hours",
      ]
    ),
    (
      ["AI_OUTPUT_DIR": "", "AI_MAX_SESSION_DURATION_HOURS": ""], nil,
      [
        "AI_OUTPUT_DIR is empty: .ai_sessions here",
        "AI_MAX_SESSION_DURATION_HOURS is empty: 4.0 hours",
      ]
    ),
    (
      ["AI_OUTPUT_DIR": "/data", "AI_MAX_SESSION_DURATION_HOURS": " 8"], "/other",
      [
        "--data /other instead of AI_OUTPUT_DIR '/data'",
        "AI_MAX_SESSION_DURATION_HOURS is 8.0 hours",
      ]
    ),
    (
      ["AI_OUTPUT_DIR": "data"], nil,
      [
        "AI_OUTPUT_DIR is 'data': another place in every folder",
        "AI_MAX_SESSION_DURATION_HOURS is not set: 4.0 hours",
      ]
    ),
  ]

  @Test(arguments: soundSettings)
  func theVariablesInForceAreTold(
    _ variables: [String: String], _ given: String?, _ details: [String]
  ) throws {
    self.variables = variables
    let finding = doctor(givenDirectory: given).examine().findings.first {
      $0.check == "environment"
    }
    #expect(finding?.severity == .fine)
    #expect(finding?.details == details)
  }

  @Test func whoUsesTheFilesIsTold() throws {
    _ = try begin()
    world.fileUsers = [
      FileUser(number: 12, name: "python3", use: .opens, path: "/x/sessions.json"),
      FileUser(number: 13, name: "", use: .watches, path: "/x"),
      FileUser(number: 14, name: "peer", use: .locks, path: "/x/.tracker.tmp"),
    ]
    let finding = doctor().examine().findings.first { $0.check == "users" }
    #expect(
      finding?.details.prefix(3) == [
        "process 12 (python3) has sessions.json open", "process 13 watches the folder",
        "process 14 (peer) is writing",
      ])
    #expect(doctor().examine().isHealthy)
  }

  @Test func aBrokenFileIsNamedAndLeftAlone() throws {
    _ = try begin()
    try world.store("[\n  {\"session_id\"", as: "interactions.json")
    let finding = try onlyFinding()
    #expect(finding.check == "files" && finding.severity == .problem && !finding.isMendable)
    #expect(finding.details.first?.contains("interactions.json: line 2, column") == true)
    #expect(world.messages == [], "what is found is in the report")
    let before = try files()
    #expect(try doctor().mend() == [])
    #expect(try files() == before)
  }

  @Test func aFileThatCannotBeReadIsNamed() throws {
    _ = try begin()
    try world.directory.createDirectory(Config.defaultDirectory + "/sub")
    try RealFileSystem().remove(world.directory.path(of: ".ai_sessions/issues.json"))
    try world.directory.createDirectory(Config.defaultDirectory + "/issues.json")
    let finding = try #require(odd(doctor().examine()).first)
    #expect(finding.check == "files")
    #expect(finding.details.first?.hasSuffix("issues.json: Is a directory") == true)
  }

  @Test func missingInteractionsAreNotCountedAsNone() throws {
    let id = try begin()
    world.endedProcesses = [7]
    try RealFileSystem().remove(world.directory.path(of: ".ai_sessions/interactions.json"))
    let found = odd(doctor().examine())
    #expect(found.map(\.check) == ["missing", "owners"])
    #expect(found.map(\.isMendable) == [false, false])
    #expect(try doctor().mend() == [])
    #expect(try world.member("total_interactions", of: id) == 1)
    #expect(try world.stored("interactions.json") == nil)
  }

  @Test func recordsThatAreNotUnderstoodAreNamedWithTheirLine() throws {
    let named = #""session_name": "n", "model_name": "m""#
    try world.store("{\n  \"a\": {\(named), \"status\": 5},\n  \"b\": 7\n}", as: "sessions.json")
    try world.store("[\n\n  {\"prompt\": \"p\"},\n  3\n]", as: "interactions.json")
    try world.store("[]", as: "issues.json")
    let finding = try onlyFinding()
    #expect(finding.check == "records" && finding.severity == .problem)
    #expect(
      finding.details == [
        "sessions.json: line 2, record a: status of another type, left out",
        "sessions.json: line 3, record b: not an object",
        "interactions.json: line 4, record 2: not an object",
      ])
    #expect(doctor().examine().counts.last?.count == 3)
  }

  @Test func sessionsThatAreMissingAreNamedWithWhatIsThereOfThem() throws {
    let id = try begin()
    _ = try world.service().flagIssue(
      session: id, issueType: "x", description: "", severity: .low)
    let sessions = try #require(try world.stored("sessions.json"))
    for text in ["{}", " ", nil] {
      if let text { try world.store(text, as: "sessions.json") }
      if text == nil {
        try RealFileSystem().remove(world.directory.path(of: ".ai_sessions/sessions.json"))
      }
      let finding = try onlyFinding()
      #expect(finding.check == "orphans" && finding.severity == .problem && !finding.isMendable)
      #expect(finding.details == ["\(id): 1 interaction, 1 issue"])
    }
    try world.store(sessions, as: "sessions.json")
    #expect(odd(doctor().examine()) == [])
  }

  @Test func onlyAnIssueOfAMissingSessionIsEnough() throws {
    try world.store("{}", as: "sessions.json")
    try world.store(
      #"[{"session_id": "gone"}, {"session_id": "gone"}, {}]"#, as: "issues.json")
    #expect(try onlyFinding().details == ["gone: 2 issues"])
  }

  /// Whether they are missing cannot be told while their file cannot be read.
  @Test func sessionsOfABrokenFileAreNotMissing() throws {
    _ = try begin()
    try world.store("{\"a\": {", as: "sessions.json")
    #expect(odd(doctor().examine()).map(\.check) == ["files"])
  }

  @Test(
    arguments: [
      ("21:00:00+00:00", "20:59:59+00:00", "", "a: ends before its start"),
      ("23:00:00+02:00", "20:59:59Z", "", "a: ends before its start"),
      ("21:00:00+00:00", "21:00:00+00:00", "", nil), ("23:00:00", "20:00:00Z", "", nil),
      ("21:15:19+00:00", nil, "", "a: starts in the future"),
      ("21:15:18+00:00", nil, "", nil), ("23:00:00", nil, "", nil),
      (
        "21:00:00+00:00", "23:00:00+00:00", "x [Clock set back: ended 21:01 by the clock] y",
        "a: the clock was set back before it ended"
      ),
    ] as [(String, String?, String, String?)])
  func timesThatCannotBeAreNamed(
    _ start: String, _ end: String?, _ notes: String, _ named: String?
  ) throws {
    let members = [
      "\"status\": \"\(end == nil ? "active" : "completed")\"",
      "\"start_time\": \"2026-01-05T\(start)\"",
      "\"end_time\": \(end.map { "\"2026-01-05T\($0)\"" } ?? "null")", "\"notes\": \"\(notes)\"",
    ]
    try world.store("{\"a\": {\(members.joined(separator: ", "))}}", as: "sessions.json")
    let finding = try #require(doctor().examine().findings.first { $0.check == "times" })
    #expect(finding.details == [named].compactMap { $0 })
    #expect(finding.severity == (named == nil ? .fine : .problem))
  }

  @Test func blankTextsThatAreStoredAreNamedAndLeftAlone() throws {
    let names = [("a", "", "m"), ("b", "\\u00a0", " "), ("c", "n", "m")].map { id, name, model in
      #""\#(id)": {"session_name": "\#(name)", "model_name": "\#(model)", "total_interactions": 0}"#
    }
    try world.store("{\(names.joined(separator: ", "))}", as: "sessions.json")
    let prompts = ["\"\"", "\" \\n\"", "null", "\"x\"", "\"\\u0041\"", "\" y\"", "7"].map {
      #"{"session_id": "z", "prompt": \#($0), "effectiveness_rating": 4}"#
    }
    let interactions = "[\(prompts.joined(separator: ", ")), {\"session_id\": \"y\"}]"
    try world.store(interactions, as: "interactions.json")
    let before = try files()
    let finding = try #require(doctor().examine().findings.first { $0.check == "texts" })
    #expect(
      finding.details == [
        "a: no name", "b: no name", "b: no model", "z: 3 interactions without a prompt",
        "y: 1 interaction without a prompt",
      ])
    #expect(finding.severity == .note && !finding.isMendable)
    #expect(try files() == before)
  }

  @Test func estimatesThatAreRefusedTodayAreNamedWhereTheyAreStored() throws {
    let estimates = [
      "\"human_time_estimate_minutes\": 0", "\"human_time_estimate_minutes\": 144000",
      "\"initial_estimate_minutes\": 0, \"final_estimate_minutes\": 0",
      "\"initial_estimate_minutes\": -5, \"final_estimate_minutes\": 144001", "\"notes\": null",
    ].enumerated().map { "\"s\($0)\": {\"session_name\": \"n\", \"model_name\": \"m\", \($1)}" }
    try world.store("{\(estimates.joined(separator: ", "))}", as: "sessions.json")
    let report = doctor().examine()
    let finding = try #require(report.findings.first { $0.check == "estimates" })
    #expect(
      finding.details == [
        "s0: human_time_estimate_minutes is 0.0", "s3: initial_estimate_minutes is -5.0",
        "s3: final_estimate_minutes is 144001.0",
      ])
    #expect(finding.severity == .note && report.isHealthy)
  }

  @Test func ofVeryManyBlankNamesTheFirstAreNamed() throws {
    let sessions = (0..<50).map { "\"s\($0)\": {\"model_name\": \"m\"}" }
    try world.store("{\(sessions.joined(separator: ", "))}", as: "sessions.json")
    let finding = try #require(doctor().examine().findings.first { $0.check == "texts" })
    #expect(finding.details.count == 21 && finding.details.last == "and 30 more")
  }

  @Test func ofManyOddRecordsTheFirstAreNamed() throws {
    try world.store(
      "[" + Array(repeating: "1", count: 150).joined(separator: ",") + "]", as: "issues.json")
    let finding = try onlyFinding()
    #expect(finding.details.count == 101)
    #expect(finding.details.last == "and 50 more")
  }

  @Test(
    arguments: [
      "sessions (1).json", "sessions 2.json", "issues (12).json",
      "sessions (conflicted copy 2026-01-05).json", "interactions (anna's Conflicted Copy).json",
      "sessions.sync-conflict-20260105-211518-ABCDEF.json",
    ])
  func aConflictCopyIsNamedAndLeftAlone(_ name: String) throws {
    _ = try begin()
    try world.store("{}", as: name)
    let finding = try onlyFinding()
    #expect(finding.check == "conflicts" && finding.severity == .problem && !finding.isMendable)
    #expect(finding.details == [name])
    #expect(try doctor().mend() == [])
    #expect(try world.stored(name) == "{}")
  }

  @Test(arguments: [
    "sessions-notes.json", "requests-notes.json", "sessions .json", "sessions ().json",
    "sessions 2.txt",
  ])
  func anotherFileIsNoConflictCopy(_ name: String) throws {
    _ = try begin()
    try world.store("{}", as: name)
    #expect(odd(doctor().examine()) == [])
  }

  @Test func aFileThatWasSetAsideIsNamed() throws {
    _ = try begin()
    try world.store("{", as: "sessions.json.corrupt-20260105T211518")
    let finding = try onlyFinding()
    #expect(finding.check == "set-aside" && !finding.isMendable)
    #expect(finding.details == ["sessions.json.corrupt-20260105T211518"])
  }
}
