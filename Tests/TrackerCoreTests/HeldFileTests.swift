// Silence is not the end of a write: a file that somebody writes, empties or takes away is not begun anew under them.

import Glibc
import JSON
import Platform
import TestSupport
import Testing

@testable import TrackerCore

@Suite final class HeldFileTests {
  let world: TestEnvironment
  lazy var service = world.service()
  private let counted = #"{"a": {"status": "active", "total_interactions": 2}}"#
  private let records = #"[{"session_id": "a"}, {"session_id": "a"}]"#

  init() throws {
    world = try TestEnvironment()
    world.patienceMilliseconds = 30
  }

  private func path(_ name: String) -> String { service.directory + "/" + name }

  private func reason(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch TrackerError.storage(_, let reason) {
      return reason
    } catch {
      return "\(error)"
    }
  }

  private func log() -> String? { reason { _ = try service.logInteraction(.made("a")) } }

  /// Another program has emptied the file, or written half of it, and pauses with it open.
  @Test(arguments: ["", "[", #"[{"session_id": "a"}, {"sess"#])
  func aFileThatIsHeldOpenForWritingIsNotBegunAnew(_ soFar: String) throws {
    try world.store(counted, as: "sessions.json")
    try world.store(records, as: "interactions.json")
    let writer = open(path("interactions.json"), O_WRONLY | O_TRUNC | O_CLOEXEC)
    let rest = FileWriter(descriptor: writer, path: "interactions.json")
    try rest.write(Array(soFar.utf8))
    #expect(log() == "another program is writing it; nothing was changed")
    #expect(try world.stored("interactions.json") == soFar)
    #expect(try world.stored("sessions.json") == counted)
    #expect(try world.storedNames() == ["interactions.json", "sessions.json"])

    try rest.write(Array(records.utf8).dropFirst(soFar.utf8.count))
    close(writer)
    #expect(log() == nil)
    #expect(try world.json("interactions.json").elements?.count == 3)
  }

  @Test func sessionsThatAreHeldOpenAreNeitherBegunAnewNorMissed() throws {
    try world.store(counted, as: "sessions.json")
    let writer = open(path("sessions.json"), O_WRONLY | O_TRUNC | O_CLOEXEC)
    try FileWriter(descriptor: writer, path: "").write(Array(#"{"a": {"sta"#.utf8))
    #expect(log() == "another program is writing it; nothing was changed")
    #expect(
      reason { _ = try service.startSession(.made()) }
        == "another program is writing it; nothing was changed")
    close(writer)
    #expect(try world.stored("sessions.json") == #"{"a": {"sta"#)
  }

  /// This process has seen the records, or the sessions count them.
  @Test(arguments: [true, false])
  func aBlankFileThatHadRecordsIsBroken(_ isRemembered: Bool) throws {
    try world.store(isRemembered ? #"{"a": {"status": "active"}}"# : counted, as: "sessions.json")
    try world.store(records, as: "interactions.json")
    if isRemembered { #expect(log() == nil) }
    try world.store(" \n", as: "interactions.json")
    #expect(log() == nil)
    let notice = try #require(service.takeNotices().first)
    #expect(notice.contains("was not usable (it held records and is empty)"))
    #expect(try world.json("interactions.json").elements?.count == 1)
    #expect(try world.storedNames().contains { $0.hasPrefix("interactions.json.corrupt-") })
  }

  @Test func aFileThatIsAwayForAMomentIsNotBegunAnew() throws {
    try world.store(counted, as: "sessions.json")
    try world.store(records, as: "interactions.json")
    #expect(rename(path("interactions.json"), path("elsewhere")) == 0)
    #expect(try #require(log()).hasPrefix("it held records and is gone, perhaps for a moment"))
    _ = try service.flagIssue(session: "a", issueType: "x", description: "", severity: .low)
    #expect(try world.stored("interactions.json") == nil, "what needs no list makes none")
    #expect(rename(path("elsewhere"), path("interactions.json")) == 0)
    #expect(log() == nil)
    #expect(try world.json("interactions.json").elements?.count == 3)
  }

  @Test func aFileThatStaysAwayIsBegunAnewWithAWord() throws {
    try world.store(counted, as: "sessions.json")
    _ = try service.flagIssue(session: "a", issueType: "x", description: "", severity: .low)
    let past = timespec(tv_sec: Int(Clock.microsecondsSince1970() / 1_000_000) - 61, tv_nsec: 0)
    #expect(utimensat(AT_FDCWD, service.directory, [past, past], 0) == 0)
    #expect(log() == nil)
    #expect(service.takeNotices().contains { $0.hasSuffix("is gone; it was begun anew.") })
    #expect(try world.json("interactions.json").elements?.count == 1)
  }

  @Test func theVersionThatAnotherProgramWritesOnIsKeptAndSaid() throws {
    try world.store(#"{"a": {"status": "active"}}"#, as: "sessions.json")
    try world.store(records, as: "interactions.json")
    let writer = open(path("interactions.json"), O_RDWR | O_CLOEXEC)
    #expect(log() == nil)
    close(writer)
    #expect(
      service.takeNotices().contains { $0.contains("was being written by another program") })
    #expect(try world.storedNames().contains { $0.hasPrefix("interactions.json.before-") })
  }

  /// A repository can carry links: none of them is read or written through, wherever it leads.
  @Test(arguments: ["sessions.json", "interactions.json", "issues.json", ".tracker.tmp"])
  func aLinkInTheFolderIsNamedAndLeftAlone(_ name: String) throws {
    try world.store(#"{"a": {"status": "active"}}"#, as: "sessions.json")
    try world.directory.write("[]", to: "target")
    for target in ["../target", "nowhere"] {
      unlink(path(name))
      #expect(symlink(target, path(name)) == 0)
      let reasons = [
        log(), reason { _ = try service.startSession(.made()) },
        reason {
          _ = try service.flagIssue(session: "a", issueType: "x", description: "", severity: .low)
        },
      ]
      let named = reasons.compactMap { $0 }
      #expect(!named.isEmpty)
      #expect(named.allSatisfy { $0.contains("it is a link (to \(target))") })
      #expect(try world.directory.text(of: "target") == "[]")
      #expect(RealFileSystem().target(of: path(name)) == target)
      #expect(try !world.storedNames().contains("nowhere"))
    }
  }

  @Test func aFolderThatIsALinkIsFollowed() throws {
    try world.directory.createDirectory("elsewhere")
    #expect(symlink("elsewhere", service.directory) == 0)
    let id = try service.startSession(.made()).session.id
    _ = try service.logInteraction(.made(id))
    #expect(try world.directory.names(in: "elsewhere").contains("interactions.json"))
  }

  @Test func aFIFOIsNamedInsteadOfWaitedFor() throws {
    try world.store(#"{"a": {"status": "active"}}"#, as: "sessions.json")
    for name in ["interactions.json", ".tracker.tmp"] {
      unlink(path(name))
      #expect(mkfifo(path(name), 0o600) == 0)
      #expect(log() == "it is a FIFO, not a regular file")
    }
  }

  /// A killed server has left them.
  @Test func formerVersionsGoWhenTheDoctorMends() throws {
    let id = try service.startSession(.made()).session.id
    _ = try service.logInteraction(.made(id))
    let doctor = Doctor(
      environment: world.environment, config: Config(), variables: { _ in nil })
    #expect(try doctor.mend() == [])
    let names = try world.directory.names(in: ".ai_sessions")
    #expect(!names.contains { $0.hasSuffix(".spare.tmp") })
  }

  @Test func formerVersionsDoNotOutliveTheServer() throws {
    let server = world.server(7)
    let id = try server.startSession(.made()).session.id
    _ = try server.logInteraction(.made(id))
    #expect(try world.directory.names(in: ".ai_sessions").contains(".sessions.json.spare.tmp"))
    try server.closeStartedSessions()
    let names = try world.directory.names(in: ".ai_sessions")
    #expect(!names.contains { $0.hasSuffix(".spare.tmp") })
  }
}
