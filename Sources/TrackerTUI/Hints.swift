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
    let kept = screen.hasKept ? over.kept.flatMap { Swift.type(of: $0.purpose).opening } : nil
    let first = (kept.map { [$0, .back] } ?? []) + Dashboard.firstHints(in: self)
    let working = KeyBinding.working(on: screen).enumerated().map { place, binding in
      (rank: first.firstIndex(of: binding.command) ?? first.count + place, binding: binding)
    }
    return working.sorted { $0.rank < $1.rank }.compactMap { _, binding in
      text(of: binding).map { Hint(label: binding.hintLabel, text: $0) }
    }
  }

  /// The key that does something now, the person's own keys included: the first one that nothing else took; nil without
  /// any.
  func keyLabel(of command: Command) -> String? {
    let keys = KeyBinding.all.lazy.flatMap(\.commands).filter { $0.command == command }.map(\.key)
    let name = KeyBinding.all.first { $0.command == command && $0.name != nil }?.name
    let own = chosen.settings.bindings.last { LineCommand.parts(of: $0.line).word == name }?.key
    return (keys.first { boundLine(for: $0) == nil } ?? own)?.label
  }

  /// What comes before the rest, which follows in the order of the list of keys.
  private static func firstHints(in dashboard: Dashboard) -> [Command] {
    switch dashboard.mode {
    case .detail:
      return [
        .back, .openNeighbour(1), .open, .changePane(by: 1), .toggleWrap, .act(.flag), .act(.edit),
        .help, .copyID, .export, .act(.delete), .toggleOrder, .selectTab(0), .act(.end), .search,
        .act(.resolve),
      ]
    case .tab: break
    default: return dashboard.screen.box?.firstHints ?? []
    }
    if dashboard.screen.isInGroups { return groupHints }
    let first =
      dashboard.place.members == nil
      ? dashboard.tab.firstHints
      : [.back, .open, .search, .filter, .chooseSort, .act(.end), .act(.flag), .copyID]
    return first.isEmpty ? [] : first + [.help, .quit, .export, .selectTab(0)]
  }

  private static let groupHints: [Command] = [
    .back, .open, .chooseGrouping, .toggleOrder, .filterGroup, .chooseSort, .chooseRange, .help,
    .quit, .export, .changeGroup(by: 1), .filter, .selectTab(0), .search,
  ]

  /// What a key does, in the words of this place; nil keeps it out of the hints.
  private func text(of binding: KeyBinding) -> String? {
    switch binding.command {
    case .acceptPrompt: return over.prompt?.kind.hint ?? binding.hint
    case .move(.by(1)): return screen.box?.moveHint
    case .back where mode == .box(HelpBox.name): return binding.hint.map { _ in "close" }
    case .help where mode == .box(HelpBox.name): return nil
    case .back where screen.hasKept: return "drop what was typed"
    case .confirmForm: return form?.confirm
    case .changeField where form?.canTake == true: return "take it"
    case .takeField where form?.isOnConfirm == true: return form?.confirm
    case .takeField where form?.isOnLeave == true: return form?.leave
    case .act(.endStale) where read.presence.stale.isEmpty: return nil
    // They still say why they do nothing.
    case .act: return readOnlyReason == nil ? binding.hint : nil
    case .open:
      switch mode {
      case .tab where screen.isOnGroup: return screen.isOnOpenGroup ? "fold" : "unfold"
      case .tab, .detail: return focus?.kind.opening?.hint ?? binding.hint
      default: return screen.box?.takeHint ?? binding.hint
      }
    case .sideways: return binding.hint.map { focus?.kind.sidewaysHint ?? $0 }
    case .toggleOrder:
      return !screen.hasGroups && screen.layout.lists.contains { $0.kind.turn != nil }
        ? "measure" : binding.hint
    default: return binding.hint
    }
  }
}
