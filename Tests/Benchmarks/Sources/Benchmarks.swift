// What the program costs as the history grows: start-up, first answer, ping, one durable log, load, report, overview.
// It refuses to judge: it prints figures.

internal import JSON
internal import Platform
internal import TrackerCore

@main
enum Benchmarks {
  static let usage = """
    Usage: benchmarks [--small | --large] [--json] [--directory DIR] [--program PATH]
      --small      with 1,000 interactions only
      --large      also with 1,000,000 interactions (writes about 2 GB)
      --json       one JSON object instead of a table
      --directory  where the histories are made; the disk decides what a durable log costs (default: $TMPDIR, else /tmp)
      --program    the built program (default: ai-session-tracker beside this one)

    """

  struct WrongUsage: Error { var argument: String }

  static func main() {
    do {
      try run(CommandLine.arguments.dropFirst())
    } catch let error as WrongUsage {
      ProcessEnvironment.write("benchmarks: not understood: \(error.argument)\n\(usage)", to: 2)
      ProcessEnvironment.end(status: 2)
    } catch {
      ProcessEnvironment.write("benchmarks: \(error)\n", to: 2)
      ProcessEnvironment.end(status: 1)
    }
  }

  private static func run(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    var sizes = [1_000, 10_000, 100_000]
    var isJSON = false
    var parent = ProcessEnvironment.variable("TMPDIR") ?? "/tmp"
    var program: String?
    while let argument = rest.popFirst() {
      switch argument {
      case "--small": sizes = [1_000]
      case "--large": sizes.append(1_000_000)
      case "--json": isJSON = true
      case "--directory":
        guard let value = rest.popFirst() else { throw WrongUsage(argument: argument) }
        parent = value
      case "--program":
        guard let value = rest.popFirst() else { throw WrongUsage(argument: argument) }
        program = value
      case "--help": return ProcessEnvironment.write(usage, to: 1)
      default: throw WrongUsage(argument: argument)
      }
    }
    let path = program ?? programBesideThisOne
    var measurements = [try startUp(of: path)]
    for size in sizes { measurements += try measure(size: size, in: parent, program: path) }
    for place in measurements.indices where measurements[place].name == "claims" {
      let size = measurements[place].size
      guard let load = measurements.first(where: { $0.name == "json.load" && $0.size == size })
      else { continue }
      measurements[place].multiple = ("json.load", measurements[place].median / load.median)
    }
    show(measurements, isJSON)
  }

  private static var programBesideThisOne: String {
    let path = ProcessEnvironment.executablePath ?? ""
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return path[..<slash] + "ai-session-tracker"
  }

  struct ProgramFailed: Error { var status: Int32 }

  private static func startUp(of program: String) throws -> Measurement {
    try Measurement("start-up", count: 100, warmUpCount: 3) {
      let status = try ProgramRun.status(of: program, ["--version"])
      if status != 0 { throw ProgramFailed(status: status) }
    }
  }

  private static func measure(
    size: Int, in parent: String, program: String
  ) throws -> [Measurement] {
    let files = RealFileSystem()
    let directory = try files.createTemporaryDirectory(prefix: parent + "/tracker-benchmark-")
    var made = MadeLedger(interactionCount: size)
    do {
      try made.write(to: directory, files)
      let measured = MeasuredProgram(path: program, directory: directory, size: size)
      let result =
        try measured.answers() + measured.reports(count: size > 100_000 ? 7 : 15)
        + measured.frames(count: 7) + measure(size: size, directory)
      try files.removeDirectory(directory)
      return result
    } catch {
      try files.removeDirectory(directory)
      throw error
    }
  }

  private static func measure(size: Int, _ directory: String) throws -> [Measurement] {
    var config = Config()
    config.directory = directory
    let service = SessionService(environment: .process, config: config)
    let runs = size > 100_000 ? 5 : 20
    let request = StartRequest(
      name: "Benchmark", taskType: TaskType(rawValue: "testing"), modelName: "none",
      estimateMinutes: 10, estimateSource: EstimateSource(rawValue: "manual"))
    var interaction = Interaction()
    interaction.sessionID = try service.startSession(request).session.id
    interaction.prompt = String(repeating: "prompt ", count: 20)
    interaction.responseSummary = String(repeating: "summary ", count: 20)
    interaction.effectivenessRating = 4
    // The first two read and copy the history; from then on the cost is that of one log.
    let log = try Measurement("durable log", size: size, count: 200, warmUpCount: 4) {
      _ = try service.logInteraction(interaction)
    }
    let load = try Measurement("load", size: size, count: runs) { _ = try service.history() }
    let history = try service.history()
    let overview = Measurement("overview", size: size, count: runs) {
      _ = service.statistics.overview(history, calendar: service.environment.calendar)
    }
    let report = try Measurement("report", size: size, count: runs) { _ = try service.report() }
    let claims = claims(of: history, size: size, service)
    return [log, load, overview, report, claims]
  }

  /// The gate, the claims and what moves them, of twice as many sessions as were made: of 100,000 interactions 10,000.
  private static func claims(
    of made: History, size: Int, _ service: SessionService
  ) -> Measurement {
    var history = made
    history.sessions += made.sessions
    let figures = service.statistics.figures(history)
    return Measurement("claims", size: size, count: 20) {
      _ = service.statistics.claims(
        history, of: figures, calibration: Calibration(history.sessions),
        calendar: service.environment.calendar)
    }
  }

  private static func show(_ measurements: [Measurement], _ isJSON: Bool) {
    var names: [String] = []
    for measurement in measurements where !names.contains(measurement.name) {
      names.append(measurement.name)
    }
    let groups = names.map { name in measurements.filter { $0.name == name } }
    let rows = groups.flatMap { group in group.map { (row: $0, smallest: group[0]) } }
    if isJSON {
      let value = JSONValue.object([
        .init("measurements", .array(rows.map { $0.row.json(smallest: $0.smallest) }))
      ])
      let text = String(decoding: JSONWriter.indented(value), as: UTF8.self)
      return ProcessEnvironment.write(text + "\n", to: 1)
    }
    let lines = [Measurement.head] + rows.map { $0.row.line(smallest: $0.smallest) }
    ProcessEnvironment.write(lines.joined(separator: "\n") + "\n", to: 1)
  }
}
