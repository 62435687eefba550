// What the interactions and the measured code of one session add up to.

/// The tokens of a session.
public struct SessionTokens: Sendable, Equatable {
  /// Nil where no interaction tells them.
  public private(set) var tokensIn: Int?
  public private(set) var tokensOut: Int?
  /// Of the input of those that tell what a cache served of it, the share that it did, 0…1; nil where none does.
  public private(set) var cachedShare: Double?

  /// Nil where nothing is told.
  public init?(_ interactions: [Interaction]) {
    var (served, input) = (0.0, 0.0)
    for tokens in interactions.map(\.tokens) {
      SessionTokens.add(tokens.tokensIn, to: &tokensIn)
      SessionTokens.add(tokens.tokensOut, to: &tokensOut)
      guard let count = tokens.tokensIn, count > 0,
        let share = tokens.cachedTokens.map({ Double($0) / Double(count) }) ?? tokens.cacheHitRate,
        (0...1).contains(share)
      else { continue }
      served += share * Double(count)
      input += Double(count)
    }
    if tokensIn == nil, tokensOut == nil { return nil }
    cachedShare = input > 0 ? served / input : nil
  }

  private static func add(_ count: Int?, to sum: inout Int?) {
    guard let count else { return }
    let (added, overflow) = (sum ?? 0).addingReportingOverflow(count)
    sum = overflow ? .max : added
  }
}

/// What was changed in a file.
public struct FileChange: Sendable, Equatable {
  public var path: String
  /// Lines.
  public var added = 0.0
  public var modified = 0.0
  public var deleted = 0.0
}

extension SessionDetail {
  /// The tools of all interactions with how often each was used, the most used first.
  public var toolCounts: [WordCount] {
    interactions.reduce(into: WordCounts()) { counts, interaction in
      for tool in interaction.toolsUsed { counts.add(tool) }
    }.byFrequency
  }

  /// The files that were worked on, in the order in which they were first measured, those that could not be measured
  /// included.
  public var fileChanges: [FileChange] {
    var files = WordGroups<FileChange>()
    for file in session.codeMetrics {
      files.change(file.filePath, from: FileChange(path: file.filePath)) { change in
        for part in file.functions.map(\.contribution) {
          change.add(part.linesAdded, part.linesModified, part.linesDeleted)
        }
        for part in file.unmeasuredFunctions {
          change.add(part.linesAdded, part.linesModified, part.linesDeleted)
        }
        for part in file.deletedFunctions { change.add(.none, .none, part.linesDeleted) }
      }
    }
    return files.groups.map(\.value)
  }
}

extension FileChange {
  fileprivate mutating func add(_ added: LineCount, _ modified: LineCount, _ deleted: LineCount) {
    self.added += added.value
    self.modified += modified.value
    self.deleted += deleted.value
  }

  /// All together; its path is empty.
  public static func sum(_ changes: [FileChange]) -> FileChange {
    changes.reduce(into: FileChange(path: "")) {
      $0.add(LineCount($1.added), LineCount($1.modified), LineCount($1.deleted))
    }
  }
}

extension LineCount {
  fileprivate static let none = LineCount(0)
}
