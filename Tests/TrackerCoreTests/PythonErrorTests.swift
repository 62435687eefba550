// What is not Python, and in which words that is said: CPython 3.13's own.
import Testing
import TrackerCore

private func outcome(_ bytes: [UInt8]) -> String {
  do {
    _ = try PythonSource.functions(in: bytes)
    return "accepted"
  } catch {
    return "\(error.line): \(error.message)"
  }
}

private func outcome(_ source: String) -> String {
  outcome(Array(source.utf8))
}

@Suite struct PythonErrors {
  @Test(arguments: [
    ("x = 'abc", "1: unterminated string literal (detected at line 1)"),
    (
      "\nx = 'abc\\'",
      "2: unterminated string literal (detected at line 2); perhaps you escaped the end quote?"
    ),
    ("x = '''a\n\n", "1: unterminated triple-quoted string literal (detected at line 2)"),
    ("f'a", "1: unterminated f-string literal (detected at line 1)"),
    ("f'''a\n", "1: unterminated triple-quoted f-string literal (detected at line 1)"),
    ("f'{a'", "1: f-string: expecting '}'"),
    ("f'{a:b'", "1: f-string: expecting '}', or format specs"),
    ("f'}'", "1: f-string: single '}' is not allowed"),
    ("f'{)}'", "1: f-string: unmatched ')'"),
    ("f'{}'", "1: f-string: valid expression required before '}'"),
    ("f'{.}'", "1: f-string: expecting a valid expression after '{'"),
    ("f'{a.}'", "1: f-string: expecting '=', or '!', or ':', or '}'"),
    ("f'{a!}'", "1: f-string: missing conversion character"),
    ("f'{a!x}'", "1: f-string: invalid conversion character 'x': expected 's', 'r', or 'a'"),
    ("f'{a!r b}'", "1: f-string: expecting ':' or '}'"),
    ("f'{a:{b:{c:{d}}}}'", "1: f-string: expressions nested too deeply"),
    ("f'{lambda x: 1}'", "1: f-string: lambda expressions are not allowed without parentheses"),
    (
      "'\\x1'",
      "1: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \\xXX escape"
    ),
    (
      "'é\\Users'",
      "1: (unicode error) 'unicodeescape' codec can't decode bytes in position 10-11: truncated \\UXXXXXXXX escape"
    ),
    (
      "'\\U00110000'",
      "1: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-9: illegal Unicode character"
    ),
    (
      "f'\\N'",
      "1: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: malformed \\N character escape"
    ),
    ("b'\\xg0'", "1: (value error) invalid \\x escape at position 0"),
    ("b'é'", "1: bytes can only contain ASCII literal characters"),
    ("'a' b'b'", "1: cannot mix bytes and nonbytes literals"),
    (
      "0777",
      "1: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"
    ),
    ("1__0", "1: invalid decimal literal"), ("1e+", "1: invalid decimal literal"),
    ("1a", "1: invalid decimal literal"), ("1jx", "1: invalid imaginary literal"),
    ("0xg", "1: invalid hexadecimal literal"), ("0b12", "1: invalid digit '2' in binary literal"),
    ("0o8", "1: invalid digit '8' in octal literal"),
    ("x = “a”", "1: invalid character '“' (U+201C)"),
    ("x = \u{200B}1", "1: invalid non-printable character U+200B"),
    ("\u{FEFF}x", "1: invalid non-printable character U+FEFF"),
    ("x = \u{0B}1", "1: invalid non-printable character U+000B"),
    ("x\na\0b", "2: source code string cannot contain null bytes"),
    ("x = 1 \\ ", "1: unexpected character after line continuation character"),
    ("x = 1 \\", "1: unexpected EOF while parsing"),
  ])
  func wrongTextIsNamed(source: String, message: String) {
    #expect(outcome(source) == message)
  }

  @Test(arguments: [
    ("x = (1,\n2", "1: '(' was never closed"), ("def f(x:\n return 1", "1: '(' was never closed"),
    ("f(a, b\ny = 3", "1: '(' was never closed"), ("[x for x in {", "1: '{' was never closed"),
    ("(1 \\\n", "1: '(' was never closed"),
    ("def a(x:\n    return (1\n", "2: invalid syntax"),
    ("x\n)", "2: unmatched ')'"),
    ("x = (]", "1: closing parenthesis ']' does not match opening parenthesis '('"),
    ("x = {\n)", "2: closing parenthesis ')' does not match opening parenthesis '{' on line 1"),
    ("x y\n)", "2: unmatched ')'"),
    (" x", "1: unexpected indent"), ("x\n  y\n)", "2: unexpected indent"),
    ("if a:\n  b\n c", "3: unindent does not match any outer indentation level"),
    ("if a:\n\tb\n        c", "3: inconsistent use of tabs and spaces in indentation"),
    ("if a:\n    b\n\tc", "3: inconsistent use of tabs and spaces in indentation"),
    ("def a():\npass", "2: expected an indented block after function definition on line 1"),
    ("class A:\n", "1: expected an indented block after class definition on line 1"),
    ("if a: b\nelif c:\nd", "3: expected an indented block after 'elif' statement on line 2"),
    ("try: a\nexcept* b:\nc", "3: expected an indented block after 'except*' statement on line 2"),
    ("match a:\ncase 1: b", "2: expected an indented block after 'match' statement on line 1"),
    ("match a:\n case 1:\n b", "3: expected an indented block after 'case' statement on line 2"),
    (String(repeating: "(", count: 201), "1: too many nested parentheses"),
    (String(repeating: "f'{", count: 151), "1: too many nested f-strings"),
  ])
  func wrongLayoutIsNamed(source: String, message: String) {
    #expect(outcome(source) == message)
  }

  @Test(arguments: [
    ("this is a sentence", "invalid syntax"), ("!!! bad", "invalid syntax"),
    ("x = ", "invalid syntax"),
    ("x = $", "invalid syntax"), ("x ==== 1", "invalid syntax"), ("x++", "invalid syntax"),
    ("a <> b", "invalid syntax"), ("a is is b", "invalid syntax"), ("a < not b", "invalid syntax"),
    ("a or lambda: b", "invalid syntax"), ("a;;b", "invalid syntax"),
    ("else:\n b", "invalid syntax"),
    ("async x", "invalid syntax"), ("@a\nx", "invalid syntax"), ("def (x): pass", "invalid syntax"),
    ("x[]", "invalid syntax"), ("for in x: pass", "invalid syntax"),
    ("case 1: pass", "invalid syntax"),
    ("match a:\n case: b", "invalid syntax"), ("match *a:\n case 1: b", "invalid syntax"),
    ("import a.", "invalid syntax"), ("from a import (b c)", "invalid syntax"),
    ("a := 1", "invalid syntax"),
    ("{**c for c in d}", "dict unpacking cannot be used in dict comprehension"),
    ("def f()\n  pass", "expected ':'"), ("if x\n  y", "expected ':'"),
    ("with a as b\n c", "expected ':'"),
    ("def f() ->: pass", "expected ':'"), ("def f: pass", "expected '('"),
    ("lambda x\n", "invalid syntax"),
    ("try: a\nb", "expected 'except' or 'finally' block"),
    ("try: a\nexcept A, b: c", "multiple exception types must be parenthesized"),
    ("try: a\nexcept*: c", "expected one or more exception types"),
    ("f(x y)", "invalid syntax. Perhaps you forgot a comma?"),
    ("[1, 2 3]", "invalid syntax. Perhaps you forgot a comma?"), ("(type x)", "invalid syntax"),
    ("print 'a', b", "Missing parentheses in call to 'print'. Did you mean print(...)?"),
    ("x = exec code", "Missing parentheses in call to 'exec'. Did you mean exec(...)?"),
    ("if x = 3: y", "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"),
    ("if x.y = 3: z", "cannot assign to attribute here. Maybe you meant '==' instead of '='?"),
    ("(a.b := 1)", "cannot use assignment expressions with attribute"),
    ("f() = 1", "cannot assign to function call here. Maybe you meant '==' instead of '='?"),
    ("(a, f()) = 1", "cannot assign to function call"), ("None = 1", "cannot assign to None"),
    ("a = f() = 1", "cannot assign to function call"), ("a < b = c", "cannot assign to comparison"),
    ("x = yield = 1", "assignment to yield expression not possible"),
    ("for f() in x: pass", "cannot assign to function call"),
    ("with a as 1: pass", "cannot assign to literal"), ("del f()", "cannot delete function call"),
    ("del *a", "cannot delete starred"), ("a if b", "expected 'else' after 'if' expression"),
    ("x + 1 += 2", "'expression' is an illegal expression for augmented assignment"),
    ("(a, b): int", "only single target (not tuple) can be annotated"),
    ("f(): int", "illegal target for annotation"), ("(*a)", "cannot use starred expression here"),
    ("{1: 2, 3}", "':' expected after dictionary key"),
    ("{1:}", "expression expected after dictionary key and ':'"),
    ("{1: *a}", "cannot use a starred expression in a dictionary value"),
    ("[*a for a in b]", "iterable unpacking cannot be used in comprehension"),
    ("{*a for a in b}", "iterable unpacking cannot be used in comprehension"),
    ("[a, b for c in d]", "did you forget parentheses around the comprehension target?"),
    ("f(a=1, b)", "positional argument follows keyword argument"),
    ("f(**a, b)", "positional argument follows keyword argument unpacking"),
    ("f(**a, *b)", "iterable argument unpacking follows keyword argument unpacking"),
    ("f(a for a in b, c)", "Generator expression must be parenthesized"),
    ("f(1=2)", "expression cannot contain assignment, perhaps you meant \"==\"?"),
    ("f(True=2)", "cannot assign to True"), ("f(a=)", "expected argument value expression"),
    ("def f(a=1, b): pass", "parameter without a default follows parameter with a default"),
    ("def f(*): pass", "named arguments must follow bare *"),
    ("def f(**a, b): pass", "arguments cannot follow var-keyword argument"),
    ("def f(**a=1): pass", "var-keyword argument cannot have default value"),
    ("def f(a=): pass", "expected default value expression"),
    ("def f(/, a): pass", "at least one argument must precede /"),
    ("def f(a, /, /): pass", "/ may appear only once"),
    ("def f(*a, /): pass", "/ must be ahead of *"),
    ("def f(*a, *b): pass", "* argument may appear only once"),
    ("def f(a, (b, c)): pass", "Function parameters cannot be parenthesized"),
    ("lambda (a): 1", "Lambda expression parameters cannot be parenthesized"),
    ("def f[](): pass", "Type parameter list cannot be empty"),
    ("import", "Expected one or more names after 'import'"),
    ("from a import", "Expected one or more names after 'import'"),
    ("from a import b,", "trailing comma not allowed without surrounding parentheses"),
    ("match a:\n case A(b=1, c): d", "positional patterns follow keyword patterns"),
  ])
  func wrongGrammarIsNamed(source: String, message: String) throws {
    let error = try #require(throws: PythonSyntaxError.self) {
      try PythonSource.functions(in: Array(source.utf8))
    }
    #expect(error.message == message)
  }

  @Test func bytesThatAreNoUTF8AreNamed() {
    #expect(outcome([0x78, 0x0A, 0xFF]) == "2: source is not UTF-8: bad byte at offset 2")
  }
}
