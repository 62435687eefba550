import ArgumentParser
import JSON
import TrackerCore

struct FlagCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "flag", abstract: "Flag an issue of a session.")

  @Option(help: "Session, as `start` or `active` names it.")
  var sessionId: String
  @Option(help: "Kind of issue in a word, e.g. hallucination.")
  var type: String
  @Option(parsing: .unconditional, help: "What went wrong.")
  var desc: String
  @Option(help: "How bad it is.")
  var severity: Severity
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer() throws -> Answer {
    let service = data.service()
    let flagged = try service.flagIssue(
      session: SessionID(sessionId), issueType: type, description: desc, severity: severity)
    return Answer(
      message: "Issue flagged: \(type) (\(severity.rawValue))",
      data: [
        .init("issue_type", .string(type)), .init("severity", .string(severity.rawValue)),
        .init("session_id", .string(sessionId)),
      ],
      notices: service.takeNotices() + [flagged.standing.remark].compactMap { $0 })
  }
}
