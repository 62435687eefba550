// A ledger on the disk, for what only a ledger can make.

import TestSupport
import TrackerCore

/// A world with one session.
struct TestWorld {
  private let environment: TestEnvironment
  private let service: SessionService

  init() throws {
    environment = try TestEnvironment()
    service = environment.service()
    try environment.store(#"{"a": {"status": "active"}}"#, as: "sessions.json")
  }

  /// Flags an issue.
  func flag() throws -> RecordChange {
    try service.flagUndoably(
      session: "a", issueType: "other", description: "d", severity: .low)
  }
}
