// What happens to a session's record when it starts, is closed for its owner, or is measured. Pure functions.

extension Session {
  /// A session as it starts.
  init(_ request: StartRequest, id: SessionID, start: Timestamp, owner: SessionOwner?) {
    self.init()
    self.id = id
    name = request.name
    taskType = request.taskType.rawValue
    context = request.context
    startTime = start.description
    modelName = request.modelName
    humanTimeEstimateMinutes = request.estimateMinutes
    estimateSource = request.estimateSource.rawValue
    status = Session.active
    executionContext = request.executionContext.rawValue
    notes = ""
    developer = request.developer
    project = request.project
    self.owner = owner
  }

  /// The latest time at which an automatic close lets it end; nil when its start is not known. A start without an offset
  /// counts as UTC.
  private func limit(_ config: Config) -> Timestamp? {
    guard var start else { return nil }
    start.utcOffsetMicroseconds = start.utcOffsetMicroseconds ?? 0
    // More than the calendar holds is as good as no limit.
    let length = (config.maximumSessionHours * 3_600e6).rounded(.toNearestOrEven)
    return start.advanced(byMicroseconds: Int64(exactly: length) ?? .max)
  }

  /// Whether it has run for longer than the maximum.
  func isOverdue(at now: Timestamp, config: Config) -> Bool {
    limit(config).map { now.microseconds > $0.microseconds } ?? false
  }

  /// This session closed without its owner: outcome partial, and a note that says why. It ends now, or at the maximum
  /// length after its start when that is earlier (reference behaviour, session life cycle), but not before it was last seen
  /// at work.
  func autoClosed(
    at now: Timestamp, seen: SignsOfLife?, reason: String, config: Config
  ) -> Session {
    var closed = self
    var end = now
    var note = "[Auto-closed: \(reason)]"
    if let start, let limit = limit(config), now.microseconds > limit.microseconds {
      let hours = Double(now.microseconds - start.microseconds) / 3_600e6
      end = limit
      note =
        "[Auto-closed: \(reason), exceeded \(config.maximumSessionHours)h max duration "
        + "(was \(hours.fixed(decimals: 1))h)]"
    }
    closed.status = Session.completed
    closed.setEnd(end, at: now, seen: seen)
    closed.outcome = Outcome.partial.rawValue
    closed.owner = nil
    closed.addNotes(note)
    return closed
  }

  /// Brings it to its end. An ended one keeps its end and the notes that are there.
  mutating func finish(_ outcome: Outcome, notes: String, at now: Timestamp, seen: SignsOfLife?) {
    if isCompleted {
      addNotes(notes)
    } else {
      self.notes = notes
    }
    if !keepsEnd { setEnd(now, at: now, seen: seen) }
    status = Session.completed
    self.outcome = outcome.rawValue
    owner = nil
  }

  /// Whether a further end changes nothing of when it ended.
  var keepsEnd: Bool { isCompleted && end != nil }

  /// The one place that decides when a session ends: at `time`, but never before it was last seen at work, its start
  /// included. When that is still to come, the clock has been set back since: the notes then say what it showed. Less than
  /// a second is what two machines' clocks differ by.
  private mutating func setEnd(_ time: Timestamp, at now: Timestamp, seen: SignsOfLife?) {
    var end = time
    if let last = seen?.last, last.microseconds > time.microseconds { end = last }
    endTime = end.description
    if end.microseconds - now.microseconds >= 1_000_000 { addNotes(Session.clockNote(at: now)) }
  }

  private static let clockNoteBeginning = "[Clock set back: ended "

  /// What the clock showed, in UTC as all that is stored.
  private static func clockNote(at now: Timestamp) -> String {
    let clock = LocalCalendar.utc.clock(of: now)
    return "\(clockNoteBeginning)\(padded(clock.hour)):\(padded(clock.minute)) by the clock]"
  }

  /// Whether the clock was set back before it ended.
  var hasClockNote: Bool { notes?.contains(Session.clockNoteBeginning) ?? false }

  /// Adds a text to the notes, unless they already end with it.
  mutating func addNotes(_ text: String) {
    let old = notes ?? ""
    guard !text.isEmpty, !old.hasSuffix(text) else { return }
    notes = "\(old) \(text)".trimmingBlanks
  }
}

extension String {
  /// Without white space at both ends.
  var trimmingBlanks: String {
    var scalars = unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars = scalars.dropFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars = scalars.dropLast() }
    return String(scalars)
  }
}

extension Ledger {
  /// The id for a new session; `_2`, `_3`, … are added while it is taken.
  func unusedID(name: String, start: Timestamp) -> SessionID {
    let first = SessionID(name: name, start: start)
    if !contains(first) { return first }
    for number in 2... {
      let next = SessionID("\(first.text)_\(number)")
      if !contains(next) { return next }
    }
    return first
  }
}

extension FileMetrics {
  /// What is stored of changes in a file with these functions. A changed function that is not there is left out; a deleted
  /// one is listed apart.
  init(path: String, time: Timestamp, changes: [FunctionChange], found: [PythonFunction]) {
    self.init()
    filePath = path
    timestamp = time.description
    for change in changes {
      if let function = PythonSource.function(named: change.name, in: found) {
        functions.append(FunctionMetrics(change, function))
      } else if change.modificationType == .deleted {
        var deleted = DeletedFunction()
        deleted.functionName = change.name
        deleted.linesDeleted = LineCount(Double(change.linesDeleted))
        deletedFunctions.append(deleted)
      }
    }
  }
}

extension FunctionMetrics {
  /// What is stored of a change to a function that is in the file.
  init(_ change: FunctionChange, _ function: PythonFunction) {
    self.init()
    let isNew = change.modificationType == .added
    functionName = change.name
    modificationType = change.modificationType.rawValue
    contribution.linesAdded = LineCount(Double(change.linesAdded))
    contribution.linesModified = LineCount(Double(change.linesModified))
    contribution.linesDeleted = LineCount(Double(change.linesDeleted))
    contribution.complexityAdded = isNew ? function.complexity : 0
    context.finalComplexity = function.complexity
    context.cognitiveLoad = isNew ? 0 : function.complexity
    documentation.hasDocstring = function.hasDocstring
    documentation.qualityScore = function.documentationScore
    documentation.hasTypeHints = function.hasTypeHints
    value.effortScore = effortScore()
  }
}

extension LoggedCodeMetrics {
  /// Means over the functions found; the effort is the compensated sum of the stored scores (reference behaviour, porting).
  init(_ metrics: FileMetrics) {
    self.metrics = metrics
    let functions = metrics.functions
    func mean(_ values: [Int]) -> Double {
      guard !values.isEmpty else { return 0 }
      return (Double(values.reduce(0, +)) / Double(values.count)).rounded(toDecimals: 2)
    }
    averageComplexity = mean(functions.map(\.context.finalComplexity))
    averageDocumentationScore = mean(functions.map(\.documentation.qualityScore))
    totalEffortScore = functions.map(\.value.effortScore).compensatedSum().rounded(toDecimals: 2)
  }
}

extension TimeRange {
  /// The starts that the range covers, microseconds since 1970 UTC; nil for all.
  public func bounds(before now: Timestamp) -> Range<Int64>? {
    let days: Int64
    switch self {
    case .lastDay: days = 1
    case .lastWeek: days = 7
    default: return nil
    }
    return (now.microseconds - days * Timestamp.microsecondsPerDay)..<(now.microseconds + 1)
  }
}
