// What leaves the program: tables in every form, file names, the clipboard's encoding.

import Synchronization
import Testing
import TrackerCore

@testable import TrackerTUI

struct ExportTests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("é日", "w6nml6U="),
  ])
  func bytesAreEncodedByTheStandard(text: String, encoded: String) {
    // RFC 4648, section 10, and two of our own.
    #expect(Base64.encoding(text.utf8) == encoded)
  }

  @Test func sessionsAreExportedAsTheyAreShown() throws {
    var dashboard = dashboard()
    dashboard.press("2")
    let table = dashboard.exportTable
    #expect(table.texts("session_id") == dashboard.read.overview.rows.map(\.id.text))
    #expect(dashboard.exportSource.records == .sessions(dashboard.read.overview.rows.map(\.id)))
    #expect(table.rows.allSatisfy { $0.count == table.columns.count })
    dashboard.press(",")
    #expect(dashboard.exportTable.rows.count == 13)
    #expect(dashboard.exportName(dashboard.exportSource.name, .csv) == "sessions-7d-20241122.csv")
  }

  @Test func theListsOfADetailAreExportedToo() throws {
    var dashboard = dashboard(columns: 120, rows: 40)
    dashboard.press("2", .enter)
    #expect(dashboard.exportSource.name == "interactions")
    let id = dashboard.read.overview.rows[0].id
    #expect(
      dashboard.exportSource.records == .interactions(id, places: Array((0..<12).reversed())))
    dashboard.press("o")
    #expect(dashboard.exportSource.records == .interactions(id, places: Array(0..<12)))
    dashboard.press(.tab)
    #expect(dashboard.exportSource.name == "functions")
    #expect(dashboard.exportTable.rows.count == 4)
    dashboard.press(.escape, .escape, "j", .enter, .tab)
    #expect(dashboard.exportSource.name == "issues")
    #expect(dashboard.exportTable.texts("severity") == ["high"])
  }

  @Test func theListsOfTabsAreExportedToo() throws {
    var dashboard = dashboard(columns: 120, rows: 40)
    dashboard.press("5")
    let issues = dashboard.exportSource
    #expect(issues.name == "issues" && issues.count == dashboard.rowCount(.allIssues))
    guard case .issues(let shown) = issues.records else { return }
    #expect(shown.map { $0.issue.severity ?? "" } == issues.table.texts("severity"))
    // Of those that say the same each has its own place.
    let same = shown.filter { $0.issue == shown[0].issue }
    #expect(same.map(\.ordinal) == Array(0..<same.count))
    dashboard.press("6")
    for _ in 0..<3 where dashboard.focus != .gapRows { dashboard.press(.tab) }
    let gaps = dashboard.exportSource
    #expect(gaps.name == "gaps" && gaps.count == dashboard.rowCount(.gapRows))
    guard case .text(let text) = dashboard.exportRequest(.json, path: "x").content else { return }
    let longest = try #require(dashboard.read.numbers.gaps?.rows.first?.gap.durationMinutes)
    #expect(text.hasPrefix("[\n  {\"duration_minutes\":\(longest),\"classification\":"))
    #expect(gaps.table.rows[0][0] == .number(longest))
  }

  @Test(arguments: ["2", "3", "4", "5", "6", "7"] as [Character])
  func numbersOfTheTabsLeaveAsNumbers(digit: Character) {
    var dashboard = dashboard(columns: 200, rows: 60)
    dashboard.press(.character(digit))
    for _ in 0..<5 {
      let table = dashboard.exportTable
      for column in table.columns.indices {
        // A column is of one kind, or not known.
        let kinds = Set(
          table.rows.map { row in
            switch row[column] {
            case .none: ""
            case .text(let text):
              Double(text) == nil || table.columns[column] == "name" ? "text" : "number as text"
            case .integer, .number: "number"
            case .truth: "truth"
            case .time: "time"
            case .texts: "texts"
            case .counts: "counts"
            }
          }
        ).subtracting([""])
        #expect(kinds.count <= 1 && !kinds.contains("number as text"), "\(table.columns[column])")
      }
      dashboard.press(.tab)
    }
  }

  @Test func listedInteractionsAreExportedAsStored() throws {
    var dashboard = dashboard()
    dashboard.press("3", .enter)
    let list = try #require(dashboard.place.finds?.list)
    let source = dashboard.exportSource
    #expect(source.name == "interactions" && source.count == list.rows.count)
    #expect(source.records == .listed(list.rows.compactMap { list.place(of: $0) }))
    #expect(source.table.rows[0][3] == .integer(5))
    let effects = dashboard.press("Y")
    guard case .copy(let request)? = effects.first else { return }
    #expect(request.text.hasPrefix("| session_id | place_in_session | timestamp |"))
    dashboard.press("x")
    #expect(dashboard.form?.value("File") == "interactions-30d-20241122.csv")
  }

  @Test func theFormNamesTheFileAfterTheFormat() throws {
    var dashboard = dashboard()
    dashboard.press("2", "x")
    #expect(dashboard.form?.value("File") == "sessions-30d-20241122.csv")
    dashboard.press("j")
    #expect(dashboard.form?.value("File") == "sessions-30d-20241122.json")
    dashboard.press("m")
    #expect(dashboard.form?.value("File") == "sessions-30d-20241122.md")
    dashboard.press("t")
    #expect(dashboard.form?.value("File") == "screen-30d-20241122.txt")
    dashboard.press("c", .tab, .control("u"), "o", .tab)
    let effects = dashboard.press("y")
    guard case .export(let request) = try #require(effects.first) else { return }
    #expect(request.path == "o" && request.content == .text(dashboard.exportTable.csv))
    #expect(!request.mayReplace && request.summary == "CSV, 122 sessions")
  }

  @Test func aFileThatIsThereIsReplacedOnlyWhenThatIsConfirmed() throws {
    var dashboard = dashboard()
    var request = dashboard.exportRequest(.json, path: "out.json")
    #expect(request.content == .records(.sessions(dashboard.read.overview.rows.map(\.id))))
    _ = dashboard.update(.exported(request, .exists))
    #expect(dashboard.frame().text.contains("There is such a file already."))
    request.mayReplace = true
    #expect(dashboard.press("y") == [.export(request)])
    _ = dashboard.update(.exported(request, .written))
    #expect(status(dashboard) == "wrote out.json: JSON, 122 sessions")
    _ = dashboard.update(.exported(request, .failed("No space left on device")))
    #expect(status(dashboard) == "not written: No space left on device")
  }

  @Test func copyingSaysWhatAndHow() throws {
    var dashboard = dashboard()
    let id = dashboard.read.overview.rows[0].id.text
    let request = CopyRequest(text: id, summary: "id \(id)")
    #expect(dashboard.press("2", "y") == [.copy(request)])
    _ = dashboard.update(.copied(request, way: "by tmux"))
    #expect(status(dashboard) == "copied id \(id) · by tmux")
    _ = dashboard.update(.copied(request, way: nil))
    #expect(dashboard.frame().text.contains("│ \(id) "))
    dashboard.press(.escape)
    #expect(dashboard.mode == .tab)
  }

  @Test func aRowIsCopiedAsATableOfOne() throws {
    var dashboard = dashboard()
    guard case .copy(let request) = try #require(dashboard.press("2", "j", "Y").first) else {
      return
    }
    let lines = request.text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[2].contains("| Add retry policy to uploader | code\\_generation |") == false)
    #expect(lines[2].contains("| Add retry policy to uploader | code_generation |"))
    #expect(request.summary == "session as Markdown")
  }

  @Test func oneRowIsMadeWithoutTheOthers() {
    let made = Mutex(0)
    let column = Column<Int>.count("n", "", "") { number in
      made.withLock { $0 += 1 }
      return number
    }
    let source = ExportSource("numbers", [column], Array(0..<1000), records: { _ in .listed([]) })
    #expect(source.count == 1000 && source.hasRecords && made.withLock { $0 } == 0)
    #expect(source.table(row: 7).rows == [[.integer(7)]] && made.withLock { $0 } < 3)
    #expect(source.table(row: 1000).rows.isEmpty && source.table(row: -1).rows.isEmpty)
    #expect(source.table.rows.count == 1000 && source.records == .listed([]))
  }

  @Test(arguments: Tab.all.indices)
  func aRowAloneIsTheSameAsAmongAll(tab: Int) {
    var dashboard = dashboard(columns: 200, rows: 60)
    dashboard.press(.character(Character(String(tab + 1))))
    for focus in dashboard.screen.layout.placements.compactMap(\.focus) {
      dashboard.place.chosenFocus = focus
      dashboard.showScreen()
      let (source, table) = (dashboard.exportSource, dashboard.exportTable)
      #expect(source.count == table.rows.count && source.hasRecords == (source.records != nil))
      for row in table.rows.indices {
        #expect(source.table(row: row).rows == [table.rows[row]], "\(focus) \(row)")
      }
    }
  }

  @Test func markedSessionsGoTogether() throws {
    var dashboard = dashboard()
    dashboard.press("2", " ", "j", " ")
    let ids = [0, 2].map { dashboard.read.overview.rows[$0].id.text }
    #expect(dashboard.exportTable.texts("session_id") == ids)
    guard case .copy(let request) = try #require(dashboard.press("y").first),
      case .copy(let rows) = try #require(dashboard.press("Y").first)
    else { return }
    #expect(request.text == ids[0] + "\n" + ids[1] + "\n" && request.summary == "2 ids")
    #expect(rows.text.split(separator: "\n").count == 4 && rows.summary == "2 sessions as Markdown")
  }

  @Test func whereThereIsNoListTheNumbersAreCopied() throws {
    var dashboard = dashboard(columns: 40, rows: 12)
    dashboard.press(.tab)
    guard case .copy(let request) = try #require(dashboard.press("Y").first) else { return }
    #expect(request.text.contains("| sessions | 122 |"))
  }
}

extension Dashboard {
  var exportTable: Table { exportSource.table }
}

extension Table {
  /// The texts of a column.
  func texts(_ key: String) -> [String] {
    guard let place = columns.firstIndex(of: key) else { return [] }
    return rows.map { if case .text(let text) = $0[place] { text } else { "" } }
  }
}
