// Recorded conversations: each tool as each revision sees it, in requests and answers as they stand
// on the wire, each line once.

import JSON
import TestSupport
import Testing

@testable import TrackerMCP

@Suite struct TranscriptTests {
  private static let id: JSONValue = "mend_the_login_20260105_211518_k7"

  /// What is asked of each tool, after a session was started.
  private static let scripts: [(tool: String, calls: [JSONValue])] = [
    (
      "start_ai_session",
      [
        startArguments("Write the guide").with("context", "ticket 7"),
        startArguments().with("task_type", "cooking"), startArguments().with("session_name", nil),
      ]
    ),
    (
      "log_ai_interaction",
      [
        logArguments("mend_the_login_20260105_211518_k7", rating: 2),
        logArguments("mend_the_login_20260105_211518_k7", rating: 5).with("iteration_count", 3)
          .with("tools_used", ["edit", "bash"]),
        logArguments("mend_the_login_20260105_211518_k7", rating: 9), logArguments("no-such"),
      ]
    ),
    (
      "end_ai_session",
      [
        ["session_id": id, "outcome": "success", "notes": "all good"],
        ["session_id": id, "outcome": "fabulous"], ["outcome": "success"],
      ]
    ),
    (
      "flag_ai_issue",
      [
        [
          "session_id": id, "issue_type": "hallucination", "description": "It made up a flag",
          "severity": "high",
        ],
        ["session_id": id, "issue_type": "hallucination", "description": "d", "severity": "HIGH"],
      ]
    ),
    (
      "log_code_metrics",
      [
        [
          "session_id": id, "file_path": "sample.py",
          "functions_modified": [
            [
              "name": "area", "modification_type": "modified", "lines_added": 3,
              "lines_modified": 2,
            ],
            ["name": "nowhere", "modification_type": "added"],
            ["name": "gone", "modification_type": "deleted", "lines_deleted": 8],
          ],
        ],
        ["session_id": id, "file_path": "notes.txt", "functions_modified": []],
        ["session_id": id, "file_path": "sample.py", "functions_modified": [["name": "area"]]],
      ]
    ),
    (
      "get_ai_observability",
      [[:], ["session_id": id], ["session_id": "no-such"], ["time_range": "soon"]]
    ),
    ("get_active_sessions", [[:]]),
  ]

  private static let source = """
    def area(width: float, height: float) -> float:
        \"\"\"Area of a rectangle.

        Args: width and height, not negative.
        Returns: their product.
        \"\"\"
        if width < 0 or height < 0:
            raise ValueError
        return width * height

    """

  @Test(arguments: scripts.indices)
  func aConversation(script: Int) throws {
    let (tool, calls) = TranscriptTests.scripts[script]
    let transcript = try transcript(of: ProtocolEra.allCases, calls.map { (tool, $0) }) { era in
      let world = try World()
      try world.write(TranscriptTests.source, to: "sample.py")
      let client = try world.client(era)
      _ = try client.start()
      world.pass(minutes: 12)
      return client
    }
    try expectGolden(transcript, "\(tool).txt")
  }
}

/// The same calls in several revisions, each with a world of its own: every line behind the revisions in which it stands.
func transcript(
  of eras: [ProtocolEra], _ calls: [(tool: String, arguments: JSONValue)],
  as client: (ProtocolEra) throws -> Client
) throws -> String {
  let clients = try eras.map(client)
  func told(_ sign: String, _ lines: [String]) -> [String] {
    var seen: [String] = []
    for line in lines where !seen.contains(line) { seen.append(line) }
    return seen.map { line in
      let names = zip(eras, lines).filter { $0.1 == line }.map { "\($0.0)" }
      return "\(sign) \(names.joined(separator: " ")): \(line)"
    }
  }
  let steps = calls.enumerated().map { number, call in
    let asked = clients.map { client in
      let line = client.line(
        "tools/call", ["name": .string(call.tool), "arguments": call.arguments],
        id: .number(number + 1))
      return String(decoding: JSONWriter.compact(line), as: UTF8.self)
    }
    let answers = zip(clients, asked).map { $0.world.ask($1) ?? "(nothing)" }
    return (told("→", asked) + told("←", answers)).joined(separator: "\n")
  }
  return steps.joined(separator: "\n\n")
}
