// Rates as settings: set, tried out, saved, there at the next start; and ranges beside dates of one's own.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct RateTests {
  @Test func ratesAreSetOnTheLineAndShownAsWhatIf() {
    var dashboard = dashboard()
    dashboard.press("4")
    #expect(!dashboard.frame().text.contains("what-if"))
    run("set rate 150", in: &dashboard)
    #expect(status(dashboard) == "rate is 150")
    run("set monthly-cost 99.5", in: &dashboard)
    run("set oversight 30", in: &dashboard)
    let config = dashboard.read.numbers.roi?.config
    #expect(config?.humanHourlyRateDollars == 150 && config?.aiMonthlyCostDollars == 99.5)
    #expect(config?.oversightRatio == 0.3)
    #expect(dashboard.frame().text.contains("what-if"))
    for (name, value) in [("rate", "130"), ("monthly-cost", "40"), ("oversight", "auto")] {
      run("set \(name) \(value)", in: &dashboard)
    }
    dashboard.press("j")
    #expect(!dashboard.frame().text.contains("what-if"))
  }

  @Test(arguments: ["rate -1", "rate 1001", "rate x", "rate 1e2", "rate inf", "oversight 101"])
  func whatIsNoRateIsRefused(line: String) {
    var dashboard = dashboard()
    run("set " + line, in: &dashboard)
    let name = line.split(separator: " ")[0]
    let most = name == "rate" ? "1000" : "100"
    #expect(
      status(dashboard)
        == "\(name): auto, or a number from 0 to \(most), not \(line.dropFirst(name.count + 1))")
    #expect(dashboard.assumptions == nil)
  }

  @Test func whatWasTriedOutIsSavedAndThereAtTheStart() throws {
    var dashboard = dashboard()
    dashboard.press("4", "a", .right, .right, "j", "j", .left, .escape)
    guard case .saveSettings(let settings)? = run("save", in: &dashboard).first else {
      Issue.record("nothing is saved")
      return
    }
    let text = settings.saving(over: "# mine\nset rate 200  # too much\n")
    #expect(text == "# mine\nset rate 140  # too much\nset oversight 15\n")
    var next = TrackerTUITests.dashboard(History())
    next.begin(StartOptions(), .text(path: "/c/tui.conf", text))
    _ = next.update(.loaded(sampleHistory(), now: sampleNow))
    next.press("4")
    #expect(next.read.numbers.roi?.config.humanHourlyRateDollars == 140)
    #expect(next.rates == .saved)
    #expect(next.frame().text.contains("your rates") && !next.frame().text.contains("what-if"))
    // Back to what is configured means back to the default.
    next.press("a", "r", .escape)
    guard case .saveSettings(let plain)? = run("save", in: &next).first else { return }
    #expect(plain.saving(over: text) == "# mine\n")
    _ = next.update(.settingsRead(.text(path: "/c/tui.conf", text)))
    next.press("4")
    #expect(next.read.numbers.roi?.config.humanHourlyRateDollars == 140)
  }

  @Test func whoseRatesCountIsSaidInOneWord() {
    var dashboard = dashboard(columns: 120, rows: 40)
    dashboard.press("4")
    func expectSaid(_ said: String?, _ inStatus: String?, _ comment: Comment) {
      let screen = dashboard.frame().text
      let spoken = dashboard.frame(spokenCapabilities).text
      for word in ["what-if", "your rates"] {
        // In the headline and in the status line, or nowhere.
        #expect(screen.split(separator: word).count - 1 == (word == said ? 2 : 0), comment)
        #expect(
          spoken.lowercased().contains(word + (word == "what-if" ? ", " : ":")) == (word == said),
          comment)
      }
      #expect(inStatus.map { status(dashboard).contains($0) } ?? true, comment)
      #expect(dashboard.rates.rawValue == said ?? "configured", comment)
    }
    expectSaid(nil, nil, "as configured")
    dashboard.press("a", .right, .escape)
    expectSaid("what-if", "what-if, :save keeps it", "tried")
    _ = dashboard.update(.settingsSaved(path: "", problem: "no room"))
    dashboard.press("g")
    expectSaid("what-if", nil, "not saved")
    _ = dashboard.update(.settingsSaved(path: "/c/tui.conf", problem: nil))
    dashboard.press("g")
    expectSaid("your rates", "your rates", "saved")
    dashboard.press("a", .right, .escape)
    expectSaid("what-if", "what-if, :save keeps it", "others than the saved ones")
    dashboard.press("a", .left, .escape)
    expectSaid("your rates", "your rates", "the saved ones again")
    dashboard.press("a", "r", .escape)
    expectSaid(nil, nil, "as configured, though others are saved")
  }

  @Test func ratesOfTheFileAreListed() {
    var dashboard = dashboard(columns: 120, rows: 40)
    run("set", in: &dashboard)
    #expect(
      dashboard.frame().text.contains("monthly-cost = auto (default) · dollars that AI costs"))
  }

  static let customRanges: [(from: String, to: String, shorter: String?, longer: String?)] = [
    ("2024-11-20", "2024-11-21", "today", "7d"), ("7d", "", "today", "30d"),
    ("2024-10-01", "2024-11-10", "30d", "90d"), ("2024-11-22", "2024-11-22", nil, "7d"),
    ("12h", "", nil, "today"), ("", "2024-11-01", "year", nil),
    ("2023-01-01", "2024-11-22", "year", "all"),
  ]

  @Test(arguments: customRanges.indices)
  func datesOfOnesOwnLeadToTheNextNamedRange(index: Int) throws {
    let (from, to, shorter, longer) = RateTests.customRanges[index]
    let range = try DateRange(since: from.isEmpty ? nil : from, until: to.isEmpty ? nil : to)
    let custom = try #require(range)
    for (key, wanted) in [(",", shorter), (".", longer)] as [(Character, String?)] {
      var dashboard = dashboard()
      dashboard.settle(custom)
      dashboard.press(.character(key))
      if let wanted {
        #expect(dashboard.chosen.range.label == wanted, "\(from)..\(to) \(key)")
        #expect(status(dashboard).hasPrefix("range: \(dashboard.chosen.range.title), "))
      } else {
        #expect(dashboard.chosen.range == custom)
        let word = key == "," ? "shorter" : "longer"
        #expect(status(dashboard) == "no range is \(word) than \(custom.label)")
      }
    }
  }
}
