// THE LIST of figures that can be asked for: all of the overview, of claims, and of the rows of lists, each with its id. It
// follows from the lists of columns.

/// A figure with its id, as it is asked for.
package struct ExplainedFigure: Sendable {
  package let id: String
  package let title: String
  /// What it is, in a sentence.
  package let help: String
  package let kind: CellKind
  /// Nil for what every row of a list has a value of.
  package let figure: Figure?

  init(_ id: String, _ figure: Figure) {
    (self.id, title, help, kind) = (id, figure.title, figure.help, figure.kind)
    self.figure = figure
  }

  /// A number of every row of a list.
  init<Row>(_ id: String, of column: Column<Row>) {
    (self.id, title, help, kind) = (id, column.title, column.help, column.kind)
    figure = nil
  }

  package var unit: String { kind.unitText }
}

extension CellKind {
  /// Letters of the unit; empty without any.
  var unitText: String {
    switch self {
    case .number(.minutes, _): "min"
    case .number(.hours, _): "h"
    case .number(.dollars, _): "$"
    case .number(.percent, _): "%"
    case .number(.times, _), .number(.ratio, _): "x"
    case .number(.lines, _): "lines"
    default: ""
    }
  }
}

extension ExplainedFigure {
  /// Every figure that a viewer shows, each under its id.
  package static let all: [ExplainedFigure] = {
    var known: Set<String> = []
    return (ofOverview + ofRows).filter { known.insert($0.id).inserted }
  }()

  private static var ofOverview: [ExplainedFigure] {
    (FigureGroup.ofClaims + FigureGroup.all).flatMap { group in
      group.withIDs("").map(ExplainedFigure.init)
    }
  }

  private static var ofRows: [ExplainedFigure] {
    rows("session", SessionRow.columns) + rows("group", SessionGroup.columns)
      + rows("rating.by_group", RatingGroup.columns) + rows("trend", TrendPoint.columns)
      + rows("gap", SessionGap.columns) + rows("gaps.by_hour", GapHour.columns)
      + rows("friction", FrictionMeasure.columns) + rows("function", FunctionMetrics.columns)
      + rows("interaction", Interaction.columns)
  }

  private static func rows<Row>(_ list: String, _ columns: [Column<Row>]) -> [ExplainedFigure] {
    columns.filter(\.kind.isNumeric).flatMap { column in
      ([list + "." + column.key] + column.otherIDs).map { ExplainedFigure($0, of: column) }
    }
  }

  /// The figure of an id. Throws `unknownFigure` where there is none.
  package static func of(_ id: String) throws(TrackerError) -> ExplainedFigure {
    if let figure = all.first(where: { $0.id == id }) { return figure }
    throw .unknownFigure(id, nearest: nearest(to: id))
  }

  /// Ids that are spelled alike, the most alike first; at most three.
  private static func nearest(to id: String) -> [String] {
    let nearest = nearestNames(to: id, among: all.map(\.id))
    let word = id.split(separator: ".").last.map(String.init) ?? id
    let alike = all.map(\.id).filter { $0.hasSuffix("." + word) || $0.hasPrefix(id) }
    return Array((nearest + alike.filter { !nearest.contains($0) }).prefix(3))
  }
}

extension FigureGroup {
  /// The ids of its figures and of those of its parts.
  package var ids: [String] { withIDs("").map(\.0) }

  /// Its figures and those of its parts, each with its id.
  fileprivate func withIDs(_ path: String) -> [(String, Figure)] {
    let path = path + key + "."
    return figures.flatMap { figure in
      ([figure.explanation?.id ?? path + figure.key] + figure.otherIDs).map { ($0, figure) }
    } + parts.flatMap { $0.withIDs(path) }
  }
}
