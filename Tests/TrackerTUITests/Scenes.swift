// THE LIST of places: every tab, list, text, box and prompt, and how a person comes there.
// Goldens, properties and key tests go through all of them, so a new place is a line here.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

/// What a dashboard shows in a test.
enum SceneData: String, CaseIterable {
  case sample, empty, hostile
  /// The sample with large numbers.
  case long

  private static let sampleLedger = sampleHistory()
  private static let hostileLedger = crowdedHistory()
  /// Dashboards that have read each of them.
  fileprivate static let dashboards = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, TrackerTUITests.dashboard($0.history)) })
  private static let hostileDetails: [SessionID: SessionDetail] = {
    let ids = Set(hostileLedger.sessions.map(\.id))
    return Dictionary(
      uniqueKeysWithValues: ids.compactMap { id in hostileDetail(of: id).map { (id, $0) } })
  }()

  var history: History {
    switch self {
    case .sample: SceneData.sampleLedger
    case .empty: History()
    case .hostile: SceneData.hostileLedger
    case .long: longHistory
    }
  }

  /// The detail of a session, as the disk would give it.
  func detail(of id: SessionID, in history: History) -> SessionDetail? {
    if self == .hostile { return SceneData.hostileDetails[id] }
    let detail = sampleDetail()
    if detail.session.id == id { return detail }
    guard let session = history.sessions.first(where: { $0.id == id }) else { return nil }
    return SessionDetail(
      session: session, interactions: [], issues: history.issues.filter { $0.sessionID == id })
  }
}

extension SceneData {
  /// The text of an interaction, as the disk would give it.
  fileprivate func text(at place: InteractionPlace) -> String {
    self == .hostile
      ? hostileNames[place.ordinal % hostileNames.count]
      : "Prompt \(place.ordinal + 1) of \(place.session.text)"
  }
}

/// The hostile ledger, and what only a crowd does: ids that look the same, gaps between sessions, ratings that count.
func crowdedHistory() -> History {
  var history = hostileHistory()
  for index in 0..<6 {
    var twin = history.sessions[index * 5]
    // Readers leave one of equal ids; these differ in bytes alone.
    twin.id = SessionID(index % 2 == 0 ? "\(index / 2)_\u{E9}" : "\(index / 2)_e\u{301}")
    twin.name = "twin of " + twin.name
    twin.startTime = "2024-11-22T0\(index):00:00Z"
    twin.endTime = "2024-11-22T0\(index):20:00Z"
    twin.status = "completed"
    history.sessions.append(twin)
    history.add(interactionOf: twin.id, at: twin.start, rating: index)
  }
  return history
}

/// A place, and how to come there from the overview.
struct Scene: Sendable {
  var name: String
  /// Blank between keys; a word is a key's name, `text:` is typed.
  var keys: String
  /// Where one is with the sample; nil where nothing of it is promised.
  var mode: ScreenMode
  /// What happens besides keys.
  var event: (@Sendable (inout Dashboard, SceneData) throws -> Void)?

  init(
    _ name: String, _ keys: String, _ mode: ScreenMode = .tab,
    then event: (@Sendable (inout Dashboard, SceneData) throws -> Void)? = nil
  ) {
    self.name = name
    self.keys = keys
    self.mode = mode
    self.event = event
  }

  static let all: [Scene] =
    Tab.all.enumerated().map { Scene($1.name.lowercased(), "\($0 + 1)") } + [
      Scene("second section", "Tab"), Scene("pane", "2 Tab"), Scene("marked", "2 Space Space j"),
      Scene("sorted", "2 s r"), Scene("searched", "2 / text:fix Enter"),
      Scene("filtered", "2 f text:eff>3 Enter"), Scene("nothing fits", "2 f text:qqqq Enter"),
      Scene("fewer columns", "2 c j Space Esc"), Scene("by tool", "3 b b b b b b"),
      Scene("by month", "7 b b h"),
      Scene("by type", "2 b b b b b"), Scene("by type on the overview", "b b b b b J"),
      Scene("folded", "2 b b b b b Enter J Enter j"), Scene("by model in turn", "2 b b b b o o G"),
      Scene("unresolved", "5 b"), Scene("members", "4 Enter"),
      Scene("interactions of a bar", "3 Enter", .finds),
      Scene("members of a day", "7 Enter"), Scene("assumed rates", "4 a l l Esc"),
      Scene("own dates", "T C-u text:2024-11-18 Tab text:2024-11-21 Tab y"),
      Scene("paused", "p") { dashboard, data in
        _ = dashboard.update(.loaded(data.history, now: sampleNow))
      },
      Scene("stale", "2") { dashboard, _ in
        _ = dashboard.update(.loadFailed("sessions.json: half written"))
      },
      Scene.unreadable("unreadable interactions", "1", .interactions),
      Scene.unreadable("unreadable interactions in a detail", "2 Enter", .interactions, .detail),
      Scene.unreadable("unreadable ratings", "3", .interactions),
      Scene.unreadable("unreadable days", "7 o o", .interactions),
      Scene.unreadable("unreadable issues", "5", .issues),
      Scene("changed", "2") { dashboard, data in
        var history = data.history
        history.add(interactionOf: sampleDetail().session.id, at: sampleNow, rating: 1)
        _ = dashboard.update(.loaded(history, now: sampleNow))
      },
      Scene("unbound key", "2 Z"), Scene("detail", "2 Enter", .detail),
      Scene("detail's second list", "2 Enter Tab", .detail),
      Scene("oldest first", "2 Enter o j", .detail),
      Scene("a detail's search", "2 Enter / text:red Enter", .detail),
      Scene("text", "2 Enter Enter", .textPage),
      Scene("uncut text", "2 Enter Enter w l", .textPage),
      Scene("finds", "2", .finds) { show(&$0, data: $1) },
      Scene("detail of a find", "2", .detail) { dashboard, data in
        show(&dashboard, data: data)
        press(&dashboard, "j Enter", data)
      },
      Scene("range", "t", .box(RangeBox.name)), Scene("sort", "2 s", .box(SortBox.name)),
      Scene("columns", "2 c j", .box(ColumnsBox.name)),
      Scene("help of the overview", "?", .box(HelpBox.name)),
      Scene("help", "2 ?", .box(HelpBox.name)),
      Scene("help of a detail", "2 Enter ?", .box(HelpBox.name)),
      Scene("help on commands", "2 ? 3", .box(HelpBox.name)),
      Scene("help on signs", "2 ? 5", .box(HelpBox.name)),
      Scene("explained", "=", .box(ExplainBox.name)),
      Scene("rates", "4 a l", .box(RatesBox.name)), Scene("dates", "T", .box(Form.name)),
      Scene("wrong dates", "T C-u text:never Tab Tab y", .box(Form.name)),
      Scene("sort issues", "5 s", .box(SortBox.name)), Scene("sorted issues", "5 s j Enter"),
      Scene("sort gaps", "6 s", .box(SortBox.name)), Scene("sorted gaps", "6 s j Enter"),
      Scene("sorted interactions", "3 Enter j s a", .finds),
      Scene("end", "2 e p Tab Tab text:done,日本 Tab", .box(Form.name)),
      Scene("end stale", "1", .box(Form.name)) { dashboard, data in
        _ = dashboard.update(.tick(sampleNow.advanced(byMicroseconds: 86_400_000_000)))
        press(&dashboard, "E", data)
      },
      Scene("kept form", "2 e p Tab Tab text:done Esc"), Scene("flag", "2 i y", .box(Form.name)),
      Scene("resolve", "5 v", .box(Form.name)),
      Scene("edit", "2 G M Tab Tab Tab text:shop Tab Tab C-u text:3.5h", .box(Form.name)),
      Scene("delete", "2 G D", .box(Form.name)), Scene("rate", "2 Enter R", .box(Form.name)),
      Scene("undo", "2", .box(Form.name)) { dashboard, data in
        let change = try TestWorld().flag()
        _ = dashboard.update(.acted(.undo(change), .done(change)))
        press(&dashboard, "u", data)
      },
      Scene("export", "2 x", .box(Form.name)),
      Scene("replace", "2", .box(Form.name)) { dashboard, _ in
        let request = dashboard.exportRequest(.csv, path: "sessions-30d-20241122.csv")
        _ = dashboard.update(.exported(request, .exists))
      },
      Scene("waiting", "2 e s y", .box(Form.name)),
      Scene("commands", ": text:keys Enter", .box(Page.name)),
      Scene("settings", ": text:set Enter", .box(Page.name)),
      Scene("skipped", ": text:skipped Enter", .box(Page.name)),
      Scene("text to select", "2", .box(Page.name)) { dashboard, _ in
        let request = CopyRequest(text: hostileNames.joined(separator: "\n"), summary: "rows")
        _ = dashboard.update(.copied(request, way: nil))
      },
      Scene("search prompt", "2 / text:fix", .prompt),
      Scene("search everything", "2 / / text:login", .prompt),
      Scene("filter prompt", "f text:tpye:x", .prompt),
      Scene("filter as it is typed", "2 f text:eff<3", .prompt),
      Scene("command prompt", "2 : text:expo Tab", .prompt),
    ]

  /// A place while a file cannot be read.
  private static func unreadable(
    _ name: String, _ keys: String, _ part: DataFile, _ mode: ScreenMode = .tab
  ) -> Scene {
    Scene(name, "", mode) { dashboard, data in
      _ = dashboard.update(.loaded(data.history.without(part), now: sampleNow))
      press(&dashboard, keys, data)
    }
  }

  static func named(_ name: String) throws -> Scene {
    try #require(all.first { $0.name == name }, "no scene \(name)")
  }

  /// The dashboard there.
  func dashboard(_ data: SceneData, columns: Int = 80, rows: Int = 24) throws -> Dashboard {
    var dashboard = SceneData.dashboards[data] ?? TrackerTUITests.dashboard(data.history)
    _ = dashboard.update(.resized(ScreenSize(columns: columns, rows: rows)))
    Scene.press(&dashboard, keys, data)
    try event?(&dashboard, data)
    return dashboard
  }

  /// Presses keys by their names and gives what is asked for.
  static func press(_ dashboard: inout Dashboard, _ keys: String, _ data: SceneData) {
    for word in keys.split(separator: " ") {
      for key in Scene.keys(String(word)) { press(&dashboard, key, data) }
    }
  }

  @discardableResult
  static func press(_ dashboard: inout Dashboard, _ key: Key, _ data: SceneData) -> [Effect] {
    let effects = dashboard.update(.key(key))
    answer(&dashboard, effects, data)
    return effects
  }

  /// Gives the details and the texts that were asked for.
  private static func answer(_ dashboard: inout Dashboard, _ effects: [Effect], _ data: SceneData) {
    for case .loadTexts(let places) in effects {
      let texts = places.map { ($0, data.text(at: $0)) }
      let more = dashboard.update(.textsLoaded(Dictionary(uniqueKeysWithValues: texts)))
      answer(&dashboard, more, data)
    }
    for case .loadDetail(let id) in effects {
      let detail = data.detail(of: id, in: dashboard.read.history)
      answer(&dashboard, dashboard.update(.detailLoaded(id, detail)), data)
    }
  }

  private static func keys(_ word: String) -> [Key] {
    if word.hasPrefix("text:") { return word.dropFirst(5).map { .character($0) } }
    let named: [String: Key] = [
      "Enter": .enter, "Tab": .tab, "Esc": .escape, "Space": " ", "C-u": .control("u"),
    ]
    return named[word].map { [$0] } ?? word.map { .character($0) }
  }

  /// What a search of all interactions finds.
  private static func show(_ dashboard: inout Dashboard, data: SceneData) {
    var found = InteractionSearch(pattern: TextPattern("o"))
    let texts = data == .hostile ? hostileNames : sampleDetail().interactions.map(\.prompt)
    for (index, session) in dashboard.read.history.sessions.suffix(9).enumerated() {
      found.add(
        InteractionMatch(
          sessionID: session.id, ordinal: index, timestamp: session.startTime,
          rating: index % 7 - 1, excerpt: texts[index % texts.count]))
    }
    _ = dashboard.update(.searched(found))
  }
}

extension History {
  /// The same where a file could not be read.
  func without(_ part: DataFile) -> History {
    var history = self
    switch part {
    case .interactions:
      (history.interactions, history.facts, history.lastInteractions) = (.init(), .init(), [:])
    case .issues: history.issues = []
    default: history.sessions = []
    }
    history.unusableFiles = [
      UnusableFile(
        path: "ledger/" + part.name, reason: "line 3, column 14: expected ',' or ']'",
        since: sampleNow.advanced(byMicroseconds: -3_600_000_000))
    ]
    return history
  }
}

let spokenCapabilities: Capabilities = {
  var capabilities = sampleCapabilities
  capabilities.isScreenReader = true
  return capabilities
}()
