// What somebody hears who does not know the program yet, or has mistyped a command. All of it is made from the list of
// commands.

import ArgumentParser
import Platform
import TrackerCore

extension AISessionTracker {
  /// What this is and what to type; for the bare command on a terminal, where nobody speaks MCP.
  static let greeting = """
    ai-session-tracker \(version): \(configuration.abstract)

      ai-session-tracker tui --demo     look around in sample data
      ai-session-tracker install        let your editor's agent record its sessions in this project
      ai-session-tracker start --help   record a session by hand
      ai-session-tracker tui            the dashboard of this project
      ai-session-tracker help           all commands

    Editors start this program as their MCP server; `ai-session-tracker server` does the same here.

    """

  /// Whether a person typed the bare command: both standard input and output are a terminal.
  static var isMetByAPerson: Bool {
    TerminalDevice.isTerminal(.input) && TerminalDevice.isTerminal(.output)
  }

  /// What is wrong with the words that should be a command, at the beginning or behind `help`; nil when nothing is.
  static func commandProblem(_ arguments: [String]) -> UnknownCommand? {
    guard let first = arguments.first, !first.hasPrefix("-") else { return nil }
    let names = configuration.subcommands.map { $0._commandName } + ["help"]
    guard names.contains(first) else { return UnknownCommand(sentence: sentence(first)) }
    let topics = arguments.dropFirst().filter { !$0.hasPrefix("-") }
    guard first == "help", let topic = topics.first else { return nil }
    if !names.contains(topic) { return UnknownCommand(sentence: sentence(topic)) }
    guard topics.count > 1 else { return nil }
    return UnknownCommand(
      sentence: "help takes one command, not '\(topics.joined(separator: " "))'.")
  }

  private static func sentence(_ name: String) -> String {
    let nearest = nearestNames(to: name, among: listed.map { $0._commandName })
    return "There is no command '\(name.clipped(to: 200) ?? name)'."
      + (nearest.isEmpty ? "" : " Nearest: \(nearest.joined(separator: ", ")).")
  }

  private static var listed: [any ParsableCommand.Type] {
    configuration.subcommands.filter { $0.configuration.shouldDisplay }
  }

  /// A line for each command.
  fileprivate static var commandList: String {
    let widest = listed.map { $0._commandName.count }.max() ?? 0
    return listed.map {
      "  " + $0._commandName.padded(to: widest + 2) + $0.configuration.abstract + "\n"
    }.joined()
  }
}

/// A command that does not exist.
struct UnknownCommand {
  var sentence: String

  /// The sentence, then the list.
  var text: String { "Error: \(sentence)\n\nCommands:\n\(AISessionTracker.commandList)" }
}
