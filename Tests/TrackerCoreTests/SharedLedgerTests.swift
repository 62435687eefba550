// Two writers of ours and a program that rewrites whole files share a ledger: whatever the order, nothing that was
// acknowledged is lost or doubled, what we do not know stays, and the counters are those of a naive count.

import Glibc
import JSON
import Platform
import TestSupport
import Testing
import TrackerCore

@Suite struct SharedLedgerTests {
  /// What a naive program would remember.
  private struct Model {
    /// Prompts in the order in which they were acknowledged.
    var prompts: [String] = []
    var ratings: [SessionID: [Int]] = [:]
    var issueCount = 0
    /// Marks that the foreign program left in sessions, by session.
    var marks: [String: Int] = [:]
  }

  private let world: TestEnvironment
  private let names = ["sessions.json", "interactions.json", "issues.json"]

  init() throws { world = try TestEnvironment() }

  /// Parses, changes, truncates, writes with an indent of two: what the other program does, without our lock.
  private func rewrite(_ name: String, _ change: (inout JSONValue) -> Void) throws {
    var value = try world.json(name)
    change(&value)
    let path = world.directory.path(of: Config.defaultDirectory + "/" + name)
    let descriptor = try check("open", path) { open(path, O_WRONLY | O_TRUNC | O_CLOEXEC) }
    defer { close(descriptor) }
    try FileWriter(descriptor: descriptor, path: path).write(JSONWriter.indented(value))
  }

  private func rewriteSomething(
    _ number: Int, _ chance: inout SeededGenerator, _ model: inout Model
  ) throws {
    switch chance.below(3) {
    case 0:
      guard let id = model.ratings.keys.map(\.text).sorted().first else { return }
      try rewrite("sessions.json") { sessions in
        guard case .object(var members) = sessions,
          let place = members.firstIndex(where: { $0.name == id }),
          case .object(var session) = members[place].value
        else { return }
        session.removeAll { $0.name == "mark" }
        session.insert(.init("mark", .number(number)), at: 0)
        members[place] = .init(id, .object(session))
        sessions = .object(members)
      }
      model.marks[id] = number
    case 1:
      guard let id = model.ratings.keys.sorted(by: { $0.text < $1.text }).last else { return }
      try rewrite("interactions.json") { list in
        guard case .array(let elements) = list else { return }
        list = .array(
          elements + [
            .object([
              .init("session_id", .string(id.text)), .init("prompt", .string("foreign \(number)")),
              .init("effectiveness_rating", 2), .init("unknown", .number(number)),
            ])
          ])
      }
      model.prompts.append("foreign \(number)")
      model.ratings[id, default: []].append(2)
    default:
      try rewrite("issues.json") { _ in }
    }
  }

  private func step(
    _ number: Int, _ service: SessionService, _ chance: inout SeededGenerator, _ model: inout Model
  ) throws {
    let ids = model.ratings.keys.sorted { $0.text < $1.text }
    switch ids.isEmpty ? 0 : chance.below(12) {
    case 0:
      world.pass(minutes: 1)
      let id = try service.startSession(.made("n" + chance.text())).session.id
      model.ratings[id] = []
    case 1:
      _ = try service.endSession(
        chance.pick(ids), outcome: .partial, notes: chance.text(maximumLength: 300), isAgain: true)
    case 2:
      _ = try service.flagIssue(
        session: chance.pick(ids), issueType: "x", description: chance.text(), severity: .low)
      model.issueCount += 1
    case 3, 4: try rewriteSomething(number, &chance, &model)
    default:
      let (id, rating) = (chance.pick(ids), 1 + chance.below(5))
      let prompt = "\(number) \(chance.text())"
      let logged = try service.logInteraction(.made(id, rating: rating, prompt: prompt))
      model.prompts.append(prompt)
      model.ratings[id, default: []].append(rating)
      let ratings = model.ratings[id] ?? []
      #expect(logged.totalInteractions == ratings.count)
      let mean = Double(ratings.reduce(0, +)) / Double(ratings.count)
      #expect(abs(logged.averageEffectiveness - mean) <= 0.005 + 1e-9)
      #expect(try world.member("total_interactions", of: id) == .number(ratings.count))
    }
  }

  private func expectAll(_ model: Model) throws {
    let prompts = try world.json("interactions.json").elements?.map { $0["prompt"]?.text }
    #expect(prompts == model.prompts)
    #expect(try world.json("issues.json").elements?.count == model.issueCount)
    let sessions = try world.json("sessions.json").members ?? []
    #expect(Set(sessions.map { SessionID($0.name) }) == Set(model.ratings.keys))
    #expect(sessions.count == model.ratings.count)
    for (id, number) in model.marks {
      #expect(sessions.first { $0.name == id }?.value["mark"] == .number(number))
    }
    for name in names {
      guard let spare = try world.stored(".\(name).spare.tmp") else { continue }
      #expect(throws: Never.self) { try JSONReader.read(Array(spare.utf8)) }
    }
    #expect(try world.storedNames() == names.sorted())
    #expect(world.messages == [])
  }

  @Test(arguments: 0..<8)
  func nothingAcknowledgedIsLostWhateverTheOrder(_ seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    var model = Model()
    world.refusesExchange = seed % 4 == 3
    let writers = [world.service(), world.service()]
    var writer = 0
    for number in 0..<100 {
      // Runs of one writer are what makes it trust its spares.
      if chance.oneIn(4) { writer = 1 - writer }
      try step(number, writers[writer], &chance, &model)
      try expectAll(model)
    }
    #expect(model.prompts.count > 30)
  }

  /// In between our own commits nothing but the disk tells of a change that keeps the size.
  @Test func aChangeOfTheSameSizeIsNoticed() throws {
    let service = world.service()
    let id = try service.startSession(.made()).session.id
    for _ in 0..<3 { _ = try service.logInteraction(.made(id, rating: 5)) }
    try rewrite("interactions.json") { list in
      let first = list.elements?.first?.members?.map {
        $0.name == "effectiveness_rating" ? JSONValue.Member($0.name, 1) : $0
      }
      list = .array([.object(first ?? [])] + (list.elements?.dropFirst() ?? []))
    }
    #expect(try service.logInteraction(.made(id, rating: 5)).averageEffectiveness == 4)
  }
}
