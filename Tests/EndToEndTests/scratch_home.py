"""A scratch home for tests of the built program: a new user's, without editors, agents and systemd."""
import json
import os
import pathlib
import subprocess
import sys

BINARY = os.path.realpath(sys.argv[1])
NAME = "ai-session-tracker"
DEADLINE = 20


def environment(directory, **variables):
    """A new user's: no editor, no agent, no systemd; a folder for what a test puts on the PATH."""
    return {"PATH": directory + "/bin", "HOME": directory + "/home", "TZ": "UTC", **variables}


def run(directory, *arguments, variables=None):
    return subprocess.run([BINARY, *arguments], env=environment(directory, **(variables or {})), cwd=directory,
                          capture_output=True, text=True, timeout=DEADLINE, stdin=subprocess.DEVNULL)


def answer_of(directory, *arguments, status=0, **options):
    result = run(directory, *arguments, "--json", **options)
    assert result.returncode == status, result
    document = json.loads(result.stdout)
    assert document["success"] is (status == 0), document
    return document


def write(directory, name, content):
    path = pathlib.Path(directory) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def program(directory, name, *lines):
    """A program on the PATH that writes down how it was called."""
    path = write(directory, f"bin/{name}", "\n".join(
        ["#!/bin/sh", f'printf "%s\\n" "$*" >> "{directory}/{name}.calls"', *lines, "exit 0", ""]))
    path.chmod(0o755)
    return path


def calls(directory, name):
    path = pathlib.Path(directory, f"{name}.calls")
    return path.read_text().splitlines() if path.exists() else []


def files(directory):
    """Everything below a folder, but what `program` keeps: names, and the bytes of files."""
    return {str(x.relative_to(directory)): x.read_bytes() if x.is_file() else None
            for x in pathlib.Path(directory).rglob("*")
            if x.suffix != ".calls" and x.parent.name != "bin" and x.name != "bin"}


def refused(result, *words):
    """Wrong usage: told on standard error with all the words, nothing on standard output."""
    assert result.returncode == 2, result
    assert result.stdout == "", result.stdout
    for word in words:
        assert word in result.stderr, (word, result.stderr)
