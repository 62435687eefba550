// Golden files: what a user sees, recorded as text and compared. UPDATE_GOLDEN=1 records; the diff is the review.

// The static library of release builds has no Testing; nothing there compares golden files.
#if canImport(Testing)

  internal import Platform
  package import Testing

  /// Compares `text` with the file `name` in the folder `Golden` beside the calling test file, and records it there when
  /// UPDATE_GOLDEN is 1.
  package func expectGolden(
    _ text: String, _ name: String, directory: String? = nil, testFile: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = directory ?? parent(of: testFile) + "/Golden"
    let path = folder + "/" + name
    let files = RealFileSystem()
    if ProcessEnvironment.variable("UPDATE_GOLDEN") == "1" {
      try files.createDirectory(folder)
      try files.replace(path, by: [.bytes(Array((text + "\n").utf8))])
      return
    }
    guard let bytes = try files.read(path) else {
      Issue.record(
        "no golden file \(path); record it with UPDATE_GOLDEN=1", sourceLocation: sourceLocation)
      return
    }
    let expected = String(decoding: bytes, as: UTF8.self)
    guard expected.utf8.elementsEqual((text + "\n").utf8) == false else { return }
    let difference = firstDifference(expected, text + "\n")
    Issue.record("\(name) differs, \(difference)", sourceLocation: sourceLocation)
  }

  /// The first line that differs, both forms.
  private func firstDifference(_ expected: String, _ actual: String) -> String {
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let actualLines = actual.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, pair) in zip(expectedLines, actualLines).enumerated()
    where !pair.0.utf8.elementsEqual(pair.1.utf8) {
      return "line \(index + 1)\n  recorded: \(pair.0)\n  now:      \(pair.1)"
    }
    return "it has \(actualLines.count) lines, recorded were \(expectedLines.count)"
  }

  private func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

#endif
