// The bytes on the disk are a contract with other programs: golden files of all three after each kind of call.

import Platform
import TestSupport
import Testing
import TrackerCore

@Suite final class LedgerLayoutTests {
  let world: TestEnvironment
  init() throws { world = try TestEnvironment(at: "2026-01-05T21:15:18.044000+00:00") }

  /// All three files in one golden file, each under a line with its name.
  private func expectGolden(_ name: String) throws {
    var text = ""
    for file in ["sessions.json", "interactions.json", "issues.json"] {
      text += "==== \(file)\n\(try world.stored(file) ?? "missing")|\n"
    }
    try TestSupport.expectGolden(text, name)
  }

  @Test func everyCallWritesTheDocumentedLayout() throws {
    let service = world.service()
    var request = StartRequest.made("Größe \"prüfen\" 🚀\n\u{7F}/ok", estimate: 90)
    request.context = "tab\there"
    let id = try service.startSession(request).session.id
    try expectGolden("ledger-1-started.txt")

    world.pass(minutes: 5.5)
    var interaction = Interaction.made(
      id, rating: 5, prompt: "Wie groß?\r\nSo: {\"a\": [1]} \\ / \u{1F}")
    interaction.toolsUsed = ["editor", "sh ell"]
    _ = try service.logInteraction(interaction)
    _ = try service.logInteraction(.made(id, rating: 4, iterations: 3, prompt: "Go on"))
    try expectGolden("ledger-2-logged.txt")

    _ = try service.flagIssue(
      session: id, issueType: "falsch – wrong", description: "", severity: .high)
    world.now = Timestamp(microseconds: (world.now.microseconds / 1_000_000 + 1) * 1_000_000)
    _ = try service.endSession(id, outcome: Outcome(rawValue: "success"), notes: "fertig ✓")
    try expectGolden("ledger-3-ended.txt")
  }

  @Test func whatLaterVersionsStoreIsWrittenWhenGiven() throws {
    let service = world.service()
    var request = StartRequest.made("Later")
    (request.developer, request.project) = ("Ada", "Engine")
    let id = try service.startSession(request).session.id
    var interaction = Interaction.made(id)
    interaction.tokensIn = 1200
    interaction.cacheHitRate = 0.5
    interaction.contextPercentage = 12.25
    _ = try service.logInteraction(interaction)
    _ = try service.endSession(id, outcome: .partial, finalEstimateMinutes: 45)
    try expectGolden("ledger-later.txt")
  }

  @Test func measuredFunctionsAreStoredWithTheSession() throws {
    let source = """
      def area(width: int, height: int) -> int:
          \"\"\"Area of a rectangle.\"\"\"
          if width < 0 or height < 0:
              raise ValueError(width)
          return width * height
      """
    try world.directory.write(source, to: "shapes.py")
    let service = world.service()
    let id = try service.startSession(.made()).session.id
    let logged = try service.logCodeMetrics(
      session: id, filePath: "shapes.py",
      functions: [
        FunctionChange(name: "area", modificationType: .added, linesAdded: 5),
        FunctionChange(
          name: "area", modificationType: ModificationType(rawValue: "modified"), linesModified: 2),
        FunctionChange(name: "gone", modificationType: .deleted, linesDeleted: 7),
        FunctionChange(name: "unknown", modificationType: .added, linesAdded: 1),
      ])
    #expect(logged.metrics.functions.map(\.functionName) == ["area", "area"])
    #expect(logged.metrics.deletedFunctions.map(\.functionName) == ["gone"])
    #expect(logged.averageComplexity == 3)
    // Five lines; two halves and three tenths of the complexity; nothing for what was deleted.
    #expect(logged.totalEffortScore == 5 + 1.3)
    let missing = try service.logCodeMetrics(
      session: id, filePath: "shapes.py",
      functions: [FunctionChange(name: "missing", modificationType: .added)])
    #expect(missing.metrics.functions == [])
    #expect(missing.averageComplexity == 0)
    try expectGolden("ledger-measured.txt")
    let absolute = world.directory.path(of: "shapes.py")
    let again = try service.logCodeMetrics(
      session: id, filePath: absolute,
      functions: [FunctionChange(name: "area", modificationType: .added)])
    #expect(again.metrics.functions.count == 1)
  }

  @Test func nothingElseIsLeftInTheDirectory() throws {
    let service = world.service()
    let id = try service.startSession(.made()).session.id
    _ = try service.logInteraction(.made(id))
    #expect(
      try world.directory.names(in: ".ai_sessions") == [
        ".gitignore", ".interactions.json.spare.tmp", ".sessions.json.spare.tmp", ".tracker.tmp",
        "interactions.json", "issues.json", "sessions.json",
      ])
    #expect(
      try world.stored(".gitignore") == ".*.tmp\n*.corrupt-*\n*.before-*\n.trash.jsonl\n")
  }

  @Test func theIgnoreFileOfTheFirstVersionsIsBroughtUpToDate() throws {
    try world.store(".*.tmp\n", as: ".gitignore")
    _ = try world.service().startSession(.made())
    #expect(
      try world.stored(".gitignore") == ".*.tmp\n*.corrupt-*\n*.before-*\n.trash.jsonl\n")
  }

  @Test func aGitignoreOfTheUserStays() throws {
    try world.store("# mine\n", as: ".gitignore")
    _ = try world.service().startSession(.made())
    #expect(try world.stored(".gitignore") == "# mine\n")
  }

  /// Synced before it gets its name, interactions before the sessions that count them, the directory after each.
  @Test func aLogIsOnTheDiskBeforeItIsAcknowledged() throws {
    let service = world.service()
    let id = try service.startSession(.made()).session.id
    world.calls = []
    _ = try service.logInteraction(.made(id))
    let calls = world.calls.filter { $0.hasPrefix("fsync") || $0.hasPrefix("renameat2") }
    let interactions = try #require(calls.firstIndex(of: "renameat2 interactions.json"))
    let sessions = try #require(calls.firstIndex(of: "renameat2 sessions.json"))
    #expect(interactions < sessions)
    #expect(calls[..<interactions].contains("fsync .interactions.json.tmp"))
    #expect(calls[..<sessions].contains("fsync .sessions.json.tmp"))
    #expect(calls.last == "fsync .ai_sessions")
  }
}
