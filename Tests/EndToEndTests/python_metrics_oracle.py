#!/usr/bin/env python3
"""Says what Python's own parser finds: the second opinion on our analysis of Python source.

    python_metrics_oracle.py FILE...

prints one JSON object a line for every function, in source order: file, name, line, depth,
complexity, documentation_score, has_docstring, has_type_hints. A file that cannot be parsed gives
one line with file, error and line. Python 3.8 or later; newer grammar needs a newer Python.
"""
import ast
import json
import re
import sys
import warnings

BRANCHES = tuple(
    getattr(ast, name)
    for name in ("If", "While", "For", "With", "Assert", "ExceptHandler")
)
SECTIONS = (
    (20, re.compile(r"(arg|args|parameter|parameters):", re.IGNORECASE)),
    (20, re.compile(r"(return|returns):", re.IGNORECASE)),
    (10, re.compile(r"(example|examples|usage):", re.IGNORECASE)),
    (5, re.compile(r"(raise|raises):", re.IGNORECASE)),
)


def complexity(function):
    total = 1
    for node in ast.walk(function):
        if isinstance(node, BRANCHES):
            total += 1
        elif isinstance(node, ast.BoolOp):
            total += len(node.values) - 1
    return total


def docstring(function):
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        if isinstance(first.value.value, str):
            return first.value.value
    return None


def cleaned(text):
    first, *rest = text.expandtabs(8).split("\n")
    indents = [len(line) - len(line.lstrip(" ")) for line in rest if line.strip(" ")]
    margin = min(indents, default=0)
    lines = [first.lstrip(" ")] + [line[margin:] for line in rest]
    while lines and lines[-1] == "":
        del lines[-1]
    while lines and lines[0] == "":
        del lines[0]
    return "\n".join(lines)


def documentation_score(text, hints):
    score = 5 if hints else 0
    body = cleaned(text) if text is not None else ""
    if body:
        score += 30
        score += 10 if len(body) > 50 else 0
        score += sum(points for points, heading in SECTIONS if heading.search(body))
    return score


def functions(tree):
    """Each function with its depth, breadth first."""
    level, depth = [tree], -1
    while level:
        for node in level:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield node, depth
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        depth += 1


def report(path):
    try:
        with open(path, encoding="utf-8") as source:
            tree = ast.parse(source.read())
    except SyntaxError as error:
        yield {"file": path, "error": error.msg, "line": error.lineno}
        return
    except (UnicodeDecodeError, ValueError, RecursionError, MemoryError, OSError) as error:
        yield {"file": path, "error": str(error), "line": None}
        return
    for node, depth in sorted(functions(tree), key=lambda found: place(found[0])):
        hints = node.returns is not None or any(a.annotation for a in node.args.args)
        text = docstring(node)
        yield {
            "file": path,
            "name": node.name,
            "line": node.lineno,
            "depth": depth,
            "complexity": complexity(node),
            "documentation_score": documentation_score(text, hints),
            "has_docstring": text is not None,
            "has_type_hints": hints,
        }


def place(node):
    return node.lineno, node.col_offset


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    for argument in sys.argv[1:]:
        for line in report(argument):
            print(json.dumps(line))
