// What a command says when it could not do its work, and the status it ends with: the one place that maps errors.
// Statuses: 0 done · 1 the operation failed · 2 usage · 3 could not listen · 130 interrupted.

import ArgumentParser
import JSON
import Platform
import TrackerCore

/// An address that cannot be listened on.
struct ListenError: Error {
  var address: String
  var reason: String
  var remedy: String
  /// Whether what was typed is wrong, whatever the address is.
  var isUsage = false
}

/// Data of which a file cannot be used.
struct UnusableDataError: Error {
  /// Which file, and what is wrong with it.
  var reason: String
}

/// An error as it is told.
struct Failure {
  static let operation: Int32 = 1
  static let usage: Int32 = 2
  static let listening: Int32 = 3
  static let interrupted: Int32 = 130

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

  init(_ thrown: any Error) {
    switch thrown {
    case let thrown as TrackerError:
      self.init(message: thrown.title, error: thrown.message, remedy: thrown.remedy)
      if thrown.isUsage { (remedy, status) = (nil, Failure.usage) }
    case let thrown as InstallFailure:
      self.init(message: thrown.message, error: thrown.error, remedy: thrown.remedy)
      data = thrown.data
      texts = thrown.texts
      advice = thrown.advice
    case let thrown as ServiceError:
      self.init(message: "Service not usable", error: thrown.error, remedy: thrown.remedy)
    case let thrown as UnusableDataError:
      self.init(
        message: "Data not usable", error: thrown.reason,
        remedy: "Nothing was changed; ai-session-tracker doctor tells more")
    case let thrown as UnreadableName:
      self.init(
        message: "Not started", error: "\(thrown)",
        remedy: "Rename it, or reach it through a link with another name. Nothing was changed.")
    case let thrown as ListenError:
      self.init(
        message: "Cannot listen on \(thrown.address)", error: thrown.reason, remedy: thrown.remedy,
        status: thrown.isUsage ? Failure.usage : Failure.listening)
    default: self.init(message: "Failed", error: "\(thrown)")
    }
  }

  private init(message: String, error: String, remedy: String? = nil, status: Int32 = 1) {
    self.message = message
    self.error = error
    self.remedy = remedy
    self.status = status
  }

  /// Usage that the argument parser refused.
  init(usage: String) { self.init(message: "Wrong usage", error: usage, status: Failure.usage) }

  /// Told to people on standard error, to programs on standard output.
  func tell(asJSON: Bool) {
    guard asJSON else {
      let hint = remedy.map { "  \($0.printable)\n" } ?? ""
      Stream.error.write("❌ \(message.printable)\n  Error: \(error.printable)\n\(hint)")
      for text in texts { Stream.output.write(text) }
      for advice in advice { Stream.error.write(advice.printable + "\n") }
      return
    }
    var members: [JSONValue.Member] = [
      .init("success", false), .init("message", .string(message)),
    ]
    if !data.isEmpty { members.append(.init("data", .object(data))) }
    members.append(.init("error", .string(error)))
    if let remedy { members.append(.init("remedy", .string(remedy))) }
    Stream.output.write(document: .object(members))
  }
}

extension TrackerError {
  fileprivate var title: String {
    switch self {
    case .sessionNotFound: "Session not found"
    case .missingParameter, .invalidParameter, .unknownParameter, .several: "Wrong usage"
    case .storage, .locked: "Session data not usable"
    case .changedMeanwhile: "Changed meanwhile"
    case .alreadyEnded: "Already ended"
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
