// A data file taken as sessions and as interactions, and what is claimed of it.

import JSON
import TrackerCore

enum ClaimsCheck {
  @Sendable static func check(_ input: [UInt8]) throws {
    var delivery = Delivery(input, portion: 0, chance: Chance(of: input))
    var reader = HistoryReader()
    do {
      try JSONReader.forEachElement(
        windowSize: 1 << 16, read: { delivery.read(into: $0) },
        { element in
          reader.add(session: element)
          reader.add(interaction: element)
        })
    } catch is JSONElementsError {
      return
    }
    reader.finish()
    let history = reader.history
    let claims = StatisticsEngine().claims(
      history, calibration: Calibration(history.sessions), calendar: .utc)
    for claim in claims.all {
      let isExplained = claim.whyNone != nil
      try require((claim.bounds == nil) == isExplained, "\(claim.kind): no interval, no reason")
      for measure in ClaimMeasure.all {
        guard let ends = measure.interval(claim) else { continue }
        let value = measure.value(claim)
        try require(
          ends.low <= value && value <= ends.high, "\(claim.kind) \(measure.key): \(ends), \(value)"
        )
      }
    }
    try require(
      claims.quality.cleanSessions ?? 0 <= claims.quality.countedSessions, "more clean than counted"
    )
    _ = try JSONReader.read(Claims.shape.document(claims), dialect: .strict)
    try require(!claims.block.isEmpty, "no block")
  }
}
