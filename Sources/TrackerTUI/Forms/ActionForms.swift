// THE LIST of forms that change a record.

enum ActionForms {
  static let all: [any ActionForm.Type] = [
    EndForm.self, EndStaleForm.self, FlagForm.self, ResolveForm.self, EditForm.self, RateForm.self,
    DeleteForm.self, UndoForm.self,
  ]
}
