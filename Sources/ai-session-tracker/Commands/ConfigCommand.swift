// `config`: reads and writes the settings file. Rates count for every viewer, the rest for the dashboard.

import ArgumentParser
import JSON
import Platform
import TrackerCore
import TrackerTUI

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show and change settings.",
    discussion: """
      They stand in tui.conf below $XDG_CONFIG_HOME/ai-session-tracker, or ~/.config/ai-session-tracker. \
      \(Setting.product.map(\.name).joined(separator: ", ")) count for the report, the servers and the dashboard; all \
      others for the dashboard. A server reads them when it starts.

      Examples:
        ai-session-tracker config set rate 95
        ai-session-tracker config set rate auto
        ai-session-tracker config list
      """,
    subcommands: [Get.self, Set.self, List.self], defaultSubcommand: List.self)

  /// The settings of the file; what cannot be used of them is told.
  fileprivate static func read() throws -> (settings: Settings, path: String, problems: [String]) {
    let file = SettingsFiles.process.read()
    switch file {
    case .nowhere(let reason), .unusable(let reason): throw Failure(unusableSettings: reason)
    case .text(let path, let text): return (Settings.reading(text).settings, path, file.problems)
    }
  }

  fileprivate static func setting(named name: String) throws -> Setting {
    guard let setting = Setting.named(name) else {
      throw Failure(usage: thereIsNo("setting", name, in: Setting.all.map(\.name)))
    }
    return setting
  }

  struct Get: AnsweringCommand {
    static let configuration = CommandConfiguration(
      commandName: "get", abstract: "Print what a setting is.")

    @Argument(completion: .list(Setting.all.map(\.name))) var name: String
    @OptionGroup var output: OutputOptions

    func answer() throws -> Answer {
      let setting = try ConfigCommand.setting(named: name)
      let (settings, _, problems) = try ConfigCommand.read()
      return Answer(
        symbol: "⚙️", message: "\(name): \(setting.help)", data: setting.document(settings),
        lines: [settings.value(setting).printable], notices: problems)
    }
  }

  struct Set: AnsweringCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Change a setting; its default takes its line out of the file.")

    @Argument(completion: .list(Setting.all.map(\.name))) var name: String
    @Argument(parsing: .allUnrecognized, help: "Its value; that of `columns` may be several words.")
    var value: [String]
    @OptionGroup var output: OutputOptions

    func answer() throws -> Answer {
      let setting = try ConfigCommand.setting(named: name)
      let value = value.joined(separator: " ")
      if let refusal = setting.refusal(of: value) { throw Failure(usage: refusal) }
      var (settings, path, problems) = try ConfigCommand.read()
      settings.set(setting, to: value)
      do throws(SettingsFiles.Problem) {
        path = try SettingsFiles.process.save(settings)
      } catch {
        throw Failure(unusableSettings: error.reason)
      }
      return Answer(
        message: "\(name) is \(value)", data: setting.document(settings),
        lines: ["  in \(path)".printable], notices: problems)
    }
  }

  struct List: AnsweringCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Print every setting with its value.")

    @OptionGroup var output: OutputOptions

    func answer() throws -> Answer {
      let (settings, path, problems) = try ConfigCommand.read()
      return Answer(
        symbol: "⚙️", message: "Settings of \(path)",
        data: [
          .init("path", .string(path)),
          .init("settings", .array(Setting.all.map { .object($0.document(settings)) })),
        ],
        lines: Setting.all.map { setting in
          "\(setting.name) = \(settings.value(setting))\(settings.isSet(setting) ? "" : " (default)")"
            .printable + " · \(setting.help)"
        }, notices: problems)
    }
  }
}

extension Setting {
  fileprivate func document(_ settings: Settings) -> [JSONValue.Member] {
    [
      .init("name", .string(name)), .init("value", .string(settings.value(self))),
      .init("default", .string(standard)), .init("is_set", .bool(settings.isSet(self))),
      .init("help", .string(help)),
    ]
  }
}

extension Failure {
  fileprivate init(unusableSettings reason: String) {
    self.init(
      message: "Settings not usable", error: reason, remedy: "Nothing was changed; mend that first."
    )
  }
}
