// The words about what was not measured, or not for sure.

import JSON
import Testing

@testable import TrackerMCP

@Suite struct MetricsAnswerTests {
  @Test(arguments: ProtocolEra.allCases)
  func whatWasNotMeasuredOrNotForSureStandsInTheText(era: ProtocolEra) throws {
    let world = try World()
    let client = try world.client(era)
    let id = try client.start()
    try world.write("class A:\n def f(): pass\nclass B:\n def f(): pass\n", to: "a.py")
    try world.write("{", to: "a.ts")
    func text(_ path: String, _ names: [String]) throws -> String {
      let changes = names.map { name -> JSONValue in
        ["name": .string(name), "modification_type": "modified", "lines_added": 3]
      }
      let answer = try client.call(
        "log_code_metrics",
        [
          "session_id": .string(id), "file_path": .string(path),
          "functions_modified": .array(changes),
        ])
      #expect(answer["result"]?["isError"] == nil)
      return try #require(answer.firstText)
    }
    let typescript = try text("a.ts", ["f", "g"])
    #expect(typescript.contains("\nnot measured: no grammar for .ts\n"))
    #expect(typescript.contains("2 function(s), lines added 6, modified 0, deleted 0\n"))
    #expect(!typescript.contains("Avg") && !typescript.contains("Not found"))
    let python = try text("a.py", ["f", "B.f", "nowhere"])
    #expect(
      python.contains(
        "⚠️ 2 functions are named f; measured the one in line 2. Type.name chooses another\n"))
    #expect(python.contains("⚠️ Not found: nowhere\n"))
    #expect(try !text("a.py", ["B.f"]).contains("⚠️"))
  }
}
