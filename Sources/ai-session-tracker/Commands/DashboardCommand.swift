// `dashboard`: serves the REST API until it is stopped.

import ArgumentParser
import Glibc
import Platform
import TrackerCore
import TrackerREST

struct DashboardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard",
    abstract: "Serve the numbers over HTTP: /api/overview and /api/report.",
    discussion: """
      Prints its address and serves until it is interrupted. The dashboard for people is `tui`.

      Example:
        ai-session-tracker dashboard --port 8000 & curl -s localhost:8000/api/overview
      """)

  @Option(help: "Numeric address to listen on, or localhost.")
  var host = "127.0.0.1"
  @Option(help: "Port to listen on; 0 chooses a free one.")
  var port: UInt16 = 8000
  @OptionGroup var data: DataOptions

  func run() throws {
    let loop = EventLoop()
    let server = try HTTPServer(data.service(), host: host, port: port, on: loop)
    var received: Int32 = 0
    try loop.whenSignalled(EndingSignals.all) { signal in
      received = signal
      loop.stop()
    }
    server.start()
    Stream.output.write("Serving \(server.address)\n")
    do throws(SystemError) {
      try ReadyNotice.send()
    } catch {
      Environment.process.log("the supervisor cannot be told: \(error)")
    }
    try loop.run()
    server.stop()
    if received == SIGINT { throw ExitCode(Failure.interrupted) }
  }
}

extension HTTPServer {
  /// A server over session data. Warns when others than this machine can reach it.
  convenience init(
    _ service: SessionService, host: String, port: UInt16, on loop: EventLoop
  ) throws(ListenError) {
    let listener: ListeningSocket
    do throws(SystemError) {
      listener = try ListeningSocket(host: host, port: port)
    } catch {
      throw ListenError(error, host: host, port: port)
    }
    let routes = Routes(service: service)
    self.init(listener, on: loop, now: service.environment.now) { routes.response(to: $0) }
    if listener.host != "::1", !listener.host.hasPrefix("127.") {
      service.environment.log(
        "whoever can reach \(address) can read the session data; 127.0.0.1 keeps it to yourself")
    }
  }
}

extension ListenError {
  fileprivate init(_ error: SystemError, host: String, port: UInt16) {
    address = "\(host):\(port)"
    switch error.code {
    case EADDRINUSE:
      reason = "\(host):\(port) is in use by another program"
      remedy = "Choose another port with --port, or 0 for any that is free."
    case EINVAL:
      reason = "'\(host)' is not a numeric address"
      remedy = "Give an address such as 127.0.0.1, or localhost."
    default:
      reason = "\(host):\(port): \(error.reason)"
      remedy = "Choose another address with --host or another port with --port."
    }
  }
}
