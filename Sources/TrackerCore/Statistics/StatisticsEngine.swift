// The statistics: pure functions of what was read. It refuses to read files, to ask the time, to draw.

/// Computes what sessions brought, by the formulas of docs/METHODOLOGY.md.
public struct StatisticsEngine: Sendable {
  /// Rates.
  public var config: Config

  public init(config: Config = Config()) { self.config = config }
}

extension StatisticsEngine {
  /// The report as text (reference behaviour, report layout), without a final newline.
  public func generateSummaryReport(_ history: History) -> String { fatalError("contract") }

  /// All that a viewer shows. `calendar` decides which day a session belongs to.
  public func overview(_ history: History, calendar: LocalCalendar) -> Overview { fatalError("contract") }
}
