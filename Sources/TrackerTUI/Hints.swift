// What the hint line says: the keys that work here, the most useful ones of each place first.

internal import TrackerCore

/// Keys and what they do, in a word or two.
struct Hint: Equatable {
  var label: String
  var text: String
}

extension Dashboard {
  /// Every hint that could be given now, most useful first.
  var hints: [Hint] {
    let first = Dashboard.firstHints(in: self)
    let working = KeyBinding.working(in: self).enumerated().map { place, binding in
      (rank: first.firstIndex(of: binding.command) ?? first.count + place, binding: binding)
    }
    return working.sorted { $0.rank < $1.rank }.compactMap { _, binding in
      text(of: binding).map { Hint(label: binding.hintLabel, text: $0) }
    }
  }

  /// The key that does something now, the person's own keys included: the first one that nothing else took; nil without
  /// any.
  func keyLabel(of command: Command) -> String? {
    let keys = KeyBinding.all.lazy.filter { $0.command == command }.flatMap(\.keys)
    let own = settings.bindings.last { LineCommand.parts(of: $0.line).0 == command.name }?.key
    return (keys.first { boundLine(for: $0) == nil } ?? own)?.label
  }

  /// What comes before the rest, which follows in the order of the list of keys.
  private static func firstHints(in dashboard: Dashboard) -> [Command] {
    switch dashboard.place {
    case .detail:
      return [
        .back, .nextSession, .nextPane, .open, .endSession, .flagIssue, .help, .copyID, .search,
        .export, .resolveIssue, .toggleOrder, .selectTab,
      ]
    case .tab: break
    default: return []
    }
    let last: [Command] = [.help, .quit, .export, .selectTab]
    if dashboard.members != nil {
      return [.back, .open, .search, .filter, .sort, .endSession, .flagIssue, .copyID] + last
    }
    switch dashboard.tab.name {
    case Tab.overview.name: return []
    case Tab.sessions.name:
      return [
        .back, .open, .search, .filter, .sort, .chooseRange, .endSession, .flagIssue, .copyID,
      ] + last
    case Tab.issues.name:
      return [
        .back, .open, .resolveIssue, .filter, .sort, .search, .chooseGrouping, .chooseRange,
      ] + last
    case Tab.gaps.name:
      return [.back, .open, .sort, .chooseRange, .nextPane, .moveLeft, .filter] + last
    default:
      return [
        .back, .moveLeft, .assume, .chooseGrouping, .nextPane, .open, .chooseRange, .filter,
      ] + last
    }
  }

  /// What a key does, in the words of this place; nil keeps it out of the hints.
  private func text(of binding: KeyBinding) -> String? {
    switch binding.command {
    case .acceptPrompt: return prompt?.kind.hint ?? binding.hint
    // They still say why they do nothing.
    case .endSession, .flagIssue, .resolveIssue, .editSession, .rateInteraction, .deleteSession:
      return readOnlyReason == nil ? binding.hint : nil
    case .open:
      switch place {
      case .rangePopup, .sortPopup: return "take"
      case .tab, .detail: return focus?.openHint ?? binding.hint
      default: return binding.hint
      }
    default: return binding.hint
    }
  }
}

extension Focus {
  /// What opening one of its rows shows.
  fileprivate var openHint: String {
    if listsInteractions { return "interactions" }
    return switch self {
    case .sessions, .members, .finds: "open"
    case .interactions, .issues: "full text"
    case .allIssues: "open session"
    case .gapRows: "both sessions"
    default: "sessions"
    }
  }
}
