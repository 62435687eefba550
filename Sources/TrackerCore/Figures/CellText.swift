// THE TABLE of units: numbers as people read them on screen and on paper, each short enough for its place. The one place
// where units become letters. What is frozen writes its own: `Report.swift`.

extension Column {
  /// The cell as `shown`; a dash also where there is nothing to compute it from.
  package func shownIfKnown(_ row: Row) -> String { isKnown(row) ? shown(row) : "—" }

  /// The cell with its unit; a dash for what is not known. Times stand on the local clock with `time`, else as stored, and
  /// what still grows is not known without it.
  package func shown(_ row: Row, time: TimeText? = nil) -> String {
    switch readable(row, now: time?.now) {
    case .integer(let count): countText(count)
    case .number(let number): numberText(number, kind)
    case .none: "—"
    case .time(let stored): time.map { $0.start(stored.instant) } ?? stored.text
    case let cell: cell.plain(kind)
    }
  }

  /// The cell rounded, but for lengths: of them minutes are cut off.
  package func readable(_ row: Row, now: Timestamp?) -> CellValue {
    kind.unit == .minutes ? exactCell(row, now: now) : cell(row, now: now)
  }
}

/// A number of a unit; a dash for nil and for what is not a number.
package func numberText(_ number: Double?, _ kind: CellKind) -> String {
  guard let number, number.isFinite else { return "—" }
  return switch kind {
  case .number(.minutes, _): durationText(minutes: number)
  case .number(.hours, _): hoursText(number)
  case .number(.dollars, _): moneyText(number)
  case .number(.percent, let decimals): percentText(number, decimals: min(1, decimals ?? 1))
  case .number(.times, _): multiplierText(number)
  case .number(.ratio, _): ratioText(number)
  case .number(.rating, _): ratingText(number)
  case .number(_, let decimals):
    signed(number) { $0.grouped(decimals: decimals ?? 2) }
  case .count: countText(Int(max(-1e15, min(1e15, number))))
  default: number.plainText
  }
}

/// A length: `31m`, whole minutes that have passed; `1.5h` below 48 hours, `2.9d` below 100 days, then `262d`, and years
/// where days are too many for five columns. A dash for nil and for what is not a number.
package func durationText(minutes: Double?) -> String {
  guard let minutes, minutes.isFinite else { return "—" }
  // What a form counts in, in minutes; how much of it is too much, as it is printed; decimals.
  let forms: [(unit: String, minutes: Double, end: Double, decimals: Int)] = [
    ("m", 1, 60, 0), ("h", 60, 48, 1), ("d", 1440, 100, 1), ("d", 1440, 1000, 0),
    ("y", 525_960, 100, 1), ("y", 525_960, 10_000, 0),
  ]
  for form in forms {
    let number = minutes / form.minutes
    let printed =
      form.unit == "m" ? number.rounded(.towardZero) : number.rounded(toDecimals: form.decimals)
    let text = signed(printed) { $0.fixed(decimals: form.decimals) } + form.unit
    if printed.magnitude < form.end, text.count <= 5 { return text }
  }
  return minutes < 0 ? "<−9ky" : ">9ky"
}

/// A sum of hours: `21.3h` below 100, from there `1,666h`, from a million on `1.7Mh`.
package func hoursText(_ hours: Double) -> String {
  hours.isFinite ? signed(hours, measureText) + "h" : "—"
}

extension YearMeasure {
  /// A value: `5.1h`, `12`, half of two counts `1.5`, a mean rating `4.2`.
  package func text(_ value: Double) -> String {
    switch self {
    case .hours: hoursText(value)
    case .sessions:
      value == value.rounded(.towardZero) && value.magnitude < 1e15
        ? countText(Int(value)) : signed(value, measureText)
    case .rating: ratingText(value)
    }
  }
}

/// One decimal below 100, from there whole.
private func measureText(_ size: Double) -> String {
  if size.rounded(toDecimals: 1) < 100 { return size.fixed(decimals: 1) }
  return size < 1_000_000 ? size.grouped(decimals: 0) : shortText(size)
}

/// `$2,644`, a loss `−$6,534`; from a hundred million on `$124M`. With `cents` `$2,644.10`.
package func moneyText(_ dollars: Double, cents: Bool = false) -> String {
  guard dollars.isFinite else { return "—" }
  return signed(dollars) {
    "$" + ($0 < 100_000_000 ? $0.grouped(decimals: cents ? 2 : 0) : shortText($0))
  }
}

/// In notes, changes and intervals: `$828`, `$9.1k`, `−$214k`.
package func shortMoneyText(_ dollars: Double) -> String {
  dollars.isFinite ? signed(dollars) { "$" + shortText($0) } : "—"
}

/// A rate: `$130`, cents where there are any.
package func rateText(_ dollars: Double) -> String {
  let text = moneyText(dollars, cents: true)
  return text.hasSuffix(".00") ? String(text.dropLast(3)) : text
}

/// How large a difference is, in few columns and without its sign: `0.6`, `22.4h`, `$2.9k`, `19`; nil for one that is
/// printed as zero.
package func differenceText(_ difference: Double, _ kind: CellKind) -> String? {
  let size = difference.magnitude
  let text =
    switch kind {
    case .count: countText(Int(min(size, 1e15)))
    case .number(.times, _): measureText(size)
    case .number(.dollars, _): shortMoneyText(size)
    default: numberText(size, kind)
    }
  return text.isZero ? nil : text
}

/// `1,204`.
package func countText(_ count: Int) -> String { signed(Double(count)) { $0.grouped(decimals: 0) } }

/// Tokens: `999`, `164k`, `1.4M`.
package func tokenText(_ count: Int) -> String { signed(Double(count), shortText) }

/// A count in few columns: `1204`, from where these are too few on `12k`, `3M`.
package func tightCountText(_ count: Int, columns: Int) -> String {
  var (number, unit) = (count.magnitude, "")
  let text = { signed(count < 0 ? -1 : 1) { _ in "\(number)" + unit } }
  for next in ["k", "M", "G", "T", "P"] where text().count > columns {
    number /= 1000
    unit = next
  }
  return text()
}

/// One word for a count of things: `1 issue`, `2 issues`.
package func countText(_ count: Int, _ word: String) -> String {
  countText(count) + " " + word + (count == 1 ? "" : "s")
}

/// How many times faster: `3.0x`, `>100x` from where that is printed; a dash when there is nothing to compare.
package func multiplierText(_ multiplier: Double?) -> String {
  guard let multiplier, multiplier.isFinite else { return "—" }
  guard multiplier.magnitude < 99.95 else { return multiplier < 0 ? "<−100x" : ">100x" }
  return ratioText(multiplier)
}

/// How many times as much, in few columns: one decimal below 9.95 and none above, two where one would say 1.0.
package func factorText(_ factor: Double) -> String {
  guard factor.isFinite else { return "—" }
  return signed(factor) { size in
    if (0.95..<1.05).contains(size) { return size.fixed(decimals: 2) }
    if size < 9.95 { return size.fixed(decimals: 1) }
    return size < 10_000 ? size.grouped(decimals: 0) : shortText(size)
  }
}

/// How many times faster a claim says: `2.5x`, `1.02x`, where one decimal would say 1.0.
package func claimedText(_ multiplier: Double) -> String {
  (0.95..<1.05).contains(multiplier)
    ? factorText(multiplier) + "x" : multiplierText(multiplier)
}

/// The same of one session, whatever it is: `240x`, `1,234x`, `12kx`.
package func ratioText(_ ratio: Double) -> String {
  guard ratio.isFinite else { return "—" }
  return signed(ratio) { $0 < 10_000 ? measureText($0) : shortText($0) } + "x"
}

/// `94.5%`.
package func percentText(_ percent: Double, decimals: Int = 1) -> String {
  guard percent.isFinite else { return "—" }
  return signed(percent) {
    $0 < 1_000_000 ? $0.grouped(decimals: decimals) : shortText($0)
  } + "%"
}

/// A share from 0 to 1: `20%`.
package func shareText(_ share: Double) -> String { percentText(share * 100, decimals: 0) }

/// A mean rating as it is printed, with one decimal of the two that documents have: stars and colour follow it.
package func printedRating(_ average: Double) -> Double {
  average.rounded(toDecimals: 2).rounded(toDecimals: 1)
}

/// `4.2`; a dash for nil.
package func ratingText(_ average: Double?) -> String {
  guard let average, average.isFinite else { return "—" }
  return signed(printedRating(average)) {
    $0 < 1000 ? $0.fixed(decimals: 1) : shortText($0)
  }
}

/// Five places, as many filled as the printed number rounds to: `★★★★☆` from 3.5 on; a dash when the average is not above 0.
package func starsText(_ average: Double?) -> String {
  guard let average, average.isFinite, average > 0 else { return "—" }
  let full = Int(min(5, printedRating(average).rounded()))
  return String(repeating: "★", count: full) + String(repeating: "☆", count: 5 - full)
}

/// At most four characters: `828`, `9.1k`, `214k`, `1.4M`.
private func shortText(_ size: Double) -> String {
  var scaled = size
  for unit in ["", "k", "M", "G", "T", "P"] {
    let decimals = unit.isEmpty || scaled.rounded(toDecimals: 1) >= 10 ? 0 : 1
    if scaled.rounded(toDecimals: decimals) < 1000 {
      return scaled.fixed(decimals: decimals) + unit
    }
    scaled /= 1000
  }
  return ">1E"
}

/// The text of a number's size behind its sign; what is printed as zero has none.
private func signed(_ number: Double, _ text: (Double) -> String) -> String {
  let text = text(number.magnitude)
  return number < 0 && !text.isZero ? "−" + text : text
}

extension String {
  /// Whether a number says nothing but zeros.
  fileprivate var isZero: Bool { !unicodeScalars.contains { ("1"..."9").contains($0) } }
}
