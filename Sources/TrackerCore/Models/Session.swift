public import JSON

/// One AI coding session. Members written by later versions are read where they are known and kept where they are not.
public struct Session: Record, Sendable, Equatable {
  /// The key in the file. The stored `id` member is a copy of it and is never read back.
  public var id: SessionID = ""
  public var name = ""
  /// Nil when the record names none; such a session counts in ROI.
  public var taskType: String?
  public var context = ""
  var storedStart: StoredTime?
  public var modelName = ""
  /// What a person alone would have needed, in minutes; the specification's field.
  public var humanTimeEstimateMinutes: Double?
  /// The same under the name of later versions.
  public var initialEstimateMinutes: Double?
  public var estimateSource = ""
  /// The estimate corrected at the end, in minutes (later versions).
  public var finalEstimateMinutes: Double?
  /// Who made the final estimate: `person`; nil when nobody said (later versions).
  public var estimateBy: String?
  /// `active`, `completed`, or what another program wrote; nil when missing.
  public var status: String?
  /// `foreground` or `background`; nil in older data.
  public var executionContext: String?
  var storedEnd: StoredTime?
  /// `success`, `partial` or `failed`; nil while running.
  public var outcome: String?
  public var notes: String?
  /// Interactions logged so far; derived from `interactions.json`.
  public var totalInteractions = 0
  /// Mean rating so far, rounded to 2 decimals; derived likewise.
  public var averageEffectiveness = 0.0
  public var codeMetrics: [FileMetrics] = []
  /// Who worked (later versions).
  public var developer: String?
  /// What was worked on (later versions).
  public var project: String?
  /// The program through which the assistant worked, as it calls itself to the server.
  public var client: String?
  /// The kind of work of a task that is done by hand, whose task type says that it is (later versions).
  public var workType: String?
  /// Whether its notes say that it was closed for its owner, where they are not read; not stored.
  var hasAutoCloseNote = false
  /// True for a session that was closed automatically, false for one that ran on or was ended after that; nil when it
  /// never was, and in records of other programs.
  public var isAutoClosed: Bool?
  /// How often this program changed the record; nil for never.
  public var revision: Int?
  /// The server that keeps it running; nil once it has ended, and for sessions that no server started.
  public var owner: SessionOwner?

  public init() {}

  public mutating func visitFields(_ visitor: inout some FieldVisitor) {
    visitor.field("id", &id)
    visitor.field("session_name", &name)
    visitor.field("task_type", &taskType)
    visitor.longText("context", &context)
    visitor.field("start_time", &storedStart)
    visitor.field("model_name", &modelName)
    visitor.field("human_time_estimate_minutes", &humanTimeEstimateMinutes)
    visitor.field("initial_estimate_minutes", &initialEstimateMinutes)
    visitor.field("estimate_source", &estimateSource)
    visitor.field("final_estimate_minutes", &finalEstimateMinutes)
    visitor.field("status", &status)
    visitor.field("execution_context", &executionContext)
    visitor.field("end_time", &storedEnd)
    visitor.field("outcome", &outcome)
    visitor.longText("notes", &notes)
    visitor.field("total_interactions", &totalInteractions)
    visitor.field("avg_effectiveness", &averageEffectiveness)
    visitor.longList("code_metrics", &codeMetrics)
    visitor.field("developer", &developer)
    visitor.field("project", &project)
    visitor.field("client", &client)
    visitor.field("owner", &owner)
    visitor.field("revision", &revision)
    visitor.field("auto_closed", &isAutoClosed)
    visitor.field("estimate_by", &estimateBy)
    visitor.field("work_type", &workType)
  }
}

extension Session {
  /// ISO 8601 as stored; nil when missing.
  public var startTime: String? {
    get { storedStart?.text }
    set { storedStart = newValue.map(StoredTime.init) }
  }
  /// ISO 8601 as stored; nil while running.
  public var endTime: String? {
    get { storedEnd?.text }
    set { storedEnd = newValue.map(StoredTime.init) }
  }
  /// The start as an instant; nil when missing or unreadable.
  public var start: Timestamp? { storedStart?.instant }
  /// The end as an instant; nil while running or when unreadable.
  public var end: Timestamp? { storedEnd?.instant }
  /// Whether it has come to its end: `status` is exactly `completed`.
  public var isCompleted: Bool { status == Session.completed }
  /// Whether it is listed as running: anything but completed (reference behaviour, session life cycle).
  public var isListedAsActive: Bool { !isCompleted }
  /// What it is in a viewer.
  public var state: SessionState {
    switch status {
    case Session.active: .active
    case Session.completed: .completed
    default: .other
    }
  }
  /// The estimate that counts: corrected, else first; minutes, nil without one.
  public var estimateMinutes: Double? { correctedEstimateMinutes ?? firstEstimateMinutes }
  /// The estimate at the start, under the name of later versions or the specification's, where 0 in the former counts as
  /// none; minutes, nil without one.
  public var firstEstimateMinutes: Double? {
    initialEstimateMinutes == 0
      ? humanTimeEstimateMinutes : initialEstimateMinutes ?? humanTimeEstimateMinutes
  }
  /// The estimate as it was corrected; 0 counts as none. Minutes; nil where it was not.
  public var correctedEstimateMinutes: Double? {
    finalEstimateMinutes == 0 ? nil : finalEstimateMinutes
  }

  package static let active = "active"
  package static let completed = "completed"
  static let person = "person"
}

/// What a session is to a viewer.
public enum SessionState: Sendable { case active, completed, other }

/// What became of a session so far.
public enum SessionCondition: String, Sendable, CaseIterable {
  /// It has not ended, and was seen at work within the maximum length of a session.
  case running
  /// It has not ended, and nothing was heard of it for longer than that.
  case stale
  case success, partial, failed
  /// Ended without one of these outcomes.
  case ended
}
