internal import Platform

/// Which version of the ledger's files stands there, told without reading them.
public struct LedgerGeneration: Sendable, Hashable, CustomStringConvertible {
  /// Letters, digits, `-` and `.`; the same exactly while no file was replaced, rewritten, made or removed.
  public let description: String
  /// Last change of any of the files, of contents or rights, nanoseconds since 1970; nil when there are none.
  private let changedNanoseconds: Int64?

  init(_ identities: [FileIdentity?]) {
    description = identities.map { identity in
      guard let identity else { return "0" }
      return [
        Int64(bitPattern: identity.inode), Int64(identity.size), identity.modifiedNanoseconds,
        identity.changedNanoseconds,
      ]
      .map { String(UInt64(bitPattern: $0), radix: 36) }.joined(separator: ".")
    }.joined(separator: "-")
    changedNanoseconds = identities.compactMap { $0?.changedNanoseconds }.max()
  }

  /// A change within the same tick of the file system's clock may leave no trace in what identifies a version; a tick is
  /// at most 10 ms (`CONFIG_HZ=100`).
  static let restlessNanoseconds: Int64 = 50_000_000

  /// Whether the last change is long enough ago that another one would show. What was computed of a version that has not
  /// settled must not be kept.
  public var isSettled: Bool {
    guard let changedNanoseconds else { return true }
    let age = Clock.microsecondsSince1970() * 1000 - changedNanoseconds
    return age.magnitude > LedgerGeneration.restlessNanoseconds.magnitude
  }
}
