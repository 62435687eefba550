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
        dashboard.filter(by: try SessionFilter(text))
      } catch .unknownField {
        dashboard.filter(by: dashboard.over.filterBefore)
      } catch {
        dashboard.over.message = nil
      }
      dashboard.over.message = nil
    },
    entered: { dashboard, text in
      do throws(FilterProblem) {
        dashboard.filter(by: try SessionFilter(text))
        dashboard.over.message =
          dashboard.chosen.filter.isEmpty
          ? "no filter" : countText(dashboard.read.overview.rows.count, "session") + " with " + text
      } catch {
        dashboard.over.message = error.description
      }
      return []
    },
    cancelled: { $0.filter(by: $0.over.filterBefore) },
    note: { dashboard, text in
      do throws(FilterProblem) {
        _ = try SessionFilter(text)
        return PromptNote(text: countText(dashboard.read.overview.rows.count, "session"))
      } catch {
        return PromptNote(text: error.description, isWarning: true)
      }
    },
    completions: { _, text in
      let start = text.lastIndex(of: " ").map { text.index(after: $0) } ?? text.startIndex
      let sign = text[start...].hasPrefix("-") ? "-" : ""
      let word = text[start...].dropFirst(sign.count)
      return FilterField.all.map(\.word).filter { $0.hasPrefix(word) }
        .map { text[..<start] + sign + $0 + ":" }
    })
}
