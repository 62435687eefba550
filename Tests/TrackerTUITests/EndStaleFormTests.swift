// The form that ends all stale sessions: which it lists, what is left out, what it asks for.

import Testing
import TrackerCore

@testable import TrackerTUI

struct EndStaleFormTests {
  /// The sample a day later: what ran is stale.
  private func opened(columns: Int = 80, rows: Int = 24) throws -> Dashboard {
    var dashboard = dashboard(columns: columns, rows: rows)
    _ = dashboard.update(.tick(sampleNow.advanced(byMicroseconds: 86_400_000_000)))
    dashboard.press("E")
    try #require(dashboard.form?.purpose is EndStaleForm)
    return dashboard
  }

  private func list(_ dashboard: Dashboard) throws -> CheckList {
    guard case .checks(let list)? = dashboard.form?.fields[0].content else {
      throw TrackerError.changedMeanwhile
    }
    return list
  }

  @Test func allStaleSessionsAreEndedAsPartialUnlessSomethingElseIsChosen() throws {
    var dashboard = try opened()
    let count = try list(dashboard).rows.count
    #expect(count > 1)
    #expect(status(dashboard) == "\(count) of \(count) will be ended")
    #expect(dashboard.frame().text.contains("[ y end \(count) ]"))
    let effects = dashboard.press("y")
    guard case .act(.endStale(let sessions, .partial)) = try #require(effects.first) else {
      Testing.Issue.record("no action")
      return
    }
    #expect(sessions.count == count)
  }

  @Test func spaceLeavesOneOutAndTheEffectFollows() throws {
    var dashboard = try opened()
    let effect = dashboard.form?.effect
    let count = try list(dashboard).rows.count
    dashboard.press(" ")
    #expect(status(dashboard) == "\(count - 1) of \(count) will be ended")
    #expect(dashboard.frame().text.contains("stays running"))
    #expect(dashboard.form?.effect != effect)
    for _ in 1..<count { dashboard.press(.down, " ") }
    #expect(dashboard.press("y").isEmpty)
    #expect(dashboard.form?.problem == "put one in again: Space")
    #expect(dashboard.form?.focus == 0)
    dashboard.press(" ", .tab, "f")
    let effects = dashboard.press("y")
    guard case .act(.endStale(let sessions, let outcome)) = try #require(effects.first) else {
      Testing.Issue.record("no action")
      return
    }
    #expect(sessions.count == 1 && outcome.rawValue == "failed")
  }

  @Test func marksChooseWhichAndNothingStaleIsSaid() throws {
    var dashboard = dashboard()
    dashboard.press("E")
    #expect(dashboard.form == nil && status(dashboard) == "no session is silent beyond 4h")
    dashboard.press("2", " ")
    _ = dashboard.update(.tick(sampleNow.advanced(byMicroseconds: 86_400_000_000)))
    dashboard.press("E")
    #expect(try list(dashboard).rows.count == 1)
  }

  /// The row that keys go to stands on every screen, and the button, too.
  @Test(arguments: [(40, 12), (60, 16), (80, 24), (200, 60)])
  func aLongListShowsTheRowOfTheCursor(columns: Int, rows: Int) throws {
    var history = sampleHistory()
    for number in 0..<60 {
      var session = history.sessions[history.sessions.count - 1]
      session.id = SessionID("stale_\(number)")
      session.name = "Stale \(number)"
      history.sessions.append(session)
    }
    var dashboard = dashboard(history, columns: columns, rows: rows)
    _ = dashboard.update(.tick(sampleNow.advanced(byMicroseconds: 86_400_000_000)))
    dashboard.press("E")
    for step in 0..<70 {
      let list = try list(dashboard)
      let text = dashboard.frame().text
      let name = list.rows[list.cursor].name.prefix(4)
      #expect(text.contains("[x] \(name)"), "\(step)")
      #expect(text.contains("y end ") && text.contains("Outcome"), "\(step)")
      dashboard.press(.down)
      if dashboard.form?.focus != 0 { break }
    }
    #expect(dashboard.form?.focus == 1)
  }
}
