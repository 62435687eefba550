// The help, over a screen: pages of what works there and what there is, each by its digit. All of them are searched as one
// types, from the line found last, around the end.

internal import TrackerCore

/// The help.
struct HelpBox: SearchableBox {
  /// The page that keys go to.
  private(set) var page = 0
  /// The first line of it shown.
  private(set) var top = 0
  /// What is looked for; nil for nothing.
  private(set) var pattern: TextPattern?
  /// The line where it was found last, counted over all pages.
  private var line: Int?
  /// The entry that is read aloud.
  private var entry = 0

  var hasSearch: Bool { pattern != nil }
  var firstHints: [Command] { [.selectPage(0), .search, .move(.by(1)), .back] }

  var moveHint: String? { "scroll" }

  func status(_ dashboard: Dashboard) -> [String]? {
    let place = dashboard.place.openID == nil ? dashboard.tab.name : "Detail"
    return [place, HelpPage.all[page].about]
  }

  func draw(_ dashboard: Dashboard, _ painter: inout Painter) {
    let text = HelpText(dashboard, page: page)
    text.draw(page: page, top: min(top, text.overflow(page)), pattern: pattern, &painter)
  }

  func spoken(_ dashboard: Dashboard) -> (lines: [String], selected: Int) {
    let name = "Help, page \(page + 1) of \(HelpPage.all.count), \(HelpPage.all[page].about)"
    let entries = HelpPage.all[page].entries(dashboard).map(\.spoken)
    return ([name] + entries, min(entry, entries.count))
  }

  func moved(_ movement: Movement, _ dashboard: Dashboard) -> HelpBox {
    let text = HelpText(dashboard, page: page)
    let count = HelpPage.all[page].entries(dashboard).count + 1
    var help = self
    help.top = movement.target(from: top, count: text.overflow(page) + 1, height: text.height)
    help.entry = movement.target(from: entry, count: count, height: count)
    return help
  }

  /// The same at the beginning of another page.
  func turned(to page: Int) -> HelpBox {
    var help = self
    (help.page, help.top, help.entry) = (page, 0, 0)
    return help
  }

  /// The page so many further on, around the end.
  func turned(by step: Int) -> HelpBox {
    turned(to: (page + step + HelpPage.all.count) % HelpPage.all.count)
  }

  /// A click on a page's name opens it, another one leaves.
  func press(column: Int, row: Int, _ dashboard: inout Dashboard) -> [Effect] {
    let page = HelpText(dashboard, page: page).page(atColumn: column, row: row)
    dashboard.over.box = page.map(turned(to:))
    return []
  }

  /// Looks for something else; nil for nothing.
  func seeking(_ pattern: TextPattern?) -> HelpBox {
    var help = self
    (help.pattern, help.line) = (pattern, nil)
    return help
  }

  /// Opens the prompt over the help, which stays.
  func askForSearch(_ dashboard: inout Dashboard) {
    dashboard.ask(.helpSearch)
    dashboard.over.box = seeking(nil)
  }

  /// Brings the next line that has the text into sight, or the one before, on whatever page it stands.
  func findNext(_ step: Int, _ dashboard: inout Dashboard) {
    guard let pattern else { return }
    let text = HelpText(dashboard, page: page)
    let lines = text.pages.enumerated().flatMap { page, lines in
      lines.enumerated().map { (page: page, place: $0, line: $1) }
    }
    let found = lines.indices.filter { pattern.occurs(in: lines[$0].line.text) }
    let before = (lines.firstIndex { $0.page == page } ?? 0) - 1
    guard let next = nextPlace(in: found, from: line ?? before, step) else {
      dashboard.over.message = "no \(pattern.text) in this help"
      return
    }
    let hit = lines[next.place]
    var help = self
    (help.line, help.page, help.entry) = (next.place, hit.page, hit.line.entry + 1)
    help.top = min(hit.place, text.overflow(hit.page))
    dashboard.over.box = help
    dashboard.over.message = next.message
  }
}

extension KeyBinding {
  static let ofHelp: [KeyBinding] = [
    KeyBinding(
      nil,
      HelpPage.all.indices.map { (.character(Character(String($0 + 1))), .selectPage($0)) }
        + [("[", .changePage(by: -1)), ("]", .changePage(by: 1))], .tabs,
      "1-\(HelpPage.all.count) [ ]", "page of the help", hint: "page"
    ) { $0.box is HelpBox }
  ]
}

extension PromptKind {
  /// What `/` opens over the help.
  static let helpSearch = PromptKind(
    name: "helpSearch", label: "/", hint: "stay there", isAppliedAsTyped: true,
    changed: { dashboard, text in
      dashboard.over.message = nil
      seek(text, &dashboard)
    },
    entered: { dashboard, text in
      seek(text, &dashboard)
      return []
    },
    cancelled: { $0.over.box = ($0.over.box as? HelpBox)?.seeking(nil) },
    note: { $0.searchNote($1, orElse: "searches all pages") })

  private static func seek(_ text: String, _ dashboard: inout Dashboard) {
    let help = (dashboard.over.box as? HelpBox)?.seeking(text.isEmpty ? nil : TextPattern(text))
    dashboard.over.box = help
    help?.findNext(1, &dashboard)
  }
}
