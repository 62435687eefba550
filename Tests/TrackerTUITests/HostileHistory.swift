// A ledger that wants to break the screen: commands for terminals, endless names, impossible times and numbers.

import TrackerCore

/// Names that no terminal should be given as they are.
let hostileNames = [
  "\u{1B}[2J\u{1B}[31mred\u{1B}]0;title\u{07}", "\u{202E}gnp.exe\u{2066}\u{200B}",
  String(repeating: "very long name ", count: 140), String(repeating: "長い名前", count: 500),
  "tab\there\nand there\r\n", "👨\u{200D}👩\u{200D}👧\u{200D}👦 family ❤\u{FE0F} 👍🏽", "",
  "\u{301}\u{300}",
  "\u{0}\u{1}\u{2}\u{7F}\u{80}\u{9B}31m", "مرحبا بالعالم שלום", "\u{1112}\u{1161}\u{11AB}",
  "%s%n\\x1b",
  "日", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}",
]

func hostileHistory() -> History { builtHostileHistory }

private let builtHostileHistory: History = {
  var history = History()
  let times: [(start: String?, end: String?)] = [
    ("2024-11-22T14:00:00Z", "2024-11-22T10:00:00Z"), ("2031-01-01T00:00:00Z", nil),
    ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"), (nil, nil), ("yesterday", "tomorrow"),
    ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"),
    ("2024-11-22T14:00:00", "2024-11-22T15:00:00"),
    ("2024-11-20T10:00:00+14:00", "2024-11-20T09:00:00-12:00"),
  ]
  let estimates: [Double?] = [.nan, .infinity, -1e308, 1e308, 0, nil, 60, -30]
  for index in 0..<40 {
    var session = Session()
    session.name = hostileNames[index % hostileNames.count]
    session.id = SessionID("\(index)_" + String(session.name.prefix(60)))
    session.taskType = index % 5 == 0 ? nil : hostileNames[(index + 3) % hostileNames.count]
    session.modelName = hostileNames[(index + 5) % hostileNames.count]
    session.startTime = times[index % times.count].start
    session.endTime = times[index % times.count].end
    session.status = ["active", "completed", "\u{1B}[0m", nil][index % 4]
    session.outcome = index % 3 == 0 ? "\u{1B}[7m" : "success"
    session.humanTimeEstimateMinutes = estimates[index % estimates.count]
    session.context = hostileNames[(index + 7) % hostileNames.count]
    session.notes = hostileNames[(index + 2) % hostileNames.count]
    history.sessions.append(session)
    for (number, rating) in [-5, 0, 1, 9, 1_000_000, 3].prefix(index % 7).enumerated() {
      history.add(
        interactionOf: session.id,
        at: [time("9999-12-31T23:59:59Z"), nil, time("0001-01-01T00:00:00"), session.start][
          number % 4],
        rating: rating,
        tools: Array(repeating: hostileNames[(index + number) % hostileNames.count], count: number),
        prompt: hostileNames[(index + number + 1) % hostileNames.count])
    }
    var issue = Issue()
    issue.sessionID = session.id
    issue.severity = ["critical", "\u{1B}[5m", nil][index % 3]
    issue.issueType = hostileNames[index % hostileNames.count]
    issue.description = hostileNames[(index + 1) % hostileNames.count]
    history.issues.append(issue)
  }
  history.changedAt = time("9999-12-31T23:59:59Z")
  return history
}()

/// The detail of a hostile session.
func hostileDetail(of id: SessionID) -> SessionDetail? {
  let history = hostileHistory()
  guard let session = history.sessions.first(where: { $0.id == id }) else { return nil }
  var detail = SessionDetail(
    session: session, interactions: [], issues: history.issues.filter { $0.sessionID == id })
  for (index, name) in hostileNames.enumerated() {
    var interaction = Interaction()
    interaction.prompt = name
    interaction.responseSummary = hostileNames[hostileNames.count - 1 - index]
    interaction.effectivenessRating = [nil, -3, 0, 3, 99, .max, .min][index % 7]
    interaction.iterationCount = [0, -1, 2, 10, .max][index % 5]
    interaction.timestamp = index % 2 == 0 ? name : "2024-11-22T14:00:00Z"
    interaction.toolsUsed = Array(repeating: name, count: index)
    detail.interactions.append(interaction)
    var function = FunctionMetrics()
    function.functionName = name
    function.contribution.linesAdded = LineCount([.nan, -1e300, 1e300, 12.5][index % 4])
    function.context.finalComplexity = index % 2 == 0 ? .max : -7
    function.documentation.qualityScore = index % 2 == 0 ? 1000 : -7
    var file = FileMetrics()
    file.filePath = name
    file.functions = [function]
    detail.session.codeMetrics.append(file)
  }
  return detail
}
