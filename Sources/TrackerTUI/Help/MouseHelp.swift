// THE LIST of what the mouse does, for the help. What a click asks for: `point` in UpdateSelection.swift, `press` of a box.

/// Something that can be pointed at.
struct MouseHelp: Sendable {
  let what: String
  let does: String

  static let all = [
    MouseHelp(
      what: "a row", does: "a click selects a row, a bar or a day; on the selected one it opens"),
    MouseHelp(what: "▾ ▸", does: "folds a group of sessions, unfolds it"),
    MouseHelp(what: "a tab", does: "switches to it; so does a section's head on the Overview"),
    MouseHelp(what: "a head", does: "sorts by the column; once more turns the order round"),
    MouseHelp(what: "the wheel", does: "scrolls three rows; over a chart moves three steps"),
    MouseHelp(what: "a box", does: "a click on a row takes it; one beside the box leaves it"),
    MouseHelp(what: "a form", does: "a field, a choice or a button"),
    MouseHelp(what: "a prompt", does: "any click leaves it; a filter and a search stay as typed"),
    MouseHelp(what: "this help", does: "a page's name opens it; any other click closes the help"),
    MouseHelp(what: "Shift-drag", does: "selects text in the terminal, always"),
    MouseHelp(what: "m", does: "gives the mouse back to the terminal; m again takes it"),
    MouseHelp(what: "--no-mouse", does: "starts without it; :set mouse off and :save keep it so"),
    MouseHelp(
      what: "asked for", does: "only clicks and the wheel: nothing is sent as the mouse moves"),
  ]
}
