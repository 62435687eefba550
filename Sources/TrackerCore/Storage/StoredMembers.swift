package import JSON

extension Session {
  /// How a new record is stored: figures of later versions only when they are given.
  package var storedMembers: [JSONValue.Member] {
    members.filter { !$0.value.isNull || ["end_time", "outcome"].contains($0.name) }
  }
}

extension Interaction {
  /// How a new record is stored: token figures only when they are given.
  package var storedMembers: [JSONValue.Member] { members.filter { !$0.value.isNull } }
}

extension Issue {
  /// How a new record is stored.
  package var storedMembers: [JSONValue.Member] {
    members.filter { !$0.value.isNull || $0.name != "revision" }
  }
}
