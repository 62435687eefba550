// Texts that were looked at once and must stay; UPDATE_GOLDEN=1 records them anew, the difference
// is the review.

import Platform
import Testing

/// Compares `text` with the file `Golden/NAME.txt` beside this one.
func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = #filePath
  let folder = String(file.prefix(through: file.lastIndex(of: "/") ?? file.startIndex))
  let path = folder + "Golden/\(name).txt"
  if ProcessEnvironment.variable("UPDATE_GOLDEN") == "1" {
    try FileSystem().createDirectory(folder + "Golden")
    try FileSystem().replace(
      path, by: [.bytes(Array(text.utf8))], temporary: path + ".new")
    return
  }
  let recorded = try FileSystem().read(path).map { String(decoding: $0, as: UTF8.self) }
  guard let recorded else {
    Issue.record(
      "no golden file \(name).txt; record it with UPDATE_GOLDEN=1", sourceLocation: sourceLocation)
    return
  }
  guard recorded != text else { return }
  let difference = zip(
    recorded.split(separator: "\n", omittingEmptySubsequences: false),
    text.split(separator: "\n", omittingEmptySubsequences: false)
  ).first { $0 != $1 }
  Issue.record(
    """
    \(name).txt differs
    recorded: \(difference.map { String($0.0) } ?? "another number of lines")
    now:      \(difference.map { String($0.1) } ?? "another number of lines")
    """, sourceLocation: sourceLocation)
}
