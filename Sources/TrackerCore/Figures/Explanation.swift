// How a figure comes about: its formula, what it is made of and who said so. Terms write formulas while they name inputs, so
// that neither can lack what the other has.

/// Where a number comes from.
public enum FigureSource: String, Sendable, CaseIterable {
  /// Our clock, our reading of files.
  case measured
  /// Said by them.
  case agent, person
  case derived
  /// Taken from somewhere else, with its name.
  case assumed
  case configured
}

/// A number that a figure is made of.
public struct FigureInput: Sendable, Equatable {
  public var name: String
  public var value: Double
  public var unit = ""
  public var source: FigureSource
  /// Of how many sessions; nil where that says nothing.
  public var sessions: Int?
  public var note: String?

  init(
    _ name: String, _ value: Double, _ unit: String = "", _ source: FigureSource,
    sessions: Int? = nil, _ note: String? = nil
  ) {
    (self.name, self.value, self.unit, self.source) = (name, value, unit, source)
    (self.sessions, self.note) = (sessions, note)
  }
}

/// A formula and the numbers in it: names, numbers, `+ - * / ( )`.
package struct Term: Sendable {
  package var text: String
  package var inputs: [FigureInput]
  /// 0 for a sum, 1 for a product, 2 for a name.
  private var rank: Int

  init(_ input: FigureInput) { (text, inputs, rank) = (input.name, [input], 2) }
  init(_ number: Double) { (text, inputs, rank) = (number.plainText, [], 2) }

  private init(_ a: Term, _ sign: String, _ b: Term, rank: Int, wraps: Int) {
    let wrapped = { (term: Term, least: Int) in term.rank < least ? "(\(term.text))" : term.text }
    text = wrapped(a, rank) + sign + wrapped(b, wraps)
    inputs = a.inputs + b.inputs.filter { !a.inputs.map(\.name).contains($0.name) }
    self.rank = rank
  }

  static func + (a: Term, b: Term) -> Term { Term(a, " + ", b, rank: 0, wraps: 0) }
  static func - (a: Term, b: Term) -> Term { Term(a, " - ", b, rank: 0, wraps: 1) }
  static func * (a: Term, b: Term) -> Term { Term(a, "*", b, rank: 1, wraps: 1) }
  static func / (a: Term, b: Term) -> Term { Term(a, " / ", b, rank: 1, wraps: 2) }
}

/// What is told of a figure beside its value.
package struct Explanation: Sendable {
  /// Its name wherever it stands.
  package let id: String
  /// Nil where its sentence says all: counts, means.
  var term: (@Sendable (Overview) -> Term)?
  /// Which claim it is a figure of.
  var claim: Claim.Kind?
  /// Its ends: the interval of 80 %, or of what was assumed.
  var interval: (@Sendable (Overview) -> (low: Double, high: Double)?)?

  init(
    _ id: String, claim: Claim.Kind? = nil,
    _ term: (@Sendable (Overview) -> Term)? = nil,
    interval: (@Sendable (Overview) -> (low: Double, high: Double)?)? = nil
  ) {
    (self.id, self.term, self.claim, self.interval) = (id, term, claim, interval)
  }
}
