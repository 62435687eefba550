// What `:filter` does beside filtering: keeping filters under names, which `@name` then stands for.

internal import TrackerCore

/// `:filter EXPRESSION`, or one of the words below.
enum FilterLine {
  /// A word that stands before a name, or alone.
  private struct Part {
    let word: String
    var argument = ""
    let run: @Sendable (inout Dashboard, String) -> [Effect]
  }

  private static let parts = [
    Part(word: "save", argument: "NAME") { $0.saveFilter(as: $1) },
    Part(word: "forget", argument: "NAME") { $0.forgetFilter($1) },
    Part(word: "list") { dashboard, _ in dashboard.listFilters() },
    Part(word: "clear") { dashboard, _ in
      dashboard.clearFilter()
      return []
    },
  ]

  static func run(_ dashboard: inout Dashboard, _ line: String) -> [Effect] {
    let (word, argument) = LineCommand.parts(of: line)
    guard let part = parts.first(where: { $0.word == word }),
      argument.isEmpty || !part.argument.isEmpty
    else { return dashboard.run("filter", asking: line) }
    return part.run(&dashboard, argument)
  }

  /// The words, or what the expression may become.
  static func offers(_ dashboard: Dashboard, _ line: String) -> PromptOffers {
    let (word, argument) = LineCommand.parts(of: line)
    if word == "forget", line.contains(" ") {
      return PromptOffers(dashboard.chosen.settings.filters.map(\.name), for: argument)
        .moved(by: line.count - argument.count)
    }
    var offers = PromptKind.filter.offers(dashboard, line)
    let words = parts.filter { $0.word.hasPrefix(line) }
    offers.list =
      words.map {
        PromptOffers.Offer(
          text: $0.word, label: $0.word + ($0.argument.isEmpty ? "" : " " + $0.argument))
      } + offers.list
    return offers
  }
}

extension Dashboard {
  fileprivate mutating func saveFilter(as name: String) -> [Effect] {
    let filter = SavedFilter(name: name, expression: chosen.filter.expression)
    if chosen.filter.expression.isBlank {
      over.message = "no filter to save: f filters first"
    } else if let problem = filter.problem {
      over.message = problem
    } else {
      chosen.settings.keep(filter)
      over.message = "@\(name) is \(filter.expression) · :save writes it"
    }
    return []
  }

  fileprivate mutating func forgetFilter(_ name: String) -> [Effect] {
    let name = name.first == "@" ? String(name.dropFirst()) : name
    if chosen.settings.forgetFilter(name) {
      over.message = "@\(name) is forgotten · :save writes it"
    } else {
      let names = chosen.settings.filters.map { "@" + $0.name }
      over.message =
        names.isEmpty
        ? "no filter is saved" : "saved filters are \(names.joined(separator: " "))"
    }
    return []
  }

  fileprivate mutating func listFilters() -> [Effect] {
    let lines = chosen.settings.filters.map { saved in
      let filter = try? SessionFilter(saved.expression, saved: chosen.settings.filters)
      let count = filter.map {
        read.history.rows(meaning: $0, now: now, calendar: calendar).count
      }
      return "@\(saved.name)  \(saved.expression)  "
        + (count.map { countText($0, "session") } ?? "cannot be read")
    }
    over.box = Page(
      title: "Saved filters",
      lines: lines.isEmpty ? ["none; f filters, then :filter save NAME keeps it"] : lines)
    return []
  }
}

extension SavedFilter {
  /// Why it cannot be kept under its name; nil when it can.
  var problem: String? {
    let isName =
      !name.isEmpty && name.count <= 40
      && name.allSatisfy { $0.isLetter || $0.isNumber || "-_".contains($0) }
    return isName ? nil : "a filter's name is letters, digits, - and _, not '\(name)'"
  }
}
