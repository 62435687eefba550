import ArgumentParser
import JSON
import Platform
import TrackerCore

struct ReportCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Print what the sessions brought.",
    discussion: """
      Records that cannot be used are left out and named. Where a whole file cannot be used, the report is of the others, \
      and the exit status is 1.

      Ranges are \(DateRange.forms), or two of these as A..B. A range covers the sessions that started in it, by local \
      days and up to now; sessions without a date, or in the future, are counted on standard error.

      Examples:
        ai-session-tracker report --range 2026-01
        ai-session-tracker report --since 2026-01-01 --until 2026-01-31
        ai-session-tracker report --since yesterday
        ai-session-tracker report --since 7d --project shop --by model
        ai-session-tracker report --json | jq .roi.cost_metrics.cost_saved
        ai-session-tracker report --markdown | gh pr comment --body-file -
      """)

  @OptionGroup var time: RangeOptions
  @Option(
    help: ArgumentHelp("Only this session: its id, the beginning of it, or last.", valueName: "id"))
  var session: String?
  @Flag(
    help: ArgumentHelp(
      "At most ten lines of Markdown, with changes; of the last 7 days, unless a range or session is given."
    ))
  var markdown = false
  @Flag(
    inversion: .prefixedNo,
    help: "What may be claimed, below the report: always on a terminal, else only when asked for.")
  var claims: Bool?
  @Flag(help: "Also the equally long period before, and how the figures changed.")
  var previous = false
  @Option(
    help: ArgumentHelp(
      "A table of the sessions by project, developer, model and so on instead of the report.",
      valueName: "dimension"))
  var by: Dimension?
  @OptionGroup var narrowing: NarrowingOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try check(textProblem(session, of: "--session"))
    if markdown, output.json { throw ValidationError("Use either --markdown or --json.") }
    if claims != nil, markdown || output.json || by != nil {
      throw ValidationError("--claims and --no-claims go with the report as text.")
    }
    if previous, by != nil, !output.json, !markdown {
      throw ValidationError("--previous goes with --by only in --json.")
    }
  }

  func run() throws {
    let service = data.service()
    let environment = service.environment
    var range = try time.range(environment, orElse: markdown && session == nil ? "7d" : nil)
    let filter = try narrowing.filter
    let all = try service.history(
      withTexts: !filter.isEmpty, withFacts: !filter.isEmpty, asFarAsPossible: true)
    if let session {
      range.session = try service.withSession(session) { id in
        guard all.restricted(toSession: id) != nil else { throw TrackerError.sessionNotFound(id) }
        return id
      }
    }
    let (now, calendar) = (environment.now(), environment.calendar)
    let meant = { (history: History) in
      history.restricted(to: filter, now: now, calendar: calendar)
    }
    let covered = try range.covered(of: all, now: now, calendar: calendar)
    let history =
      filter.isEmpty
      ? covered : try range.covered(of: all, meaning: filter, now: now, calendar: calendar)
    let statistics = service.statistics
    let comparison =
      previous || markdown
      ? statistics.comparison(
        of: history, in: range.session == nil ? all : covered, bounds: range.bounds,
        previous: range.previous, now: now, calendar: calendar,
        meant: meant, figures: statistics.figuresWithCode)
      : nil
    let notices: [String?] =
      [history.outside.sentence] + narrowing.unknownValues(in: covered, calendar)
      + [history.skippedNotice]
    for notice in notices.compactMap(\.self) { Stream.error.write(notice.printable + "\n") }
    if output.json {
      Stream.output.write(
        document: statistics.reportDocument(
          history, of: range, comparison, by: by,
          calibration: Calibration(all.sessions), calendar))
    } else if markdown, let comparison {
      Stream.output.write(
        statistics.markdownReport(
          history, of: range, comparison, by: by.map { [$0] } ?? [.project, .model],
          only: narrowing.words, now: now, calendar: calendar) + "\n")
    } else if let by {
      Stream.output.write(service.table(history, by: by))
    } else {
      Stream.output.write(statistics.generateSummaryReport(history) + "\n")
      if let comparison {
        Stream.output.write(
          statistics.figures(history).previousReport(comparison, calendar) + "\n")
      }
      if claims ?? TerminalDevice.isTerminal(.output) {
        let claims = statistics.claims(
          history, calibration: Calibration(all.sessions), calendar: calendar)
        Stream.output.write("\n" + claims.block + "\n")
      }
    }
    if let emptiness = service.emptiness(of: all) {
      environment.log(emptiness.text)
      if emptiness.isFailure { throw ExitCode(Failure.operation) }
    }
    // What is missing may be most of it; odd records are named and make no failure.
    if !history.unusableFiles.isEmpty { throw ExitCode(Failure.operation) }
  }
}

extension SessionService {
  /// What is to be said where nothing was ever recorded, and whether even the folder is missing, which is a failure; nil where
  /// something was.
  func emptiness(of history: History) -> (text: String, isFailure: Bool)? {
    history.isEmpty ? ("no session data in \(directory)", !hasDirectory) : nil
  }

  /// A line for each group, and one for all of them, as wide as the terminal has room; below it rates that were set.
  fileprivate func table(_ history: History, by dimension: Dimension) -> String {
    let (now, calendar) = (environment.now(), environment.calendar)
    let total = SessionGroup(key: "total", overview: statistics.figures(history))
    let terminal = TerminalText()
    let table = TextTable(
      SessionGroup.listed(by: dimension),
      statistics.groups(history, by: dimension, calendar: calendar) + [total],
      time: TimeText(calendar: calendar, now: now), importance: SessionGroup.importance,
      fitting: TerminalDevice.isTerminal(.output) ? terminal.columns : .max,
      width: terminal.width)
    let rates = config.ratesText.map { ["Rates: \($0)"] } ?? []
    return (table.lines + rates).map { $0.printable + "\n" }.joined()
  }
}

extension History {
  /// `2 records skipped: sessions.json a (not an object), …`, at most three of them named; nil when all could be used.
  var skippedNotice: String? {
    guard skippedCount > 0 else { return nil }
    let named = skipped.prefix(3).map { "\($0.file) \($0.record) (\($0.reason))" }
    let rest = skippedCount > named.count ? ", …" : ""
    return "\(skippedCount) record\(skippedCount == 1 ? "" : "s") skipped: "
      + named.joined(separator: ", ") + rest
  }
}
