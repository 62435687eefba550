// THE LIST of keys: what each does, where it works, how it is named. Update, hint line and help read this one table.

internal import TrackerCore

/// Keys that do one thing.
package struct KeyBinding: Sendable {
  package var command: Command
  package var keys: [Key]
  package var group: HelpGroup
  /// How help and hints name the keys.
  package var label: String
  /// What help says they do; empty where the binding before says it too.
  package var help: String
  /// What the hint line says they do; nil keeps them out of it.
  package var hint: String?
  /// Whether they work in this state; where they do not, they are in neither hints nor help.
  var works: @Sendable (Situation) -> Bool

  init(
    _ command: Command, _ keys: [Key], _ group: HelpGroup, _ label: String, _ help: String,
    hint: String? = nil, works: @escaping @Sendable (Situation) -> Bool
  ) {
    self.command = command
    self.keys = keys
    self.group = group
    self.label = label
    self.help = help
    self.hint = hint
    self.works = works
  }

  /// Keys that help and hints name with those of the binding before.
  init(_ command: Command, _ keys: [Key], works: @escaping @Sendable (Situation) -> Bool) {
    self.init(command, keys, .other, "", "", works: works)
  }

  /// The keys in the hint line, where one name is enough.
  package var hintLabel: String {
    switch command {
    case .nextPane: "Tab"
    case .moveLeft: "← →"
    case .help: "?"
    case .filter: "f"
    case .sort: "s"
    case .cancelPrompt: "Esc"
    default: label
    }
  }

  /// What a key does now; nil when nothing.
  package static func binding(for key: Key, in dashboard: Dashboard) -> KeyBinding? {
    let situation = Situation(dashboard)
    return all.first { $0.keys.contains(key) && $0.works(situation) }
  }

  /// Every binding that works now, in the order of the list.
  package static func working(in dashboard: Dashboard) -> [KeyBinding] {
    let situation = Situation(dashboard)
    return all.filter { $0.works(situation) }
  }

  /// Every binding, the most useful hints first where a place has no order of its own (`Hints.swift`).
  package static let all: [KeyBinding] = [
    KeyBinding(.back, [.escape], .open, "Esc", "back", hint: "back") {
      $0.isOver || $0.canLeaveTab
    },
    KeyBinding(.moveLeft, ["h", .left], .move, "← → h l", "along the chart", hint: "move") {
      $0.hasChart
    },
    KeyBinding(.moveRight, ["l", .right]) { $0.hasChart },
    KeyBinding(.moveLeft, ["h", .left], .move, "← → h l", "less, more", hint: "change") {
      $0.place == .assumptionsPopup
    },
    KeyBinding(.moveRight, ["l", .right]) { $0.place == .assumptionsPopup },
    KeyBinding(.back, [.enter]) { $0.place == .assumptionsPopup },
    KeyBinding(.resetAssumptions, ["r"], .other, "r", "back to the configured rates", hint: "reset")
    { $0.place == .assumptionsPopup },
    KeyBinding(.assume, ["a"], .other, "a", "assume other rates", hint: "assumptions") {
      $0.canAssume
    },
    KeyBinding(.chooseGrouping, ["b"], .by, "b", "group by, count in", hint: "by") {
      $0.hasGrouping
    },
    KeyBinding(
      .nextSession, ["J"], .open, "J K", "next, previous session", hint: "next/prev session"
    ) { $0.place == .detail },
    KeyBinding(.previousSession, ["K"]) { $0.place == .detail },
    KeyBinding(
      .pickRange, DateRange.picked.map { .character($0.key) }, .range, "d w m q y 0",
      "pick a range", hint: "pick"
    ) { $0.place == .rangePopup },
    KeyBinding(
      .selectTab, Tab.all.indices.map { .character(Character(String($0 + 1))) }, .tabs,
      "1-\(Tab.all.count)", "tab", hint: "tabs"
    ) { $0.isScreen },
    KeyBinding(.nextPane, [.tab], .tabs, "Tab Shift-Tab", "next, previous pane", hint: "pane") {
      $0.hasPanes
    },
    KeyBinding(.previousPane, [.backTab]) { $0.hasPanes },
    KeyBinding(.open, [.enter], .open, "Enter", "open", hint: "open") {
      [.rangePopup, .sortPopup].contains($0.place) || $0.canOpen
    },
    KeyBinding(.search, ["/"], .find, "/", "search; // all", hint: "search") { $0.canSearch },
    KeyBinding(.filter, ["f"], .find, "f F", "filter, clear it", hint: "filter") { $0.isOfRange },
    KeyBinding(.clearFilter, ["F"]) { $0.isOfRange },
    KeyBinding(.sort, ["s"], .find, "s S", "sort by, turn round", hint: "sort") { $0.canSort },
    KeyBinding(.reverseSort, ["S"]) { $0.canSort },
    KeyBinding(.chooseRange, ["t"], .range, "t", "choose", hint: "range") { $0.isOfRange },
    KeyBinding(.toggleOrder, ["o"], .open, "o", "order", hint: "order") { $0.hasOrder },
    KeyBinding(.help, ["?", .function(1)], .other, "? F1", "help", hint: "help") {
      $0.isScreen || $0.place == .helpPopup
    },
    KeyBinding(.back, ["q"], .open, "q", "back") { $0.isOver && $0.place != .rangePopup },
    KeyBinding(.quit, ["q"], .other, "q", "quit", hint: "quit") {
      [.tab, .noSessions, .tooSmall].contains($0.place)
    },
    KeyBinding(.endSession, ["e"], .change, "e", "end session", hint: "end") { $0.canAct },
    KeyBinding(.flagIssue, ["i"], .change, "i", "flag an issue", hint: "issue") { $0.canAct },
    KeyBinding(.resolveIssue, ["v"], .change, "v", "resolve or reopen issue", hint: "resolve") {
      $0.canResolve
    },
    KeyBinding(.undo, ["u"], .change, "u", "undo the last change") { $0.canUndo },
    KeyBinding(.copyID, ["y"], .copy, "y", "copy id", hint: "copy") { $0.canAct },
    KeyBinding(.copyMarkdown, ["Y"], .copy, "Y", "copy row as Markdown") { $0.canExport },
    KeyBinding(.export, ["x"], .copy, "x", "export what is shown", hint: "export") { $0.canExport },
    KeyBinding(.commandLine, [":"], .other, ":", "command line") { $0.isScreen },
    KeyBinding(.pause, ["p"], .live, "p", "pause, go on", hint: "pause") { $0.isScreen },
    KeyBinding(.readAgain, ["r"], .live, "r", "read again", hint: "read again") { $0.isScreen },
    KeyBinding(.shorterRange, [","], .range, ", .", "shorter, longer") { $0.isOfRange },
    KeyBinding(.longerRange, ["."]) { $0.isOfRange },
    KeyBinding(.allRange, ["0"], .range, "0", "all") { $0.isOfRange },
    KeyBinding(.moveDown, ["j", .down], .move, "j k ↓ ↑", "next, previous") { $0.canMove },
    KeyBinding(.moveUp, ["k", .up]) { $0.canMove },
    KeyBinding(.first, ["g", .home], .move, "g G Home End", "first, last") { $0.canMove },
    KeyBinding(.last, ["G", .end]) { $0.canMove },
    KeyBinding(
      .halfPageDown, [.control("d")], .move, "Ctrl-d Ctrl-u PgDn PgUp", "half a page, a page"
    ) { $0.canMove },
    KeyBinding(.halfPageUp, [.control("u")]) { $0.canMove },
    KeyBinding(.pageDown, [.pageDown]) { $0.canMove },
    KeyBinding(.pageUp, [.pageUp]) { $0.canMove },
    KeyBinding(.previousTab, ["["], .tabs, "[ ]", "previous, next tab") { $0.isScreen },
    KeyBinding(.nextTab, ["]"]) { $0.isScreen },
    KeyBinding(.quit, [.control("c")], .other, "Ctrl-c", "quit at once") {
      $0.place != .prompt && $0.place != .form
    },
    KeyBinding(.redraw, [.control("l")], .other, "Ctrl-l", "redraw") { _ in true },
    KeyBinding(.suspend, [.control("z")], .other, "Ctrl-z", "suspend") { _ in true },
    KeyBinding(.acceptPrompt, [.enter], .typing, "Enter", "take what is typed", hint: "take") {
      $0.place == .prompt
    },
    KeyBinding(
      .cancelPrompt, [.escape, .control("c")], .typing, "Esc Ctrl-c", "leave without it",
      hint: "cancel"
    ) { $0.place == .prompt },
    KeyBinding(.confirmForm, ["y"], .typing, "y", "do it", hint: "do it") {
      $0.place == .form && !$0.isInFormText
    },
    KeyBinding(
      .nextField, [.tab, .down, .enter], .typing, "Tab", "next, previous field", hint: "field"
    ) { $0.place == .form },
    KeyBinding(.previousField, [.backTab, .up]) { $0.place == .form },
    KeyBinding(.leaveForm, [.escape, .control("c")], .typing, "Esc", "leave it", hint: "leave") {
      $0.place == .form
    },
    KeyBinding(.nextMatch, ["n"], .find, "n N", "next, previous found", hint: "next") {
      $0.canSearch && $0.hasSearch
    },
    KeyBinding(.previousMatch, ["N"]) { $0.canSearch && $0.hasSearch },
    KeyBinding(.pickSort, SortedList.letters.map { .character($0) }, .find, "letter", "sort by it")
    { $0.place == .sortPopup },
    KeyBinding(.chooseDates, ["T"], .range, "T", "dates") { $0.isOfRange },
    KeyBinding(.chooseDates, ["c"], .range, "c", "dates", hint: "dates") {
      $0.place == .rangePopup
    },
    KeyBinding(.mark, [" "], .copy, "Space *", "mark, mark all", hint: "mark") { $0.canMark },
    KeyBinding(.markAll, ["*"]) { $0.canMark },
    KeyBinding(.chooseColumns, ["c"], .view, "c", "columns") { $0.canMark },
    KeyBinding(
      .toggleColumn, [" ", .enter, "c"], .view, "Space Enter", "show or leave out",
      hint: "show or not"
    ) { $0.place == .columnsPopup },
    KeyBinding(.togglePane, ["z"], .view, "z", "detail beside the list") { $0.canHavePane },
    KeyBinding(.widerPane, ["+"], .view, "+ -", "detail wider, narrower") { $0.hasPane },
    KeyBinding(.narrowerPane, ["-"]) { $0.hasPane },
    KeyBinding(.scrollLeft, ["h", .left], .view, "h l ← →", "scroll columns", hint: "columns") {
      $0.canScroll
    },
    KeyBinding(.scrollRight, ["l", .right]) { $0.canScroll },
    KeyBinding(.toggleWrap, ["w"], .view, "w", "wrap long lines", hint: "wrap") {
      $0.place == .textPage
    },
    KeyBinding(.showInPager, ["E"], .view, "E", "text in your pager", hint: "pager") { $0.hasText },
    KeyBinding(.toggleASCII, ["A"], .view, "A", "plain ASCII") { $0.isScreen },
    KeyBinding(.nextColors, ["C"], .view, "C", "colours") { $0.isScreen },
    KeyBinding(.toggleMouse, ["m"], .view, "m", "mouse on, off") { $0.isScreen },
    KeyBinding(.editSession, ["M"], .change, "M", "edit session", hint: "edit") { $0.canAct },
    KeyBinding(.rateInteraction, ["R"], .change, "R", "rate interaction anew", hint: "rate") {
      $0.canRate
    },
    KeyBinding(.deleteSession, ["D"], .change, "D", "delete session", hint: "delete") {
      $0.canAct
    },
  ]
}

extension Key {
  /// How a message names the key.
  var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-\(character)"
    case .function(let number): "F\(number)"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .unnamed: "This key"
    }
  }
}
