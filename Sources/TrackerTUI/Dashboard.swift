// The model, and what each event does to it: a pure function from model and event to model and effects.

package import TrackerCore

/// Everything the dashboard knows and remembers.
package struct Dashboard: Sendable {
  /// A dashboard before anything was read. `directory` is shown; `range` starts at 30 days (all when that is empty).
  package init(directory: String, calendar: LocalCalendar, now: Timestamp, size: ScreenSize) { fatalError("contract") }

  /// Takes one event in.
  package mutating func update(_ event: Event) -> [Effect] { fatalError("contract") }

  /// Whether a running session's clock is on screen, so that a `tick` a minute is wanted.
  package var wantsTicks: Bool { fatalError("contract") }
}

/// Draws the dashboard. Pure: the same model, size and capabilities give the same cells.
package func render(_ dashboard: Dashboard, size: ScreenSize, capabilities: Capabilities) -> Canvas { fatalError("contract") }
