// One figure: something done again and again, and how long it took. It refuses to average.

internal import JSON
internal import Platform

/// How long something took.
struct Measurement {
  /// What was done.
  var name: String
  /// Interactions in the history; 0 where there is none.
  var size: Int
  /// Microseconds, shortest first; never empty.
  var microseconds: [Int64]
  /// The median as a multiple of another one's, measured in turn: of a plain read of the same files, of what CPython takes to
  /// read the interactions; nil where that says nothing.
  var multiple: (of: String, ratio: Double)?

  /// Takes times as they came; there must be one.
  init(_ name: String, size: Int, microseconds: [Int64]) {
    (self.name, self.size, self.microseconds) = (name, size, microseconds.sorted())
  }

  /// Does it once unmeasured (`warmUpCount` times), then `count` times.
  init(
    _ name: String, size: Int = 0, count: Int, warmUpCount: Int = 1, _ body: () throws -> Void
  ) rethrows {
    (self.name, self.size) = (name, size)
    for _ in 0..<warmUpCount { try body() }
    microseconds = try (0..<max(count, 1)).map { _ in try Measurement.time(body) }.sorted()
  }

  /// How many microseconds it takes.
  static func time(_ body: () throws -> Void) rethrows -> Int64 {
    let start = Clock.monotonicMicroseconds()
    try body()
    return Clock.monotonicMicroseconds() - start
  }

  var minimum: Double { milliseconds(0) }
  var median: Double { milliseconds(microseconds.count / 2) }
  var maximum: Double { milliseconds(microseconds.count - 1) }

  private func milliseconds(_ index: Int) -> Double { Double(microseconds[index]) / 1000 }

  /// One line of the table; `smallest` is the same at the smallest size.
  func line(smallest: Measurement) -> String {
    let numbers = [minimum, median, maximum].map { column($0.text(decimals: 3), 12) }.joined()
    let ratio = size == 0 ? "" : column((median / smallest.median).text(decimals: 2) + "x", 10)
    let other = multiple.map { column($0.ratio.text(decimals: 2) + "x " + $0.of, 20) } ?? ""
    return name + column(size == 0 ? "" : "\(size)", 30 - name.count) + numbers + ratio + other
  }

  func json(smallest: Measurement) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(name)), .init("interactions", .number(size)),
      .init("runs", .number(microseconds.count)), .init("min_ms", .number(minimum)),
      .init("median_ms", .number(median)), .init("max_ms", .number(maximum)),
    ]
    if size > 0 { members.append(.init("ratio", .number(median / smallest.median))) }
    if let multiple {
      let name = String(multiple.of.map { $0.isLetter ? $0 : "_" })
      members.append(.init("times_\(name)", .number(multiple.ratio)))
    }
    return .object(members)
  }

  static let head =
    "what" + column("interactions", 26) + column("min ms", 12) + column("median ms", 12)
    + column("max ms", 12) + column("ratio", 10) + column("beside", 20)
}

/// Set right in so many columns.
func column(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(width - text.count, 1)) + text
}

extension Double {
  /// With so many decimals, the last one rounded.
  func text(decimals: Int) -> String {
    var factor = 1.0
    for _ in 0..<decimals { factor *= 10 }
    let digits = String(Int((self * factor).rounded()))
    let padded = String(repeating: "0", count: max(decimals + 1 - digits.count, 0)) + digits
    return padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
