// The choice of a form to export what is shown in, then of a file, then whether an old one may go.

internal import TrackerCore

extension Dashboard {
  /// Opens the form that asks for format and file.
  mutating func chooseExport() {
    let source = exportSource
    let format = ExportFormat.csv
    popup = .form(
      Form(
        purpose: .export(format), title: "Export",
        about: ["\(countText(source.count)) \(source.name) as shown, \(range.title)"],
        fields: [
          .choice(
            "Form", ExportFormat.allCases.map(\.rawValue),
            chosen: ExportFormat.allCases.firstIndex(of: format), demand: "choose a form first"),
          .text("File", exportName(source.name, format), demand: "name a file"),
        ], confirm: "write it", leave: "leave it",
        notes: [format.title(ofRecords: source.hasRecords)]))
  }

  /// Keeps the form of an export together: the format that is chosen gives the file its ending.
  mutating func followExportFormat() {
    guard var form, case .export(let old) = form.purpose,
      let new = ExportFormat(rawValue: form.value("Form")), new != old
    else { return }
    let source = exportSource
    if form.value("File") == exportName(source.name, old), form.fields.count > 1 {
      form.fields[1].content = .text(TextField(exportName(source.name, new)))
    }
    form.purpose = .export(new)
    form.notes = [new.title(ofRecords: source.hasRecords)]
    popup = .form(form)
  }

  /// Takes in what became of an export.
  mutating func takeExported(_ request: ExportRequest, _ outcome: ExportOutcome) {
    switch outcome {
    case .written: message = "wrote \(request.path): \(request.summary)"
    case .exists:
      popup = .form(
        Form(
          purpose: .replace(request), title: "Replace file",
          about: [request.path, request.summary],
          confirm: "replace it", leave: "leave it", notes: ["There is such a file already."]))
    case .failed(let reason): message = "not written: \(reason)"
    }
  }
}
