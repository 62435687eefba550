// What a form is for: a value for each in a file of its own, with all that the form asks, says, requests and
// reports.

internal import TrackerCore

/// What a form is for.
protocol FormPurpose: Sendable {
  /// What opens its form; nil where no key does.
  static var opening: Command? { get }
  /// The record that it is about, in a word; empty when it is about none.
  var subject: String { get }
  /// The sessions that it is about, as they were shown; empty when it is about none.
  var sessions: [Session] { get }
  /// Lets what the form says follow what was typed.
  func follow(_ form: inout Form, _ dashboard: Dashboard)
  /// What the status row says meanwhile; nil for what it says anyway.
  func status(_ form: Form) -> String?
  /// Begins with what stands in its sessions now; what was typed stays.
  func renew(_ form: inout Form, with sessions: [Session], _ dashboard: Dashboard)
  /// The first field with something that no door takes; nil when all can be stored.
  func wrong(in form: Form) -> (field: Int, demand: String)?
  /// Does what the form is for. Nothing is missing in it.
  func confirm(_ form: Form, _ dashboard: inout Dashboard) -> [Effect]
}

extension FormPurpose {
  static var opening: Command? { nil }
  var subject: String { sessions.map(\.id.text).joined(separator: "\n") }
  var sessions: [Session] { [] }
  /// The only session that it is about; nil for none and for several.
  var session: Session? { sessions.count == 1 ? sessions.first : nil }
  func follow(_: inout Form, _: Dashboard) {}
  func status(_: Form) -> String? { nil }
  func renew(_: inout Form, with _: [Session], _: Dashboard) {}
  func wrong(in _: Form) -> (field: Int, demand: String)? { nil }
}

/// A form that changes a record.
protocol ActionForm: FormPurpose {
  /// What it does to the record.
  static var action: RecordAction { get }
  /// Opens it, or says why not.
  static func open(_ dashboard: inout Dashboard)
  /// What its requests are called when they are done: `ended login_fix, success`; nil for those of other forms.
  static func title(of request: ActionRequest, _ dashboard: Dashboard) -> String?
  func request(_ form: Form) -> ActionRequest
  /// Whether confirming would change nothing.
  func changesNothing(_ form: Form) -> Bool
}

extension ActionForm {
  static var opening: Command? { .act(action) }
  func changesNothing(_: Form) -> Bool { false }

  /// Asks for the change and waits for the answer.
  func confirm(_ form: Form, _ dashboard: inout Dashboard) -> [Effect] {
    guard !changesNothing(form) else {
      dashboard.over.box = nil
      dashboard.over.message = "nothing was changed"
      return []
    }
    var form = form
    form.isWaiting = true
    form.problem = nil
    dashboard.over.box = form
    return [.act(request(form))]
  }
}
