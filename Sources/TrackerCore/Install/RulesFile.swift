// THE LIST: how rules are told in each kind of file, and which of several files a client reads. Values only.

/// A file in which a client reads rules.
public struct RulesFile: Sendable {
  /// Where it is made when none of its names is there.
  public var place: Place
  public var form: RulesForm
  /// Names beside it that the client looks for first, in its order; only the first that is there is read.
  var before: [String] = []
  /// Names beside it that the client looks for last.
  var after: [String] = []
  /// Whether the client passes over a file without any text.
  var passesOverBlank = false

  /// Where a file is.
  public enum Place: Sendable {
    /// Relative to the project.
    case project(String)
    case user(UserPlace)
  }

  /// Whose rules they are.
  public var scope: InstallScope { if case .project = place { .project } else { .user } }

  /// A file of the project.
  public static func project(_ path: String, _ form: RulesForm = .block) -> RulesFile {
    RulesFile(place: .project(path), form: form)
  }

  /// A file of the user's.
  public static func user(_ place: UserPlace, _ form: RulesForm = .block) -> RulesFile {
    RulesFile(place: .user(place), form: form)
  }

  static let copilot = project(
    ".github/instructions/session_tracking.instructions.md", .instructions)
  static let copilotAgent = project(".github/agents/Session Tracked Agent.agent.md", .agent)

  /// Codex reads the override alone, if there is anything in it.
  static func codex(_ file: RulesFile) -> RulesFile {
    var file = file
    file.before = ["AGENTS.override.md"]
    file.passesOverBlank = true
    return file
  }

  static let zed = RulesFile(
    place: .project("AGENTS.md"), form: .block,
    before: [
      ".rules", ".cursorrules", ".windsurfrules", ".clinerules",
      ".github/copilot-instructions.md", "AGENT.md",
    ], after: ["CLAUDE.md", "GEMINI.md"])
}

/// How rules stand in a file.
public enum RulesForm: Sendable, CaseIterable {
  /// A block in a file that people own.
  case block
  /// Instructions of Copilot, in VS Code and elsewhere.
  case instructions
  /// An agent of Copilot.
  case agent
  case cursor
  case windsurf

  /// What stands before the rules in a file that is ours as a whole; nil in one that people own.
  public var head: String? {
    switch self {
    case .block: nil
    case .instructions:
      """
      ---
      description: How to record AI coding sessions
      applyTo: '**'
      ---


      """
    case .agent:
      """
      ---
      name: Session Tracked Agent
      description: Works on your task and records what the help was worth.
      tools: ['edit', 'search', 'runCommands', 'runTasks', 'problems', 'changes', 'fetch', 'todos', 'ai-session-tracker/*']
      ---

      Do the work that you are asked for, and record it as follows.


      """
    case .cursor:
      """
      ---
      description: How to record AI coding sessions
      alwaysApply: true
      ---


      """
    case .windsurf:
      """
      ---
      trigger: always_on
      ---


      """
    }
  }
}

/// What agents are told: one text, from which every form is made.
public enum Rules {
  /// The text.
  public static let text: [UInt8] = PackageResources.session_tracking_md
  /// Which edition of text and heads this is; one more with every change of them.
  public static let revision = 3
  /// Checksums of the files of former editions that had no marks.
  static let former: Set<String> = [
    "776e775b73a46c34", "f4dbad4246b04e91", "443ccaecb9291f81", "019a181e94b4b0e2",
  ]

  /// A whole file with the rules and nothing else.
  public static func file(_ form: RulesForm, for readers: [String]) -> [UInt8] {
    let block = RulesText.block(text, mark(form, readers))
    return Array((form.head ?? "").utf8) + block + RulesText.lineFeed
  }

  /// The first mark of today's rules.
  static func mark(_ form: RulesForm, _ readers: [String]) -> RulesMark {
    // In a file that is ours as a whole a change anywhere is a person's.
    let rest = form.head.map { Array($0.utf8) + text + RulesText.endLine } ?? text
    return RulesMark(
      revision: revision, checksum: RulesText.checksum(of: rest), readers: readers)
  }
}
