// A range of one's own: two dates asked for in a form. The report's rules read them.

internal import TrackerCore

extension Dashboard {
  private static let fromLabel = "From"
  private static let toLabel = "To"

  /// Asks for the first and the last day.
  mutating func askForDates() {
    let first = range.firstDay(today: today).map(\.description) ?? ""
    popup = .form(
      Form(
        purpose: .dates, title: "Range",
        about: ["2024-11-01, today, yesterday, 7d or 12h", "left empty: no end there"],
        fields: [.text(Dashboard.fromLabel, first), .text(Dashboard.toLabel)],
        confirm: "show them", leave: "leave it as it is",
        notes: ["sessions whose start lies in the range"]))
  }

  /// Takes the dates of the form, or says what is wrong with them.
  mutating func settleDates(_ form: Form) {
    let from = form.value(Dashboard.fromLabel)
    let to = form.value(Dashboard.toLabel)
    do throws(TrackerError) {
      let custom = try CustomRange(from: from, to: to, now: now, calendar: calendar)
      popup = nil
      settle(custom.map { .custom($0) } ?? .all)
    } catch {
      var form = form
      form.problem = error.message.naming("since", Dashboard.fromLabel)
        .naming("until", Dashboard.toLabel)
      popup = .form(form)
    }
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
