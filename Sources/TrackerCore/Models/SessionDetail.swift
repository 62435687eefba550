/// One session with all that belongs to it.
public struct SessionDetail: Sendable, Equatable {
  public var session: Session
  /// In file order.
  public var interactions: [Interaction]
  /// In file order.
  public var issues: [Issue]

  public init(session: Session, interactions: [Interaction], issues: [Issue]) {
    self.session = session
    self.interactions = interactions
    self.issues = issues
  }
}
