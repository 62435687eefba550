internal import JSON
internal import Platform

/// An issue in the file, found by what it was when it was shown: what is not there as it was has changed meanwhile.
struct StoredIssue {
  var issue: Issue
  /// The stored object, to the byte.
  var bytes: [UInt8]
  /// Where it stands.
  var range: Range<Int>
  /// What goes when it goes: itself with the comma and the blanks that belong to it.
  var removal: Range<Int>
}

extension JSONFile {
  /// The issues of the version that `state` is about, in file order.
  func issues(of state: FileState) throws -> [StoredIssue] {
    guard case .valid(let container, let identity) = state else { return [] }
    var issues: [StoredIssue] = []
    /// Whether the one issue so far is the file's first element: where the next one begins tells what goes with it.
    var firstIsAlone = false
    var end: Int?
    let found = try forEachRecord(
      restart: { (issues, firstIsAlone, end) = ([], false, nil) },
      { element in
        let range = element.valueOffset..<element.endOffset
        if firstIsAlone { issues[0].removal = issues[0].range.lowerBound..<range.lowerBound }
        firstIsAlone = end == nil && element.value.kind == .object
        defer { end = range.upperBound }
        guard element.value.kind == .object else { return }
        let inside = (container.openOffset + 1)..<container.closeOffset
        issues.append(
          StoredIssue(
            issue: Issue(object: element.value),
            bytes: Array(element.value.bytes), range: range,
            removal: end.map { $0..<range.upperBound } ?? inside))
      })
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

  /// Takes an issue out of the file.
  mutating func remove(_ issue: StoredIssue) { editedIssues.append((issue.removal, [])) }

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
