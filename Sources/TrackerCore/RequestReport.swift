// What is said of logged requests, to people and to programs.

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
  package static func figures(wordsAtMost limit: Int? = nil) -> Shape<RequestReport> {
    @Sendable func words(_ counts: [WordCount]) -> [WordCount] {
      var shown = WordCounts()
      for count in counts.prefix(limit ?? .max) {
        shown.add(limit == nil ? count.word : count.word.clipped, times: count.count)
      }
      return shown.counts
    }
    return Shape(
      "RequestReport",
      [
        .integer("total_requests", "Requests") { $0.statistics.count },
        .optionalInteger("total_tokens_in", "Tokens sent; null when no number holds them") {
          $0.statistics.tokensIn.total
        },
        .optionalInteger("total_tokens_out", "Tokens produced; likewise") {
          $0.statistics.tokensOut.total
        },
        .optionalInteger("total_cached_tokens", "Tokens served from cache; likewise") {
          $0.statistics.cachedTokens.total
        },
        .optionalInteger("total_new_tokens", "Tokens not served from cache; likewise") {
          $0.statistics.newTokens.total
        },
        .number("avg_tokens_in", "Mean of the requests that tell it, one decimal") {
          $0.statistics.tokensIn.average
        },
        .number("avg_tokens_out", "Likewise") { $0.statistics.tokensOut.average },
        .number("avg_cache_hit_rate", "Likewise, 0 to 1, four decimals") {
          $0.statistics.averageCacheHitRate
        },
        .counts("by_type", "Requests of each type") { words($0.statistics.byType) },
        .counts("by_model", "Requests of each model, the 50 most used") {
          words($0.statistics.byModel)
        },
        .integer("skipped_records", "Records that could not be used, or not wholly") {
          $0.skippedCount
        },
      ])
  }

  private static let notKnown = "not known"
  /// People see so many types and models.
  private static let shownWords = 20

  private static func text(_ sum: RequestStatistics.Sum) -> String {
    guard let total = sum.total else { return notKnown }
    return sum.average.map { "\(total), \($0.fixed(decimals: 1)) a request" } ?? "\(total)"
  }
}
