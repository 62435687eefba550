/// Logical lines → functions: blocks by their indentation, nesting and branches counted as they come. Statements are known
/// by their first words; what stands within one is only held against its neighbours.
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
  private typealias Failure = PythonSyntaxError

  private struct Block {
    /// What the statement that has it begins with; `.newline` of the file.
    var opener: PythonToken.Kind
    /// Syntax nodes around its statements.
    var depth: Int
    /// The line of its statement.
    var line: Int32
    var indentation = 0
    /// What its last statement began with.
    var previous = PythonToken.Kind.newline
    /// How many `elif` that statement has so far.
    var elifs = 0
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
    while let block = blocks.popLast() { close(block) }
  }

  // MARK: - Blocks

  private var top: Int { blocks.count - 1 }

  private mutating func enterLine() throws(Failure) {
    let new = tokenizer.indentation
    if var block = pending {
      guard new > blocks[top].indentation else { throw missingBlock(block) }
      block.indentation = new
      pending = nil
      document(block, at: 0)
      return blocks.append(block)
    }
    while new < blocks[top].indentation { close(blocks.removeLast()) }
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

  private mutating func close(_ block: Block) {
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
    switch head {
    case .elif: blocks[top].elifs += 1
    case .else, .except, .finally: break
    default: blocks[top].elifs = 0
    }
    if head == .at, blocks[top].previous != .at { blocks[top].branchesBeforeDecorators = branches }
    if head.opensBlock { try compound(head, at: first) } else { simpleStatements(from: 0) }
    blocks[top].previous = head
  }

  /// What the line begins with. `match` and `case` are names elsewhere.
  private func head(at index: Int) -> PythonToken.Kind {
    guard kind(index) == .name else { return kind(index) }
    if blocks[top].opener == .match, tokenizer.isName("case", index) { return .case }
    let last = tokens.count - 2
    return last > 1 && kind(last) == .colon && tokenizer.isName("match", index) ? .match : .name
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
    countBranches(first + 1..<colon)
    if kind(colon + 1) == .newline { return pending = block }
    document(block, at: colon + 1)
    simpleStatements(from: colon + 1)
    close(block)
  }

  /// The colon that ends a header: the first outside brackets that belongs to no `lambda`.
  private func headerEnd(from first: Int) throws(Failure) -> Int {
    var lambdas = 0
    for index in first..<tokens.count where tokens[index].depth == 0 {
      switch kind(index) {
      case .lambda: lambdas += 1
      case .colon where lambdas == 0: return index
      case .colon: lambdas -= 1
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

  private mutating func simpleStatements(from first: Int) {
    countBranches(first..<tokens.count)
    for index in first..<tokens.count where kind(index) == .assert {
      let begins = index == first || kind(index - 1) == .semicolon
      if begins { branches += 1 }
    }
  }

  private mutating func countBranches(_ range: Range<Int>) {
    branches += tokens[range].count { $0.kind == .logical }
  }
}
