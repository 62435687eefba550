// Which sessions a command is about: a filter, in the words of the dashboard, and values of dimensions.

public import ArgumentParser
public import TrackerCore

/// What sessions have to say to be meant. All of it must hold.
struct NarrowingOptions: ParsableArguments {
  @Option(
    name: .customLong("filter"), parsing: .unconditional,
    help: ArgumentHelp(
      "Only these sessions, e.g. 'type:debugging eff<3 -model:gpt'.", valueName: "expression"))
  var expression: String?
  @Option(parsing: .unconditional, help: NarrowingOptions.help("of this project"))
  var project: String?
  @Option(parsing: .unconditional, help: NarrowingOptions.help("of this developer"))
  var developer: String?
  @Option(parsing: .unconditional, help: NarrowingOptions.help("through this client"))
  var client: String?
  @Option(parsing: .unconditional, help: NarrowingOptions.help("with this model"))
  var model: String?
  @Option(parsing: .unconditional, help: NarrowingOptions.help("of this task type"))
  var type: String?
  @Option(parsing: .unconditional, help: NarrowingOptions.help("with this outcome"))
  var outcome: String?

  private static func help(_ words: String) -> ArgumentHelp {
    ArgumentHelp(
      "Only sessions \(words), exactly; \(Dimension.none) for those without one.",
      valueName: "value")
  }

  /// Every dimension that narrows, with what was asked for.
  private var values: [(dimension: Dimension, value: String)] {
    [
      (Dimension.project, project), (.developer, developer), (.client, client), (.model, model),
      (.type, type), (.outcome, outcome),
    ].compactMap { dimension, value in value.map { (dimension, $0) } }
  }

  func validate() throws {
    for (dimension, value) in values where value.isEmpty {
      throw ValidationError(
        "--\(dimension.word) must name a value; \(Dimension.none) is for sessions without one.")
    }
    if expression == "" { throw ValidationError("--filter must not be empty.") }
    _ = try filter
  }

  /// All of it as one filter.
  var filter: SessionFilter {
    get throws {
      do throws(FilterProblem) {
        return values.reduce(try SessionFilter(expression ?? "")) {
          $0.narrowed(to: $1.dimension, $1.value)
        }
      } catch {
        throw ValidationError("\(error).")
      }
    }
  }

  /// What was asked for, in the words of filters.
  var words: [String] {
    (expression.map { [$0] } ?? []) + values.map { "\($0.dimension.word)=\($0.value)" }
  }

  /// Sentences that name the values that no session of a history has, each with those that there are.
  func unknownValues(in history: History, _ calendar: LocalCalendar) -> [String] {
    let rows = history.sessionRows
    return values.compactMap { dimension, value in
      let there = Set(rows.map { dimension.value(of: $0, calendar) })
      guard !there.contains(value == Dimension.none ? "" : value), !there.isEmpty else {
        return nil
      }
      let named = there.map { $0.isEmpty ? Dimension.none : $0 }.sorted()
      return "no session has the \(dimension.title) '\(value.prefix(100))'; there "
        + (named.count == 1 ? "is " : "are ") + named.prefix(5).joined(separator: ", ")
        + (named.count > 5 ? ", …" : "")
    }
  }
}

extension Dimension: ExpressibleByArgument {
  /// One that sessions are grouped by, by its word or its name in JSON; nil for any other.
  public init?(argument: String) {
    let found = Dimension.ofSessions.first { $0.word == argument || $0.key == argument }
    guard let found else { return nil }
    self = found
  }
  /// What the help lists.
  public static var allValueStrings: [String] { ofSessions.map(\.word) }
  /// What the shell completes.
  public static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
