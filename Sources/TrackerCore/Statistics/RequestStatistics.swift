// What logged requests took, counted while their file streams by: no request is held in memory.

/// Figures over some requests. Those that no record tells, or that no number can hold, are nil: not known.
public struct RequestStatistics: Sendable, Equatable {
  /// A sum over the requests that tell a number.
  public struct Sum: Sendable, Equatable {
    /// Requests that tell it.
    public private(set) var count = 0
    /// Nil beyond what a whole number can hold.
    public private(set) var total: Int? = 0

    /// Nil when no request tells it.
    public var average: Double? {
      guard let total, count > 0 else { return nil }
      return (Double(total) / Double(count)).rounded(toDecimals: 1)
    }

    mutating func add(_ number: Int?) {
      guard let number else { return }
      count += 1
      total = total.flatMap { total in
        let (sum, isBeyond) = total.addingReportingOverflow(number)
        return isBeyond ? nil : sum
      }
    }
  }

  /// All requests, whether they tell numbers or not.
  public private(set) var count = 0
  public private(set) var tokensIn = Sum()
  public private(set) var tokensOut = Sum()
  public private(set) var cachedTokens = Sum()
  public private(set) var newTokens = Sum()
  /// Requests of each type, the most first; a missing type is `unknown`.
  public var byType: [WordCount] { types.byFrequency }
  /// Requests of each model, the most first; a missing model is `unknown`.
  public var byModel: [WordCount] { models.byFrequency }
  /// Mean of the cache hit rates that are told.
  public var averageCacheHitRate: Double? {
    guard rateCount > 0 else { return nil }
    let mean = (rateSum / Double(rateCount)).rounded(toDecimals: 4)
    return mean.isFinite ? mean : nil
  }

  private var rateSum = 0.0
  private var rateCount = 0
  private var types = WordCounts()
  private var models = WordCounts()

  /// Adds one request.
  mutating func add(_ request: AIRequest) {
    count += 1
    tokensIn.add(request.tokensIn)
    tokensOut.add(request.tokensOut)
    cachedTokens.add(request.cachedTokens)
    newTokens.add(request.newTokens)
    if let rate = request.cacheHitRate {
      rateSum += rate
      rateCount += 1
    }
    types.add(request.typeWord)
    models.add(request.modelWord)
  }
}
