import ArgumentParser
import Glibc
import Platform
import TrackerCore
import TrackerREST

struct DashboardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard",
    abstract: "Serve the numbers over HTTP: /api, /metrics, a stream of changes.",
    discussion: """
      Prints its address and serves until it is interrupted; GET / tells what there is. It only reads. The dashboard for \
      people is `tui`.

      Examples:
        ai-session-tracker dashboard --port 8000 & curl -s localhost:8000/api/overview
        ai-session-tracker dashboard --host 0.0.0.0 --allow-remote --token-file token
      """)

  @Option(help: "Numeric address to listen on, or localhost.")
  var host = "127.0.0.1"
  @Option(help: "Port to listen on; 0 chooses a free one.")
  var port: UInt16 = 8000
  @OptionGroup var listen: ListenOptions
  @OptionGroup var data: DataOptions

  func run() throws {
    let loop = EventLoop()
    let server = try RESTServer(data.service(), host: host, port: port, listen, on: loop)
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
