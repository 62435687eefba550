// THE LIST of forms in which what is shown can leave the program, and the request to write a file of one.

internal import TrackerCore

/// A form of what is shown.
package enum ExportFormat: String, Sendable, CaseIterable {
  case json, csv, markdown, text

  /// The end of a file's name.
  package var fileExtension: String { self == .markdown ? "md" : self == .text ? "txt" : rawValue }

  /// What a table becomes in it, in the form; whether stored records stand behind its rows.
  func title(ofRecords hasRecords: Bool) -> String {
    switch self {
    case .json: hasRecords ? "JSON, the records as stored" : "JSON, an object a row"
    case .csv: "CSV with a header"
    case .markdown: "Markdown table"
    case .text: "text of the screen"
    }
  }

  /// The key that picks it.
  var key: Character { rawValue.first ?? " " }

  /// The format that a file's name asks for; nil when it asks for none.
  init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    let ending = fileName[fileName.index(after: dot)...].lowercased()
    guard let found = ExportFormat.allCases.first(where: { $0.fileExtension == ending }) else {
      return nil
    }
    self = found
  }
}

extension Dashboard {
  /// The screen without anything over it, to be printed.
  package var bare: Dashboard {
    var dashboard = self
    dashboard.over.box = nil
    dashboard.over.prompt = nil
    dashboard.over.message = nil
    return dashboard
  }

  /// `sessions-30d-20241122.csv`. `rows` is what the rows are, in the plural.
  func exportName(_ rows: String, _ format: ExportFormat) -> String {
    return fileName(format == .text ? "screen" : rows, format.fileExtension)
  }

  /// `screen-30d-20241122.svg`.
  func fileName(_ name: String, _ ending: String) -> String {
    let day = today.description.filter { $0 != "-" }
    let range = chosen.range.label.filter { $0.isLetter || $0.isNumber || $0 == "-" }
    return "\(name)-\(range)-\(day).\(ending)"
  }

  /// The request to write what is shown.
  func exportRequest(
    _ format: ExportFormat, path: String, mayReplace: Bool = false
  ) -> ExportRequest {
    let source = exportSource
    let content: ExportRequest.Content
    switch format {
    case .json: content = source.records.map { .records($0) } ?? .text(source.table.json)
    case .csv: content = .text(source.table.csv)
    case .markdown: content = .text(source.table.markdown)
    case .text: content = .picture(.txt)
    }
    let rows = format == .text ? "" : ", \(countText(source.count)) \(source.name)"
    return ExportRequest(
      content: content, path: path, mayReplace: mayReplace,
      summary: (format == .json ? "JSON" : format == .csv ? "CSV" : format.rawValue) + rows)
  }
}

extension Dashboard {
  /// What is shown, for export: the list that keys go to, else the sessions of the range. No row is built yet.
  var exportSource: ExportSource { focus?.kind.table?(self) ?? listedSessions }

  /// The sessions that are listed; of these the marked ones, if any are.
  var listedSessions: ExportSource {
    sessionSource(markedRows.isEmpty ? read.overview.rows : markedRows)
  }

  /// The sessions that are listed and marked.
  var markedRows: [SessionRow] {
    place.marked.isEmpty ? [] : read.overview.rows.filter { place.marked.contains($0.id) }
  }

  /// Sessions as a table.
  func sessionSource(_ sessions: [SessionRow]) -> ExportSource {
    ExportSource(
      "sessions", SessionRow.columns, sessions, records: { .sessions($0.map(\.id)) })
  }
}
