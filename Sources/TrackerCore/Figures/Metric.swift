/// A value as Prometheus is told it: unrounded, in a base unit.
package struct Metric<Row>: Sendable {
  /// Without the program's name; it ends in the unit, if there is one.
  package let name: String
  package let help: String
  package let value: @Sendable (Row) -> Double
  /// Of how many the value is the sum; nil where it is none.
  package let count: (@Sendable (Row) -> Double)?
}

extension Metric {
  /// No number of a row from which this keeps it.
  func knownUnless(_ isHidden: @escaping @Sendable (Row) -> Bool) -> Metric {
    let (number, total) = (value, count)
    let known: @Sendable (Row) -> Double = { isHidden($0) ? .nan : number($0) }
    guard let total else { return Metric(name: name, help: help, value: known, count: nil) }
    return Metric(
      name: name, help: help, value: known, count: { isHidden($0) ? .nan : total($0) })
  }
}

extension CellKind.Unit {
  /// The base unit of Prometheus: how names end, and a number in it.
  package var base: (ending: String, number: @Sendable (Double) -> Double) {
    switch self {
    case .minutes: ("_seconds", { $0 * 60 })
    case .hours: ("_seconds", { $0 * 3600 })
    case .dollars: ("_dollars", { $0 })
    case .percent: ("_ratio", { $0 / 100 })
    case .share: ("_ratio", { $0 })
    case .times, .ratio, .rating, .lines, .score: ("", { $0 })
    }
  }
}
