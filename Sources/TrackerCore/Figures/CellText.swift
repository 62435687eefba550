// Numbers as people read them on screen and on paper, each short enough for its place: the one place where units become
// letters. What is frozen writes its own: `Report.swift`.

extension Column {
  /// The cell with its unit; a dash for what is not known. Times stand on the local clock with `time`, else as stored, and
  /// what still grows is not known without it.
  package func shown(_ row: Row, time: TimeText? = nil) -> String {
    switch cell(row, now: time?.now) {
    case .integer(let count): countText(count)
    case .number(let number): numberText(number, kind)
    case .none: "—"
    case .time(let stored): time.map { $0.start(stored.instant) } ?? stored.text
    case let cell: cell.plain(kind)
    }
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
  case .number(.rating, _): ratingText(number)
  case .number(_, let decimals): number.fixed(decimals: decimals ?? 2)
  default: number.plainText
  }
}

/// `45m` below 60 minutes, else `1.5h` (reference behaviour, display forms); where that takes more than five columns,
/// whole hours, days or years. A dash for nil and for what is not a number.
package func durationText(minutes: Double?) -> String {
  guard let minutes, minutes.isFinite else { return "—" }
  let hours = minutes / 60
  let forms = [
    minutes < 60 ? minutes.fixed(decimals: 0) + "m" : hours.fixed(decimals: 1) + "h",
    hours.fixed(decimals: 0) + "h", (hours / 24).fixed(decimals: 0) + "d",
    (hours / 24 / 365.25).fixed(decimals: 0) + "y",
  ]
  return forms.first { $0.utf8.count <= 5 } ?? (minutes < 0 ? "<-9ky" : ">9ky")
}

/// Hours with one decimal, `212.4h`; large ones grouped, without the decimal.
package func hoursText(_ hours: Double) -> String {
  guard hours.isFinite else { return "—" }
  return (abs(hours) < 10_000 ? hours.fixed(decimals: 1) : compactText(hours)) + "h"
}

/// `$1,234.56`; from a hundred million on `$123.5M`.
package func moneyText(_ dollars: Double) -> String {
  guard dollars.isFinite else { return "—" }
  return "$" + (abs(dollars) < 100_000_000 ? dollars.grouped(decimals: 2) : compactText(dollars))
}

/// `1,204`.
package func countText(_ count: Int) -> String { Double(count).grouped(decimals: 0) }

/// A count in few columns: `1204`, from where these are too few on `12k`, `3M`.
package func tightCountText(_ count: Int, columns: Int) -> String {
  var (number, text) = (count, "\(count)")
  for unit in ["k", "M", "G", "T", "P"] where text.count > columns {
    number /= 1000
    text = "\(number)" + unit
  }
  return text
}

/// One word for a count of things: `1 issue`, `2 issues`.
package func countText(_ count: Int, _ word: String) -> String {
  countText(count) + " " + word + (count == 1 ? "" : "s")
}

/// `3.0x`; a dash when there is nothing to compare.
package func multiplierText(_ multiplier: Double?) -> String {
  guard let multiplier, multiplier.isFinite else { return "—" }
  return (abs(multiplier) < 1000 ? multiplier.fixed(decimals: 1) : compactText(multiplier)) + "x"
}

/// `94.5%`.
package func percentText(_ percent: Double, decimals: Int = 1) -> String {
  guard percent.isFinite else { return "—" }
  return (abs(percent) < 1_000_000 ? percent.fixed(decimals: decimals) : compactText(percent)) + "%"
}

/// `4.2`; a dash for nil.
package func ratingText(_ average: Double?) -> String {
  guard let average, average.isFinite else { return "—" }
  return abs(average) < 1000 ? average.fixed(decimals: 1) : compactText(average)
}

/// Five places, the whole part of the average filled (reference behaviour, display forms): `★★★★☆`; a dash when the
/// average is not above 0.
package func starsText(_ average: Double?) -> String {
  guard let average, average.isFinite, average > 0 else { return "—" }
  let full = Int(min(5, average))
  return String(repeating: "★", count: full) + String(repeating: "☆", count: 5 - full)
}

/// A large number in at most six characters and a unit: `123.5M`.
private func compactText(_ number: Double) -> String {
  var scaled = number
  for unit in ["", "k", "M", "G", "T", "P"] {
    if abs(scaled) < 1000 { return scaled.fixed(decimals: 1) + unit }
    scaled /= 1000
  }
  return number < 0 ? "<-1E" : ">1E"
}
