import ArgumentParser
import JSON
import TrackerCore

struct FlagCommand: IdentifyingCommand {
  static let configuration = CommandConfiguration(
    commandName: "flag", abstract: "Flag an issue of a session.")

  @OptionGroup var session: SessionOption
  @Option(help: "Kind of issue in a word, e.g. hallucination.")
  var type: String
  @Option(parsing: .unconditional, help: "What went wrong.")
  var desc: String
  @Option(help: "How bad it is.")
  var severity: Severity
  @OptionGroup var data: DataOptions
  @OptionGroup var form: FormOptions

  func answer() throws -> Answer {
    let service = data.service()
    let (flagged, chosen) = try session.use(service) { id in
      try service.flagIssue(session: id, issueType: type, description: desc, severity: severity)
    }
    let id = flagged.issue.sessionID.text
    return Answer(
      message: "Issue flagged: \(type) (\(severity.rawValue))",
      data: [
        .init("issue_type", .string(type)), .init("severity", .string(severity.rawValue)),
        .init("session_id", .string(id)),
      ],
      notices: service.takeNotices() + notices(chosen: chosen)
        + [flagged.standing.remark].compactMap { $0 },
      ids: [id])
  }
}
