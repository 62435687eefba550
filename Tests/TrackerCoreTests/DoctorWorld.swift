// A ledger for the doctor's tests, and short ways to look at it.

import Platform
import TestSupport
import Testing
import TrackerCore

/// A world with a doctor.
class DoctorWorld {
  let world: TestEnvironment
  var variables: [String: String] = [:]

  init() throws {
    world = try TestEnvironment()
    world.patienceMilliseconds = 100
  }

  func doctor(givenDirectory: String? = nil) -> Doctor {
    let variables = variables
    return Doctor(
      environment: world.environment, config: Config(), variables: { variables[$0] },
      givenDirectory: givenDirectory)
  }

  /// A healthy ledger: one session with one interaction, running in process 7.
  func begin() throws -> SessionID {
    let id = try world.server(7).startSession(.made()).session.id
    _ = try world.server(7).logInteraction(.made(id, rating: 4))
    return id
  }

  /// All files of the data directory but the helpers that writers leave.
  func files() throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try world.storedNames() { files[name] = try world.stored(name) }
    return files
  }

  func odd(_ report: DoctorReport) -> [Finding] {
    report.findings.filter { $0.severity != .fine }
  }

  /// The only finding of a kind other than fine.
  func onlyFinding() throws -> Finding {
    let before = try files()
    let found = odd(doctor().examine())
    #expect(found.count == 1)
    #expect(try files() == before, "looking changes nothing")
    return try #require(found.first)
  }
}
