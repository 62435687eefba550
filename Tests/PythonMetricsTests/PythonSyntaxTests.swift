// What is Python, and that no input is fatal.
import PythonMetrics
import TestSupport
import Testing

@Suite struct PythonLayout {
  @Test(arguments: ["\n", "\r\n", "\r"])
  func everyLineEndCounts(_ end: String) throws {
    let source = ["# coding: latin-1", "'''a", "b'''", "x = (1,", "2)", "def f():", " pass"]
    let found = try PythonSource.functions(in: Array(source.joined(separator: end).utf8))
    #expect(found.map(\.line) == [6])
  }

  @Test(arguments: [
    "", "\n", "   ", "# only", "if a:\n\tb\n", "if a:\n  b\n\n # c\n  d", "\u{0C}x\n",
    "if a:\n  b\n\u{0C}c", "x = 1 + \\\n  2", "if a:\n  \\\n  b\n", "x = [\n1,\n # c\n\n  2]",
    "a; b;\n", "if a: b; c", "class C: x = 1",
  ])
  func layoutIsRead(_ source: String) {
    #expect(outcome(source) == "accepted")
  }
}

@Suite struct PythonGrammar {
  /// Most of the grammar, a construct a line; also what is damaged in the tests below.
  static let sample = """
    #!/usr/bin/env python3
    import a.b as c, d; from . import (e, f as g,); from ...h.i import *
    global j, k; nonlocal l
    del m, (n.o, [p[0]]); raise q from r; raise
    x = y = z, *w = 1, 0x_Ff, 0b1, 0o7, 1_0.5e-3, .5j, 1e5, 00, 1if a else b
    x: int = yield; (x.y): z; x[0]: 'w'
    x += yield from a; x **= b; x @= c; x //= d; x >>= e; x -= f
    print(*a, b=c, **d, e=f); g(h for h in i); k(l, m := n); o(**p, q=r)
    s[1:2, ::3, *t, u:=4, :], [], [1, *v], (), (1,), {}, {1}, {**a, 1: b}, {*c, d}
    [x async for x, *y in z if a if b], {x: y for x in z}, {x for x in y}, (await x)
    lambda a, /, b=1, *c, d, **e: a if b else lambda: c
    a < b <= c != d is not e not in f in g is h and not i or -j ** ~k @ l % m // n / o & p ^ q | r
    f'{a!r:>{b:{c}}} {{}} \\N{DASH} {d=} {e:=^5} {(lambda: 1)()} {f'{g}'} {h!=i}' 'x' rf"\\{y}"
    '''triple ' "quoted" \\' ''' r'\\d' '' "\\x41\\u0041\\101\\
    " ; b'\\x41' rb"" Rb'' ; ... ; True; None
    type X[T: int = str, *U = *V, **W] = T; type = match = case = 1; match(x); match[x]; case.y
    @a.b(c)
    @d[e]
    async def f[T](a, b: int = 1, /, c=2, *args: *T, d, e: str = '', **kw: dict) -> None:
        async with a as b, c as (d, *e): pass
        async for x, in y: pass
        else: await z
        return *a, b
    class C[T](A, metaclass=B):
        def m(self): return
    def g(*, a): pass
    def h(a=1, *, b, c=2,): yield
    with (a as b, c as d.e,): pass
    with (a, b), (c) as d[0]: pass
    with (yield): pass
    for x.y, [z, *w] in a, *b:
        break
    else:
        continue
    while x := y: pass
    try:
        pass
    except (A, B) as e: pass
    except: pass
    else: pass
    finally: pass
    try: pass
    except* A: pass
    match x, *y:
        case 1 | -2.5 | 1 + 2j | 'a' 'b' | None | True if x > 0: pass
        case [a, *_] | (b, c) | () as d: pass
        case {'k': v, 1: [w], **rest} | {}: pass
        case A.B(1, x=C(), y=2) | D(): pass
        case *a, b: pass
        case (x): pass
    if a: b
    elif c: d
    else: e

    """

  @Test func theGrammarIsKnown() {
    #expect(outcome(Self.sample) == "accepted")
  }

  @Test(arguments: [
    "f() = 1", "None = 1", "f(a=1, b)", "f(a for a in b, c)", "def f(a=1, b): pass", "{1: 2, 3}",
    "del f()", "x[]", "try: a\nexcept A, b: c", "f'{a!x}'", "(a.b := 1)", "[*a for a in b]",
    "from a import b,", "match *a:\n case 1: b", "x ==== 1", "x = ", "print 'a', b", "1a", "'\\x1'",
    "a;;b", "if x = 3: y", "import a.", "f(x y)", "x = “a”",
  ])
  func whatIsWrongWithinAStatementIsMeasured(_ statement: String) throws {
    let source = "def f(a) -> int:\n 'Returns: a'\n if a and b: pass\n\n" + statement
    let found = try #require(PythonSource.functions(in: Array(source.utf8)).first)
    #expect(found.complexity == 3 && found.documentationScore == 55)
  }

  @Test(arguments: [
    "return", "yield x", "await x", "break", "def f(a, a): pass", "x = 1\nglobal x",
    "*a = b", "async def f(): [x async for x in y]", "'\\q'", "'\\N{NO SUCH NAME}'",
  ])
  func whatOnlyTheCompilerRefusesIsAccepted(_ source: String) {
    #expect(outcome(source) == "accepted")
  }

  @Test(arguments: [
    "f'{'a'}'", "f'{f'{f'{1}'}'}'", "f'''{\n1 # c\n}'''", "f'{a[\"b\"]}'", "f'{x:{'a'}}'",
    "f'{x!r:^{w}.{p}}'", "rf'\\{x}'", "f'\\{x}'", "F\"{x}\" fR'{y}'", "f'{ {1: 2}[1] }'",
    "f'{x:%H:%M}'", "f'{(x:=1)}'", "f'{x,}'", "f'{*a, b}'", "f'{yield}'",
  ])
  func formatStringsNest(_ source: String) {
    #expect(outcome(source) == "accepted")
  }
}

@Suite struct PythonRobustness {
  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  /// Blocks in blocks, the last one empty.
  private static func blocks(_ count: Int) -> String {
    (0..<count).map { String(repeating: " ", count: $0) + "if a:\n" }.joined()
  }

  private func expectAnswer(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
    let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
    do {
      let isPlausible = try PythonSource.functions(in: bytes).allSatisfy { function in
        (1...lines).contains(function.line) && (0...100).contains(function.documentationScore)
          && function.complexity >= 1 && function.nestingDepth >= 0
      }
      #expect(isPlausible, sourceLocation: sourceLocation)
    } catch {
      #expect((1...lines).contains(error.line), sourceLocation: sourceLocation)
      #expect(!error.message.isEmpty, sourceLocation: sourceLocation)
    }
  }

  @Test func everyBeginningOfASourceGetsAnAnswer() {
    let bytes = Array(PythonGrammar.sample.utf8)
    for length in 0...bytes.count { expectAnswer(Array(bytes[..<length])) }
  }

  @Test func everySourceWithOneByteLessGetsAnAnswer() {
    let bytes = Array(PythonGrammar.sample.utf8)
    for index in stride(from: 0, to: bytes.count, by: 5) {
      expectAnswer(Array(bytes[..<index] + bytes[(index + 1)...]))
    }
  }

  @Test(arguments: 0..<8)
  func anyBytesGetAnAnswer(seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let count = Int.random(in: 0...60, using: &numbers)
      expectAnswer((0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) })
      expectAnswer((0..<count).map { _ in UInt8.random(in: 1...127, using: &numbers) })
    }
  }

  @Test(arguments: 0..<8)
  func anyWordsGetAnAnswer(seed: UInt64) {
    var numbers = SeededGenerator(seed: 100 + seed)
    let words = PythonGrammar.sample.split(separator: " ", omittingEmptySubsequences: false)
    for _ in 0..<100 {
      let chosen = (0..<30).compactMap { _ in words.randomElement(using: &numbers) }
      expectAnswer(Array(chosen.joined(separator: " ").utf8))
    }
  }

  private static let deepSources: [(source: String, expected: String)] = [
    (repeated("(", 200) + repeated(")", 200), "accepted"),
    (repeated("not ", 5000) + "x", "accepted"),
    (repeated("-", 5000) + "x", "accepted"),
    (repeated("a if b else ", 5000) + "x", "accepted"),
    ("x" + repeated(".y(z)[w]", 5000), "accepted"),
    ("if a: b\n" + repeated("elif c: d\n", 5000), "accepted"),
    (repeated("lambda: ", 5000) + "x", "accepted"),
    (repeated("{", 190), "1: invalid syntax"),
    (repeated("(print {", 90), "1: invalid syntax"),
    (blocks(100), "100: expected an indented block after 'if' statement on line 100"),
    (blocks(1000), "1000: expected an indented block after 'if' statement on line 1000"),
  ]

  @Test(arguments: deepSources)
  func deepNestingIsNeitherFatalNorSlow(source: String, expected: String) {
    #expect(outcome(source) == expected)
  }
}
