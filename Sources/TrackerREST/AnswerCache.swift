internal import TrackerCore

/// What was computed of one version of the ledger, so that asking again costs the same however long the history.
final class AnswerCache {
  /// Bytes of bodies kept; when there are more, all are let go.
  private static let maximumBytes = 4 * 1024 * 1024

  private let service: SessionService
  private var generation: LedgerGeneration?
  private var keptHistory: History?
  private var answers: [[UInt8]: HTTPResponse] = [:]
  private var byteCount = 0
  private var calendars: [String: LocalCalendar] = [:]
  /// So many zones are kept; when there are more, all are let go.
  private static let mostZones = 32

  init(_ service: SessionService) { self.service = service }

  /// What was computed of another generation, or of one that has not settled, is let go.
  func begin(_ generation: LedgerGeneration) {
    guard self.generation != generation else { return }
    keptHistory = nil
    answers = [:]
    byteCount = 0
    self.generation = generation.isSettled ? generation : nil
  }

  /// The history of this generation.
  func history() throws(TrackerError) -> History {
    if let keptHistory { return keptHistory }
    let history = try service.history()
    if generation != nil { keptHistory = history }
    return history
  }

  /// The local clock of a zone, read once.
  func calendar(ofZone zone: String) throws(TrackerError) -> LocalCalendar {
    if let known = calendars[zone] { return known }
    let calendar = try service.environment.calendar(ofZone: zone, name: "tz")
    if calendars.count >= AnswerCache.mostZones { calendars = [:] }
    calendars[zone] = calendar
    return calendar
  }

  /// The answer to a question about this generation.
  func answer(_ question: Question, to route: Route) throws(TrackerError) -> HTTPResponse {
    let key = question.key(route)
    if let answer = answers[key] { return answer }
    let answer = try route.answer(question)
    let size = key.count + answer.body.count
    guard generation != nil, size <= AnswerCache.maximumBytes, !answer.isEventStream else {
      return answer
    }
    if byteCount + size > AnswerCache.maximumBytes {
      answers = [:]
      byteCount = 0
    }
    byteCount += size
    answers[key] = answer
    return answer
  }
}
