import ArgumentParser
import JSON
import Platform
import TrackerCore

struct CalibrateCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate", abstract: "Hold estimates against tasks done by hand.",
    discussion: """
      How long a person needs shows only in tasks that a person does without an assistant, after somebody estimated them. \
      From five such tasks on their factor is used for the claims; until then it is taken from METR's randomised trial.

      Example:
        ai-session-tracker start --by-hand --type debugging --name "Fix login" --mins 45 --source manual
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let service = data.service()
    let history = try service.history()
    let calibration = Calibration(history.sessions)
    for notice in [history.skippedNotice, service.emptiness(of: history)?.text].compactMap(\.self) {
      Stream.error.write(notice.printable + "\n")
    }
    output.json
      ? Stream.output.write(document: Calibration.shape.value(calibration))
      : Stream.output.write(calibration.lines.map { $0.printable + "\n" }.joined())
  }
}
