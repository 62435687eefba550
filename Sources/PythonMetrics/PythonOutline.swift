// Logical lines → functions: blocks by their indentation, nesting and branches counted as they come.
// Statements are known by their first words; what stands within one is only held against its neighbours.

struct PythonOutline {
  private(set) var functions: [PythonFunction] = []
  private var tokenizer: PythonTokenizer
  /// The file's own and those around the line at hand.
  private var blocks = [Block(opener: .newline, depth: 0, line: 1)]
  /// Opened by the line before; its own lines come next.
  private var pending: Block?
  /// Decisions met so far: what complexity counts.
  private var branches = 0
  /// The names of the classes and functions around the line at hand.
  private var enclosingNames: [String] = []
  /// CPython's limit.
  private static let maximumIndentations = 100
  private typealias Failure = PythonSyntaxError

  private struct Block {
    /// What the statement that has it begins with; `.newline` of the file.
    var opener: PythonToken.Kind
    /// Syntax nodes around its statements.
    var depth: Int
    /// The line of its statement.
    var line: Int32
    var indentation = PythonTokenizer.Indentation()
    /// What its last statement began with.
    var previous = PythonToken.Kind.newline
    /// How many `elif` that statement has so far.
    var elifs = 0
    /// Whether that statement is a `try`.
    var isTry = false
    /// The decisions met before the decorators that stand last in it.
    var branchesBeforeDecorators = 0
    /// For the body of a function: its place in `functions`, and the decisions met before it.
    var function: (place: Int, branchesBefore: Int)?
  }

  /// Reads the whole source: UTF-8 without a zero byte.
  init(_ source: [UInt8]) throws(PythonSyntaxError) {
    tokenizer = PythonTokenizer(source)
    while try tokenizer.nextLine() {
      try enterLine()
      try line()
    }
    if let pending { throw missingBlock(pending) }
    while let block = blocks.popLast() { try close(block) }
  }

  // MARK: - Blocks

  private var top: Int { blocks.count - 1 }

  private mutating func enterLine() throws(Failure) {
    let new = tokenizer.indentation
    if var block = pending {
      let old = blocks[top].indentation
      guard new.columns > old.columns else { throw missingBlock(block) }
      guard new.alternateColumns > old.alternateColumns, blocks.count < Self.maximumIndentations
      else { throw invalid() }
      block.indentation = new
      pending = nil
      document(block, at: 0)
      return blocks.append(block)
    }
    while new.columns < blocks[top].indentation.columns { try close(blocks.removeLast()) }
    if new != blocks[top].indentation { throw invalid() }
  }

  /// Notes what the statement at this token says of the function whose body it begins.
  private mutating func document(_ block: Block, at index: Int) {
    guard let place = block.function?.place else { return }
    let text = tokenizer.docstring(at: index)
    functions[place].hasDocstring = text != nil
    functions[place].documentationScore = PythonDocstring.score(
      of: text, hasTypeHints: functions[place].hasTypeHints)
  }

  private mutating func close(_ block: Block) throws(Failure) {
    if block.previous == .try || block.previous == .at { throw invalid() }
    if let function = block.function {
      functions[function.place].complexity = 1 + branches - function.branchesBefore
    }
    if block.opener == .def || block.opener == .class { enclosingNames.removeLast() }
  }

  private func missingBlock(_ block: Block) -> Failure {
    let owner =
      switch block.opener {
      case .def: "function definition"
      case .class: "class definition"
      default: "'\(block.opener)' statement"
      }
    var error = invalid()
    error.message = "expected an indented block after \(owner) on line \(block.line)"
    return error
  }

  /// At that token, or at the end of the source.
  private func invalid(_ index: Int = 0) -> Failure {
    tokenizer.invalid(line: index < tokens.count ? tokens[index].line : nil)
  }

  private var tokens: [PythonToken] { tokenizer.tokens }

  private func kind(_ index: Int) -> PythonToken.Kind { tokens[index].kind }

  // MARK: - Statements

  private mutating func line() throws(Failure) {
    let first = kind(0) == .async ? 1 : 0
    let head = head(at: first)
    guard first == 0 || head == .def || head == .for || head == .with else { throw invalid(first) }
    try follow(with: head)
    if head == .at {
      if blocks[top].previous != .at { blocks[top].branchesBeforeDecorators = branches }
      try check(1..<tokens.count - 1, after: .at)
    } else if head.has(.opensBlock) {
      try compound(head, at: first)
    } else {
      try simpleStatements(from: 0)
    }
    blocks[top].previous = head
  }

  /// What the line begins with. `match` and `case` are names elsewhere.
  private func head(at index: Int) -> PythonToken.Kind {
    guard kind(index) == .name else { return kind(index) }
    if blocks[top].opener == .match, tokenizer.isName("case", index) { return .case }
    let last = tokens.count - 2
    return last > 1 && kind(last) == .colon && tokenizer.isName("match", index) ? .match : .name
  }

  /// Whether such a statement may come after the one before it.
  private mutating func follow(with head: PythonToken.Kind) throws(Failure) {
    let block = blocks[top]
    let isAllowed =
      switch head {
      case .elif: block.previous == .if || block.previous == .elif
      case .else: [.if, .elif, .for, .while, .except].contains(block.previous)
      case .except: block.previous == .try || block.previous == .except
      case .finally: block.isTry && [.try, .except, .else].contains(block.previous)
      default:
        block.previous != .try && (block.opener == .match) == (head == .case)
          && (block.previous != .at || head == .at || head == .def || head == .class)
      }
    guard isAllowed else { throw invalid() }
    switch head {
    case .elif: blocks[top].elifs += 1
    case .else, .except, .finally: break
    default:
      blocks[top].elifs = 0
      blocks[top].isTry = head == .try
    }
  }

  private mutating func compound(_ head: PythonToken.Kind, at first: Int) throws(Failure) {
    let levels =
      switch head {
      case .except: 2
      case .elif, .else: 1 + blocks[top].elifs
      default: 1
      }
    var block = Block(opener: head, depth: blocks[top].depth + levels, line: tokens[first].line)
    let before = blocks[top].previous == .at ? blocks[top].branchesBeforeDecorators : branches
    let colon = try headerEnd(from: first)
    switch head {
    case .try, .else, .finally: guard colon == first + 1 else { throw invalid(first + 1) }
    case .if, .elif, .while, .except: branches += 1
    case .for, .with: branches += first == 0 ? 1 : 0
    case .def, .class:
      guard kind(first + 1) == .name else { throw invalid(first + 1) }
      let name = PythonIdentifier.normalized(tokenizer.text(first + 1))
      if head == .def {
        block.function = (functions.count, before)
        functions.append(
          PythonFunction(
            name: name, enclosingNames: enclosingNames, line: Int(block.line),
            nestingDepth: blocks[top].depth,
            hasTypeHints: try hasTypeHints(after: first + 1, before: colon)))
      }
      enclosingNames.append(name)
    default: break
    }
    if colon > first + 1 || head.has(.wants) && head != .else {
      try check(first + 1..<colon, after: head)
    }
    if kind(colon + 1) == .newline { return pending = block }
    if head == .match { throw invalid(colon + 1) }
    document(block, at: colon + 1)
    try simpleStatements(from: colon + 1)
    try close(block)
  }

  /// The colon that ends a header: the first outside brackets that belongs to no `lambda`.
  private func headerEnd(from first: Int) throws(Failure) -> Int {
    var lambdas = 0
    for index in first..<tokens.count where tokens[index].depth == 0 {
      switch kind(index) {
      case .lambda: lambdas += 1
      case .colon where lambdas == 0: return index
      case .colon: lambdas -= 1
      case .assign where lambdas == 0: throw invalid(index)
      default: break
      }
    }
    throw invalid(tokens.count - 1)
  }

  /// Whether the result or an ordinary parameter of a function is annotated; its parameters follow its name and,
  /// perhaps, parameters of types.
  private func hasTypeHints(after name: Int, before colon: Int) throws(Failure) -> Bool {
    var index = name + 1
    if kind(index) == .openBracket {
      repeat { index += 1 } while tokens[index].depth > 0
      index += 1
    }
    guard kind(index) == .openParenthesis else { throw invalid(index) }
    var hasHint = false
    var isOrdinary = true
    var lambdas = 0
    index += 1
    while tokens[index].depth > 0 {
      if tokens[index].depth == 1 {
        let isFirst = kind(index - 1) == .openParenthesis || kind(index - 1) == .comma
        switch kind(index) {
        case .slash where isFirst && lambdas == 0: hasHint = false
        case .star where isFirst && lambdas == 0: isOrdinary = false
        case .lambda: lambdas += 1
        case .colon where lambdas > 0: lambdas -= 1
        case .colon: hasHint = hasHint || isOrdinary
        default: break
        }
      }
      index += 1
    }
    guard index + 1 == colon || kind(index + 1) == .arrow else { throw invalid(index + 1) }
    return hasHint || index + 1 < colon
  }

  // MARK: - Within a line

  private mutating func simpleStatements(from first: Int) throws(Failure) {
    var start = first
    repeat {
      var end = start
      while kind(end) != .newline, kind(end) != .semicolon || tokens[end].depth > 0 { end += 1 }
      try simpleStatement(start..<end)
      start = end + 1
    } while start < tokens.count - 1
  }

  private mutating func simpleStatement(_ range: Range<Int>) throws(Failure) {
    let head = kind(range.lowerBound)
    guard !range.isEmpty, !head.has(.opensBlock), head != .at else {
      throw invalid(range.lowerBound)
    }
    if head == .assert { branches += 1 }
    if head == .from { return try fromImport(range) }
    let isType = kind(range.lowerBound + 1) == .name && tokenizer.isName("type", range.lowerBound)
    try check(isType ? range.dropFirst() : range, after: .newline)
  }

  private mutating func fromImport(_ range: Range<Int>) throws(Failure) {
    var start = range.lowerBound + 1
    while kind(start) == .dot || kind(start) == .ellipsis { start += 1 }
    guard let end = range.first(where: { kind($0) == .import }),
      end > range.lowerBound + 1, start <= end
    else { throw invalid(start) }
    try check(start..<end, after: .newline)
    if kind(end + 1) == .star, end + 2 == range.upperBound { return }
    try check(end + 1..<range.upperBound, after: .import)
  }

  /// Counts what branches within a statement and refuses what cannot stand side by side.
  private mutating func check(_ range: Range<Int>, after first: PythonToken.Kind) throws(Failure) {
    var previous = first
    for index in range {
      let token = tokens[index]
      let next = index + 1 < range.upperBound ? kind(index + 1) : .newline
      var kind = token.kind
      switch kind {
      case .logical: branches += 1
      // What parts parameters stands like one of them.
      case .star where next == .comma, .slash where previous == .comma: kind = .name
      case .colon where token.depth == 0 && !next.has(.starts): throw invalid(index)
      case _ where kind.has(.begins) && (first != .newline || index > range.lowerBound):
        throw invalid(index)
      case _ where kind.isString && previous.isString:
        if token.isBytes != tokens[index - 1].isBytes { throw invalid(index) }
      default: break
      }
      guard kind.has(.begins) || kind.mayStand(after: previous, before: next) else {
        throw invalid(index)
      }
      previous = kind
    }
    if previous.has(.wants) { throw invalid(range.upperBound) }
  }
}
