// Whatever the data, the size and the keys: frames are whole, safe, and show where one is.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct FramePropertyTests {
  /// Names what is wrong with a frame; nil when it is as every frame must be.
  private func fault(
    _ canvas: Canvas, _ dashboard: Dashboard, _ capabilities: Capabilities
  ) -> String? {
    for (index, row) in canvas.cells.enumerated() {
      if row.count != canvas.size.columns { return "row \(index) is \(row.count) wide" }
      var column = 0
      while column < row.count {
        let cell = row[column]
        if let fault = fault(cell, capabilities) { return "row \(index): \(fault)" }
        if cell.columns == 2, column + 1 >= row.count || row[column + 1].columns != 0 {
          return "row \(index): half a wide character at \(column)"
        }
        column += cell.columns
      }
      if canvas.runs(inRow: index).reduce(0, { $0 + $1.columns }) != canvas.size.columns {
        return "the runs of row \(index) do not fill it"
      }
    }
    guard canvas.size.columns > 0, canvas.size.rows > 0 else { return nil }
    guard let cursor = canvas.cursor else { return "no cursor" }
    guard cursor.column >= 0, cursor.column < canvas.size.columns, cursor.row >= 0,
      cursor.row < canvas.size.rows
    else { return "the cursor is outside" }
    return selectionFault(canvas, dashboard, capabilities, cursorRow: cursor.row)
  }

  private func fault(_ cell: Cell, _ capabilities: Capabilities) -> String? {
    guard cell.columns == 1 || cell.columns == 2 else { return "a lone second half" }
    let scalars = Array(cell.text.unicodeScalars)
    guard let base = scalars.first, scalars.count <= 5 else { return "\(scalars.count) scalars" }
    for scalar in scalars {
      let value = scalar.value
      if value < 0x20 || 0x7F..<0xA0 ~= value || 0x202A...0x202E ~= value
        || 0x2066...0x2069 ~= value || 0x200B...0x200F ~= value
      {
        return "unsafe U+\(String(value, radix: 16))"
      }
    }
    return capabilities.columnWidth(base) == cell.columns ? nil : "width of \(cell.text)"
  }

  /// The selected row is on screen and the cursor stands on it.
  private func selectionFault(
    _ canvas: Canvas, _ dashboard: Dashboard, _ capabilities: Capabilities, cursorRow: Int
  ) -> String? {
    var dashboard = dashboard
    dashboard.size = canvas.size
    dashboard.showScreen()
    guard [.tab, .detail].contains(dashboard.mode), !capabilities.isScreenReader,
      let focus = dashboard.focus, dashboard.rowCount(focus) > 0
    else { return nil }
    let hasReversedRow = canvas.cells[cursorRow].contains { $0.style == Style(reversed: true) }
    return hasReversedRow ? nil : "the selected row is not at the cursor (\(focus))"
  }

  private static let keys: [Key] =
    KeyBinding.all.flatMap(\.keys) + ["Z", "x", .left, .function(9), .delete]

  private func check(_ history: History, seed: UInt64, steps: Int) {
    var numbers = SeededGenerator(seed: seed)
    var dashboard = Dashboard(
      directory: hostileNames[0], calendar: .utc, now: sampleNow,
      size: ScreenSize(columns: 80, rows: 24))
    var capabilities = [sampleCapabilities, asciiCapabilities]
    capabilities += capabilities
    capabilities[2].isScreenReader = true
    capabilities[3].isScreenReader = true
    for step in 0..<steps {
      // Large screens are rarer, since they take longest.
      let isLarge = Int.random(in: 0..<8, using: &numbers) == 0
      let size = ScreenSize(
        columns: .random(in: 1...(isLarge ? 300 : 130), using: &numbers),
        rows: .random(in: 1...(isLarge ? 100 : 40), using: &numbers))
      var effects: [Effect] = []
      switch Int.random(in: 0..<10, using: &numbers) {
      case 0:
        effects = dashboard.update(.resized(size))
      case 1:
        var part = history
        part.sessions.removeAll { _ in Int.random(in: 0..<20, using: &numbers) == 0 }
        effects = dashboard.update(.loaded(part, now: sampleNow))
      case 2:
        let mouse = Mouse(
          [.press, .wheelDown, .wheelUp].randomElement(using: &numbers) ?? .press,
          column: .random(in: 0..<300, using: &numbers), row: .random(in: 0..<100, using: &numbers))
        effects = dashboard.update(.mouse(mouse))
      default:
        let key = FramePropertyTests.keys.randomElement(using: &numbers) ?? "j"
        effects = dashboard.update(.key(key))
      }
      for case .loadDetail(let id) in effects {
        _ = dashboard.update(.detailLoaded(id, hostileDetail(of: id) ?? sampleDetail()))
      }
      let drawn = step % 2 == 0 ? size : dashboard.size
      let capability = capabilities[step % 7 == 0 ? 2 + step % 2 : (step / 2) % 2]
      let canvas = render(dashboard, size: drawn, capabilities: capability)
      if let fault = fault(canvas, dashboard, capability) {
        Issue.record(
          "seed \(seed), step \(step), \(drawn.columns)x\(drawn.rows): \(fault)\n\(canvas.text)")
        return
      }
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func framesOfTheSampleAreWholeAndSafe(seed: UInt64) {
    check(sampleHistory(), seed: seed, steps: 50)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func framesOfHostileDataAreWholeAndSafe(seed: UInt64) {
    check(hostileHistory(), seed: seed, steps: 50)
  }

  @Test func everySmallSizeIsDrawn() {
    let sample = dashboard()
    for columns in 1...48 {
      for rows in 1...16 {
        let canvas = render(
          sample, size: ScreenSize(columns: columns, rows: rows), capabilities: sampleCapabilities)
        if let fault = fault(canvas, sample, sampleCapabilities) {
          Issue.record("\(columns)x\(rows): \(fault)")
        }
      }
    }
  }
}
