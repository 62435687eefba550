// Which data files cannot be read. What rests on them is not known, never zero: `Column.rests(on:)`.

/// A data file that is not valid, or that cannot be opened; it is left as it is.
public struct UnusableFile: Sendable, Equatable {
  /// Where it is.
  public var path: String
  /// What is wrong with it, e.g. `line 3, column 14: expected ',' or '}'`.
  public var reason: String
  /// Since when, at the earliest: when it was last changed. Nil where that is not known.
  public var since: Timestamp?
  /// What keeps it from being read.
  public var obstacle = Obstacle.contents

  public init(
    path: String, reason: String, since: Timestamp? = nil, obstacle: Obstacle = .contents
  ) {
    (self.path, self.reason, self.since, self.obstacle) = (path, reason, since, obstacle)
  }

  /// What keeps a file from being read.
  public enum Obstacle: Sendable { case contents, rights, kind }

  /// Which of the data files it is; nil for something else, as the folder.
  public var part: DataFile? {
    path.split(separator: "/").last.flatMap { DataFile(rawValue: String($0)) }
  }

  /// Its name without the folder.
  public var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// `interactions.json cannot be read`, with a time `… since 14:20` where that is known.
  package func sentence(_ time: TimeText? = nil) -> String {
    name + " cannot be read" + (time.flatMap(sinceText).map { " since " + $0 } ?? "")
  }

  /// `14:20`, with its day where that is another; nil where it is not known.
  package func sinceText(_ time: TimeText) -> String? {
    since.map { time.calendar.day(of: $0) == time.today ? time.clock($0) : time.start($0) }
  }

  /// What helps, to be typed in a shell; nil where no command does.
  package var mendingCommand: String? {
    switch obstacle {
    case .contents: "ai-session-tracker doctor --fix"
    case .rights: "chmod u+r '\(path)'"
    case .kind: nil
    }
  }

  /// What a person can do about it, in one sentence.
  public var remedy: String {
    switch obstacle {
    case .contents: "doctor --fix saves what is whole."
    case .rights: "chmod u+r \(name) lets it be read."
    case .kind: "Move it away: a plain file belongs there."
    }
  }
}

/// Something that is computed from data files, of which some may not be readable.
public protocol PartlyRead: Sendable {
  /// The files that could not be read.
  var unreadable: Set<DataFile> { get }
}

extension DataFile {
  /// What of the figures rests on it, as a sentence names them.
  package var figures: String {
    switch self {
    case .sessions: "all figures"
    case .interactions: "ratings and doubts"
    case .issues: "counts of issues"
    case .requests: "requests"
    }
  }
}
