// What the status row says: where one is, always with the filter, and what could not be used where there is room.

internal import TrackerCore

extension Dashboard {
  /// The parts of the status row, most important first.
  var statusParts: [String] {
    if let form, let status = form.status(hasHints: !screen.layout.hints.isEmpty) { return status }
    if let status = over.box?.status(self) { return status }
    if let staleReason = read.staleReason { return ["stale: \(staleReason)"] }
    if screen.modeBelow == .noSessions {
      return read.hasLoaded
        ? ["no sessions in \(directory) yet", "watching"] : ["reading \(directory)"]
    }
    if let page = place.textPage { return textStatus(page) }
    if place.openID != nil { return detailStatus(self) }
    if let finds = place.finds { return findsStatus(finds) }
    if let members = place.members { return memberStatus(self, members) }
    if let file = unreadableFileOfTab { return [file.sentence(), "stale"] }
    return filterParts + tab.status(self).filter { !filterParts.contains($0) }
  }

  /// How many sessions of the range the filter keeps, the filter, how to clear it; empty without one.
  private var filterParts: [String] {
    guard let filterText else { return [] }
    let count = countText(read.overview.rows.count) + " of " + countText(read.rangeCount, "session")
    return [count, filterText]
      + [keyLabel(of: .clearFilter).map { $0 + " clears it" }].compactMap(\.self)
  }

  /// The key for help, where no hints name it.
  var helpText: String? {
    screen.layout.hints.isEmpty && screen.isScreen
      ? keyLabel(of: .help).map { $0 + " help" } : nil
  }

  /// Whether what is on screen is only what the filter leaves.
  private var isFiltered: Bool {
    read.staleReason == nil && screen.modeBelow != .noSessions && place.textPage == nil
      && place.openID == nil
      && (place.finds == nil || place.finds?.choice != nil)
  }

  /// `12 of 128`: which row of a list is selected; `12/128` where there is little room.
  func positionText(_ focus: ListID, isShort: Bool = false) -> String {
    let selected = window(focus).selected
    let rows = grouped(focus)?.rows
    let count = rows?.sessionCount ?? rowCount(focus)
    let position = rows?.position(of: selected) ?? (count == 0 ? 0 : selected + 1)
    return countText(position) + (isShort ? "/" : " of ") + countText(count)
  }

  /// What could not be read, or how many records could not be used, and what lists them; nil when all could.
  var skippedText: String? {
    let count = read.history.skippedCount
    let files = read.history.unusableFiles
    guard count > 0 || !files.isEmpty, read.staleReason == nil, place.textPage == nil,
      place.openID == nil
    else {
      return nil
    }
    if !files.isEmpty { return ":skipped tells what was not read" }
    return countText(count, "record") + " skipped · :skipped"
  }

  /// The sessions without a date or in the future, where neither range nor chart contains them; nil without any.
  var outsideText: String? { outsideTexts.first }

  /// The same and, where there is little room, in short.
  var outsideTexts: [String] {
    guard screen.modeBelow != .noSessions, read.staleReason == nil, place.textPage == nil,
      place.openID == nil
    else {
      return []
    }
    let outside = tab.outside(self)
    return [
      outside.map { $0.sentence(notIn: "these charts") } ?? read.covered.outside.sentence,
      (outside ?? read.covered.outside).brief,
    ].compactMap(\.self)
  }

  /// The parts that stand in a row of so many columns. The filter is never left out for something else; what was skipped
  /// or lies in no range is told where room is left beside it; the other parts go whole, the last ones first. The key for
  /// help is named where no hints name it.
  func statusParts(columns: Int, width: (String) -> Int) -> [String] {
    let between = 3
    var help = [helpText].compactMap(\.self)
    let all = columns - 1
    let room = all - help.reduce(0) { $0 + between + width($1) }
    // What would be whole without it is not cut for it.
    if let first = statusParts.first, (room + 1...max(room + 1, all)).contains(width(first)) {
      help = []
    }
    let columns = help.isEmpty ? all : room
    func total(_ parts: [String]) -> Int {
      parts.reduce(0) { $0 + width($1) } + between * max(0, parts.count - 1)
    }
    var parts = statusParts
    if isFiltered, let filterText {
      let upToIt = parts.firstIndex(of: filterText).map { Array(parts[...$0]) }
      if upToIt == nil || total(upToIt ?? []) > columns {
        parts.removeAll { $0 == filterText }
        let hasRoom = parts.first.map { total([$0, filterText]) <= columns } ?? false
        parts.insert(filterText, at: hasRoom ? 1 : 0)
      }
    }
    let needed = (isFiltered ? parts.firstIndex { $0 == filterText } : nil) ?? 0
    var told: [String] = []
    for forms in [outsideTexts, [skippedText].compactMap(\.self)] {
      let fitting = forms.first {
        total(Array(parts.prefix(needed + 1)) + told + [$0]) <= columns
      }
      if let fitting { told.append(fitting) }
    }
    let free = columns - told.reduce(0) { $0 + width($1) + between }
    // Only the first part may be cut.
    var count = min(1, parts.count)
    while count < parts.count, total(Array(parts.prefix(count + 1))) <= free { count += 1 }
    return Array(parts.prefix(count)) + told + help
  }
}

/// The row above the last: where one is, a message, or what is being typed.
func drawStatus(_ dashboard: Dashboard, _ painter: inout Painter) {
  if let prompt = dashboard.over.prompt { return prompt.draw(dashboard, &painter) }
  if let message = dashboard.over.message {
    painter.writeCut(message, column: 1, Style(.status, bold: true))
    return
  }
  let parts = dashboard.statusParts(columns: painter.columns) { painter.width(of: $0) }
  var column = 1
  for (index, part) in parts.enumerated() {
    if index > 0 { column = painter.write(" · ", column: column, Style(.status)) }
    let rest = parts[(index + 1)...].reduce(1) { $0 + 3 + painter.width(of: $1) }
    column = painter.writeCut(
      part, column: column, width: painter.columns - column - rest + 1, Style(.status))
  }
}
