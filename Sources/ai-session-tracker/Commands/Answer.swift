import ArgumentParser
import JSON
import Platform
import TrackerCore

/// What a command that did its work says, to people as lines and to programs as one JSON object. Data goes to standard
/// output, everything else to standard error.
struct Answer {
  var symbol = "✅"
  var message: String
  /// In the order in which it is shown.
  var data: [JSONValue.Member] = []
  /// What people see of the data; nil: a line for each member.
  var lines: [String]?
  /// Told to people and programs alike, on standard error.
  var notices: [String] = []
  /// Told to people afterwards: what to do next.
  var advice: [String] = []
  /// What the answer lacks, and why; it is told all the same, but as a failure.
  var gap: String?
  /// The ids of the sessions that it is about: all that is printed where only those are wanted.
  var ids: [String] = []
}

/// A command that can answer programs, also when it fails.
protocol ProgrammableCommand: ParsableCommand {
  /// Whether a program asked.
  var json: Bool { get }
}

/// One that is asked by the options that such commands share.
protocol OutputCommand: ProgrammableCommand {
  var output: OutputOptions { get }
}

extension OutputCommand {
  var json: Bool { output.json }
}

/// A command whose answer is a message and data.
protocol AnsweringCommand: OutputCommand {
  /// Whether only the ids of the answer are wanted.
  var isQuiet: Bool { get }

  func answer() throws -> Answer
}

/// One whose answer is about sessions: scripts may want their ids alone.
protocol IdentifyingCommand: AnsweringCommand {
  var form: FormOptions { get }
}

extension IdentifyingCommand {
  var output: OutputOptions { form.output }
  var isQuiet: Bool { form.quiet }
}

extension AnsweringCommand {
  var isQuiet: Bool { false }

  func run() throws {
    let answer = try answer()
    show(answer)
    if answer.gap != nil { throw ExitCode(Failure.operation) }
  }

  func show(_ answer: Answer) {
    for notice in answer.notices { Stream.error.write(notice.printable + "\n") }
    guard !output.json else {
      return Stream.output.write(
        success: answer.gap == nil, answer.message, answer.data, error: answer.gap)
    }
    guard !isQuiet else {
      return Stream.output.write(answer.ids.map { $0.printable + "\n" }.joined())
    }
    Stream.error.write("\(answer.symbol) \(answer.message.printable)\n")
    let lines = answer.lines ?? answer.data.map { "  \($0.name): \($0.value.plainText.printable)" }
    Stream.output.write(lines.map { $0 + "\n" }.joined())
    for advice in answer.advice { Stream.error.write(advice + "\n") }
  }
}

/// Where a command writes text for people. What is hidden in it is replaced, whoever reads; JSON is spelled in ASCII, so
/// that programs get everything as it is stored.
enum Stream: Int32 {
  case output = 1
  case error = 2

  func write(_ text: String) { ProcessEnvironment.write(text, to: rawValue) }

  /// One JSON value as Python's `json.dumps(indent=2)` spells it, and a newline.
  func write(document: JSONValue) {
    write(String(decoding: JSONWriter.indented(document), as: UTF8.self) + "\n")
  }

  /// What programs are told of what a command did, or could not do.
  func write(
    success: Bool, _ message: String, _ data: [JSONValue.Member], error: String? = nil,
    remedy: String? = nil
  ) {
    var members: [JSONValue.Member] = [
      .init("success", .bool(success)), .init("message", .string(message)),
    ]
    if !data.isEmpty { members.append(.init("data", .object(data))) }
    if let error { members.append(.init("error", .string(error))) }
    if let remedy { members.append(.init("remedy", .string(remedy))) }
    write(document: .object(members))
  }
}

extension JSONValue {
  /// A text as it is, anything else as compact JSON.
  var plainText: String {
    text ?? String(decoding: JSONWriter.compact(self), as: UTF8.self)
  }
}
