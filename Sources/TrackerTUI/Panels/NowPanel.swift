// What runs now, a row each, and what fell silent without an end.

internal import TrackerCore

/// A row of what goes on.
enum NowRow: Sendable {
  case running(SessionRow)
  /// So many more run.
  case more(Int)
  /// So many fell silent, the first of them then.
  case stale(Int, since: Timestamp?)
}

extension Dashboard {
  /// More of what runs is only counted.
  private static let mostRunning = 5

  /// What goes on, whatever the range: the newest start first, then what is only counted.
  var nowRows: [NowRow] {
    let (running, stale) = (read.presence.running, read.presence.stale)
    let more = running.count - Dashboard.mostRunning
    return running.prefix(Dashboard.mostRunning).map { .running($0) }
      + (more > 0 ? [.more(more)] : [])
      + (stale.isEmpty ? [] : [.stale(stale.count, since: read.presence.staleSince)])
  }

  /// Shows only sessions in a state, those of any range where the range lacks some of them.
  fileprivate mutating func show(only condition: SessionCondition, _ rows: [SessionRow]) {
    let term = "status:" + condition.rawValue
    let expression = chosen.filter.expression
    let isNarrowed = expression.split(separator: " ").contains { $0 == term }
    guard
      let filter = try? filter(isNarrowed || expression.isEmpty ? term : expression + " " + term)
    else { return }
    let ids = Set(read.overview.rows.map(\.id))
    if !rows.allSatisfy({ ids.contains($0.id) }) { chosen.range = .all }
    show(tab: Tab.all.firstIndex { $0.name == Tab.sessions.name } ?? 0)
    chosen.filter = isNarrowed ? chosen.filter : filter
    refresh()
    over.message = countText(rows.count, "session") + " with " + term
  }

  /// `silent beyond 4h`: what makes a session stale.
  fileprivate func silence(_ unit: String) -> String {
    "silent beyond " + engine.config.maximumSessionHours.plainText + unit
  }

  /// What of the stale ones is told, the longest form first.
  fileprivate func staleTexts(isWide: Bool) -> [String] {
    let key = keyLabel(of: .act(.endStale))
    let ends = key.map { [" · \($0) ends them"] } ?? []
    let since = read.presence.staleSince.map { " · the oldest since " + timeText.start($0) } ?? ""
    let long = " " + silence("h") + since
    return (isWide ? ends.map { long + $0 + " where they fell silent" } : [])
      + ends.map { long + $0 } + ends + [""]
  }
}

extension SessionRow {
  /// What is said where no interaction is known of it.
  fileprivate var noInteractionText: String {
    unreadable.contains(.interactions)
      ? "interactions \(Painter.unreadable)" : "no interaction yet"
  }
}

extension ListID { static let now = ListID("now") }

extension ListKind {
  /// What goes on.
  static let now = ListKind(
    .now, "running session", rows: \.nowRows,
    item: { if case .running(let row) = $1 { .session(row.id) } else { nil } },
    session: { if case .running(let row) = $0 { row.id } else { nil } }, spoken: spokenNow
  ).with {
    $0.opening = Opening(hint: "open") { dashboard, _, row in
      switch dashboard.nowRows.at(row) {
      case .running(let row): dashboard.openSession(row.id)
      case .more: dashboard.show(only: .running, dashboard.read.presence.running)
      case .stale: dashboard.show(only: .stale, dashboard.read.presence.stale)
      case nil: break
      }
    }
    $0.title = { dashboard in
      let count = dashboard.read.presence.running.count
      return "Now, \(count == 0 ? "none" : countText(count)) running"
    }
    $0.isToldByTab = true
  }
}

/// What goes on, in sentences.
func spokenNow(_ dashboard: Dashboard) -> [String] {
  let rows = dashboard.nowRows
  let running = dashboard.read.presence.running.count
  return (running > 0 ? ["Now: \(countText(running)) running."] : [])
    + rows.map { spokenNow(dashboard, $0) }
}

private func spokenNow(_ dashboard: Dashboard, _ row: NowRow) -> String {
  switch row {
  case .running(let row):
    let progress = row.progress(at: dashboard.now)
    let minutes = inWords(durationText(minutes: progress.minutes), orElse: "not known how long")
    let pace =
      progress.estimateMinutes.map {
        "\(minutes) of \(durationText(minutes: $0)) estimated"
          + (progress.estimateShare == nil ? "" : ", over it")
      } ?? minutes + ", no estimate"
    let sign = row.lastSign.map { "; last sign " + dashboard.timeText.clock($0.time) } ?? ""
    let last = row.lastInteraction
    let prompt = last.map { last in
      let end = last.prompt.last?.isPunctuation == true ? "" : "."
      return last.prompt.isEmpty ? "" : " Last prompt: " + last.prompt + end
    }
    return "\(row.shownName): \(pace)\(sign), "
      + (last.map { "rated \($0.rating)" } ?? row.noInteractionText) + "." + (prompt ?? "")
  case .more(let count): return "\(countText(count)) more running."
  case .stale(let count, let since):
    let key = dashboard.keyLabel(of: .act(.endStale))
    return "Stale: \(countText(count)), " + dashboard.silence(" hours")
      + (since.map { ", the oldest since " + dashboard.timeText.start($0) } ?? "") + "."
      + (key.map { " \($0) ends them where they fell silent." } ?? "")
  }
}

extension Panel {
  static let nowRule = Panel("nowRule") { dashboard, _, painter in
    let count = dashboard.read.presence.running.count
    let running = (count == 0 ? "none" : countText(count)) + " running"
    let parts = [" · elapsed of estimate", " · last sign of life, rating, prompt"]
    painter.rule(
      "Now",
      notes: count == 0 ? [running] : [running + parts.joined(), running + parts[0], running],
      isFocused: dashboard.focus == .now)
  }

  static let nowRows = Panel("nowRows") { dashboard, isFocused, painter in
    let rows = dashboard.nowRows
    let cards = rows.map { row in
      if case .running(let row) = row { NowCard(row, dashboard, painter) } else { nil as NowCard? }
    }
    let places = NowPlaces(columns: painter.columns, cards.compactMap(\.self), painter)
    painter.list(
      dashboard.window(.now), count: rows.count, isFocused: isFocused, unfocused: nil
    ) { index, line, painter in
      switch rows[index] {
      case .running(let row):
        guard let card = cards[index] else { return }
        painter.draw(card, places, row: line)
        if dashboard.place.marked.contains(row.id) {
          painter.write(Symbols.marked, column: 1, row: line, Style(.hintKey))
        }
      case .more(let count):
        painter.writeNote(
          "+\(countText(count)) more running", column: places.name, row: line, Style(.muted))
      case .stale(let count, _):
        let style = Style(Role(condition: .stale))
        painter.write(painter.symbols.condition(.stale), column: 0, row: line, style)
        let end = painter.write(
          "stale " + countText(count), column: places.name, row: line, style)
        let texts = dashboard.staleTexts(isWide: painter.columns >= 110)
        let fitting = texts.dropFirst(places.isCompact ? max(0, texts.count - 2) : 0).first {
          end + painter.width(of: $0) < painter.columns
        }
        painter.writeNote(fitting ?? "", column: end, row: line, Style(.muted))
      }
    }
  }
}

/// What a row says of a running session.
private struct NowCard {
  let name: String
  let progress: SessionProgress
  /// `31m of 1.0h`; where there is little room `31m/1.0h`.
  let pace: String
  let sign: String
  let rating: String
  let ratingRole: Role
  let prompt: String

  var isOver: Bool { progress.estimateShare != nil }

  init(_ row: SessionRow, _ dashboard: Dashboard, _ painter: Painter) {
    name = row.shownName
    progress = row.progress(at: dashboard.now)
    let minutes = durationText(minutes: progress.minutes)
    let between = painter.columns < NowPlaces.fewestColumns ? "/" : " of "
    pace =
      progress.estimateMinutes.map { minutes + between + durationText(minutes: $0) }
      ?? minutes + ", no estimate"
    sign = row.lastSign.map { dashboard.timeText.clock($0.time) } ?? "—"
    let last = row.lastInteraction
    rating = last.map { tightCountText($0.rating, columns: 4) + "★" } ?? "—"
    ratingRole = last.map { Role(rating: $0.rating) } ?? .muted
    prompt = last?.prompt ?? row.noInteractionText
  }
}

/// Where the cells of running sessions stand.
private struct NowPlaces {
  let name: Int
  let nameColumns: Int
  let bar: Int
  let barColumns: Int
  /// Behind the last column of how long it runs.
  let paceEnd: Int
  let sign: Int
  let rating: Int
  let prompt: Int
  /// Whether there is room for name, bar and time alone.
  let isCompact: Bool

  /// With fewer, cells are shorter.
  static let fewestColumns = 80

  init(columns: Int, _ cards: [NowCard], _ painter: Painter) {
    isCompact = columns < NowPlaces.fewestColumns
    guard !isCompact else {
      name = 2
      (nameColumns, bar, barColumns) = (columns - 20, columns - 17, 5)
      paceEnd = columns
      (sign, rating, prompt) = (columns, columns, columns)
      return
    }
    name = 3
    (nameColumns, barColumns) = columns < 110 ? (24, 10) : columns < 160 ? (30, 20) : (44, 30)
    bar = name + nameColumns + 1
    // What has no bar stands in its place, too.
    let widest = cards.filter { $0.progress.elapsedShare != nil }.map {
      painter.width(of: $0.pace)
    }.max()
    paceEnd = bar + barColumns + max(12, widest ?? 0) + 1
    sign = paceEnd + 1
    rating = sign + 6
    prompt = rating + max(2, cards.map { painter.width(of: $0.rating) }.max() ?? 0) + 1
  }
}

extension Painter {
  fileprivate mutating func draw(_ card: NowCard, _ places: NowPlaces, row: Int) {
    write(
      symbols.condition(.running), column: 0, row: row, Style(Role(condition: .running)))
    writeCut(card.name, column: places.name, row: row, width: places.nameColumns)
    let role: Role = card.isOver ? .warn : .text
    write(
      card.pace, column: places.bar, row: row, width: places.paceEnd - places.bar, Style(role),
      align: .right)
    drawBar(card, places, row: row)
    guard !places.isCompact else { return }
    write(card.sign, column: places.sign, row: row, Style(.muted))
    write(card.rating, column: places.rating, row: row, Style(card.ratingRole))
    writeCut(
      card.prompt, column: places.prompt, row: row, width: columns - places.prompt - 1,
      Style(card.ratingRole == .muted ? .muted : .text))
  }

  /// The time on a scale as long as the larger of time and estimate; beyond the estimate a line stands where that was.
  private mutating func drawBar(_ card: NowCard, _ places: NowPlaces, row: Int) {
    guard let share = card.progress.elapsedShare else { return }
    let (start, width) = (places.bar, places.barColumns)
    let bar = BlockChart(isUTF8: isUTF8).bar(share, of: 1, width: width)
    let end = write(bar, column: start, row: row, Style(card.isOver ? .warn : .data))
    if !places.isCompact { fill("·", columns: end..<(start + width), row: row, Style(.faint)) }
    if let estimate = card.progress.estimateShare {
      let cell = min(width - 1, Int((estimate * Double(width)).rounded()))
      write("┃", column: start + cell, row: row, Style(.human))
    }
  }
}
