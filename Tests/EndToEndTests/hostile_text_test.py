"""Names, arguments and numbers as nobody should write them, at every command of the built program. Usage: hostile_text_test.py BINARY"""
import json
import os
import pathlib
import re
import subprocess
import sys

from runner import TESTS, run_tests, test

BINARY = os.path.realpath(sys.argv[1])
DEADLINE = 20
START = ["start", "--type", "debugging", "--model", "m", "--mins", "5", "--source", "manual", "--name"]
# A title and a colour for the terminal, C1, marks of direction, separators, invisible characters and tags.
EVIL = "a\x1b]0;x\x07\x1b[31mb\x9b31m\x85\u202ec\u2066\u200f\u061c\u2028d\u200b\u2060\ufeff\U000e0041\u00ad"
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]")


def environment(directory, **variables):
    return {"PATH": os.environ["PATH"], "HOME": directory + "/home", "TZ": "UTC", "LC_ALL": "C.UTF-8", **variables}


def run(directory, *arguments, cwd=None, **variables):
    return subprocess.run([BINARY, *arguments], env=environment(directory, **variables), cwd=cwd or directory,
                          capture_output=True, timeout=DEADLINE, stdin=subprocess.DEVNULL)


def write_ledger(folder, sessions, interactions=(), issues=()):
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    for name, value in (("sessions", sessions), ("interactions", list(interactions)), ("issues", list(issues))):
        path = pathlib.Path(folder, name + ".json")
        path.write_text(json.dumps(value))
        os.utime(path, (1, 1))


def session(name, **more):
    return {"id": name, "session_name": name, "task_type": "debugging", "context": "", "model_name": "m",
            "start_time": "2026-01-05T10:00:00+00:00", "end_time": "2026-01-05T10:10:00+00:00", "status": "completed",
            "outcome": "success", "human_time_estimate_minutes": 60.0, "estimate_source": "manual", "notes": "",
            "total_interactions": 0, "avg_effectiveness": 0.0, "code_metrics": [], **more}


def evil_ledger(directory):
    """A folder with such a name, everything in it written like that."""
    folder = f"{directory}/l\x1b[31m\u202e"
    words = {"session_name": EVIL, "task_type": EVIL, "model_name": EVIL, "context": EVIL, "notes": EVIL, "developer": EVIL}
    write_ledger(folder, {EVIL: session(EVIL, **words, status="active", end_time=None, outcome=None),
                          "done": session("done", **words), "odd" + EVIL: EVIL},
                 [{"session_id": EVIL, "prompt": EVIL, "response_summary": EVIL, "effectiveness_rating": 4, "tools_used": [EVIL],
                   "timestamp": "2026-01-05T10:01:00+00:00"}],
                 [{"session_id": "done", "issue_type": EVIL, "description": EVIL, "severity": EVIL, "resolved": False,
                   "timestamp": "2026-01-05T10:02:00+00:00"}])
    return folder


def clean(result, what):
    for name, text in (("output", result.stdout.decode()), ("errors", result.stderr.decode())):
        found = sorted({f"U+{ord(character):04X}" for character in HIDDEN.findall(text)})
        assert not found, (what, name, found, text[:300])
    return result


@test
def no_command_shows_what_is_hidden(directory):
    folder = evil_ledger(directory)
    broken = directory + "/b\x1b[31m\u202e"
    write_ledger(broken, {})
    pathlib.Path(broken, "sessions.json").write_text('{"a')
    os.utime(broken + "/sessions.json", (1, 1))
    tabs = [["tui", "--once", "--size", "120x40", "--range", "all", "--tab", tab, *more]
            for tab in "1234567" for more in ([], ["--screen-reader"], ["--ascii"], ["--json"])]
    for data in (folder, broken, folder + "/not-there", f"{directory}/x{EVIL[:-5]}"):
        for command in (["report"], ["report", "--json"], ["report", "--session", EVIL], ["active"], ["active", "--json"],
                        ["doctor"], ["doctor", "--json"], ["doctor", "--fix"], ["log", "--session-id", EVIL, "--prompt", EVIL,
                         "--summary", EVIL, "--rating", "3"], ["flag", "--session-id", EVIL, "--type", EVIL, "--desc", EVIL,
                         "--severity", "low"], ["end", "--session-id", "no" + EVIL, "--outcome", "success"],
                        [*START, EVIL], [*START, EVIL, "--json"], *(tabs if data == folder else tabs[:2])):
            clean(run(directory, *command, "--data", data), (command, data))


@test
def no_argument_or_variable_comes_back_as_it_was(directory):
    folder = directory + "/ledger"
    for command in (["report", "--since", EVIL], [EVIL], ["report", "--" + EVIL], ["tui", "--tab", EVIL], ["tui", "--filter", EVIL],
                    ["tui", "--size", EVIL], ["log", "--rating", EVIL], ["start", "--mins", EVIL], ["dashboard", "--host", EVIL],
                    ["dashboard", "--port", EVIL], ["install", "--client", EVIL], ["dashboard", "--token-file", EVIL],
                    ["service", EVIL], ["help", EVIL], ["report", "--session", EVIL]):
        for more in ([], ["--json"]):
            clean(run(directory, *command, *more, AI_OUTPUT_DIR=folder), command)
    for name in ("AI_MAX_SESSION_DURATION_HOURS", "AI_OUTPUT_DIR", "TERM", "HOME", "XDG_CONFIG_HOME", "PAGER", "AI_DASHBOARD_TOKEN"):
        for command in (["report"], ["doctor"], ["tui"], ["tui", "--once"], ["install", "--dry-run"], ["install", "--print"],
                        ["install", "--global", "--dry-run"], [*START, "x"], ["dashboard", "--port", "99999"]):
            clean(run(directory, *command, **{"AI_OUTPUT_DIR": folder, name: EVIL}), (name, command))


@test
def json_keeps_what_is_stored_and_a_printed_entry_says_the_same(directory):
    folder = evil_ledger(directory)
    document = json.loads(run(directory, "active", "--json", "--data", folder).stdout)
    assert document["data"]["active_sessions"][0]["session_name"] == EVIL, document
    entry = json.loads(run(directory, "install", "--print", "--output-dir", folder).stdout)
    assert entry["servers"]["ai-session-tracker"]["env"]["AI_OUTPUT_DIR"] == folder, entry


@test
def a_name_that_is_not_utf8_is_refused_and_nothing_is_written(directory):
    bad = os.fsencode(directory) + b"/caf\xe9"
    os.mkdir(bad)
    os.symlink(bad, directory + "/link")

    def folders():
        return sorted(os.listdir(os.fsencode(directory)))
    before = folders()
    for command, options in (([*START, "x"], {"cwd": bad}), (["install", "--client", "cursor", "--mcp-only"], {"cwd": bad}),
                             (["report"], {"cwd": bad}), (["tui", "--once"], {"cwd": bad}), (["server"], {"cwd": bad}),
                             ([*START, "x", "--data", bad], {}), ([*START, b"\xff"], {}), ([*START, "x"], {"AI_OUTPUT_DIR": bad}),
                             (["install", "--global", "--client", "cursor"], {"HOME": bad}), (["tui", "--once"], {"XDG_CONFIG_HOME": bad}),
                             (["install", "--output-dir", bad + b"/x"], {}), (["tui", "--demo", "--once"], {"TMPDIR": bad})):
        result = run(directory, *command, **options)
        assert result.returncode in (1, 2), (command, result)
        assert b"is not UTF-8" in result.stderr and b"\\xE9" in result.stderr or b"\\xFF" in result.stderr, (command, result)
        assert folders() == before and os.listdir(bad) == [], (command, folders())
    # What such a folder is not needed for works; a link leads into it.
    assert run(directory, "--version", cwd=bad).returncode == 0
    result = run(directory, *START, "x", "--data", directory + "/link/ledger")
    assert result.returncode == 0 and os.listdir(bad) == [b"ledger"], result


@test
def without_proc_it_works(directory):
    script = 'mount -t tmpfs none /proc && "$0" --version && "$0" "$@" && "$0" report && "$0" doctor; echo "status $?"'
    for more in ([], ["--user", "--map-root-user"]):
        try:
            result = subprocess.run(["unshare", *more, "--mount", "sh", "-c", script, BINARY, *START, "x"],
                                    env=environment(directory, AI_OUTPUT_DIR=directory + "/ledger"), cwd=directory,
                                    capture_output=True, text=True, timeout=DEADLINE, stdin=subprocess.DEVNULL)
        except FileNotFoundError:
            break
        if "status" in result.stdout and "ai-session-tracker" in result.stdout:
            assert "Total sessions: 1" in result.stdout and "status 0" in result.stdout, result
            assert len(json.loads(pathlib.Path(directory, "ledger/sessions.json").read_text())) == 1
            return
    print("   not shown: nobody here may hide /proc")


@test
def a_number_that_no_sum_could_hold_is_refused(directory):
    identifier = json.loads(run(directory, *START, "x", "--json", AI_OUTPUT_DIR=directory + "/ledger").stdout)["data"]["session_id"]
    stored = pathlib.Path(directory, "ledger/sessions.json").read_bytes()
    log = ["log", "--session-id", identifier, "--prompt", "p", "--summary", "s", "--rating"]
    for command in (["start", "--name", "y", "--type", "debugging", "--model", "m", "--source", "manual", "--mins", "1e308"],
                    ["start", "--name", "y", "--type", "debugging", "--model", "m", "--source", "manual", "--mins", "1e999"],
                    ["end", "--session-id", identifier, "--outcome", "success", "--final-estimate", "1e200"],
                    [*log, "3", "--iterations", "9223372036854775807"], [*log, "3", "--iterations", "9" * 30], [*log, "9" * 30],
                    ["dashboard", "--port", "9" * 30], ["tui", "--once", "--size", "9" * 30 + "x9"]):
        result = run(directory, *command, AI_OUTPUT_DIR=directory + "/ledger")
        assert result.returncode == 2, (command, result)
    assert pathlib.Path(directory, "ledger/sessions.json").read_bytes() == stored


@test
def stored_numbers_beyond_all_measure_are_not_known(directory):
    folder = directory + "/ledger"
    for number in (1e308, float("inf"), -1e308):
        function = {"function_name": "f", "modification_type": "modified",
                    "ai_contribution": {"lines_added": number, "lines_modified": number, "lines_deleted": number,
                                        "complexity_added": 2 ** 63 - 1},
                    "context": {"final_complexity": 2 ** 63 - 1, "cognitive_load": 2 ** 63 - 1},
                    "documentation": {"has_docstring": True, "quality_score": 2 ** 63 - 1, "has_type_hints": True},
                    "value_metrics": {"effort_score": number}}
        code = [{"file_path": "x.py", "timestamp": "2026-01-05T10:00:00", "functions": [function, function]}]
        write_ledger(folder, {name: session(name, human_time_estimate_minutes=number, avg_effectiveness=number,
                                            total_interactions=2 ** 63 - 1, code_metrics=code) for name in "abc"},
                     [{"session_id": "a", "effectiveness_rating": 2 ** 63 - 1, "iteration_count": 2 ** 63 - 1,
                       "tokens_in": 2 ** 63 - 1, "cache_hit_rate": number, "timestamp": "2026-01-05T10:01:00+00:00"}] * 3)
        report = run(directory, "report", "--data", folder)
        assert report.stdout.decode().count("not known") == 5, report.stdout.decode()
        for command in (["report"], ["report", "--json"], ["report", "--session", "a"],
                        *(["tui", "--once", "--range", "all", "--size", "120x50", "--tab", tab, *more]
                          for tab in "1234567" for more in ([], ["--json"], ["--screen-reader"]))):
            result = run(directory, *command, "--data", folder)
            assert result.returncode == 0, (command, result)
            assert not re.search(rb"(?i)\binf\b|\bnan\b|infinity", result.stdout), (command, result.stdout.decode())
    assert json.loads(run(directory, "report", "--json", "--data", folder).stdout)["roi"]["cost_metrics"]["cost_saved"] is None


@test
def settings_are_read_as_any_editor_writes_them_and_what_is_wrong_is_said(directory):
    folder = directory + "/ledger"
    write_ledger(folder, {"a": session("a")})
    settings = pathlib.Path(directory, "home/.config/ai-session-tracker/tui.conf")
    settings.parent.mkdir(parents=True)

    def once(content, *more):
        settings.write_bytes(content)
        result = run(directory, "tui", "--once", "--tab", "roi", "--range", "all", "--data", folder, *more)
        assert result.returncode == 0, result
        return result
    for content in (b"set rate 150\n", b"# mine\r\nset rate 150\r\nset theme dark\r\n", b"\xef\xbb\xbfset rate 150\n",
                    b"# mine\rset rate 150\r", b"\xef\xbb\xbf# mine\r\n\r\nset rate 150"):
        result = once(content, "--json")
        assert b"your rates" in result.stdout and result.stderr == b"", (content, result)
    for content, said in ((b"set rate abc\r\n", b"line 1: rate"), (b"# x\rset theme drak\r", b"line 2: theme"),
                          (b"set rate 1e308\n", b"line 1: rate"), (b"set rate 15\xff\n", b"is not UTF-8"), (b"x\ny\n", b"line 2: y")):
        for more in ([], ["--json"], ["--screen-reader"]):
            result = once(content, *more)
            assert said in result.stderr, (content, more, result)


run_tests(TESTS, lambda directory: directory)
