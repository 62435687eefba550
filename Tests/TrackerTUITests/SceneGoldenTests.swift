// What a reviewer of a changed screen reads: every place once, large, in UTF-8, with the sample; what it adds to the screen
// that it stands on, where it stands on one; the tabs also small, in ASCII, as roles, read aloud, with hostile data and with
// none. The rows of words at the rim stand in files of their own, so that one changed word is few differences.
// All other sizes, forms and data are held by properties (`FrameRuleTests`, `ScenePropertyTests`).

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct SceneGoldenTests {
  static let large = ScreenSize(columns: 120, rows: 40)
  static let usual = ScreenSize(columns: 80, rows: 24)

  /// The places on which the others stand.
  static let grounds: [Scene] =
    Array(Scene.all.prefix(Tab.all.count)) + Scene.all.filter { $0.name == "detail" }
  static let others = Scene.all.filter { scene in !grounds.contains { $0.name == scene.name } }

  /// The one whose keys the scene's begin with, the longest first.
  private static func ground(of scene: Scene) -> Scene {
    let below = grounds.filter { (scene.keys + " ").hasPrefix($0.keys + " ") }
    return below.max { $0.keys.count < $1.keys.count } ?? grounds[0]
  }

  private static let largeGrounds: [String: [String]] = {
    var rows: [String: [String]] = [:]
    for scene in grounds {
      let dashboard = try? scene.dashboard(.sample, columns: large.columns, rows: large.rows)
      rows[scene.name] = dashboard.map { SceneGoldenTests.rows($0.frame()) }
    }
    return rows
  }()

  private static func rows(_ canvas: Canvas) -> [String] {
    canvas.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// All but the tab bar above and the two rows of words below.
  private func body(_ rows: [String]) -> [String] { Array(rows.dropFirst().dropLast(2)) }

  private func dashboard(
    _ name: String, _ data: SceneData = .sample, _ size: ScreenSize = usual
  ) throws -> Dashboard {
    try Scene.named(name).dashboard(data, columns: size.columns, rows: size.rows)
  }

  /// Several scenes below one another, each under its name.
  private func sheet(_ names: [String], _ rows: (String) throws -> [String]) throws -> String {
    try names.map { name in
      (["=== \(name)"] + (try rows(name))).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  // MARK: What a place adds

  /// What stands over a screen: the box of columns that it changes.
  private func box(_ dashboard: Dashboard) -> [String] {
    let cells = dashboard.frame().cells
    let under = dashboard.bare.frame().cells
    let rows = cells.indices.dropLast(2).filter { cells[$0] != under[$0] }
    let columns = rows.flatMap { row in
      cells[row].indices.filter { cells[row][$0] != under[row][$0] }
    }
    guard let first = columns.min(), let last = columns.max() else { return [] }
    let box = rows.map { row in
      var line = cells[row][first...last].map(\.text).joined()[...]
      while line.last == " " { line.removeLast() }
      return String(line)
    }
    return ["(from row \(rows.first ?? 0), column \(first))"] + box
  }

  /// The rows of a scene; those that its ground shows in the same place are counted. Nil when all are.
  private func news(_ scene: Scene) throws -> [String]? {
    let dashboard = try dashboard(scene.name, .sample, SceneGoldenTests.large)
    if dashboard.over.box != nil { return box(dashboard) }
    let ground = SceneGoldenTests.ground(of: scene).name
    let old = body(try #require(SceneGoldenTests.largeGrounds[ground]))
    let new = body(SceneGoldenTests.rows(dashboard.frame()))
    var told: [String] = []
    var same: [String] = []
    func tellSame() {
      told += same.count > 2 ? ["(\(same.count) rows as in \(ground))"] : same
      same = []
    }
    for (row, former) in zip(new, old) {
      if row == former {
        same.append(row)
      } else {
        tellSame()
        told.append(row)
      }
    }
    tellSame()
    return new == old ? nil : told
  }

  @Test(arguments: others.map(\.name))
  func everyPlaceAddsWhatIsRecorded(name: String) throws {
    guard let rows = try news(Scene.named(name)) else { return }
    let file = String(name.map { $0 == " " ? "_" : $0 == "'" ? "-" : $0 })
    try expectGolden(rows.joined(separator: "\n"), "scene-\(file).txt")
  }

  /// The rim of every scene, and of the grounds as most see them.
  @Test func theRowsOfWordsAreAsRecorded() throws {
    let large = try sheet(Scene.all.map(\.name)) { name in
      let rows = SceneGoldenTests.rows(try dashboard(name, .sample, SceneGoldenTests.large).frame())
      let rim = [rows[0]] + rows.suffix(2)
      let scene = try Scene.named(name)
      guard try SceneGoldenTests.others.contains(where: { $0.name == name }) && news(scene) == nil
      else { return rim }
      return rim + ["(all else as in \(SceneGoldenTests.ground(of: scene).name))"]
    }
    let usual = try sheet(SceneGoldenTests.grounds.map(\.name)) { name in
      let rows = SceneGoldenTests.rows(try dashboard(name).frame())
      return [rows[0]] + rows.suffix(2)
    }
    try expectGolden(large + "\n\n80x24\n" + usual, "rims.txt")
  }

  // MARK: Tabs and the detail

  @Test(arguments: grounds.map(\.name))
  func everyTabLooksAsRecorded(name: String) throws {
    let large = try #require(SceneGoldenTests.largeGrounds[name])
    try expectGolden(large.joined(separator: "\n"), "\(name)-120x40.txt")
    let usual = try dashboard(name)
    for (capabilities, kind) in [(sampleCapabilities, ""), (asciiCapabilities, ".ascii")] {
      let rows = body(SceneGoldenTests.rows(usual.frame(capabilities)))
      try expectGolden(rows.joined(separator: "\n"), "\(name)-80x24\(kind).txt")
    }
  }

  @Test func theSmallestScreensAreAsRecorded() throws {
    let smallest = Dashboard.smallestSize
    let text = try sheet(SceneGoldenTests.grounds.map(\.name)) { name in
      SceneGoldenTests.rows(try dashboard(name, .sample, smallest).frame())
    }
    try expectGolden(text, "smallest.txt")
  }

  @Test func hostileDataIsShownAsRecorded() throws {
    let names = SceneGoldenTests.grounds.map(\.name) + ["text", "finds", "text to select"]
    let text = try sheet(names) { name in
      let dashboard = try dashboard(name, .hostile)
      return dashboard.over.box == nil
        ? body(SceneGoldenTests.rows(dashboard.frame())) : box(dashboard)
    }
    try expectGolden(text, "hostile.txt")
  }

  // MARK: Roles

  /// A letter for each role: lower case as it is, upper case bold; `#` selected, `_` underlined.
  private func roles(_ cells: [Cell]) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    return String(
      cells.map { cell -> Character in
        if cell.style.isReversed { return "#" }
        if cell.style.isUnderlined { return "_" }
        if cell.style == Style() { return cell.text == " " ? " " : "." }
        let letter = letters[Int(cell.style.role.rawValue)]
        return cell.style.isBold ? Character(letter.uppercased()) : letter
      })
  }

  @Test func rolesStandWhereTheyShould() throws {
    let names =
      SceneGoldenTests.grounds.map(\.name) + [
        "searched", "changed", "stale", "text", "finds", "range", "help", "rates", "end",
        "settings",
        "filter prompt",
      ]
    let text = try sheet(names) { name in
      try dashboard(name).frame().cells.map { cells in
        var line = roles(cells)[...]
        while line.last == " " { line.removeLast() }
        return String(line)
      }
    }
    try expectGolden(text, "roles.txt")
  }

  // MARK: Read aloud

  /// Where hearing differs in kind from seeing.
  private static let heard =
    grounds.map(\.name) + [
      "marked", "by tool", "members", "interactions of a bar", "paused", "stale", "changed", "text",
      "finds", "range", "columns", "help", "rates", "end", "edit", "delete", "commands", "settings",
      "filter prompt",
    ]

  @Test func everyKindOfPlaceIsReadAloudAsRecorded() throws {
    func heard(_ name: String, _ data: SceneData) throws -> [String] {
      var rows = SceneGoldenTests.rows(try dashboard(name, data).frame(spokenCapabilities))
      while rows.last?.isEmpty == true { rows.removeLast() }
      return rows
    }
    try expectGolden(try sheet(SceneGoldenTests.heard) { try heard($0, .sample) }, "spoken.txt")
    let data = [SceneData.empty, .hostile]
    let others = try sheet(data.map(\.rawValue)) { name in
      try heard("sessions", try #require(SceneData(rawValue: name)))
    }
    try expectGolden(others, "spoken-other.txt")
  }

  // MARK: Little to show

  /// One session that runs, with nothing logged: everything is empty but the list.
  private let firstSteps = history(of: [
    SampleSession(
      name: "First steps", type: "testing", model: "", start: "2024-11-22T14:30:00Z",
      estimate: 0, ratings: [])
  ])

  @Test func whatHasLittleToShowSaysWhy() throws {
    var sheets = [
      ["=== no sessions"] + body(SceneGoldenTests.rows(try dashboard("overview", .empty).frame()))
    ]
    var old = sampleHistory()
    old.sessions.removeAll { ($0.startTime ?? "") > "2024-11-22" }
    var today = TrackerTUITests.dashboard(old)
    today.press("t", "d")
    sheets.append(["=== no sessions today"] + body(SceneGoldenTests.rows(today.frame())))
    for (index, tab) in Tab.all.enumerated() {
      var dashboard = TrackerTUITests.dashboard(firstSteps)
      dashboard.press(.character(Character("\(index + 1)")))
      sheets.append(
        ["=== a first session: \(tab.name.lowercased())"]
          + body(SceneGoldenTests.rows(dashboard.frame())))
    }
    for (digit, name) in [("1", "overview"), ("7", "trends")] as [(Key, String)] {
      var dashboard = TrackerTUITests.dashboard(oldHistory())
      dashboard.press(digit)
      sheets.append(
        ["=== nothing of late: \(name)"] + body(SceneGoldenTests.rows(dashboard.frame())))
    }
    try expectGolden(
      sheets.map { $0.joined(separator: "\n") }.joined(separator: "\n"), "little.txt")
  }

  @Test func aScreenThatIsTooSmallSaysHowLargeItMustBe() throws {
    let sizes = [(36, 10), (39, 24), (80, 11), (1, 1), (12, 2)]
    let texts = sizes.map { columns, rows in
      let canvas = TrackerTUITests.dashboard(columns: columns, rows: rows).frame()
      return "=== \(columns)x\(rows)\n" + canvas.text
    }
    try expectGolden(texts.joined(separator: "\n"), "too-small.txt")
  }

  // MARK: The list of scenes

  @Test(arguments: Scene.all.map(\.name))
  func everySceneIsThePlaceItIsCalled(name: String) throws {
    let scene = try Scene.named(name)
    for (columns, rows) in [(40, 12), (80, 24), (200, 60)] {
      let dashboard = try scene.dashboard(.sample, columns: columns, rows: rows)
      #expect(dashboard.mode == scene.mode, "\(columns)x\(rows)")
    }
    #expect(try scene.dashboard(.sample, columns: 39).mode == .tooSmall)
  }
}
