/// Why nothing was installed.
public struct InstallError: Error, Equatable, Sendable {
  /// The file or directory it is about.
  public var path: String
  /// What is wrong with it.
  public var reason: String
  /// Both in one line.
  public var text: String { "\(path): \(reason)" }

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// Why a text was not edited: in words, with the place.
struct UneditableText: Error, CustomStringConvertible {
  var reason: String
  var description: String { reason }

  /// Edits the text of the file at `path`, which an error names.
  static func naming<Value>(
    _ path: String, _ body: () throws(UneditableText) -> Value
  ) throws(InstallError) -> Value {
    do throws(UneditableText) {
      return try body()
    } catch {
      throw InstallError(path: path, reason: error.reason)
    }
  }
}

/// One file and what becomes of it.
public struct InstallStep: Equatable, Sendable {
  public enum Action: String, Sendable {
    /// It was not there.
    case created
    /// It had something else about us, or nothing.
    case updated
    /// It is as it should be already.
    case unchanged
    /// It is there, changed by a person, and stays as it is.
    case kept
    /// Beside a file that a person changed: the newer version.
    case offered
    /// Our part is taken out; the rest stays.
    case cleared
    /// It is again what it was before the first install.
    case restored
    /// It is gone.
    case removed
    /// It says nothing about us.
    case absent
  }

  /// What is done on the disk.
  public enum Change: Equatable, Sendable {
    case nothing
    /// These bytes, whole.
    case write([UInt8])
    /// These bytes, whole, under every name that the file has.
    case rewrite([UInt8])
    /// These bytes, whole, and the first copy beside it is gone.
    case restore([UInt8])
    /// The file goes, and with it the folders above it that an install made, when they are empty then.
    case remove
    /// The client's own program does it.
    case run(program: String, arguments: [String])
  }

  /// Absolute, links followed.
  public var path: String
  public var action: Action
  public var change = Change.nothing
  /// Where what is there now is kept; nil when nothing of a person's goes.
  public var copy: String?
  /// Why it stays, in few words; nil when nothing is to be said.
  public var note: String?
}
