/// One function definition found in Python source.
public struct PythonFunction: Sendable, Equatable {
  /// The identifier as Python's parser sees it: NFKC-normalised within the limits of
  /// `PythonIdentifier`; compare names with `==`, which ignores how accents are composed.
  public var name: String
  /// The names of the classes and functions around it, the outermost first.
  public var enclosingNames: [String]
  /// The line of the `def`, from 1; decorators stand above it.
  public var line: Int
  /// How many syntax nodes enclose the definition, 0 at the top level. `if`, `for`, `while`,
  /// `with`, `try`, `class`, `def` and `match` count one, a handler and a `case` one more, and an
  /// `elif` is nested in the `if` before it.
  public var nestingDepth: Int
  /// Cyclomatic complexity, 1 or more, over everything from the first decorator to the last line.
  public var complexity = 1
  /// Whether the body starts with a plain string literal, even an empty one.
  public var hasDocstring = false
  /// How much the docstring and the hints tell, 0…100; see `PythonDocstring.score`.
  public var documentationScore = 0
  /// Whether the result or an ordinary parameter (neither positional-only nor keyword-only nor
  /// starred) is annotated.
  public var hasTypeHints: Bool
}

/// Why source is not Python.
public struct PythonSyntaxError: Error, Equatable, Sendable {
  /// What is wrong, without a place.
  public var message = "invalid syntax"
  /// The line to show, from 1.
  public var line: Int
}

/// Reads Python source, the grammar of 3.13 (which is a superset of what older versions write).
public enum PythonSource {
  /// Every function in source order.
  ///
  /// Lines end with LF, CR LF or CR; an encoding cookie means nothing, a byte order mark is an
  /// error.
  /// - Parameter bytes: the source as UTF-8; other bytes are an error.
  /// - Throws: the first error in the layout: text without its end, brackets, indentation, blocks and their heads. What
  ///   is wrong within a statement is accepted.
  public static func functions(in bytes: [UInt8]) throws(PythonSyntaxError) -> [PythonFunction] {
    if let offset = firstUnreadable(in: bytes) {
      throw PythonSyntaxError(line: 1 + bytes[..<offset].count { $0 == 0x0A })
    }
    return try PythonOutline(bytes).functions
  }

  /// Whether a path has the name of a Python file: a module or a stub.
  public static func isNamedLikeIt(_ path: String) -> Bool {
    path.hasSuffix(".py") || path.hasSuffix(".pyi")
  }

  /// The definition that a name refers to: the shallowest one, and of several the first in the
  /// source, which is the order of a breadth-first walk over the syntax tree.
  /// - Returns: nil when no function has that name.
  public static func function(
    named name: String, in functions: [PythonFunction]
  ) -> PythonFunction? {
    var best: PythonFunction?
    for function in PythonSource.functions(named: name, in: functions) {
      if function.nestingDepth < best?.nestingDepth ?? .max { best = function }
    }
    return best
  }

  /// All definitions that a name may mean, in source order. `Type.name` means those in a class or
  /// function of that name, as far as the dots go, at the top level alone if there are some;
  /// Python's own `outer.<locals>.inner` means `outer.inner`.
  public static func functions(
    named name: String, in functions: [PythonFunction]
  ) -> [PythonFunction] {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      .filter { $0 != "<locals>" }
    guard let last = parts.last else { return [] }
    let enclosing = parts.dropLast()
    let named = functions.filter {
      $0.name == last && $0.enclosingNames.suffix(enclosing.count).elementsEqual(enclosing)
    }
    guard !enclosing.isEmpty else { return named }
    let outermost = named.filter { $0.enclosingNames.count == enclosing.count }
    return outermost.isEmpty ? named : outermost
  }

  /// The offset of the first byte that is zero or no UTF-8, or of one beyond 2 GiB.
  private static func firstUnreadable(in bytes: [UInt8]) -> Int? {
    guard bytes.count < Int(Int32.max) else { return 0 }
    do {
      _ = try UTF8Span(validating: bytes.span)
      return bytes.firstIndex(of: 0)
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}
