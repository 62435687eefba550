// THE LIST of columns of the list of sessions: what each shows, how wide it is, which go first when room is short.

internal import TrackerCore

/// A column.
struct SessionColumn: Sendable {
  var title: String
  /// Columns with the gap; the name takes what is left.
  var columns: Int
  /// Blank columns within: before right aligned text, else after the text.
  var gap: Int
  /// Of the gap, how many stand before left aligned text.
  var leadingGap = 0
  var alignment = Painter.Alignment.left
  /// From 0: columns with higher ranks are dropped first.
  var rank: Int
  var cell: @Sendable (SessionRow, Context) -> (text: String, role: Role)

  /// What cells need beside the row.
  struct Context: Sendable {
    var time: TimeText
    var symbols: Symbols
  }

  /// The name is never narrower while a column can be dropped.
  private static let fewestNameColumns = 24
  /// On very wide screens the name leaves what is beyond this to columns whose text is often cut, in this order.
  private static let enoughNameColumns = 46
  private static let wider: [(title: String, columns: Int)] = [("Type", 22), ("Id", 49)]

  /// The columns that fit, with their widths, left to right. They fill the room.
  static func fitting(_ room: Int) -> [(column: SessionColumn, width: Int)] {
    var rank = 1
    var used = all.filter { $0.rank <= 1 }.reduce(0) { $0 + $1.columns }
    let highest = all.map(\.rank).max() ?? 0
    while rank < highest {
      let next = all.filter { $0.rank == rank + 1 }.reduce(0) { $0 + $1.columns }
      guard room - used - next >= fewestNameColumns else { break }
      used += next
      rank += 1
    }
    let shown = all.filter { $0.rank <= rank }
    var spare = rank == highest ? max(0, room - used - enoughNameColumns) : 0
    var nameColumns = room - used
    var extra: [String: Int] = [:]
    for wide in wider {
      guard let column = shown.first(where: { $0.title == wide.title }) else { continue }
      let more = min(wide.columns - column.columns, spare)
      extra[wide.title] = more
      spare -= more
      nameColumns -= more
    }
    return shown.map { column in
      let more = column.title == "Session" ? max(0, nameColumns) : extra[column.title] ?? 0
      return (column, column.columns + more)
    }
  }

  /// Every column, left to right.
  static let all: [SessionColumn] = [
    SessionColumn(title: "S", columns: 3, gap: 1, rank: 0) {
      ($1.symbols.state($0.state), Role(state: $0.state))
    },
    SessionColumn(title: "Session", columns: 1, gap: 1, rank: 1) { row, _ in
      (row.name.isEmpty ? row.id.text : row.name, .text)
    },
    SessionColumn(title: "Type", columns: 16, gap: 1, rank: 6) { row, _ in
      (row.taskType.isEmpty ? "—" : row.taskType, .text)
    },
    SessionColumn(title: "Model", columns: 16, gap: 1, rank: 9) { row, _ in
      (row.modelName.isEmpty ? "—" : withoutDate(row.modelName), .text)
    },
    SessionColumn(title: "Outcome", columns: 9, gap: 1, rank: 8) { row, _ in
      (row.outcome, Role(outcome: row.outcome))
    },
    SessionColumn(title: "Start", columns: 12, gap: 0, rank: 4) { row, context in
      (context.time.start(row.start), .text)
    },
    SessionColumn(title: "Dur", columns: 6, gap: 1, alignment: .right, rank: 3) { row, context in
      (durationText(minutes: row.minutes(at: context.time.now)), .text)
    },
    SessionColumn(title: "Est", columns: 7, gap: 1, alignment: .right, rank: 11) { row, _ in
      (durationText(minutes: row.estimateMinutes), .text)
    },
    SessionColumn(title: "Saved", columns: 7, gap: 1, alignment: .right, rank: 12) { row, context in
      (multiplierText(row.timesFaster(at: context.time.now)), .text)
    },
    SessionColumn(title: "Int", columns: 5, gap: 1, alignment: .right, rank: 5) { row, _ in
      (tightCountText(row.interactionCount, columns: 4), .text)
    },
    SessionColumn(title: "Eff", columns: 6, gap: 1, alignment: .right, rank: 2) { row, _ in
      (ratingText(row.averageRating), row.averageRating.map(Role.init(average:)) ?? .muted)
    },
    SessionColumn(title: "", columns: 7, gap: 2, leadingGap: 1, rank: 7) { row, _ in
      let stars = row.averageRating == nil ? "" : starsText(row.averageRating)
      return (stars, row.averageRating.map(Role.init(average:)) ?? .muted)
    },
    SessionColumn(title: "Iss", columns: 5, gap: 1, alignment: .right, rank: 10) { row, _ in
      row.issueCount == 0
        ? ("·", .muted) : (tightCountText(row.issueCount, columns: 4), .warning)
    },
    SessionColumn(title: "Id", columns: 25, gap: 1, leadingGap: 1, rank: 13) { row, _ in
      (row.id.text, .muted)
    },
  ]
}

extension Role {
  /// The role of an outcome word. What went as it should is no news: colour is for the others.
  init(outcome: String) {
    switch outcome {
    case "partial": self = .warning
    case "failed": self = .bad
    default: self = .text
    }
  }
}

/// A model's name without the date of its version at the end: `claude-opus-4` for `claude-opus-4-20250514`.
func withoutDate(_ model: String) -> String {
  let tail = model.utf8.suffix(9)
  guard tail.count == 9, model.utf8.count > 9, tail.first == UInt8(ascii: "-"),
    tail.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
  else { return model }
  return String(model.dropLast(9))
}
