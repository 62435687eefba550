// Sample data for a first look: the three files as a few weeks of work would have left them, the same for the same time.
// No chance, no clock, no disk.

internal import JSON
package import TrackerCore

/// Makes up a history.
package enum DemoLedger {
  /// The three data files with about 60 sessions of the 40 days before `now`; one began 25 minutes ago and still runs.
  package static func files(now: Timestamp) -> [(name: String, bytes: [UInt8])] {
    var maker = DemoMaker(DemoStories(), now: now)
    maker.makeHistory()
    let sessions = maker.sessions.map {
      JSONValue.Member($0.id.text, .object($0.storedMembers))
    }
    let interactions = maker.interactions.map { JSONValue.object($0.storedMembers) }
    let issues = maker.issues.map { JSONValue.object($0.members) }
    return [
      ("sessions.json", JSONWriter.indented(.object(sessions))),
      ("interactions.json", JSONWriter.indented(.array(interactions))),
      ("issues.json", JSONWriter.indented(.array(issues))),
    ]
  }
}

/// Numbers that look random and are not (SplitMix64).
struct DemoNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A whole number in a range.
  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// From 0 to 1.
  mutating func share() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// One of several.
  mutating func pick<Value>(_ values: [Value]) -> Value { values[number(in: 0...values.count - 1)] }

  /// The index of a weight, as often as it weighs.
  mutating func index(weights: [Double]) -> Int {
    var rest = share() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.count - 1
  }
}

private struct DemoMaker {
  private static let days = 40
  private static let runningMinutes = 25.0

  var sessions: [Session] = []
  var interactions: [Interaction] = []
  var issues: [Issue] = []
  private let stories: DemoStories
  private let now: Timestamp
  private var numbers = DemoNumbers(seed: 42)
  private var storyCount = 0

  init(_ stories: DemoStories, now: Timestamp) { (self.stories, self.now) = (stories, now) }

  mutating func makeHistory() {
    let today = Int(now.microseconds.floorDividing(by: Timestamp.microsecondsPerDay))
    let latest = now.advanced(byMinutes: -DemoMaker.runningMinutes - 5)
    for day in (today - DemoMaker.days + 1)...today {
      // Work comes in runs: days full of it, days without.
      let isWeekend = CivilDate(daysSince1970: day).weekday > 4 && day < today
      let count = numbers.index(weights: isWeekend ? [6, 1] : [5, 1, 1, 2, 3, 2, 1])
      var start = Timestamp(microseconds: Int64(day) * Timestamp.microsecondsPerDay)
        .advanced(byMinutes: 480 + numbers.share() * 90)
      for _ in 0..<count {
        let story = nextStory()
        let end = start.advanced(byMinutes: durationMinutes(of: story))
        guard end.microseconds < latest.microseconds else { break }
        makeSession(story, start: start, end: end)
        start = end.advanced(byMinutes: pauseMinutes())
      }
    }
    guard let last = stories.sessions.last else { return }
    makeSession(last, start: now.advanced(byMinutes: -DemoMaker.runningMinutes), end: nil)
  }

  private mutating func nextStory() -> DemoStories.Story {
    defer { storyCount += 1 }
    return stories.sessions[storyCount % (stories.sessions.count - 1)]
  }

  /// Between a sixth and a half of what a person needs.
  private mutating func durationMinutes(of story: DemoStories.Story) -> Double {
    max(4, story.estimateMinutes * (0.16 + 0.34 * numbers.share()))
  }

  /// Some follow at once, most after a while, a few after a long break.
  private mutating func pauseMinutes() -> Double {
    let ranges = [1...4, 6...28, 35...110, 125...200]
    return Double(numbers.number(in: ranges[numbers.index(weights: [3, 4, 3, 2])]))
      + numbers.share()
  }

  private mutating func makeSession(_ story: DemoStories.Story, start: Timestamp, end: Timestamp?) {
    var session = Session()
    session.id = SessionID(name: story.name, start: start)
    session.name = story.name
    session.taskType = story.taskType
    session.context = story.context
    session.startTime = start.description
    session.modelName = numbers.pick(stories.models)
    session.humanTimeEstimateMinutes = story.estimateMinutes
    session.estimateSource = numbers.pick(["manual", "manual", "issue_tracker", "historical"])
    session.executionContext = numbers.index(weights: [5, 1]) == 0 ? "foreground" : "background"
    let ratings = makeInteractions(of: session, until: end ?? now.advanced(byMinutes: -2))
    let mean = Double(ratings.reduce(0, +)) / Double(ratings.count)
    session.totalInteractions = ratings.count
    session.averageEffectiveness = mean.rounded(toDecimals: 2)
    makeIssues(of: session, ratings: ratings, start: start)
    makeCodeMetrics(of: &session, at: start)
    session.status = end == nil ? Session.active : Session.completed
    session.endTime = end?.description
    if end != nil {
      session.outcome = mean >= 3.3 ? "success" : mean >= 2.4 ? "partial" : "failed"
    }
    session.notes = end == nil ? "" : numbers.pick(["", "", "Merged.", "Needs a second look."])
    sessions.append(session)
  }

  /// Interactions spread over a session; their ratings.
  private mutating func makeInteractions(of session: Session, until end: Timestamp) -> [Int] {
    guard let start = session.start, let minutes = end.minutes(since: start) else { return [] }
    let count = min(max(Int(minutes / 4) + numbers.number(in: 0...3), 1), 24)
    // The work gets better over the weeks, and some kinds of it go better than others.
    let age = (now.minutes(since: start) ?? 0) / Double(DemoMaker.days * 24 * 60)
    let isHard = ["debugging", "architecture_planning"].contains(session.taskType)
    let weak = 1 + 2 * age + (isHard ? 1 : 0)
    let prompts = stories.prompts(taskType: session.taskType ?? "")
    return (0..<count).map { index in
      let rating = 1 + numbers.index(weights: [0.4 * weak, 0.7 * weak, 1.6, 4, 3.5])
      var interaction = Interaction()
      interaction.sessionID = session.id
      let share = (Double(index) + 0.3 + 0.5 * numbers.share()) / Double(count)
      interaction.timestamp = start.advanced(byMinutes: minutes * share).description
      interaction.prompt = prompts[index % prompts.count]
      interaction.responseSummary = numbers.pick(stories.summaries(rating: rating))
      interaction.effectivenessRating = rating
      interaction.iterationCount = numbers.number(in: 1...max(1, 6 - rating))
      interaction.toolsUsed = stories.tools.filter { _ in numbers.share() < 0.4 }
      interactions.append(interaction)
      return rating
    }
  }

  /// A session with a bad rating mostly has an issue.
  private mutating func makeIssues(of session: Session, ratings: [Int], start: Timestamp) {
    guard ratings.contains(1), numbers.share() < 0.6 else { return }
    let story = stories.issue(issues.count)
    var issue = Issue()
    issue.sessionID = session.id
    issue.timestamp = start.advanced(byMinutes: 5 + 10 * numbers.share()).description
    issue.issueType = story["issue_type"]?.text
    issue.description = story["description"]?.text ?? ""
    issue.severity = story["severity"]?.text
    issue.resolutionNotes = story["resolution_notes"]?.text ?? ""
    issue.resolved = !issue.resolutionNotes.isEmpty
    issues.append(issue)
  }

  private mutating func makeCodeMetrics(of session: inout Session, at time: Timestamp) {
    guard ["code_generation", "refactoring"].contains(session.taskType), numbers.share() < 0.6
    else {
      return
    }
    let measured = numbers.pick(stories.functions)
    let isNew = session.taskType == "code_generation"
    let complexity = numbers.number(in: 2...14)
    var function = FunctionMetrics()
    function.functionName = measured["name"]?.text ?? ""
    function.modificationType = isNew ? "added" : "refactored"
    function.contribution.linesAdded = LineCount(Double(numbers.number(in: 4...60)))
    function.contribution.linesModified = LineCount(isNew ? 0 : Double(numbers.number(in: 3...40)))
    function.contribution.complexityAdded = isNew ? complexity : 0
    function.context.finalComplexity = complexity
    function.context.cognitiveLoad = isNew ? 0 : complexity
    function.documentation.hasDocstring = numbers.share() < 0.8
    function.documentation.qualityScore =
      function.documentation.hasDocstring ? 5 * numbers.number(in: 6...19) : 0
    function.documentation.hasTypeHints = numbers.share() < 0.7
    function.value.effortScore = function.effortScore()
    var metrics = FileMetrics()
    metrics.filePath = measured["file"]?.text ?? ""
    metrics.timestamp = time.advanced(byMinutes: 3).description
    metrics.functions = [function]
    session.codeMetrics = [metrics]
  }
}

extension Timestamp {
  /// This time moved by minutes, to the microsecond.
  fileprivate func advanced(byMinutes minutes: Double) -> Timestamp {
    advanced(byMicroseconds: Int64(minutes * 60 * 1e6))
  }
}
