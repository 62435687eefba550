import Platform
import TrackerCore
import TrackerTUI

extension DashboardLoop {
  /// Looks through the interactions on disk until all is seen or the user stops it; other keys wait.
  func search(_ pattern: TextPattern) {
    wantedSearch = nil
    paint()
    do throws(TrackerError) {
      let found = try source.service.searchInteractions(pattern) { [self] in isStopTyped() }
      take(.searched(found))
    } catch {
      take(.loadFailed(error.message))
    }
  }

  /// Whether Esc or a key that ends the program has been typed. Esc is then taken, and with it what was typed before it:
  /// those keys waited for what the search would find, and are given up with it.
  private func isStopTyped() -> Bool {
    if terminal.device.hasInput() { typed += terminal.readEvents() }
    if terminal.device.isGone
      || typed.contains(where: { $0.isKey(.control("c")) || $0.isKey(.control("\\")) })
    {
      return true
    }
    guard let escape = typed.firstIndex(where: { $0.isKey(.escape) }) else { return false }
    typed = typed[(escape + 1)...]
    return true
  }
}
