/// What can be wrong with a text.
enum JSONProblem: UInt8 {
  case empty, cutShort, textAfterValue
  case value, valueOrBracket, name, nameOrBrace, colon, commaOrBrace, commaOrBracket
  case unterminatedString, controlCharacter, escape, unicodeEscape, utf8
  case leadingZero, digit, nonFinite, depth
  case valueOrComment, unterminatedComment

  /// The problem for people.
  var message: String {
    switch self {
    case .empty: "no value: the text is empty"
    case .cutShort: "the text ends too early"
    case .textAfterValue: "text after the value"
    case .value: "expected a value"
    case .valueOrBracket: "expected a value or ']'"
    case .name: "expected a name in quotes"
    case .nameOrBrace: "expected a name in quotes or '}'"
    case .colon: "expected ':'"
    case .commaOrBrace: "expected ',' or '}'"
    case .commaOrBracket: "expected ',' or ']'"
    case .unterminatedString: "unterminated string"
    case .controlCharacter: "control character in a string"
    case .escape: "unknown escape in a string"
    case .unicodeEscape: "expected four hexadecimal digits after \\u"
    case .utf8: "bytes that are not UTF-8 in a string"
    case .leadingZero: "number with a leading zero"
    case .digit: "expected a digit"
    case .nonFinite: "NaN and Infinity are not accepted here"
    case .depth: "nested too deeply"
    case .valueOrComment: "expected a value or a comment"
    case .unterminatedComment: "this comment has no end"
    }
  }
}
