// A history of any length in the layout of the data files, the same bytes for the same length.
// It refuses chance and clocks.

internal import JSON
internal import Platform
internal import TrackerCore

/// Makes up sessions, interactions and issues.
struct MadeLedger {
  /// How many interactions; every twentieth begins a session, every fortieth has an issue.
  let interactionCount: Int
  private var seed: UInt64 = 1

  static let interactionsPerSession = 20

  init(interactionCount: Int) { self.interactionCount = interactionCount }

  private var sessionCount: Int {
    max(interactionCount / MadeLedger.interactionsPerSession, 1)
  }

  /// Writes the three files into a directory.
  mutating func write(to directory: String, _ files: any FileSystem) throws {
    try files.createDirectory(directory)
    for (name, open, close, count) in [
      ("sessions.json", "{", "}", sessionCount),
      ("interactions.json", "[", "]", interactionCount),
      ("issues.json", "[", "]", interactionCount / 40),
    ] {
      let path = directory + "/" + name
      let pieces = pieces(of: name, open: open, close: close, count: count)
      try files.replace(path, by: pieces)
    }
  }

  /// In pieces of about a megabyte.
  private mutating func pieces(
    of name: String, open: String, close: String, count: Int
  ) -> [FilePiece] {
    var pieces: [FilePiece] = []
    var bytes = Array(open.utf8)
    for number in 0..<count {
      bytes += Array((number == 0 ? "\n  " : ",\n  ").utf8)
      switch name {
      case "sessions.json":
        bytes += JSONWriter.compact(.string(sessionID(number))) + Array(": ".utf8)
        bytes += JSONWriter.indented(.object(session(number)), level: 1)
      case "interactions.json":
        bytes += JSONWriter.indented(.object(interaction(number)), level: 1)
      default: bytes += JSONWriter.indented(.object(issue(number)), level: 1)
      }
      if bytes.count > 1_000_000 {
        pieces.append(.bytes(bytes))
        bytes = []
      }
    }
    return pieces + [.bytes(bytes + Array((count == 0 ? close : "\n" + close).utf8))]
  }

  /// From 0 up to, not including, `bound` (Knuth's MMIX generator: The Art of Computer Programming 2, 3.3.4).
  private mutating func below(_ bound: Int) -> Int {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(seed >> 33) % bound
  }

  private static let words = [
    "storage", "keeps", "every", "record", "while", "the", "dashboard", "reads", "a", "whole",
    "version", "caf\u{E9}",
  ]

  private mutating func text(words count: Int) -> JSONValue {
    .string(
      (0..<count).map { _ in MadeLedger.words[below(MadeLedger.words.count)] }
        .joined(separator: " "))
  }

  private func sessionID(_ number: Int) -> String { "made_session_\(number)" }

  /// A session takes half an hour; there are eight a day.
  private func time(_ session: Int, minutes: Int) -> JSONValue {
    let start: Int64 = 1_735_718_400_000_000
    let minute = Int64(session / 8 * 1440 + session % 8 * 50 + minutes)
    return .string(Timestamp(microseconds: start + minute * 60_000_000 + 123_456).description)
  }

  private mutating func session(_ number: Int) -> [JSONValue.Member] {
    let kinds = TaskType.known
    return [
      .init("id", .string(sessionID(number))), .init("session_name", text(words: 4)),
      .init("task_type", .string(kinds[below(kinds.count)].rawValue)),
      .init("context", text(words: 10)), .init("start_time", time(number, minutes: 0)),
      .init("model_name", "made-model"),
      .init("human_time_estimate_minutes", .number(Double(15 + below(200)))),
      .init("estimate_source", "manual"), .init("status", "completed"),
      .init("execution_context", "foreground"), .init("end_time", time(number, minutes: 30)),
      .init("outcome", "success"), .init("notes", text(words: 20)),
      .init("total_interactions", .number(MadeLedger.interactionsPerSession)),
      .init("avg_effectiveness", .number(3.0)), .init("code_metrics", .array([])),
    ]
  }

  private mutating func interaction(_ number: Int) -> [JSONValue.Member] {
    let session = number / MadeLedger.interactionsPerSession
    return [
      .init("session_id", .string(sessionID(min(session, sessionCount - 1)))),
      .init("timestamp", time(session, minutes: number % MadeLedger.interactionsPerSession)),
      .init("prompt", text(words: 40)), .init("response_summary", text(words: 30)),
      .init("effectiveness_rating", .number(1 + below(5))),
      .init("iteration_count", .number(1 + below(3))),
      .init("tools_used", .array(["read_file", "run_tests"])),
    ]
  }

  private mutating func issue(_ number: Int) -> [JSONValue.Member] {
    let levels = Severity.known
    return [
      .init("session_id", .string(sessionID(number * 2 % sessionCount))),
      .init("timestamp", time(number * 2, minutes: 10)), .init("issue_type", "incorrect_output"),
      .init("description", text(words: 15)),
      .init("severity", .string(levels[below(levels.count)].rawValue)),
    ]
  }
}
