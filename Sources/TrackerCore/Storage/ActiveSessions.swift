internal import JSON

extension StorageManager {
  /// The running sessions in file order, status anything but `completed`; and the file when it cannot be used.
  public func loadActiveSessions() throws(TrackerError) -> (
    sessions: [ActiveSession], unusable: UnusableFile?
  ) {
    var found = SessionMap<ActiveSession?>()
    let reading = try read(sessions, restart: { found = SessionMap() }) { element in
      guard let key = element.name?.text, element.value.kind == .object else { return }
      let id = SessionID(key)
      found.set(ActiveSession(id: id, element.value), for: id)
    }
    return (found.values.compactMap { $0 }, reading.unusable)
  }
}

extension ActiveSession {
  /// A stored session as it is listed; nil when it is completed.
  fileprivate init?(id: SessionID, _ record: JSONSlice) {
    guard record["status"]?.text != Session.completed else { return nil }
    self.init(
      id: id, name: record["session_name"]?.value ?? "Unknown",
      taskType: record["task_type"]?.value ?? "Unknown",
      startTime: record["start_time"]?.value ?? "Unknown")
  }
}
