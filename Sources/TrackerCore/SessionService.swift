// The use cases: start, log, end, flag, measure, list, report, close on shutdown. Every writer goes through here.
// It refuses to know protocols: arguments come typed and checked for type, answers are values.

public import JSON

/// What a caller says at the start of a session.
public struct StartRequest: Sendable, Equatable {
  public var name: String
  public var taskType: TaskType
  public var modelName: String
  /// Minutes a person alone would need; finite, not negative.
  public var estimateMinutes: Double
  public var estimateSource: EstimateSource
  public var context: String
  public var executionContext: ExecutionContext
  public var developer: String?
  public var project: String?

  public init(
    name: String, taskType: TaskType, modelName: String, estimateMinutes: Double,
    estimateSource: EstimateSource, context: String = "",
    executionContext: ExecutionContext = .foreground, developer: String? = nil,
    project: String? = nil
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
  }
}

/// A session that was started, and those that were closed for it.
public struct StartedSession: Sendable, Equatable {
  public var session: Session
  public var autoClosed: [SessionID]
}

/// An interaction that was stored (rating and iteration count clamped), and its session's counters after it.
public struct LoggedInteraction: Sendable, Equatable {
  public var interaction: Interaction
  public var totalInteractions: Int
  /// Rounded to 2 decimals.
  public var averageEffectiveness: Double
}

/// A session that was ended.
public struct EndedSession: Sendable, Equatable {
  public var session: Session
  /// Unrounded.
  public var durationMinutes: Double
  public var issueCount: Int
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

/// Code metrics that were stored.
public struct LoggedCodeMetrics: Sendable, Equatable {
  public var metrics: FileMetrics
  /// Each rounded to 2 decimals; 0 when no function was found.
  public var averageComplexity: Double
  public var averageDocumentationScore: Double
  public var totalEffortScore: Double
}

/// A running session as it is listed. Missing members read `"Unknown"`, other odd values as they are stored.
public struct ActiveSession: Sendable, Equatable {
  public var id: SessionID
  public var name: JSONValue
  public var taskType: JSONValue
  public var startTime: JSONValue
}

/// The use cases over one data directory.
public final class SessionService {
  public let environment: Environment
  public let config: Config
  /// Ids of sessions started through this value and not ended through it, oldest first.
  public private(set) var startedSessions: [SessionID] = []

  /// Opens nothing and creates nothing: the first writing call makes the directory.
  public init(environment: Environment, config: Config) {
    self.environment = environment
    self.config = config
  }

  /// The data directory, absolute.
  public var directory: String { fatalError("contract") }

  /// Starts a session; running ones of the same execution context are closed first, in the same write.
  public func startSession(_ request: StartRequest) throws(TrackerError) -> StartedSession { fatalError("contract") }

  /// Stores an interaction (its timestamp is set here) and its session's counters. The rating is clamped to 1…5, the
  /// iteration count to at least 1.
  public func logInteraction(_ interaction: Interaction) throws(TrackerError) -> LoggedInteraction { fatalError("contract") }

  /// Ends a session. Ending an ended one again changes outcome and notes but not its end.
  public func endSession(
    _ id: SessionID, outcome: Outcome, notes: String = "", finalEstimateMinutes: Double? = nil
  ) throws(TrackerError) -> EndedSession { fatalError("contract") }

  /// Stores an issue; returns it with its time.
  public func flagIssue(
    session id: SessionID, issueType: String, description: String, severity: Severity
  ) throws(TrackerError) -> Issue { fatalError("contract") }

  /// Measures functions of a Python file and stores that with the session. Functions that are not in the file are left
  /// out, except deleted ones.
  public func logCodeMetrics(
    session id: SessionID, filePath: String, functions: [FunctionChange]
  ) throws(TrackerError) -> LoggedCodeMetrics { fatalError("contract") }

  /// The running sessions in file order. Creates nothing.
  public func activeSessions() throws(TrackerError) -> [ActiveSession] { fatalError("contract") }

  /// Everything in the files that can be used. Broken files are told through the log and read as empty. Creates nothing.
  public func history() throws(TrackerError) -> History { fatalError("contract") }

  /// One session with its interactions and issues. Creates nothing.
  public func detail(of id: SessionID) throws(TrackerError) -> SessionDetail { fatalError("contract") }

  /// The report over a time range, or over one session when `session` is given and not empty.
  public func report(session: SessionID? = nil, range: TimeRange = .all) throws(TrackerError) -> String { fatalError("contract") }

  /// Closes the sessions this value started and did not end; returns their ids. Called at the end of a server.
  public func closeStartedSessions() throws(TrackerError) -> [SessionID] { fatalError("contract") }
}
