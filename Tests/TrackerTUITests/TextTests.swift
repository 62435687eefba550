// Numbers, times, ranges and colours as the dashboard writes them.

import Testing
import TrackerCore

@testable import TrackerTUI

struct NumberTextTests {
  @Test(arguments: [
    (31.0, "31m"), (31.99, "31m"), (59.99, "59m"), (60, "1.0h"), (90, "1.5h"), (-30.9, "−30m"),
    (0, "0m"), (-0.9, "0m"), (2876, "47.9h"), (2879, "2.0d"), (5760, "4.0d"), (4200, "2.9d"),
    (143_900, "99.9d"), (143_990, "100d"), (377_000, "262d"), (1_439_000, "999d"),
    (1_440_000, "2.7y"), (4_194_000_000, "7974y"), (-2800, "−1.9d"), (-60_000, "−42d"),
    (.nan, "—"), (.infinity, "—"), (1e300, ">9ky"), (-1e300, "<−9ky"),
  ])
  func durationsAreAtMostFiveColumns(minutes: Double, text: String) {
    #expect(durationText(minutes: minutes) == text)
    #expect(text.count <= 5)
  }

  @Test(arguments: [
    (35_818.62, "$35,819", "$35,818.62", "$36k"), (0, "$0", "$0.00", "$0"),
    (-1234.4, "−$1,234", "−$1,234.40", "−$1.2k"), (-235, "−$235", "−$235.00", "−$235"),
    (-0.004, "$0", "$0.00", "$0"), (9138, "$9,138", "$9,138.00", "$9.1k"),
    (213_960, "$213,960", "$213,960.00", "$214k"), (999_600, "$999,600", "$999,600.00", "$1.0M"),
    (123_456_789, "$123M", "$123M", "$123M"), (.nan, "—", "—", "—"),
    (1e300, "$>1E", "$>1E", "$>1E"), (-1e300, "−$>1E", "−$>1E", "−$>1E"),
  ])
  func moneyHasItsSignInFront(dollars: Double, text: String, cents: String, short: String) {
    #expect(moneyText(dollars) == text)
    #expect(moneyText(dollars, cents: true) == cents)
    #expect(shortMoneyText(dollars) == short)
  }

  @Test(arguments: [
    (4.2, "★★★★☆"), (4.49, "★★★★★"), (4.44, "★★★★☆"), (5, "★★★★★"), (3.5, "★★★★☆"),
    (3.44, "★★★☆☆"), (0.5, "★☆☆☆☆"), (0.4, "☆☆☆☆☆"), (0, "—"), (-1, "—"), (77, "★★★★★"),
    (.nan, "—"),
  ])
  func starsRoundAsThePrintedNumber(average: Double, text: String) {
    #expect(starsText(average) == text)
  }

  @Test func starsAndColourFollowWhatIsPrinted() {
    for hundredths in 100...500 {
      let average = Double(hundredths) / 100
      let printed = (Double(ratingText(average)) ?? 0).rounded()
      #expect(starsText(average).filter { $0 == "★" }.count == Int(printed))
      #expect(Role(average: average) == Role(rating: Int(printed)))
    }
  }

  @Test(arguments: [
    (2.96, "3.0x", "3.0x"), (99.94, "99.9x", "99.9x"), (99.95, ">100x", "100x"),
    (1234, ">100x", "1,234x"), (12_345, ">100x", "12kx"), (-250, "<−100x", "−250x"),
    (0, "0.0x", "0.0x"), (.infinity, "—", "—"),
  ])
  func multipliersOfManyEndAtAHundred(multiplier: Double, text: String, ofOne: String) {
    #expect(multiplierText(multiplier) == text)
    #expect(ratioText(multiplier) == ofOne)
  }

  @Test(arguments: [
    (21.34, "21.3h"), (99.94, "99.9h"), (99.96, "100h"), (1666.2, "1,666h"), (-60.94, "−60.9h"),
    (-0.04, "0.0h"), (1e9, "1.0Gh"),
  ])
  func hoursAreWholeFromAHundredOn(hours: Double, text: String) {
    #expect(hoursText(hours) == text)
  }

  @Test func otherNumbers() {
    #expect(multiplierText(nil) == "—")
    #expect(percentText(94.52) == "94.5%")
    #expect(percentText(-1614.04) == "−1,614.0%")
    #expect(shareText(0.174) == "17%")
    #expect(countText(1204) == "1,204")
    #expect(countText(-1204) == "−1,204")
    #expect(
      [999, 9_120, 163_700, 999_600, 1_440_000].map(tokenText) == [
        "999", "9.1k", "164k", "1.0M", "1.4M",
      ])
    #expect([-12, 99_999].map { tightCountText($0, columns: 4) } == ["−12", "99k"])
    #expect(countText(1, "change") == "1 change")
    #expect(countText(0, "change") == "0 changes")
    #expect(ratingText(nil) == "—")
  }

  @Test func sharesAreRoundedToWholePercent() {
    #expect(percent(335, of: 1204) == 28)
    #expect(percent(0, of: 0) == 0)
    #expect(percent(1, of: 1) == 100)
  }
}

struct ModelNameTests {
  @Test func datesAreLeftOutWhereThatKeepsModelsApart() {
    let models: Set = [
      "claude-opus-4-20250514", "claude-sonnet-4-20250514", "claude-sonnet-4-20250805", "gpt-5",
      "gpt-5-20250807", "",
    ]
    let names = ModelNames(models)
    #expect(names["claude-opus-4-20250514"] == "claude-opus-4")
    #expect(Set(models.map { names[$0] }).count == models.count)
    #expect(names["claude-sonnet-4-20250805"] == "claude-sonnet-4-20250805")
    #expect(names["gpt-5"] == "gpt-5")
  }
}

struct TimeTextTests {
  private let text = TimeText(calendar: .utc, now: sampleNow)

  @Test(arguments: [
    ("2024-11-22T14:02:11Z", "today 14:02"), ("2024-11-21T16:20:00Z", "Thu 16:20"),
    ("2024-11-16T00:00:00Z", "Sat 00:00"), ("2024-11-15T23:59:59Z", "15 Nov 23:59"),
    ("2024-11-09T16:10:00Z", "09 Nov 16:10"), ("2023-11-14T10:00:00Z", "14 Nov 2023"),
    ("2024-11-23T08:00:00Z", "23 Nov 08:00"), ("9999-12-31T23:59:59Z", "31 Dec 9999"),
    ("0001-01-01T00:00:00Z", "01 Jan 0001"),
  ])
  func startsSayHowFarAwayTheyAre(start: String, expected: String) {
    #expect(text.start(time(start)) == expected)
    #expect(expected.count <= 12)
  }

  @Test func timesAreLocal() {
    let tokyo = TimeText(calendar: LocalCalendar { _ in 9 * 3600 }, now: sampleNow)
    #expect(tokyo.start(time("2024-11-22T14:02:11Z")) == "today 23:02")
    #expect(tokyo.start(time("2024-11-22T16:02:11Z")) == "23 Nov 01:02")
  }

  @Test func fullTimesNameDayAndSeconds() {
    #expect(text.full(time("2024-11-22T14:02:11Z")) == "Fri 22 Nov 14:02:11")
    #expect(text.full(time("2023-01-02T03:04:05Z")) == "Mon 02 Jan 2023 03:04:05")
    #expect(text.full(nil) == "—")
    #expect(text.start(nil) == "—")
  }

  @Test(arguments: [
    (DateRange.today, "2024-11-22"), (.week, "2024-11-16"), (.month, "2024-10-24"),
    (.quarter, "2024-08-25"), (.year, "2024-01-01"),
  ])
  func rangesBeginAtLocalMidnight(range: DateRange, day: String) {
    let calendar = LocalCalendar { _ in 3600 }
    #expect(range.firstDay(now: sampleNow, calendar: calendar)?.description == day)
    let bounds = range.bounds(now: sampleNow, calendar: calendar)
    #expect(bounds?.lowerBound == time(day + "T00:00:00+01:00").microseconds)
  }

  @Test func rangesStepToTheEndsOfTheList() {
    let dashboard = dashboard()
    #expect(dashboard.range(.today, movedBy: -1) == .today)
    #expect(dashboard.range(.month, movedBy: -1) == .week)
    #expect(dashboard.range(.all, movedBy: 1) == .all)
    #expect(dashboard.bounds(of: .all) == nil)
  }
}
