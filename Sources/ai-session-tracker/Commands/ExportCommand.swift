// `export`: whole ledgers as tables, for other programs and for people.

import ArgumentParser
import Platform
import TrackerCore

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Export sessions and all that belongs to them.",
    discussion: """
      The tables are sessions, interactions, issues, functions and unmeasured_functions. With terms or a range only those \
      sessions and what belongs to them are exported, else all.

      With --output every table is a file of its own in that folder, NAME.csv, NAME.jsonl or NAME.md. Each is written whole or \
      not at all, and none that is there is written over without --replace.

      For databases there is --format sql, or --tables with csv or jsonl: one row for each session, interaction, issue and \
      measured file of one or more ledgers, each with a key that is the same wherever a copy of it lies. Rows may be loaded \
      again and again, in any order. The tables are made once, by what --schema prints.

      Without --output one document goes to standard output: jsonl and md hold every table, csv one, the sessions unless \
      --table names another. Lines end in LF there, and control characters are replaced, which the files keep.

      Examples:
        ai-session-tracker export --format csv --since yesterday --until yesterday
        ai-session-tracker export --format csv --output backup
        ai-session-tracker export --format jsonl | jq -c 'select(.table == "issues")'
        ai-session-tracker export --format sql --schema | psql -q "$AI_DATABASE_URL"
        ai-session-tracker export --format sql --no-text --since 3d | psql -q -v ON_ERROR_STOP=1 "$AI_DATABASE_URL"
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, jsonl, md, sql }

  @OptionGroup var selection: SelectionOptions
  @Option(help: "The form of the tables.")
  var format: Format
  @Option(
    help: ArgumentHelp(
      "Folder to write a file for each table into; made if it is missing.", valueName: "dir"),
    completion: .directory)
  var output: String?
  @Option(help: "Only this table.")
  var table: LedgerTable?
  @Flag(help: "Write over files that are there.")
  var replace = false
  @Flag(help: "The tables for databases, as --format sql has them.")
  var tables = false
  @Flag(help: "Print the statements that make the tables for databases, and nothing else.")
  var schema = false
  @Flag(
    name: .customLong("no-text"),
    help: "Leave texts (prompts, responses, contexts, notes, descriptions) out of those tables.")
  var noText = false
  @OptionGroup var data: LedgersOptions

  func validate() throws {
    if output == "" { throw ValidationError("--output must name a folder") }
    if replace, output == nil { throw ValidationError("--replace goes with --output.") }
    if let form = databaseForm { return try checkForDatabases(form) }
    if tables { throw ValidationError("--tables goes with --format csv or jsonl.") }
    if schema { throw ValidationError("--schema goes with --format sql.") }
    if noText { throw ValidationError("--no-text goes with --format sql or --tables.") }
    if data.directories.count > 1 {
      throw ValidationError("Several --data go with --format sql or --tables.")
    }
  }

  func run() throws {
    if let form = databaseForm { return try exportForDatabases(form) }
    let service = data.service()
    let (all, meant) = try selection.history(service)
    let emptiness = service.emptiness(of: all)
    for notice in [meant.outside.sentence, all.skippedNotice, emptiness?.text].compactMap(\.self) {
      Stream.error.write(notice.printable + "\n")
    }
    if emptiness?.isFailure ?? false { throw ExitCode(Failure.operation) }
    let interactions = try service.interactions()
    let ids = Set(meant.sessions.map(\.id))
    // What belongs to no session goes with all of them.
    let ledger =
      ids.count < all.sessions.count
      ? ExportedLedger(
        history: meant, interactions: interactions.filter { ids.contains($0.sessionID) })
      : ExportedLedger(history: all, interactions: interactions)
    if let output {
      try write(ledger, into: output.absolute(in: service.environment.currentDirectory))
    } else {
      Stream.output.write(document(of: ledger))
    }
    if !all.unusableFiles.isEmpty { throw ExitCode(Failure.operation) }
  }

  private func document(of ledger: ExportedLedger) -> String {
    let tables = table.map { [$0] } ?? (format == .csv ? [.sessions] : LedgerTable.allCases)
    let texts = tables.map { table in
      let text = text(ledger.table(table), table)
      return format == .md ? "## \(table.rawValue)\n\n\(text)" : text
    }
    return texts.joined(separator: format == .md ? "\n" : "").withLineFeeds
  }

  private func text(_ content: Table, _ table: LedgerTable) -> String {
    switch format {
    case .csv: content.csv
    case .jsonl: content.jsonLines(named: table.rawValue)
    // SQL has tables of its own.
    case .md, .sql: content.markdown
    }
  }

  private func write(_ ledger: ExportedLedger, into folder: String) throws {
    let files = Environment.process.files
    let tables = table.map { [$0] } ?? LedgerTable.allCases
    let paths = tables.map { "\(folder)/\($0.rawValue).\(format.rawValue)" }
    do {
      for path in paths where try !replace && files.identity(of: path, links: .refuse) != nil {
        throw Failure(there: path)
      }
      try files.createDirectory(folder)
      for (table, path) in zip(tables, paths) {
        let content = ledger.table(table)
        try files.replace(path, by: [.bytes(Array(text(content, table).utf8))])
        Stream.output.write("\(path.printable): \(countText(content.rows.count, "row"))\n")
      }
    } catch let error as SystemError {
      throw Failure(message: "Not exported", error: "\(error)")
    }
  }
}

extension Failure {
  init(there path: String) {
    self.init(
      message: "Not exported", error: "\(path) is there already; nothing was written",
      remedy: "Name another folder, or give --replace.")
  }
}

extension String {
  /// With line feeds alone at the ends of lines.
  fileprivate var withLineFeeds: String {
    guard utf8.contains(0x0D) else { return self }
    var text = UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar == "\n", text.last == "\r" { text.removeLast() }
      text.append(scalar)
    }
    return String(text)
  }
}

/// The tables of an export.
enum LedgerTable: String, ExpressibleByArgument, CaseIterable {
  case sessions, interactions, issues, functions
  case unmeasuredFunctions = "unmeasured_functions"
}

/// What is exported.
struct ExportedLedger {
  var history: History
  var interactions: [Interaction]

  func table(_ table: LedgerTable) -> Table {
    switch table {
    case .sessions: Table(SessionRow.whole, history.sessionRows)
    case .interactions: Table(Interaction.columns, interactions)
    case .issues: Table(Issue.columns, history.issues)
    case .functions:
      Table(
        SessionPart.columns(MeasuredFunction.columns),
        history.sessions.flatMap(\.measuredFunctions))
    case .unmeasuredFunctions:
      Table(
        SessionPart.columns(UnmeasuredInFile.columns),
        history.sessions.flatMap(\.unmeasuredFunctions))
    }
  }
}
