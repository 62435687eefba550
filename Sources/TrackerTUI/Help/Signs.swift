// THE LIST of signs that screens are drawn with, and what they mean: a test holds every frame against it.

internal import TrackerCore

/// Signs that mean one thing.
struct Sign: Sendable {
  let glyphs: String
  /// The same in plain ASCII.
  let ascii: String
  let meaning: String
  var role: Role

  init(_ glyphs: String, _ ascii: String, _ meaning: String, _ role: Role = .text) {
    (self.glyphs, self.ascii, self.meaning, self.role) = (glyphs, ascii, meaning, role)
  }

  fileprivate init(_ meaning: String, _ role: Role, _ sign: (Symbols) -> String) {
    self.init(sign(Symbols(isUTF8: true)), sign(Symbols(isUTF8: false)), meaning, role)
  }
}

/// Signs of one place.
struct SignGroup: Sendable {
  let name: String
  let signs: [Sign]

  static let all: [SignGroup] = [
    SignGroup(
      name: "S",
      signs: [
        (SessionCondition.running, "running"), (.stale, "stale: silent beyond the limit"),
        (.success, "success"), (.partial, "partial"), (.failed, "failed"), (.ended, "no outcome"),
      ].map { condition, meaning in
        Sign(meaning, Role(condition: condition)) { $0.condition(condition) }
      } + [Sign(Symbols.marked, Symbols.marked, "marked")]),
    SignGroup(
      name: "severity",
      signs: Severity.known.reversed().map { severity in
        Sign(severity.rawValue, Role(severity: severity.rawValue)) {
          $0.severity(severity.rawValue)
        }
      } + [Sign("▲·", "^.", "a doubt, a note")]),
    SignGroup(
      name: "rating",
      signs: [
        Sign("★☆", "*.", "stars of the printed mean"),
        Sign("×", "x", "tries, times"), Sign("÷", "/", "divided by"),
      ]),
    SignGroup(
      name: "change",
      signs: [
        Sign("▲▼", "+-", "against the period before"), Sign("△▽", "~", "could be chance"),
        Sign("=", "=", "no change"),
      ]),
    SignGroup(
      name: "tiles",
      signs: [
        Sign("▁▂▃▄▅▆▇█", "_.,:-=+#", "the range in eight parts of whole days"),
        Sign("▾", "v", "below zero", .loss),
      ]),
    SignGroup(
      name: "order",
      signs: [Sign("▲▼", "^v", "sorted, least or most first")]
        + [(true, "open,"), (false, "folded group")].map { isOpen, meaning in
          Sign(meaning, .heading) { $0.fold(isOpen: isOpen) }
        }),
    SignGroup(
      name: "bars",
      signs: [
        Sign("█▉▊▋▌▍▎▏", "=-|", "lie from the left, in eighths"),
        Sign("┃", "|", "the estimate", .human),
        Sign("▁▂▃▄▅▆▇█", "_.,:-=+#", "stand, in eighths; a dim low one is 0"),
      ]),
    SignGroup(
      name: "zero line",
      signs: [
        Sign("│", "|", "left of it a loss"), Sign("▐▀", "=' ", "half a cell of a loss"),
        Sign("‹›", "<>", "cut here, its number is not; more text"),
      ]),
    SignGroup(
      name: "interval",
      signs: [
        Sign("▐█▌", "[=]", "in 8 of 10 cases"), Sign("┃", "|", "the value"),
        Sign("┊", ":", "1x, no gain, no loss"),
      ]),
    SignGroup(
      name: "year",
      signs: [
        Sign("·", ".", "none"), Sign("░▒▓█", ".:+#", "quarters up to the 95th percentile"),
      ]),
    SignGroup(
      name: "numbers",
      signs: [
        Sign("—", "-", "nothing to compute from"), Sign("·", ".", "none, in lists; between parts"),
        Sign("−", "-", "a loss"), Sign("–", "-", "from, to"), Sign("≤≥", "<=", "at most, at least"),
        Sign("…", "...", "cut"), Sign("→", "->", "becomes"), Sign("$", "$", "money"),
      ]),
    SignGroup(
      name: "lines",
      signs: [
        Sign("─│┌┐└┘", "-|+", "around parts and boxes"), Sign("●", "*", "live", .gain),
        Sign("•", "*", "chosen"), Sign("◂", "<", "to be chosen"), Sign("↳", ">", "an answer"),
        Sign("←→↑↓", "Left", "arrow keys"),
      ]),
  ]
}
