// The signs whose ASCII form depends on what they mean, not on what they look like.

internal import TrackerCore

/// Signs of states, severities and stars.
package struct Symbols: Sendable {
  package var isUTF8: Bool

  /// What stands in the state column.
  func condition(_ condition: SessionCondition) -> String {
    switch condition {
    case .running: isUTF8 ? "▶" : ">"
    case .stale: isUTF8 ? "◌" : "z"
    case .success: isUTF8 ? "✓" : "+"
    case .partial: isUTF8 ? "◐" : "~"
    case .failed: isUTF8 ? "✗" : "x"
    case .ended: isUTF8 ? "–" : "-"
    }
  }

  /// Before the name of a group.
  func fold(isOpen: Bool) -> String {
    isOpen ? (isUTF8 ? "▾" : "v") : isUTF8 ? "▸" : ">"
  }

  /// What stands beside it in a marked row.
  static let marked = "*"

  /// A rating in a strip over time, the higher the better; a dot for none.
  func rating(_ rating: Int?) -> String {
    guard let rating else { return isUTF8 ? "·" : "." }
    let signs = isUTF8 ? ["▂", "▃", "▅", "▆", "█"] : ["_", ",", "-", "=", "#"]
    return signs[min(max(rating, 1), 5) - 1]
  }

  /// Before the further lines of a selected row.
  var ofSelected: String { isUTF8 ? "▌" : "|" }

  /// Between what is and what it would become.
  var becomes: String { isUTF8 ? "→" : "->" }

  /// The sign of a severity word; blank for words we do not know.
  package func severity(_ word: String) -> String {
    switch word {
    case "critical": isUTF8 ? "▲▲" : "!!"
    case "high": isUTF8 ? "▲" : "!"
    case "medium": isUTF8 ? "△" : "^"
    case "low": isUTF8 ? "·" : "."
    default: ""
    }
  }
}

extension Symbols {
  /// How a figure changed, shorter forms behind longer ones: `▲0.3`, hollow `△$2.9k` where it could be chance, `=` for none,
  /// `—` where it is not known.
  func change(_ change: Change?, _ kind: CellKind) -> [String] {
    guard let change else { return ["—"] }
    guard let size = differenceText(change.difference, kind) else { return ["="] }
    let isLess = change.difference < 0
    let (sign, end) =
      isUTF8
      ? (change.isClear ? (isLess ? "▼" : "▲") : (isLess ? "▽" : "△"), "")
      : (isLess ? "-" : "+", change.isClear ? "" : "~")
    return [size, size.replacing("$", with: "")].map { sign + $0 + end }
  }
}

extension Role {
  static let ratings: [Role] = [.rating1, .rating2, .rating3, .rating4, .rating5]

  /// The role of a rating; ratings outside 1…5 take the nearest.
  package init(rating: Int) {
    self = Role.ratings[min(max(rating, 1), 5) - 1]
  }

  /// The role of a mean rating, as its stars.
  package init(average: Double) {
    self.init(rating: average.isFinite ? Int(min(max(printedRating(average), 1), 5).rounded()) : 1)
  }

  /// The role of a severity word.
  package init(severity word: String) {
    switch word {
    case "critical": self = .severityCritical
    case "high": self = .severityHigh
    case "medium": self = .severityMedium
    default: self = .severityLow
    }
  }

  /// The role of a state. What went as it should is no news: colour is for the others.
  init(condition: SessionCondition) {
    switch condition {
    case .running: self = .gain
    case .stale, .partial: self = .warn
    case .success: self = .text
    case .failed: self = .loss
    case .ended: self = .muted
    }
  }

  /// The role of a gap class: pauses below half an hour belong to the work.
  init(gap: GapClass) {
    switch gap {
    case .quick, .normal: self = .data
    case .extended, .longBreak: self = .data2
    }
  }
}
