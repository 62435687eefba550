// What the doctor saves of broken files: every whole record, each once, and nothing else.

import JSON
import Platform
import TestSupport
import Testing

@testable import TrackerCore

@Suite final class SalvageTests: DoctorWorld {
  private static let names = DataFile.allCases.map(\.name)

  override init() throws {
    try super.init()
    world.patienceMilliseconds = 0
  }

  /// Two sessions with all that can belong to them; as files.
  private func ledger() throws -> [String: String] {
    let server = world.server(7)
    for name in ["one", "Größe {\"x\": {}}"] {
      let id = try server.startSession(.made(name)).session.id
      for number in 0..<2 {
        world.pass(minutes: 1)
        _ = try server.logInteraction(.made(id, prompt: "{\"session_id\": \(number)} \n{é"))
        _ = try server.flagIssue(
          session: id, issueType: "x", description: "\(number)", severity: .low)
        world.chance += 1
        _ = try server.logRequest(.made("{\"id\": \(number)} \n{é"))
      }
      try world.directory.write("def f():\n  pass\n", to: "a.py")
      _ = try server.logCodeMetrics(
        session: id, filePath: world.directory.path(of: "a.py"),
        functions: [FunctionChange(name: "f", modificationType: .added)])
    }
    return try files().filter { Self.names.contains($0.key) }
  }

  /// The records of a file as they are compared: `name: value`.
  private func records(of text: String?) throws -> [String] {
    let value = try JSONReader.read(Array((text ?? "").utf8))
    let members = value.members?.map { ($0.name + ": ", $0.value) }
    let all = members ?? (value.elements ?? []).map { ("", $0) }
    return all.map { $0.0 + String(decoding: JSONWriter.compact($0.1), as: UTF8.self) }
  }

  private func put(_ count: Int, _ name: String) -> String {
    "put \(count) whole record\(count == 1 ? "" : "s") back into \(name)"
  }

  @Test(arguments: names)
  func ofAFileCutAtAnyByteTheWholeRecordsAreSaved(_ name: String) throws {
    let files = try ledger()
    let text = try #require(files[name])
    let all = try records(of: text)
    let bytes = Array(text.utf8)
    // Where each record is whole: behind a brace on a line of its own.
    let ends = bytes.indices.filter { bytes[..<$0].suffix(4).elementsEqual("\n  }".utf8) }
    #expect(ends.count == all.count)
    // Each byte around the ends, and some of the others.
    let cuts = (1..<bytes.count).filter { cut in
      cut % 61 == 0 || ends.contains { abs($0 - cut) < 3 }
    }
    for cut in cuts where cut < bytes.count - 2 {
      try world.directory.write(Array(bytes[..<cut]), to: ".ai_sessions/\(name)")
      let whole = ends.count { $0 <= cut }
      let done = try doctor().mend()
      let copies = try world.storedNames().filter { $0.contains("\(name).corrupt-") }
      if whole == 0 {
        #expect(copies == [] && !done.contains { $0.hasPrefix("put ") }, "cut at \(cut)")
      } else {
        #expect(done.first == put(whole, name), "cut at \(cut)")
        let saved = try records(of: try world.stored(name))
        // Counters follow the interactions that are left.
        if name != "sessions.json" { #expect(saved == Array(all[..<whole]), "cut at \(cut)") }
        #expect(saved.count == whole, "cut at \(cut)")
        let copy = try #require(copies.first)
        #expect(try world.directory.bytes(of: ".ai_sessions/" + copy) == Array(bytes[..<cut]))
      }
      for name in try world.storedNames() {
        try RealFileSystem().remove(world.directory.path(of: ".ai_sessions/\(name)"))
      }
      for (name, text) in files { try world.store(text, as: name) }
    }
  }

  @Test func whatABrokenFileHeldIsPutBackBehindWhatWasBegunAnew() throws {
    let files = try ledger()
    let text = try #require(files["interactions.json"])
    try world.store(String(text.dropLast(3)), as: "interactions.json")
    let id = try #require(try world.json("sessions.json").members?.last?.name)
    _ = try world.service().logInteraction(.made(SessionID(id), prompt: "new"))
    #expect(try records(of: try world.stored("interactions.json")).count == 1)
    let before = try #require(try world.stored("interactions.json"))
    let finding = try #require(doctor().examine().findings.first { $0.check == "salvage" })
    #expect(finding.severity == .problem && finding.isMendable)
    #expect(finding.details == ["interactions.json: 3 whole records only in broken versions of it"])

    let done = try doctor().mend()
    #expect(done.first == put(3, "interactions.json"))
    #expect(done.contains { $0.hasPrefix("kept ") && $0.contains("interactions.json.before-fix-") })
    let saved = try records(of: try world.stored("interactions.json"))
    #expect(saved.count == 4 && saved.first?.contains("\"new\"") == true)
    #expect(try world.stored("interactions.json")?.hasPrefix(before.dropLast(2)) == true)
    let left = odd(doctor().examine())
    #expect(left.map(\.check) == ["set-aside", "copies"], "nothing else is left to do")
    #expect(left.allSatisfy { $0.severity == .note })
    #expect(try doctor().mend() == [])
  }

  /// A file may be larger than the memory.
  @Test(arguments: [1, 600, 1500])
  func partByPartAllIsPutBackInItsOrder(_ bytes: Int) throws {
    let files = try ledger()
    let text = try #require(files["interactions.json"])
    try world.store(String(text.dropLast(3)), as: "interactions.json")
    let doctor = Doctor(
      environment: world.environment, config: Config(), variables: { _ in nil },
      bytesAtOnce: bytes)
    #expect(try doctor.mend().first == put(3, "interactions.json"))
    #expect(
      try records(of: try world.stored("interactions.json")) == Array(records(of: text)[..<3]))
    let names = try world.storedNames()
    #expect(names.count { $0.contains(".corrupt-") } == 1)
    #expect(!names.contains { $0.contains("interactions.json.before-fix-") })
  }

  @Test func aSessionThatIsThereStaysAsItIs() throws {
    try world.store(
      #"{"a": {"status": "completed", "notes": "now"}, "odd": {}}"#, as: "sessions.json")
    try world.store("[]", as: "interactions.json")
    try world.store("[]", as: "issues.json")
    try world.store(
      #"{"a": {"status": "active"}, "b": {"status": "active", "notes": "newer"}, "odd": {"status": "x"},"#,
      as: "sessions.json.corrupt-20260102T000000")
    try world.store(
      #"{"b": {"status": "active"}, "c": {"session_name": "c", "owner": {"host": "x"}}, "d": {"#,
      as: "sessions.json.corrupt-20260101T000000")
    #expect(try doctor().mend().first == put(2, "sessions.json"))
    let sessions = try world.json("sessions.json")
    #expect(sessions.members?.map(\.name) == ["a", "odd", "b", "c"])
    #expect(sessions["a"]?["notes"] == "now" && sessions["b"]?["notes"] == "newer")
    #expect(try doctor().mend() == [])
  }

  @Test(
    arguments: [
      "[\n  R1,\n<<<<<<< HEAD\n  R2\n=======\n  R2,\n  R3\n>>>>>>> theirs\n]\n",
      "[R1, R2, \0\0\0 R3", "{\"interactions\": [R1, R2, R3]}", "[R1,{\"session_id\": \"x\",R2,]R3",
      "R3\nR2\nR1\n", "[[R1], {\"data\": R2}, R3, {\"session_id\": ]", "[R1, R2, R3] R1",
    ])
  func markersAndGarbageTakeOnlyWhatTheyBreak(_ layout: String) throws {
    var text = layout
    let expected = (1...3).map { #"{"session_id":"a","prompt":"\#($0) { } \"session_id\": {}"}"# }
    for (number, record) in expected.enumerated() {
      text = text.replacing("R\(number + 1)", with: record)
    }
    try world.store(
      #"{"a": {"status": "completed", "total_interactions": 3}}"#, as: "sessions.json")
    try world.store("[]", as: "issues.json")
    try world.store(text, as: "interactions.json")
    #expect(try doctor().mend().first == put(3, "interactions.json"))
    let saved = try records(of: try world.stored("interactions.json"))
    #expect(Set(saved) == Set(expected) && saved.count == 3)
    #expect(try world.storedNames().contains { $0.contains("interactions.json.corrupt-") })
  }

  @Test func partsOfRecordsAreNone() throws {
    try world.store("[]", as: "interactions.json")
    try world.store("[]", as: "issues.json")
    try world.store(
      #"{"a": {"session_name": "a", "owner": {"host": "desk"}, "code_metrics": [{"file_path": "x", "functions": [{"context": {"x": 1}}]"#,
      as: "sessions.json")
    #expect(odd(doctor().examine()).map(\.check) == ["files"])
    #expect(try doctor().mend() == [])
  }

  /// Whichever call fails, the file is what it was, or all that can be saved is in it and the copy beside it.
  @Test func noFailureLosesARecord() throws {
    let files = try ledger()
    let cut = String(try #require(files["issues.json"]).dropLast(3))
    let expected = try Array(records(of: files["issues.json"])[..<3])
    var step = 1
    var failures = 0
    while step < 200 {
      for name in try world.storedNames() {
        try RealFileSystem().remove(world.directory.path(of: ".ai_sessions/\(name)"))
      }
      for (name, text) in files { try world.store(text, as: name) }
      try world.store(cut, as: "issues.json")
      world.calls = []
      world.failingCall = step
      let doctor = doctor()
      let done = Result { try doctor.mend() }
      let wasReached = world.calls.count >= step
      world.failingCall = nil
      if case .failure = done { failures += 1 }
      let after = try self.files()
      for name in ["sessions.json", "interactions.json"] { #expect(after[name] == files[name]) }
      if after["issues.json"] != cut {
        #expect(try records(of: after["issues.json"]) == expected)
        #expect(after.contains { $0.key.hasPrefix("issues.json.corrupt-") && $0.value == cut })
      }
      guard wasReached else { break }
      step += 1
    }
    #expect(failures > 5)
  }
}
