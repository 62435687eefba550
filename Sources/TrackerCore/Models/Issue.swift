public import JSON

/// One problem with an assistant's work, as `issues.json` holds it.
public struct Issue: Record, Sendable, Equatable {
  public var sessionID: SessionID = ""
  var storedTime: StoredTime?
  /// Free text, e.g. `hallucination`; nil when missing.
  public var issueType: String?
  public var description = ""
  /// `low` … `critical`, or what another program wrote; nil when missing.
  public var severity: String?
  public var resolved = false
  public var resolutionNotes = ""
  /// How often this program changed the record; nil for never.
  public var revision: Int?

  public init() {}

  /// ISO 8601 as stored; nil when missing.
  public var timestamp: String? {
    get { storedTime?.text }
    set { storedTime = newValue.map(StoredTime.init) }
  }

  /// The same as an instant; nil when missing or unreadable.
  public var time: Timestamp? { storedTime?.instant }

  public mutating func visitFields(_ visitor: inout some FieldVisitor) {
    visitor.field("session_id", &sessionID)
    visitor.field("timestamp", &storedTime)
    visitor.field("issue_type", &issueType)
    visitor.field("description", &description)
    visitor.field("severity", &severity)
    visitor.field("resolved", &resolved)
    visitor.field("resolution_notes", &resolutionNotes)
    visitor.field("revision", &revision)
  }
}

/// An issue as somebody was shown it. Issues have no ids: which one is meant is told by all that it says.
public struct ShownIssue: Sendable, Equatable {
  public var issue: Issue
  /// Which of those that say exactly the same, in file order, from 0.
  public var ordinal: Int

  public init(_ issue: Issue, ordinal: Int = 0) {
    self.issue = issue
    self.ordinal = ordinal
  }

  /// The issue at a place in a list in file order.
  public init(at index: Int, of issues: [Issue]) {
    self.init(issues[index], ordinal: issues[..<index].count { $0 == issues[index] })
  }
}

extension Issue {
  /// An issue as it is flagged.
  init(
    of session: SessionID, at time: Timestamp, type: String, description: String,
    severity: Severity
  ) {
    self.init()
    sessionID = session
    timestamp = time.description
    issueType = type
    self.description = description
    self.severity = severity.rawValue
  }
}
