// Writing a file of what is shown: in which form, under which name; and whether one that is there may go.

internal import TrackerCore

/// Writes what is shown into a file.
struct ExportForm: FormPurpose {
  static let opening: Command? = .export

  let format: ExportFormat

  private static let formatLabel = "Form"
  private static let fileLabel = "File"

  /// The form of a file follows its choice: it gives the file its ending.
  func follow(_ form: inout Form, _ dashboard: Dashboard) {
    guard let new = ExportFormat(rawValue: form.value(ExportForm.formatLabel)), new != format
    else { return }
    let source = dashboard.exportSource
    if form.value(ExportForm.fileLabel) == dashboard.exportName(source.name, format),
      let file = form.fields.firstIndex(where: { $0.label == ExportForm.fileLabel })
    {
      form.fields[file].content = .text(TextField(dashboard.exportName(source.name, new)))
    }
    form.purpose = ExportForm(format: new)
    form.notes = [new.title(ofRecords: source.hasRecords)]
  }

  func confirm(_ form: Form, _ dashboard: inout Dashboard) -> [Effect] {
    dashboard.over.box = nil
    return [.export(dashboard.exportRequest(format, path: form.value(ExportForm.fileLabel)))]
  }

  static func open(_ dashboard: inout Dashboard) {
    let source = dashboard.exportSource
    let format = ExportFormat.csv
    dashboard.over.box = Form(
      purpose: ExportForm(format: format), title: "Export",
      about: [
        "\(countText(source.count)) \(source.name) as shown, \(dashboard.chosen.range.title)"
      ],
      fields: [
        .choice(
          formatLabel, ExportFormat.allCases.map(\.rawValue),
          chosen: ExportFormat.allCases.firstIndex(of: format), demand: "choose a form first"),
        .text(fileLabel, dashboard.exportName(source.name, format), demand: "name a file"),
      ], confirm: "write it", leave: "leave it",
      notes: [format.title(ofRecords: source.hasRecords)])
  }
}

/// Writes over a file that is there.
struct ReplaceForm: FormPurpose {
  let request: ExportRequest

  func confirm(_: Form, _ dashboard: inout Dashboard) -> [Effect] {
    dashboard.over.box = nil
    var request = request
    request.mayReplace = true
    return [.export(request)]
  }

  static func open(_ request: ExportRequest, _ dashboard: inout Dashboard) {
    dashboard.over.box = Form(
      purpose: ReplaceForm(request: request), title: "Replace file",
      about: [request.path, request.summary], focus: 1,
      confirm: "replace it", leave: "leave it", notes: ["There is such a file already."])
  }
}

extension Dashboard {
  /// Takes in what became of an export.
  mutating func takeExported(_ request: ExportRequest, _ outcome: ExportOutcome) {
    switch outcome {
    case .written: over.message = "wrote \(request.path): \(request.summary)"
    case .exists: ReplaceForm.open(request, &self)
    case .failed(let reason): over.message = "not written: \(reason)"
    }
  }
}
