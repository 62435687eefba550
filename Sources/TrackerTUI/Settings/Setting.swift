// THE LIST of settings: those of the dashboard beside those of the product, with values, default and help. Files, `:set`,
// `config` and completion read this list.

package import TrackerCore

extension Setting {
  static let on = "on"
  static let off = "off"
  private static let onOff = [on, off]

  static let theme = Setting(
    name: "theme", words: ["auto", "dark", "light", "mono"], standard: "auto",
    help: "the colours; auto asks the terminal")
  static let mouse = Setting(
    name: "mouse", words: onOff, standard: on, help: "whether clicks and the wheel work here")
  static let readonly = Setting(
    name: "readonly", words: onOff, standard: off, help: "whether nothing may be changed")
  static let clipboard = Setting(
    name: "clipboard", words: ["auto", "tmux", "osc52", "wl-copy", "xclip", "pbcopy", "none"],
    standard: "auto", help: "how y copies; auto is tmux inside tmux, else the terminal (OSC 52)")
  static let range = Setting(
    name: "range", suggested: ["auto"] + DateRange.suggested, standard: "auto",
    help: "the range at the start; auto is 30 days, or all if that is empty",
    problem: { text in
      guard text != "auto" else { return nil }
      do throws(TrackerError) {
        _ = try DateRange(text)
        return nil
      } catch {
        return error.message
      }
    })
  static let tab = Setting(
    name: "tab", words: Tab.all.map { $0.name.lowercased() },
    standard: Tab.all[0].name.lowercased(),
    help: "the tab at the start")
  static let columns = Setting(
    name: "columns", standard: "auto",
    help: "the columns of the list of sessions beside state and name, e.g. type start dur eff",
    problem: { ColumnNames($0) == nil ? ColumnNames.demand : nil })
  static let sort = Setting(
    name: "sort",
    words: ["auto"] + SessionRow.sortTitles.flatMap { [$0.title, $0.title + " reversed"] },
    standard: "auto", help: "sessions' order at the start; :sort sorts any list")
  static let remember = Setting(
    name: "remember", words: onOff, standard: off,
    help: "whether tab, range and order are as they were when you left")

  /// Every setting.
  package static let all: [Setting] =
    [
      theme, mouse, readonly, clipboard, range, tab, columns, sort,
    ] + product + [remember]

  package static func named(_ name: String) -> Setting? { all.first { $0.name == name } }
}
