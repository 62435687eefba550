extension Array {
  /// The element at a place; nil where there is none.
  func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
