// One side against the other, kind by kind and day by day.

/// The sessions that are compared.
struct ComparedSessions {
  private var rows: [(group: String, stratum: String, day: Int, value: Double)] = []

  mutating func add(_ group: String, stratum: String, day: Int, _ value: Double) {
    rows.append((group, stratum, day, value))
  }

  /// By number of sessions, then by their bytes.
  var groups: [String] {
    var counts: [String: Int] = [:]
    for row in rows { counts[row.group, default: 0] += 1 }
    return counts.sorted {
      $0.value != $1.value
        ? $0.value > $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }.map(\.key)
  }

  var cells: ComparedCells {
    let strata = Set(rows.map(\.stratum)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let places = Dictionary(uniqueKeysWithValues: strata.enumerated().map { ($1, $0) })
    let days = DayNumbers(rows.map(\.day))
    return ComparedCells(
      rows: rows.enumerated().map { place, row in
        (row.group, places[row.stratum] ?? 0, days.ofSession[place], row.value)
      }, strata: strata.count, days: days.count)
  }
}

/// How many, and what they add up to.
private struct Sum {
  var count = 0.0
  var total = 0.0

  mutating func add(_ value: Double) {
    count += 1
    total += value
  }

  static func - (a: Sum, b: Sum) -> Sum {
    Sum(count: a.count - b.count, total: a.total - b.total)
  }
}

/// The compared sessions, kinds and days numbered.
struct ComparedCells {
  var rows: [(group: String, stratum: Int, day: Int, value: Double)]
  var strata: Int
  var days: Int

  /// Both sides by kind of work.
  private struct Sides {
    var own: [Sum]
    var others: [Sum]

    init(_ count: Int) {
      own = Array(repeating: Sum(), count: count)
      others = own
    }

    /// The mean of the differences within kinds that both have; nil where there is none.
    var difference: Double? { difference(without: nil) }

    func difference(without day: Sides?) -> Double? {
      var (sum, weights) = (0.0, 0.0)
      for stratum in own.indices {
        let mine = day.map { own[stratum] - $0.own[stratum] } ?? own[stratum]
        let theirs = day.map { others[stratum] - $0.others[stratum] } ?? others[stratum]
        guard mine.count > 0, theirs.count > 0 else { continue }
        let weight = mine.count * theirs.count / (mine.count + theirs.count)
        sum += weight * (mine.total / mine.count - theirs.total / theirs.count)
        weights += weight
      }
      return weights > 0 ? sum / weights : nil
    }
  }

  /// A group, and what was seen of its difference.
  struct Side {
    var group: FairComparison.Group
    var seen: (value: Double, error: Double, df: Double, crude: Double)?

    /// Judges among so many comparisons.
    mutating func judge(_ comparisons: Int) {
      guard let seen else { return }
      let z = FairComparison.quantiles[min(comparisons, FairComparison.mostGroups) - 1]
      let limit = PlainMath.studentQuantile(z, df: seen.df) * seen.error
      let half = PlainMath.studentQuantile(PlainMath.z80, df: seen.df) * seen.error
      group.difference = FairComparison.Difference(
        value: seen.value, standardError: seen.error, df: seen.df, crude: seen.crude,
        detectable: limit, low: seen.value - half, high: seen.value + half)
      group.verdict =
        seen.error == 0
        ? .none : seen.value > limit ? .higher : seen.value < -limit ? .lower : .none
    }
  }

  func side(of name: String) -> Side {
    var group = FairComparison.Group(name: name)
    var (own, others) = (Sum(), Sum())
    var sides = Sides(strata)
    for row in rows {
      if row.group == name {
        own.add(row.value)
        sides.own[row.stratum].add(row.value)
      } else {
        others.add(row.value)
        sides.others[row.stratum].add(row.value)
      }
    }
    (group.sessions, group.mean) = (Int(own.count), own.total / own.count)
    let isShared = sides.own.indices.map {
      sides.own[$0].count > 0 && sides.others[$0].count > 0
    }
    var byDay: [Int: Sides] = [:]
    for row in rows where isShared[row.stratum] {
      if row.group == name {
        byDay[row.day, default: Sides(strata)].own[row.stratum].add(row.value)
      } else {
        byDay[row.day, default: Sides(strata)].others[row.stratum].add(row.value)
      }
    }
    let days = byDay.sorted { $0.key < $1.key }.map(\.value)
    let mine = days.map { $0.own.reduce(0) { $0 + $1.count } }.filter { $0 > 0 }
    let theirs = days.map { $0.others.reduce(0) { $0 + $1.count } }.filter { $0 > 0 }
    (group.compared, group.others) = (Int(mine.reduce(0, +)), Int(theirs.reduce(0, +)))
    (group.days, group.otherDays) = (mine.count, theirs.count)
    let least = FairComparison.least
    let effective = min(ComparedCells.effective(mine), ComparedCells.effective(theirs))
    guard min(group.compared, group.others) >= least, min(group.days, group.otherDays) >= least,
      effective >= FairComparison.leastEffectiveDays, let value = sides.difference
    else { return Side(group: group) }
    let without = days.compactMap { sides.difference(without: $0) }
    guard without.count == days.count else { return Side(group: group) }
    let error = PlainMath.jackknifeError(without) * (1 + 1 / effective).squareRoot()
    return Side(
      group: group,
      seen: (value, error, effective - 1, group.mean - others.total / others.count))
  }

  /// How many equal days would carry them as unevenly.
  private static func effective(_ counts: [Double]) -> Double {
    var (sum, squares) = (0.0, 0.0)
    for count in counts {
      sum += count
      squares += count * count
    }
    return squares > 0 ? sum * sum / squares : 0
  }
}
