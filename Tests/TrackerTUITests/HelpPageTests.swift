// The pages of the help: made of the lists that there are, searched together, and holding every sign of every screen.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct HelpPageTests {
  private func help(_ page: Int, columns: Int, rows: Int) -> Dashboard {
    var dashboard = dashboard(columns: columns, rows: rows)
    dashboard.press("?", .character(Character(String(page))))
    return dashboard
  }

  /// All that a page says, line by line, at a width.
  private func lines(_ page: Int, columns: Int, rows: Int = 24) -> [String] {
    HelpText(help(page, columns: columns, rows: rows), page: page - 1).pages[page - 1].map(\.text)
  }

  // MARK: Pages

  @Test func pagesAreTurnedByDigitsAndBracketsAndClicks() throws {
    var dashboard = help(4, columns: 80, rows: 24)
    #expect(status(dashboard) == "Overview · mouse")
    dashboard.press("]")
    #expect(status(dashboard) == "Overview · signs")
    dashboard.press("]")
    #expect(status(dashboard) == "Overview · keys that work here")
    dashboard.press("[")
    #expect(status(dashboard) == "Overview · signs")
    let text = HelpText(dashboard, page: 4)
    let name = try #require(text.names.first { $0.page == 1 })
    let (column, row) = (text.area.column + name.column + 1, text.area.row)
    _ = dashboard.update(.mouse(Mouse(.press, column: column, row: row)))
    #expect(status(dashboard).hasSuffix("filter fields"))
    _ = dashboard.update(.mouse(Mouse(.press, column: 5, row: 5)))
    #expect(dashboard.over.box == nil)
  }

  @Test(arguments: [40, 61, 110])
  func everyPageIsReadToItsEnd(columns: Int) {
    for page in 1...HelpPage.all.count {
      var dashboard = help(page, columns: columns, rows: 12)
      var seen = dashboard.frame().text
      for _ in 0..<lines(page, columns: columns, rows: 12).count {
        dashboard.press("j")
        seen += dashboard.frame().text
      }
      for line in lines(page, columns: columns, rows: 12) {
        #expect(seen.contains(line.withoutOuterBlanks), "\(columns), page \(page): \(line)")
      }
    }
  }

  @Test func twoPagesStandSideBySideFrom110Columns() {
    for page in 1...HelpPage.all.count {
      for (columns, count) in [(109, 1), (110, 2), (200, 2)] {
        let text = help(page, columns: columns, rows: 40).frame().text
        let firsts = (1...HelpPage.all.count).filter { page in
          lines(page, columns: columns, rows: 40).first.map { text.contains($0) } ?? false
        }
        #expect(firsts.count == count && firsts.contains(page), "\(columns): \(firsts)")
      }
    }
  }

  @Test func aSearchGoesThroughAllPages() {
    var dashboard = help(1, columns: 80, rows: 24)
    dashboard.press("/")
    type("percentile", into: &dashboard)
    dashboard.press(.enter)
    #expect((dashboard.over.box as? HelpBox)?.page == 4)
    dashboard.press("/")
    type("clipboard", into: &dashboard)
    dashboard.press(.enter)
    #expect((dashboard.over.box as? HelpBox)?.page == 2)
    #expect(dashboard.frame().text.contains("clipboard"))
    dashboard.press("/")
    type("qqqq", into: &dashboard)
    dashboard.press(.enter)
    #expect(status(dashboard) == "no qqqq in this help")
  }

  @Test func listsStandInTheHelpWhole() {
    let (fields, commands) = (lines(2, columns: 80), lines(3, columns: 80))
    for field in FilterField.all {
      #expect(fields.contains { $0.hasPrefix(field.word + " ") }, "\(field.word)")
    }
    for command in LineCommand.own {
      #expect(commands.contains { $0.hasPrefix(":" + command.name + " ") }, "\(command.name)")
    }
    for setting in Setting.all {
      #expect(commands.contains { $0.hasPrefix(setting.name + " ") }, "\(setting.name)")
    }
    let words = Set(commands.flatMap { $0.split(separator: " ").map(String.init) })
    for command in LineCommand.keyed { #expect(words.contains(command.name), "\(command.name)") }
  }

  @Test func examplesOfFiltersCanBeUsed() throws {
    for examples in FilterExamples.all {
      let filter = try SessionFilter(examples.terms)
      #expect(!filter.isEmpty)
      for term in examples.terms.split(separator: " ") {
        let name = term.drop { $0 == "-" }.prefix { $0.isLetter }
        #expect(FilterField.named(String(name))?.kind == examples.kind, "\(term)")
      }
    }
    #expect(Set(FilterExamples.all.map(\.kind)) == Set(FilterField.Kind.allCases))
  }

  @Test func pagesAreReadAloudEntryByEntry() {
    for page in 1...HelpPage.all.count {
      var dashboard = help(page, columns: 80, rows: 24)
      #expect(dashboard.frame(spokenCapabilities).text.contains("Help, page \(page) of 5, "))
      dashboard.press("G")
      let last = HelpPage.all[page - 1].entries(dashboard).last?.spoken ?? ""
      let text = dashboard.frame(spokenCapabilities).text.split(separator: "\n").joined(
        separator: " ")
      #expect(text.contains(last.prefix(40)))
    }
  }

  // MARK: Signs

  /// What a text may have of its own, and a drawn sign has not.
  private func isOfText(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: scalar.isASCII
      default: true
      }
    }
  }

  /// Every sign of every place is explained, and so is what stands for it in plain ASCII, whatever the size.
  @Test(arguments: Scene.all.map(\.name))
  func everySignOfEveryScreenStandsInSigns(name: String) throws {
    let scene = try Scene.named(name)
    // It holds hostile texts, whatever the data.
    guard name != "text to select" else { return }
    let signs = SignGroup.all.flatMap(\.signs)
    let (glyphs, ascii) = (Set(signs.map(\.glyphs).joined()), Set(signs.map(\.ascii).joined()))
    var numbers = SeededGenerator(seed: name.utf8.reduce(17) { $0 &* 31 &+ UInt64($1) })
    for round in 0..<8 {
      let columns = round < 2 ? [40, 80][round] : 40 + numbers.below(211)
      let rows = round < 2 ? [12, 24][round] : 12 + numbers.below(59)
      let dashboard = try scene.dashboard(
        round % 2 == 0 ? .sample : .long, columns: columns, rows: rows)
      let frames = (dashboard.frame(), dashboard.frame(asciiCapabilities))
      for (row, plain) in zip(frames.0.cells, frames.1.cells) {
        for (cell, other) in zip(row, plain) where !cell.text.allSatisfy(isOfText) {
          #expect(cell.text.allSatisfy(glyphs.contains), "\(columns)x\(rows): \(cell.text)")
          // Where what stands before it is longer in ASCII, something else stands at its place.
          guard name != "help on signs", !row.contains(where: { "…←→↑↓≤≥".contains($0.text) })
          else { continue }
          #expect(
            other.text.allSatisfy { ascii.contains($0) || $0 == " " },
            "\(columns)x\(rows): \(cell.text) is \(other.text)")
        }
      }
    }
  }

  @Test func signsStandOnTheirPageAtEverySize() {
    for columns in [40, 47, 80, 110, 200] {
      let text = lines(5, columns: columns).joined(separator: "\n")
      for sign in SignGroup.all.flatMap(\.signs) {
        #expect(text.contains(sign.glyphs), "\(columns): \(sign.glyphs)")
        #expect(sign.ascii.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
      }
    }
    // Without scrolling on a usual screen.
    #expect(lines(5, columns: 80).count <= 19)
  }
}
