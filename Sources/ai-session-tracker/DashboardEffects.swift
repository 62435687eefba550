// What the dashboard asks for beside its screen: files that leave the program, settings kept, a terminal as they say.
// It refuses to wait for anything.

import Platform
import TrackerCore
import TrackerTUI

extension DashboardLoop {
  func write(_ request: ExportRequest) -> ExportOutcome {
    let bytes: [UInt8]
    switch request.content {
    case .text(let text): bytes = Array(text.utf8)
    case .picture(let format):
      let frame = render(dashboard.bare, size: terminal.size, capabilities: capabilities)
      bytes = Array(format.document(of: frame, theme: terminal.theme).utf8)
    case .records(let selection):
      do throws(TrackerError) {
        bytes = try source.service.document(of: selection)
      } catch {
        return .failed(error.message)
      }
    }
    return write(bytes, to: request.path, mayReplace: request.mayReplace)
  }

  /// Writes a new file whole or not at all, an old one only when that was allowed. In the path as it was typed `~` is the
  /// home directory, and what is not absolute begins where the program was started.
  private func write(_ bytes: [UInt8], to typed: String, mayReplace: Bool) -> ExportOutcome {
    var path = typed.absolute(in: ProcessEnvironment.currentDirectory)
    if typed.hasPrefix("~/"), let home = ProcessEnvironment.variable("HOME") {
      path = home + typed.dropFirst(1)
    }
    do throws(SystemError) {
      let isThere = try source.files.identity(of: path) != nil
      if isThere, !mayReplace { return .exists }
      let target = try source.files.resolvingLinks(path)
      try source.files.replace(target, by: [.bytes(bytes)])
      return .written
    } catch {
      return .failed("\(typed): \(error.reason)")
    }
  }

  func saved(_ settings: Settings) -> Event {
    do throws(SettingsFiles.Problem) {
      return .settingsSaved(path: try settingsFiles.save(settings), problem: nil)
    } catch {
      return .settingsSaved(path: "", problem: error.reason)
    }
  }

  /// Most terminals have told their ground while the files were read: then the first paint is in the right colours. What
  /// was typed meanwhile waits behind it.
  func takeEarlyAnswer() {
    typed += terminal.readEvents()
    if !typed.isEmpty { loop.after(milliseconds: 0) { [self] in readTerminal() } }
  }

  /// Gives the terminal what the settings say of it.
  func adoptSettings() {
    let theme = themeNamed(dashboard.themeName)
    if theme != terminal.theme { terminal.theme = theme }
    terminal.usesMouse = dashboard.wantsMouse
  }
}
