// The built program as others meet it: a server asked over pipes, a report run to its end. It refuses to look inside.

internal import JSON
internal import Platform

/// The program over one history.
struct MeasuredProgram {
  let path: String
  let directory: String
  /// Interactions in the history.
  let size: Int

  /// The server answered with something else than a result.
  struct OddAnswer: Error { var text: String }

  private static let initialize =
    #"{"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": "2025-06-18", "#
    + #""capabilities": {}, "clientInfo": {"name": "benchmarks", "version": "1"}}}"#

  private func startedServer() throws -> ProgramConversation {
    let server = try ProgramConversation(with: path, ["server", "--data", directory])
    _ = try result(of: server.ask(MeasuredProgram.initialize))
    return server
  }

  private func result(of answer: [UInt8]) throws -> JSONValue {
    guard let result = try JSONReader.read(answer, dialect: .strict)["result"] else {
      throw OddAnswer(text: String(decoding: answer, as: UTF8.self))
    }
    return result
  }

  private func call(_ tool: String, _ arguments: JSONValue) -> String {
    let request: JSONValue = [
      "jsonrpc": "2.0", "id": 1, "method": "tools/call",
      "params": ["name": .string(tool), "arguments": arguments],
    ]
    return String(decoding: JSONWriter.compact(request), as: UTF8.self)
  }

  /// From the start of a server to its first answer, and round trips with one that runs.
  func answers() throws -> [Measurement] {
    let first = try Measurement("first answer", size: size, count: 30, warmUpCount: 2) {
      _ = try startedServer().end()
    }
    let server = try startedServer()
    try server.tell(#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#)
    let ping = try Measurement("ping", size: size, count: 1000, warmUpCount: 10) {
      _ = try server.ask(#"{"jsonrpc": "2.0", "id": 1, "method": "ping"}"#)
    }
    let start = call(
      "start_ai_session",
      [
        "session_name": "Benchmark", "task_type": "testing", "model_name": "none",
        "human_time_estimate_minutes": 10, "estimate_source": "manual",
      ])
    guard
      let id = try result(of: server.ask(start))["structuredContent"]?["session_id"]?.text
    else { throw OddAnswer(text: "no session_id") }
    let request = call(
      "log_ai_interaction",
      [
        "session_id": .string(id), "prompt": .string(String(repeating: "prompt ", count: 20)),
        "response_summary": .string(String(repeating: "summary ", count: 20)),
        "effectiveness_rating": 4,
      ])
    // The first two read and copy the history; from then on the cost is that of one log.
    let log = try Measurement("log over pipes", size: size, count: 200, warmUpCount: 4) {
      let answer = try server.ask(request)
      if try result(of: answer)["isError"]?.bool == true {
        throw OddAnswer(text: String(decoding: answer, as: UTF8.self))
      }
    }
    _ = try server.end()
    return [first, ping, log]
  }

  /// `report` as a process, and in turn with it a plain read of the same files.
  func reports(count: Int) throws -> [Measurement] {
    var plain: [Int64] = []
    var report: [Int64] = []
    for _ in 0...count {
      plain.append(try Measurement.time { try readPlainly() })
      report.append(try time(of: path, ["report", "--data", directory]))
    }
    // The first of each warms up.
    let read = Measurement("plain read", size: size, microseconds: Array(plain.dropFirst()))
    var run = Measurement("report run", size: size, microseconds: Array(report.dropFirst()))
    run.multiple = ("plain read", run.median / read.median)
    return [read, run]
  }

  /// The first frame with all numbers as a process, and in turn with it what CPython takes to read the interactions alone;
  /// nothing where there is no CPython, or so little to read that its start outweighs it.
  func frames(count: Int) throws -> [Measurement] {
    guard size >= 100_000, ProcessEnvironment.program(named: "python3") != nil else { return [] }
    // In a process that reads them twice less one that reads them once: how long Python takes to start is left out.
    let python = "import json, sys\nfor _ in range(int(sys.argv[2])): json.load(open(sys.argv[1]))"
    var load: [Int64] = []
    var frame: [Int64] = []
    for _ in 0...count {
      let once = try time(of: "python3", ["-c", python, directory + "/interactions.json", "1"])
      let twice = try time(of: "python3", ["-c", python, directory + "/interactions.json", "2"])
      load.append(max(twice - once, 1))
      frame.append(
        try time(of: path, ["tui", "--once", "--range", "all", "--data", directory]))
    }
    let read = Measurement("json.load", size: size, microseconds: Array(load.dropFirst()))
    var run = Measurement("first frame", size: size, microseconds: Array(frame.dropFirst()))
    run.multiple = ("json.load", run.median / read.median)
    return [read, run]
  }

  private func time(of program: String, _ arguments: [String]) throws -> Int64 {
    try Measurement.time {
      let status = try ProgramRun.status(of: program, arguments)
      if status != 0 { throw Benchmarks.ProgramFailed(status: status) }
    }
  }

  /// Every byte of the data files, through windows as large as the program's.
  private func readPlainly() throws {
    var window = [UInt8](repeating: 0, count: 256 * 1024)
    for name in ["sessions.json", "interactions.json", "issues.json"] {
      guard let reader = try RealFileSystem().open(directory + "/" + name, links: .refuse) else {
        continue
      }
      while try window.withUnsafeMutableBytes({ try reader.read(into: $0) }) > 0 {}
    }
  }
}
