// Lines that choose from closed words: `:by`, `:columns`. What `b` and `c` do, by names.

import Testing
import TrackerCore

@testable import TrackerTUI

struct ChoosingLineTests {
  private func run(_ line: String, _ dashboard: inout Dashboard) {
    dashboard.press(":")
    type(line, into: &dashboard)
    dashboard.press(.enter)
  }

  @Test(arguments: Tab.all.indices.filter { Tab.all[$0].grouping != nil })
  func byChoosesWhatItsKeyComesTo(tab: Int) throws {
    let words = try #require(Tab.all[tab].grouping?.words)
    #expect(Set(words).count == words.count && words.allSatisfy { $0 == $0.lowercased() })
    var byKey = dashboard(columns: 120, rows: 40)
    byKey.press(.character(Character(String(tab + 1))))
    run("by \(words[0])", &byKey)
    for word in words.dropFirst() + words.prefix(1) {
      var byName = dashboard(columns: 120, rows: 40)
      byName.press(.character(Character(String(tab + 1))))
      if word == words[0] { run("by \(words[1])", &byName) }
      run("by \(word)", &byName)
      byKey.press("b")
      #expect(byName.frame().text == byKey.frame().text, "\(word)")
      run("by", &byName)
      #expect(status(byName).hasPrefix("by \(word) · one of \(words[0]), "))
    }
  }

  @Test func byNamesWhatIsNone() {
    var dashboard = dashboard(columns: 120, rows: 40)
    run("by project", &dashboard)
    if Tab.all[0].grouping == nil { #expect(status(dashboard) == "by does nothing here · ? help") }
    dashboard.press("4")
    run("by projct", &dashboard)
    #expect(status(dashboard) == "there is no grouping projct; project?")
    run("by 1", &dashboard)
    #expect(
      status(dashboard).hasPrefix("there is no grouping 1; take one of project, developer, "))
    run("by DEV", &dashboard)
    #expect(status(dashboard) == "by developer")
    dashboard.press("7")
    run("by project", &dashboard)
    #expect(status(dashboard) == "there is no grouping project; take one of day, week, month")
  }

  @Test func wordsAreOfferedAndUnknownOnesMarked() throws {
    var dashboard = dashboard(columns: 120, rows: 40)
    dashboard.press("4", ":")
    type("by pro", into: &dashboard)
    #expect(dashboard.over.prompt?.offers.list.map(\.text) == ["project"])
    type("jc", into: &dashboard)
    let offers = try #require(dashboard.over.prompt?.offers)
    #expect(offers.list.first?.text == "project" && offers.unknown == 3..<8)
    #expect(status(dashboard).hasSuffix("there is no grouping projc; project?"))
    dashboard.press(.tab, .enter)
    #expect(dashboard.chosen.grouping.worth == .project)
  }

  @Test func columnsAreChosenByTheirNames() {
    var dashboard = dashboard(columns: 160, rows: 40)
    dashboard.press("2")
    run("columns", &dashboard)
    #expect(status(dashboard).hasPrefix("columns: type start dur int eff stars, model needs 1"))
    run("columns start, Dur  type", &dashboard)
    #expect(status(dashboard) == "columns: type start dur")
    let heads = dashboard.frame().text.split(separator: "\n")[1]
    #expect(heads.contains("Type") && heads.contains("Start") && !heads.contains("Eff"))
    run("columns typ start", &dashboard)
    #expect(status(dashboard) == "there is no column typ; type?")
    run("columns start qqqqqq", &dashboard)
    #expect(status(dashboard).hasPrefix("there is no column qqqqqq; take one of "))
    run("columns", &dashboard)
    #expect(status(dashboard) == "columns: type start dur")
    run("columns auto", &dashboard)
    #expect(dashboard.chosen.view.hiddenColumns == SessionColumn.usuallyHidden)
  }

  @Test func columnsAreOfferedOneAfterAnother() throws {
    var dashboard = dashboard(columns: 160, rows: 40)
    dashboard.press(":")
    type("columns start ", into: &dashboard)
    let names = dashboard.over.prompt?.offers.list.map(\.text) ?? []
    #expect(names == ColumnNames.names.filter { $0 != "start" })
    type("ty", into: &dashboard)
    dashboard.press(.tab)
    #expect(dashboard.over.prompt?.field.text == "columns start type")
    dashboard.press(" ")
    type("dru", into: &dashboard)
    #expect(dashboard.over.prompt?.offers.unknown == 19..<22)
    dashboard.press(.tab, .enter)
    #expect(status(dashboard) == "columns: type start dur")
  }
}
