// Every place with every kind of data at every designed size, as text, as roles and as it is read aloud. What stands over a
// screen is recorded without the screen, so that one change of a screen is one difference.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct SceneGoldenTests {
  /// Those whose whole screens other tests record already, in both forms, with the sample.
  static let recordedElsewhere: Set = [
    "overview", "sessions", "effectiveness", "roi", "issues", "gaps", "trends", "detail",
  ]

  /// The frame's rows from `first` on; of what stands over it, only the columns it changes, and the two rows of words.
  private func shown(
    _ dashboard: Dashboard, _ capabilities: Capabilities, _ text: ([Cell]) -> String
  ) -> String {
    let canvas = dashboard.frame(capabilities)
    guard dashboard.popup != nil, !capabilities.isScreenReader else {
      return canvas.cells.map { trimmed(text($0)) }.joined(separator: "\n")
    }
    let under = dashboard.bare.frame(capabilities)
    let rows = canvas.cells.indices.dropLast(2).filter { canvas.cells[$0] != under.cells[$0] }
    let changed = rows.flatMap { row in
      canvas.cells[row].indices.filter { canvas.cells[row][$0] != under.cells[row][$0] }
    }
    guard let first = changed.min(), let last = changed.max() else { return "(as without it)" }
    let box = rows.map { trimmed(text(Array(canvas.cells[$0][first...last]))) }
    let words = canvas.cells.suffix(2).map { trimmed(text($0)) }
    let place = "(from row \(rows.first ?? 0), column \(first))"
    return ([place] + box + words).joined(separator: "\n")
  }

  private func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  private func plain(_ cells: [Cell]) -> String { cells.map(\.text).joined() }

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

  private func file(_ scene: String, _ kind: String) -> String {
    let name = scene.map { $0 == " " ? "_" : $0 == "'" ? "-" : $0 }
    return "scene-\(String(name))-\(kind).txt"
  }

  private func recorded(
    _ scene: Scene, _ data: SceneData, _ sizes: [ScreenSize],
    _ form: (Dashboard) -> [(name: String, text: String)]
  ) throws -> String {
    var parts: [String] = []
    for size in sizes {
      let dashboard = try scene.dashboard(data, columns: size.columns, rows: size.rows)
      for (name, text) in form(dashboard) {
        parts.append("=== \(size.columns)x\(size.rows) \(name)\n" + text)
      }
    }
    return parts.joined(separator: "\n")
  }

  @Test(arguments: Scene.all.map(\.name), SceneData.allCases)
  func everyPlaceLooksAsRecorded(name: String, data: SceneData) throws {
    let scene = try Scene.named(name)
    if SceneGoldenTests.recordedElsewhere.contains(name), data == .sample { return }
    if name == "overview", data == .empty { return }
    // Without sessions most keys mean nothing: one size tells what they say.
    let sizes = data == .empty ? [FrameGoldenTests.sizes[2]] : FrameGoldenTests.sizes
    let text = try recorded(scene, data, sizes) { dashboard in
      [
        ("UTF-8", shown(dashboard, sampleCapabilities, plain)),
        ("ASCII", shown(dashboard, asciiCapabilities, plain)),
      ]
    }
    try expectGolden(text, file(name, data.rawValue))
  }

  @Test(arguments: Scene.all.map(\.name))
  func rolesStandWhereTheyShould(name: String) throws {
    let scene = try Scene.named(name)
    let sizes =
      SceneGoldenTests.recordedElsewhere.contains(name)
      ? FrameGoldenTests.sizes : Array(FrameGoldenTests.sizes[...3])
    let text = try recorded(scene, .sample, sizes) {
      [("roles", shown($0, sampleCapabilities, roles))]
    }
    try expectGolden(text, file(name, "roles"))
  }

  @Test(arguments: Scene.all.map(\.name))
  func everyPlaceCanBeReadAloud(name: String) throws {
    let scene = try Scene.named(name)
    let parts = try SceneData.allCases.map { data in
      "=== \(data.rawValue)\n"
        + shown(try scene.dashboard(data), spokenCapabilities, plain)
    }
    try expectGolden(parts.joined(separator: "\n"), file(name, "spoken"))
  }

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
