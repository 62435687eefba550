internal import JSON
internal import Platform

/// An issue in the file, found by what it was when it was shown: what is not there as it was has changed meanwhile.
struct StoredIssue {
  var issue: Issue
  /// The stored object, to the byte.
  var bytes: [UInt8]
  /// Where it stands.
  var range: Range<Int>
}

extension JSONFile {
  /// The issues of the version that `state` is about, in file order.
  func issues(of state: FileState) throws -> [StoredIssue] {
    guard case .valid(_, let identity) = state else { return [] }
    var issues: [StoredIssue] = []
    let found = try forEachRecord(restart: { issues = [] }) { element in
      guard element.value.kind == .object else { return }
      issues.append(
        StoredIssue(
          issue: Issue(object: element.value), bytes: Array(element.value.bytes),
          range: element.valueOffset..<element.endOffset))
    }
    guard found.identity == identity else { throw SystemError.overtaken(path) }
    return issues
  }
}

extension Ledger {
  /// The issues that are in the file.
  func storedIssues() throws -> [StoredIssue] {
    try files.issues.issues(of: try memory.readList(files.issues))
  }

  /// Gives an issue that is in the file other bytes: one valid object.
  mutating func replace(_ issue: StoredIssue, by bytes: [UInt8]) {
    editedIssues.append((issue.range, bytes))
  }

  /// Takes issues with these bytes out of the file. Throws `changedMeanwhile` unless all are there.
  mutating func removeIssues(spelled issues: [[UInt8]]) throws {
    let stored = try storedIssues()
    var places: Set<Int> = []
    for bytes in issues {
      let issue = stored.last { $0.bytes == bytes && !places.contains($0.range.lowerBound) }
      guard let issue else { throw TrackerError.changedMeanwhile }
      places.insert(issue.range.lowerBound)
    }
    let (ranges, _, _) = try files.issues.cuts(of: try memory.readList(files.issues)) {
      places.contains($0.valueOffset)
    }
    editedIssues += ranges.map { ($0, []) }
  }

  /// The issue that was shown. Throws `changedMeanwhile` when it is not there as it was.
  func issue(asShown shown: ShownIssue) throws -> StoredIssue {
    let equal = try storedIssues().filter { $0.issue == shown.issue }
    guard equal.indices.contains(shown.ordinal) else { throw TrackerError.changedMeanwhile }
    return equal[shown.ordinal]
  }

  /// The issue with these bytes. Throws `changedMeanwhile` when there is none.
  func issue(spelled bytes: [UInt8]) throws -> StoredIssue {
    guard let issue = try storedIssues().last(where: { $0.bytes == bytes }) else {
      throw TrackerError.changedMeanwhile
    }
    return issue
  }
}
