internal import Platform

/// One thing about the session data that can be wrong. Which there are: DoctorChecks.swift.
struct DoctorCheck: Sendable {
  /// What a check sees.
  struct Sight {
    var text: String
    var details: [String] = []
    var isSound: Bool

    static func sound(_ text: String, _ details: [String] = []) -> Sight {
      Sight(text: text, details: details, isSound: true)
    }

    static func odd(_ text: String, _ details: [String] = []) -> Sight {
      Sight(text: text, details: details, isSound: false)
    }
  }

  /// How a finding is put right.
  enum Fix: Sendable {
    /// Changes of stored sessions, given the state under the lock.
    case sessions(@Sendable (Examination) -> [SessionChange])
    /// Files in the data directory that are to go.
    case removal(@Sendable (Examination) -> [String])
    /// Data files into which whole records can be put back, by name.
    case salvage(@Sendable (Examination) -> [String])
    /// Deleted sessions that were kept long enough.
    case trash

    func changesAnything(_ state: Examination) -> Bool {
      switch self {
      case .sessions(let changes): !changes(state).isEmpty
      case .removal(let names), .salvage(let names): !names(state).isEmpty
      case .trash: state.deleted.contains { $0.isOverdue(at: state.now) }
      }
    }
  }

  /// For programs.
  let name: String
  /// For people.
  let title: String
  /// What it is when the sight is odd.
  let severity: Finding.Severity
  let look: @Sendable (Examination) -> Sight
  /// What to do when the sight is odd.
  let remedy: String
  var fix: Fix?

  /// A check that looks for single things: sound when there are none, else told as so many of them, each with a line, or
  /// the first ones.
  static func search(
    _ name: String, _ title: String, _ severity: Finding.Severity, sound: String,
    noun: String, atMost limit: Int = .max, remedy: String, fix: Fix? = nil,
    _ find: @escaping @Sendable (Examination) -> [String]
  ) -> DoctorCheck {
    DoctorCheck(
      name: name, title: title, severity: severity,
      look: { state in
        let found = find(state)
        guard !found.isEmpty else { return .sound(sound) }
        let hidden = found.count - min(found.count, limit)
        let more = hidden > 0 ? ["and \(hidden) more"] : []
        return .odd(counted(found.count, noun), found.prefix(limit) + more)
      }, remedy: remedy, fix: fix)
  }

  /// What this check comes to.
  func finding(_ state: Examination) -> Finding {
    let sight = look(state)
    return Finding(
      check: name, title: title, severity: sight.isSound ? .fine : severity, text: sight.text,
      details: sight.details, remedy: sight.isSound || remedy.isEmpty ? nil : remedy,
      isMendable: fix.map { $0.changesAnything(state) } ?? false)
  }
}

/// A change of one stored session.
struct SessionChange {
  let id: SessionID
  /// What it does, in one word, as of something done.
  let verb: String
  let edit: (inout Session, Moment) -> Void

  /// What a change may depend on.
  struct Moment {
    var now: Timestamp
    var config: Config
    /// What the files say of the session's last work.
    var seen: SignsOfLife?
  }
}

/// `1 session`, `2 sessions`.
func counted(_ count: Int, _ noun: String) -> String {
  if count == 1 { return "1 \(noun)" }
  return noun.hasSuffix("y") ? "\(count) \(noun.dropLast())ies" : "\(count) \(noun)s"
}
