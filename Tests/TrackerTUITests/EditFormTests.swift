// The forms that correct, rate anew and delete: what they ask for, what they say it would change, when they refuse.

import Testing
import TrackerCore

@testable import TrackerTUI

@Suite struct EditFormTests {
  private func request(_ effects: [Effect]) -> ActionRequest? {
    effects.lazy.compactMap { if case .act(let request) = $0 { request } else { nil } }.first
  }

  /// The newest ended session of the sample.
  private func onEndedSession() -> Dashboard {
    var dashboard = TrackerTUITests.dashboard()
    dashboard.press("2", "G")
    return dashboard
  }

  @Test func whatIsTypedBecomesAnEditOfThatAloneAndShowsWhatWasThere() throws {
    var dashboard = onEndedSession()
    dashboard.press("M")
    let session = try #require(dashboard.form?.purpose.session)
    let place = try #require(dashboard.form?.fields.firstIndex { $0.label == "Estimate" })
    for _ in 0..<place { dashboard.press(.tab) }
    dashboard.press(.control("u"), "9", "h")
    #expect(dashboard.form?.fields[place].was?.hasPrefix("was ") == true)
    #expect(dashboard.form?.effect.isEmpty == false)
    dashboard.press(.backTab)
    while dashboard.form?.isInText == true { dashboard.press(.tab) }
    #expect(
      request(dashboard.press("y")) == .edit(session, SessionEdit(["estimate": "9h"])))
  }

  @Test func whereNothingIsAnotherOneNothingIsAskedFor() {
    var dashboard = onEndedSession()
    dashboard.press("M", .backTab)
    #expect(request(dashboard.press("y")) == nil)
    #expect(dashboard.form == nil && dashboard.over.message == "nothing was changed")
  }

  @Test func whatNoDoorTakesIsSaidInTheForm() throws {
    var dashboard = onEndedSession()
    dashboard.press("M", .control("u"), .backTab)
    #expect(request(dashboard.press("y")) == nil)
    #expect(dashboard.form?.problem?.contains("not blank") == true)
    #expect(dashboard.form?.focus == 0)
  }

  @Test func aDeletionIsAskedForOnceAndSaysWhatGoes() throws {
    var dashboard = onEndedSession()
    dashboard.press("D")
    let form = try #require(dashboard.form)
    #expect(form.about.last?.hasPrefix("deletes it with ") == true)
    #expect(form.effect.first?.hasPrefix("sessions ") == true)
    #expect(request(dashboard.press("y")) == form.purpose.session.map { .delete($0) })
    dashboard = onEndedSession()
    #expect(dashboard.press("D", .escape).isEmpty && dashboard.form == nil)
  }

  @Test func aRunningSessionIsEndedBeforeItIsDeleted() {
    var dashboard = TrackerTUITests.dashboard()
    dashboard.press("2", "D")
    #expect(dashboard.form == nil)
    #expect(dashboard.over.message?.contains("is running: end it first") == true)
  }

  @Test func oneThatWasSilentForLongDoesNotRun() {
    var dashboard = TrackerTUITests.dashboard()
    dashboard.now = dashboard.now.advanced(byMicroseconds: 40 * 86_400_000_000)
    dashboard.press("2", "D")
    #expect(dashboard.form?.title == "Delete session", "\(dashboard.over.message ?? "")")
  }

  @Test(arguments: ["M", "D"] as [Key])
  func readOnlyRefuses(_ key: Key) {
    var dashboard = onEndedSession()
    dashboard.chosen.startOptions.readOnlyReason = "--read-only"
    #expect(dashboard.press(key).isEmpty && dashboard.form == nil)
    #expect(dashboard.over.message?.contains("read-only") == true)
  }
}
