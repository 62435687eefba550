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

  fileprivate func isAfter(_ other: Timestamp?) -> Bool {
    guard let time, let other else { return false }
    return time.microseconds > other.microseconds
  }
}

extension Dictionary where Value == LastInteraction {
  /// Takes a session's next interaction in file order, unless the one before it was later all the same; only then it is made.
  mutating func note(_ time: Timestamp?, of session: Key, _ make: (Timestamp?) -> LastInteraction) {
    if self[session]?.isAfter(time) ?? false { return }
    self[session] = make(time)
  }
}
