// What a row is about.

internal import TrackerCore

/// What a row is about, whatever its place.
enum Item: Hashable {
  case choice(SessionChoice)
  case issue(SessionID, time: String, description: String)
  case hour(Int)
  case gap(from: SessionID, to: SessionID)
  case session(SessionID)
  case interaction(InteractionPlace)
}
