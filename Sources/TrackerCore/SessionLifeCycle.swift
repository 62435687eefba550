// What happens to a session's record when it starts, is closed automatically, or is measured. Pure functions.

internal import PythonMetrics

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
    workType = request.workType?.rawValue
    self.owner = owner
  }

  /// This session closed automatically: outcome partial, and a note that says why.
  func autoClosed(
    at now: Timestamp, seen: SignsOfLife?, reason: String, config: Config
  ) -> Session {
    let end = end(at: now, seen: seen, config: config)
    let why =
      switch end.reason {
      case .now, .asked: reason
      // The reference's words (session life cycle).
      case .maximum(let hours):
        "\(reason), exceeded \(hours)h max duration (was \(end.silentHours)h)"
      case .lastSign(let kind): "\(reason), silent for \(end.silentHours)h since \(kind.words)"
      }
    var closed = self
    closed.status = Session.completed
    closed.setEnd(end, at: now)
    closed.outcome = Outcome.partial.rawValue
    closed.isAutoClosed = true
    closed.owner = nil
    closed.addNotes("\(Session.autoCloseBeginning)\(why)]")
    return closed
  }

  private static let autoCloseBeginning = autoCloseMark + " "
  /// What notes hold of a session that was closed for its owner, by this program or the reference.
  static let autoCloseMark = "[Auto-closed:"
  static let autoCloseMarkBytes = Array(autoCloseMark.utf8)

  /// Whether it was closed automatically, who has not ended it since. Other programs tell that by outcome and note only.
  public var wasAutoClosed: Bool {
    guard isCompleted else { return false }
    if let isAutoClosed { return isAutoClosed }
    guard outcome == Outcome.partial.rawValue, let notes, notes.hasSuffix("]") else { return false }
    return notes.split(separator: "[").last.map { "[\($0)".hasPrefix(Session.autoCloseBeginning) }
      ?? false
  }

  /// Whether it was ended by whoever works in it: nothing but a further end moves that.
  public var hasEnded: Bool { isCompleted && end != nil && !wasAutoClosed }

  /// This session running again, kept by `owner`; what its close noted stays.
  func reopened(by owner: SessionOwner?) -> Session {
    var session = self
    session.status = Session.active
    session.endTime = nil
    session.outcome = nil
    session.isAutoClosed = false
    session.owner = owner
    return session
  }

  /// Whether work on it now shows that it was closed too early.
  func wasClosedTooEarly(at now: Timestamp, seen: SignsOfLife?, config: Config) -> Bool {
    let limits = [seen?.last?.time, end].compactMap { $0?.advanced(by: config).microseconds }
    return wasAutoClosed && limits.contains { now.microseconds <= $0 }
  }

  /// Brings it to its end; nil leaves the end that it has. What was noted when it was closed automatically stays.
  mutating func finish(
    _ outcome: Outcome, notes: String, end: SessionEnd?, at now: Timestamp
  ) {
    if isCompleted || isAutoClosed != nil {
      addNotes(notes)
    } else {
      self.notes = notes
    }
    if wasAutoClosed { isAutoClosed = false }
    if let end { setEnd(end, at: now) }
    status = Session.completed
    self.outcome = outcome.rawValue
    owner = nil
  }

  /// Whether the notes have this text at their end.
  func hasNoted(_ text: String) -> Bool { text.isEmpty || (notes ?? "").hasSuffix(text) }

  /// The one place that writes an end. When it is still to come, the clock has been set back since the session was last seen
  /// at work: the notes then say what it showed. Less than a second is what two machines' clocks differ by.
  private mutating func setEnd(_ end: SessionEnd, at now: Timestamp) {
    endTime = end.time.description
    if end.time.microseconds - now.microseconds >= 1_000_000, !hasClockNote {
      addNotes(Session.clockNote(at: now))
    }
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
    guard !hasNoted(text) else { return }
    notes = "\(notes ?? "") \(text)".trimmingBlanks
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
  /// The id for a new session, with an ending by chance, so that two machines do not make the same one. While it is taken
  /// here, the next ending follows; `_2`, `_3`, … are added when all of them are.
  func unusedID(name: String, start: Timestamp, chance: UInt64) -> SessionID {
    let base = SessionID(name: name, start: start)
    let first = Int(chance % UInt64(SessionID.endingCount))
    for attempt in 0... {
      let (round, offset) = attempt.quotientAndRemainder(dividingBy: SessionID.endingCount)
      let ended = base.with(ending: (first + offset) % SessionID.endingCount)
      let id = round == 0 ? ended : SessionID("\(ended)_\(round + 1)")
      if !contains(id) { return id }
    }
    return base
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
  init(_ metrics: FileMetrics, sharedNames: [SharedName]) {
    self.metrics = metrics
    self.sharedNames = sharedNames
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
