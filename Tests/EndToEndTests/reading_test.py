"""The commands that read, where they find the data, and first contact, of the built program. Usage: reading_test.py BINARY"""
import csv
import io
import json
import os
import pathlib
import pty
import subprocess
import sys

from runner import TESTS, run_tests, test

BINARY = os.path.realpath(sys.argv[1])
DEADLINE = 20
START = ["start", "--type", "debugging", "--model", "m", "--mins", "45", "--source", "manual"]


def environment(directory, **variables):
    found = {"PATH": os.environ["PATH"], "HOME": directory + "/home", "TZ": "UTC", "LC_ALL": "C.UTF-8",
             "AI_DEVELOPER": "ann", **variables}
    return {name: value for name, value in found.items() if value is not None}


def run(directory, *arguments, cwd="home/p", status=0, **variables):
    place = os.path.join(directory, cwd)
    os.makedirs(place, exist_ok=True)
    result = subprocess.run([BINARY, *arguments], env=environment(directory, **variables), cwd=place,
                            capture_output=True, text=True, timeout=DEADLINE, stdin=subprocess.DEVNULL)
    assert result.returncode == status, (arguments, result)
    return result


def on_terminal(directory, *arguments, columns=80, cwd="home/p"):
    """What the program shows on a terminal that is both its input and its output, and how it ends."""
    import fcntl
    import struct
    import termios
    place = os.path.join(directory, cwd)
    os.makedirs(place, exist_ok=True)
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen([BINARY, *arguments], env=environment(directory), cwd=place, stdin=slave, stdout=slave,
                               stderr=subprocess.PIPE)
    os.close(slave)
    seen = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(master)
    process.stderr.close()
    return seen.decode().replace("\r\n", "\n"), process.wait(timeout=DEADLINE)


def started(directory, name, *more, **options):
    return run(directory, *START, "--name", name, *more, "-q", **options).stdout.strip()


def refused(directory, *arguments, words=(), **options):
    result = run(directory, *arguments, status=2, **options)
    assert result.stdout == "" and result.stderr.startswith("Error: "), result
    assert result.stderr.count("sage:") <= 1 and "Help:" not in result.stderr, result.stderr
    for word in words:
        assert word in result.stderr, (word, result.stderr)


def sample(directory):
    """Three sessions; the second is the only one that runs."""
    ids = [started(directory, "Fix login", "--project", "web"), started(directory, "Fix\tlogout"),
           started(directory, "Write docs")]
    run(directory, "log", "--session-id", ids[0], "--prompt", "why?\nand how", "--summary", "=found\u001b[31m", "--rating", "4")
    run(directory, "flag", "--session-id", ids[0], "--type", "slip", "--desc", "broke, it", "--severity", "low")
    run(directory, "end", "--session-id", ids[0], "--outcome", "success", "--notes", "tested")
    run(directory, "end", "--session-id", ids[2], "--outcome", "partial")
    return ids


# --- where the data is


@test
def every_command_finds_the_ledger_above(directory):
    one = started(directory, "root")
    inside = {"cwd": "home/p/src/deep"}
    assert one in run(directory, "active", **inside).stdout
    assert "Total sessions: 1" in run(directory, "report", **inside).stdout
    assert "home/p/.ai_sessions, the nearest above" in run(directory, "doctor", **inside).stdout
    assert run(directory, "list", "-q", **inside).stdout == one + "\n"
    assert "root" in run(directory, "show", "last", **inside).stdout
    assert "root" in run(directory, "tui", "--once", "--size", "120x40", **inside).stdout
    run(directory, "log", "--prompt", "p", "--summary", "s", "--rating", "3", **inside)
    hello = b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_active_sessions","arguments":{}}}\n'
    answer = subprocess.run([BINARY, "server"], input=hello, env=environment(directory), timeout=DEADLINE,
                            cwd=directory + "/home/p/src/deep", capture_output=True).stdout
    assert one.encode() in answer, answer
    assert not os.path.exists(directory + "/home/p/src/deep/.ai_sessions")


@test
def what_is_named_switches_the_search_off(directory):
    started(directory, "root")
    inside = {"cwd": "home/p/src"}
    for options, variables in ((["--data", "here"], {}), ([], {"AI_OUTPUT_DIR": ".ai_sessions"})):
        result = run(directory, "active", *options, **inside, **variables)
        assert "No active sessions" in result.stderr, result
    assert "root_" in run(directory, "active", AI_OUTPUT_DIR="", **inside).stdout, "an empty variable names nothing"
    refused(directory, "active", "--data", "a", "--data", "b", words=["--data"])


@test
def a_start_begins_where_it_is_called_and_says_once_what_is_above(directory):
    started(directory, "root")
    inside = {"cwd": "home/p/src"}
    said = [run(directory, *START, "--name", "sub", **inside).stderr for _ in range(2)]
    assert "home/p/.ai_sessions" in said[0] and "home/p/src/.ai_sessions" in said[0], said
    assert "home/p/.ai_sessions" not in said[1], said
    assert "Total sessions: 2" in run(directory, "report", **inside).stdout


@test
def borders_are_kept(directory):
    started(directory, "home", cwd="home")
    assert "No active" in run(directory, "active", cwd="home/q").stderr, "the home folder is no project"
    assert "home_" in run(directory, "active", cwd="home/q", HOME=None).stdout, "without HOME nobody knows it"
    started(directory, "root")
    os.makedirs(directory + "/home/p/module/.git")
    assert "No active" in run(directory, "active", cwd="home/p/module/src").stderr
    os.makedirs(directory + "/home/p/gone")
    deleted = subprocess.run(["sh", "-c", f'rmdir "$PWD"; exec "{BINARY}" active'], cwd=directory + "/home/p/gone",
                             env=environment(directory), capture_output=True, text=True, timeout=DEADLINE)
    assert deleted.returncode == 0 and "No active" in deleted.stderr, deleted


@test
def nothing_at_all_is_said(directory):
    os.makedirs(directory + "/empty")
    for command in (["report"], ["report", "--json"], ["list"], ["list", "--json"]):
        for folder, status in (("/empty", 0), ("/missing", 1)):
            result = run(directory, *command, "--data", directory + folder, status=status)
            assert f"no session data in {directory}{folder}" in result.stderr, result
    assert "Total sessions: 0" in run(directory, "report", "--data", "/missing", status=1).stdout
    assert os.listdir(directory + "/empty") == []


# --- wrong usage


@test
def empty_values_are_wrong_usage(directory):
    for arguments in (["report", "--session", ""], ["report", "--since", ""], ["report", "--until", ""],
                      ["report", "--range", ""], ["list", ""], ["list", "--since", ""], ["list", "--sort", ""],
                      ["list", "--columns", ""], ["show", ""], ["show", " "], ["tui", "--once", "--filter", ""],
                      ["tui", "--once", "--range", ""], ["end", "--session-id", "", "--outcome", "success"],
                      ["request-stats", "--type", ""], ["request-stats", "--model", ""], ["export", "--format", "csv", ""],
                      ["export", "--format", "csv", "--output", ""]):
        refused(directory, *arguments)


@test
def a_mistyped_command_is_told_the_nearest_and_the_list(directory):
    refused(directory, "reprot", words=["'reprot'", "Nearest: report.", "  doctor "])
    refused(directory, "help", "nope", words=["'nope'", "  report "])
    refused(directory, "help", "report", "list")
    document = json.loads(run(directory, "lst", "--json", status=2).stdout)
    assert document["success"] is False and "list" in document["error"], document
    assert "generate" not in run(directory, "nope", status=2).stderr, "what is hidden is not listed"
    refused(directory, "list", "mdoel:x", words=["model"])
    refused(directory, "list", "--sort", "naem", words=["nearest: name"])
    refused(directory, "list", "--limit", "0", words=["--limit"])


@test
def the_bare_command_on_a_terminal_says_what_to_type(directory):
    text, status = on_terminal(directory)
    assert status == 0 and "ai-session-tracker install" in text and "tui --demo" in text, (status, text)
    assert run(directory).stdout == "", "elsewhere it is the server"


# --- ids


@test
def a_beginning_of_an_id_is_enough(directory):
    ids = sample(directory)
    for arguments in (["show", "fix_login"], ["report", "--session", "fix_login"], ["show", "last"]):
        run(directory, *arguments)
    result = run(directory, "show", "fix", status=1)
    assert ids[0] in result.stderr and ids[1] in result.stderr, result
    document = json.loads(run(directory, "show", "fix", "--json", status=1).stdout)
    assert sorted(document["data"]["candidates"]) == sorted(ids[:2]), document
    result = run(directory, "end", "--session-id", "wriet", "--outcome", "success", status=1)
    assert "No session with ID: wriet" in result.stderr and f"Nearest: {ids[2]}" in result.stderr, result
    result = run(directory, "flag", "--session-id", "fix_logo", "--type", "t", "--desc", "d", "--severity", "low", "-q")
    assert result.stdout == ids[1] + "\n" and result.stderr == "", result


@test
def the_only_running_session_needs_no_id(directory):
    ids = sample(directory)
    result = run(directory, "log", "--prompt", "p", "--summary", "s", "--rating", "3")
    assert ids[1] in result.stderr, result
    document = json.loads(run(directory, "log", "--prompt", "p", "--summary", "s", "--rating", "3", "--json").stdout)
    assert document["data"]["session_id"] == ids[1], document
    assert ids[1] in run(directory, "end", "--outcome", "success").stderr
    result = run(directory, "end", "--outcome", "success", status=2)
    assert "No session runs" in result.stderr, result
    more = [started(directory, "a"), started(directory, "b")]
    result = run(directory, "end", "--outcome", "success", status=2)
    assert all(id in result.stderr for id in more), result
    document = json.loads(run(directory, "end", "--outcome", "success", "--json", status=2).stdout)
    assert document["data"]["active_sessions"] == more, document


# --- list, show, export


@test
def sessions_are_listed_between_tabs_in_a_pipe(directory):
    ids = sample(directory)
    lines = [line.split("\t") for line in run(directory, "list").stdout.splitlines()]
    assert len(lines) == 4 and len({len(line) for line in lines}) == 1, lines
    names = dict(zip((line[0] for line in lines), (line[lines[0].index("session_name")] for line in lines)))
    assert names[ids[1]] == "Fix\\tlogout", names
    assert run(directory, "list", "-q").stdout.split() == ids[::-1], "the newest first"
    assert run(directory, "list", "-q", "--sort", "name", "--limit", "2").stdout.split() == [ids[1], ids[0]]
    assert run(directory, "list", "-q", "--sort", "-issues", "--limit", "1").stdout.split() == ids[:1]
    assert run(directory, "list", "-q", "outcome:success|partial", "-name:login").stdout.split() == ids[2:]
    assert run(directory, "list", "-q", "login").stdout.split() == ids[:1]
    assert run(directory, "list", "-q", "tested").stdout.split() == ids[:1], "notes are searched"
    assert run(directory, "list", "--columns", "name, eff", "login").stdout == \
        "session_name\tavg_effectiveness\nFix login\t4.00\n"
    document = json.loads(run(directory, "list", "--json", "--limit", "1").stdout)
    assert document["data"]["total"] == 3 and len(document["data"]["sessions"]) == 1, document
    assert run(directory, "list", "--until", "2001-01-01", "-q").stdout == ""


@test
def a_terminal_is_given_a_table_as_wide_as_it_is(directory):
    ids = sample(directory)
    for columns in (200, 120, 80, 60, 40, 20, 5):
        text, status = on_terminal(directory, "list", columns=columns)
        lines = text.splitlines()
        assert status == 0 and len(lines) == 4, (columns, text)
        assert all(len(line) <= columns for line in lines), (columns, text)
        if columns >= 40:
            assert "Fix login" in text and ids[0][:9] in text, (columns, text)
        if columns >= 80:
            assert ids[0] in text, (columns, text)


@test
def at_80_columns_names_are_whole_and_a_cut_id_is_enough(directory):
    name = "Check permissions in one place, not in every handler"
    made = json.loads(run(directory, "start", "--name", name, "--type", "testing", "--model", "m", "--mins", "5", "--source",
                          "manual", "--json").stdout)["data"]["session_id"]
    line = on_terminal(directory, "list", columns=80)[0].splitlines()[-1]
    assert "…" in line and "Check permissions in" in line and len(line) <= 80, line
    assert made in run(directory, "show", line.split()[0]).stdout
    assert run(directory, "list", "-q").stdout == made + "\n"


@test
def a_session_is_shown_whole(directory):
    ids = sample(directory)
    text = run(directory, "show", ids[0]).stdout
    for word in (ids[0], "web", "tested", "why?", "and how", "=found", "slip", "broke, it"):
        assert word in text, (word, text)
    assert "\u001b" not in text
    data = json.loads(run(directory, "show", ids[0], "--json").stdout)["data"]
    assert data["session"]["notes"] == "tested" and data["interactions"][0]["prompt"] == "why?\nand how", data
    assert [issue["issue_type"] for issue in data["issues"]] == ["slip"], data


@test
def whole_ledgers_are_exported(directory):
    ids = sample(directory)
    out = pathlib.Path(directory, "out")
    for form in ("csv", "jsonl", "md"):
        run(directory, "export", "--format", form, "--output", str(out))
    names = sorted(path.name for path in out.iterdir())
    assert len(names) == 15 and "functions.md" in names, names
    rows = list(csv.DictReader(io.StringIO((out / "interactions.csv").read_bytes().decode(), newline="")))
    assert rows[0]["prompt"] == "why?\nand how" and rows[0]["response_summary"] == "'=found\u001b[31m", rows
    before = (out / "sessions.csv").read_bytes()
    result = run(directory, "export", "--format", "csv", "--output", str(out), status=1)
    assert "sessions.csv is there already" in result.stderr and (out / "sessions.csv").read_bytes() == before
    run(directory, "export", "--format", "csv", "--output", str(out), "--replace")
    rows = list(csv.DictReader(io.StringIO(run(directory, "export", "--format", "csv").stdout)))
    assert [row["session_id"] for row in rows] == ids and rows[0]["notes"] == "tested", rows
    lines = [json.loads(line) for line in run(directory, "export", "--format", "jsonl").stdout.splitlines()]
    assert [line["table"] for line in lines] == ["sessions"] * 3 + ["interactions", "issues"], lines
    lines = run(directory, "export", "--format", "jsonl", "docs").stdout.splitlines()
    assert len(lines) == 1 and json.loads(lines[0])["session_id"] == ids[2], lines
    text = run(directory, "export", "--format", "md").stdout
    assert text.startswith("## sessions\n\n| session_id |") and "\n## issues\n" in text, text
    issues = run(directory, "export", "--format", "csv", "--table", "issues").stdout
    assert list(csv.DictReader(io.StringIO(issues)))[0]["description"] == "broke, it", issues


if __name__ == "__main__":
    run_tests(TESTS, os.path.realpath)
