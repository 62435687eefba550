// THE LIST: what a Prometheus server is told, in the text format 0.0.4. It refuses labels that grow with the ledger:
// no session id, no word that the files choose.

internal import TrackerCore

/// One metric and its samples.
struct Metric: Sendable {
  struct Sample {
    var label: (name: String, value: String)?
    var value: Double
  }

  let name: String
  let help: String
  let samples: @Sendable (Figures, ServerFacts) -> [Sample]

  private init(
    _ name: String, _ help: String,
    _ samples: @escaping @Sendable (Figures, ServerFacts) -> [Sample]
  ) {
    self.name = "ai_session_tracker_" + name
    self.help = help
    self.samples = samples
  }

  private static func one(
    _ name: String, _ help: String, _ value: @escaping @Sendable (Figures) -> Double
  ) -> Metric {
    Metric(name, help) { figures, _ in [Sample(value: value(figures))] }
  }

  /// All of them are gauges: a ledger may also lose records, when somebody edits its files.
  static let all = [
    Metric("build_info", "Always 1; which version this is.") { _, server in
      [Sample(label: ("version", server.version), value: 1)]
    },
    Metric("sessions", "Sessions in the ledger.") { figures, _ in
      let states = figures.history.sessions.map(\.state)
      return [("active", .active), ("completed", .completed), ("other", .other)].map {
        (word: String, state: SessionState) in
        Sample(label: ("status", word), value: Double(states.count { $0 == state }))
      }
    },
    Metric("interactions", "Interactions in the ledger by their rating; 0 is without one.") {
      figures, _ in
      let unrated = figures.effectiveness.interactionCount - figures.effectiveness.ratedCount
      return ([unrated] + figures.effectiveness.countsByRating).enumerated().map { rating, count in
        Sample(label: ("rating", "\(rating)"), value: Double(count))
      }
    },
    Metric("issues", "Issues in the ledger.") { figures, _ in
      let issues = figures.statistics.calculateIssueSummary(figures.history.issues)
      let known = Severity.known.map { (word: $0.rawValue, count: issues.count(of: $0)) }
      let other = issues.total - known.reduce(0) { $0 + $1.count }
      return (known + [(word: "other", count: other)]).map {
        Sample(label: ("severity", $0.word), value: Double($0.count))
      }
    },
    one("ai_minutes", "Minutes the assistant worked in completed sessions.") { $0.roi.aiMinutes },
    one("human_estimate_minutes", "Minutes a person alone would have needed, an estimate.") {
      $0.roi.estimatedHumanMinutes
    },
    one("cost_saved_dollars", "Dollars saved, an estimate.") { $0.roi.savedDollars },
    one("roi_ratio", "Dollars saved per dollar a person would have cost, an estimate.") {
      $0.roi.roiPercentage / 100
    },
    one("effectiveness_rating_average", "Mean rating of all interactions.") {
      $0.effectiveness.average
    },
    one("session_gaps", "Pauses between sessions.") { Double($0.gaps.gaps.count) },
    one("skipped_records", "Records that could not be used.") {
      Double($0.history.skippedCount)
    },
    one("unusable_files", "Data files that could not be used.") {
      Double($0.history.unusableFiles.count)
    },
  ]

  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// All metrics as text.
  static func text(_ figures: Figures, _ server: ServerFacts) -> String {
    all.map { metric in
      "# HELP \(metric.name) \(metric.help)\n# TYPE \(metric.name) gauge\n"
        + metric.samples(figures, server).map { sample in
          let label = sample.label.map { "{\($0.name)=\"\($0.value)\"}" } ?? ""
          return "\(metric.name)\(label) \(spelling(sample.value))\n"
        }.joined()
    }.joined()
  }

  private static func spelling(_ value: Double) -> String {
    // What went beyond all numbers is not known: no infinite sum was ever measured.
    value.isFinite ? value.description : "NaN"
  }
}
