// What is said of logged requests, to people and to programs.

public import JSON

extension RequestReport {
  /// For people, without the number of requests.
  public var lines: [String] {
    let rate = statistics.averageCacheHitRate.map { $0.fixed(decimals: 4) }
    var lines = [
      "Tokens in: \(RequestReport.text(statistics.tokensIn))",
      "Tokens out: \(RequestReport.text(statistics.tokensOut))",
      "From cache: \(RequestReport.text(statistics.cachedTokens))",
      "Not from cache: \(RequestReport.text(statistics.newTokens))",
      "Cache hit rate: \(rate ?? RequestReport.notKnown)",
    ]
    for (title, counts) in [("type", statistics.byType), ("model", statistics.byModel)]
    where !counts.isEmpty {
      let shown = counts.prefix(RequestReport.shownWords).map { "\($0.word.clipped) \($0.count)" }
      let more = counts.count - shown.count
      lines.append(
        "By \(title): " + (shown + (more > 0 ? ["\(more) more"] : [])).joined(separator: ", "))
    }
    return lines
  }

  /// What the figures lack, in a sentence each.
  public var notices: [String] {
    let broken = unusable.map {
      "\($0.path) is not usable (\($0.reason)); its requests are missing."
    }
    let odd =
      skippedCount > 0
      ? "\(counted(skippedCount, "record")) not wholly understood; `ai-session-tracker doctor` names them."
      : nil
    return [broken, odd].compactMap { $0 }
  }

  /// For programs; figures that are not known are null. At most so many words, cut when they are long; nil: all as they are.
  public func members(wordsAtMost limit: Int? = nil) -> [JSONValue.Member] {
    func words(_ counts: [WordCount]) -> JSONValue {
      var shown = WordCounts()
      for count in counts.prefix(limit ?? .max) {
        shown.add(limit == nil ? count.word : count.word.clipped, times: count.count)
      }
      return .object(shown.counts.map { .init($0.word, .number($0.count)) })
    }
    return [
      .init("total_requests", .number(statistics.count)),
      .init("total_tokens_in", statistics.tokensIn.total.json),
      .init("total_tokens_out", statistics.tokensOut.total.json),
      .init("total_cached_tokens", statistics.cachedTokens.total.json),
      .init("total_new_tokens", statistics.newTokens.total.json),
      .init("avg_tokens_in", statistics.tokensIn.average.json),
      .init("avg_tokens_out", statistics.tokensOut.average.json),
      .init("avg_cache_hit_rate", statistics.averageCacheHitRate.json),
      .init("by_type", words(statistics.byType)), .init("by_model", words(statistics.byModel)),
      .init("skipped_records", .number(skippedCount)),
    ]
  }

  private static let notKnown = "not known"
  /// People see so many types and models.
  private static let shownWords = 20

  private static func text(_ sum: RequestStatistics.Sum) -> String {
    guard let total = sum.total else { return notKnown }
    return sum.average.map { "\(total), \($0.fixed(decimals: 1)) a request" } ?? "\(total)"
  }
}
