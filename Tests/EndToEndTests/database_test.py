"""Ledgers in a database: `export --format sql` and `--tables`. Usage: database_test.py BINARY

SQLite is the engine here, which comes with Python.
"""
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys

from runner import TESTS, run_tests, test

BINARY = os.path.realpath(sys.argv[1])
SECRETS = ["the secret prompt", "the secret response", "the secret context", "the secret note", "the secret description",
           "the secret resolution"]


def run(directory, *arguments, status=0):
    environment = {"PATH": os.environ["PATH"], "HOME": directory + "/home", "TZ": "UTC", "AI_DEVELOPER": ""}
    result = subprocess.run([BINARY, *arguments], env=environment, cwd=directory, capture_output=True, timeout=20,
                            stdin=subprocess.DEVNULL)
    assert result.returncode == status, (arguments, result)
    return result


def store(place, sessions, interactions=(), issues=()):
    place = pathlib.Path(place)
    place.mkdir(parents=True, exist_ok=True)
    for name, value in (("sessions", sessions), ("interactions", list(interactions)), ("issues", list(issues))):
        (place / f"{name}.json").write_text(json.dumps(value, indent=2))


def made(place, name, count=40):
    sessions, interactions, issues = {}, [], []
    for number in range(count):
        start = f"2026-03-{1 + number % 28:02d}T09:00:00+00:00"
        sessions[f"{name}{number}"] = {
            "session_name": f"Fix O'Brien's \\ {number}", "task_type": "human_review" if number % 9 == 0 else "testing",
            "status": "completed" if number % 5 else "active", "start_time": start, "outcome": "success",
            "end_time": start.replace("T09", "T10") if number % 5 else None, "model_name": "m",
            "human_time_estimate_minutes": 30.0 + number, "context": SECRETS[2], "notes": SECRETS[3],
            "code_metrics": [{"file_path": "a.py", "functions": [{"function_name": "f"}]}] if number % 7 == 0 else []}
        for place_in in range(number % 4):
            interactions.append({"session_id": f"{name}{number}", "timestamp": start, "prompt": SECRETS[0],
                                 "response_summary": SECRETS[1] + "\n'); DROP TABLE ai_session; --\0 \ud83d",
                                 "effectiveness_rating": 1 + place_in, "iteration_count": 1, "tools_used": ["edit"],
                                 "tokens_in": 2 ** 40, "tokens_out": "many"})
        issues.append({"session_id": f"{name}{number}", "timestamp": start, "issue_type": "other", "severity": "low",
                       "description": SECRETS[4], "resolved": number % 2 == 0, "resolution_notes": SECRETS[5]})
    store(place, sessions, interactions, issues)


def exported(directory, *arguments):
    return run(directory, "export", "--format", "sql", *arguments).stdout.decode()


def database(directory):
    base = sqlite3.connect(":memory:")
    base.executescript(exported(directory, "--schema"))
    return base


def loaded(base, sql):
    before = base.total_changes
    base.executescript(sql)
    return base.total_changes - before


def everything(base):
    return [sorted(base.execute(f"SELECT * FROM {table}"), key=repr)
            for table in ("ai_session", "ai_interaction", "ai_issue", "ai_code_metric")]


@test
def a_ledger_loads_twice_and_adds_up_to_the_report(directory):
    made(directory + "/a", "a")
    base = database(directory)
    sql = exported(directory, "--data", "a")
    assert sql == exported(directory, "--data", "a")
    assert loaded(base, sql) > 100
    assert loaded(base, sql) == 0
    report = json.loads(run(directory, "report", "--json", "--data", "a").stdout)
    hours, minutes = base.execute("SELECT sum(estimate_minutes) / 60, sum(duration_minutes) FROM ai_session"
                                  " WHERE counts_in_roi").fetchone()
    times = report["roi"]["time_metrics"]
    assert abs(hours - times["estimated_human_hours"]) < 0.01
    assert abs(minutes - times["total_ai_minutes"]) < 0.1
    mean, count = base.execute("SELECT avg(rating), count(*) FROM ai_interaction").fetchone()
    assert count == report["roi"]["productivity_metrics"]["total_interactions"]
    assert abs(mean - report["roi"]["productivity_metrics"]["avg_effectiveness"]) < 0.01
    name, response = base.execute("SELECT name, response FROM ai_session JOIN ai_interaction USING (session_key)").fetchone()
    assert name.startswith("Fix O'Brien's \\ "), name
    assert response == SECRETS[1] + "\n'); DROP TABLE ai_session; --\ufffd \ufffd", response
    assert base.execute("SELECT DISTINCT tokens_in, tokens_out FROM ai_interaction").fetchall() == [(2 ** 40, None)]


@test
def ledgers_load_in_any_order_and_below_a_root(directory):
    made(directory + "/share/ann", "a")
    made(directory + "/share/zoe/.ai_sessions", "z", count=23)
    first, second, third = database(directory), database(directory), database(directory)
    one = exported(directory, "--data", "share/ann")
    other = exported(directory, "--data", "share/zoe")
    for base, order in ((first, (one, other)), (second, (other, one, one))):
        for sql in order:
            loaded(base, sql)
    assert everything(first) == everything(second)
    loaded(third, exported(directory, "--data", "share"))
    assert third.execute("SELECT ledger, count(*) FROM ai_session GROUP BY 1 ORDER BY 1").fetchall() == [
        ("ann", 40), ("zoe/.ai_sessions", 23)]
    both = run(directory, "export", "--format", "sql", "--data", "share/ann", "--data", "share/zoe")
    assert b"63 sessions" in both.stderr, both


@test
def a_copy_adds_nothing_and_the_newer_record_wins(directory):
    made(directory + "/a", "a")
    base = database(directory)
    loaded(base, exported(directory, "--data", "a"))
    place = pathlib.Path(directory, "b")
    made(place, "a")
    sessions = json.loads((place / "sessions.json").read_text())
    sessions["a7"].update(outcome="failed", revision=1)
    (place / "sessions.json").write_text(json.dumps(sessions))
    assert loaded(base, exported(directory, "--data", "b")) >= 1
    loaded(base, exported(directory, "--data", "a"))
    assert base.execute("SELECT outcome FROM ai_session WHERE session_id = 'a7'").fetchall() == [("failed",)]
    assert base.execute("SELECT count(*) FROM ai_session").fetchone() == (40,)
    loaded(base, exported(directory, "--data", "a", "--no-text"))
    assert base.execute("SELECT count(*) FROM ai_session WHERE context IS NULL").fetchone() == (0,), "texts win"


@test
def no_text_writes_no_byte_of_any_text(directory):
    made(directory + "/a", "a")
    for form in (["--format", "sql"], ["--format", "jsonl", "--tables"]):
        text = run(directory, "export", *form, "--no-text", "--data", "a").stdout.decode()
        assert not [secret for secret in SECRETS if secret in text]
        assert all(secret in run(directory, "export", *form, "--data", "a").stdout.decode() for secret in SECRETS)


@test
def another_version_of_the_schema_takes_no_row(directory):
    made(directory + "/a", "a")
    base = sqlite3.connect(":memory:")
    base.executescript(exported(directory, "--schema").replace("version = 1", "version = 2"))
    try:
        base.executescript(exported(directory, "--data", "a"))
        raise AssertionError("it was loaded")
    except sqlite3.IntegrityError:
        base.rollback()
    assert base.execute("SELECT count(*) FROM ai_session").fetchone() == (0,)


@test
def a_broken_ledger_is_named_and_the_rest_counts(directory):
    made(directory + "/share/ann", "a")
    made(directory + "/share/bob", "b", count=3)
    pathlib.Path(directory, "share/bob/sessions.json").write_text("{")
    result = run(directory, "export", "--format", "sql", "--data", "share")
    assert b"bob/sessions.json" in result.stderr and b"40 sessions" in result.stderr, result.stderr
    assert loaded(database(directory), result.stdout.decode()) > 100
    pathlib.Path(directory, "share/bob/issues.json").write_text("{")
    run(directory, "export", "--format", "sql", "--data", "share")
    pathlib.Path(directory, "share/ann/issues.json").write_text("{")
    run(directory, "export", "--format", "sql", "--data", "share", status=1)


@test
def metrics_of_copies_are_the_same_however_they_are_put_together(directory):
    def copy(name, *files):
        store(f"{directory}/{name}", {"s": {"start_time": "2026-01-05T10:00:00Z", "code_metrics": [
            {"file_path": file, "functions": []} for file in files]}})
    copy("a", "1.py", "2.py")
    copy("b", "3.py", "4.py")
    copy("c", "5.py")
    wanted = None
    for order in ("abc", "cba", "bac"):
        together, apart = database(directory), database(directory)
        loaded(together, exported(directory, *[word for name in order for word in ("--data", name)]))
        for name in order:
            loaded(apart, exported(directory, "--data", name))
        found = [sorted(row[0] for row in base.execute("SELECT file_path FROM ai_code_metric")) for base in (together, apart)]
        wanted = wanted or found[0]
        assert found == [wanted, wanted] and wanted in (["1.py", "2.py"], ["3.py", "4.py"]), (order, found)


@test
def csv_and_lines_of_json_hold_the_same_rows(directory):
    made(directory + "/a", "a")
    run(directory, "export", "--format", "csv", "--tables", "--data", "a", "--output", "out")
    run(directory, "export", "--format", "csv", "--tables", "--data", "a", "--output", "out", status=1)
    lines = [json.loads(line) for line in
             run(directory, "export", "--format", "jsonl", "--tables", "--data", "a").stdout.decode().splitlines()]
    import csv
    for table in ("ai_session", "ai_interaction", "ai_issue", "ai_code_metric"):
        with open(f"{directory}/out/{table}.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        wanted = [line for line in lines if line["table"] == table]
        assert rows and len(rows) == len(wanted)
        assert list(rows[0]) == list(wanted[0])[1:]
        assert [row["version"] for row in rows] == [row["version"] for row in wanted]


@test
def times_are_utc_and_what_cannot_be_read_is_nothing(directory):
    store(directory + "/a", {
        "x": {"start_time": "2026-01-05T10:00:00+02:00", "end_time": "soon", "avg_effectiveness": float("nan"),
              "human_time_estimate_minutes": float("nan"), "total_interactions": "NaN"},
        "y": {"start_time": "2026-01-05T10:00:00.5"}},
        [{"session_id": "x", "effectiveness_rating": 99999}, {"session_id": "x", "effectiveness_rating": 99999}])
    base = database(directory)
    loaded(base, exported(directory, "--data", "a"))
    assert base.execute("SELECT session_id, started_at, ended_at, estimate_minutes, interactions, rating_mean FROM ai_session"
                        " ORDER BY 1").fetchall() == [
        ("x", "2026-01-05T08:00:00Z", None, None, 2, None), ("y", "2026-01-05T10:00:00.500000Z", None, 0, 0, None)]
    assert base.execute("SELECT rating FROM ai_interaction").fetchall() == [(None,), (None,)], "twins are two"


@test
def wrong_usage_says_what_goes_with_what(directory):
    made(directory + "/a", "a", count=1)
    for arguments, said in (
            (["--format", "sql", "type:testing"], "--since alone"), (["--format", "md", "--tables"], "--tables goes with"),
            (["--format", "csv", "--no-text"], "--no-text goes with"), (["--format", "csv", "--tables"], "need --output"),
            (["--format", "csv", "--schema"], "--schema goes with"), (["--format", "sql", "--output", "o"], "standard output"),
            (["--format", "csv", "--data", "a", "--data", "a"], "Several --data")):
        result = run(directory, "export", *arguments, status=2)
        assert re.search(re.escape(said), result.stderr.decode()), result
    assert b"no session data in nothing" in run(directory, "export", "--format", "sql", "--data", "nothing", status=1).stderr


run_tests(TESTS, lambda directory: directory)
