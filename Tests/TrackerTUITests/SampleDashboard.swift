// A dashboard that has read a ledger, keys pressed in it, and what it asks for answered from the sample.

import TrackerCore

@testable import TrackerTUI

/// A dashboard that has read the sample, or another history.
func dashboard(
  _ history: History = sampleHistory(), columns: Int = 80, rows: Int = 24
) -> Dashboard {
  var dashboard = Dashboard(
    directory: ".ai_sessions", calendar: .utc, now: sampleNow,
    size: ScreenSize(columns: columns, rows: rows))
  _ = dashboard.update(.loaded(history, now: sampleNow))
  return dashboard
}

extension Dashboard {
  /// Presses keys and answers what it asks for with the sample's detail; returns the effects.
  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] {
    var all: [Effect] = []
    for key in keys {
      let effects = update(.key(key))
      all += effects
      answer(effects)
    }
    return all
  }

  /// Gives the details and the texts that were asked for.
  mutating func answer(_ effects: [Effect]) {
    for case .loadTexts(let places) in effects {
      let texts = places.map { ($0, "Prompt \($0.ordinal + 1) of \($0.session.text)") }
      answer(update(.textsLoaded(Dictionary(uniqueKeysWithValues: texts))))
    }
    for case .loadDetail(let id) in effects {
      var detail = sampleDetail()
      if detail.session.id != id {
        guard let session = read.history.sessions.first(where: { $0.id == id }) else { continue }
        detail = SessionDetail(
          session: session, interactions: [],
          issues: read.history.issues.filter { $0.sessionID == id })
      }
      answer(update(.detailLoaded(id, detail)))
    }
  }

  /// What it looks like.
  func frame(_ capabilities: Capabilities = sampleCapabilities) -> Canvas {
    render(self, size: size, capabilities: capabilities)
  }
}
