// Throws made inputs at everything that reads bytes from outside. Built with coverage feedback
// (Tests/Fuzz/run) libFuzzer makes the inputs, otherwise a seeded mutator does.

import Platform

#if !COVERAGE_FEEDBACK
  @main
#endif
enum Fuzz {
  static let usage = """
    Usage: fuzz [--seconds N] [--seed S] [--inputs DIR] [--trace] [TARGET…]
           fuzz --input FILE TARGET…
      --seconds  for each target (default: 2)
      --seed     another seed, other inputs (default: 1)
      --inputs   where the corpus and the words are (default: Tests/Fuzz)
      --trace    tells the number of each input before it is tried: the last one told ended the process
      --input    tries this file alone
    Targets:

    """

  struct WrongUsage: Error { var argument: String }

  static func main() {
    do {
      try run(CommandLine.arguments.dropFirst())
    } catch let error as WrongUsage {
      let targets = FuzzTarget.all.map { "  \($0.name): \($0.promise)\n" }.joined()
      tell("fuzz: not understood: \(error.argument)\n\(usage)\(targets)")
      ProcessEnvironment.end(status: 2)
    } catch {
      tell("fuzz: \(error)\n")
      ProcessEnvironment.end(status: 1)
    }
  }

  static func tell(_ text: String) { ProcessEnvironment.write(text, to: 2) }

  private static func run(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    var fuzzing = SeededFuzzing()
    var input: String?
    var targets: [FuzzTarget] = []
    while let argument = rest.popFirst() {
      switch argument {
      case "--seconds": fuzzing.seconds = try number(&rest, argument)
      case "--seed": fuzzing.seed = UInt64(try number(&rest, argument))
      case "--inputs": fuzzing.directory = try value(&rest, argument)
      case "--input": input = try value(&rest, argument)
      case "--trace": fuzzing.isTracing = true
      default:
        guard let target = FuzzTarget.all.first(where: { $0.name == argument }) else {
          throw WrongUsage(argument: argument)
        }
        targets.append(target)
      }
    }
    for target in targets.isEmpty ? FuzzTarget.all : targets {
      if let input {
        try target.check(try RealFileSystem().read(input) ?? [])
        tell("\(target.name): \(input) keeps the promise\n")
      } else {
        try fuzzing.run(target)
      }
    }
  }

  private static func value(_ rest: inout ArraySlice<String>, _ name: String) throws -> String {
    guard let value = rest.popFirst() else { throw WrongUsage(argument: name) }
    return value
  }

  private static func number(_ rest: inout ArraySlice<String>, _ name: String) throws -> Int {
    guard let number = Int(try value(&rest, name)), number >= 0 else {
      throw WrongUsage(argument: name)
    }
    return number
  }
}
