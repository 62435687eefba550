// A disk that refuses at every possible moment: each changing system call of each use case fails once.

import Glibc
import JSON
import Platform
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct FailingDiskTests {
  /// A use case, and what comes before it.
  struct Step: CustomTestStringConvertible {
    var testDescription: String
    var prepare: @Sendable (TestEnvironment, SessionService) throws -> Void
    var run: @Sendable (SessionService) throws -> Void
  }

  private static let first = SessionID("work_20260105_211518_k7")

  private static func begin(_ world: TestEnvironment, _ service: SessionService) throws {
    _ = try service.startSession(.made())
    _ = try service.logInteraction(.made(first, rating: 2))
  }

  private static func beginAndEnd(_ world: TestEnvironment, _ service: SessionService) throws {
    try begin(world, service)
    _ = try service.flagIssue(session: first, issueType: "x", description: "", severity: .low)
    _ = try service.endSession(first, outcome: .partial)
  }

  static let steps: [Step] = [
    Step(testDescription: "the very first start", prepare: { _, _ in }) {
      _ = try $0.startSession(.made())
    },
    Step(testDescription: "a start that closes another session", prepare: begin) {
      _ = try $0.startSession(.made("next"))
    },
    Step(testDescription: "a log", prepare: begin) {
      _ = try $0.logInteraction(.made(first, rating: 5))
    },
    Step(testDescription: "a flag", prepare: begin) {
      _ = try $0.flagIssue(session: first, issueType: "x", description: "", severity: .low)
    },
    Step(testDescription: "an end", prepare: begin) {
      _ = try $0.endSession(first, outcome: .partial, notes: "done")
    },
    Step(
      testDescription: "code metrics",
      prepare: { world, service in
        try begin(world, service)
        try world.directory.write("def f(): pass\n", to: "f.py")
      },
      run: {
        _ = try $0.logCodeMetrics(
          session: first, filePath: "f.py",
          functions: [FunctionChange(name: "f", modificationType: .added, linesAdded: 1)])
      }),
    Step(
      testDescription: "a log to a broken list",
      prepare: { world, service in
        try begin(world, service)
        try world.store("[{\"session_id\"", as: "interactions.json")
      },
      run: { _ = try $0.logInteraction(.made(first)) }),
    Step(testDescription: "the very first request", prepare: { _, _ in }) {
      _ = try $0.logRequest(.made())
    },
    Step(
      testDescription: "a request",
      prepare: { world, service in
        try begin(world, service)
        _ = try service.logRequest(.made())
      },
      run: { _ = try $0.logRequest(.made(tokensIn: 5)) }),
    Step(testDescription: "an edit", prepare: begin) {
      _ = try $0.editSession(first, SessionEdit(["estimate": "3h", "notes": "n"]))
    },
    Step(testDescription: "a rating anew", prepare: begin) {
      _ = try $0.editRating(ofInteraction: 1, of: first, to: 5)
    },
    Step(testDescription: "a deletion", prepare: beginAndEnd) { service in
      do throws(TrackerError) {
        _ = try service.deleteSession(first)
      } catch .sessionNotFound {
        // Half of it was done: it is brought back whole, and deleted.
        try service.undeleteSession(first)
        _ = try service.deleteSession(first)
      }
    },
    Step(
      testDescription: "a return",
      prepare: { world, service in
        try beginAndEnd(world, service)
        _ = try service.deleteSession(first)
      },
      run: { service in
        do throws(TrackerError) {
          try service.undeleteSession(first)
        } catch .isThere {
          // Where names cannot be exchanged it may be there although the last step failed.
          return
        }
      }),
    Step(
      testDescription: "the end of a server",
      prepare: begin,
      run: { try $0.closeStartedSessions() }),
  ]

  private static let names = DataFile.allCases.map(\.name)

  /// How new versions come about.
  enum Way: CaseIterable {
    /// The spares are brought up to date.
    case spare
    /// There are no spares: the files are copied.
    case copy
    /// The file system cannot exchange names.
    case plainRename
  }

  private func prepare(
    _ step: Step, _ way: Way
  ) throws -> (world: TestEnvironment, service: SessionService) {
    let world = try TestEnvironment()
    world.refusesExchange = way == .plainRename
    let service = world.service()
    try step.prepare(world, service)
    if way == .copy {
      for name in try world.directory.names(in: Config.defaultDirectory)
      where name.hasSuffix(".spare.tmp") {
        try RealFileSystem().remove(service.directory + "/" + name)
      }
    }
    return (world, service)
  }

  private func files(_ world: TestEnvironment) throws -> [String?] {
    try FailingDiskTests.names.map(world.stored)
  }

  /// What the step leaves when nothing fails.
  private func undisturbed(_ step: Step, _ way: Way) throws -> [String?] {
    let (world, service) = try prepare(step, way)
    try step.run(service)
    return try files(world)
  }

  @Test(arguments: steps, Way.allCases)
  func whicheverCallFailsNothingIsChangedAndTheSameCallSucceedsAfterwards(
    _ step: Step, _ way: Way
  ) throws {
    let after = try undisturbed(step, way)
    for failing in 1... {
      let (world, service) = try prepare(step, way)
      let before = try files(world)
      (world.calls, world.failingCall) = ([], failing)
      var failure: TrackerError?
      do throws(TrackerError) {
        try run(step, service)
      } catch {
        failure = error
      }
      guard let failure else {
        #expect(try files(world) == after)
        #expect(failing > 8, "every call has had its turn")
        return
      }
      try expectNamed(failure, world)
      let isUnchanged = try expectWhole(world, way, before: before, after: after)
      world.failingCall = nil
      try step.run(service)
      #expect(try leftovers(world) == [])
      if isUnchanged { #expect(try files(world) == after) }
    }
  }

  private func run(_ step: Step, _ service: SessionService) throws(TrackerError) {
    do {
      try step.run(service)
    } catch let error as TrackerError {
      throw error
    } catch {
      Issue.record(error)
    }
  }

  private func expectNamed(_ failure: TrackerError, _ world: TestEnvironment) throws {
    guard case .storage(let path, let reason) = failure else {
      Issue.record(failure)
      return
    }
    #expect(path.hasPrefix(world.directory.path))
    #expect(reason == "No space left on device")
  }

  /// Every file is the old one. Only where names cannot be exchanged, a file that has got its name keeps it: then false is
  /// returned.
  private func expectWhole(
    _ world: TestEnvironment, _ way: Way, before: [String?], after: [String?]
  ) throws -> Bool {
    let moment = world.calls.last ?? ""
    let now = try files(world)
    for (index, text) in now.enumerated() {
      #expect(text == before[index] || text == after[index], "\(moment)")
    }
    let isUnchanged =
      way != .plainRename
      || !world.calls.dropLast().contains { $0.hasPrefix("rename ") && $0.hasSuffix(".json") }
    if isUnchanged { #expect(now == before, "\(moment)") }
    #expect(try leftovers(world) == [], "\(moment)")
    return isUnchanged
  }

  /// Temporary files, and copies of broken files that are not whole.
  private func leftovers(_ world: TestEnvironment) throws -> [String] {
    try world.storedNames().filter { name in
      if name.hasSuffix(".tmp") { return true }
      return try name.contains(".corrupt-") && world.stored(name) != "[{\"session_id\""
    }
  }

  @Test(arguments: [
    (EROFS, "Read-only file system"), (EDQUOT, "Disk quota exceeded"), (EIO, "Input/output error"),
  ])
  func theReasonIsThatOfTheKernel(_ code: Int32, _ reason: String) throws {
    let world = try TestEnvironment()
    let service = world.service()
    (world.failingCall, world.failureCode) = (1, code)
    let error = #expect(throws: TrackerError.self) { try service.startSession(.made()) }
    #expect(error == .storage(path: service.directory, reason: reason))
    #expect(try world.directory.names() == [])
  }
}
