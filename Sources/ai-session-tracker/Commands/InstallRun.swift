import ArgumentParser
import JSON
import Platform
import TrackerCore

/// What is told to clients.
struct InstallLaunch {
  /// The program's path, or its bare name.
  var command: String
  var isPortable = false
  /// What the command line says.
  var givenDirectory: String?
  /// What `AI_OUTPUT_DIR` says.
  var exportedDirectory: String?
  /// Whether the command leads to this program on this machine, too.
  var isStartable: Bool { !isPortable || InstallLaunch.portableNotices.isEmpty }
  /// Told to people on standard error.
  var notices: [String] = []

  /// What the server is told. A relative `AI_OUTPUT_DIR` means a folder in each project, so it cannot go into the user's
  /// files; and files that are shared hold no path of this machine that nobody asked for.
  func callAsFunction(for scope: InstallScope) -> ServerLaunch {
    var directory = givenDirectory
    if directory == nil, !isPortable, let exportedDirectory,
      scope == .project || exportedDirectory.hasPrefix("/")
    {
      directory = exportedDirectory
    }
    return ServerLaunch(
      command: command,
      outputDirectory: directory?.absolute(in: ProcessEnvironment.currentDirectory))
  }

  /// What is to be said of the bare name on this machine.
  static var portableNotices: [String] {
    let name = Client.serverName
    guard let found = ProcessEnvironment.program(named: name) else {
      return ["\(name) is not on your PATH: clients on this machine will not find it."]
    }
    return ProcessEnvironment.isThisProgram(found)
      ? [] : ["\(name) on your PATH is another program: \(found)"]
  }
}

/// A client and the file of it that is meant.
struct InstallTarget {
  var client: Client
  var scope: InstallScope
  var path: String
  /// The client's own command that writes the file; nil when we do.
  var program: String?

  /// Without a scope, the project's file of clients that have one.
  init(_ client: Client, _ wanted: InstallScope?) throws(InstallError) {
    self.client = client
    if let file = client.projectFile, wanted != .user {
      scope = .project
      path = file
    } else {
      scope = .user
      path = try client.userPath
      program = client.ownsUserFile ? client.program : nil
    }
  }
}

extension Client {
  var userPath: String {
    get throws(InstallError) {
      try userFile.path(
        currentDirectory: ProcessEnvironment.currentDirectory,
        variables: ProcessEnvironment.variable)
    }
  }

  /// The first of its programs that is there.
  var program: String? {
    programs.lazy.compactMap { ProcessEnvironment.program(named: $0) }.first
  }

  /// Whether one of its programs or its folder is there.
  var isDetected: Bool {
    if program != nil { return true }
    do throws(InstallError) {
      return Installer(environment: .process).hasTrace(of: self, at: try userPath)
    } catch {
      // Without a home directory there is no trace.
      return false
    }
  }
}

extension Client {
  /// Said when rules were to be told to a client that has no file for them there.
  fileprivate func noticeOfNoRules(_ scope: InstallScope) -> String {
    rules.isEmpty
      ? "\(title) reads no file with rules; it has only what the server says of itself."
      : "\(title) reads no file with rules for all projects; run this in a project, without "
        + "--scope \(scope.rawValue)."
  }
}

extension ClientCheck {
  /// A check on this machine.
  static var machine: ClientCheck {
    let programs = ClientPrograms.machine { arguments in
      do {
        return try AISessionTracker.parseAsRoot(arguments) is ServerCommand
      } catch {
        return false
      }
    }
    return ClientCheck(environment: .process, programs: programs)
  }
}

/// One run of `install`, client after client: plan, carry out, read back. What fails keeps no other from its turn.
struct InstallRun {
  let launch: InstallLaunch
  let isUninstall: Bool
  let isDryRun: Bool
  private let installer = Installer(environment: .process)
  private(set) var report: InstallReport

  init(launch: InstallLaunch, isUninstall: Bool, isDryRun: Bool) {
    self.launch = launch
    self.isUninstall = isUninstall
    self.isDryRun = isDryRun
    report = InstallReport(
      isUninstall: isUninstall, isDryRun: isDryRun, command: launch.command,
      isStartable: launch.isStartable, notices: launch.notices)
  }

  /// The clients whose entry is as it should be now, or was meant to go.
  private(set) var concerned: [Client] = []

  mutating func setUp(_ client: Client, _ wanted: InstallScope?) {
    var snippet: InstallSnippet?
    do throws(InstallError) {
      let target = try InstallTarget(client, wanted)
      let launch = launch(for: target.scope)
      snippet = InstallSnippet(client: client, path: target.path, text: client.snippet(launch))
      if isUninstall { concerned.append(client) }
      let step = try plan(target, launch)
      if !isDryRun {
        try installer.apply([step])
        try readBack(target, launch, after: step)
      }
      report.done.append(InstallDone(client: client, step: step))
      if !isUninstall { concerned.append(client) }
      if target.scope == .user, launch.outputDirectory == nil { report.leavesDirectoryOpen = true }
    } catch {
      report.failures.append(
        InstallProblem(client: client, error: error, snippet: isUninstall ? nil : snippet))
    }
  }

  /// Tells clients the rules, or takes them back.
  mutating func setUpRules(of clients: [Client], _ scope: InstallScope) {
    var plan = RulesPlan(
      installer, isRemoval: isUninstall, variables: ProcessEnvironment.variable)
    for client in clients {
      let rules = client.rules.filter { $0.scope == scope }
      if rules.isEmpty, !isUninstall { report.notices.append(client.noticeOfNoRules(scope)) }
      for file in rules {
        do throws(InstallError) {
          try plan.add(file, of: client)
        } catch {
          report.add(InstallProblem(client: nil, error: error))
        }
      }
    }
    for target in plan.targets {
      do throws(InstallError) {
        let steps = try plan.steps(for: target)
        if !isDryRun { try installer.apply(steps) }
        report.done += steps.map { InstallDone(client: nil, step: $0) }
      } catch {
        report.add(InstallProblem(client: nil, error: error))
      }
    }
  }

  private func plan(
    _ target: InstallTarget, _ launch: ServerLaunch
  ) throws(InstallError) -> InstallStep {
    isUninstall
      ? try installer.removal(
        of: target.client, from: target.path, of: target.scope, through: target.program)
      : try installer.plan(
        target.client, launch, into: target.path, of: target.scope, through: target.program)
  }

  /// What was done is only said when the file says it, too: a client's command may end well and do nothing.
  private func readBack(
    _ target: InstallTarget, _ launch: ServerLaunch, after step: InstallStep
  ) throws(InstallError) {
    let check = ClientCheck.machine
    var fault: String?
    if isUninstall {
      let isThere = try check.hasEntry(target.client, at: target.path, of: target.scope)
      fault = isThere ? "is still there" : nil
    } else {
      fault = try check.fault(
        of: target.client, at: target.path, of: target.scope, writtenAs: launch)?.text
    }
    guard let fault else { return }
    var reason = "the entry \(fault)"
    if case .run(let program, _) = step.change {
      reason = "\(program) reported success, but \(reason)"
    }
    throw InstallError(path: step.path, reason: reason)
  }
}
