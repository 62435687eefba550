// How far a key goes through a list, a text or a box.

/// A movement through a list.
enum Movement: Hashable, Sendable {
  case by(Int), byPages(Double), toFirst, toLast

  /// The other way round: down a list that begins with the latest is back in time.
  var reversed: Movement {
    switch self {
    case .by(let step): .by(-step)
    case .byPages(let pages): .byPages(-pages)
    case .toFirst: .toLast
    case .toLast: .toFirst
    }
  }

  /// Whether it leads towards the first row.
  var isBack: Bool {
    switch self {
    case .by(let step): step < 0
    case .byPages(let pages): pages < 0
    case .toFirst: true
    case .toLast: false
    }
  }

  /// Where it leads from a row of so many, of which `height` are a page; never outside.
  func target(from row: Int, count: Int, height: Int) -> Int {
    let target =
      switch self {
      case .by(let step): row + step
      case .byPages(let pages):
        row + (isBack ? -1 : 1) * max(1, Int((pages.magnitude * Double(height)).rounded()))
      case .toFirst: 0
      case .toLast: count - 1
      }
    return max(0, min(target, count - 1))
  }
}
