/// What one check of the session data came to.
public struct Finding: Sendable, Equatable {
  /// How much it matters.
  public enum Severity: String, Sendable {
    /// As it should be.
    case fine
    /// Worth knowing; nothing has to be done.
    case note
    /// Something is wrong.
    case problem
  }

  /// The check's name for programs; stays the same for ever.
  public var check: String
  /// The check's name for people.
  public var title: String
  public var severity: Severity
  /// What was found, in one line.
  public var text: String
  /// The single things, one line each.
  public var details: [String]
  /// What can be done about it; nil when there is nothing to do.
  public var remedy: String?
  /// Whether `Doctor.mend` can put it right.
  public var isMendable: Bool
}

/// What all checks came to.
public struct DoctorReport: Sendable {
  /// The data directory, absolute.
  public var directory: String
  /// One for each check, in the order of the list.
  public var findings: [Finding]
  /// What the files hold, by name: `sessions`, `active_sessions`, `interactions`, `issues`, `skipped_records`,
  /// and `requests` where their file is.
  public var counts: [(name: String, count: Int)]
  /// Whether there is no problem.
  public var isHealthy: Bool { !findings.contains { $0.severity == .problem } }
}
