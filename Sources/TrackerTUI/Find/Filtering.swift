// The filter: which sessions all tabs are about, besides the range.

package import TrackerCore

extension Dashboard {
  /// Filters from the start, as the command line says.
  package mutating func startFilter(_ filter: SessionFilter) { self.chosen.filter = filter }

  /// Opens the prompt with the filter as it is.
  mutating func askForFilter() {
    over.filterBefore = chosen.filter
    ask(.filter, text: chosen.filter.expression)
  }

  /// Filters, unless it is the same filter already.
  mutating func filter(by filter: SessionFilter) {
    guard filter != self.chosen.filter else { return }
    let hasSameTerms = filter.isEmpty && self.chosen.filter.isEmpty
    self.chosen.filter = filter
    if !hasSameTerms { refresh() }
  }

  mutating func clearFilter() {
    guard !chosen.filter.isEmpty else {
      over.message = "no filter to clear"
      return
    }
    filter(by: .all)
    over.message = "filter cleared, " + countText(read.overview.rows.count, "session")
  }

  /// For the status line; nil without a filter.
  var filterText: String? {
    chosen.filter.isEmpty ? nil : "filter: " + chosen.filter.expression
  }
}

extension PromptKind {
  static let filter = PromptKind(
    name: "filter", label: "filter: ", hint: "keep", isAppliedAsTyped: true,
    changed: { dashboard, text in
      // What cannot be read yet leaves the filter as it was; the note says what is wrong. A word that turns out to be meant
      // as a field was none to look for.
      do throws(FilterProblem) {
        dashboard.filter(by: try dashboard.filter(text))
      } catch .unknownField {
        dashboard.filter(by: dashboard.over.filterBefore)
      } catch {
        dashboard.over.message = nil
      }
      dashboard.over.message = nil
    },
    entered: { dashboard, text in
      guard let filter = try? dashboard.filter(text) else { return [] }
      dashboard.filter(by: filter)
      dashboard.over.message =
        filter.isEmpty
        ? "no filter" : countText(dashboard.read.overview.rows.count, "session") + " with " + text
      return []
    },
    cancelled: { $0.filter(by: $0.over.filterBefore) },
    note: { dashboard, text in
      (dashboard.over.prompt?.offers.warning ?? dashboard.filterProblem(text)).map {
        PromptNote(text: $0, isWarning: true)
      }
        ?? PromptNote(text: countText(dashboard.read.overview.rows.count, "session"))
    },
    offers: { dashboard, text in dashboard.filterOffers(text) },
    refusal: { dashboard, text in dashboard.filterProblem(text) })
}

extension Dashboard {
  /// A filter as it is typed here, where saved ones have names.
  func filter(_ text: String) throws(FilterProblem) -> SessionFilter {
    try SessionFilter(text, saved: chosen.settings.filters)
  }

  fileprivate func filterProblem(_ text: String) -> String? {
    do throws(FilterProblem) {
      _ = try filter(text)
      return nil
    } catch {
      return error.description
    }
  }

  fileprivate func filterOffers(_ text: String) -> PromptOffers {
    var counts = over.prompt?.offers.counts
    let offers = read.history.offers(
      for: text, saved: chosen.settings.filters, bounds: bounds(of: chosen.range), now: now,
      calendar: calendar, counts: &counts)
    return PromptOffers(offers, counts)
  }
}
