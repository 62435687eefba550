// A range of one's own: its first and its last day.

internal import TrackerCore

/// Shows the range between two dates.
struct DatesForm: FormPurpose {
  static let opening: Command? = .chooseDates
  private static let fromLabel = "From"
  private static let toLabel = "To"

  static func open(_ dashboard: inout Dashboard) {
    let first = dashboard.firstDay.map(\.description) ?? ""
    dashboard.over.box = Form(
      purpose: DatesForm(), title: "Range",
      about: ["2024-11-01, 2024-11, today, yesterday, 7d or 12h", "left empty: no end there"],
      fields: [.text(fromLabel, first), .text(toLabel)],
      confirm: "show them", leave: "leave it as it is",
      notes: ["sessions whose start lies in the range"])
  }

  /// Takes the dates, or says what is wrong with them.
  func confirm(_ form: Form, _ dashboard: inout Dashboard) -> [Effect] {
    let from = form.value(DatesForm.fromLabel)
    let to = form.value(DatesForm.toLabel)
    do throws(TrackerError) {
      let since = from.isEmpty ? nil : from
      let until = to.isEmpty ? nil : to
      _ = try ReportRange(
        since: since, until: until, now: dashboard.now, calendar: dashboard.calendar)
      let typed = try DateRange(since: since, until: until)
      dashboard.over.box = nil
      dashboard.settle(typed ?? .all)
    } catch {
      var form = form
      form.problem = error.message.naming("since", DatesForm.fromLabel)
        .naming("until", DatesForm.toLabel)
      dashboard.over.box = form
    }
    return []
  }
}

extension String {
  /// With another word for a parameter's name, wherever it stands alone.
  fileprivate func naming(_ name: String, _ label: String) -> String {
    split(separator: " ", omittingEmptySubsequences: false).map { word in
      let bare = word.last.map { ";,.:".contains($0) } == true ? word.dropLast() : word
      return bare == name ? label + word.dropFirst(bare.count) : String(word)
    }.joined(separator: " ")
  }
}
