// THE LIST of the views beside the tables: what dashboards ask, added up once. Each query means the same to all databases.

/// A view over the tables.
struct ExportView {
  let name: String
  let query: String

  /// PostgreSQL does not replace a view whose columns change, SQLite none at all: it is made anew, which all of them take.
  var creation: String { "DROP VIEW IF EXISTS \(name);\nCREATE VIEW \(name) AS\n\(query);\n" }

  /// Minutes of sessions that count, in hours.
  private static func hours(_ column: String) -> String {
    "sum(CASE WHEN counts_in_roi THEN \(column) ELSE 0 END) / 60"
  }

  private static let sums = """
      count(*) AS sessions,
      sum(CASE WHEN outcome = 'success' THEN 1 ELSE 0 END) AS succeeded,
      \(hours("estimate_minutes")) AS estimate_hours,
      \(hours("duration_minutes")) AS session_hours
    """

  static let all = [
    ExportView(
      name: "ai_daily",
      query: """
        SELECT substr(CAST(started_at AS TEXT), 1, 10) AS day, developer, project,
        \(sums)
        FROM ai_session GROUP BY 1, 2, 3
        """),
    ExportView(
      name: "ai_by_project",
      query: """
        SELECT project, task_type, model,
        \(sums)
        FROM ai_session GROUP BY 1, 2, 3
        """),
    ExportView(
      name: "ai_quality",
      query: """
        SELECT project, task_type, model, count(*) AS interactions, count(rating) AS rated,
          sum(rating) AS rating_sum, sum(attempts) AS attempts
        FROM ai_interaction JOIN ai_session USING (session_key) GROUP BY 1, 2, 3
        """),
  ]
}
