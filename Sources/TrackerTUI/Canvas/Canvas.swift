// A grid of cells to draw on, clipped to its edges. It refuses to know sessions and terminals.

/// The screen as a value.
package struct Canvas: Sendable {
  /// The extent.
  package let size: ScreenSize
  /// Row by row; every row has `size.columns` cells.
  package private(set) var cells: [[Cell]]
  /// Where the terminal's cursor stands; nil hides it.
  package var cursor: (column: Int, row: Int)?

  package init(size: ScreenSize) {
    self.size = size
    cells = Array(
      repeating: Array(repeating: .blank, count: max(0, size.columns)), count: max(0, size.rows))
  }
}
