// The use case: searching all interactions on disk for a text.

extension SessionService {
  /// Looks through the prompts and summaries of all interactions; nil when `isStopped` said so, which is asked about every
  /// millisecond. Creates nothing.
  public func searchInteractions(
    _ pattern: TextPattern, isStopped: () -> Bool = { false }
  ) throws(TrackerError) -> InteractionSearch? {
    guard let found = try search(InteractionSearcher(pattern), isStopped) else { return nil }
    let unlisted = found.matchCount - found.matches.count
    // Those that were logged last are the ones wanted: how many there are is known only now.
    return unlisted == 0
      ? found : try search(InteractionSearcher(pattern, leavingOut: unlisted), isStopped)
  }

  private func search(
    _ start: InteractionSearcher, _ isStopped: () -> Bool
  ) throws(TrackerError) -> InteractionSearch? {
    var searcher = start
    var wasStopped = false
    var count = 0
    do {
      try forEachInteraction(restart: { searcher.restart() }) { record in
        searcher.look(at: record)
        count += 1
        if count % 256 == 0, isStopped() {
          wasStopped = true
          throw SearchStopped()
        }
      }
    } catch {
      if wasStopped { return nil }
      throw error
    }
    return searcher.search
  }
}

/// The search was told to stop.
private struct SearchStopped: Error {}
