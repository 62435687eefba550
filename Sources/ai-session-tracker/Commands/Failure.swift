import ArgumentParser
import JSON
import Platform
import TrackerCore

/// An error as it is told, and the one place that maps errors: what others throw is put into its words.
struct Failure: Error {
  static let operation: Int32 = 1
  static let usage: Int32 = 2
  static let listening: Int32 = 3
  static let interrupted: Int32 = 130
  fileprivate static let wrongUsage = "Wrong usage"

  /// What failed, in two or three words.
  var message: String
  /// Why.
  var error: String
  /// What can be done about it; nil when that is plain.
  var remedy: String?
  var status = Failure.operation
  /// Further members for programs.
  var data: [JSONValue.Member] = []
  /// Further texts for people, on standard output.
  var texts: [String] = []
  /// Further lines for people, on standard error.
  var advice: [String] = []
}

extension Failure {
  init(_ thrown: any Error) {
    switch thrown {
    case let thrown as Failure: self = thrown
    case let thrown as TrackerError:
      self.init(message: thrown.title, error: thrown.message, remedy: thrown.remedy)
      if thrown.isUsage { (remedy, status) = (nil, Failure.usage) }
    case let thrown as InstallError: self.init(notInstalled: thrown.text)
    case let thrown as UnreadableName:
      self.init(
        message: "Not started", error: "\(thrown)",
        remedy: "Rename it, or reach it through a link with another name. Nothing was changed.")
    default: self.init(message: "Failed", error: "\(thrown)")
    }
  }

  /// `install` failed before anything was begun.
  init(notInstalled error: String, remedy: String = "Mend that and run this again.") {
    self.init(message: "Not installed", error: error, remedy: remedy)
  }

  /// A data file cannot be used.
  init(unusableData reason: String) {
    self.init(
      message: "Data not usable", error: reason,
      remedy: "Nothing was changed; ai-session-tracker doctor tells more")
  }

  /// An address cannot be listened on. `isUsage`: what was typed is wrong, whatever the address is.
  init(listeningOn address: String, _ reason: String, remedy: String, isUsage: Bool = false) {
    self.init(
      message: "Cannot listen on \(address)", error: reason, remedy: remedy,
      status: isUsage ? Failure.usage : Failure.listening)
  }

  /// Usage that the argument parser refused.
  init(usage: String) {
    self.init(message: Failure.wrongUsage, error: usage, status: Failure.usage)
  }

  /// Told to people on standard error, to programs on standard output.
  func tell(asJSON: Bool) {
    guard asJSON else {
      if message == Failure.wrongUsage {
        return Stream.error.write("Error: \(error.printable)\n")
      }
      let hint = remedy.map { "  \($0.printable)\n" } ?? ""
      Stream.error.write("❌ \(message.printable)\n  Error: \(error.printable)\n\(hint)")
      for text in texts { Stream.output.write(text) }
      for advice in advice { Stream.error.write(advice.printable + "\n") }
      return
    }
    Stream.output.write(success: false, message, data, error: error, remedy: remedy)
  }
}

extension TrackerError {
  fileprivate var title: String {
    switch self {
    case .sessionNotFound: "Session not found"
    case .unknownFigure: "No such figure"
    case .notAskedFor: "Not asked for"
    case .missingParameter, .invalidParameter, .unknownParameter, .several: Failure.wrongUsage
    case .storage, .locked: "Session data not usable"
    case .changedMeanwhile: "Changed meanwhile"
    case .noneOfSeveral: "Nothing changed"
    case .alreadyEnded: "Already ended"
    case .running: "Still running"
    case .notKept: "Not kept"
    case .isThere: "Already there"
    case .unsupportedFile, .fileNotFound, .unreadableFile, .syntaxError: "File not usable"
    }
  }

  /// Whether what was typed is wrong, whatever the data is.
  fileprivate var isUsage: Bool {
    switch self {
    case .missingParameter, .invalidParameter, .unknownParameter, .several: true
    default: false
    }
  }
}
