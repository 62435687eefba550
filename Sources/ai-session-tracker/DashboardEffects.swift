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
    case .screen:
      let frame = render(dashboard.bare, size: terminal.size, capabilities: capabilities)
      bytes = Array((frame.text + "\n").utf8)
    case .records(let selection):
      do throws(TrackerError) {
        bytes = try source.document(of: selection)
      } catch {
        return .failed(error.message)
      }
    }
    return ExportFile(typed: request.path, on: source.files)
      .write(bytes, mayReplace: request.mayReplace)
  }

  func saved(_ settings: Settings) -> Event {
    do throws(SettingsFiles.Problem) {
      return .settingsSaved(path: try settingsFiles.save(settings), problem: nil)
    } catch {
      return .settingsSaved(path: "", problem: error.reason)
    }
  }

  /// Gives the terminal what the settings say of it.
  func adoptSettings() {
    let settings = dashboard.effectiveSettings
    guard adopted != settings else { return }
    adopted = settings
    let theme = themeNamed(dashboard.themeName)
    if theme != terminal.theme { terminal.theme = theme }
    terminal.usesMouse = dashboard.wantsMouse
  }
}
