"""Correcting, deleting and settings through the built program. Usage: edit_test.py BINARY"""
import json
import os
import pathlib
import pty
import subprocess
import sys

from runner import TESTS, run_tests, test

BINARY = os.path.realpath(sys.argv[1])
NAMES = ["sessions.json", "interactions.json", "issues.json"]


class Place:
    def __init__(self, directory):
        self.path = pathlib.Path(directory)
        self.data = self.path / "ledger"
        self.conf = self.path / "conf" / "ai-session-tracker" / "tui.conf"

    def environment(self, **variables):
        return {"PATH": os.environ["PATH"], "HOME": str(self.path), "TZ": "UTC", "AI_OUTPUT_DIR": str(self.data),
                "XDG_CONFIG_HOME": str(self.path / "conf"), **variables}

    def run(self, *arguments, status=0, **options):
        done = subprocess.run([BINARY, *arguments], env=self.environment(), cwd=self.path, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=20, **options)
        assert done.returncode == status, (arguments, done)
        return done

    def json(self, *arguments, status=0):
        return json.loads(self.run(*arguments, "--json", status=status).stdout)

    def start(self, name="Fix login"):
        made = self.json("start", "--name", name, "--type", "debugging", "--model", "m", "--mins", "240", "--source", "manual")
        return made["data"]["session_id"]

    def ended(self, name="Fix login"):
        session = self.start(name)
        self.run("log", "--session-id", session, "--prompt", "p", "--summary", "s", "--rating", "4")
        self.run("flag", "--session-id", session, "--type", "bug", "--desc", "d", "--severity", "low")
        self.run("end", "--session-id", session, "--outcome", "partial")
        return session

    def bytes(self):
        return [(self.data / name).read_bytes() for name in NAMES]


@test
def an_edit_says_what_changed_and_writes_nothing_where_nothing_did(place):
    session = place.start()
    done = place.run("edit", session, "--estimate", "3.5h", "--project", "shop")
    assert done.stdout.split("\n")[:2] == ["  project (none) → shop", "  estimate 4.0h → 3.5h"], done
    stored = json.loads((place.data / "sessions.json").read_text())[session]
    assert stored["final_estimate_minutes"] == 210 and stored["human_time_estimate_minutes"] == 240, stored
    assert stored["estimate_by"] == "person", stored
    before = place.bytes()
    assert "Nothing changed" in place.run("edit", session, "--estimate", "210").stderr
    refused = place.run("edit", session, "--outcome", "success", status=1).stderr
    assert "still running" in refused and "End it first" in refused, refused
    for wrong in (["--estimate", "0"], ["--name", " "], ["--rating", "4"], ["--interaction", "1", "--rating", "6"], []):
        place.run("edit", session, *wrong, status=2)
    assert "number from 1" not in place.run("edit", session, "--interaction", "1", "--rating", "2", status=2).stdout
    assert place.bytes() == before


@test
def what_is_deleted_comes_back_to_the_byte(place):
    place.ended("First")
    session = place.ended("Second")
    before = place.bytes()
    assert "give --yes" in place.run("delete", session, status=2).stderr
    assert place.bytes() == before
    deleted = place.json("delete", session, "--yes")["data"]["deleted"][0]
    assert (deleted["total_interactions"], deleted["issues_count"]) == (1, 1), deleted
    assert all(session.encode() not in text for text in place.bytes())
    assert ".trash.jsonl" in (place.data / ".gitignore").read_text()
    assert session in place.run("doctor").stdout
    place.run("undelete", "last")
    assert place.bytes() == before
    assert not (place.data / ".trash.jsonl").exists()
    assert "No deleted session" in place.run("undelete", session, status=1).stderr


@test
def a_running_session_stays_and_for_ever_keeps_nothing(place):
    running = place.start("Running")
    ended = place.ended("Ended")
    before = place.bytes()
    assert "still running" in place.run("delete", ended, running, "--yes", status=1).stderr
    assert place.bytes() == before
    place.run("delete", ended, "--yes", "--forever")
    for path in place.data.iterdir():
        assert ended.encode() not in path.read_bytes(), path
    place.run("undelete", ended, status=1)


@test
def one_that_was_silent_for_long_does_not_run(place):
    running = place.start("Running")
    told = place.run("delete", running, "--yes", status=1).stderr
    assert "still running" in told and "End it first" in told, told
    path = place.data / "sessions.json"
    sessions = json.loads(path.read_text())
    sessions[running]["start_time"] = "2024-01-05T10:00:00+00:00"
    path.write_text(json.dumps(sessions))
    place.run("delete", running, "--yes")
    place.run("undelete", running[:6])
    assert json.loads(path.read_text()) == sessions


@test
def a_beginning_names_what_was_deleted(place):
    first, second = place.ended("Fix login"), place.ended("Fix logout")
    assert "No deleted session" in place.run("undelete", "last", status=1).stderr
    place.run("delete", first, second, "--yes")
    told = place.run("undelete", "fix_log", status=1).stderr
    assert first in told and second in told, told
    assert place.json("undelete", "fix_log", status=1)["data"]["candidates"] == [second, first]
    told = place.run("undelete", "fix_lgoin", status=1).stderr
    assert "No deleted session" in told and first in told, told
    place.run("undelete", "fix_logi…")
    place.run("undelete", "fix")
    assert place.run("list", "-q").stdout.split() == [second, first]


@test
def on_a_terminal_it_asks(place):
    session = place.ended()
    for answer, is_there in (("n", True), ("", True), ("y", False)):
        parent, child = pty.openpty()
        program = subprocess.Popen([BINARY, "delete", session], env=place.environment(), cwd=place.path, stdin=child,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        os.close(child)
        os.write(parent, (answer + "\n").encode())
        _, told = program.communicate(timeout=20)
        os.close(parent)
        assert "Delete Fix login" in told and "[y/N]" in told, told
        assert program.returncode == (1 if is_there else 0), told
        assert (session in (place.data / "sessions.json").read_text()) == is_there


@test
def settings_keep_comments_and_count_everywhere(place):
    place.ended()
    usual = place.run("report").stdout
    place.conf.parent.mkdir(parents=True)
    place.conf.write_text("# mine\nset rate 150  # agreed\nbind X tab gaps\n")
    place.run("config", "set", "rate", "95")
    assert place.conf.read_text() == "# mine\nset rate 95  # agreed\nbind X tab gaps\n"
    assert place.run("config", "get", "rate").stdout == "95\n"
    assert "rate: auto, or a number" in place.run("config", "set", "rate", "x", status=2).stderr
    assert "rate?" in place.run("config", "get", "rat", status=2).stderr
    assert "rate = 95" in place.run("config", "list").stdout
    report = place.run("report").stdout
    assert "Rates: $95/h, $40/month, 20% of AI time" in report, report
    assert place.json("report")["roi"]["cost_metrics"]["rates"] == "$95/h, $40/month, 20% of AI time"
    assert place.json("report")["roi"]["config"]["human_hourly_rate"] == 95
    assert place.run("report", "--by", "type").stdout.endswith("\nRates: $95/h, $40/month, 20% of AI time\n")
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": {"name": "get_ai_observability", "arguments": {}}}
    served = subprocess.run([BINARY, "server"], env=place.environment(), cwd=place.path, capture_output=True, text=True,
                            input=json.dumps(call) + "\n", timeout=20)
    assert "Rates: $95/h" in served.stdout, served
    place.run("config", "set", "rate", "auto")
    assert place.run("report").stdout == usual and "Rates" not in usual
    assert "Rates" not in place.run("report", "--by", "type").stdout
    place.conf.write_text("set rate many\n")
    told = place.run("report")
    assert "line 1: rate: auto, or a number" in told.stderr and told.stdout == usual, told


run_tests(TESTS, Place)
