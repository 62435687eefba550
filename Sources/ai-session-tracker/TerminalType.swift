/// The name by which a terminal's description is looked up.
struct TerminalType {
  let name: String

  /// `named` where `isKnown`; else, if the name says that it is a kind of xterm, the most common one. What children are given
  /// as TERM stays as it is. Throws for a name that says nothing.
  init(
    _ named: String, isKnown: (String) throws(TerminalError) -> Bool
  ) throws(TerminalError) {
    if try isKnown(named) {
      name = named
    } else if TerminalType.isKindOfXterm(named), try isKnown(TerminalType.xterm) {
      name = TerminalType.xterm
    } else {
      throw .unknownType(named)
    }
  }

  private static let xterm = "xterm-256color"
  /// Terminals that understand what xterm does, by the first word of their name.
  private static let kinds: Set<Substring> = [
    "alacritty", "contour", "foot", "ghostty", "iterm", "iterm2", "kitty", "konsole", "mintty",
    "rio", "st", "vte", "warp", "wezterm", "xterm",
  ]

  /// Names without colours in them do not fall back to one that has 256.
  private static func isKindOfXterm(_ name: String) -> Bool {
    let words = name.split(separator: "-", omittingEmptySubsequences: false)
    if words.contains(where: { ["m", "mono", "vt52"].contains($0) }) { return false }
    return kinds.contains(words[0]) || name.hasSuffix("-256color") || name.hasSuffix("-direct")
  }
}
