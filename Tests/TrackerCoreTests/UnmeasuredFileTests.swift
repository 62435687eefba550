// Files that nobody here can measure: their lines are kept, and no average counts them.

import JSON
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct UnmeasuredFileTests {
  private let world: TestEnvironment
  private let service: SessionService
  private let id: SessionID
  private let changes = [
    FunctionChange(
      name: "Cart.total", modificationType: .added, linesAdded: 4, linesModified: 3,
      linesDeleted: 2),
    FunctionChange(name: "old", modificationType: .deleted, linesDeleted: 9),
  ]

  init() throws {
    world = try TestEnvironment()
    service = world.service()
    id = try service.startSession(.made()).session.id
  }

  private func log(_ path: String) throws -> LoggedCodeMetrics {
    try service.logCodeMetrics(session: id, filePath: path, functions: changes)
  }

  @Test(
    arguments: [
      ("cart.ts", "no grammar for .ts"), ("a/b.d.ts", "no grammar for .ts"),
      ("cart.test.js", "no grammar for .js"), ("CART.PY", "no grammar for .PY"),
      ("Makefile", "no grammar for files without a suffix"),
      (".bashrc", "no grammar for files without a suffix"),
      ("x.d/Makefile", "no grammar for files without a suffix"),
      ("dot.", "no grammar for files without a suffix"),
      ("a.\u{202E}s", "no grammar for .\u{FFFD}s"),
    ])
  func theLinesAreStoredAsGivenApartFromFunctions(_ path: String, _ reason: String) throws {
    try world.directory.write("whatever {", to: path)
    let logged = try log(path)
    #expect(logged.metrics.notMeasured == reason)
    #expect((logged.averageComplexity, logged.totalEffortScore) == (0, 0))
    let stored = try #require(try world.member("code_metrics", of: id)?.elements?.last)
    #expect(stored["file_path"] == .string(path))
    #expect(stored["functions"] == [])
    #expect(stored["deleted_functions"] == nil)
    #expect(stored["not_measured"] == .string(reason))
    #expect(
      stored["unmeasured_functions"] == [
        [
          "function_name": "Cart.total", "modification_type": "added", "lines_added": 4,
          "lines_modified": 3, "lines_deleted": 2,
        ],
        [
          "function_name": "old", "modification_type": "deleted", "lines_added": 0,
          "lines_modified": 0, "lines_deleted": 9,
        ],
      ])
    #expect(
      service.statistics.calculateCodeMetricsSummary(try service.history().sessions) == .init())
    #expect(try service.storedSession(id)?.codeMetrics == [logged.metrics])
  }

  @Test func pythonThatIsNotUTF8IsNotMeasured() throws {
    try world.directory.write([0x23, 0xE9, 0x0A], to: "old.py")
    #expect(try log("old.py").metrics.notMeasured == "it is not UTF-8")
  }

  @Test func aMeasuredFileIsStoredAsEver() throws {
    try world.directory.write("def total(): pass\n", to: "cart.pyi")
    _ = try service.logCodeMetrics(
      session: id, filePath: "cart.pyi",
      functions: [FunctionChange(name: "total", modificationType: .added)])
    let stored = try #require(try world.member("code_metrics", of: id)?.elements?.last)
    #expect(stored.members?.map(\.name) == ["file_path", "timestamp", "functions"])
    #expect(stored["functions"]?.elements?.count == 1)
  }

  @Test func whatIsNotThereOrNoFileIsRefused() throws {
    try world.directory.createDirectory("folder.ts")
    let before = try world.stored("sessions.json")
    #expect(throws: TrackerError.unsupportedFile("missing.ts")) { try log("missing.ts") }
    #expect(throws: TrackerError.fileNotFound("missing.pyi")) { try log("missing.pyi") }
    #expect(throws: TrackerError.unreadableFile(path: "folder.ts", reason: "Is a directory")) {
      try log("folder.ts")
    }
    #expect(throws: TrackerError.sessionNotFound("nobody")) {
      try self.service.logCodeMetrics(session: "nobody", filePath: "cart.ts", functions: [])
    }
    #expect(try world.stored("sessions.json") == before)
  }

  @Test func namesThatSeveralFunctionsHaveAreToldOnce() throws {
    try world.directory.write(
      "class A:\n def f(): pass\nclass B:\n def f(): pass\n def g(): pass\n", to: "a.py")
    let logged = try service.logCodeMetrics(
      session: id, filePath: "a.py",
      functions: ["f", "f", "B.f", "g", "x"].map {
        FunctionChange(name: $0, modificationType: ModificationType(rawValue: "refactored"))
      })
    #expect(logged.sharedNames == [SharedName(name: "f", count: 2, line: 2)])
    #expect(logged.metrics.functions.map(\.functionName) == ["f", "f", "B.f", "g"])
  }
}
