// A number of the overview: a column of which the overview is the only row. Figures that stand together are a group.

package import JSON

/// A number that viewers show.
public typealias Figure = Column<Overview>

/// Figures that stand together in one object.
package struct FigureGroup: Sendable {
  /// The name of the object.
  package let key: String
  package let figures: [Figure]
  /// Objects within the object, behind the figures.
  package let parts: [FigureGroup]

  init(_ key: String, _ figures: [Figure], parts: [FigureGroup] = []) {
    self.key = key
    self.figures = figures
    self.parts = parts
  }

  package func members(_ overview: Overview) -> [JSONValue.Member] {
    figures.map { $0.member(overview) } + parts.map { $0.member(overview) }
  }

  package func document(_ overview: Overview) -> JSONValue { .object(members(overview)) }

  /// The group as a member of an object.
  package func member(_ overview: Overview) -> JSONValue.Member { .init(key, document(overview)) }

  /// Its figures as members of a shape.
  package var fields: [Field<Overview>] { figures.map(Field.init) }
}
