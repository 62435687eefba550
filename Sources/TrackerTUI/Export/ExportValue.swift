// A cell of a table that leaves the program: what it is, so that numbers stay numbers. It refuses to know columns.

internal import TrackerCore

/// What stands in a cell.
enum ExportValue: Sendable, Equatable {
  /// Not known.
  case none
  case text(String)
  case integer(Int)
  /// A number, and with how many decimals it is written where no program reads it.
  case decimal(Double, decimals: Int)
  case truth(Bool)

  /// Nil and what is no number are not known.
  init(_ number: Double?, decimals: Int) {
    guard let number, number.isFinite else {
      self = .none
      return
    }
    self = .decimal(number, decimals: decimals)
  }

  init(_ number: Int?) { self = number.map { .integer($0) } ?? .none }

  /// Nil is not known; an empty text is a text.
  init(_ text: String?) { self = text.map { .text($0) } ?? .none }

  /// As a cell of CSV or Markdown: numbers without separators and units, nothing for what is not known.
  var plain: String {
    switch self {
    case .none: ""
    case .text(let text): text
    case .integer(let number): String(number)
    case .decimal(let number, let decimals): number.fixed(decimals: decimals)
    case .truth(let isTrue): isTrue ? "true" : "false"
    }
  }

  /// As a value of JSON (RFC 8259).
  var json: String {
    switch self {
    case .none: "null"
    case .text(let text): ExportValue.literal(text)
    // The shortest text that is this number, whole ones without a fraction.
    case .decimal(let number, _): number.plainText
    case .integer, .truth: plain
    }
  }

  /// A JSON string.
  static func literal(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\" + String(scalar)
      case "\u{0}"..<" ":
        "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    return "\"" + scalars.joined() + "\""
  }
}
