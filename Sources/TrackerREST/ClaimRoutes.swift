// THE LIST: what is answered of claims: themselves, calibration, comparisons, explanations.

internal import JSON
internal import TrackerCore

extension Route {
  static let ofClaims: [Route] = [
    .json(
      "/api/claims", "what may be claimed, with intervals, and what it rests on", ranged,
      Claims.shape
    ) { question throws(TrackerError) in
      try question.claims(of: try question.covered())
    },
    .json(
      "/api/calibration", "estimates held against tasks done by hand", [], Calibration.shape
    ) { question throws(TrackerError) in Calibration(try question.history().sessions) },
    .json(
      "/api/compare", "groups of sessions, like with like only",
      [.by, .measure, .developers] + ranged, FairComparison.shape
    ) { question throws(TrackerError) in
      let by = question.value(.by).flatMap(ComparedBy.init) ?? .model
      if by == .developer, question.value(.developers) != "1" {
        throw .notAskedFor(
          "Comparing persons is not what this is for; developers=1 compares them all the same.")
      }
      return question.statistics.comparison(
        of: try question.covered(), by: by,
        measure: question.value(.measure).flatMap(ComparedMeasure.init) ?? .success,
        calendar: question.calendar)
    },
    .json("/api/explain", "every figure with its id", ranged, ShownExplanation.list) {
      question throws(TrackerError) in
      try question.explained(try question.covered())
    },
    .json(
      "/api/explain/{figure}", "how one figure comes about, unrounded", [.figure] + ranged,
      WholeExplanation.shape
    ) { question throws(TrackerError) in
      let asked = try ExplainedFigure.of(question.value(.figure) ?? "")
      let history = try question.covered()
      return WholeExplanation(
        ShownExplanation(asked, of: try question.explained(history)),
        of: ExplainedLedger(
          history, question.range, question.calendar, version: question.server.version))
    },
  ]
}

extension Question {
  /// The claims of what is covered.
  func claims(of history: History, _ overview: Overview? = nil) throws(TrackerError) -> Claims {
    statistics.claims(
      history, of: overview ?? statistics.figures(history),
      calibration: Calibration(try self.history().sessions), calendar: calendar)
  }

  /// All figures of what is covered.
  func explained(_ history: History) throws(TrackerError) -> Overview {
    var overview = statistics.figuresWithCode(history)
    overview.claims = try claims(of: history, overview)
    return overview
  }
}
