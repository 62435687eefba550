// THE LIST of keys: what each does, where it works, how it is named. Update, hint line and help read this one table.

internal import TrackerCore

/// Keys that do one thing.
struct KeyBinding: Sendable {
  /// The word for it on the command line; nil for what only answers a box or a line that is typed.
  var name: String?
  /// Each key and what it asks for.
  var commands: [(key: Key, command: Command)]
  var group: HelpGroup
  /// How help and hints name the keys.
  var label: String
  /// What help says they do; empty where the binding before says it too.
  var help: String
  /// What the hint line says they do; nil keeps them out of it.
  var hint: String?
  /// Whether they work in this state; where they do not, they are in neither hints nor help.
  var works: @Sendable (Screen) -> Bool

  var keys: [Key] { commands.map(\.key) }
  /// What the first key asks for.
  var command: Command { commands[0].command }
  /// Whether its keys ask for different things, so that one has to be named on the command line.
  var isByKey: Bool { commands.contains { $0.command != command } }

  init(
    _ name: String?, _ commands: [(key: Key, command: Command)], _ group: HelpGroup,
    _ label: String, _ help: String, hint: String? = nil,
    works: @escaping @Sendable (Screen) -> Bool
  ) {
    self.name = name
    self.commands = commands
    self.group = group
    self.label = label
    self.help = help
    self.hint = hint
    self.works = works
  }

  init(
    _ name: String?, _ command: Command, _ keys: [Key], _ group: HelpGroup, _ label: String,
    _ help: String, hint: String? = nil, works: @escaping @Sendable (Screen) -> Bool
  ) {
    self.init(
      name, keys.map { ($0, command) }, group, label, help, hint: hint, works: works)
  }

  /// Keys that help and hints name with those of the binding before.
  init(
    _ name: String?, _ command: Command, _ keys: [Key],
    works: @escaping @Sendable (Screen) -> Bool
  ) {
    self.init(name, command, keys, .other, "", "", works: works)
  }

  /// What one of its keys asks for; nil for other keys.
  func command(for key: Key) -> Command? { commands.first { $0.key == key }?.command }

  /// The keys in the hint line, where one name is enough.
  var hintLabel: String {
    switch command {
    case .changePane: "Tab"
    case .sideways: "← →"
    case .help: "?"
    case .move(.by(1)): "j k"
    case .filter: "f"
    case .chooseSort: "s"
    case .cancelPrompt: "Esc"
    default: label
    }
  }

  /// The binding that a key has now; nil when it does nothing.
  static func binding(for key: Key, on screen: Screen) -> KeyBinding? {
    all.first { $0.command(for: key) != nil && $0.works(screen) }
  }

  /// Every binding that works now, in the order of the list.
  static func working(on screen: Screen) -> [KeyBinding] { all.filter { $0.works(screen) } }

  /// Every binding, the most useful hints first where a place has no order of its own (`Hints.swift`). Those of a box stand
  /// with the box; these are listed last, but for rates, whose arrows belong to those of charts.
  static let all: [KeyBinding] =
    ofCharts + ofRates + ofScreens + ofRanges + ofSorting + ofColumns + ofHelp + ofExplanations
    + ofForms

  private static let ofCharts: [KeyBinding] = [
    KeyBinding("back", .back, [.escape], .open, "Esc", "back", hint: "back") {
      $0.isOver || $0.canLeaveTab || $0.hasKept
    },
    KeyBinding(
      "move-left", .sideways(-1), ["h", .left], .move, "← → h l", "along the chart", hint: "move"
    ) {
      $0.hasChart
    },
    KeyBinding("move-right", .sideways(1), ["l", .right]) { $0.hasChart },
  ]

  private static let ofScreens: [KeyBinding] = [
    KeyBinding("assume", .assume, ["a"], .other, "a", "assume other rates", hint: "assumptions") {
      $0.canAssume
    },
    KeyBinding(
      "choose-grouping", .chooseGrouping, ["b"], .by, "b", "group by, count in", hint: "by"
    ) {
      $0.hasGrouping
    },
    KeyBinding(
      "next-group", .changeGroup(by: 1), ["J"], .move, "J K", "next, previous group",
      hint: "next group"
    ) { $0.isInGroups },
    KeyBinding("previous-group", .changeGroup(by: -1), ["K"]) { $0.isInGroups },
    KeyBinding(
      "filter-group", .filterGroup, ["f"], .find, "f", "only this group", hint: "only this"
    ) { $0.isOnGroup },
    KeyBinding(
      "next-session", .openNeighbour(1), ["J"], .open, "J K", "next, previous session",
      hint: "next/prev session"
    ) { $0.mode == .detail },
    KeyBinding("previous-session", .openNeighbour(-1), ["K"]) { $0.mode == .detail },
    KeyBinding(
      "select-tab",
      Tab.all.indices.map { (.character(Character(String($0 + 1))), .selectTab($0)) }, .tabs,
      "1-\(Tab.all.count)", "tab", hint: "tabs"
    ) { $0.isScreen },
    KeyBinding(
      "next-pane", .changePane(by: 1), [.tab], .tabs, "Tab Shift-Tab", "next, previous pane",
      hint: "pane"
    ) {
      $0.hasPanes
    },
    KeyBinding("previous-pane", .changePane(by: -1), [.backTab]) { $0.hasPanes },
    KeyBinding("open", .open, [.enter], .open, "Enter", "open", hint: "open") {
      $0.canOpen
    },
    KeyBinding("search", .search, ["/"], .find, "/", "search; // all", hint: "search") {
      $0.canSearch
    },
    KeyBinding("filter", .filter, ["f"], .find, "f F", "filter, clear it", hint: "filter") {
      $0.isOfRange && !$0.isOnGroup
    },
    KeyBinding("clear-filter", .clearFilter, ["F"]) { $0.isOfRange },
    KeyBinding("sort", .chooseSort, ["s"], .find, "s S", "sort by, turn round", hint: "sort") {
      $0.canSort
    },
    KeyBinding("reverse-sort", .reverseSort, ["S"]) { $0.canSort },
    KeyBinding("choose-range", .chooseRange, ["t"], .range, "t", "choose", hint: "range") {
      $0.isOfRange
    },
    KeyBinding("toggle-order", .toggleOrder, ["o"], .open, "o", "order, measure", hint: "order") {
      $0.hasOrder
    },
    KeyBinding("help", .help, ["?", .function(1)], .other, "? F1", "help", hint: "help") {
      $0.isScreen || $0.box is HelpBox
    },
    KeyBinding("back", .back, ["q"], .open, "q", "back") {
      $0.isOver && $0.box?.leavesOnQ != false
    },
    KeyBinding("quit", .quit, ["q"], .other, "q", "quit", hint: "quit") {
      [.tab, .noSessions, .tooSmall].contains($0.mode)
    },
    KeyBinding("end-session", .act(.end), ["e"], .change, "e", "end session", hint: "end") {
      $0.canAct
    },
    KeyBinding(
      "end-stale-sessions", .act(.endStale), ["E"], .change, "E", "end stale sessions",
      hint: "end stale"
    ) {
      $0.mode == .tab
    },
    KeyBinding("flag-issue", .act(.flag), ["i"], .change, "i", "flag an issue", hint: "issue") {
      $0.canAct
    },
    KeyBinding(
      "resolve-issue", .act(.resolve), ["v"], .change, "v", "resolve or reopen issue",
      hint: "resolve"
    ) {
      $0.canResolve
    },
    KeyBinding("undo", .act(.undo), ["u"], .change, "u", "undo the last change") { $0.canUndo },
    KeyBinding("copy-id", .copyID, ["y"], .copy, "y", "copy id", hint: "copy") { $0.canAct },
    KeyBinding("copy-markdown", .copyMarkdown, ["Y"], .copy, "Y", "copy row as Markdown") {
      $0.canExport
    },
    KeyBinding("export", .export, ["x"], .copy, "x", "export what is shown", hint: "export") {
      $0.canExport
    },
    KeyBinding(nil, .commandLine, [":"], .other, ":", "command line") { $0.isScreen },
    KeyBinding("pause", .pause, ["p"], .live, "p", "pause, go on", hint: "pause") { $0.isScreen },
    KeyBinding("read-again", .readAgain, ["r"], .live, "r", "read again", hint: "read again") {
      $0.isScreen
    },
    KeyBinding("shorter-range", .changeRange(by: -1), [","], .range, ", .", "shorter, longer") {
      $0.isOfRange
    },
    KeyBinding("longer-range", .changeRange(by: 1), ["."]) { $0.isOfRange },
    KeyBinding("all-range", .pickRange(.all), ["0"], .range, "0", "all") { $0.isOfRange },
    KeyBinding(
      "move-down", .move(.by(1)), ["j", .down], .move, "j k ↓ ↑", "next, previous", hint: "scroll"
    ) {
      $0.canMove
    },
    KeyBinding("move-up", .move(.by(-1)), ["k", .up]) { $0.canMove },
    KeyBinding("first", .move(.toFirst), ["g", .home], .move, "g G Home End", "first, last") {
      $0.canMove
    },
    KeyBinding("last", .move(.toLast), ["G", .end]) { $0.canMove },
    KeyBinding(
      "half-page-down", .move(.byPages(0.5)), [.control("d")], .move, "Ctrl-d Ctrl-u PgDn PgUp",
      "half a page, a page"
    ) { $0.canMove },
    KeyBinding("half-page-up", .move(.byPages(-0.5)), [.control("u")]) { $0.canMove },
    KeyBinding("page-down", .move(.byPages(1)), [.pageDown]) { $0.canMove },
    KeyBinding("page-up", .move(.byPages(-1)), [.pageUp]) { $0.canMove },
    KeyBinding("previous-tab", .changeTab(by: -1), ["["], .tabs, "[ ]", "previous, next tab") {
      $0.isScreen
    },
    KeyBinding("next-tab", .changeTab(by: 1), ["]"]) { $0.isScreen },
    KeyBinding("quit", .quit, [.control("c")], .other, "Ctrl-c", "quit at once") {
      !$0.takesText
    },
    KeyBinding("redraw", .redraw, [.control("l")], .other, "Ctrl-l", "redraw") { _ in true },
    KeyBinding("suspend", .suspend, [.control("z")], .other, "Ctrl-z", "suspend") { _ in true },
    KeyBinding(nil, .takeOffer, [.tab], .typing, "Tab", "take the selected offer", hint: "take") {
      $0.hasOffers
    },
    KeyBinding(
      nil,
      [
        (.down, .changeOffer(by: 1)), (.up, .changeOffer(by: -1)), (.backTab, .changeOffer(by: -1)),
      ],
      .typing, "↓ ↑", "next, previous offer; what was entered before", hint: "choose"
    ) { $0.hasOffers },
    KeyBinding(
      nil, [(.up, .changeOffer(by: -1)), (.down, .changeOffer(by: 1))], .typing, "↑ ↓",
      "what was entered before", hint: "history"
    ) { $0.mode == .prompt && !$0.hasOffers },
    KeyBinding(nil, .acceptPrompt, [.enter], .typing, "Enter", "take what is typed", hint: "take") {
      $0.mode == .prompt
    },
    KeyBinding(
      nil, .cancelPrompt, [.escape, .control("c")], .typing, "Esc Ctrl-c", "leave without it",
      hint: "cancel"
    ) { $0.mode == .prompt },
    KeyBinding(
      "next-match", .findNext(1), ["n"], .find, "n N", "next, previous found", hint: "next"
    ) {
      $0.canSearch && $0.hasSearch
    },
    KeyBinding("previous-match", .findNext(-1), ["N"]) { $0.canSearch && $0.hasSearch },
    KeyBinding(
      "explain", .explain, ["="], .other, "=", "how a number comes about", hint: "explain"
    ) {
      $0.canExplain
    },
    KeyBinding("choose-dates", .chooseDates, ["T"], .range, "T", "dates") { $0.isOfRange },
    KeyBinding("mark", .mark, [" "], .copy, "Space *", "mark, mark all", hint: "mark") {
      $0.canMark
    },
    KeyBinding("mark-all", .markAll, ["*"]) { $0.canMark },
    KeyBinding("choose-columns", .chooseColumns, ["c"], .view, "c", "columns") { $0.canMark },
    KeyBinding("toggle-pane", .togglePane, ["z"], .view, "z", "detail beside the list") {
      $0.canHavePane
    },
    KeyBinding("wider-pane", .widenPane(by: 1), ["+"], .view, "+ -", "detail wider, narrower") {
      $0.hasPane
    },
    KeyBinding("narrower-pane", .widenPane(by: -1), ["-"]) { $0.hasPane },
    KeyBinding(
      "scroll-left", .scroll(-1), ["h", .left], .view, "h l ← →", "scroll columns", hint: "columns"
    ) {
      $0.canScroll
    },
    KeyBinding("scroll-right", .scroll(1), ["l", .right]) { $0.canScroll },
    KeyBinding(
      "toggle-wrap", .toggleWrap, ["w"], .view, "w", "wrap lines, whole texts", hint: "wrap"
    ) {
      $0.mode == .textPage || $0.showsInteractions
    },
    KeyBinding(
      "show-in-pager", .showInPager, ["P"], .view, "P", "text in your pager", hint: "pager"
    ) { $0.hasText },
    KeyBinding("toggle-ascii", .toggleASCII, ["A"], .view, "A", "plain ASCII") { $0.isScreen },
    KeyBinding("next-colors", .nextColors, ["C"], .view, "C", "colours") { $0.isScreen },
    KeyBinding("toggle-mouse", .toggleMouse, ["m"], .view, "m", "mouse on, off") { $0.isScreen },
    KeyBinding("edit-session", .act(.edit), ["M"], .change, "M", "edit session", hint: "edit") {
      $0.canAct
    },
    KeyBinding(
      "rate-interaction", .act(.rate), ["R"], .change, "R", "rate interaction anew", hint: "rate"
    ) {
      $0.canRate
    },
    KeyBinding(
      "delete-session", .act(.delete), ["D"], .change, "D", "delete session", hint: "delete"
    ) {
      $0.canAct
    },
  ]
}
