internal import Platform
internal import TrackerCore

extension HTTPResponse {
  /// The beginning of a stream of events: the generation now, unless the client has heard of it.
  static func events(_ question: Question) -> HTTPResponse {
    let generation = question.generation.description
    let isKnown = question.value(.lastEventID) == generation
    var response = HTTPResponse(
      status: .ok, headers: [HTTPRequest.Field("Content-Type", "text/event-stream")],
      body: Array("retry: 2000\n\n".utf8) + (isKnown ? [] : event(generation)))
    response.isEventStream = true
    return response
  }

  fileprivate static func event(_ generation: String) -> [UInt8] {
    Array("event: ledger\nid: \(generation)\ndata: {\"generation\":\"\(generation)\"}\n\n".utf8)
  }
}

/// Tells the clients of a server when the files have changed.
final class LedgerEvents {
  private let service: SessionService
  private let server: HTTPServer
  private var follower: FileFollower?
  private var told: LedgerGeneration?

  init(_ service: SessionService, to server: HTTPServer) {
    self.service = service
    self.server = server
  }

  /// Begins to follow the files.
  func start(on loop: EventLoop) {
    let follower = FileFollower(
      directory: service.directory, names: SessionService.fileNames, loop: loop,
      files: service.environment.files
    ) { [weak self] in self?.tell() ?? true }
    self.follower = follower
    follower.start()
  }

  /// False when the files could not be looked at.
  private func tell() -> Bool {
    do throws(TrackerError) {
      let generation = try service.generation()
      if generation != told { server.announce(HTTPResponse.event(generation.description)) }
      told = generation
      return true
    } catch {
      service.environment.log("GET /api/events: \(error.message)")
      return false
    }
  }
}
