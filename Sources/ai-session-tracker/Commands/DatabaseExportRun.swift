// `export --format sql` and `--tables`: the tables for databases, of one ledger or of several.

import ArgumentParser
import Platform
import TrackerCore

extension ExportCommand {
  /// The form of the tables for databases; nil where they are not asked for.
  var databaseForm: ExportForm? {
    format == .sql || tables ? ExportForm(rawValue: format.rawValue) : nil
  }

  func checkForDatabases(_ form: ExportForm) throws {
    if schema, form != .sql { throw ValidationError("--schema goes with --format sql.") }
    if !selection.terms.isEmpty || selection.time.until != nil || selection.time.range != nil {
      throw ValidationError("Tables for databases are narrowed by --since alone.")
    }
    if table != nil {
      throw ValidationError("--table goes with tables that are not for databases.")
    }
    if form == .csv, output == nil {
      throw ValidationError("Tables for databases as csv need --output, a folder for their files.")
    }
    if form == .sql, output != nil {
      throw ValidationError("--format sql goes to standard output; --output is for csv and jsonl.")
    }
  }

  func exportForDatabases(_ form: ExportForm) throws {
    if schema { return Stream.output.write(DatabaseExport.schema) }
    let environment = Environment.process
    let config = data.config(warn: environment.log)
    let folders = data.directories.isEmpty ? [config.directory] : data.directories
    let ledgers = environment.ledgers(in: folders)
    if ledgers.isEmpty {
      let missing = folders.map(\.printable).joined(separator: ", ")
      guard data.directories.isEmpty else {
        throw Failure(message: "Not exported", error: "no session data in \(missing)")
      }
      Stream.error.write("No session data in \(missing).\n")
    }
    let since = try selection.time.range(environment).bounds?.lowerBound
    let export = try DatabaseExport(
      of: ledgers.map {
        UnionSource(
          name: $0.name, StorageManager(environment: environment, directory: $0.directory))
      }, config: config, withTexts: !noText, since: since)
    if let output {
      try write(export, form, into: output.absolute(in: environment.currentDirectory))
    } else {
      try export.write(form) { ProcessEnvironment.write(data: $0) }
    }
    Stream.error.write(export.summary + "\n")
    if export.isNoLedgerWhole { throw ExitCode(Failure.operation) }
  }

  private func write(_ export: DatabaseExport, _ form: ExportForm, into folder: String) throws {
    let files = Environment.process.files
    let tables = DatabaseExport.tableNames.map { ($0, "\(folder)/\($0).\(form.rawValue)") }
    do {
      for (_, path) in tables
      where try !replace && files.identity(of: path, links: .refuse) != nil {
        throw Failure(there: path)
      }
      try files.createDirectory(folder)
      for (table, path) in tables {
        var pieces: [FilePiece] = []
        try export.write(form, table: table) { pieces.append(.bytes($0)) }
        try files.replace(path, by: pieces)
        Stream.output.write("\(path.printable)\n")
      }
    } catch let error as SystemError {
      throw Failure(message: "Not exported", error: "\(error)")
    }
  }
}
