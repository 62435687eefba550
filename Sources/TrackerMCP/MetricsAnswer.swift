import JSON
import TrackerCore

/// Code metrics that were stored.
struct MeasuredCode: ToolResult {
  let logged: LoggedCodeMetrics
  let session: String
  /// Those of the names that were asked for under which nothing is stored.
  let missing: [String]

  /// `asked` names the functions that were to be measured.
  init(_ logged: LoggedCodeMetrics, session: String, asked: [String]) {
    (self.logged, self.session) = (logged, session)
    missing = logged.metrics.missing(of: asked)
  }

  static let shape = Shape<MeasuredCode>(
    "MeasuredCode",
    [
      .sessionID { SessionID($0.session) },
      .text("file_path", "The file that was measured") { $0.path },
      .text("not_measured", "Why it was not; empty when it was") {
        $0.logged.metrics.notMeasured ?? ""
      },
      .integer("functions_analyzed", "Functions that were measured") {
        $0.logged.metrics.functions.count
      },
      .texts("functions_not_found", "Functions that the file does not have") {
        $0.missing.prefix(mostNames).map(\.clippedForEcho)
      },
      .list("functions_sharing_a_name", "Names that several functions have", sharedName) {
        $0.shared
      },
      .number("average_complexity", "Mean cyclomatic complexity") { $0.logged.averageComplexity },
      .number("average_doc_quality", "Mean documentation score, 0 to 100") {
        $0.logged.averageDocumentationScore
      },
      .number("total_effort_score", "Sum of the effort scores") { $0.logged.totalEffortScore },
      .nextStep {
        $0.logged.standing.sentence
          + ($0.missing.isEmpty
            ? "Go on, or call end_ai_session when the task is done."
            : "Check the names in functions_not_found; a method may be named with its class.")
      },
    ])

  private static let sharedName = Shape<SharedName>(
    "SharedName",
    [
      .text("name", "Name as it was given") { $0.name.clippedForEcho },
      .integer("count", "How many functions have it") { $0.count },
      .integer("line", "Line of the one that was measured") { $0.line },
    ])

  let seedFields = [
    "functions_analyzed", "average_complexity", "average_doc_quality", "total_effort_score",
  ]

  var text: String {
    lines(
      ["", "📊 Code Metrics Logged", String(repeating: "━", count: 32), "File: \(path)"]
        + summary + notes + ["", "Session: \(session)"] + logged.standing.lines)
  }

  private var path: String { logged.metrics.filePath.clippedForEcho }
  private var shared: ArraySlice<SharedName> { logged.sharedNames.prefix(MeasuredCode.mostNames) }

  /// Of more names only so many are told.
  private static let mostNames = 50

  /// The reference's lines; of a file that was not measured what is stored instead.
  private var summary: [String] {
    let metrics = logged.metrics
    if let reason = metrics.notMeasured {
      let functions = metrics.unmeasuredFunctions
      func sum(_ lines: KeyPath<UnmeasuredFunction, LineCount>) -> String {
        functions.map { $0[keyPath: lines].value }.reduce(0, +).fixed(decimals: 0)
      }
      return [
        "not measured: \(reason)",
        "Stored as given: \(functions.count) function(s), lines added \(sum(\.linesAdded)), "
          + "modified \(sum(\.linesModified)), deleted \(sum(\.linesDeleted))",
      ]
    }
    return [
      "Functions: \(metrics.functions.count)", "", "SUMMARY:",
      "• Avg Complexity: \(logged.averageComplexity.fixed(decimals: 1))",
      "• Avg Doc Score: \(logged.averageDocumentationScore.fixed(decimals: 0))/100",
      "• Total Effort: \(logged.totalEffortScore.fixed(decimals: 1))",
    ]
  }

  /// What the caller should know of the names; nothing when each means one function of the file.
  private var notes: [String] {
    var notes = shared.map {
      "⚠️ \($0.count) functions are named \($0.name.clippedForEcho); measured the one in line "
        + "\($0.line)" + ($0.name.contains(".") ? "" : ". Type.name chooses another")
    }
    if !missing.isEmpty {
      let names = missing.prefix(MeasuredCode.mostNames).map(\.clippedForEcho).joined(
        separator: ", ")
      let others = missing.count - MeasuredCode.mostNames
      notes.append("⚠️ Not found: \(names)" + (others > 0 ? " and \(others) more" : ""))
    }
    return notes
  }
}

extension FileMetrics {
  /// Those of the names under which nothing is stored.
  fileprivate func missing(of asked: [String]) -> [String] {
    guard notMeasured == nil else { return [] }
    let known = Set(functions.map(\.functionName) + deletedFunctions.map(\.functionName))
    return asked.filter { !known.contains($0) }
  }
}
