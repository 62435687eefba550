// Texts that go with the program: instructions for agents. They are written once; a person's changes are never replaced.

internal import Platform

/// A text that goes with the program.
public struct AgentFile: Sendable {
  /// Where it belongs, relative to the project.
  public var path: String
  public var contents: [UInt8]

  /// A text and its place.
  public init(path: String, contents: [UInt8]) {
    self.path = path
    self.contents = contents
  }

  /// Where a newer version is offered: no client takes that name for its own.
  public var offerPath: String { path + ".new" }

  /// The number in `<!-- ai-session-tracker: revision 3 -->`; 0 when the text has none.
  static func revision(of text: [UInt8]) -> Int {
    let mark = Array("<!-- ai-session-tracker: revision ".utf8)
    for start in text.indices where text[start] == mark[0] && text[start...].starts(with: mark) {
      let digits = text[(start + mark.count)...].prefix { (0x30...0x39).contains($0) }
      return Int(String(decoding: digits, as: UTF8.self)) ?? 0
    }
    return 0
  }

  /// Whether a person who has `present` has not seen this version yet.
  func isNewer(than present: [UInt8]) -> Bool {
    AgentFile.revision(of: contents) > AgentFile.revision(of: present)
  }
}
