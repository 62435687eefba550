// One problem with an assistant's work, as `issues.json` holds it.

public import JSON

/// An issue.
public struct Issue: Record, Sendable, Equatable {
  public var sessionID: SessionID = ""
  /// ISO 8601.
  public var timestamp: String?
  /// Free text, e.g. `hallucination`; nil when missing.
  public var issueType: String?
  public var description = ""
  /// `low` … `critical`, or what another program wrote; nil when missing.
  public var severity: String?
  public var resolved = false
  public var resolutionNotes = ""

  public init() {}

  public mutating func visitFields(_ visitor: inout some FieldVisitor) {
    visitor.field("session_id", &sessionID)
    visitor.field("timestamp", &timestamp)
    visitor.field("issue_type", &issueType)
    visitor.field("description", &description)
    visitor.field("severity", &severity)
    visitor.field("resolved", &resolved)
    visitor.field("resolution_notes", &resolutionNotes)
  }
}
