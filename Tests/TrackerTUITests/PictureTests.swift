// A frame as SVG: every character at the place of its cell, in its colour, and nothing that an XML reader trips over.

import TestSupport
import Testing

@testable import TrackerTUI

@Suite struct PictureTests {
  private let dark = Theme(colorCount: 256, ground: .dark)

  /// What the words of a picture show, as the text of a canvas.
  private func text(_ picture: String, _ size: ScreenSize) throws -> String {
    var canvas = Canvas(size: size)
    for line in picture.split(separator: "\n") where line.hasPrefix("<text ") {
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
      let column = try #require(Int(parts[1])) / 9
      let row = try #require(Int(parts[3])) / 17
      let columns = try #require(Int(parts[5])) / 9
      let content = try #require(parts.last?.drop { $0 != ">" }.dropFirst().dropLast(7))
      let word = ["&lt;": "<", "&gt;": ">", "&amp;": "&"].reduce(String(content)) {
        $1.key == "&amp;" ? $0 : $0.replacing($1.key, with: $1.value)
      }.replacing("&amp;", with: "&")
      guard columns > 1, word.count == columns else {
        canvas.put(word, columns: columns, style: Style(), column: column, row: row)
        continue
      }
      for (offset, character) in word.enumerated() {
        canvas.put(String(character), columns: 1, style: Style(), column: column + offset, row: row)
      }
    }
    return canvas.text
  }

  @Test(arguments: Scene.all.map(\.name), [SceneData.sample, .hostile])
  func aPictureShowsWhatTheFrameShows(_ name: String, _ data: SceneData) throws {
    let dashboard = try Scene.named(name).dashboard(data)
    let frame = dashboard.frame()
    let picture = svg(of: frame, theme: dark)
    #expect(try text(picture, frame.size) == frame.text)
    for line in picture.split(separator: "\n") {
      #expect(line.hasPrefix("<") && line.hasSuffix(">"))
      #expect(line.split(separator: "<", omittingEmptySubsequences: false).count <= 3)
      #expect(line.unicodeScalars.allSatisfy { $0 >= " " && $0 != "\u{FFFE}" && $0 != "\u{FFFF}" })
    }
    for word in ["script", "href", "url(", "@import", "&#"] {
      #expect(!picture.split(separator: "\n").prefix(3).joined().contains(word))
    }
  }

  @Test func everyRoleHasTheColourAndStressThatTheThemeGivesIt() {
    for theme in [256, 16, 8, 0].flatMap({ count in
      [Ground.dark, .light].map { Theme(colorCount: count, ground: $0) }
    }) {
      for role in Role.allCases {
        var canvas = Canvas(size: ScreenSize(columns: 3, rows: 1))
        canvas.put("a", columns: 1, style: Style(role), column: 1, row: 0)
        let lines = svg(of: canvas, theme: theme).split(separator: "\n")
        let word = lines.last { $0.hasPrefix("<text") } ?? ""
        let paint = theme.paint(role)
        #expect(word.contains("font-weight=\"bold\"") == paint.isBold)
        #expect(lines.contains { $0.contains("y=\"0\" height=\"17\"") } == paint.isReversed)
        if !paint.isReversed { #expect(word.contains(" fill=") == (paint.foreground != nil)) }
      }
    }
  }

  @Test func widthsStressAndSignsOfMarkupAreKept() {
    var canvas = Canvas(size: ScreenSize(columns: 12, rows: 2))
    canvas.put("<", columns: 1, style: Style(), column: 0, row: 0)
    canvas.put("語", columns: 2, style: Style(.rating5, reversed: true), column: 1, row: 0)
    canvas.put("&", columns: 1, style: Style(bold: true, underlined: true), column: 4, row: 1)
    canvas.put("\u{FFFF}", columns: 1, style: Style(), column: 6, row: 1)
    let picture = svg(of: canvas, theme: dark)
    #expect(picture.contains(">&lt;</text>"))
    #expect(picture.contains(#"<text x="9" y="13" textLength="18""#))
    #expect(picture.contains(#"<rect x="9" width="18" y="0" height="17""#))
    #expect(picture.contains(#"<rect x="36" width="9" y="32" height="1""#))
    #expect(picture.contains(#"font-weight="bold">&amp;</text>"#))
    #expect(picture.contains(">\u{FFFD}</text>"))
  }

  @Test func theSnapshotIsAskedForByAFileOfItsName() throws {
    var dashboard = dashboard()
    func run(_ line: String) -> [Effect] {
      dashboard.press(":")
      for character in line { dashboard.press(.character(character)) }
      return dashboard.update(.key(.enter))
    }
    let effects = run("snapshot a b.SVG")
    guard case .export(let request) = try #require(effects.first) else { return }
    #expect(request.content == .picture(.svg))
    #expect(request.path == "a b.SVG" && !request.mayReplace)
    #expect(request.summary == "SVG, 80x24")
    #expect(run("snapshot a.png").isEmpty)
    #expect(
      dashboard.over.message
        == "name a file that ends in .svg, .html, .txt, such as screen-30d-20241122.svg")
  }

  @Test(arguments: Scene.all.map(\.name))
  func aPageShowsWhatTheFrameShows(name: String) throws {
    let frame = try Scene.named(name).dashboard(.hostile, columns: 90, rows: 30).frame()
    let page = PictureFormat.html.document(of: frame, theme: dark)
    let start = try #require(page.firstRange(of: "<pre"))
    let end = try #require(page.firstRange(of: "\n</pre>"))
    let rows = page[start.lowerBound..<end.lowerBound].split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropFirst().map { row -> String in
      String(row).replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing(
        "&gt;", with: ">"
      )
      .replacing("&amp;", with: "&")
    }
    #expect(rows == frame.cells.map { $0.map(\.text).joined() })
    for word in ["<script", "http:", "https:", "url(", "src=", "href="] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test(arguments: PictureFormat.allCases)
  func everyFormIsWrittenByItsEnding(format: PictureFormat) throws {
    #expect(PictureFormat(fileName: "a.b." + format.rawValue.uppercased()) == format)
    let frame = dashboard().frame()
    #expect(!format.document(of: frame, theme: dark).isEmpty)
    #expect(PictureFormat.txt.document(of: frame, theme: dark) == frame.text + "\n")
  }
}
