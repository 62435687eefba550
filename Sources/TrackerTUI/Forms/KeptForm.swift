// A form that was left by mistake: what was typed in it stays until the next Esc.

internal import TrackerCore

extension Dashboard {
  /// Keeps a form that is left, if something was typed in it.
  mutating func keep(_ form: Form) {
    guard !form.typedFields.isEmpty, let opening = Swift.type(of: form.purpose).opening else {
      return
    }
    var kept = form
    kept.isWaiting = false
    over.kept = kept
    let key = keyLabel(of: opening).map { ": \($0) opens it again as it was" } ?? ""
    over.message =
      "form closed, \(countText(form.typedFields.count, "field")) kept\(key) · Esc once more drops it"
  }

  /// Puts the kept form in place of one that was just opened for the same.
  mutating func goOnWithKept() {
    guard let new = form, var kept = over.kept,
      Swift.type(of: kept.purpose) == Swift.type(of: new.purpose),
      kept.purpose.subject == new.purpose.subject, kept.title == new.title
    else { return }
    over.kept = nil
    if !new.purpose.sessions.isEmpty {
      kept.purpose.renew(&kept, with: new.purpose.sessions, self)
    } else if !(new.purpose is ExportForm) {
      kept.purpose = new.purpose
    }
    form = kept
  }

  /// Forgets the kept form; false when there is none.
  mutating func dropKept() -> Bool {
    guard over.kept != nil else { return false }
    over.kept = nil
    over.message = "what was typed is dropped"
    return true
  }
}
