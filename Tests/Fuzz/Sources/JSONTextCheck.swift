// Bytes → tree → bytes → tree.

import JSON

enum JSONTextCheck {
  @Sendable static func check(_ input: [UInt8]) throws {
    let strict = read(input, .strict)
    switch read(input, .python) {
    case .failure(let error):
      try require(
        (0...input.count).contains(error.offset) && error.line >= 1 && error.column >= 1,
        "an error stands outside the text: \(error)")
      if case .success = strict { throw Violation(description: "strict reads what files may not") }
    case .success(let value):
      if case .success(let same) = strict {
        try require(same == value, "the dialects read differently")
      }
      let sliced = try JSONReader.withSlice(of: input) { $0.value }
      try require(sliced == value, "the slice is another value than the tree")
      try checkWriting(value)
    }
  }

  private static func checkWriting(_ value: JSONValue) throws {
    for text in [JSONWriter.Text.ascii, .utf8] {
      let line = JSONWriter.compact(value, text: text)
      try require(!line.contains { $0 < 0x20 }, "a control character was written")
      try require(try JSONReader.read(line) == value, "one line is read as another value")
      let lines = JSONWriter.indented(value, level: 2, text: text)
      try require(try JSONReader.read(lines) == value, "lines are read as another value")
    }
    let isPlain = JSONWriter.compact(value, text: .ascii).allSatisfy { (0x20...0x7E).contains($0) }
    try require(isPlain, "something beyond ASCII was written")
  }

  private static func read(
    _ bytes: [UInt8], _ dialect: JSONDialect
  ) -> Result<JSONValue, JSONError> {
    Result { () throws(JSONError) in try JSONReader.read(bytes, dialect: dialect) }
  }
}
