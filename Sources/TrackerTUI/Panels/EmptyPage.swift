// A screen that has nothing to show: why, and the keys that go on.

internal import TrackerCore

/// What stands where a tab is empty.
struct EmptyPage {
  var title: String
  /// What it means; left out where there is little room.
  var meaning: [String] = []
  /// Keys, or `shell` before a command, and what they do: the first text that fits, so that a command stays whole.
  private(set) var ways: [(key: String, texts: [String])] = []
  /// What else there is to know; left out first.
  var note: String?

  /// As sentences.
  var spoken: [String] {
    [title] + meaning + ways.map { "\($0.key): \($0.texts[0])." } + [note].compactMap(\.self)
  }

  /// Adds a way unless nothing leads there.
  mutating func add(_ key: String?, _ texts: String...) {
    if let key { ways.append((key, texts)) }
  }
}

extension Painter {
  /// Writes the page into the whole part.
  mutating func draw(_ page: EmptyPage) {
    let indent = columns < 60 ? 1 : 4
    let textColumn = indent + 8
    func wrapped(_ texts: [String], _ room: Int) -> [String] {
      texts.flatMap { TextPage.wrapped($0, columns: room) }
    }
    let ways = page.ways.map { way in
      let room = columns - textColumn - 1
      let text = way.texts.first { width(of: $0) <= room } ?? way.texts[way.texts.count - 1]
      return (key: way.key, lines: TextPage.wrapped(text, columns: room))
    }
    let title = wrapped([page.title], columns - 2 * indent)
    // Each with a blank before it, as far as there is room.
    var free = rows - title.count - 1 - ways.reduce(0) { $0 + $1.lines.count }
    func fitting(_ lines: [String]) -> [String] {
      guard !lines.isEmpty, lines.count < free else { return [] }
      free -= lines.count + 1
      return lines
    }
    let meaning = fitting(wrapped(page.meaning, columns - 2 * indent))
    let note = fitting(wrapped([page.note].compactMap(\.self), columns - 2 * indent))
    var row = min(3, max(0, free) / 2)
    func put(_ lines: [String], column: Int, _ style: Style = Style()) {
      for line in lines {
        write(line, column: column, row: row, style)
        row += 1
      }
    }
    put(title, column: indent, Style(.heading))
    row += 1
    if !meaning.isEmpty {
      put(meaning, column: indent)
      row += 1
    }
    for way in ways {
      write(way.key, column: indent + 1, row: row, Style(.hintKey))
      put(way.lines, column: textColumn)
    }
    row += 1
    put(note, column: indent, Style(.muted))
  }
}
