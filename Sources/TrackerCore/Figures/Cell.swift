// What stands in a column: kinds and units of cells, and cells.

/// What stands where a row and a column meet.
public enum CellValue: Sendable, Equatable {
  /// Not known.
  case none
  case text(String)
  case integer(Int)
  case number(Double)
  case truth(Bool)
  case time(StoredTime)
  case texts([String])
  /// How often each of some words occurs.
  case counts([WordCount])

  /// Of a number or a count, which may be infinite; nil for all else.
  var number: Double? {
    switch self {
    case .number(let number): number
    case .integer(let number): Double(number)
    default: nil
    }
  }
}

/// What the cells of a column are.
public enum CellKind: Sendable, Equatable {
  case text
  /// A word of these, in their order, or another program's.
  case word([String])
  case count
  /// Rounded to so many decimals; nil for the whole number as it was computed.
  case number(Unit, decimals: Int?)
  case truth
  case time
  case texts
  case counts

  /// What is counted or measured. `times` tells how much faster work was, `ratio` the same of one session.
  public enum Unit: Sendable {
    case minutes, hours, dollars, percent, times, ratio, rating, lines, score, share
  }

  /// What a number is measured in; nil for all else.
  public var unit: Unit? {
    if case .number(let unit, _) = self { unit } else { nil }
  }

  /// Whether cells are set flush right.
  public var isNumeric: Bool { self == .count || unit != nil }
}
