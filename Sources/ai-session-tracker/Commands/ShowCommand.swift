// `show`: one session with all that belongs to it.

import ArgumentParser
import JSON
import Platform
import TrackerCore

struct ShowCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a session with its interactions and issues.",
    discussion: """
      Examples:
        ai-session-tracker show last
        ai-session-tracker show fix_login --json | jq '.data.interactions[].effectiveness_rating'
      """)

  @Argument(help: "Session: its id, the beginning of it, or last for the one that began last.")
  var id: String
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { try check(textProblem(id, of: "id")) }

  func answer() throws -> Answer {
    let service = data.service()
    let history = try service.history(withTexts: true, asFarAsPossible: true)
    if let emptiness = service.emptiness(of: history) { service.environment.log(emptiness.text) }
    let (row, interactions) = try service.withSession(id) { id in
      guard let row = history.restricted(toSession: id)?.sessionRows.first else {
        throw TrackerError.sessionNotFound(id)
      }
      return (row, try service.interactions(of: id))
    }
    let session = SessionParts(
      row: row, interactions: interactions, issues: history.issues.filter { $0.sessionID == row.id }
    )
    let environment = service.environment
    return Answer(
      symbol: "📋", message: row.name.isEmpty ? row.id.text : row.name, data: session.members,
      lines: output.json
        ? [] : session.lines(TimeText(calendar: environment.calendar, now: environment.now())),
      notices: [history.skippedNotice].compactMap(\.self),
      gap: history.unusableFiles.first.map { "\($0.path) is not usable: \($0.reason)" })
  }
}

/// A session and its parts, each in the columns of its kind.
private struct SessionParts {
  var row: SessionRow
  var interactions: [Interaction]
  var issues: [Issue]

  private var functions: [SessionPart<MeasuredFunction>] { row.session.measuredFunctions }
  private var unmeasured: [SessionPart<UnmeasuredInFile>] { row.session.unmeasuredFunctions }

  var members: [JSONValue.Member] {
    [
      .init("session", SessionRow.whole.document(row)),
      .init("interactions", Interaction.columns.documents(interactions)),
      .init("issues", Issue.columns.documents(issues)),
      .init("functions", MeasuredFunction.columns.documents(functions.map(\.part))),
      .init("unmeasured_functions", UnmeasuredInFile.columns.documents(unmeasured.map(\.part))),
    ]
  }

  func lines(_ time: TimeText) -> [String] {
    SessionRow.whole.lines(row, time, indent: 2)
      + section("Interaction", Interaction.columns, interactions, time)
      + section("Issue", Issue.columns, issues, time)
      + section("Function", MeasuredFunction.columns, functions.map(\.part), time)
      + section("Function without measures", UnmeasuredInFile.columns, unmeasured.map(\.part), time)
  }

  private func section<Part>(
    _ title: String, _ columns: [Column<Part>], _ parts: [Part], _ time: TimeText
  ) -> [String] {
    // Whose they are is known.
    let columns = columns.filter { $0.key != "session_id" }
    return parts.enumerated().flatMap { place, part in
      ["", "\(title) \(place + 1) of \(parts.count)"] + columns.lines(part, time, indent: 2)
    }
  }
}

extension Array {
  /// A line for each cell that says something, under the titles of the columns; texts of several lines stand below one
  /// another.
  fileprivate func lines<Row>(_ row: Row, _ time: TimeText, indent: Int) -> [String]
  where Element == Column<Row> {
    let width = indent + (map(\.title.count).max() ?? 0) + 2
    return flatMap { column -> [String] in
      let text = column.shown(row, time: time)
      guard !text.isEmpty, text != "—" else { return [] }
      let title = String(repeating: " ", count: indent) + column.title
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.enumerated().map { place, line in
        (place == 0 ? title : "").padded(to: width) + String(line).printable
      }
    }
  }
}
