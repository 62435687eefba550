// What a screen keeps at every size beyond being whole and safe (`FrameFault`): its parts lie side by side, numbers are whole
// and apart, hints and status are whole, lists and boxes are complete, plain ASCII has the same numbers.

import TrackerCore

@testable import TrackerTUI

enum FrameRule {
  /// What a dashboard's screen breaks. `hasOwnNumbers` says that no text of the data looks like a number or a part of the
  /// status.
  static func broken(_ dashboard: Dashboard, hasOwnNumbers: Bool) -> [String] {
    let rows = lines(dashboard, sampleCapabilities)
    let ascii = lines(dashboard, asciiCapabilities)
    guard dashboard.mode != .tooSmall else { return [] }
    var broken = [
      partsOverlap(dashboard), hintsAreCut(dashboard, rows), boxIsOpen(rows),
      listHasHoles(dashboard, rows),
    ]
    // A box may cover half a number.
    if hasOwnNumbers, dashboard.over.box == nil {
      broken += [
        numberIsCut(rows), numberIsCut(ascii), statusIsCut(dashboard, rows),
        numbersDiffer(rows, ascii),
      ]
    }
    return broken.compactMap(\.self)
  }

  private static func lines(_ dashboard: Dashboard, _ capabilities: Capabilities) -> [Substring] {
    dashboard.frame(capabilities).text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  // MARK: Parts

  /// Parts that reach over the screen or into one another.
  private static func partsOverlap(_ dashboard: Dashboard) -> String? {
    let layout = dashboard.screen.layout
    let screen = Rect(columns: dashboard.size.columns, rows: dashboard.size.rows)
    let panels = layout.placements.map { ($0.panel.name, $0.area) }
    for (name, area) in panels where area.intersection(layout.body) != area && !area.isEmpty {
      return "\(name) reaches out of the body"
    }
    let rim = [("tabs", layout.tabBar), ("status", layout.status), ("hints", layout.hints)]
    let parts = (rim + panels).filter { !$0.1.isEmpty }
    for (index, (name, area)) in parts.enumerated() {
      if area.intersection(screen) != area { return "\(name) reaches over the screen" }
      if let other = parts[(index + 1)...].first(where: { !$0.1.intersection(area).isEmpty }) {
        return "\(name) and \(other.0) overlap"
      }
    }
    return nil
  }

  /// A list that has more rows than are shown fills its room, row by row.
  private static func listHasHoles(_ dashboard: Dashboard, _ rows: [Substring]) -> String? {
    guard [.tab, .detail, .finds].contains(dashboard.mode) else { return nil }
    for placement in dashboard.screen.layout.placements where !placement.isSideways {
      guard let list = placement.focus, list != .textLines else { continue }
      let (window, count) = (dashboard.window(list), dashboard.rowCount(list))
      let shown = placement.shownRows(window, count: count)
      let least =
        placement.rowHeights == nil
        ? min(placement.height, count) : min(1, count, placement.area.rows)
      if shown.count < least { return "\(list) shows \(shown.count) of \(count) rows" }
      if count > 0, !shown.isEmpty, !shown.contains(where: { $0.index == window.selected }) {
        return "the selected row of \(list) is out of sight"
      }
      for row in shown {
        let line = rows[placement.area.row + row.lines.lowerBound]
        if line.allSatisfy({ $0 == " " }) { return "row \(row.index) of \(list) is empty" }
      }
    }
    return nil
  }

  private static func boxIsOpen(_ rows: [Substring]) -> String? {
    let corners = "┌┐└┘".map { corner in rows.reduce(0) { $0 + $1.count { $0 == corner } } }
    return Set(corners).count == 1 ? nil : "a box has not all its corners"
  }

  // MARK: Words

  private static func hintsAreCut(_ dashboard: Dashboard, _ rows: [Substring]) -> String? {
    guard !dashboard.screen.layout.hints.isEmpty, let line = rows.last else { return nil }
    let shown = shownHints(line, of: dashboard.hints)
    if !shown.rest.isEmpty { return "no hint: \(shown.rest)" }
    let isHelpMissing =
      dashboard.hints.contains { $0.label == "?" } && !shown.hints.contains { $0.label == "?" }
    return isHelpMissing ? "the hints do not name the key for help" : nil
  }

  /// Parts of the status are whole; the first one may end in a sign that it is cut.
  private static func statusIsCut(_ dashboard: Dashboard, _ rows: [Substring]) -> String? {
    let row = rows[dashboard.screen.layout.status.row].drop { $0 == " " }
    guard dashboard.over.prompt == nil else { return nil }
    if let message = dashboard.over.message {
      let isWhole = row == message || row.last == "…" && message.hasPrefix(row.dropLast())
      return isWhole ? nil : "the message is not whole: \(row)"
    }
    let all =
      dashboard.statusParts + dashboard.outsideTexts
      + [dashboard.skippedText, dashboard.helpText].compactMap(\.self)
    let parts = all.flatMap { $0.split(separator: " · ") }
    for (index, part) in row.split(separator: " · ").enumerated() where !parts.contains(part) {
      let isCut = index == 0 && part.last == "…" && parts.contains { $0.hasPrefix(part.dropLast()) }
      if !isCut { return "not a part of the status: \(part)" }
    }
    return nil
  }

  // MARK: Numbers

  /// Half a number, one without its group of three, or two without a blank between them.
  private static func numberIsCut(_ rows: [Substring]) -> String? {
    let cut = #/^[−$-]*\d[\d.,:]*(…|\.\.\.)$/#
    let glued = #/\d,\d{1,2}(?!\d)|,\d{4}|\d\.\d{3}|\d\.\d+[.,]\d|[%★☆]\d|\d[hmx]\d+[.,]/#
    for row in rows {
      let words = words(row).filter { $0.last == "…" || $0.hasSuffix("...") }
      if words.contains(where: { $0.contains(cut) }) { return "a cut number: \(row)" }
      if row.contains(glued) { return "numbers run together: \(row)" }
    }
    return nil
  }

  /// The words of a row but the day in `week of 18 Nov`, a label that may be cut behind it.
  private static func words(_ row: Substring) -> [Substring] {
    let words = row.split(separator: " ")
    return words.indices.filter { $0 == 0 || words[$0 - 1] != "of" }.map { words[$0] }
  }

  /// The words of a row that are numbers.
  private static func numbers(_ row: Substring) -> [Substring] {
    let number = #/\$?\d+([.,:]\d+)*[a-z%]{0,2}/#
    return words(row).filter { word in
      word.contains { $0.isNumber } && word.wholeMatch(of: number) != nil
    }
  }

  private static func numbersDiffer(_ rows: [Substring], _ ascii: [Substring]) -> String? {
    for (row, other) in zip(rows, ascii) where numbers(row) != numbers(other) {
      return "other numbers in ASCII:\n\(row)\n\(other)"
    }
    return nil
  }
}
