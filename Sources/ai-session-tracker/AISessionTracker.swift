// The subcommands.

import ArgumentParser

@main
struct AISessionTracker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ai-session-tracker", subcommands: [TUICommand.self])
}
