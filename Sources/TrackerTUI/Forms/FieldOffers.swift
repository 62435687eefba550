// Words that are offered below a text of a form: Tab takes one, and any other may be typed.

internal import TrackerCore

/// What a text may become.
struct FieldOffers: Sendable {
  struct Offer: Sendable {
    var word: String
    var note: String
  }

  var all: [Offer]
  /// Which of those that fit keys have gone to; nil while they are in the text.
  var selected: Int?

  /// Those that begin as a text does, but for the text itself.
  func fitting(_ text: String) -> [Offer] {
    let start = text.lowercased()
    return all.filter { $0.word.lowercased().hasPrefix(start) && $0.word != text }
  }

  /// The word that Tab takes: the selected one, or where something is typed the first that fits; nil for none.
  func taken(_ text: String) -> String? {
    let fitting = fitting(text)
    return selected.flatMap { fitting.at($0)?.word } ?? (text.isEmpty ? nil : fitting.first?.word)
  }

  /// Goes through those that fit; false when a key leads out of them.
  mutating func move(_ key: Key, _ text: String) -> Bool {
    let count = fitting(text).count
    switch key {
    case .down where (selected ?? -1) < count - 1: selected = (selected ?? -1) + 1
    case .up where selected != nil: selected = selected.flatMap { $0 == 0 ? nil : $0 - 1 }
    default: return false
    }
    return true
  }
}

extension Form {
  /// The text that keys go to, with what is offered for it; nil where nothing is.
  fileprivate var offering: (offers: FieldOffers, text: String)? {
    guard fields.indices.contains(focus), !isWaiting, let offers = fields[focus].offers,
      case .text(let text) = fields[focus].content, !offers.fitting(text.text).isEmpty
    else { return nil }
    return (offers, text.text)
  }

  /// Whether Tab takes an offer.
  var canTake: Bool { offering.map { $0.offers.taken($0.text) != nil } ?? false }

  /// Does what a key does with the offers; false when it means nothing there.
  mutating func useOffers(_ key: Key) -> Bool {
    guard let (known, text) = offering else { return false }
    var offers = known
    if offers.move(key, text) {
      fields[focus].offers = offers
      return true
    }
    guard key == .tab || key == .enter && offers.selected != nil, let word = offers.taken(text)
    else { return false }
    take(word, at: focus)
    return true
  }

  /// Puts an offered word in place of a text.
  mutating func take(_ word: String, at field: Int) {
    focus = field
    fields[field].content = .text(TextField(word))
    fields[field].offers?.selected = nil
    noteTyping(in: field)
  }
}

extension FormLayout {
  private static let mostOffers = 5
  private static let fewestColumns = 34
  private static let wordColumns = 20
  private static let mostWordColumns = 40

  /// Where the offers stand on the screen, and the first of them; nil where there are none or they have no room.
  var offers: (area: Rect, first: Int, list: [FieldOffers.Offer])? {
    guard let (offers, text) = form.offering,
      let line = lines.firstIndex(where: { $0.isField(form.focus) })
    else { return nil }
    let list = offers.fitting(text)
    let row = line + 2
    let count = min(list.count, FormLayout.mostOffers, area.rows - 1 - row - 2)
    guard count > 0 else { return nil }
    let word = offerWordColumns(list)
    let columns = min(
      max(FormLayout.fewestColumns, word + (list.map(\.note.count).max() ?? 0) + 5),
      area.columns - inputColumn)
    return (
      Rect(
        column: area.column + inputColumn - 1, row: area.row + row, columns: columns,
        rows: count + 2),
      max(0, min((offers.selected ?? 0) - count + 1, list.count - count)), list
    )
  }

  private func offerWordColumns(_ list: [FieldOffers.Offer]) -> Int {
    let longest = list.map(\.word.count).max() ?? 0
    return min(max(FormLayout.wordColumns, longest + 1), FormLayout.mostWordColumns)
  }

  /// The offered word at a place on the screen; nil beside them.
  func offer(atColumn column: Int, row: Int) -> String? {
    guard let (area, first, list) = offers, area.contains(column: column, row: row) else {
      return nil
    }
    let line = row - area.row - 1
    return (0..<(area.rows - 2)).contains(line) ? list.at(first + line)?.word : nil
  }

  func drawOffers(_ painter: inout Painter) {
    guard let (area, first, list) = offers else { return }
    let selected = form.fields[form.focus].offers?.selected
    let words = offerWordColumns(list)
    painter.inside(area) { painter in
      painter.box("")
      painter.fill("─", columns: 1..<(painter.columns - 1), row: 0, Style(.faint))
      for (line, offer) in list[first...].prefix(painter.rows - 2).enumerated() {
        let noteColumn = 2 + min(words, max(0, painter.columns - 4 - offer.note.count))
        painter.writeCut(offer.word, column: 2, row: line + 1, width: noteColumn - 3)
        painter.writeNote(
          offer.note, column: noteColumn, row: line + 1, width: painter.columns - 2 - noteColumn,
          Style(.muted))
        if first + line == selected {
          painter.inside(
            Rect(column: 1, row: line + 1, columns: painter.columns - 2, rows: 1)
          ) { $0.restyle(row: 0, Style(reversed: true)) }
        }
      }
    }
  }
}
