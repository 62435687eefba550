import JSON
import TrackerCore

extension StatisticsEngine {
  /// The numbers of a history as one JSON object. `schema_version` grows when a member changes its meaning or goes away.
  /// With a comparison also the period before, null where there is none; with a dimension its groups.
  func reportDocument(
    _ history: History, of range: ReportRange, _ comparison: Comparison? = nil,
    by dimension: Dimension? = nil, calibration: Calibration, _ calendar: LocalCalendar
  ) -> JSONValue {
    let figures = figuresWithCode(history)
    let claims = claims(history, of: figures, calibration: calibration, calendar: calendar)
    var members =
      [
        .init("schema_version", 2), .init("range", range.document),
        FigureGroup.outside.member(figures),
      ] + members(figures) + [claims.member] + [
        JSONValue.Member("skipped", history.skippedDocument)
      ]
    if let comparison {
      let previous = Previous(comparison, of: figures)
      members.append(.init("previous", previous.map(previousDocument) ?? .null))
    }
    if let dimension {
      let groups = groups(history, by: dimension, calendar: calendar)
      members.append(.init("by_" + dimension.key, SessionGroup.columns.documents(groups)))
    }
    return .object(members)
  }

  /// The figures of a report.
  private func members(_ figures: Overview) -> [JSONValue.Member] {
    let groups = [FigureGroup.effectiveness, .gaps, .issues, .code]
    return [Figure.totalSessions.member(figures), .init("roi", roiDocument(figures))]
      + groups.map { $0.member(figures) }
  }

  private func previousDocument(_ previous: Previous) -> JSONValue {
    let when = Previous.shape([]).members(previous)
    return .object(when.dropLast() + members(previous.figures) + when.suffix(1))
  }

  /// Hours, money and rates.
  func roiDocument(_ figures: Overview) -> JSONValue {
    let groups = [FigureGroup.time, .cost, .productivity]
    let rates: JSONValue = [
      "human_hourly_rate": .number(config.humanHourlyRateDollars),
      "ai_monthly_cost": .number(config.aiMonthlyCostDollars),
      "ai_hourly_rate": .number(config.aiHourlyRate(), decimals: 4),
    ]
    return .object(groups.map { $0.member(figures) } + [.init("config", rates)])
  }
}

extension History {
  fileprivate var skippedDocument: JSONValue {
    [
      "skipped_records": .number(skippedCount),
      "files": unusableFiles.document,
      "records": .array(
        skipped.map {
          ["file": .string($0.file), "record": .string($0.record), "reason": .string($0.reason)]
        }),
    ]
  }
}

extension JSONValue {
  /// A rounded number; null for what JSON cannot say.
  static func number(_ value: Double, decimals: Int) -> JSONValue {
    value.isFinite ? .number(value.rounded(toDecimals: decimals)) : .null
  }
}
