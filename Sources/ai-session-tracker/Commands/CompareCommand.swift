public import ArgumentParser
import JSON
import Platform
public import TrackerCore

struct CompareCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare groups of sessions, like with like only.",
    discussion: """
      Each group is held against all others on the kinds of work that both did. Where the data cannot tell a difference \
      from chance, it says so.

      Examples:
        ai-session-tracker compare --by model --measure success
        ai-session-tracker compare --by task_type --measure minutes --since 90d
      """)

  @Option(help: "What groups are made by.")
  var by: ComparedBy
  @Option(help: "What is compared of them.")
  var measure: ComparedMeasure
  @Flag(help: "Allows --by developer: figures of single persons.")
  var developers = false
  @OptionGroup var covered: CoveredOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if by == .developer, !developers {
      throw ValidationError(
        "Ranking persons is not what this is for; --developers compares them all the same.")
    }
  }

  func run() throws {
    let sessions = try covered.read()
    let comparison = sessions.service.statistics.comparison(
      of: sessions.history, by: by, measure: measure, calendar: sessions.calendar)
    output.json
      ? Stream.output.write(document: FairComparison.shape.value(comparison))
      : Stream.output.write(comparison.sentences.map { $0.printable + "\n" }.joined())
  }
}

extension ComparedBy: ExpressibleByArgument {}
extension ComparedMeasure: ExpressibleByArgument {}
