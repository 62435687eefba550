// What a variable of ours says. Pure functions.

/// The value of a variable; nil when it is not set, empty, or holds something that a shell or a client should have replaced
/// (`${user_config.dir}`, `$HOME/x`, `%APPDATA%`, `~/x`): nobody means a folder of that name. The last is told.
public func setting(
  _ name: String, _ variables: (String) -> String?, warn: (String) -> Void = { _ in }
) -> String? {
  guard let value = variables(name), !value.isEmpty else { return nil }
  guard let placeholder = placeholder(in: value) else { return value }
  warn(
    "\(name) is '\(value)': nothing replaced \(placeholder), so it counts as not set; write the value itself"
  )
  return nil
}

/// The first part of a text that a shell or a client should have replaced: `${…}`, `$(…)`, `$NAME`, `%NAME%`, or the `~` that
/// it begins with; nil when there is none.
func placeholder(in text: String) -> String? {
  let scalars = Array(text.unicodeScalars)
  if scalars.first == "~" { return "~" }
  for (start, scalar) in scalars.enumerated() {
    let rest = scalars[(start + 1)...]
    let name = rest.prefix { $0 == "_" || $0.isDigit || $0.isLetter }
    let isNamed = name.first.map { !$0.isDigit } ?? false
    var end: Int?
    switch (scalar, rest.first) {
    case ("$", "{"): end = rest.firstIndex(of: "}")
    case ("$", "("): end = rest.firstIndex(of: ")")
    case ("$", _) where isNamed: end = name.endIndex - 1
    case ("%", _) where isNamed && rest.dropFirst(name.count).first == "%": end = name.endIndex
    default: continue
    }
    if let end { return String(String.UnicodeScalarView(scalars[start...end])) }
  }
  return nil
}

extension Unicode.Scalar {
  fileprivate var isLetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
