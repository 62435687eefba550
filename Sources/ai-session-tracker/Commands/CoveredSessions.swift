import ArgumentParser
import Platform
import TrackerCore

/// Which sessions a command counts: those of a range, narrowed.
struct CoveredOptions: ParsableArguments {
  @OptionGroup var time: RangeOptions
  @OptionGroup var narrowing: NarrowingOptions
  @OptionGroup var data: DataOptions

  /// The sessions asked for, and all that there are.
  func read(withFacts: Bool = false) throws -> CoveredSessions {
    let service = data.service()
    let (environment, filter) = (service.environment, try narrowing.filter)
    let (now, calendar) = (environment.now(), environment.calendar)
    let range = try time.range(environment)
    let all = try service.history(withTexts: !filter.isEmpty, withFacts: !filter.isEmpty)
    let covered = try range.covered(of: all, meaning: filter, now: now, calendar: calendar)
    let notices: [String?] =
      [covered.outside.sentence] + narrowing.unknownValues(in: all, calendar)
      + [covered.skippedNotice, service.emptiness(of: all)?.text]
    for notice in notices.compactMap(\.self) { Stream.error.write(notice.printable + "\n") }
    return CoveredSessions(service: service, range: range, all: all, history: covered)
  }
}

/// The sessions that a command counts.
struct CoveredSessions {
  let service: SessionService
  let range: ReportRange
  let all: History
  let history: History

  var calendar: LocalCalendar { service.environment.calendar }

  /// All figures, those of the code and the claims included.
  var overview: Overview {
    var overview = service.statistics.figuresWithCode(history)
    overview.claims = service.statistics.claims(
      history, of: overview, calibration: Calibration(all.sessions), calendar: calendar)
    return overview
  }
}
