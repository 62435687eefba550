// Ending sessions: their outcome, at which of the possible ends, and what each of these would make of the figures.

internal import TrackerCore

/// Ends sessions, as they were shown.
struct EndForm: ActionForm {
  let sessions: [Session]
  let offers: [EndOffer]
  /// The outcome that the effects on screen were computed for; nil before the first.
  private var computed: String?

  static let action = RecordAction.end
  private static let outcomeLabel = "Outcome"
  private static let endLabel = "End at"
  private static let missingOutcome = "no outcome chosen yet"

  static func open(_ dashboard: inout Dashboard) {
    let sessions = dashboard.actionSessions
    guard !sessions.isEmpty else { return }
    if let ended = sessions.first(where: \.hasEnded) {
      dashboard.over.message = "\(ended.shownName) has ended already"
      return
    }
    let (offers, preferred) = dashboard.read.history.endOffers(
      of: sessions, at: dashboard.now, config: dashboard.engine.config)
    let isRunning = sessions.contains { !$0.isCompleted }
    let purpose = EndForm(sessions: sessions, offers: offers)
    var form = Form(
      purpose: purpose, title: sessions.title("End"), head: purpose.head(dashboard),
      fields: [
        .choice(
          outcomeLabel, Outcome.known.map(\.rawValue), chosen: nil,
          demand: "choose an outcome first"),
        .choice(
          endLabel, purpose.words(dashboard), chosen: preferred, demand: "choose when it ended"),
        .text("Notes"),
      ], confirm: sessions.count == 1 ? "end it" : "end \(countText(sessions.count))",
      leave: sessions.count > 1
        ? "leave them" : isRunning ? "leave it running" : "leave it",
      notes: ["Writes sessions.json; u undoes it."])
    form.purpose.follow(&form, dashboard)
    dashboard.over.box = form
  }

  private init(sessions: [Session], offers: [EndOffer]) {
    (self.sessions, self.offers) = (sessions, offers)
  }

  /// What each end would make of the figures follows the outcome.
  func follow(_ form: inout Form, _ dashboard: Dashboard) {
    let outcome = form.value(EndForm.outcomeLabel)
    guard computed != outcome,
      let field = form.fields.firstIndex(where: { $0.label == EndForm.endLabel })
    else { return }
    let effects = dashboard.assumingEngine.endEffects(
      offers, of: sessions, outcome: outcome.isEmpty ? nil : Outcome(rawValue: outcome),
      at: dashboard.now, before: dashboard.shownFigures, covered: dashboard.covered(changing:))
    form.fields[field].table = table(effects, dashboard)
    var new = self
    new.computed = outcome
    form.purpose = new
  }

  func status(_ form: Form) -> String? {
    form.value(EndForm.outcomeLabel).isEmpty ? EndForm.missingOutcome : nil
  }

  func renew(_ form: inout Form, with sessions: [Session], _ dashboard: Dashboard) {
    let (offers, _) = dashboard.read.history.endOffers(
      of: sessions, at: dashboard.now, config: dashboard.engine.config)
    let new = EndForm(sessions: sessions, offers: offers)
    form.purpose = new
    form.head = new.head(dashboard)
    if let index = form.fields.firstIndex(where: { $0.label == EndForm.endLabel }) {
      let chosen = form.choice(EndForm.endLabel).map { min($0, offers.count - 1) }
      form.fields[index].content = .choice(new.words(dashboard), chosen: chosen)
    }
    new.follow(&form, dashboard)
  }

  func request(_ form: Form) -> ActionRequest {
    let offer = form.choice(EndForm.endLabel).map { offers[$0] } ?? offers[0]
    let (outcome, notes) = (
      Outcome(rawValue: form.value(EndForm.outcomeLabel)), form.value("Notes")
    )
    return .together(
      zip(sessions, offer.choices).map {
        .end($0, outcome: outcome, notes: notes, at: $1.asked)
      })
  }

  static func title(of request: ActionRequest, _: Dashboard) -> String? {
    guard case .end(let session, let outcome, _, _) = request.first else { return nil }
    return "ended \(request.name ?? session.shownName), \(outcome.rawValue)"
  }

  // MARK: In words

  private func head(_ dashboard: Dashboard) -> FormHead {
    var head = dashboard.head(of: sessions)
    // How long it has been silent stands with the ends.
    if sessions.count == 1, let row = dashboard.row(of: sessions[0]), row.interactionCount > 0,
      row.condition(at: dashboard.now) == .stale
    {
      head.facts.insert(dashboard.facts([dashboard.work(of: row)], of: sessions[0]), at: 0)
    }
    return head
  }

  private func words(_ dashboard: Dashboard) -> [String] {
    offers.map { offer in
      let word = offer.kind.word(dashboard.engine.config)
      guard sessions.count == 1, let time = offer.choices.first?.time else {
        return offer.kind == .now ? word : word + " of each"
      }
      return "\(word), \(time.text(dashboard, beside: offers))"
    }
  }

  private func table(_ effects: [EndEffect], _ dashboard: Dashboard) -> OptionTable {
    let figures: [Figure] = [.productivityMultiplier, .costSaved]
    return OptionTable(
      heads: ["lasts"] + figures.map(\.title.asWord),
      rows: effects.map { effect in
        OptionTable.Row(
          shortWord: effect.offer.kind == .lastSign
            ? "last sign of life" : effect.offer.kind.word(dashboard.engine.config),
          cells: [durationText(minutes: effect.offer.minutes)]
            + figures.map {
              "\($0.shownIfKnown(effect.before)) → \($0.shownIfKnown(effect.after))"
            },
          isLoss: effect.turnsIntoLoss)
      },
      remark: effects.first(where: \.turnsIntoLoss).map { remark($0, effects, dashboard) })
  }

  /// Why an end turns a gain into a loss.
  private func remark(_ effect: EndEffect, _ effects: [EndEffect], _ dashboard: Dashboard) -> String
  {
    let word = effect.offer.kind.word(dashboard.engine.config)
    let counts = "\(word) would count \(durationText(minutes: effect.offer.minutes)) of work"
    if sessions.count == 1, effect.offer.kind != .lastSign,
      let last = effects.first(where: { $0.offer.kind == .lastSign })?.offer.choices.first
    {
      return "Silent since \(dashboard.timeText.start(last.time)): \(counts)."
    }
    let estimate =
      effect.estimatedMinutes.map { "for \(durationText(minutes: $0)) estimated" }
      ?? "without an estimate"
    return "\(counts.prefix(1).uppercased())\(counts.dropFirst()) \(estimate)."
  }
}

extension EndChoice.Kind {
  fileprivate func word(_ config: Config) -> String {
    switch self {
    case .now: "now"
    case .lastSign: "last sign"
    case .maximum: config.maximumSessionHours.plainText + "h cap"
    }
  }
}

extension Timestamp {
  /// The clock where all ends are of today, else with the day.
  fileprivate func text(_ dashboard: Dashboard, beside offers: [EndOffer]) -> String {
    let time = dashboard.timeText
    let days = Set(offers.compactMap { $0.choices.first.map { time.calendar.day(of: $0.time) } })
    if days == [time.today] { return time.clock(self) }
    let day = time.calendar.day(of: self)
    return day == time.today
      ? weekdayNames[day.weekday] + " " + time.clock(self) : time.start(self)
  }
}
