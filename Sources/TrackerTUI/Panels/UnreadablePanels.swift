// What stands where numbers would, while the file that they rest on cannot be read: which, since when, why, and what helps.

package import TrackerCore

extension ReadData {
  /// Whether what is shown is not what the files say now.
  var isStale: Bool { staleReason != nil || !history.unusableFiles.isEmpty }

  /// The file, while it cannot be read; nil while it can.
  func unreadable(_ part: DataFile) -> UnusableFile? {
    history.unusableFiles.first { $0.part == part }
  }
}

extension SessionDetail {
  /// Without what stands in files that cannot be read now.
  func without(_ parts: Set<DataFile>) -> SessionDetail {
    var detail = self
    if parts.contains(.interactions) { detail.interactions = [] }
    if parts.contains(.issues) { detail.issues = [] }
    return detail
  }
}

extension Dashboard {
  /// The files that cannot be read.
  package var unusableFiles: [UnusableFile] { read.history.unusableFiles }

  /// The file that the tab on screen rests on, where it cannot be read.
  var unreadableFileOfTab: UnusableFile? { tab.restsOn.flatMap { read.unreadable($0) } }

  /// Sentences about the files that cannot be read, each in a longer and a shorter form.
  var unreadableSentences: [[String]] {
    read.history.unusableFiles.map { file in
      let sentence = file.sentence(timeText)
      let figures = file.part.map { ": \($0.figures) are not known" } ?? ""
      return [sentence + figures, sentence, file.sentence()]
    }
  }

  /// The same with reason and remedy, to be read out.
  var spokenUnreadable: [String] {
    zip(read.history.unusableFiles, unreadableSentences).map { file, forms in
      forms[0] + ". " + file.reason.asSentence + " " + file.remedy
    }
  }
}

extension String {
  /// With a capital at its beginning and a full stop at its end.
  fileprivate var asSentence: String {
    prefix(1).uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".")
  }
}

extension Painter {
  /// What is said in place of a number that cannot be read.
  static let unreadable = "cannot be read"

  /// A rule that says it.
  mutating func ruleOfUnreadable(_ title: String, row: Int = 0) {
    rule(title, notes: [Painter.unreadable], noteRole: .warn, row: row)
  }

  /// Why a file cannot be read, and what helps, from a row on.
  mutating func writeReasons(_ file: UnusableFile, row: Int) {
    let lines = [file.reason.asSentence, file.remedy].flatMap {
      TextPage.wrapped($0, columns: max(1, columns - 2))
    }
    for (offset, line) in lines.prefix(max(0, rows - row)).enumerated() {
      writeCut(line, column: 1, row: row + offset)
    }
  }
}

extension Layout {
  /// The lines about files that cannot be read, at the top of what is left of a body.
  mutating func placeUnreadable(_ dashboard: Dashboard, _ rest: inout Rect) {
    let count = dashboard.read.history.unusableFiles.count
    if count > 0 { place(.unreadableLines, rest.takeTop(count)) }
  }
}

extension Panel {
  /// A line for each file that cannot be read, under the tiles.
  static let unreadableLines = Panel("unreadableLines") { dashboard, _, painter in
    for (row, forms) in dashboard.unreadableSentences.enumerated() {
      let text = forms.first { painter.width(of: $0) + 1 <= painter.columns } ?? forms[0]
      painter.writeCut(text, column: 1, row: row, Style(.warn))
    }
  }

  /// A whole tab whose file cannot be read.
  static let unreadableTab = Panel("unreadableTab") { dashboard, _, painter in
    guard let file = dashboard.unreadableFileOfTab, let part = file.part else { return }
    let isWide = painter.columns >= 60
    var row = painter.rows < 16 ? 0 : 3
    let column = isWide ? 4 : 1
    painter.setCursor(column: column, row: row)
    func write(_ text: String, _ style: Style = Style(), at column: Int = column) {
      for line in TextPage.wrapped(text, columns: max(1, painter.columns - column - 1)) {
        painter.writeCut(line, column: column, row: row, style)
        row += 1
      }
    }
    let since = file.sinceText(dashboard.timeText).map { ", since \($0)." } ?? "."
    write(file.sentence() + ", so nothing is shown here.", Style(.warn))
    row += 1
    write(String(file.reason.asSentence.dropLast()) + since)
    write(
      String(part.figures.asSentence.dropLast())
        + " on the other tabs are — until it can be read.")
    row += 1
    guard let command = file.mendingCommand, isWide else { return write(file.remedy) }
    painter.write("shell", column: column + 1, row: row, Style(.muted))
    write(command, Style(.hintKey), at: column + 8)
  }
}
