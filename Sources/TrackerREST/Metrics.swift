// THE LIST: what a Prometheus server is told beside the figures, in the text format 0.0.4. It refuses labels that grow with
// the ledger: no session id, no word that the files choose.

internal import TrackerCore

/// Metrics as text. None is a counter: a ledger may also lose records, when somebody edits its files. What is a mean
/// elsewhere is a summary, whose sum and count give it.
enum Exposition {
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  static func text(_ figures: Figures, _ config: Config, _ server: ServerFacts) -> String {
    let overview = figures.overview
    let ratings = overview.effectiveness
    let states = figures.history.sessions.map(\.state)
    let severities = Severity.known.map {
      (word: $0.rawValue, count: overview.issues.count(of: $0))
    }
    let others = overview.issues.total - severities.reduce(0) { $0 + $1.count }
    let unrated = ratings.count - ratings.ratedCount
    return counts(
      "build_info", "Always 1; which version this is.", by: "version", [(server.version, 1)])
      + counts(
        "sessions", "Sessions in the ledger.", by: "status",
        [("active", .active), ("completed", .completed), ("other", .other)].map {
          (word: String, state: SessionState) in (word, states.count { $0 == state })
        })
      + counts(
        "interactions", "Interactions in the ledger by their rating; 0 is without one.",
        by: "rating",
        ([unrated] + ratings.countsByRating).enumerated().map { ("\($0)", $1) })
      + counts(
        "issues", "Issues in the ledger.", by: "severity",
        (severities + [(word: "other", count: others)]).map { ($0.word, $0.count) })
      + FigureGroup.metrics.map { metric in
        guard let count = metric.count else {
          return family(metric.name, metric.help, [("", metric.value(overview))])
        }
        return family(
          metric.name, metric.help, type: "summary",
          [("_sum", metric.value(overview)), ("_count", count(overview))])
      }.joined()
      + Assumptions.Field.allCases.compactMap(\.metric).map { metric in
        family(metric.name, metric.help, [("", metric.value(config))])
      }.joined()
      + claims(overview.claims)
      + family(
        "unusable_files", "Data files that could not be used.",
        [("", Double(figures.history.unusableFiles.count))])
  }

  /// The claims with their ends, and what they rest on; what is not known is left out.
  private static func claims(_ claims: Claims?) -> String {
    guard let claims else { return "" }
    let measures = [ClaimMeasure.multiplier, .costSaved, .roi].map { measure in
      let base = measure.unit.base
      let samples = claims.all.flatMap { claim in
        let ends = measure.interval(claim)
        return [("low", ends?.low), ("value", measure.value(claim)), ("high", ends?.high)]
          .compactMap { bound, value -> (String, Double)? in
            guard claim.isKnown, let value, value.isFinite else { return nil }
            return (
              "{claim=\"\(claim.kind.rawValue)\",bound=\"\(bound)\"}", base.number(value)
            )
          }
      }
      return family("claim_" + measure.key + base.ending, measure.metricHelp, samples)
    }.joined()
    return measures
      + family(
        "clean_sessions", "Counted sessions against which nothing speaks.",
        claims.quality.cleanSessions.map { [("", Double($0))] } ?? [])
      + family(
        "doubted_claims_ratio", "Of the claimed hours, those of doubtful sessions.",
        claims.quality.doubtedShare.map { [("", $0)] } ?? [])
  }

  /// Counts by a label.
  private static func counts(
    _ name: String, _ help: String, by label: String, _ counts: [(word: String, count: Int)]
  ) -> String {
    family(name, help, counts.map { ("{\(label)=\"\($0.word)\"}", Double($0.count)) })
  }

  /// A family of samples, each with what stands behind the name.
  private static func family(
    _ name: String, _ help: String, type: String = "gauge",
    _ samples: [(ending: String, value: Double)]
  ) -> String {
    let name = "ai_session_tracker_" + name
    // What went beyond all numbers is not known: no infinite sum was ever measured.
    return "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
      + samples.map { ending, value in
        "\(name)\(ending) \(value.isFinite ? value.description : "NaN")\n"
      }.joined()
  }
}
