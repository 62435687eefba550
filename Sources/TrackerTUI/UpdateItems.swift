// Moving along charts, opening what stands behind a bar, and trying out other rates.

internal import TrackerCore

extension Dashboard {
  /// Moves the cursor of the focused chart, else of the first one; in the popup of rates changes the selected one.
  mutating func moveSideways(_ step: Int) {
    if case .assumptions(let selected) = popup { return change(selected, step) }
    let layout = layout
    let charts = layout.placements.filter { $0.chart != nil && $0.focus != nil }
    let current = focus(in: layout)
    guard let chart = charts.first(where: { $0.focus == current }) ?? charts.first,
      let focus = chart.focus
    else { return }
    chosenFocus = focus
    let row = window(focus).selected + step
    select(focus, row: max(0, min(row, rowCount(focus) - 1)), height: chart.height)
  }

  /// Opens the selected row of a tab's list; false when a session of the list of sessions is to be opened.
  mutating func openItem() -> Bool {
    guard let focus, focus != .sessions else { return false }
    let row = window(focus).selected
    switch focus {
    case .members:
      if let members, members.rows.indices.contains(row) { openSession(members.rows[row].id) }
    case .allIssues:
      if let issues = numbers.issues, issues.rows.indices.contains(row) {
        openSession(issues.rows[row].issue.sessionID)
      }
    case .ratings, .iterations, .models, .groups, .ratingDays:
      if let (choice, title) = choice(focus, row: row) { listInteractions(choice, title: title) }
    default:
      if let (choice, title) = choice(focus, row: row) { list(choice, title: title) }
    }
    return true
  }

  /// Opens a session by its id and selects it in the list of sessions too.
  private mutating func openSession(_ id: SessionID) {
    guard let row = overview.rows.firstIndex(where: { $0.id == id }) else {
      message = "the session \(id.text) is not there"
      return
    }
    select(.sessions, row: row)
    openID = id
    chosenFocus = nil
    resetDetailWindows()
  }

  /// Lists the sessions behind a bar.
  private mutating func list(_ choice: SessionChoice, title: String) {
    returnFocus = focus
    members = MemberList(choice: choice, title: title)
    refreshMembers()
    chosenFocus = nil
    windows[.members] = nil
    rememberItem(.members)
    revealSelections()
  }

  /// Finds anew what stands behind a bar.
  mutating func refreshMembers() {
    refreshFinds()
    guard let choice = members?.choice else { return }
    let ids = engine.sessions(of: covered, in: choice, calendar: calendar)
    members?.rows = overview.rows.filter { ids.contains($0.id) }
    followItems([.members])
  }

  /// Back from the listed sessions to the bar.
  mutating func leaveMembers() {
    members = nil
    chosen[.members] = nil
    chosenFocus = returnFocus
    revealSelections()
  }

  /// The next or previous one of the listed sessions in the detail.
  mutating func openMember(_ step: Int) {
    let row = window(.members).selected + step
    guard let members, members.rows.indices.contains(row) else {
      message = step > 0 ? "last session" : "first session"
      return
    }
    select(.members, row: row)
    openSession(members.rows[row].id)
  }

  // MARK: Rates

  /// The rates of the settings; nil while they are the configured ones.
  var assumptions: Assumptions? {
    let configured = Assumptions(engine.config)
    let settings = effectiveSettings
    var assumed = configured
    for field in Assumptions.Field.allCases {
      assumed[field] = field.number(in: settings.value(field.setting)) ?? configured[field]
    }
    return assumed == configured ? nil : assumed
  }

  private mutating func change(_ selected: Int, _ step: Int) {
    let fields = Assumptions.Field.allCases
    guard fields.indices.contains(selected) else { return }
    let field = fields[selected]
    let configured = Assumptions(engine.config)
    var changed = assumptions ?? configured
    changed.change(field, steps: step)
    settings.set(
      field.setting,
      to: changed[field] == configured[field] ? field.setting.standard : changed[field].plainText)
    computeRates()
  }

  /// Back to the configured rates.
  mutating func resetAssumptions() {
    for field in Assumptions.Field.allCases {
      settings.set(field.setting, to: field.setting.standard)
    }
    computeRates()
  }

  /// Computes the ROI with the rates that hold now.
  mutating func computeRates() {
    numbers.roi = nil
    computeNumbers()
  }
}

/// Rates: those configured, or others that are tried out.
struct Assumptions: Hashable, Sendable {
  /// Dollars.
  var humanHourlyRate: Double
  var aiMonthlyCost: Double
  /// Percent.
  var oversightPercent: Double

  enum Field: Hashable, CaseIterable {
    case humanHourlyRate, aiMonthlyCost, oversight

    var title: String {
      switch self {
      case .humanHourlyRate: "Hourly rate"
      case .aiMonthlyCost: "AI a month"
      case .oversight: "Oversight"
      }
    }

    /// How much a key changes it, and the largest value.
    fileprivate var step: Double { self == .aiMonthlyCost ? 10 : 5 }
    var most: Double {
      switch self {
      case .humanHourlyRate: 1000
      case .aiMonthlyCost: 10_000
      case .oversight: 100
      }
    }

    /// The setting that keeps it.
    var setting: Setting {
      switch self {
      case .humanHourlyRate: .rate
      case .aiMonthlyCost: .monthlyCost
      case .oversight: .oversight
      }
    }

    /// The value that a text says; nil for what is no number from 0 to the largest.
    func number(in text: String) -> Double? {
      guard text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
      return Double(text).flatMap { (0...most).contains($0) ? $0 : nil }
    }
  }

  init(_ config: Config) {
    humanHourlyRate = config.humanHourlyRateDollars
    aiMonthlyCost = config.aiMonthlyCostDollars
    oversightPercent = config.oversightRatio * 100
  }

  func applied(to config: Config) -> Config {
    var config = config
    config.humanHourlyRateDollars = humanHourlyRate
    config.aiMonthlyCostDollars = aiMonthlyCost
    config.oversightRatio = oversightPercent / 100
    return config
  }

  subscript(field: Field) -> Double {
    get {
      switch field {
      case .humanHourlyRate: humanHourlyRate
      case .aiMonthlyCost: aiMonthlyCost
      case .oversight: oversightPercent
      }
    }
    set {
      switch field {
      case .humanHourlyRate: humanHourlyRate = newValue
      case .aiMonthlyCost: aiMonthlyCost = newValue
      case .oversight: oversightPercent = newValue
      }
    }
  }

  /// Changes a value by steps, within 0 and its largest.
  mutating func change(_ field: Field, steps: Int) {
    self[field] = min(max(0, self[field] + Double(steps) * field.step), field.most)
  }

  /// A value as the popup and the status say it: `$130/h`, `$40/month`, `20%`.
  func text(_ field: Field) -> String {
    switch field {
    case .humanHourlyRate: rateText(humanHourlyRate) + "/h"
    case .aiMonthlyCost: rateText(aiMonthlyCost) + "/month"
    case .oversight: shareText(oversightPercent / 100) + " of AI time"
    }
  }
}

/// Dollars without cents where there are none.
func rateText(_ dollars: Double) -> String {
  let text = dollars.grouped(decimals: 2)
  return "$" + (text.hasSuffix(".00") ? String(text.dropLast(3)) : text)
}

/// `20%`.
func shareText(_ share: Double) -> String {
  share.isFinite ? (share * 100).fixed(decimals: 0) + "%" : "—"
}
