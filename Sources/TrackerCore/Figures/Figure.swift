// A number of the overview: a column of which the overview is the only row. Figures that stand together are a group.

package import JSON

/// A number that viewers show.
public typealias Figure = Column<Overview>

/// Figures that stand together in one object.
package struct FigureGroup: Sendable {
  /// The name of the object.
  package let key: String
  package let help: String
  package let figures: [Figure]
  /// Objects within the object, behind the figures.
  package let parts: [FigureGroup]

  init(_ key: String, _ help: String, _ figures: [Figure], parts: [FigureGroup] = []) {
    (self.key, self.help) = (key, help)
    (self.figures, self.parts) = (figures, parts)
  }

  package func document(_ overview: Overview) -> JSONValue {
    let told = figures.filter { !$0.isLeftOutWhenNone || $0.cell(overview) != .none }
    return .object(told.map { $0.member(overview) } + parts.map { $0.member(overview) })
  }

  /// The group as a member of an object.
  package func member(_ overview: Overview) -> JSONValue.Member { .init(key, document(overview)) }

  /// What Prometheus is told of all figures.
  package static let metrics: [Metric<Overview>] = {
    var known: Set<String> = []
    return all.flatMap(\.figures).compactMap(\.metric).filter { known.insert($0.name).inserted }
  }()

  /// Its figures and parts as members of a shape.
  package var fields: [Field<Overview>] {
    figures.map(Field.init) + parts.map { $0.field { $0 } }
  }

  /// The group as a member of a shape. Its schema is named as the object: `ByClassification`.
  package func field<Subject>(
    of overview: @escaping @Sendable (Subject) -> Overview
  ) -> Field<Subject> {
    let words = key.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return .object(key, help, Shape(words.joined(), fields), overview)
  }
}

extension Column where Row: PartlyRead {
  /// Computed from this file: without it the cell is not known. All that is told of sessions rests on the sessions, too.
  func rests(on part: DataFile) -> Column {
    knownUnless { !$0.unreadable.isDisjoint(with: [part, .sessions]) }
  }
}
