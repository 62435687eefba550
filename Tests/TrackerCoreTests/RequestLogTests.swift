// Single requests: how they are stored, what they leave alone, and what they count to.

import JSON
import Platform
import TestSupport
import Testing

@testable import TrackerCore

extension AIRequest {
  static func made(
    _ model: String? = "m", _ type: String? = "coding", tokensIn: Int? = nil,
    rate: Double? = nil
  ) -> AIRequest {
    var request = AIRequest()
    (request.model, request.type) = (model, type)
    (request.tokensIn, request.cacheHitRate) = (tokensIn, rate)
    return request
  }
}

@Suite struct RequestLogTests {
  let world: TestEnvironment
  let service: SessionService

  init() throws {
    world = try TestEnvironment()
    world.patienceMilliseconds = 0
    service = world.service()
  }

  // MARK: Storing

  @Test func aRequestIsStoredWithAllItsMembersInTheirOrder() throws {
    world.chance = 0x0123_4567_89AB_CDEF
    var request = AIRequest.made("m\u{E9}", "debug", tokensIn: 12, rate: 0.5)
    request.note = ""
    let stored = try service.logRequest(request)
    #expect(
      try world.stored("requests.json") == #"""
        [
          {
            "id": "01234567-89ab-4def-8123-456789abcdef",
            "timestamp": "2026-01-05T21:15:18+00:00",
            "model": "m\u00e9",
            "type": "debug",
            "tokens_in": 12,
            "tokens_out": null,
            "cache_hit_rate": 0.5,
            "cached_tokens": null,
            "new_tokens": null,
            "context_pct": null,
            "note": "",
            "project": null,
            "developer": null
          }
        ]
        """#)
    #expect(stored.id == "01234567-89ab-4def-8123-456789abcdef")
    #expect(
      try world.storedNames() == [
        "interactions.json", "issues.json", "requests.json", "sessions.json",
      ])
  }

  @Test func idsAreOfVersion4WhateverTheRandomBitsAre() {
    #expect(AIRequest.identifier(0, 0) == "00000000-0000-4000-8000-000000000000")
    #expect(AIRequest.identifier(.max, .max) == "ffffffff-ffff-4fff-bfff-ffffffffffff")
  }

  @Test func whereNoRequestIsLoggedNothingAsksForTheFile() throws {
    let id = try service.startSession(.made()).session.id
    _ = try service.logInteraction(.made(id))
    _ = try service.flagIssue(session: id, issueType: "x", description: "", severity: .low)
    _ = try service.endSession(id, outcome: .partial)
    try service.closeStartedSessions()
    #expect(!world.calls.contains { $0.contains("requests") })
    #expect(try !world.storedNames().contains("requests.json"))
    #expect(!service.hasRequests)
    #expect(try service.requestReport() == RequestReport())
  }

  @Test(arguments: [nil, "", " \n", "\u{200B}"])
  func aRequestWithoutAModelIsRefusedAndMakesNothing(_ model: String?) throws {
    #expect(throws: TrackerError.self) { try service.logRequest(.made(model)) }
    #expect(try world.directory.names() == [])
  }

  @Test func whoWorksAndOnWhatIsFilledInWhereARequestDoesNotSay() throws {
    var config = Config()
    config.developer = .named("Ann")
    try world.directory.write("project: tracker\n", to: ".ai_sessions.yaml")
    let service = world.service(config)
    let filled = try service.logRequest(.made())
    #expect(filled.developer == "Ann" && filled.project == "tracker")
    var request = AIRequest.made()
    (request.developer, request.project) = ("Bob", "other")
    let given = try service.logRequest(request)
    #expect(given.developer == "Bob" && given.project == "other")
  }

  @Test func whereNothingIsStoredReadingMakesNothing() throws {
    #expect(try service.requestReport() == RequestReport())
    #expect(try world.directory.names() == [])
  }

  @Test(
    arguments: [
      "[]", " [\n]\n", "\u{FEFF}[1]", "[{\"model\": \"m\", \"later\": [1e5, 1E5]}]\n",
      "[\r\n\t{\"id\": \"a\", \"id\": \"b\"},\r\n\tnull\r\n]\r\n",
    ])
  func whatStandsThereKeepsItsBytes(_ text: String) throws {
    try world.store(text, as: "requests.json")
    for _ in 1...3 { _ = try service.logRequest(.made()) }
    let stored = try #require(try world.stored("requests.json"))
    // All but the end of the list and the blanks before it.
    let records = Array(text.utf8.reversed().drop { " ]\r\n".utf8.contains($0) }.reversed())
    #expect(stored.utf8.starts(with: records))
    let before = try JSONReader.read(Array(text.utf8)).elements?.count ?? 0
    #expect(try JSONReader.read(Array(stored.utf8)).elements?.count == before + 3)
    #expect(service.takeNotices() == [])
  }

  @Test func aRequestLeavesTheSessionsAndTheSignOfTheirVersionAlone() throws {
    let id = try service.startSession(.made()).session.id
    _ = try service.logInteraction(.made(id))
    let before = try DataFile.allCases.filter(\.isHistory).map { try world.stored($0.name) }
    let generation = try service.generation()
    let report = try service.report()
    _ = try service.logRequest(.made())
    #expect(try service.generation() == generation)
    #expect(try service.report() == report)
    #expect(
      try DataFile.allCases.filter(\.isHistory).map { try world.stored($0.name) } == before)
  }

  @Test func severalWritersLoseNoRequest() throws {
    let services = [world.service(), world.service(), world.service()]
    for number in 0..<30 {
      world.chance = UInt64(number)
      _ = try services[number % 3].logRequest(.made("m\(number)"))
    }
    let models = try world.json("requests.json").elements?.compactMap { $0["model"]?.text }
    #expect(models == (0..<30).map { "m\($0)" })
    #expect(
      Set(try world.json("requests.json").elements?.compactMap { $0["id"]?.text } ?? []).count == 30
    )
  }

  // MARK: Files that cannot be used

  @Test func whereverTheFileIsCutItIsKeptAndBegunAnew() throws {
    let whole = Array("[{\"model\": \"a\"},\n {\"model\": \"b\"}]\n".utf8)
    for length in 1..<(whole.count - 1) {
      try world.directory.write(Array(whole[..<length]), to: ".ai_sessions/requests.json")
      #expect(try service.requestReport().unusable != nil)
      _ = try service.logRequest(.made())
      let copy = ".ai_sessions/requests.json.corrupt-20260105T211518"
      #expect(try world.directory.bytes(of: copy) == Array(whole[..<length]), "cut at \(length)")
      #expect(try world.json("requests.json").elements?.count == 1)
      #expect(service.takeNotices().first?.contains("requests.json was not usable (") == true)
      try RealFileSystem().remove(world.directory.path(of: copy))
    }
  }

  @Test func aFileThatHeldRequestsIsNotBegunAnewWhenItIsGoneForAMoment() throws {
    for _ in 1...2 { _ = try service.logRequest(.made()) }
    try RealFileSystem().remove(service.directory + "/requests.json")
    let error = #expect(throws: TrackerError.self) { try service.logRequest(.made()) }
    #expect(error?.message.contains("/requests.json: it held records and is gone") == true)
  }

  @Test func aBrokenFileOfRequestsStopsNoSession() throws {
    try world.store("[1", as: "requests.json")
    let id = try service.startSession(.made()).session.id
    _ = try service.logInteraction(.made(id))
    _ = try service.endSession(id, outcome: .partial)
    #expect(try world.stored("requests.json") == "[1")
    #expect(service.takeNotices() == [])
  }

  // MARK: Counting

  private func store(_ records: String...) throws {
    try world.store("[\(records.joined(separator: ","))]", as: "requests.json")
  }

  @Test func figuresCoverTheRequestsThatTellThem() throws {
    try store(
      #"{"model": "a", "type": "coding", "tokens_in": 100, "tokens_out": 10, "cache_hit_rate": 0.5}"#,
      #"{"model": "b", "type": "coding", "tokens_in": 101, "cache_hit_rate": 0.12345}"#,
      #"{"model": "b", "type": "odd", "tokens_in": null, "cached_tokens": 7}"#, "{}")
    let figures = try service.requestReport().statistics
    #expect(figures.count == 4)
    #expect(figures.tokensIn.total == 201 && figures.tokensIn.average == 100.5)
    #expect(figures.tokensOut.total == 10 && figures.tokensOut.average == 10)
    #expect(figures.cachedTokens.total == 7)
    #expect(figures.newTokens.total == 0 && figures.newTokens.average == nil)
    #expect(figures.averageCacheHitRate == 0.3117)
    #expect(figures.byType.map { "\($0.word) \($0.count)" } == ["coding 2", "odd 1", "unknown 1"])
    #expect(figures.byModel.map { "\($0.word) \($0.count)" } == ["b 2", "a 1", "unknown 1"])
  }

  @Test func theyAreNarrowedByTypeAndModelToTheByte() throws {
    try store(
      #"{"model": "caf\u00e9", "type": "coding"}"#, #"{"model": "cafe\u0301", "type": "coding"}"#,
      #"{"model": "caf\u00e9", "type": "debug"}"#, #"{"type": "debug"}"#)
    func count(_ type: String?, _ model: String?) throws -> Int {
      try service.requestReport(type: type, model: model).statistics.count
    }
    #expect(try count(nil, nil) == 4)
    #expect(try count("coding", nil) == 2)
    #expect(try count(nil, "caf\u{E9}") == 2)
    #expect(try count("coding", "caf\u{E9}") == 1)
    #expect(try count(nil, "unknown") == 1)
    #expect(try count("Coding", nil) == 0)
  }

  @Test func whatNoNumberHoldsIsNotKnown() throws {
    try store(
      #"{"tokens_in": 9223372036854775807, "cache_hit_rate": 1e308}"#,
      #"{"tokens_in": 9223372036854775807, "cache_hit_rate": 1e308}"#)
    let report = try service.requestReport()
    #expect(report.statistics.tokensIn.total == nil && report.statistics.tokensIn.average == nil)
    #expect(report.statistics.averageCacheHitRate == nil)
    #expect(report.lines[0] == "Tokens in: not known")
    #expect(
      RequestReport.figures().members(report).first { $0.name == "total_tokens_in" }?.value == .null
    )
  }

  @Test func oddRecordsAreCountedAsSuch() throws {
    try store("5", "null", #"{"model": 5, "tokens_in": "12"}"#, #"{"tokens_in": 3}"#)
    let report = try service.requestReport()
    #expect(report.statistics.count == 2 && report.skippedCount == 3)
    #expect(report.statistics.tokensIn.total == 3)
    #expect(report.notices.first?.hasPrefix("3 records not wholly understood") == true)
  }

  @Test func anAnswerDoesNotGrowWithTheModels() throws {
    try world.store(
      "["
        + (0..<500).map { "{\"model\": \"\($0)\(String(repeating: "x", count: 300))\"}" }
        .joined(separator: ",") + "]", as: "requests.json")
    let report = try service.requestReport()
    let models = RequestReport.figures(wordsAtMost: 50).members(report).first {
      $0.name == "by_model"
    }?.value.members
    #expect(models?.count == 50)
    #expect(models?.allSatisfy { $0.name.unicodeScalars.count < 210 } == true)
    #expect(
      RequestReport.figures().members(report).first { $0.name == "by_model" }?.value.members?.count
        == 500)
    #expect(report.lines.last?.hasSuffix(", 480 more") == true)
  }
}

@Suite final class RequestDoctorTests: DoctorWorld {
  private func finding(_ check: String) throws -> Finding {
    try #require(doctor().examine().findings.first { $0.check == check })
  }

  @Test func requestsAreCountedWhereTheirFileIs() throws {
    let id = try begin()
    #expect(doctor().examine().counts.map(\.name).contains("requests") == false)
    _ = try world.service().logRequest(.made())
    let report = doctor().examine()
    #expect(odd(report) == [])
    #expect(report.counts.last?.name == "requests" && report.counts.last?.count == 1)
    #expect(try finding("records").text.hasSuffix(", 0 issues, 1 request"))
    #expect(try finding("files").text.hasPrefix("4 files, "))
    _ = try world.service().endSession(id, outcome: .partial)
  }

  @Test func oddRequestsAreNamedWithTheirLines() throws {
    _ = try begin()
    try world.store("[{\"model\": \"m\"},\n5,\n{\"tokens_in\": \"9\"}]", as: "requests.json")
    let finding = try onlyFinding()
    #expect(finding.check == "records")
    #expect(
      finding.details == [
        "requests.json: line 2, record 2: not an object",
        "requests.json: line 3, record 3: tokens_in of another type, left out",
      ])
  }

  @Test func aBrokenFileOfRequestsHidesNothingElse() throws {
    let id = try begin()
    let sessions = try #require(try world.stored("sessions.json"))
    try world.store(
      sessions.replacing("\"total_interactions\": 1", with: "\"total_interactions\": 9"),
      as: "sessions.json")
    try world.store("[{\"model\"", as: "requests.json")
    #expect(odd(doctor().examine()).map(\.check) == ["files", "counters"])
    #expect(try doctor().mend().first == "recounted \(id)")
  }

  @Test func aMissingFileOfRequestsIsNotMade() throws {
    _ = try begin()
    world.endedProcesses = [7]
    let done = try doctor().mend()
    #expect(!done.contains { $0.contains("requests") })
    #expect(try !world.storedNames().contains("requests.json"))
  }

  @Test func whatSyncProgramsMakeOfRequestsIsAConflictCopy() throws {
    _ = try begin()
    try world.store("[]", as: "requests (1).json")
    #expect(try onlyFinding().check == "conflicts")
  }

  @Test func aRequestThatIsThereIsNotPutBackTwice() throws {
    _ = try begin()
    try world.store(
      #"[{"id": "a", "model": "m", "type": "x", "note": "mended"}]"#, as: "requests.json")
    try world.store(
      #"[{"id": "a", "model": "m", "type": "x"}, {"id": "b", "model": "m", "type": "x", "more": {"id": "c"}},"#,
      as: "requests.json.corrupt-20260101T000000")
    #expect(try doctor().mend().first == "put 1 whole record back into requests.json")
    let records = try world.json("requests.json").elements
    #expect(records?.map { $0["id"]?.text } == ["a", "b"])
    #expect(records?[0]["note"] == "mended" && records?[1]["more"] == ["id": "c"])
  }

  @Test(arguments: [("1", 0), ("0", 0), ("yes", 1), ("$X", 1)])
  func theVariableIsToldWhereItIsSet(_ value: String, _ problems: Int) throws {
    _ = try begin()
    variables = ["AI_TRACK_REQUESTS": value]
    let finding = try finding("environment")
    #expect((finding.severity == .problem ? 1 : 0) == problems)
    #expect(finding.details.last?.contains("AI_TRACK_REQUESTS is ") == true)
  }
}
