// What is not Python, and on which line that is said.
import PythonMetrics
import Testing

@Suite struct PythonErrors {
  @Test(arguments: [
    ("x = 'abc", 1), ("\nx = 'abc\\'", 2), ("x = '''a\n\n", 1), ("f'a", 1), ("f'''a\n", 1),
    ("f'{a'", 1), ("f'{a:b'", 1), ("f'}'", 1), ("f'{)}'", 1), ("x = $", 1), ("x = \u{0B}1", 1),
    ("x\na\0b", 2), ("x = 1 \\ ", 1), ("x = 1 \\", 1),
  ])
  func textWithoutItsEndIsRefusedWithItsLine(source: String, line: Int) {
    #expect(outcome(source) == "\(line): invalid syntax")
  }

  @Test(arguments: [
    ("x = (1,\n2", 1), ("def f(x:\n return 1", 1), ("f(a, b\ny = 3", 1), ("[x for x in {", 1),
    ("(1 \\\n", 1), ("def a(x:\n    return (1\n", 2), ("x\n)", 2), ("x = (]", 1), ("x = {\n)", 2),
    ("x y\n)", 2), (" x", 1), ("x\n  y\n)", 2), ("if a:\n  b\n c", 3),
    (String(repeating: "(", count: 201), 1), (String(repeating: "f'{", count: 201), 1),
  ])
  func wrongLayoutIsRefusedWithItsLine(source: String, line: Int) {
    #expect(outcome(source) == "\(line): invalid syntax")
  }

  @Test(arguments: [
    ("def (x): pass", 1), ("def f()\n  pass", 1), ("if x\n  y", 1), ("with a as b\n c", 1),
    ("def f: pass", 1), ("class: pass", 1), ("def f() x: pass", 1), ("else\n b", 1),
  ])
  func aHeadThatIsNoneIsRefusedWithItsLine(source: String, line: Int) {
    #expect(outcome(source) == "\(line): invalid syntax")
  }

  @Test(arguments: [
    ("def a():\npass", "2: expected an indented block after function definition on line 1"),
    ("class A:\n", "1: expected an indented block after class definition on line 1"),
    ("if a: b\nelif c:\nd", "3: expected an indented block after 'elif' statement on line 2"),
    ("try: a\nexcept* b:\nc", "3: expected an indented block after 'except' statement on line 2"),
    ("match a:\ncase 1: b", "2: expected an indented block after 'match' statement on line 1"),
    ("match a:\n case 1:\n b", "3: expected an indented block after 'case' statement on line 2"),
  ])
  func aMissingBlockIsNamed(source: String, message: String) {
    #expect(outcome(source) == message)
  }

  @Test func bytesThatAreNoUTF8AreRefusedWithTheirLine() {
    #expect(outcome([0x78, 0x0A, 0xFF]) == "2: invalid syntax")
  }
}
