import ArgumentParser
import JSON
import Platform
import TrackerCore

struct RequestStatsCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "request-stats", abstract: "Count the logged requests and their tokens.",
    discussion: """
      Totals cover the requests that tell a number, averages are over those. Where the file cannot be used, standard error \
      says why, and the exit status is 1.
      """)

  @Option(
    parsing: .unconditional, help: "Only requests of this type.",
    completion: .list(RequestType.allValueStrings))
  var type: String?
  @Option(parsing: .unconditional, help: "Only requests to this model.")
  var model: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try check(textProblem(type, of: "--type"), textProblem(model, of: "--model"))
  }

  func answer() throws -> Answer {
    let report = try data.service().requestReport(type: type, model: model)
    let count = report.statistics.count
    var notices = report.notices
    // The log has told that file already.
    if report.unusable != nil { notices.removeFirst() }
    return Answer(
      symbol: report.unusable == nil ? "📊" : "❌",
      message: count == 1 ? "1 request" : "\(count) requests",
      data: RequestReport.figures().members(report),
      lines: report.lines.map { "  " + $0.printable }, notices: notices,
      gap: report.unusable.map { "\($0.path) is not usable: \($0.reason)" })
  }
}
