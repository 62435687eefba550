// One target, inputs from a seed, until the time is over or a promise is broken.

import Platform

struct SeededFuzzing {
  var seconds = 2
  var seed: UInt64 = 1
  /// Holds `corpus/TARGET/` and `words/TARGET.dict`.
  var directory = "Tests/Fuzz"
  var isTracing = false

  /// A broken promise, and where its input was kept.
  struct Finding: Error, CustomStringConvertible {
    let description: String
  }

  func run(_ target: FuzzTarget) throws {
    let mutator = Mutator(
      corpus: try corpus(of: target), words: try words(of: target), seed: seed)
    let start = Clock.monotonicMilliseconds()
    var number = 0
    while number < mutator.corpus.count
      || Clock.monotonicMilliseconds() - start < Int64(seconds) * 1000
    {
      if isTracing { Fuzz.tell("\(target.name) \(number)\n") }
      let input = mutator.input(number)
      do {
        try target.check(input)
      } catch {
        throw Finding(
          description: "\(target.name), seed \(seed), input \(number): \(error)\n"
            + "It was kept as \(try keep(input, target, number)).")
      }
      number += 1
    }
    Fuzz.tell("\(target.name): \(number) inputs, \(mutator.corpus.count) of them corpus\n")
  }

  private func keep(_ input: [UInt8], _ target: FuzzTarget, _ number: Int) throws -> String {
    let parent = ProcessEnvironment.variable("TMPDIR") ?? "/tmp"
    let path = "\(parent)/fuzz-\(target.name)-\(seed)-\(number)"
    try RealFileSystem().replace(path, by: [.bytes(input)])
    return path
  }

  private func corpus(of target: FuzzTarget) throws -> [[UInt8]] {
    let folder = "\(directory)/corpus/\(target.name)"
    let files = RealFileSystem()
    return try files.names(in: folder).compactMap { try files.read(folder + "/" + $0) }
  }

  /// A dictionary as libFuzzer reads it: each word on a line in quotes; `\\`, `\"` and `\xHH` are
  /// escapes.
  private func words(of target: FuzzTarget) throws -> [[UInt8]] {
    let path = "\(directory)/words/\(target.name).dict"
    let lines = (try RealFileSystem().read(path) ?? []).split(separator: 0x0A)
    return lines.filter { $0.first == 0x22 }.map { line in
      var word: [UInt8] = []
      var rest = line.dropFirst().dropLast()
      while let byte = rest.popFirst() {
        guard byte == 0x5C, let escape = rest.popFirst() else {
          word.append(byte)
          continue
        }
        let digits = rest.prefix(2)
        if escape == 0x78, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
          word.append(value)
          rest = rest.dropFirst(2)
        } else {
          word.append(escape)
        }
      }
      return word
    }
  }
}
