// What callers ask of the use cases, and what they get: values only.

public import JSON

/// What a caller says at the start of a session.
public struct StartRequest: Sendable, Equatable {
  public var name: String
  public var taskType: TaskType
  public var modelName: String
  /// Minutes a person alone would need, within `EstimateLimit`.
  public var estimateMinutes: Double
  public var estimateSource: EstimateSource
  public var context: String
  public var executionContext: ExecutionContext
  public var developer: String?
  public var project: String?
  /// The kind of work of a task that is done by hand.
  public var workType: TaskType?

  public init(
    name: String, taskType: TaskType, modelName: String, estimateMinutes: Double,
    estimateSource: EstimateSource, context: String = "",
    executionContext: ExecutionContext = .foreground, developer: String? = nil,
    project: String? = nil, workType: TaskType? = nil
  ) {
    self.name = name
    self.taskType = taskType
    self.modelName = modelName
    self.estimateMinutes = estimateMinutes
    self.estimateSource = estimateSource
    self.context = context
    self.executionContext = executionContext
    self.developer = developer
    self.project = project
    self.workType = workType
  }
}

/// A session that was started, and those that were closed for it.
public struct StartedSession: Sendable, Equatable {
  public var session: Session
  public var autoClosed: [SessionID]
  /// What earlier sessions of its kind took; nil where too little is known.
  public var hint: String?
}

/// What work that was recorded made of its session.
public enum SessionStanding: Sendable, Equatable {
  /// It runs as before, or was ended by whoever worked in it.
  case unchanged
  /// It had been closed automatically and runs again.
  case reopened
  /// It was closed automatically too long ago to run again.
  case closed

  /// What there is to say, in one sentence; nil for `unchanged`.
  public var remark: String? {
    switch self {
    case .unchanged: nil
    case .reopened: "The session had been closed automatically; it runs again."
    case .closed:
      "The session was closed automatically and stays closed; start a new one for further work."
    }
  }
}

/// An interaction that was stored or corrected (rating and iteration count clamped), and its session's counters after it.
public struct LoggedInteraction: Sendable, Equatable {
  public var interaction: Interaction
  public var totalInteractions: Int
  /// Rounded to 2 decimals.
  public var averageEffectiveness: Double
  public var standing = SessionStanding.unchanged
  /// What was corrected; nil for a new interaction.
  public var correction: Correction?

  /// A rating that took the place of another.
  public struct Correction: Sendable, Equatable {
    /// Which interaction of the session, from 1.
    public var number: Int
    /// As statistics counted it.
    public var formerRating: Int
  }
}

/// An issue that was stored.
public struct FlaggedIssue: Sendable, Equatable {
  public var issue: Issue
  public var standing: SessionStanding
}

/// A session that was ended.
public struct EndedSession: Sendable, Equatable {
  public var session: Session
  /// Unrounded.
  public var durationMinutes: Double
  public var issueCount: Int
  /// Why it ended at another time than now, or that nothing changed, as a sentence without its full stop; nil when there is
  /// nothing to say.
  public var remark: String?
}

/// One function a caller says it worked on.
public struct FunctionChange: Sendable, Equatable {
  public var name: String
  public var modificationType: ModificationType
  public var linesAdded: Int
  public var linesModified: Int
  public var linesDeleted: Int

  public init(
    name: String, modificationType: ModificationType, linesAdded: Int = 0, linesModified: Int = 0,
    linesDeleted: Int = 0
  ) {
    self.name = name
    self.modificationType = modificationType
    self.linesAdded = linesAdded
    self.linesModified = linesModified
    self.linesDeleted = linesDeleted
  }
}

/// A function name that several functions of a file have.
public struct SharedName: Sendable, Equatable {
  /// As the caller spelled it.
  public var name: String
  /// How many have it.
  public var count: Int
  /// The line of the one that was measured, from 1.
  public var line: Int
}

/// Code metrics that were stored.
public struct LoggedCodeMetrics: Sendable, Equatable {
  public var metrics: FileMetrics
  /// Names that say too little: several functions have them.
  public var sharedNames: [SharedName]
  /// Each rounded to 2 decimals; 0 when no function was found.
  public var averageComplexity: Double
  public var averageDocumentationScore: Double
  public var totalEffortScore: Double
  public var standing = SessionStanding.unchanged
}

/// A running session as it is listed. Missing members read `"Unknown"`, other odd values as they are stored.
public struct ActiveSession: Sendable, Equatable {
  public var id: SessionID
  public var name: JSONValue
  public var taskType: JSONValue
  public var startTime: JSONValue
}
