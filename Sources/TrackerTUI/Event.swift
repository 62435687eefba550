// What happens to the dashboard, and what it asks for in return. Values only.

package import TrackerCore

/// A key, as the user means it.
package enum Key: Hashable, Sendable {
  case character(Character)
  /// Ctrl with a lower-case letter.
  case control(Character)
  case up, down, left, right, pageUp, pageDown, home, end
  case enter, escape, tab, backTab, backspace, delete
  case function(Int)
  /// Any other, of which no more is told than that it was typed.
  case unnamed
}

extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
  package init(extendedGraphemeClusterLiteral character: Character) {
    self = .character(character)
  }
}

extension Key {
  /// How a message names the key.
  var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-\(character)"
    case .function(let number): "F\(number)"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .unnamed: "This key"
    }
  }
}

/// A mouse action at a cell, from 0.
package struct Mouse: Hashable, Sendable {
  package enum Action: Sendable { case press, wheelUp, wheelDown }
  package var action: Action
  package var column: Int
  package var row: Int
  package init(_ action: Action, column: Int, row: Int) {
    self.action = action
    self.column = column
    self.row = row
  }
}

/// What happens.
package enum Event: Sendable {
  case key(Key)
  case mouse(Mouse)
  /// Text that was pasted; it goes into what is being typed and nowhere else.
  case paste(String)
  case resized(ScreenSize)
  /// The files were read. `now` is the time of reading.
  case loaded(History, now: Timestamp)
  /// The files could not be read (half written, no permission): what is shown stays and is marked stale.
  case loadFailed(String)
  /// The detail asked for; nil when the session is gone.
  case detailLoaded(SessionID, SessionDetail?)
  /// The detail asked for could not be read: why. It is asked for again.
  case detailFailed(SessionID, String)
  /// A minute went by while a running session is shown.
  case tick(Timestamp)
  /// What a search of all interactions found; nil when it was stopped.
  case searched(InteractionSearch?)
  /// How the texts asked for begin, as far as they were found.
  case textsLoaded([InteractionPlace: String])
  /// The texts asked for could not be read: why. They are asked for again.
  case textsFailed(String)
  /// Why a text could not be shown in the pager; nil when it was.
  case paged(problem: String?)
  /// The time is over in which changed numbers are stressed.
  case calmed
  /// The message has stood for so long that it was read.
  case messageRead
  /// What came of an `act`.
  case acted(ActionRequest, ActionOutcome)
  /// What came of a `copy`: how it was done; nil when there was no way.
  case copied(CopyRequest, way: String?)
  /// What came of an `export`.
  case exported(ExportRequest, ExportOutcome)
  /// The settings file, read again because it was asked for.
  case settingsRead(SettingsFile)
  /// What came of saving the settings: where they are, or why not.
  case settingsSaved(path: String, problem: String?)
}

extension Event {
  /// Whether it is this key.
  package func isKey(_ key: Key) -> Bool {
    if case .key(let typed) = self { typed == key } else { false }
  }
}

/// What the dashboard asks its surroundings to do.
package enum Effect: Equatable, Sendable {
  case quit
  case suspend
  /// Paint everything anew, as if the screen were lost.
  case redraw
  /// Read the files; answered by `loaded` or `loadFailed`.
  case reload
  /// Read one session; answered by `detailLoaded` or `detailFailed`.
  case loadDetail(SessionID)
  /// Look through all interactions; answered by `searched`. Esc stops it.
  case searchInteractions(TextPattern)
  /// Read how the prompts of these interactions begin, and none that were asked for before; answered by `textsLoaded` or
  /// `textsFailed`.
  case loadTexts([InteractionPlace])
  /// Show a text in the user's pager, then go on; answered by `paged`.
  case page(String)
  /// Answer with `calmed` in so many milliseconds.
  case calmLater(milliseconds: Int64)
  /// Change a record; answered by `acted`. The lock is waited for at most 2 seconds.
  case act(ActionRequest)
  /// Wait for the lock no longer; nothing is answered.
  case cancelAction
  /// Put text on the clipboard; answered by `copied`.
  case copy(CopyRequest)
  /// Write a file; answered by `exported`.
  case export(ExportRequest)
  /// Read the settings file; answered by `settingsRead`.
  case readSettings
  /// Write what differs from the defaults; answered by `settingsSaved`.
  case saveSettings(Settings)
}
