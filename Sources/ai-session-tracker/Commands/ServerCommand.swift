import ArgumentParser
import Glibc
import Platform
import TrackerCore
import TrackerMCP
import TrackerREST

struct ServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "server", abstract: "Serve MCP on standard input and output (for editors).",
    discussion: """
      Ends when the editor closes its side. Standard output carries nothing but protocol.
      With --dashboard-host and --dashboard-port it serves the REST API meanwhile.
      """)

  @Option(help: "Numeric address to serve the REST API on, or localhost.")
  var dashboardHost: String?
  @Option(help: "Port to serve the REST API on; 0 chooses a free one.")
  var dashboardPort: UInt16?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Length at which sessions are closed that nobody ended. (default: $AI_MAX_SESSION_DURATION_HOURS, else 4)",
      valueName: "hours"))
  var maxSessionDurationHours: Double?
  @OptionGroup var listen: ListenOptions
  @OptionGroup var data: DataOptions

  func validate() throws {
    guard let hours = maxSessionDurationHours else { return }
    guard hours.isFinite, hours > 0 else {
      throw ValidationError(
        "--max-session-duration-hours must be a positive number of hours, not '\(hours)'")
    }
  }

  func run() throws {
    let service = data.service(ownsSessions: true) { config in
      if let maxSessionDurationHours { config.maximumSessionHours = maxSessionDurationHours }
    }
    service.dropOldTrash()
    let loop = EventLoop()
    let transport = StdioTransport(
      server: SessionTrackerServer(service: service, version: AISessionTracker.version))
    var received: Int32 = 0
    try loop.whenSignalled(EndingSignals.all) { signal in
      received = signal
      transport.end()
    }
    transport.attach(to: loop) { loop.stop() }
    let dashboard = startDashboard(service, on: loop)
    try loop.run()
    dashboard?.stop()
    if received == SIGINT { throw ExitCode(Failure.interrupted) }
  }

  /// The REST server, if it was asked for. What keeps it from serving is told; MCP is served all the same.
  private func startDashboard(_ service: SessionService, on loop: EventLoop) -> RESTServer? {
    let log = service.environment.log
    guard let host = dashboardHost, let port = dashboardPort else {
      if dashboardHost != nil || dashboardPort != nil {
        log("--dashboard-host and --dashboard-port belong together; serving without a dashboard")
      }
      return nil
    }
    do throws(Failure) {
      let server = try RESTServer(service, host: host, port: port, listen, on: loop)
      server.start()
      log("serving \(server.address)")
      return server
    } catch {
      log("\(error.error); serving without a dashboard")
      return nil
    }
  }
}
