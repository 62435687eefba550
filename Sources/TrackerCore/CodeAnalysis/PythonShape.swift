// What an expression looks like to whoever wants to assign to it.
// It refuses to decide where an assignment may stand.

struct PythonShape {
  enum Kind: UInt8 {
    case name, attribute, `subscript`, tuple, list, starred
    case literal, constantTrue, constantFalse, constantNone, ellipsis, formatString
    case functionCall, generator, listComprehension, setComprehension, dictionaryComprehension
    case dictionary, set
    /// Arithmetic: below comparisons in the grammar.
    case operation
    /// `and`, `or`, `not`.
    case logicalOperation
    case comparison, conditionalExpression, lambda, awaitExpression, yieldExpression
    case namedExpression
  }

  var kind: Kind
  /// What inside makes it no target; nil for a target.
  var blame: Kind?
  /// Whether it stands in parentheses of its own.
  var isGrouped = false
  /// The index of its first token.
  var start: Int32

  init(_ kind: Kind, start: Int) {
    self.init(kind, start: Int32(start))
  }

  init(_ kind: Kind, start: Int32) {
    self.kind = kind
    self.start = start
    switch kind {
    case .name, .attribute, .subscript, .tuple, .list, .starred: blame = nil
    default: blame = kind
    }
  }

  /// Takes an element into a tuple or list.
  mutating func add(_ element: PythonShape) {
    if blame == nil { blame = element.blame }
  }

  /// Whether one name, attribute or element is meant, as annotations and `+=` want.
  var isSingleTarget: Bool { kind == .name || kind == .attribute || kind == .subscript }

  /// Whether no comparison, condition or `and` stands outside brackets.
  var isBitwise: Bool {
    switch kind {
    case .logicalOperation, .comparison, .conditionalExpression, .lambda, .namedExpression,
      .starred:
      isGrouped
    default: true
    }
  }

  var isDisplayOrConstant: Bool {
    switch kind {
    case .list, .tuple, .generator, .constantTrue, .constantFalse, .constantNone: true
    default: false
    }
  }

  var description: String { Self.description(of: kind) }

  /// In CPython's words.
  static func description(of kind: Kind) -> String {
    switch kind {
    case .name: "name"
    case .attribute: "attribute"
    case .subscript: "subscript"
    case .tuple: "tuple"
    case .list: "list"
    case .starred: "starred"
    case .literal: "literal"
    case .constantTrue: "True"
    case .constantFalse: "False"
    case .constantNone: "None"
    case .ellipsis: "ellipsis"
    case .formatString: "f-string expression"
    case .functionCall: "function call"
    case .generator: "generator expression"
    case .listComprehension: "list comprehension"
    case .setComprehension: "set comprehension"
    case .dictionaryComprehension: "dict comprehension"
    case .dictionary: "dict literal"
    case .set: "set display"
    case .operation, .logicalOperation: "expression"
    case .comparison: "comparison"
    case .conditionalExpression: "conditional expression"
    case .lambda: "lambda"
    case .awaitExpression: "await expression"
    case .yieldExpression: "yield expression"
    case .namedExpression: "named expression"
    }
  }
}
