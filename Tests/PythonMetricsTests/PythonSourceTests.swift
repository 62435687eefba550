// What the analysis says of small sources: complexity, docstrings, hints, names, which definition.
import PythonMetrics
import Testing

/// A source and a number expected of its function `f`.
struct PythonCase: CustomTestStringConvertible, Sendable {
  var source: String
  var expected: Int
  var testDescription: String { source }

  init(_ source: String, _ expected: Int) {
    self.source = source
    self.expected = expected
  }
}

private func functions(_ source: String) throws -> [PythonFunction] {
  try PythonSource.functions(in: Array(source.utf8))
}

private func function(_ source: String, named name: String = "f") throws -> PythonFunction {
  try #require(PythonSource.function(named: name, in: try functions(source)))
}

@Suite struct PythonComplexity {
  @Test(arguments: [
    PythonCase("def f(): pass", 1),
    PythonCase("def f():\n  if a: pass", 2),
    PythonCase("def f():\n  if a: pass\n  elif b: pass\n  elif c: pass\n  else: pass", 4),
    PythonCase("def f():\n  while a: break\n  else: pass", 2),
    PythonCase("def f():\n  for a in b: continue", 2),
    PythonCase("def f():\n  with a as b, c: pass", 2),
    PythonCase("def f():\n  with (a as b, c): pass", 2),
    PythonCase("def f(): assert a, b", 2),
    PythonCase("def f(): x = 1; assert x; assert y", 3),
    PythonCase("def f():\n  try: a\n  except B: c\n  except: d\n  else: e\n  finally: g", 3),
    PythonCase("def f():\n  try: a\n  except* B: c", 2),
    PythonCase("def f(): return a and b or c and d", 4),
    PythonCase("def f():\n  return (a\n    or b)", 2),
  ])
  func eachBranchCountsOne(_ example: PythonCase) throws {
    #expect(try function(example.source).complexity == example.expected)
  }

  @Test(arguments: [
    "def f(): return a if b else c",
    "def f(): return [x for x in y if x if z]",
    "async def f():\n  async for a in b: pass",
    "async def f():\n  async with a: pass",
    "def f():\n  match a:\n    case 1 if b: pass\n    case _: pass",
    "def f(): return not a < b",
    "def f(): return 'if a and b'  # or c",
    "def f(): android = oreo.format = self.if_",
  ])
  func whatIsNoBranchCountsNothing(_ source: String) throws {
    #expect(try function(source).complexity == 1)
  }

  @Test(arguments: [
    PythonCase("@a(b and c)\ndef f(): pass", 2),
    PythonCase("def f(a=b or c, *d: e or f): pass", 3),
    PythonCase("def f() -> (a or b): pass", 2),
    PythonCase("def f():\n  def g():\n    if a: pass\n  class C:\n    assert d", 3),
    PythonCase("def f(): return lambda x: x and y", 2),
    PythonCase("def f():\n  match a:\n    case 1 if b and c: pass", 2),
    PythonCase("def f(): return f'{a and b}{{c or d}}{e or g!r:>{h or 1}}'", 4),
    PythonCase("def f(): return f\"{x[\"a\" or b]}\" rf'\\{c or d}'", 3),
    PythonCase("def f(): return f'''{a\n or b}'''", 2),
    PythonCase("def f():\n  with a: pass\ndef g():\n  if b: pass", 2),
  ])
  func everythingFromTheFirstDecoratorToTheEndCounts(_ example: PythonCase) throws {
    #expect(try function(example.source).complexity == example.expected)
  }
}

@Suite struct PythonDocumentation {
  @Test(arguments: [
    "'a'", "r'''a'''", "u\"a\"", "'a' \"b\"", "('a')", "(('a'\n  'b'))", "''", "'a'; pass",
    "\n  # why\n\n  '''a'''", "'a' \\\n  'b'",
  ])
  func aPlainStringThatStartsTheBodyIsADocstring(_ body: String) throws {
    #expect(try function("def f(): " + body).hasDocstring)
  }

  @Test(arguments: [
    "b'a'", "f'a'", "'a' f'b'", "'a' + 'b'", "'a' % b", "'a',", "('a')('b')", "'a'.b", "pass; 'a'",
    "\n  x = 1\n  'a'", "x = 'a'", "()",
  ])
  func anythingElseIsNone(_ body: String) throws {
    let found = try function("def f(): " + body)
    #expect(!found.hasDocstring)
    #expect(found.documentationScore == 0)
  }

  @Test(arguments: [
    PythonCase("''", 0),
    PythonCase("'  '", 0),
    PythonCase("'a'", 30),
    PythonCase("'\(String(repeating: "x", count: 50))'", 30),
    PythonCase("'\(String(repeating: "x", count: 51))'", 40),
    PythonCase("'\(String(repeating: "😀", count: 50))'", 30),
    PythonCase("'Arg: '", 50),
    PythonCase("'ARGS: Parameter: parameters:'", 50),
    PythonCase("'kwargs: any letters before'", 50),
    PythonCase("'Args : no, Arguments: no'", 30),
    PythonCase("':return: x'", 50),
    PythonCase("'Returns:'", 50),
    PythonCase("'Usage: Example: Examples:'", 40),
    PythonCase("'Raise: Raises:'", 35),
    PythonCase("'Uſage: Raıſes:'", 45),
    PythonCase("'Arg: Return: Usage: Raise: \(String(repeating: "x", count: 51))'", 95),
  ])
  func pointsAreGivenForTextLengthAndSections(_ example: PythonCase) throws {
    #expect(try function("def f(): " + example.source).documentationScore == example.expected)
  }

  @Test(arguments: [
    PythonCase("'Arg\\x73: \\u0052eturns: \\122aises:'", 75),
    PythonCase("'\\N{LATIN SMALL LETTER A}rgs: \\N{BULLET}'", 50),
    PythonCase("'\\U00000041rgs\\\n: \\ud800 \\q \\\\'", 50),
    PythonCase("r'Arg\\x73:'", 30),
    PythonCase("'Ar' 'gs:'", 50),
    PythonCase("'Arg\\ns: \\a\\b\\f\\n\\r\\t\\v\\'\\\"'", 30),
  ])
  func escapesAreDecodedFirst(_ example: PythonCase) throws {
    #expect(try function("def f(): " + example.source).documentationScore == example.expected)
  }

  @Test(arguments: [
    // Indentation that all lines but the first share is gone: 50 is left, then 51.
    PythonCase(
      "\n    \(String(repeating: "x", count: 24))\n     \(String(repeating: "x", count: 24))", 30),
    PythonCase(
      "\n    \(String(repeating: "x", count: 24))\n      \(String(repeating: "x", count: 24))", 40),
    PythonCase("   \(String(repeating: "x", count: 50))\n\n", 30),
    PythonCase("\t\(String(repeating: "x", count: 50))", 30),
    PythonCase("a\n\tb\n\t\t\(String(repeating: "x", count: 39))", 40),
    PythonCase("a\n\tb\n\t\t\(String(repeating: "x", count: 38))", 30),
    PythonCase("\(String(repeating: "x", count: 48))\r\n y", 30),
    PythonCase("\(String(repeating: "x", count: 48))   ", 40),
  ])
  func theLengthIsThatOfTheCleanedText(_ example: PythonCase) throws {
    let source = "def f():\n '''\(example.source)'''"
    #expect(try function(source).documentationScore == example.expected)
  }

  @Test(arguments: [
    "a: int", "a, b: int = 1", "a, /, b: int", "a: 'text', *b", "*, a) -> (int",
    "self) -> (None",
  ])
  func aResultOrAnOrdinaryParameterWithAnnotationIsAHint(_ parameters: String) throws {
    let found = try function("def f(\(parameters)): pass")
    #expect(found.hasTypeHints)
    #expect(found.documentationScore == 5)
  }

  @Test(arguments: ["", "a, b=1", "a: int, /", "*, a: int", "*a: int, **b: str", "a, /, *b: *c"])
  func otherParametersGiveNoHint(_ parameters: String) throws {
    #expect(try !function("def f(\(parameters)): pass").hasTypeHints)
  }
}

@Suite struct PythonLookup {
  @Test(arguments: [
    PythonCase("class C:\n def f(): pass\ndef f(): pass", 3),
    PythonCase("def f(): pass\ndef f(): pass", 1),
    PythonCase("if a:\n if b:\n  def f(): pass\nelse:\n def f(): pass", 5),
    PythonCase("if a: pass\nelif b:\n def f(): pass\nfor c in d:\n def f(): pass", 5),
    PythonCase("try: pass\nexcept:\n def f(): pass\nfinally:\n def f(): pass", 5),
    PythonCase("match a:\n case 1:\n  def f(): pass\nwith b:\n def f(): pass", 5),
    PythonCase("match a:\n case 1:\n  def f(): pass\nif b:\n if c:\n  def f(): pass", 3),
    PythonCase("@a\n@b\nasync def f(): pass", 3),
  ])
  func theShallowestDefinitionIsTakenAndOfEqualOnesTheFirst(_ example: PythonCase) throws {
    #expect(try function(example.source).line == example.expected)
  }

  @Test(arguments: [
    PythonCase("def f(): pass", 0),
    PythonCase("class C:\n def f(): pass", 1),
    PythonCase("def g():\n while a:\n  def f(): pass", 2),
    PythonCase("if a: pass\nelif b: pass\nelif c: pass\nelse:\n def f(): pass", 3),
    PythonCase("try: pass\nexcept:\n def f(): pass", 2),
    PythonCase("match a:\n case 1:\n  def f(): pass", 2),
    PythonCase("async def g():\n async for a in b:\n  async with c:\n   def f(): pass", 3),
  ])
  func depthCountsSyntaxNodes(_ example: PythonCase) throws {
    #expect(try function(example.source).nestingDepth == example.expected)
  }

  @Test(arguments: ["D.f", "C.C.f", ".f", "C.", "f.C", "g", "F", "", "f "])
  func noOtherNameIsFound(_ name: String) throws {
    let found = try functions("class C:\n def f(): pass\ng = lambda: 0")
    #expect(PythonSource.function(named: name, in: found) == nil)
  }

  @Test(arguments: [
    ("f", 9, 4), ("A.f", 2, 1), ("B.f", 7, 1), ("A.B.f", 5, 1), ("B.g", 8, 1), ("f.h", 10, 1),
    ("f.<locals>.h", 10, 1), ("h", 10, 1), ("B.x", 12, 2),
  ])
  func aTypeChoosesAmongFunctionsOfOneName(_ name: String, _ line: Int, _ count: Int) throws {
    let found = try functions(
      """
      class A:
       def f(): pass

       class B:
        def f(): pass
      class B:
       def f(): pass
       def g(): pass
      def f():
       def h(): pass
      class B:
       def x(): pass
       def x(): pass
      """)
    #expect(PythonSource.function(named: name, in: found)?.line == line)
    #expect(PythonSource.functions(named: name, in: found).count == count)
  }

  @Test(arguments: [
    ("a.py", true), ("a.pyi", true), (".py", true), ("a.PY", false), ("a.pyc", false),
    ("py", false), ("a.py/b", false), ("a.py ", false),
  ])
  func modulesAndStubsArePython(_ path: String, _ isPython: Bool) {
    #expect(PythonSource.isNamedLikeIt(path) == isPython)
  }

  @Test func functionsComeInSourceOrder() throws {
    let found = try functions("def b():\n def c(): pass\ndef a(): pass")
    #expect(found.map(\.name) == ["b", "c", "a"])
  }

  @Test(arguments: [
    ("ﬁlter", "filter"), ("ｆ１", "f1"), ("𝐟𝟏", "f1"), ("µs", "μs"), ("xᵢ", "xi"), ("ℝ", "R"),
    ("𝛼", "α"), ("Ⅻⅳ", "XIIiv"), ("cafe\u{301}", "caf\u{e9}"), ("名前", "名前"),
  ])
  func spellingsOfOneNameAreOneName(spelling: String, name: String) throws {
    #expect(try function("def \(spelling)(): pass", named: name).line == 1)
  }
}
