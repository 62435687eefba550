// A file that cannot be read: its numbers are a dash on every screen, the reason stands beside, and nothing says zero.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct UnreadableTests {
  private func dashboard(
    without part: DataFile, columns: Int = 80, rows: Int = 24
  ) -> Dashboard {
    TrackerTUITests.dashboard(sampleHistory().without(part), columns: columns, rows: rows)
  }

  @Test func theOverviewSaysWhichFileSinceWhenAndWhatHelps() {
    let dashboard = dashboard(without: .interactions)
    let text = dashboard.frame().text
    let since = dashboard.timeText.clock(sampleNow.advanced(byMicroseconds: -3_600_000_000))
    #expect(text.contains("stale"))
    #expect(!text.contains("● live"))
    #expect(
      text.contains("interactions.json cannot be read since \(since): ratings and doubts are not"))
    #expect(text.contains("─ Effectiveness cannot be read ─"))
    #expect(text.contains("doctor --fix saves what is whole."))
    #expect(text.contains(":skipped tells what was not read"))
    #expect(!text.contains("nothing rated"))
    #expect(!text.contains(" 0 interactions"))
  }

  @Test func theIssuesAreNotNoneWhereTheyCannotBeRead() {
    var dashboard = dashboard(without: .issues)
    #expect(dashboard.frame().text.contains("cannot be read"))
    dashboard.press("5")
    let text = dashboard.frame().text
    #expect(text.contains("issues.json cannot be read, so nothing is shown here."))
    #expect(!text.contains("No issues") && !text.contains("none"))
    #expect(!dashboard.frame(spokenCapabilities).text.contains("No issues"))
  }

  /// Whatever the tab, its numbers of the file are the same as dashes: what is in the file makes no difference.
  @Test(arguments: [DataFile.interactions, .issues])
  func noScreenShowsANumberOfIt(_ part: DataFile) {
    for (columns, rows) in [(40, 12), (80, 24), (120, 40), (200, 60)] {
      for key in "1234567" {
        var dashboard = dashboard(without: part, columns: columns, rows: rows)
        dashboard.press(Key.character(key))
        let text = dashboard.frame().text
        #expect(text.contains("stale"))
        for wrong in [
          "nothing rated", "0 rated", " 0 interactions", "0.0 ★", "No issues", "0 issues", "mean 0",
          "None logged",
        ] { #expect(!text.contains(wrong), "\(key) \(columns)x\(rows): \(wrong)\n\(text)") }
      }
    }
  }

  @Test(arguments: [DataFile.interactions, .issues])
  func whatIsReadAloudSaysNotKnown(_ part: DataFile) {
    for tab in Tab.all.indices {
      var dashboard = dashboard(without: part)
      dashboard.open(tab: tab)
      let text = spokenText(dashboard, columns: 400, capabilities: spokenCapabilities)
      #expect(text.contains(part.name + " cannot be read since"))
      let wrongs =
        part == .issues
        ? ["No issues", " 0 issues"] : ["ot rated", "othing rated", " 0 interactions"]
      for wrong in wrongs {
        #expect(!text.contains(wrong), "\(Tab.all[tab].name): \(wrong)\n\(text)")
      }
    }
  }

  @Test func nothingIsChangedMeanwhile() {
    var dashboard = dashboard(without: .interactions)
    dashboard.press("2", "e")
    #expect(dashboard.form == nil)
    #expect(
      dashboard.over.message == "nothing is changed while interactions.json cannot be read")
  }

  @Test func onceMendedTheNumbersAreBack() {
    var dashboard = dashboard(without: .interactions)
    _ = dashboard.update(.loaded(sampleHistory(), now: sampleNow))
    let text = dashboard.frame().text
    #expect(text.contains("● live") && !text.contains("cannot be read"))
    #expect(Figure.ratedCount.knownNumber(dashboard.read.overview) ?? 0 > 0)
  }
}
