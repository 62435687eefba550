// What a filter looks like, for programs that make some from a description.

extension SessionFilter {
  /// A regular expression of filters that can be read; few others can: names in capitals, further spellings of days and
  /// numbers.
  package static let pattern: String = {
    let blank = #"\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000"#
    let quoted = #""[^"]*""#
    let rest = #"([^\#(blank)"]|\#(quoted))*"#
    // Words that do not begin as a field does.
    let words =
      #"([<>:=]\#(rest)|[A-Za-z_]+(-\#(rest))?|[A-Za-z_]*([^\#(blank)A-Za-z_<>:="-]|\#(quoted))\#(rest))"#
    let fields = FilterField.all.map { "(\($0.names))\($0.conditions(rest))" }
    let term = "(-?(\(([words] + fields).joined(separator: "|")))|--\(rest)|-)"
    return "^[\(blank)]*(\(term)([\(blank)]+\(term))*[\(blank)]*)?$"
  }()
}

extension FilterField {
  /// Its names that are letters, parted by `|`.
  fileprivate var names: String {
    let names = [word, column.title, column.key].filter { name in
      name.allSatisfy { $0.isASCII && $0.isLetter || $0 == "_" }
    }
    return names.indices.filter { !names[..<$0].contains(names[$0]) }.map { names[$0] }
      .joined(separator: "|")
  }

  /// A sign and values that its kind takes; none is no condition.
  fileprivate func conditions(_ rest: String) -> String {
    let number = "-?[0-9]{1,9}([.][0-9]{1,9})?"
    let value =
      switch kind {
      case .text: ""
      case .number: number
      case .minutes: number + "[mhd]?"
      case .severity:
        Severity.known.flatMap { severity in
          severity.rawValue.indices.map { String(severity.rawValue[...$0]) }
        }.joined(separator: "|")
      case .day:
        "today|yesterday|[1-9][0-9]{0,3}d"
          + "|[12][0-9]{3}(-(0[1-9]|1[0-2]))?|\(CivilDate.pattern)"
      }
    return value.isEmpty
      ? "([:=]\(rest)|[<>]=?)" : "([<>]=?|[:=])((\(value))([|](\(value)))*)?"
  }
}
