// What was asked last in a session that has not ended.

/// The last interaction of a session, as far as a list shows it.
public struct LastInteraction: Sendable, Equatable {
  /// Nil when missing or unreadable.
  public let time: Timestamp?
  /// As tallies count it.
  public let rating: Int
  /// How the prompt begins; empty without one.
  public let prompt: String

  /// More of a prompt no list shows.
  static let mostScalars = 400

  /// Of a prompt only the beginning is kept.
  public init(time: Timestamp?, rating: Int, prompt: String) {
    (self.time, self.rating) = (time, rating)
    self.prompt = String(prompt.unicodeScalars.prefix(LastInteraction.mostScalars))
  }

  /// Whether one that stands behind this one in the file was earlier all the same.
  func isAfter(_ other: Timestamp?) -> Bool {
    guard let time, let other else { return false }
    return time.microseconds > other.microseconds
  }
}
