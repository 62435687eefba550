// What claims take of each session, looked up once: days, minutes, estimates, persons.

/// Who gave an estimate.
public enum Estimator: String, Sendable, CaseIterable {
  case agent, person
}

extension Session {
  /// Who gave the estimate: a person where it came from an issue tracker, was typed at a command line, or was corrected by
  /// one; else the agent, whose own guesses are stored as `manual`.
  var estimator: Estimator {
    estimateBy == Session.person || estimateSource == "issue_tracker"
      || executionContext == ExecutionContext.background.rawValue ? .person : .agent
  }

  /// A person's work without the assistant: neither AI time nor oversight of it.
  var isWithoutAI: Bool {
    taskType == TaskType.humanReview.rawValue && modelName.lowercased() == Session.noModel
  }

  /// What stands for a model where a person works alone.
  package static let noModel = "none"

  /// Whether somebody else than who worked in it closed it.
  var isClosedForItsOwner: Bool {
    isAutoClosed ?? (hasAutoCloseNote || (notes?.holds(Session.autoCloseMarkBytes) ?? false))
  }

  /// The person who worked; nil where the record names none, or only blanks.
  var person: String? { developer.flatMap { $0.isBlank ? nil : $0 } }
}

extension Double {
  /// Whether an estimate can be counted with.
  var isValidEstimate: Bool { isFinite && self > 0 }
}

/// The sessions of a history as the claims see them. Lists have one entry a session, in file order.
struct ClaimedSessions {
  /// Whether its value counts: completed and no `human_review`.
  var isCounted: [Bool] = []
  /// Start and end readable, both or neither with an offset, the end not first.
  var isTimed: [Bool] = []
  /// From start to end, as the report has them.
  var minutes: [Double] = []
  /// The estimate that counts, in minutes; 0 for none.
  var estimates: [Double] = []
  var estimators: [Estimator] = []
  var isWithoutAI: [Bool] = []
  /// Of each session its local day as a number.
  var days: DayNumbers
  /// The distinct local days and persons of counted sessions with a start.
  var personDays = 0
  /// The distinct local months and persons of timed sessions with the assistant.
  var paidMonths = 0
  /// How many persons those are.
  var people = 0
  /// Timed sessions of one person, offsets alike, in order of start; persons by their first session.
  var lines: [[Int]] = []

  init(_ sessions: [Session], config: Config, calendar: LocalCalendar) {
    var dayNumbers: [Int] = []
    var persons: [String?: Int] = [:]
    var lineOf: [Int: Int] = [:]
    // A person and a day or month in one number.
    var (workDays, months, present) = (Set<Int>(), Set<Int>(), Set<Int>())
    var monthOfDay: [Int: Int] = [:]
    for index in sessions.indices {
      let start = sessions[index].start
      let day = start.map { calendar.day(of: $0).daysSince1970 } ?? DayNumbers.undated
      let person = persons[sessions[index].person, default: persons.count]
      persons[sessions[index].person] = person
      let length = sessions[index].end.flatMap { end in start.flatMap { end.minutes(since: $0) } }
      let counts = sessions[index].isCompleted && config.isProductive(sessions[index])
      let isAlone = sessions[index].isWithoutAI
      dayNumbers.append(day)
      isCounted.append(counts)
      isTimed.append(length.map { $0 >= 0 } ?? false)
      minutes.append(sessions[index].minutesToEnd ?? 0)
      estimates.append(sessions[index].estimateMinutes ?? 0)
      estimators.append(sessions[index].estimator)
      isWithoutAI.append(isAlone)
      if counts, start != nil { workDays.insert(person << 32 + day) }
      guard isTimed[index], let start else { continue }
      let line = 2 * person + (start.utcOffsetMicroseconds == nil ? 1 : 0)
      if let known = lineOf[line] {
        lines[known].append(index)
      } else {
        lineOf[line] = lines.count
        lines.append([index])
      }
      guard !isAlone else { continue }
      let month =
        monthOfDay[day]
        ?? {
          let parts = CivilDate(daysSince1970: day).parts
          return parts.year * 12 + parts.month
        }()
      monthOfDay[day] = month
      months.insert(person << 32 + month)
      present.insert(person)
    }
    days = DayNumbers(dayNumbers)
    (personDays, paidMonths, people) = (workDays.count, months.count, present.count)
    lines = lines.map { line in
      // Swift's sort is stable, so ties keep file order.
      line.map { (index: $0, start: sessions[$0].start?.microseconds ?? .min) }
        .sorted { $0.start < $1.start }.map(\.index)
    }
  }
}
