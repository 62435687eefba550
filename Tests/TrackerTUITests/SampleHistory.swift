// A ledger of a month's work, the same at every run: names in several scripts, running sessions, long texts.

import TrackerCore

@testable import TrackerTUI

/// The present of every test: a Friday.
let sampleNow = time("2024-11-22T14:33:20Z")

/// An instant from ISO 8601 text.
func time(_ text: String) -> Timestamp { Timestamp(text) ?? Timestamp(microseconds: 0) }

/// Widths as a terminal library counts them, in ranges, so that frames are the same everywhere.
let sampleCapabilities = Capabilities { scalar in
  switch scalar.value {
  case 0x20..<0x7F, 0xA1..<0x300: 1
  case 0..<0xA0: -1
  case 0x300...0x36F, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0x200B...0x200F, 0x2060...0x206F: 0
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFF00...0xFF60, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
    2
  default: 1
  }
}

let asciiCapabilities = Capabilities(isUTF8: false) { $0.value < 0x7F && $0.value >= 0x20 ? 1 : -1 }

/// A session of the sample.
struct SampleSession {
  var name: String
  var type: String
  var model: String
  var outcome: String?
  var start: String
  /// Nil for a running one.
  var minutes: Double?
  var estimate: Double
  var ratings: [Int]
  var issues: [String] = []
  var status: String?
}

/// So many ratings with about this mean, spread around it.
func ratings(_ count: Int, mean: Double) -> [Int] {
  var ratings = (0..<count).map { index in
    Int((mean * Double(index + 1)).rounded()) - Int((mean * Double(index)).rounded())
  }
  // Every other pair moves apart, so that the mean stays.
  for index in stride(from: 0, to: count - 1, by: 3) where ratings[index] < 5 {
    let step = min(5 - ratings[index], ratings[index + 1] - 1, index % 2 + 1)
    ratings[index] += step
    ratings[index + 1] -= step
  }
  return ratings
}

private let opus = "claude-opus-4-20250514"
private let sonnet = "claude-sonnet-4-20250514"

private let namedSessions: [SampleSession] = [
  SampleSession(
    name: "Fix login redirect", type: "debugging", model: opus, start: "2024-11-22T14:02:11Z",
    estimate: 60, ratings: ratings(12, mean: 4.2)),
  SampleSession(
    name: "Add retry policy to uploader", type: "code_generation", model: opus,
    start: "2024-11-22T13:40:00Z", estimate: 120, ratings: ratings(7, mean: 3.1), issues: ["high"]),
  SampleSession(
    name: "日本語ドキュメントの更新", type: "documentation", model: "gpt-4o",
    start: "2024-11-22T13:05:00Z", estimate: 240, ratings: ratings(22, mean: 4.6)),
  SampleSession(
    name: "Refactor storage layer", type: "refactoring", model: sonnet, outcome: "success",
    start: "2024-11-22T09:12:00Z", minutes: 48, estimate: 180, ratings: ratings(18, mean: 4.4)),
  SampleSession(
    name: "Chase flaky CI tests", type: "testing", model: sonnet, outcome: "partial",
    start: "2024-11-21T16:20:00Z", minutes: 72, estimate: 90, ratings: ratings(31, mean: 2.6),
    issues: ["medium", "high"]),
  SampleSession(
    name: "API design v2", type: "architecture_planning", model: opus, outcome: "success",
    start: "2024-11-21T11:05:00Z", minutes: 35, estimate: 120, ratings: ratings(9, mean: 4.8)),
  SampleSession(
    name: "Parse naïve CSV exports", type: "code_generation", model: "gpt-4o", outcome: "failed",
    start: "2024-11-20T17:44:00Z", minutes: 126, estimate: 60, ratings: ratings(40, mean: 1.7),
    issues: ["critical", "critical", "medium"]),
  SampleSession(
    name: "Review PR 481", type: "human_review", model: "", outcome: "success",
    start: "2024-11-20T15:30:00Z", minutes: 20, estimate: 30, ratings: [5, 5]),
  SampleSession(
    name: "Profile histogram renderer", type: "analysis", model: "gemini-2.5-pro",
    outcome: "success", start: "2024-11-20T10:02:00Z", minutes: 26, estimate: 60,
    ratings: ratings(11, mean: 4.1)),
  SampleSession(
    name: "Rename config keys", type: "refactoring", model: sonnet, outcome: "success",
    start: "2024-11-19T18:11:00Z", minutes: 9, estimate: 30, ratings: ratings(4, mean: 4.9)),
  SampleSession(
    name: "Backup guide", type: "documentation", model: "gpt-4o", start: "2024-11-19T14:40:00Z",
    minutes: 240, estimate: 60, ratings: [2], issues: ["low"], status: "abandoned"),
  SampleSession(
    name: "Unit tests for ROI engine", type: "testing", model: opus, outcome: "success",
    start: "2024-11-18T13:20:00Z", minutes: 55, estimate: 180, ratings: ratings(26, mean: 4.3)),
]

/// The ledger: twelve named sessions, 116 earlier ones of the last 30 days and some of the months before; newest last.
func sampleHistory() -> History { builtSample }

private let builtSample = history(
  of: (namedSessions + earlierSessions()).sorted { $0.start < $1.start })

private func earlierSessions() -> [SampleSession] {
  // A working week with quiet weekends, Monday first; then the same again, other numbers.
  let counts = [5, 7, 4, 8, 6, 0, 1, 6, 5, 9, 7, 4, 1, 0]
  let gaps: [Double] = [3, 12, 22, 4, 45, 9, 17, 95, 26, 14, 2, 75]
  var sessions: [SampleSession] = []
  var day = calendarDay("2024-11-17")
  let firstOfRange = calendarDay("2024-10-24")
  while day > calendarDay("2024-08-20") {
    day = CivilDate(daysSince1970: day.daysSince1970 - 1)
    let isInRange = day >= firstOfRange
    let full = counts[(day.daysSince1970 + 3) % counts.count]
    var minute = 9.0 * 60 + 10
    for _ in 0..<(isInRange ? full : full / 2) {
      let index = sessions.count
      let minutes = Double(13 + (index * 17) % 46)
      sessions.append(earlierSession(index, day: day, minute: Int(minute), minutes: minutes))
      minute += minutes + gaps[index % gaps.count]
    }
  }
  return sessions
}

private func earlierSession(
  _ index: Int, day: CivilDate, minute: Int, minutes: Double
) -> SampleSession {
  let name = [
    "Tidy release notes", "Trace slow query", "Split upload module", "Fix time zone in report",
    "Document sync protocol", "Cover parser edge cases", "Drop unused settings",
  ][index % 7]
  let clock =
    "\(minute / 60 < 10 ? "0" : "")\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
  return SampleSession(
    name: "\(name) \(index + 1)", type: ["testing", "analysis", "debugging"][index % 3],
    model: [opus, "gpt-4o", sonnet][index % 3], outcome: index % 4 == 3 ? "partial" : "success",
    start: "\(day)T\(clock):00Z", minutes: minutes,
    estimate: [60, 120, 240, 60, 90, 180][index % 6],
    ratings: ratings(5 + index % 9, mean: 3.4 + Double((index * 7) % 14) / 10),
    issues: index % 16 == 7 ? [["medium", "low", "high"][index / 16 % 3]] : [])
}

private func calendarDay(_ text: String) -> CivilDate { LocalCalendar.utc.day(of: time(text)) }

/// A history of these sessions.
func history(of sessions: [SampleSession]) -> History {
  var history = History()
  for sample in sessions {
    var session = Session()
    session.id = id(of: sample)
    session.name = sample.name
    session.taskType = sample.type
    session.modelName = sample.model
    session.startTime = sample.start
    session.humanTimeEstimateMinutes = sample.estimate
    session.estimateSource = "manual"
    session.executionContext = "foreground"
    session.outcome = sample.outcome
    session.status = sample.status ?? (sample.minutes == nil ? "active" : "completed")
    if let minutes = sample.minutes {
      session.endTime =
        time(sample.start).advanced(
          byMicroseconds: Int64(minutes * 60_000_000)
        ).description
    }
    history.sessions.append(session)
    add(sample.ratings, of: session, to: &history)
    for severity in sample.issues {
      let kind = kinds[history.issues.count % kinds.count]
      var issue = Issue()
      issue.sessionID = session.id
      issue.severity = severity
      issue.issueType = kind.type
      issue.description = kind.description
      issue.timestamp = session.start?.advanced(byMicroseconds: 600_000_000).description
      issue.resolved = history.issues.count % 5 == 2
      history.issues.append(issue)
    }
  }
  history.changedAt = sampleNow
  return history
}

/// The sample with large numbers: some 26,000 more interactions, estimates of weeks, hundreds of issues. No name holds a
/// digit, so that every number on a screen is one of the dashboard's.
let longHistory: History = {
  var history = sampleHistory()
  for index in history.sessions.indices {
    history.sessions[index].name = history.sessions[index].name.filter { !$0.isNumber }
    history.sessions[index].humanTimeEstimateMinutes? *= 40
  }
  history.issues += (0..<800).map { history.issues[$0 % history.issues.count] }
  for number in 0..<26_000 {
    let session = history.sessions[history.sessions.count - 1 - number % 2].id
    history.interactions.add(session: session, rating: 4)
    history.facts.add(session: session, time: nil, rating: 4, iterations: 1 + number % 2, tools: [])
  }
  return history
}()

func id(of sample: SampleSession) -> SessionID {
  SessionID(name: sample.name, start: time(sample.start))
}

/// The detail of the first running session.
func sampleDetail() -> SessionDetail { builtDetail }

private let builtDetail: SessionDetail = {
  let history = sampleHistory()
  let session = history.sessions[history.sessions.count - 1]
  var detail = SessionDetail(session: session, interactions: [], issues: [])
  let texts: [(String, Int, Int, String, String, [String])] = [
    (
      "14:04", 5, 1, "Explain the login flow", "Summarised the flow with three entry points",
      ["read_file"]
    ),
    (
      "14:11", 4, 1, "Find where redirect_uri is validated",
      "validate_redirect() in auth/urls, called from two views", ["grep"]
    ),
    (
      "14:19", 2, 3, "ログイン後に / に戻される問題を直して",
      "Wrong file edited first, then fixed in auth/middleware", ["edit"]
    ),
    (
      "14:27", 4, 2, "The redirect still loses the query string when next= is double encoded",
      "Decoded once at the boundary; two call sites updated", ["grep", "edit"]
    ),
    (
      "14:31", 5, 1, "Use the stored state token instead of the referer header, please",
      "Switched redirect target to the signed state parameter and added a regression test",
      ["edit", "run_tests"]
    ),
  ]
  for index in 0..<12 {
    let text = texts[index < 7 ? index % 4 : index - 7]
    var interaction = Interaction()
    interaction.sessionID = session.id
    interaction.timestamp = "2024-11-22T\(index < 7 ? "14:0\(2 + index / 4)" : text.0):00Z"
    interaction.effectivenessRating = index < 7 ? [5, 5, 2, 4, 5, 4, 3][index] : text.1
    interaction.iterationCount = text.2
    interaction.prompt = text.3
    interaction.responseSummary = text.4
    interaction.toolsUsed = text.5
    detail.interactions.append(interaction)
  }
  for (path, name, added, modified, complexity, documentation) in [
    ("auth/middleware.py", "redirect_after_login", 48, 12, 7, 80),
    ("auth/urls.py", "validate_redirect", 21, 9, 5, 100),
    ("auth/urls.py", "_decode_next", 18, 10, 3, 60),
    ("tests/test_auth.py", "test_double_encoded", 9, 0, 1, 40),
  ] {
    var function = FunctionMetrics()
    function.functionName = name
    function.contribution.linesAdded = LineCount(Double(added))
    function.contribution.linesModified = LineCount(Double(modified))
    function.context.finalComplexity = complexity
    function.documentation.qualityScore = documentation
    function.value.effortScore = function.effortScore()
    var file = FileMetrics()
    file.filePath = path
    file.functions = [function]
    detail.session.codeMetrics.append(file)
  }
  return detail
}()
