// What is to leave the program: a file, or text for the clipboard.

package import TrackerCore

/// A file that is to be written.
package struct ExportRequest: Sendable, Equatable {
  /// What goes into it.
  package enum Content: Sendable, Equatable {
    case text(String)
    /// Records as they are stored.
    case records(RecordSelection)
    /// The screen as it is without anything over it.
    case picture(PictureFormat)
  }

  package var content: Content
  /// Absolute, or from the directory that the program was started in.
  package var path: String
  /// Whether a file that is there may be replaced.
  package var mayReplace: Bool
  /// What it is, for the answer: `CSV, 128 sessions`.
  package var summary: String
}

/// What became of an export.
package enum ExportOutcome: Sendable, Equatable {
  case written
  /// There is such a file already, and nothing was written.
  case exists
  case failed(String)
}

/// Text that is to be put on the clipboard.
package struct CopyRequest: Sendable, Equatable {
  package var text: String
  /// What it is, for the answer: `id login_fix`.
  package var summary: String
}
