// THE LIST of what is told of a session, by every viewer, and of what filters ask about it. A new member of a session is a
// line here.

extension SessionRow {
  /// In the order of documents.
  public static let columns = heading + work + attribution + tokens + estimates

  private static let heading: [Column<SessionRow>] = [
    .text("session_id", "id", "key of the session") { $0.id.text }
      .sorted("x").filtered("id").shown("Id", 25, rank: 19, leadingGap: 1, widest: 49, .muted),
    .word(
      "status", "state", "active, completed, or another program's word",
      of: [Session.active, Session.completed]
    ) { $0.session.status ?? "unknown" }
    .sorted("a").filtered("status").alsoFound { [$0.condition(at: $1).rawValue] }
    .shown("S", 3, rank: 0, from: 0, .state),
    .text("session_name", "name", "what was to be done") { $0.name }
      .orElse { $0.id.text }.sorted("n").filtered("name").shown("Session", 1, rank: 1, from: 0),
  ]

  private static let work: [Column<SessionRow>] = [
    taskType, model, outcome,
    .time("start_time", "start", "ISO 8601, as stored") { $0.session.storedStart }
      .sorted("s", descending: true).filtered("start").shown(
        "Start", 12, rank: 4, from: 60, gap: 0),
    .time("end_time", "end", "ISO 8601, as stored; null while it runs") {
      $0.session.storedEnd
    },
    duration,
    .number(
      "estimate_minutes", "estimate", .minutes, decimals: 1,
      "what a person alone would have needed; null without estimate"
    ) { $0.estimateMinutes }
    .sorted("e", descending: true).filtered("est").shown("Est", 6, rank: 11, from: 110),
    .growing(
      "productivity_multiplier", "saved", .ratio, decimals: 1,
      "minutes of the estimate per minute; null while it runs"
    ) { $0.timesFaster(at: $1) }
    .asked("session.times_faster").sorted("v", descending: true).shown(
      "Times", 7, rank: 15, from: 160),
    .count("total_interactions", "interactions", "interactions logged") { $0.interactionCount }
      .rests(on: .interactions).asked("session.interactions").sorted("i", descending: true)
      .filtered("n").shown(
        "Int", 5, rank: 5, from: 60),
    rating.sorted("r", descending: true).filtered("eff").shown("Eff", 5, rank: 2, from: 0),
    .count("issues_count", "issues", "issues flagged") { $0.issueCount }
      .rests(on: .issues).asked("session.issues").sorted("p", descending: true).filtered("issues")
      .shown(
        "Iss", 4, rank: 10, from: 110, .problems),
  ]

  private static let attribution = [project, developer, client]

  private static let tokens: [Column<SessionRow>] = [
    .optionalCount(
      "tokens_in", "tokens-in", "tokens sent in its interactions; null when none tells them"
    ) { $0.tally?.tokensIn }
    .rests(on: .interactions).sorted("z", descending: true).filtered("in").shown(
      "Tok-in", 8, rank: 17, ifFilled: true),
    .optionalCount("tokens_out", "tokens-out", "tokens received, likewise") { $0.tally?.tokensOut }
      .rests(on: .interactions).sorted("u", descending: true).filtered("out").shown(
        "Tok-out", 8, rank: 18, ifFilled: true),
  ]

  /// Both together, where there is little room.
  private static let allTokens = Column<SessionRow>.optionalCount(
    "total_tokens", "tokens", "tokens sent and received; null when none tells them"
  ) { row in
    let counts = [row.tally?.tokensIn, row.tally?.tokensOut].compactMap(\.self)
    return counts.isEmpty ? nil : counts.reduce(0, +)
  }
  .rests(on: .interactions).shown("Tokens", 7, rank: 14, from: 160, ifFilled: true, .tokens)

  /// What the estimate that counts was made of.
  private static let estimates: [Column<SessionRow>] = [
    .number(
      "initial_estimate_minutes", "first-estimate", .minutes, decimals: 1,
      "the estimate at the start; null without one"
    ) { $0.session.firstEstimateMinutes }.filtered("first"),
    .number(
      "final_estimate_minutes", "final-estimate", .minutes, decimals: 1,
      "the estimate as it was corrected; null where it was not"
    ) { $0.session.correctedEstimateMinutes }.filtered("final"),
  ]

  package static let duration = Column<SessionRow>.growing(
    "duration_minutes", "duration", .minutes, decimals: 1,
    "from start to end; null while it runs"
  ) { $0.minutes(at: $1) }
  .asked("session.minutes").sorted("d", descending: true).filtered("dur").shown(
    "Dur", 6, rank: 3, from: 0)

  // MARK: - Columns that are dimensions, too

  static let taskType = Column<SessionRow>.optionalText("task_type", "type", "kind of work") {
    $0.session.taskType
  }
  .sorted("t").filtered("type").shown("Type", 16, rank: 6, from: 80, widest: 22)

  static let model = Column<SessionRow>.text("model_name", "model", "model that worked") {
    $0.modelName
  }
  .sorted("m").filtered("model").shown("Model", 16, rank: 9, from: 110, .model)

  static let outcome = Column<SessionRow>.word(
    "outcome", "outcome", "success, partial or failed; null while it runs", of: []
  ) { $0.session.outcome }
  .sorted("o").filtered("outcome").shown("Outcome", 9, rank: 8, .outcome)

  static let project = Column<SessionRow>.optionalText(
    "project", "project", "what was worked on"
  ) { $0.session.project }
  .sorted("b").filtered("project").shown(
    "Project", 14, rank: 12, from: 110, widest: 22, ifFilled: true)

  static let developer = Column<SessionRow>.optionalText("developer", "developer", "who worked") {
    $0.session.developer
  }
  .sorted("w").filtered("developer").shown(
    "Dev", 12, rank: 13, from: 160, widest: 16, ifFilled: true)

  static let client = Column<SessionRow>.optionalText(
    "client", "client", "program through which the assistant worked"
  ) { $0.session.client }
  .sorted("c").filtered("client").shown(
    "Client", 12, rank: 16, from: 160, widest: 16, ifFilled: true)

  private static let rating = Column<SessionRow>.number(
    "avg_effectiveness", "rating", .rating, decimals: 2, "mean rating; null without interactions"
  ) { $0.averageRating }.rests(on: .interactions).asked("session.rating")

  /// What lists leave out: with the columns all that a session says. The rows need their texts.
  private static let texts: [Column<SessionRow>] = [
    .text("estimate_source", "estimate from", "where the estimate came from") {
      $0.session.estimateSource
    },
    .optionalText("execution_context", "ran", "foreground (an editor) or background (a command)") {
      $0.session.executionContext
    },
    .text("context", "context", "what the task was about") { $0.session.context },
    .optionalText("notes", "notes", "what was noted at the end") { $0.session.notes },
  ]

  /// All that is told of a session by itself.
  public static let whole = columns + texts

  /// In the order of lists on screen and of choices: whose work it is beside the name, the mean rating as stars, too, and
  /// the id last.
  public static let listed: [Column<SessionRow>] =
    heading.dropFirst() + attribution
    + work.flatMap { column in
      switch column.key {
      case rating.key: [column, rating.shown("", 6, rank: 7, from: 60, leadingGap: 1, .stars)]
      case Figure.totalInteractions.key: [allTokens, column]
      default: [column]
      }
    } + tokens + heading.prefix(1)

  /// What filters ask about beside the columns.
  private static let asked: [Column<SessionRow>] = [
    .texts("context", "context", "where it ran, and what it was about") {
      [$0.session.executionContext ?? "", $0.session.context]
    }.filtered("context"),
    .texts("tools_used", "tool", "tools the assistant used") {
      Array($0.facts.tools[$0.id] ?? [])
    }.filtered("tool"),
    .texts("severity", "severity", "severities of its issues") { row in
      Severity.known.indices.filter { row.severities & 1 << UInt8($0) != 0 }.map {
        Severity.known[$0].rawValue
      }
    }.filtered("sev"),
  ]

  /// All that filters ask about.
  static let filterColumns = (columns + asked).filter { $0.filterWord != nil }

  // MARK: - Aliases of a frozen body

  /// A session in `/api/overview`, whose names and numbers are the reference's.
  package static let overviewColumns: [Column<SessionRow>] = [
    .text("session_id", "id", "key of the session") { $0.id.text },
    .text("project", "project", "what was worked on, or Unknown") {
      $0.session.project ?? "Unknown"
    },
    .text("status", "state", "active, completed, another program's word, or unknown") {
      $0.session.status ?? "unknown"
    },
    .number(
      "duration_minutes", "duration", .minutes, decimals: nil,
      "from start to end; 0 while it runs"
    ) { $0.session.minutesToEnd ?? 0 },
    .count("interaction_count", "interactions", "interactions logged") { $0.interactionCount },
    rating.alias(
      "effectiveness_avg", decimals: nil, "mean rating; 0 without interactions", orElse: 0),
  ]
}
