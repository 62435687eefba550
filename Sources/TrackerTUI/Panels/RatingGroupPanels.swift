// The ratings by what the interactions have in common: a row a group with the shares of its ratings, mean, how many are rated
// and in how many sessions.

internal import TrackerCore

/// A list of groups on the tab of the ratings.
struct RatingList: Sendable {
  let id: ListID
  /// What it groups by; nil while it does not stand there.
  let dimension: @Sendable (Dashboard) -> Dimension?
  /// With fewer groups it tells nothing.
  let fewestGroups: Int

  private init(
    _ id: ListID, fewestGroups: Int = 0, dimension: @escaping @Sendable (Dashboard) -> Dimension?
  ) {
    (self.id, self.fewestGroups, self.dimension) = (id, fewestGroups, dimension)
  }

  /// One that stands there unless the same stands in front.
  private init(_ id: ListID, fewestGroups: Int = 0, _ dimension: Dimension) {
    self.init(id, fewestGroups: fewestGroups) {
      $0.chosen.grouping.dimension == dimension ? nil : dimension
    }
  }

  /// From top to bottom: what `b` puts in front, then the usual ones.
  static let all = [
    RatingList(.groups) { $0.chosen.grouping.dimension },
    RatingList(.projects, fewestGroups: 2, .project), RatingList(.models, .model),
    RatingList(.taskTypes, .type),
  ]

  /// Those that stand there now.
  static func shown(_ dashboard: Dashboard) -> [(list: RatingList, dimension: Dimension)] {
    all.compactMap { list in
      list.dimension(dashboard).flatMap {
        list.groups(dashboard).count < list.fewestGroups ? nil : (list, $0)
      }
    }
  }

  /// Its rows; none where they are too few to tell anything.
  func groups(_ dashboard: Dashboard) -> [RatingGroup] {
    let groups = dimension(dashboard).flatMap {
      dashboard.read.numbers.effectiveness?.groups(by: $0)
    }
    return (groups?.count ?? 0) < fewestGroups ? [] : groups ?? []
  }

  var rule: Panel {
    Panel("\(id)Rule") { dashboard, _, painter in
      guard let dimension = dimension(dashboard) else { return }
      let placement = dashboard.screen.layout.placement(of: id)
      let more = max(0, dashboard.rowCount(id) - (placement?.height ?? 0))
      let (title, shares) = ("By " + dimension.title, "share of each rating 1 to 5")
      let isWide = painter.columns >= fewestColumnsWithHeads
      let rest = more > 0 ? " · +\(countText(more)) more" : ""
      painter.rule(
        title,
        notes: isWide
          ? [shares + rest] : [shares + " · mean · rated · sessions", "mean · rated · sessions"],
        more: isWide ? 0 : more)
      if isWide {
        painter.write(
          " mean   rated sessions ", column: painter.columns - 23, Style(.muted))
      }
    }
  }

  var rows: Panel {
    Panel("\(id)Rows") { dashboard, isFocused, painter in
      let groups = groups(dashboard)
      guard let dimension = dimension(dashboard), !groups.isEmpty else {
        return painter.writeEmpty("interactions", dashboard)
      }
      let labels = groups.map { dashboard.groupTitle($0.key, dimension) }
      painter.ratingGroups(groups, labels, dashboard.window(id), isFocused: isFocused)
    }
  }
}

/// From here on titles stand over the numbers.
private let fewestColumnsWithHeads = 110

extension Panel {
  /// What can be told of the models, in full or not at all.
  static let modelFindings = Panel("modelFindings") { dashboard, _, painter in
    guard let text = dashboard.modelFindings else { return }
    painter.writeNote(text, column: 1, width: painter.columns - 2, Style(.muted))
  }
}

extension Dashboard {
  /// What can be told of the models; nil where the data cannot tell.
  var modelFindings: String? {
    let findings = read.numbers.effectiveness?.models.findings ?? []
    return findings.isEmpty ? nil : findings.joined(separator: " ")
  }
}

extension Painter {
  /// A bar for each group in the window, cut into the shares of its ratings, mean and counts at the right. Labels and
  /// numbers have the columns that the whole list needs.
  fileprivate mutating func ratingGroups(
    _ groups: [RatingGroup], _ labels: [String], _ window: ListWindow, isFocused: Bool
  ) {
    let isWide = columns >= 60
    let numbers = numberTexts(
      groups.map { group in
        [group.tally.averageRating.map(ratingText) ?? "—", countText(group.tally.ratedCount)]
          + [group.sessionCount.map { countText($0) } ?? "—"]
      }, wanted: isWide ? [3, 8, 8] : [3, 0, 0])
    let end = columns - (isWide ? 2 : 1)
    // Two blanks stand between the bar and the mean.
    let numberStart = end - (numbers.first?.count ?? 0)
    let most = columns >= 80 ? max(23, columns / 4) : columns >= 60 ? 20 : 15
    let widest = labels.map { width(of: $0) }.max() ?? 0
    let labelColumns = self.labelColumns(
      labels, wanted: min(widest + 2, most), beside: columns - numberStart + 2)
    let short = ShortLabels(labels, columns: labelColumns - 2, typesetter)
    let bar = labelColumns..<max(labelColumns, numberStart - 2)
    for (line, index) in window.rows(count: groups.count, height: rows).enumerated() {
      let tally = groups[index].tally
      writeCut(short[labels[index]], column: 1, row: line, width: labelColumns - 2)
      shares(tally.countsByRating, column: bar.lowerBound, row: line, width: bar.count)
      write(numbers[index], column: numberStart, row: line)
      if isFocused, index == window.selected { select(row: line, leaving: bar) }
    }
  }

  /// A bar of whole cells cut into shares, each of two cells or more with its rating as a digit in its middle, in the
  /// background's colour on the bar's, so that the bar is one. The parts fill the width.
  mutating func shares(_ countsByRating: [Int], column: Int, row: Int, width: Int) {
    let total = countsByRating.reduce(0, +)
    guard total > 0, width > 0 else { return }
    let block = BlockChart(isUTF8: isUTF8).bar(1, of: 1, width: 1)
    // Where a share ends is seen without colours, too.
    let edge = isUTF8 ? "▉" : "|"
    var sum = 0
    var start = 0
    for (index, count) in countsByRating.enumerated() where count > 0 {
      sum += count
      let end = Int((Double(sum) / Double(total) * Double(width)).rounded())
      guard end > start else { continue }
      let style = Style(Role(rating: index + 1))
      fill(block, columns: (column + start)..<(column + end), row: row, style)
      if sum < total { write(edge, column: column + end - 1, row: row, style) }
      if end - start >= 2 {
        write(
          "\(index + 1)", column: column + (start + end - 1) / 2, row: row,
          Style(Role(rating: index + 1), reversed: isUTF8))
      }
      start = end
    }
  }
}
