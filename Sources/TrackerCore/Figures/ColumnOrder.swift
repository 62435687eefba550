// The order that a column gives to rows: the same in every viewer.

extension Column {
  /// The rows in this column's order; missing values and empty texts come last, whichever way round. `isBefore` decides
  /// between rows with the same value, without it they stay as they came.
  public func sorted(
    _ rows: [Row], isDescending: Bool, now: Timestamp? = nil,
    isBefore: ((Row, Row) -> Bool)? = nil
  ) -> [Row] {
    let keys = rows.map { key(exactCell($0, now: now), $0) }
    let order = rows.indices.sorted { a, b in
      switch (keys[a], keys[b]) {
      case (.number(let first), .number(let second)) where first != second:
        return isDescending ? first > second : first < second
      case (.text(let first), .text(let second)) where first != second:
        return isDescending ? first > second : first < second
      case (.none, .none): break
      case (.none, _): return false
      case (_, .none): return true
      default: break
      }
      guard let isBefore else { return a < b }
      if isBefore(rows[a], rows[b]) { return true }
      return isBefore(rows[b], rows[a]) ? false : a < b
    }
    return order.map { rows[$0] }
  }

  private func key(_ cell: CellValue, _ row: Row) -> SortKey {
    switch cell {
    case .none: return .none
    case .integer(let number): return .number(Double(number))
    case .number(let number): return number.isNaN ? .none : .number(number)
    case .truth(let isTrue): return .number(isTrue ? 1 : 0)
    case .time(let time): return time.instant.map { .number(Double($0.microseconds)) } ?? .none
    case .texts(let texts): return texts.isEmpty ? .none : .text(texts.joined(separator: " "))
    case .counts(let counts): return .number(Double(counts.reduce(0) { $0 + $1.count }))
    case .text(let text):
      if case .word(let words) = kind, !words.isEmpty {
        return words.firstIndex(of: text).map { .number(Double($0)) } ?? .none
      }
      let shown = text.isEmpty ? self.text(row) : text
      return shown.isEmpty ? .none : .text(shown.lowercased())
    }
  }
}

private enum SortKey {
  case none
  case number(Double)
  case text(String)
}
