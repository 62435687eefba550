// `list`: sessions, a line each.

import ArgumentParser
import JSON
import Platform
import TrackerCore

struct ListCommand: IdentifyingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List sessions, the newest first.",
    discussion: """
      On a terminal it is a table as wide as that; a cut id can be given to other commands as it is: its \
      beginning is enough. Elsewhere it is a \
      line for the names of the columns and one for each session, values parted by tabs as they are stored; within a value a \
      tab is \\t, a line feed \\n, a backslash \\\\.

      Examples:
        ai-session-tracker list type:debugging 'eff<3' -model:gpt
        ai-session-tracker list --since yesterday --until yesterday
        ai-session-tracker list project:web --sort -duration --limit 10 --columns id,name,dur,eff
      """)

  @OptionGroup var selection: SelectionOptions
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Column to sort by; with - the greatest first. Missing values come last.", valueName: "column"
    ))
  var sort: String?
  @Option(
    help: ArgumentHelp("Columns, parted by commas; all for all.", valueName: "columns"))
  var columns: String?
  @Option(help: ArgumentHelp("At most so many sessions.", valueName: "count"))
  var limit: Int?
  @OptionGroup var data: DataOptions
  @OptionGroup var form: FormOptions

  func validate() throws {
    _ = try (order(), chosenColumns())
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1, not \(limit)") }
  }

  private func order() throws -> (column: Column<SessionRow>, isDescending: Bool)? {
    guard let sort else { return nil }
    let isDescending = sort.hasPrefix("-")
    let words = isDescending ? String(sort.dropFirst()) : sort
    let chosen = try chosen(words, of: SessionRow.columns, "--sort")
    guard chosen.count == 1 else { throw ValidationError("--sort takes one column") }
    return (chosen[0], isDescending)
  }

  private func chosen(
    _ words: String, of columns: [Column<SessionRow>], _ option: String
  ) throws -> [Column<SessionRow>] {
    do throws(TrackerError) {
      return try columns.chosen(words, for: option)
    } catch {
      throw ValidationError(error.message)
    }
  }

  private func chosenColumns() throws -> [Column<SessionRow>]? {
    try columns.map {
      $0 == "all" ? SessionRow.whole : try chosen($0, of: SessionRow.whole, "--columns")
    }
  }

  func answer() throws -> Answer {
    let service = data.service()
    let environment = service.environment
    let (all, meant) = try selection.history(service)
    let time = TimeText(calendar: environment.calendar, now: environment.now())
    let sorted = try sorted(meant.sessionRows, now: time.now)
    let rows = sorted.prefix(limit ?? sorted.count)
    let count = countText(sorted.count, "session")
    let emptiness = service.emptiness(of: all)
    return Answer(
      symbol: "📋",
      message: rows.count < sorted.count ? "\(rows.count) of \(count)" : count,
      data: [
        .init("total", .number(sorted.count)),
        .init("sessions", try (chosenColumns() ?? SessionRow.columns).documents(rows)),
      ],
      lines: output.json || isQuiet ? [] : try lines(Array(rows), time),
      notices: [meant.outside.sentence, all.skippedNotice, emptiness?.text].compactMap(\.self),
      gap: all.unusableFiles.first.map { "\($0.path) is not usable: \($0.reason)" }
        ?? emptiness.flatMap { $0.isFailure ? $0.text : nil },
      ids: rows.map(\.id.text))
  }

  private func sorted(_ rows: [SessionRow], now: Timestamp) throws -> [SessionRow] {
    guard let (column, isDescending) = try order() else {
      return rows.sorted(by: SessionRow.isBefore)
    }
    return column.sorted(
      rows, isDescending: isDescending, now: now, isBefore: SessionRow.isBefore)
  }

  private func lines(_ rows: [SessionRow], _ time: TimeText) throws -> [String] {
    let columns = try chosenColumns()
    guard TerminalDevice.isTerminal(.output) else {
      return Table(columns ?? SessionRow.columns, rows).tsv.split(separator: "\n").map(String.init)
    }
    guard !rows.isEmpty else { return [] }
    let terminal = TerminalText()
    return TextTable(
      columns ?? ListCommand.usual, rows, time: time,
      importance: columns == nil ? ListCommand.importance : [], least: ListCommand.least,
      fitting: terminal.columns, width: terminal.width
    ).lines
  }

  /// What the dashboard lists, the id in front: it is what other commands take.
  private static let usual = SessionRow.columns.filter { $0.screen != nil }

  /// How narrow a column is made before a more important one is dropped.
  private static let least = ["session_name": 24, "session_id": 20]

  /// The dashboard's order of importance; name and id give way after the first three, and stay.
  private static let importance = {
    let others = usual.filter { least[$0.key] == nil }
      .sorted { ($0.screen?.rank ?? .max) < ($1.screen?.rank ?? .max) }.map(\.key)
    return Array(others.prefix(3)) + ["session_name", "session_id"] + others.dropFirst(3)
  }()
}
