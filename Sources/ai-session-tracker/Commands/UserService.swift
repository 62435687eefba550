import JSON
import Platform
import TrackerCore

/// The service of the user who runs this: the unit's file and `systemctl --user`. Where no systemd answers nothing is done.
struct UserService {
  private let unitPath: String
  private let systemctl: String?
  private let environment: Environment

  init(in environment: Environment = .process) throws {
    self.environment = environment
    let place = UserPlace.dotConfiguration("systemd/user/" + ServiceUnit.name)
    unitPath = try place.path(
      currentDirectory: environment.currentDirectory,
      variables: ProcessEnvironment.variable)
    systemctl = ProcessEnvironment.program(named: "systemctl")
  }

  // MARK: What is

  /// Whether the user's systemd answers.
  private var hasSystemd: Bool {
    get throws { systemctl == nil ? false : try status("show-environment") == 0 }
  }

  private var hasFile: Bool { get throws { try environment.files.identity(of: unitPath) != nil } }

  /// Whether systemd knows the unit, also one that a package brought.
  private var isKnown: Bool { get throws { try status("cat", ServiceUnit.name) == 0 } }

  private func status(_ words: String...) throws -> Int32 { try status(words) }

  private func status(_ words: [String]) throws -> Int32 {
    guard let systemctl else { throw UserService.absent }
    return try ProgramRun.status(of: systemctl, ["--user", "--quiet"] + words)
  }

  /// Runs it, and says what went wrong.
  private func call(_ words: String...) throws {
    let status = try status(words)
    guard status == 0 else {
      throw Failure(
        notUsable: "`systemctl --user \(words.joined(separator: " "))` ended with status \(status)",
        remedy: "`journalctl --user --unit \(ServiceUnit.name)` tells why.")
    }
  }

  /// Throws, with words for people, where no systemd of this user answers.
  func requireSystemd() throws {
    guard try hasSystemd else { throw UserService.absent }
  }

  private static let absent = Failure(
    notUsable: "no systemd of this user answers, as in a container, under another init or after su",
    remedy:
      "Run `ai-session-tracker dashboard` in a terminal, or from the supervisor that you have.")

  /// Calls systemd for the unit, which must be installed.
  private func callInstalled(_ word: String) throws {
    try requireSystemd()
    guard try isKnown else {
      throw Failure(
        notUsable: "the service is not installed",
        remedy: "Run `ai-session-tracker install --service` in the project that it is to show.")
    }
    try call(word, ServiceUnit.name)
  }

  // MARK: What is done

  /// `data` is the folder of the session data as given; nil: the nearest one upwards, else the current directory's.
  func install(data: String?, isDryRun: Bool = false) throws -> Answer {
    if !isDryRun { try requireSystemd() }
    guard let command = ProcessEnvironment.calledPath else {
      throw Failure(
        notUsable: "the path of this program cannot be told, or is not UTF-8",
        remedy: "Put the program elsewhere.")
    }
    let above = environment.ledgerAbove(home: ProcessEnvironment.variable("HOME"))
    let directory = (data ?? above ?? Config.defaultDirectory).absolute(
      in: environment.currentDirectory)
    let installer = Installer(environment: environment)
    let text = ServiceUnit.text(command: command, data: .directory(directory))
    let step = try installer.plan(Array(text.utf8), into: unitPath)
    if !isDryRun {
      try installer.apply([step])
      try call("daemon-reload")
      try call("enable", ServiceUnit.name)
    }
    let verb = isDryRun ? "to be \(step.action.rawValue)" : step.action.rawValue
    return Answer(
      message: "Service installed",
      data: [
        .init("path", .string(unitPath)), .init("action", .string(step.action.rawValue)),
        .init("directory", .string(directory)),
      ],
      lines: ["  \(verb): service, \(unitPath.printable)"],
      advice: isDryRun
        ? []
        : [
          "The service starts with your next login; `ai-session-tracker service start` starts it now."
        ])
  }

  func start() throws -> Answer {
    try callInstalled("start")
    return Answer(message: "Service started", advice: ["`service status` shows it."])
  }

  func stop() throws -> Answer {
    try callInstalled("stop")
    return Answer(message: "Service stopped")
  }

  /// How it is; whether it runs.
  func examine() throws -> (answer: Answer, isRunning: Bool) {
    let answers = try hasSystemd
    let isInstalled = try hasFile || (answers && isKnown)
    let isEnabled = try answers && status("is-enabled", ServiceUnit.name) == 0
    let isRunning = try answers && status("is-active", ServiceUnit.name) == 0
    let words =
      isRunning
      ? "running"
      : !answers ? "no systemd of this user answers" : isInstalled ? "stopped" : "absent"
    let answer = Answer(
      symbol: isRunning ? "✅" : "📋", message: "Service: \(words)",
      data: [
        .init("installed", .bool(isInstalled)), .init("enabled", .bool(isEnabled)),
        .init("running", .bool(isRunning)), .init("status", .string(words)),
      ],
      lines: [
        "  Installed: \(isInstalled ? "yes" : "no")", "  Enabled:   \(isEnabled ? "yes" : "no")",
        "  Running:   \(isRunning ? "yes" : "no")", "  Status:    \(words)",
      ])
    return (answer, isRunning)
  }

  /// Stops and disables it and removes the user's unit; where no systemd answers, only the file and its link go.
  func uninstall(isDryRun: Bool = false) throws -> Answer {
    let (answers, hadFile) = (try hasSystemd, try hasFile)
    let isKnown = try answers && self.isKnown
    guard hadFile || isKnown else {
      return Answer(
        message: "The service is not installed; nothing was changed",
        data: [.init("action", "absent")], lines: ["  nothing of ours: service"])
    }
    if !isDryRun {
      if isKnown {
        try call("stop", ServiceUnit.name)
        try call("disable", ServiceUnit.name)
      }
      try environment.files.remove(unitPath)
      let folder = environment.files.directory(of: unitPath)
      try environment.files.remove("\(folder)/default.target.wants/\(ServiceUnit.name)")
      if answers { try call("daemon-reload") }
    }
    let what = hadFile ? unitPath.printable : "disabled; its file belongs to a package"
    return Answer(
      message: isDryRun ? "Nothing was changed (dry run)" : "Service uninstalled",
      data: [.init("path", .string(unitPath)), .init("action", "removed")],
      lines: ["  \(isDryRun ? "to be removed" : "removed"): service, \(what)"])
  }
}

extension Failure {
  fileprivate init(notUsable error: String, remedy: String) {
    self.init(message: "Service not usable", error: error, remedy: remedy)
  }
}
