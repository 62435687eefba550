// Models' names in lists.

/// Names without the date of a version at the end, `claude-opus-4` for `claude-opus-4-20250514`, where that keeps the models
/// apart.
struct ModelNames: Sendable {
  /// Short names that several models would have.
  private var shared: Set<String> = []

  init(_ models: Set<String> = []) {
    var seen: Set<String> = []
    for model in models where !seen.insert(withoutDate(model)).inserted {
      shared.insert(withoutDate(model))
    }
  }

  subscript(model: String) -> String {
    let short = withoutDate(model)
    return shared.contains(short) ? model : short
  }
}

private func withoutDate(_ model: String) -> String {
  let tail = model.utf8.suffix(9)
  guard tail.count == 9, model.utf8.count > 9, tail.first == UInt8(ascii: "-"),
    tail.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
  else { return model }
  return String(model.dropLast(9))
}
