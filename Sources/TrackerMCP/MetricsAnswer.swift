// What log_code_metrics answers: the reference's words, and what could not be measured, or not for sure.

import JSON
import TrackerCore

extension ToolAnswer {
  /// `asked` names the functions that were to be measured.
  init(_ logged: LoggedCodeMetrics, session: String, asked: [String]) {
    let metrics = logged.metrics
    let path = metrics.filePath.clippedForEcho
    let missing = metrics.missing(of: asked)
    let shared = logged.sharedNames.prefix(ToolAnswer.mostNames)
    text =
      (["", "📊 Code Metrics Logged", String(repeating: "━", count: 32), "File: \(path)"]
      + ToolAnswer.summary(logged) + ToolAnswer.notes(missing: missing, shared: shared)
      + ["", "Session: \(session)"] + logged.standing.lines).map { $0 + "\n" }.joined()
    fields = [
      .init("session_id", .string(session)), .init("file_path", .string(path)),
      .init("not_measured", .string(metrics.notMeasured ?? "")),
      .init("functions_analyzed", .number(metrics.functions.count)),
      .init(
        "functions_not_found",
        .array(missing.prefix(ToolAnswer.mostNames).map { .string($0.clippedForEcho) })),
      .init(
        "functions_sharing_a_name",
        .array(
          shared.map {
            [
              "name": .string($0.name.clippedForEcho), "count": .number($0.count),
              "line": .number($0.line),
            ]
          })),
      .init("average_complexity", .number(logged.averageComplexity)),
      .init("average_doc_quality", .number(logged.averageDocumentationScore)),
      .init("total_effort_score", .number(logged.totalEffortScore)),
      .init(
        "next_step",
        .string(
          logged.standing.sentence
            + (missing.isEmpty
              ? "Go on, or call end_ai_session when the task is done."
              : "Check the names in functions_not_found; a method may be named with its class."))),
    ]
    seedFields = [
      "functions_analyzed", "average_complexity", "average_doc_quality", "total_effort_score",
    ]
  }

  /// Of more names only so many are told.
  private static let mostNames = 50

  /// The reference's lines; of a file that was not measured what is stored instead.
  private static func summary(_ logged: LoggedCodeMetrics) -> [String] {
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
  private static func notes(
    missing: [String], shared: ArraySlice<SharedName>
  ) -> [String] {
    var notes = shared.map {
      "⚠️ \($0.count) functions are named \($0.name.clippedForEcho); measured the one in line "
        + "\($0.line)" + ($0.name.contains(".") ? "" : ". Type.name chooses another")
    }
    if !missing.isEmpty {
      let names = missing.prefix(mostNames).map(\.clippedForEcho).joined(separator: ", ")
      let others = missing.count - mostNames
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
