import ArgumentParser
import JSON
import Platform
import TrackerCore

struct ActiveCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "active", abstract: "List the running sessions.")

  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer() throws -> Answer {
    let (sessions, unusable) = try data.service().activeSessionsAsFarAsKnown()
    let found = "Found \(sessions.count) active session(s)"
    if let unusable {
      // Standard error has it already for people.
      return Answer(
        symbol: "❌", message: "Running sessions not known",
        data: [.init("active_sessions", .array([]))], lines: [],
        gap: "\(unusable.path) is not usable: \(unusable.reason)")
    }
    // People read another sentence than programs do.
    let sentence = sessions.isEmpty ? "No active sessions found" : found + ":"
    return Answer(
      symbol: "📋", message: output.json ? found : sentence,
      data: [.init("active_sessions", .array(sessions.map(\.document)))],
      lines: sessions.flatMap(\.lines))
  }
}

extension ActiveSession {
  fileprivate var document: JSONValue {
    [
      "session_id": .string(id.text), "session_name": name, "task_type": taskType,
      "start_time": startTime,
    ]
  }

  fileprivate var lines: [String] {
    [
      "", "  \(name.plainText)", "    ID: \(id.text)", "    Type: \(taskType.plainText)",
      "    Started: \(startTime.plainText)",
    ].map(\.printable)
  }
}
