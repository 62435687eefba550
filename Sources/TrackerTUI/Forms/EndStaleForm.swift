// Ending all stale sessions, each at its last sign of life: which of them, with which outcome, and what that makes of the
// figures.

internal import TrackerCore

/// Ends stale sessions, as they were shown.
struct EndStaleForm: ActionForm {
  let ends: [StaleEnd]
  /// What the effect that is shown was computed for.
  private var computed: (chosen: [Bool], outcome: String)?

  static let action = RecordAction.endStale
  private static let listLabel = "Session"
  private static let outcomeLabel = "Outcome"

  static func open(_ dashboard: inout Dashboard) {
    let marked = dashboard.place.marked
    let hours = dashboard.engine.config.maximumSessionHours.plainText + "h"
    var ends = dashboard.read.history.restricted(
      to: dashboard.chosen.filter, now: dashboard.now, calendar: dashboard.calendar
    ).staleEnds(at: dashboard.now)
    if !marked.isEmpty { ends.removeAll { !marked.contains($0.session.id) } }
    guard !ends.isEmpty else {
      let which = marked.isEmpty ? "no session" : "no marked session"
      dashboard.over.message = "\(which) is silent beyond \(hours)"
      return
    }
    let (count, isOne) = (countText(ends.count, "session"), ends.count == 1)
    let time = dashboard.timeText
    var form = Form(
      purpose: EndStaleForm(ends: ends),
      title: marked.isEmpty ? "End stale sessions" : "End stale sessions among the marked",
      about: [
        "\(count) \(isOne ? "is" : "are") silent beyond \(hours). Each ends at its last sign of life:",
        "its last interaction; without one it ends where it began (0m).",
      ],
      fields: [
        Form.Field(
          label: listLabel,
          content: .checks(
            CheckList(
              rows: ends.map {
                CheckList.Row(
                  name: $0.session.shownName, started: time.start($0.session.start),
                  ends: time.start($0.time), lasts: durationText(minutes: $0.minutes))
              })), demand: "put one in again: Space"),
        .choice(
          outcomeLabel,
          ([.partial] + Outcome.known.reversed().filter { $0 != .partial }).map(\.rawValue),
          chosen: 0,
          demand: "choose an outcome first"),
      ], confirm: "", leave: "leave them",
      notes: [
        "Notes get: \(SessionService.endedWhereSilent). u undoes all.",
        "Writes sessions.json; u undoes all.",
      ])
    form.purpose.follow(&form, dashboard)
    dashboard.over.box = form
  }

  init(ends: [StaleEnd]) { self.ends = ends }

  /// The button counts what is left in; the effect follows that and the outcome.
  func follow(_ form: inout Form, _ dashboard: Dashboard) {
    let (checked, outcome) = (checked(form), form.value(EndStaleForm.outcomeLabel))
    if let computed, computed.chosen == checked, computed.outcome == outcome { return }
    let chosen = chosen(form)
    form.confirm = "end \(countText(chosen.count))"
    let ended = chosen.map { $0.ended(outcome: Outcome(rawValue: outcome), at: dashboard.now) }
    form.effect = dashboard.effect(of: dashboard.covered(changing: ended))
    var new = self
    new.computed = (checked, outcome)
    form.purpose = new
  }

  func status(_ form: Form) -> String? {
    "\(countText(chosen(form).count)) of \(countText(ends.count)) will be ended"
  }

  func request(_ form: Form) -> ActionRequest {
    .endStale(
      chosen(form).map(\.session), outcome: Outcome(rawValue: form.value(EndStaleForm.outcomeLabel))
    )
  }

  static func title(of request: ActionRequest, _: Dashboard) -> String? {
    guard case .endStale(let sessions, let outcome) = request else { return nil }
    return "ended \(countText(sessions.count, "stale session")), \(outcome.rawValue)"
  }

  private func checked(_ form: Form) -> [Bool] {
    guard case .checks(let list) = form.fields[0].content else { return [] }
    return list.rows.map(\.isIn)
  }

  private func chosen(_ form: Form) -> [StaleEnd] {
    zip(ends, checked(form)).filter(\.1).map(\.0)
  }
}
