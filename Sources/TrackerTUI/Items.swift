// What the rows of the tabs' lists are about: how many there are, which sessions stand behind one, how one is found again.

internal import TrackerCore

/// What a row is about, whatever its place.
enum Item: Hashable {
  case choice(SessionChoice)
  case issue(SessionID, time: String, description: String)
  case hour(Int)
  case session(SessionID)
  case interaction(InteractionPlace)
}

extension Focus {
  /// Whether a row of the list can be opened.
  var isOpenable: Bool { ![.interactions, .issues, .functions, .textLines].contains(self) }

  /// Whether a row of a detail's list opens as a whole text.
  var hasTexts: Bool { [.interactions, .issues].contains(self) }

  /// Whether a row opens as the interactions that it counts, not as sessions.
  var listsInteractions: Bool {
    [.ratings, .iterations, .models, .groups, .ratingDays].contains(self)
  }

  /// Whether the list is a time axis, which begins at its end.
  var isTimeAxis: Bool { [.ratingDays, .savedHours, .trend].contains(self) }

  /// What its rows are, for a message.
  var itemName: String {
    switch self {
    case .allIssues: "issue"
    case .gapRows: "gap"
    case .members, .sessions: "session"
    case .finds: "interaction"
    case .models, .groups, .worth: "group"
    default: "row"
    }
  }
}

extension Dashboard {
  /// How many rows a list has.
  func rowCount(_ focus: Focus) -> Int {
    switch focus {
    case .ratings: numbers.effectiveness == nil || !isRated ? 0 : Interaction.ratings.count
    case .iterations: isRated ? numbers.effectiveness?.byIterations.count ?? 0 : 0
    case .models: numbers.effectiveness?.byModel.count ?? 0
    case .groups: numbers.effectiveness?.byDimension.count ?? 0
    case .ratingDays: isRated ? numbers.effectiveness?.byDay.count ?? 0 : 0
    case .worth: numbers.roi?.groups.count ?? 0
    case .savedHours:
      numbers.roi.map { roi in roi.mostSavedHours > 0 ? roi.points.count : 0 } ?? 0
    case .allIssues: numbers.issues?.rows.count ?? 0
    case .gapRows: numbers.gaps?.rows.count ?? 0
    case .gapHours: numbers.gaps.map { $0.rows.isEmpty ? 0 : $0.byHour.count } ?? 0
    case .trend: numbers.trends?.points.count ?? 0
    case .members: members?.rows.count ?? 0
    case .finds: finds?.list.rows.count ?? 0
    case .sessions: overview.rows.count
    case .interactions: shownDetail?.detail.interactions.count ?? 0
    case .issues: shownDetail?.detail.issues.count ?? 0
    case .functions: shownDetail?.functions.count ?? 0
    case .textLines: textPage?.lines.count ?? 0
    }
  }

  /// The session that stands out on screen: the open one, else the one that the selected row of a list is about; nil where
  /// no list of sessions or issues is on screen.
  func actionID(on screen: Screen) -> SessionID? {
    if let openID { return openID }
    let focus = screen.focus
    let row = focus.map { window($0).selected } ?? 0
    switch focus {
    case .members:
      return members?.rows.at(row)?.id
    case .allIssues:
      return numbers.issues?.rows.at(row)?.issue.sessionID
    default:
      return screen.layout.placement(of: .sessions) == nil && !screen.showsDetail
        ? nil : selectedID
    }
  }

  /// Whether anything was rated in range.
  var isRated: Bool { overview.effectiveness.count > 0 }

  /// The sessions behind a row, and what they have in common; nil when there is no such row.
  func choice(_ focus: Focus, row: Int) -> (choice: SessionChoice, title: String)? {
    guard row >= 0, row < rowCount(focus) else { return nil }
    switch focus {
    case .ratings: return (.rating(5 - row), "rated \(5 - row)")
    case .iterations:
      return (.iterations(row + 1), row == 0 ? "1 try" : row == 3 ? "4+ tries" : "\(row + 1) tries")
    case .models: return group(numbers.effectiveness?.byModel[row], .model)
    case .groups:
      return group(
        numbers.effectiveness?.byDimension[row], numbers.effectiveness?.dimension ?? .type)
    case .ratingDays: return days(numbers.effectiveness?.byDay ?? [], row, .day)
    case .trend: return days(numbers.trends?.points ?? [], row, grouping.bucket)
    case .savedHours: return days(numbers.roi?.points ?? [], row, numbers.roi?.bucket ?? .day)
    case .worth:
      return numbers.roi.map { roi in
        let key = roi.groups[row].key
        return (.valued(roi.dimension, key: key), groupTitle(key, roi.dimension))
      }
    case .gapRows:
      guard let gap = numbers.gaps?.rows[row].gap else { return nil }
      return (.ids([gap.fromSession, gap.toSession]), "around a gap")
    case .gapHours:
      let gaps = numbers.gaps?.rows.map(\.gap).filter {
        calendar.clock(of: $0.fromEnd).hour == row
      }
      return (.ids(gaps?.map(\.toSession) ?? []), "after gaps from \(row):00")
    default: return nil
    }
  }

  private func group(
    _ group: RatingGroup?, _ dimension: Dimension
  ) -> (SessionChoice, String)? {
    guard let group else { return nil }
    return (.group(dimension, key: group.key), groupTitle(group.key, dimension))
  }

  /// How a group is named.
  func groupTitle(_ key: String, _ dimension: Dimension) -> String {
    if key.isEmpty { return Dimension.none }
    guard dimension == .week, let day = CivilDate(key) else {
      return dimension == .model ? modelNames[key] : key
    }
    let year = day.parts.year == today.parts.year ? "" : " \(day.parts.year)"
    return "week of \(timeText.day(day))\(year)"
  }

  private func days(
    _ points: [TrendPoint], _ row: Int, _ bucket: TrendBucket
  ) -> (SessionChoice, String) {
    let next = row + 1 < points.count ? points[row + 1].firstDay : nil
    return (
      .days(from: points[row].firstDay, before: next),
      timeText.step(points[row].firstDay, bucket)
    )
  }

  /// What a row is about; nil when there is no such row.
  func item(_ focus: Focus, row: Int) -> Item? {
    guard row >= 0, row < rowCount(focus) else { return nil }
    switch focus {
    case .allIssues:
      return numbers.issues.map { issues in
        let issue = issues.rows[row].issue
        return .issue(
          issue.sessionID, time: issue.timestamp ?? "", description: issue.description)
      }
    case .gapHours: return .hour(row)
    case .members: return members.map { .session($0.rows[row].id) }
    case .finds:
      return finds.flatMap { $0.list.place(of: $0.list.rows[row]) }.map { .interaction($0) }
    // Only the first day: whether another step follows is of no matter.
    case .ratingDays, .savedHours, .trend:
      return steps(focus).map { .choice(.days(from: $0[row].firstDay, before: nil)) }
    default: return choice(focus, row: row).map { .choice($0.choice) }
    }
  }

  /// The steps of a time axis; nil for other lists.
  func steps(_ focus: Focus) -> [TrendPoint]? {
    switch focus {
    case .ratingDays: numbers.effectiveness?.byDay
    case .savedHours: numbers.roi?.points
    case .trend: numbers.trends?.points
    default: nil
    }
  }

  /// Takes what the selected row is about.
  mutating func rememberItem(_ focus: Focus) {
    chosen[focus] = item(focus, row: window(focus).selected)
  }

  /// The row of a list that is about this; nil when none is. Long lists are looked through without building items.
  func row(of wanted: Item, in focus: Focus) -> Int? {
    switch (focus, wanted) {
    case (.finds, .interaction(let place)): finds?.list.row(of: place)
    case (.members, .session(let id)): members?.rows.firstIndex { $0.id == id }
    case (.gapRows, .choice(.ids(let ids))):
      numbers.gaps?.rows.firstIndex {
        ids.first == $0.gap.fromSession && ids.last == $0.gap.toSession
      }
    case (.allIssues, .issue(let id, let time, let description)):
      numbers.issues?.rows.firstIndex { row in
        row.issue.sessionID == id && (row.issue.timestamp ?? "") == time
          && row.issue.description == description
      }
    default: (0..<rowCount(focus)).first { item(focus, row: $0) == wanted }
    }
  }

  /// Finds the rows again that were selected before the numbers changed. A time axis whose cursor was never moved stands
  /// at its end.
  mutating func followItems(_ focuses: [Focus]) {
    for focus in focuses {
      let count = rowCount(focus)
      guard let wanted = chosen[focus] else {
        let row = focus.isTimeAxis ? count - 1 : window(focus).selected
        windows[focus, default: ListWindow()].select(row, count: count)
        continue
      }
      if let row = row(of: wanted, in: focus) {
        windows[focus, default: ListWindow()].follow(to: row, count: count)
      } else {
        windows[focus, default: ListWindow()].select(window(focus).selected, count: count)
        if count > 0 { lostList = focus }
        rememberItem(focus)
      }
    }
  }
}

extension TimeText {
  /// A step of a time axis: `Thu 21 Nov`, `week of 18 Nov`, `Nov 2024`.
  func step(_ first: CivilDate, _ bucket: TrendBucket) -> String {
    let year = first.parts.year == today.parts.year ? "" : " \(first.parts.year)"
    switch bucket {
    case .day: return weekdayNames[first.weekday] + " " + day(first) + year
    case .week: return "week of " + day(first) + year
    case .month: return "\(monthNames[first.parts.month - 1]) \(first.parts.year)"
    }
  }
}
