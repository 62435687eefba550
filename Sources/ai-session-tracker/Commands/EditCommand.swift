// `edit`: corrects what stands in a session, or how one of its interactions was rated.

import ArgumentParser
import JSON
import Platform
import TrackerCore

struct EditCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Correct a session, or the rating of an interaction.",
    discussion: """
      Says what changed; where nothing is another one nothing is written. Measured values (times, tokens, files) are not \
      edited. A new estimate is the final one, the first stays; a rating that gives way is kept in previous_ratings.

      Examples:
        ai-session-tracker edit fix_login_20260105_211518_k7 --project shop --estimate 3.5h
        ai-session-tracker edit fix_login_20260105_211518_k7 --interaction 2 --rating 4
      """)

  @Argument(help: ArgumentHelp("Session: its id, the beginning of it, or last.", valueName: "id"))
  var session: String
  @Option(parsing: .unconditional, help: "Descriptive name of the task.")
  var name: String?
  @Option(parsing: .unconditional, help: "Model that does the work.")
  var model: String?
  @Option(help: "Kind of work.")
  var type: TaskType?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The estimate, corrected: what a person alone would need, in minutes or as 3.5h.",
      valueName: "time"))
  var estimate: String?
  @Option(parsing: .unconditional, help: "What is worked on; empty for nothing.")
  var project: String?
  @Option(parsing: .unconditional, help: "Who works; empty for nobody.")
  var developer: String?
  @Option(help: "What came of it, once it has ended.")
  var outcome: Outcome?
  @Option(parsing: .unconditional, help: "Anything worth remembering, instead of what was.")
  var notes: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Interaction to rate anew, from 1 in the order they were logged.",
      valueName: "number"))
  var interaction: Int?
  @Option(parsing: .unconditional, help: "Its rating: 1 (not at all) to 5 (right at once).")
  var rating: Int?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  private var edit: SessionEdit {
    SessionEdit(
      [
        "name": name, "model": model, "type": type?.rawValue, "estimate": estimate,
        "project": project, "developer": developer, "outcome": outcome?.rawValue, "notes": notes,
      ].compactMapValues(\.self))
  }

  func validate() throws {
    try check(textProblem(session, of: "id"))
    if (interaction == nil) != (rating == nil) {
      throw ValidationError("--interaction says which one, --rating how: give both")
    }
    let isOfSession = !edit.texts.isEmpty
    if isOfSession, rating != nil {
      throw ValidationError("--interaction is edited alone; leave out what is of the session")
    }
    if !isOfSession, rating == nil {
      let options = EditableField.all.map { "--\($0.name)" }.joined(separator: ", ")
      throw ValidationError("say what to change: \(options), or --interaction and --rating")
    }
    if let rating, !Interaction.ratings.contains(rating) {
      try check(.invalidParameter(name: "--rating", mustBe: "from 1 to 5, not \(rating)"))
    }
    if let interaction, interaction < 1 {
      try check(
        .invalidParameter(name: "--interaction", mustBe: "1 or more, not \(interaction)"))
    }
    let problems = edit.problems { "--\($0)" }
    if !problems.isEmpty { try check(.several(problems)) }
  }

  func answer() throws -> Answer {
    let service = data.service()
    let id = try service.session(named: session)
    let edited =
      if let interaction, let rating {
        try service.editRating(
          ofInteraction: interaction, of: id, to: rating, name: "--interaction")
      } else {
        try service.editSession(id, edit)
      }
    let changes = edited.changes
    return Answer(
      symbol: changes.isEmpty ? "ℹ️" : "✅",
      message: changes.isEmpty ? "Nothing changed: \(id)" : "Session edited: \(id)",
      data: [
        .init("session_id", .string(id.text)),
        .init("changes", .array(changes.map(\.document))),
      ], lines: changes.map { "  " + $0.sentence.printable }, notices: service.takeNotices())
  }
}

extension FieldChange {
  fileprivate var document: JSONValue {
    ["name": .string(name), "before": .string(before), "after": .string(after)]
  }
}
