// The use cases of requests: log one, count them. They stand beside the sessions and are in none of their figures.

internal import JSON

/// Figures over logged requests, and what is missing in them.
public struct RequestReport: Sendable, Equatable {
  public var statistics = RequestStatistics()
  /// Records that could not be used, wholly or in part.
  public var skippedCount = 0
  /// The file when it cannot be used: then there may be requests.
  public var unusable: UnusableFile?
}

extension SessionService {
  /// Whether the ledger has a file of requests. Creates nothing.
  public var hasRequests: Bool {
    do { return try storage.requests.identity() != nil } catch { return false }
  }

  /// Stores a request (its id and time are set here, developer and project where it names none) and returns it. The first one makes the file.
  public func logRequest(_ request: AIRequest) throws(TrackerError) -> AIRequest {
    try NeededText.check(request.model ?? "", of: "model")
    var stored = attributed(request)
    stored.id = AIRequest.identifier(environment.chance(), environment.chance())
    stored.timestamp = environment.now().description
    let record = stored
    try update { $0.append(record) }
    return record
  }

  /// The figures of all requests, or of those of a type, of a model, or both. A broken file is told and counts as empty.
  /// Creates nothing.
  public func requestReport(
    type: String? = nil, model: String? = nil
  ) throws(TrackerError) -> RequestReport {
    var report = RequestReport()
    report.unusable = try storage.forEachRequest(restart: { report = RequestReport() }) {
      request, oddFields in
      guard let request else { return report.skippedCount += 1 }
      guard type.map(request.typeWord.hasSameBytes) ?? true,
        model.map(request.modelWord.hasSameBytes) ?? true
      else { return }
      if !oddFields.isEmpty { report.skippedCount += 1 }
      report.statistics.add(request)
    }
    return report
  }
}

extension StorageManager {
  /// Hands over the requests in file order, without their notes, and which of their members have another type; nil for a
  /// record that is no object. Returns the file when it cannot be used.
  func forEachRequest(
    restart: () -> Void, _ body: (_ request: AIRequest?, _ oddFields: [String]) -> Void
  ) throws(TrackerError) -> UnusableFile? {
    try read(requests, restart: restart) { element in
      guard element.value.kind == .object else { return body(nil, []) }
      var oddFields: [String] = []
      let request = AIRequest(object: element.value, without: .texts, oddFields: &oddFields)
      body(request, oddFields)
    }.unusable
  }
}
