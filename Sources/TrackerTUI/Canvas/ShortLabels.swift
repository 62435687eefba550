// Labels of one list cut to their column, so that those that differ still differ.

/// What is shown for each label of a list.
struct ShortLabels {
  private var forms: [String: String] = [:]
  private let typesetter: Typesetter
  private let columns: Int

  /// A label beyond `columns` is cut at its end; where several would then be one, each shows from where they differ.
  init(_ labels: some Sequence<String>, columns: Int, _ typesetter: Typesetter) {
    self.typesetter = typesetter
    self.columns = columns
    // No character has more columns than bytes where it is shown as it is; most labels are short enough at once.
    guard labels.contains(where: { $0.utf8.count * mostASCIIColumnsPerByte > columns }) else {
      return
    }
    for label in labels where forms[label] == nil { forms[label] = cutAtEnd(label, columns) }
    var alike = clashes(among: Array(forms.keys))
    for _ in 0..<ShortLabels.mostRounds where !alike.isEmpty {
      for group in alike {
        let shared = group.dropFirst().reduce(group[0]) { String($0.commonPrefix(with: $1)) }.count
        for label in group { forms[label] = cutBefore(label, shared) }
      }
      alike = alike.flatMap { clashes(among: $0) }
    }
  }

  /// Labels that are still alike after so many looks at where they differ stay so.
  private static let mostRounds = 8

  subscript(label: String) -> String { forms[label] ?? label }

  /// The fewest columns from `wanted` to `most` in which labels cut at their ends all differ; `most` when they never do.
  static func columns(
    for labels: some Sequence<String>, wanted: Int, most: Int, _ typesetter: Typesetter
  ) -> Int {
    guard wanted < most else { return wanted }
    let labels = Set(labels)
    var (low, high) = (wanted, most)
    func areApart(_ columns: Int) -> Bool {
      let cutter = ShortLabels([], columns: columns, typesetter)
      return Set(labels.map { cutter.cutAtEnd($0, columns) }).count == labels.count
    }
    while low < high {
      let middle = (low + high) / 2
      if areApart(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func clashes(among labels: [String]) -> [[String]] {
    Dictionary(grouping: labels) { forms[$0] ?? $0 }.values.filter { $0.count > 1 }
  }

  private var signColumns: Int { typesetter.columns(of: "…") }

  private func cutAtEnd(_ label: String, _ room: Int) -> String {
    guard typesetter.columns(of: label, limit: room) > room, room > signColumns * 2 else {
      return label
    }
    return beginning(of: label, room - signColumns) + "…"
  }

  /// `claude-so…514`: a beginning, and what follows the characters that others share.
  private func cutBefore(_ label: String, _ shared: Int) -> String {
    let rest = cutAtEnd(String(label.dropFirst(shared)), columns * 2 / 3)
    let room = columns - signColumns - typesetter.columns(of: rest)
    return beginning(of: label, max(0, room)) + "…" + rest
  }

  private func beginning(of label: String, _ room: Int) -> String {
    var text = ""
    var used = 0
    typesetter.forEachGlyph(in: label) { glyph in
      guard used + glyph.columns <= room else { return false }
      used += glyph.columns
      text += glyph.text
      return true
    }
    return text
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> Substring {
    var (mine, theirs) = (startIndex, other.startIndex)
    while mine < endIndex, theirs < other.endIndex, self[mine] == other[theirs] {
      formIndex(after: &mine)
      other.formIndex(after: &theirs)
    }
    return self[..<mine]
  }
}
