// What the word that is being typed may become, in a box over the prompt: Tab takes the selected offer.

internal import TrackerCore

/// A list of what a word may become.
struct PromptOffers: Sendable {
  struct Offer: Sendable, Equatable {
    /// Takes the place of the word.
    var text: String
    /// How it is listed.
    var label: String
    /// What it is about.
    var note = ""
    /// A number or a key, at the right.
    var amount = ""
  }

  var heading = ""
  /// How many characters stand before the word.
  var start = 0
  var list: [Offer] = []
  var selected = 0
  /// Where in the text something stands that is not known, in characters, and what; nil for nowhere.
  var unknown: Range<Int>?
  var warning: String?
  /// What those of a filter were counted from, for the next letter.
  var counts: FilterCounts?

  /// No more rows and columns than these are taken.
  static let mostRows = 12
  private static let mostColumns = 70
  fileprivate static let labelColumns = 18

  /// The selected one; nil without any.
  var chosen: Offer? { list.at(selected) }

  /// What Tab would add to the text; nil where it would change what is typed.
  func rest(of text: String) -> String? {
    let word = text.dropFirst(start)
    guard !word.isEmpty, let chosen, chosen.text.hasPrefix(word) else { return nil }
    return String(chosen.text.dropFirst(word.count))
  }

  /// The text with the selected offer in it; nil without any.
  func taken(into text: String) -> String? {
    chosen.map { String(text.prefix(start)) + $0.text }
  }

  /// The selected one and how many there are, in words; nil without any.
  var spoken: String? {
    guard let chosen else { return nil }
    let parts = [chosen.label, chosen.note, chosen.amount].filter { !$0.isEmpty }
    return "Tab takes \(selected + 1) of \(list.count): " + parts.joined(separator: ", ")
  }

  /// The same behind something that stands before the text.
  func moved(by characters: Int) -> PromptOffers {
    var offers = self
    offers.start += characters
    offers.unknown = unknown.map {
      ($0.lowerBound + characters)..<($0.upperBound + characters)
    }
    return offers
  }
}

extension PromptOffers {
  /// Words that begin as a text does.
  init(_ words: [String], for text: String, heading: String = "") {
    self.heading = heading
    list = words.filter { $0.hasPrefix(text) }.map { Offer(text: $0, label: $0) }
  }

  init(_ offers: FilterOffers, _ counts: FilterCounts?) {
    self.counts = counts
    (heading, start) = (offers.heading, offers.start)
    unknown = offers.unknown == nil ? nil : offers.unknownCharacters
    warning = offers.unknown?.sentence
    list = offers.offers.map {
      Offer(text: $0.word, label: $0.label, note: $0.note, amount: $0.amount)
    }
  }
}

extension Prompt {
  /// Where the offers stand over a prompt in a row; nil where there are none or they have no room.
  private func offerArea(promptRow row: Int, _ painter: Painter) -> Rect? {
    let height = min(offers.list.count, PromptOffers.mostRows, row - 2)
    guard height > 0 else { return nil }
    let columns = min(PromptOffers.columns(of: offers, painter), painter.columns - 2)
    let word = 1 + painter.width(of: kind.label + field.text.prefix(offers.start))
    return Rect(
      column: max(1, min(word, painter.columns - columns - 1)), row: row - height - 2,
      columns: columns, rows: height + 2)
  }

  /// Draws the offers over the prompt.
  func drawOffers(promptRow row: Int, _ painter: inout Painter) {
    guard let area = offerArea(promptRow: row, painter) else { return }
    let height = area.rows - 2
    let top = offerTop(height)
    painter.inside(area) { painter in
      painter.box(offers.heading)
      for line in 0..<height {
        let index = top + line
        painter.write(offers.list[index], row: line + 1)
        if index == offers.selected {
          painter.inside(
            Rect(column: 1, row: line + 1, columns: painter.columns - 2, rows: 1)
          ) { $0.restyle(row: 0, Style(reversed: true)) }
        }
      }
      painter.tellMore(above: top, below: offers.list.count - top - height)
    }
  }

  /// The first offer shown of a list with room for so many.
  private func offerTop(_ height: Int) -> Int {
    max(0, min(offers.selected - height + 1, offers.list.count - height))
  }
}

extension PromptOffers {
  /// Columns of a box that shows the offers whole, if it may be as wide.
  fileprivate static func columns(of offers: PromptOffers, _ painter: Painter) -> Int {
    let rows = offers.list.map { offer in
      max(labelColumns, painter.width(of: offer.label) + 1)
        + (offer.note.isEmpty ? 0 : painter.width(of: offer.note) + 1)
        + painter.width(of: offer.amount)
    }
    let heading = painter.width(of: offers.heading) + 2
    return min(mostColumns, max(rows.max() ?? 0, heading) + 4)
  }
}

extension Painter {
  /// Label, note and amount of an offer; the note gives way to the others.
  fileprivate mutating func write(_ offer: PromptOffers.Offer, row: Int) {
    let end = columns - 2
    let amount = width(of: offer.amount)
    let start = max(
      writeCut(offer.label, column: 2, row: row, width: end - 2 - amount - 1) + 1,
      2 + PromptOffers.labelColumns)
    writeCut(offer.note, column: start, row: row, width: end - start - amount - 1, Style(.muted))
    write(offer.amount, column: end - amount, row: row, Style(.muted))
  }
}
