// Undoing the last change of this run.

internal import TrackerCore

/// Puts a record back as it was.
struct UndoForm: ActionForm {
  let step: UndoStep

  static let action = RecordAction.undo

  static func open(_ dashboard: inout Dashboard) {
    guard let step = dashboard.over.undoSteps.last else {
      dashboard.over.message = "nothing to undo in this run"
      return
    }
    dashboard.over.box = Form(
      purpose: UndoForm(step: step), title: "Undo", about: [step.title], confirm: "undo it",
      leave: "leave it", notes: ["Puts the record back as it was."])
  }

  func request(_: Form) -> ActionRequest { .undo(step.change) }

  static func title(of request: ActionRequest, _: Dashboard) -> String? {
    if case .undo = request { "undone" } else { nil }
  }
}
