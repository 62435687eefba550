"""The command line and the REST API of the built program. Usage: cli_test.py BINARY"""
import contextlib
import fcntl
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import uuid
from datetime import datetime, timedelta, timezone

from runner import TESTS, run_tests, test

BINARY = os.path.realpath(sys.argv[1])
NAME = "ai-session-tracker"
DEADLINE = 20
START = ["start", "--name", "Fix login", "--type", "debugging", "--model", "m", "--mins", "45", "--source", "manual"]


def environment(directory, **variables):
    return {"PATH": os.environ["PATH"], "HOME": directory + "/home", "TZ": "UTC",
            "AI_OUTPUT_DIR": directory + "/ledger", **variables}


def run(directory, *arguments, variables=None, **options):
    options = {"stdin": subprocess.DEVNULL, **options}
    return subprocess.run([BINARY, *arguments], env=environment(directory, **(variables or {})), cwd=directory,
                          capture_output=True, text=True, timeout=DEADLINE, **options)


def strict(text):
    """One JSON document without NaN."""
    def refuse(constant):
        raise AssertionError(f"{constant} is not JSON")
    return json.loads(text, parse_constant=refuse)


def answer_of(directory, *arguments, status=0):
    result = run(directory, *arguments, "--json")
    assert result.returncode == status, result
    document = strict(result.stdout)
    assert document["success"] is (status == 0), document
    return document


def started(directory, *more):
    return answer_of(directory, *START, *more)["data"]["session_id"]


def long_ago(directory):
    """Lets all sessions have begun years ago."""
    path = pathlib.Path(directory) / "ledger/sessions.json"
    path.write_text(re.sub(r'("start_time": ")\d{4}', r"\g<1>2001", path.read_text()))
    os.utime(path, (1, 1))


def write(directory, name, content):
    path = pathlib.Path(directory) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def ledger(directory, sessions, interactions=(), issues=()):
    for name, value in (("sessions", sessions), ("interactions", list(interactions)), ("issues", list(issues))):
        write(directory, f"ledger/{name}.json", value if isinstance(value, str) else json.dumps(value))


def refused(result, *words):
    """Wrong usage: told on standard error with all the words, nothing on standard output."""
    assert result.returncode == 2, result
    assert result.stdout == "", result.stdout
    for word in words:
        assert word in result.stderr, (word, result.stderr)


# --- the program as a whole


@test
def version_and_help_are_on_standard_output(directory):
    result = run(directory, "--version")
    name, version = result.stdout.rstrip("\n").split(" ")
    assert name == NAME and len(version.split(".")) == 3 and result.returncode == 0, result
    overview = run(directory, "--help")
    assert overview.returncode == 0 and "USAGE" in overview.stdout and overview.stderr == "", overview
    commands = ["server", "dashboard", "report", "install", "service", "start", "log", "end", "flag", "active", "doctor"]
    for command in commands:
        assert f"  {command} " in overview.stdout, command
        for help_arguments in ([command, "--help"], ["help", command], [command, "-h"]):
            result = run(directory, *help_arguments)
            assert result.returncode == 0 and f"{NAME} {command}" in result.stdout, result
    assert os.listdir(directory) == []


@test
def unknown_words_and_options_are_wrong_usage(directory):
    refused(run(directory, "frobnicate"), "frobnicate")
    refused(run(directory, "report", "--frobnicate"), "--frobnicate")
    refused(run(directory, "report", "extra"), "extra")
    refused(run(directory, "active", "--data", ""), "--data")
    refused(run(directory, "active", "--data"), "--data")


@test
def completions_know_commands_and_words(directory):
    for shell in ("bash", "zsh", "fish"):
        script = run(directory, "--generate-completion-script", shell)
        assert script.returncode == 0, script
        for word in ("install", "architecture_planning", "critical", "issue_tracker", "last_week"):
            assert word in script.stdout, (shell, word)


# --- sessions


@test
def a_session_is_started_logged_flagged_and_ended_in_words(directory):
    result = run(directory, *START, "--context", "-v ticket", "--developer", "Ann", "--project", "web")
    lines = result.stdout.splitlines()
    session = lines[0].removeprefix("  session_id: ")
    assert result.returncode == 0 and session.startswith("fix_login_"), result
    assert lines[1:] == [
        "  task_type: debugging", "  model_name: m", "  human_time_estimate_minutes: 45.0",
        "  estimate_source: manual", "  execution_context: background", "  auto_closed_sessions: []"], lines
    assert result.stderr == f"✅ Session started: {session}\n", result.stderr
    result = run(directory, "log", "--session-id", session, "--prompt", "- why?", "--summary", "--because",
                 "--rating", "4", "--iterations", "2", "--tools", "edit", "grep")
    assert result.stdout == ("  effectiveness_rating: 4\n  iteration_count: 2\n  total_interactions: 1\n"
                             "  avg_effectiveness: 4.0\n"), result
    assert result.stderr == "✅ Interaction logged (rating: 4/5)\n", result
    result = run(directory, "flag", "--session-id", session, "--type", "hallucination", "--desc", "made it up",
                 "--severity", "high")
    assert result.stdout == f"  issue_type: hallucination\n  severity: high\n  session_id: {session}\n", result
    assert result.stderr == "✅ Issue flagged: hallucination (high)\n", result
    result = run(directory, "end", "--session-id", session, "--outcome", "success", "--notes", "done",
                 "--final-estimate", "60")
    assert result.stdout == (
        f"  session_id: {session}\n  outcome: success\n  duration_minutes: 0.0\n  total_interactions: 1\n"
        "  avg_effectiveness: 4.0\n  issues_count: 1\n"), result
    assert result.stderr == f"✅ Session ended: {session}\n", result
    stored = json.loads(pathlib.Path(directory, "ledger/sessions.json").read_text())[session]
    expected = {"status": "completed", "outcome": "success", "notes": "done", "context": "-v ticket",
                "developer": "Ann", "project": "web", "final_estimate_minutes": 60.0,
                "execution_context": "background", "human_time_estimate_minutes": 45.0}
    assert {key: stored[key] for key in expected} == expected, stored
    interaction = json.loads(pathlib.Path(directory, "ledger/interactions.json").read_text())[0]
    assert interaction["prompt"] == "- why?" and interaction["response_summary"] == "--because", interaction
    assert interaction["tools_used"] == ["edit", "grep"] and interaction["iteration_count"] == 2, interaction


@test
def the_same_answers_come_as_json(directory):
    result = run(directory, *START, "--json")
    assert result.stderr == "" and result.stdout.startswith('{\n  "success": true,\n  "message": '), result
    document = strict(result.stdout)
    session = document["data"]["session_id"]
    assert list(document) == ["success", "message", "data"], document
    assert document["message"] == f"Session started: {session}"
    assert list(document["data"]) == [
        "session_id", "task_type", "model_name", "human_time_estimate_minutes", "estimate_source",
        "execution_context", "auto_closed_sessions"], document
    document = answer_of(directory, "log", "--session-id", session, "--prompt", "é", "--summary", "s", "--rating", "5")
    assert document["data"] == {"effectiveness_rating": 5, "iteration_count": 1, "total_interactions": 1,
                                "avg_effectiveness": 5.0}, document
    document = answer_of(directory, "flag", "--session-id", session, "--type", "t", "--desc", "d", "--severity", "low")
    assert document["data"] == {"issue_type": "t", "severity": "low", "session_id": session}, document
    document = answer_of(directory, "active")
    assert [list(x) for x in document["data"]["active_sessions"]] == [
        ["session_id", "session_name", "task_type", "start_time"]], document
    assert document["message"] == "Found 1 active session(s)", document
    document = answer_of(directory, "end", "--session-id", session, "--outcome", "partial")
    assert document["data"] == {"session_id": session, "outcome": "partial", "duration_minutes": 0.0,
                                "total_interactions": 1, "avg_effectiveness": 5.0, "issues_count": 1}, document


@test
def json_is_plain_ascii(directory):
    result = run(directory, "start", "--name", "Größe 🎉", "--type", "testing", "--model", "m", "--mins", "1",
                 "--source", "manual", "--json")
    assert result.stdout.isascii() and strict(result.stdout)["data"]["session_id"].startswith("größe_🎉_"), result


@test
def a_start_leaves_other_terminals_sessions_unless_it_is_told_to_close_them(directory):
    first, second = started(directory), started(directory)
    result = run(directory, *START, "--json")
    assert result.stderr == "" and strict(result.stdout)["data"]["auto_closed_sessions"] == [], result
    third = strict(result.stdout)["data"]["session_id"]
    closed = strict(run(directory, *START, "--json", "--close-others").stdout)["data"]["auto_closed_sessions"]
    assert closed == [first, second, third], closed


@test
def an_end_says_when_and_is_not_repeated(directory):
    session = started(directory)
    end = ["end", "--session-id", session, "--outcome"]
    assert run(directory, *end, "success", "--notes", "done").returncode == 0
    again = run(directory, *end, "success", "--notes", "done")
    assert again.returncode == 0 and "Already ended as success at " in again.stderr, again
    assert "; nothing changed." in again.stderr, again
    other = run(directory, *end, "failed")
    assert other.returncode == 1 and "❌ Already ended\n  Error: Already ended as success at " in other.stderr, other
    assert f"end --again --session-id {session}" in other.stderr, other
    changed = run(directory, *end, "failed", "--again", "--json")
    assert strict(changed.stdout)["data"]["outcome"] == "failed", changed
    late = run(directory, *end, "failed", "--again", "--at", "2999-01-01T00:00")
    assert late.returncode == 2 and "--at must be no later than now" in late.stderr, late
    early = run(directory, *end, "failed", "--again", "--at", "2001-01-01")
    assert early.returncode == 2 and ", its start" in early.stderr, early
    odd = run(directory, *end, "failed", "--again", "--at", "noon")
    assert odd.returncode == 2 and "14:02" in odd.stderr, odd


@test
def a_start_closes_the_silent_session_and_says_so(directory):
    first = started(directory)
    long_ago(directory)
    result = run(directory, *START)
    assert f'  auto_closed_sessions: ["{first}"]\n' in result.stdout, result
    assert f"Auto-closed active session: {first}\n" in result.stderr, result
    second = result.stdout.splitlines()[0].removeprefix("  session_id: ")
    long_ago(directory)
    result = run(directory, *START, "--json")
    assert result.stderr == f"Auto-closed active session: {second}\n", result
    assert strict(result.stdout)["data"]["auto_closed_sessions"] == [second], result


@test
def running_sessions_are_listed(directory):
    result = run(directory, "active")
    assert result.returncode == 0 and result.stdout == "", result
    assert result.stderr == "📋 No active sessions found\n", result
    assert answer_of(directory, "active")["data"] == {"active_sessions": []}
    session = started(directory)
    start = answer_of(directory, "active")["data"]["active_sessions"][0]["start_time"]
    result = run(directory, "active")
    assert result.stdout == f"\n  Fix login\n    ID: {session}\n    Type: debugging\n    Started: {start}\n", result
    assert result.stderr == "📋 Found 1 active session(s):\n", result


@test
def names_cannot_steer_the_terminal(directory):
    name = "a\u001b[31mb\u009bc\nd"
    ledger(directory, {"x": {"session_name": name, "status": "active"}})
    result = run(directory, "active")
    assert "\u001b" not in result.stdout and "\u009b" not in result.stdout, repr(result.stdout)
    assert "  a\ufffd[31mb\ufffdc\ufffdd\n" in result.stdout, repr(result.stdout)
    assert answer_of(directory, "active")["data"]["active_sessions"][0]["session_name"] == name


@test
def wrong_values_are_named(directory):
    def start(**changes):
        options = {"--name": "n", "--type": "testing", "--model": "m", "--mins": "5", "--source": "manual", **changes}
        return run(directory, "start", *[x for pair in options.items() if pair[1] is not None for x in pair])

    for option in ("--name", "--type", "--model", "--mins", "--source"):
        refused(start(**{option: None}), option)
    refused(start(**{"--type": "typing"}), "typing", "code_generation", "human_review")
    refused(start(**{"--source": "guess"}), "guess", "issue_tracker")
    for minutes in ("-5", "nan", "inf", "many", "", "0", "144000.5", "1e9"):
        refused(start(**{"--mins": minutes}), "--mins")
    refused(start(**{"--mins": "0"}), "above 0", "at most 144000 (2,400 hours)")
    for blank in ("", " ", "\t", "\u00a0", "\u200b"):
        refused(start(**{"--name": blank}), "--name")
        refused(start(**{"--model": blank}), "--model")
        refused(run(directory, "log", "--session-id", "x", "--prompt", blank, "--summary", "s", "--rating", "3"), "--prompt")
    refused(start(**{"--name": " ", "--model": "", "--mins": "0"}), "--name", "--model", "--mins")
    log = ["log", "--session-id", "x", "--prompt", "p", "--summary", "s", "--rating"]
    for rating in ("0", "6", "-1", "4.5", "good"):
        refused(run(directory, *log, rating), "--rating")
    refused(run(directory, *log, "3", "--iterations", "few"), "--iterations")
    refused(run(directory, "log", "--session-id", "x"), "--prompt")
    refused(run(directory, "end", "--session-id", "x", "--outcome", "great"), "great", "partial")
    refused(run(directory, "end", "--outcome", "success"), "--session-id")
    refused(run(directory, "end", "--session-id", "x", "--outcome", "success", "--final-estimate", "-1"),
            "--final-estimate")
    refused(run(directory, "end", "--session-id", "x", "--outcome", "success", "--final-estimate", "0"), "above 0")
    refused(run(directory, "flag", "--session-id", "x", "--type", "t", "--desc", "d", "--severity", "LOW"), "LOW",
            "critical")
    assert os.listdir(directory) == [], "a refused command must not touch the disk"


@test
def wrong_usage_is_told_as_json_too(directory):
    for arguments in (["start", "--name", "n", "--json"], ["log", "--json", "--rating", "9"], ["active", "--json", "x"]):
        result = run(directory, *arguments)
        document = strict(result.stdout)
        assert result.returncode == 2 and document["success"] is False and document["error"], result
        assert result.stderr != "", result


@test
def requests_are_logged_and_counted_beside_the_sessions(directory):
    started(directory)
    report = run(directory, "report").stdout
    assert "requests.json" not in os.listdir(directory + "/ledger")
    assert answer_of(directory, "request-stats")["data"]["total_requests"] == 0
    assert "requests.json" not in os.listdir(directory + "/ledger")
    data = answer_of(directory, "log-request", "--model", "m-é", "--type", "coding", "--tokens-in", "120", "--tokens-out", "31",
                     "--cache-hit-rate", "0.25", "--cached-tokens", "30", "--new-tokens", "90", "--context-pct", "12.5",
                     "--note", "--why--", "--project", "p", "--developer", "d")["data"]
    result = run(directory, "log-request", "--model", "other", "--type", "planning")
    assert result.returncode == 0 and result.stderr == "✅ Request logged (planning)\n", result
    assert "  tokens_in: null\n" in result.stdout, result
    first, second = json.loads(pathlib.Path(directory, "ledger/requests.json").read_bytes())
    time = first.pop("timestamp")
    assert time.endswith("+00:00"), time
    assert list(first.items()) == [
        ("id", data["request_id"]), ("model", "m-é"), ("type", "coding"), ("tokens_in", 120), ("tokens_out", 31),
        ("cache_hit_rate", 0.25), ("cached_tokens", 30), ("new_tokens", 90), ("context_pct", 12.5), ("note", "--why--"),
        ("project", "p"), ("developer", "d")], first
    assert uuid.UUID(first["id"]).version == 4 and first["id"] != second["id"], (first, second)
    assert second["tokens_in"] is second["note"] is second["developer"] is None, second
    stats = answer_of(directory, "request-stats")
    assert stats["message"] == "2 requests", stats
    assert stats["data"] == {
        "total_requests": 2, "total_tokens_in": 120, "total_tokens_out": 31, "total_cached_tokens": 30,
        "total_new_tokens": 90, "avg_tokens_in": 120.0, "avg_tokens_out": 31.0, "avg_cache_hit_rate": 0.25,
        "by_type": {"coding": 1, "planning": 1}, "by_model": {"m-é": 1, "other": 1}, "skipped_records": 0}, stats
    for narrowed in (["--type", "planning"], ["--model", "other"], ["--type", "planning", "--model", "other"]):
        assert answer_of(directory, "request-stats", *narrowed)["data"]["by_model"] == {"other": 1}, narrowed
    assert answer_of(directory, "request-stats", "--model", "nobody")["data"]["avg_tokens_in"] is None
    result = run(directory, "request-stats", "--model", "other")
    assert result.returncode == 0 and "  Cache hit rate: not known\n" in result.stdout, result
    assert run(directory, "report").stdout == report


@test
def requests_that_cannot_be_are_refused(directory):
    for option, value in (("--tokens-in", "-1"), ("--tokens-out", "1.5"), ("--cached-tokens", "2000000000000000"),
                          ("--new-tokens", "few"), ("--cache-hit-rate", "1.01"), ("--cache-hit-rate", "nan"),
                          ("--context-pct", "101"), ("--context-pct", "-0.5")):
        refused(run(directory, "log-request", "--model", "m", "--type", "coding", option, value), option)
    refused(run(directory, "log-request", "--model", "m", "--type", "cooking"), "cooking", "general")
    refused(run(directory, "log-request", "--type", "coding"), "--model")
    refused(run(directory, "log-request", "--model", " ", "--type", "coding"), "--model")
    assert os.listdir(directory) == [], "a refused command must not touch the disk"


@test
def a_file_of_requests_that_cannot_be_used_is_no_empty_one(directory):
    path = write(directory, "ledger/requests.json", '[{"model": "m"')
    result = run(directory, "request-stats", "--json")
    document = strict(result.stdout)
    assert result.returncode == 1 and document["success"] is False and "requests.json is not usable" in document["error"], result
    assert path.read_bytes() == b'[{"model": "m"' and os.listdir(path.parent) == ["requests.json"]
    assert run(directory, "report").returncode == 0
    result = run(directory, "log-request", "--model", "m", "--type", "review")
    assert result.returncode == 0 and "it was kept as" in result.stderr, result
    [copy] = path.parent.glob("requests.json.corrupt-*")
    assert copy.read_bytes() == b'[{"model": "m"' and len(json.loads(path.read_bytes())) == 1
    os.symlink("/etc/hostname", directory + "/link")
    path.unlink()
    path.symlink_to(directory + "/link")
    for arguments in (["request-stats"], ["log-request", "--model", "m", "--type", "review"]):
        result = run(directory, *arguments)
        assert result.returncode == 1 and "requests.json" in result.stderr, result
    assert path.is_symlink()


@test
def the_task_type_planning_is_taken_shown_and_filtered(directory):
    started(directory)
    options = [x if x != "debugging" else "planning" for x in START]
    assert answer_of(directory, *options)["data"]["task_type"] == "planning"
    assert answer_of(directory, "active")["data"]["active_sessions"][-1]["task_type"] == "planning"
    shown = run(directory, "tui", "--once", "--size", "120x40", "--filter", "type:planning", "--tab", "sessions")
    assert shown.returncode == 0 and "planning" in shown.stdout and "debugging" not in shown.stdout, shown
    assert "planning" in run(directory, "start", "--help").stdout


@test
def an_unknown_session_is_told_with_what_to_do(directory):
    commands = [
        ["log", "--session-id", "nobody", "--prompt", "p", "--summary", "s", "--rating", "3"],
        ["end", "--session-id", "nobody", "--outcome", "success"],
        ["flag", "--session-id", "nobody", "--type", "t", "--desc", "d", "--severity", "low"],
        ["report", "--session", "nobody"],
    ]
    for arguments in commands:
        result = run(directory, *arguments)
        assert result.returncode == 1 and result.stdout == "", result
        assert result.stderr.startswith("❌ Session not found\n  Error: No session with ID: nobody\n"), result.stderr
        assert f"{NAME} active" in result.stderr, result.stderr
        document = answer_of(directory, *arguments, status=1)
        assert list(document) == ["success", "message", "error", "remedy"], document
        assert document["message"] == "Session not found", document
        assert document["error"] == "No session with ID: nobody", document
    assert os.listdir(directory) == [], "a refused call makes no data directory"


@test
def data_that_cannot_be_written_is_told(directory):
    write(directory, "ledger", "a file, not a folder")
    result = run(directory, *START)
    assert result.returncode == 1 and "/ledger" in result.stderr and result.stdout == "", result
    assert "❌ Session data not usable" in result.stderr, result
    document = answer_of(directory, *START, status=1)
    assert "/ledger" in document["error"] and document["remedy"], document


@test
def the_data_option_beats_the_variable(directory):
    run(directory, *START, "--data", directory + "/other")
    assert sorted(os.listdir(directory)) == ["other"], os.listdir(directory)
    assert len(answer_of(directory, "active", "--data", "other")["data"]["active_sessions"]) == 1
    assert answer_of(directory, "active")["data"] == {"active_sessions": []}
    result = run(directory, *START, variables={"AI_OUTPUT_DIR": ""})
    assert result.returncode == 0 and os.path.exists(directory + "/.ai_sessions/sessions.json"), result


# --- report


HISTORY = {
    "old": {"session_name": "Old", "task_type": "testing", "status": "completed", "human_time_estimate_minutes": 60.0,
            "start_time": "2026-01-04T22:00:00+00:00", "end_time": "2026-01-04T22:30:00+00:00"},
    "new": {"session_name": "New", "task_type": "testing", "status": "completed", "human_time_estimate_minutes": 30.0,
            "start_time": "2026-01-05T09:00:00+00:00", "end_time": "2026-01-05T09:15:00+00:00"},
}
RATINGS = [{"session_id": "old", "effectiveness_rating": 5}, {"session_id": "new", "effectiveness_rating": 3}]


def total_of(directory, *arguments):
    result = run(directory, "report", *arguments)
    assert result.returncode == 0, result
    line = next(x for x in result.stdout.splitlines() if "Total sessions" in x)
    return int(line.split(": ")[1])


@test
def the_report_is_text_of_fixed_layout(directory):
    ledger(directory, HISTORY, RATINGS, [{"session_id": "old", "issue_type": "x", "severity": "high"}])
    result = run(directory, "report")
    rule = "=" * 50
    assert result.stdout == "\n".join([
        rule, "AI SESSION TRACKER - ANALYTICS REPORT", rule, "", "📊 SESSION SUMMARY", "  • Total sessions: 2",
        "  • Completed sessions: 2", "  • Total AI time: 0.8 hours", "", "💰 ROI METRICS",
        "  • Human baseline cost: $195.00", "  • AI total cost: $19.69", "  • Cost saved: $175.31", "  • ROI: 89.9%", "",
        "⭐ EFFECTIVENESS DISTRIBUTION", "  ★★★★★: 1", "  ★★★★☆: 0", "  ★★★☆☆: 1", "  ★★☆☆☆: 0", "  ★☆☆☆☆: 0", "",
        "  Average: 4.0/5", "", "🐛 ISSUES SUMMARY", "  • Total issues: 1", "  • High: 1", "", "📝 CODE METRICS",
        "  • Functions analyzed: 0", "  • Lines added: 0", "  • Avg complexity: 0.0", "  • Avg doc score: 0/100",
        "  • Total effort score: 0.0", "", rule, ""]), result.stdout
    assert result.stderr == "", result.stderr


@test
def a_report_covers_what_was_asked_for(directory):
    ledger(directory, HISTORY, RATINGS)
    assert total_of(directory) == 2
    assert total_of(directory, "--since", "2026-01-05") == 1
    assert total_of(directory, "--until", "2026-01-04") == 1
    assert total_of(directory, "--since", "2026-01-04", "--until", "2026-01-05") == 2
    assert total_of(directory, "--since", "today") == 0
    assert total_of(directory, "--since", "99999d", "--until", "yesterday") == 2
    assert total_of(directory, "--range", "last_week") == 0
    assert total_of(directory, "--range", "all") == 2
    assert total_of(directory, "--session", "old") == 1
    document = strict(run(directory, "report", "--json", "--session", "old").stdout)
    assert document["range"] == {"since": None, "until": None, "session_id": "old"}, document["range"]
    assert document["effectiveness"]["distribution"]["5"] == 1, document["effectiveness"]


@test
def a_week_in_markdown_is_at_most_ten_lines(directory):
    now = datetime.now(timezone.utc)
    names = ["a|b`c``", "<b>x</b>\n# no heading", "[l](http://x)", None]
    ledger(directory, {
        f"s{n}": {"session_name": f"S{n}", "status": "completed", "human_time_estimate_minutes": 60.0 + n, "project": name,
                  "model_name": name or "m", "task_type": "testing", "start_time": (now - timedelta(hours=n + 2)).isoformat(),
                  "end_time": (now - timedelta(hours=n + 1)).isoformat()} for n, name in enumerate(names)}, [])
    for arguments, count in ((), 4), (("--range", "30d", "--by", "type"), 4), (("--session", "s0"), 1), (("--previous",), 4), \
            (("--project", names[0]), 1), (("--filter", "type:debugging"), 0), (("--since", "2020-01-01", "--until", "2020-01-02"), 0):
        result = run(directory, "report", "--markdown", *arguments)
        assert result.returncode == 0, result
        lines = result.stdout.splitlines()
        assert len(lines) <= 10 and lines[0].startswith("### AI sessions: ") and lines[1] == "", result.stdout
        assert all(line.startswith("- ") for line in lines[2:]), result.stdout
        assert lines[2].startswith(f"- **Sessions** {count}"), (arguments, lines)
    ledger(directory, {"old": HISTORY["old"]}, [])
    assert run(directory, "report", "--markdown").stdout.splitlines()[2].startswith("- **Sessions** 0")
    both = run(directory, "report", "--markdown", "--json")
    assert both.returncode == 2 and "--markdown or --json" in both.stdout, both


KINDS = ("project", "developer", "client", "model", "type", "outcome", "week", "context")


def worked(directory):
    """Three sessions of two projects, one of them with tokens, one without a project."""
    def session(start, end, **more):
        return {"session_name": "S", "status": "completed", "task_type": "testing", "human_time_estimate_minutes": 120.0,
                "model_name": "opus", "start_time": f"2026-01-05T{start}:00+00:00", "end_time": f"2026-01-05T{end}:00+00:00", **more}
    ledger(directory, {
        "a": session("09:00", "10:00", project="shop", developer="Ada", outcome="success"),
        "b": session("10:06", "10:36", project="web", model_name="haiku", client="editor"),
        "c": session("10:48", "11:48", task_type="debugging", execution_context="background"),
    }, [{"session_id": "a", "effectiveness_rating": 5, "tokens_in": 12000, "tokens_out": 340},
        {"session_id": "b", "effectiveness_rating": 2}], [{"session_id": "b", "issue_type": "x", "severity": "low"}])


@test
def a_report_by_a_dimension_is_a_table(directory):
    worked(directory)
    lines = run(directory, "report", "--by", "project").stdout.splitlines()
    head, rows = [x.strip() for x in lines[0].split("  ") if x], [line.split() for line in lines[1:]]
    assert head[0] == "Project" and "Tokens in" in head and "Cost saved" in head, lines
    assert [row[0] for row in rows] == ["shop", "web", "(none)", "total"], rows
    assert len({len(line) for line in lines}) == 1, lines
    shop = dict(zip(head, rows[0]))
    assert (shop["Sessions"], shop["AI actual"], shop["Tokens in"], shop["Tokens out"]) == ("1", "1.0h", "12,000", "340"), shop
    for kind in KINDS:
        by = strict(run(directory, "report", "--json", "--by", kind).stdout)
        member = {"type": "by_task_type", "context": "by_execution_context"}.get(kind, "by_" + kind)
        groups = by[member]
        assert sum(group["total_sessions"] for group in groups) == 3, by
        assert sum(group["total_gaps"] for group in groups) == by["session_gaps"]["total_gaps"] == 2, by
        hours = sum(group["oversight_hours"] for group in groups)
        assert abs(hours - by["roi"]["time_metrics"]["oversight_hours"]) < 0.02, by
        assert run(directory, "report", "--by", kind).returncode == 0
    assert "week" in run(directory, "report", "--by", "wek").stderr
    assert run(directory, "report", "--by", "tool").returncode == 2


@test
def a_report_is_narrowed_by_a_filter_and_by_values(directory):
    worked(directory)
    for arguments, count in [
        (["--project", "shop"], 1), (["--project", "sho"], 0), (["--project", "(none)"], 1), (["--developer", "Ada"], 1),
        (["--client", "editor"], 1), (["--model", "opus"], 2), (["--type", "testing"], 2), (["--outcome", "success"], 1),
        (["--type", "testing", "--model", "opus"], 1), (["--filter", "project:shop"], 1), (["--filter", "type:testing in>1000"], 1),
        (["--filter", "-project:shop"], 2), (["--filter", "-project:shop", "--model", "opus"], 1), (["--since", "2026-01-06", "--project", "shop"], 0),
    ]:
        assert total_of(directory, *arguments) == count, arguments
    # The pause before b is between all sessions, and belongs to b.
    document = strict(run(directory, "report", "--json", "--project", "web").stdout)
    assert document["roi"]["time_metrics"]["oversight_hours"] == 0.6, document
    assert document["session_gaps"]["total_gaps"] == 1, document
    unknown = run(directory, "report", "--project", "shopp")
    assert unknown.stderr == "no session has the project 'shopp'; there are (none), shop, web\n", unknown
    for arguments, words in [(["--project", ""], "--project must name a value"), (["--filter", ""], "must not be empty"),
                             (["--filter", "projct:shop"], "no field 'projct'"), (["--type"], "Missing value")]:
        wrong = run(directory, "report", *arguments)
        assert wrong.returncode == 2 and words in wrong.stderr and wrong.stdout == "", wrong


@test
def a_report_is_held_against_the_period_before(directory):
    ledger(directory, HISTORY, RATINGS)
    day = ("--since", "2026-01-05", "--until", "2026-01-05")
    alone = run(directory, "report", *day).stdout
    both = run(directory, "report", *day, "--previous").stdout
    assert both.startswith(alone) and "📈 CHANGE against 2026-01-04\n" in both[len(alone):], both
    assert "Sessions: 1, before 1: no change\n" in both, both
    assert "No period before" in run(directory, "report", "--previous").stdout
    assert "Nothing started in the period before" in run(directory, "report", "--since", "today", "--previous").stdout
    plain = strict(run(directory, "report", "--json", *day).stdout)
    document = strict(run(directory, "report", "--json", *day, "--previous").stdout)
    previous = document.pop("previous")
    assert document == plain
    former = strict(run(directory, "report", "--json", "--since", "2026-01-04", "--until", "2026-01-04").stdout)
    for name in ("total_sessions", "roi", "effectiveness", "session_gaps", "issues", "code_metrics"):
        assert previous[name] == former[name], name
    assert previous["since"] == former["range"]["since"] and previous["until"] == former["range"]["until"], previous
    assert previous["change"]["total_sessions"] == 0 and "total_sessions" in previous["change"]["clear"], previous
    assert strict(run(directory, "report", "--json", "--previous").stdout)["previous"] is None


@test
def days_are_local_days(directory):
    ledger(directory, HISTORY)
    # In Kiritimati, 14 hours ahead, the old session began on the fifth as well.
    result = run(directory, "report", "--since", "2026-01-05", "--until", "2026-01-05", "--json",
                 variables={"TZ": "Pacific/Kiritimati"})
    document = strict(result.stdout)
    assert document["total_sessions"] == 2, document
    assert document["range"]["since"] == "2026-01-04T10:00:00+00:00", document["range"]
    assert document["range"]["until"] == "2026-01-05T09:59:59.999999+00:00", document["range"]


@test
def ranges_that_cannot_be_read_are_named(directory):
    for option in ("--since", "--until"):
        refused(run(directory, "report", option, "5.1.2026"), option.lstrip("-"), "'5.1.2026'", "yesterday")
    refused(run(directory, "report", "--range", "month"), "month", "last_week")
    refused(run(directory, "report", "--since", "today", "--until", "yesterday"), "until", "'yesterday'")
    refused(run(directory, "report", "--since", "7d", "--range", "last_day"), "range")
    result = run(directory, "report", "--since", "soon", "--json")
    assert result.returncode == 2 and "'soon'" in strict(result.stdout)["error"], result


@test
def the_report_is_json_for_programs(directory):
    ledger(directory, HISTORY, RATINGS)
    document = strict(run(directory, "report", "--json").stdout)
    assert list(document) == ["schema_version", "range", "not_in_range", "total_sessions", "roi", "effectiveness", "session_gaps",
                              "issues", "code_metrics", "claims", "skipped"], document
    assert document["schema_version"] == 2
    assert document["roi"]["cost_metrics"] == {
        "human_baseline_cost": 195.0, "ai_subscription_cost": 0.19, "oversight_cost": 19.5, "total_ai_cost": 19.69,
        "cost_saved": 175.31, "roi_percentage": 89.9, "productivity_multiplier": 2.0}, document
    assert document["session_gaps"]["by_classification"]["long_break"] == 1, document["session_gaps"]
    assert document["skipped"] == {"skipped_records": 0, "files": [], "records": []}


@test
def odd_records_are_skipped_and_told(directory):
    ledger(directory, {"a": 1, "b": "x", "c": [], "d": None, **HISTORY}, [7])
    result = run(directory, "report")
    assert result.returncode == 0 and "  • Total sessions: 2\n" in result.stdout, result
    assert result.stderr.startswith("5 records skipped: sessions.json a (not an object), "), result.stderr
    assert result.stderr.rstrip().endswith("…") and result.stderr.count("(") == 3, result.stderr
    assert strict(run(directory, "report", "--json").stdout)["skipped"]["skipped_records"] == 5
    ledger(directory, {"a": 1})
    assert run(directory, "report").stderr.startswith("1 record skipped: "), "one is not many"


def made_unusable(path, how):
    """Puts something that is no data file in the place of one."""
    path.unlink(missing_ok=True)
    if how == "folder":
        path.mkdir()
    elif how == "pipe":
        os.mkfifo(path)
    elif how == "link":
        path.symlink_to(write(path.parent.parent, "elsewhere.json", "[]"))
    else:
        path.write_text(how)


@test
def a_file_that_cannot_be_used_is_told_and_the_rest_reported(directory):
    for how, reason in (("[{]", "line 1, column 3"), ("folder", "Is a directory"), ("pipe", "FIFO"), ("link", "link"),
                        ("7", "top level")):
        ledger(directory, {"a": 1, **HISTORY})
        path = pathlib.Path(directory, "ledger/interactions.json")
        made_unusable(path, how)
        result = run(directory, "report")
        assert result.returncode == 1 and "  • Total sessions: 2\n" in result.stdout, result
        assert str(path) in result.stderr and reason in result.stderr, result
        result = run(directory, "report", "--json")
        assert result.returncode == 1, result
        skipped = strict(result.stdout)["skipped"]
        assert [x["path"] for x in skipped["files"]] == [str(path)], skipped
        assert reason in skipped["files"][0]["reason"] and skipped["records"][0]["record"] == "a", skipped
        assert run(directory, "active").returncode == 0, "nothing of that is in the file"
        path.rmdir() if path.is_dir() else path.unlink()


@test
def running_sessions_that_cannot_be_told_are_not_none(directory):
    for how in ("{", "[]", "folder"):
        ledger(directory, HISTORY)
        path = pathlib.Path(directory, "ledger/sessions.json")
        made_unusable(path, how)
        result = run(directory, "active")
        assert result.returncode == 1 and result.stdout == "" and "No active" not in result.stderr, result
        assert str(path) in result.stderr, result
        assert str(path) in answer_of(directory, "active", status=1)["error"]
        path.rmdir() if path.is_dir() else path.unlink()


@test
def an_end_that_fails_has_ended_nothing(directory):
    session = started(directory)
    path = pathlib.Path(directory, "ledger/issues.json")
    for how in ("folder", "pipe", "link"):
        made_unusable(path, how)
        answer_of(directory, "end", "--session-id", session, "--outcome", "success", status=1)
        assert len(answer_of(directory, "active")["data"]["active_sessions"]) == 1, how
        path.rmdir() if path.is_dir() else path.unlink()


@test
def a_clock_set_back_ends_nothing_before_its_last_log(directory):
    session = started(directory)
    answer_of(directory, "log", "--session-id", session, "--prompt", "p", "--summary", "s", "--rating", "4")
    path = pathlib.Path(directory, "ledger/interactions.json")
    record, = json.loads(path.read_text())
    record["timestamp"] = f"{int(record['timestamp'][:4]) + 1}-06-15T12:30:00+00:00"
    write(directory, "ledger/interactions.json", json.dumps([record]))
    data = answer_of(directory, "end", "--session-id", session, "--outcome", "success", "--notes", "n")["data"]
    assert data["duration_minutes"] > 0, data
    stored = json.loads(pathlib.Path(directory, "ledger/sessions.json").read_text())[session]
    assert stored["end_time"] == record["timestamp"], stored
    assert stored["notes"].startswith("n [Clock set back: ended ") and stored["notes"].endswith(" by the clock]"), stored
    result = run(directory, "doctor")
    assert result.returncode == 1 and f"{session}: the clock was set back before it ended" in result.stdout, result


@test
def no_number_that_json_lacks_is_printed(directory):
    ledger(directory, '{"a": {"status": "completed", "human_time_estimate_minutes": NaN}}')
    document = strict(run(directory, "report", "--json").stdout)
    assert document["roi"]["cost_metrics"]["cost_saved"] is None, document


@test
def a_reader_that_goes_away_is_no_error(directory):
    ledger(directory, HISTORY)
    for command in ("report", "report --json", "--help", "--generate-completion-script zsh"):
        result = subprocess.run(["bash", "-c", f'set -o pipefail; "$0" {command} | head -1', BINARY],
                                env=environment(directory), capture_output=True, text=True, timeout=DEADLINE)
        assert result.returncode == 0 and result.stderr == "" and result.stdout.count("\n") == 1, (command, result)


@test
def a_full_disk_is_told(directory):
    with open("/dev/full", "w") as full:
        result = subprocess.run([BINARY, "report"], env=environment(directory), stdout=full, stderr=subprocess.PIPE,
                                text=True, timeout=DEADLINE)
    assert result.returncode == 1 and "No space left on device" in result.stderr, result


# --- REST


@contextlib.contextmanager
def dashboard(directory, *arguments):
    process = subprocess.Popen([BINARY, "dashboard", "--port", "0", *arguments], env=environment(directory),
                               cwd=directory, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline()
        assert line.startswith("Serving http://127.0.0.1:"), (line, process.poll())
        process.port = int(line.rstrip("/\n").rsplit(":", 1)[1])
        yield process
    finally:
        process.kill()
        process.communicate(timeout=DEADLINE)


def asked(port, path, method="GET", headers=None, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
    connection.request(method, path, body=body, headers=headers or {})
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response, content


def raw(port, data):
    """All that comes back for these bytes until the server closes."""
    with socket.create_connection(("127.0.0.1", port), DEADLINE) as stream:
        stream.sendall(data)
        received = b""
        while chunk := stream.recv(65536):
            received += chunk
        return received


@test
def the_api_serves_overview_and_report(directory):
    ledger(directory, HISTORY, RATINGS)
    with dashboard(directory) as process:
        response, content = asked(process.port, "/api/overview")
        assert response.status == 200 and response.headers["Content-Type"] == "application/json", response
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-store"
        document = strict(content)
        assert document["sessions"][0] == {
            "session_id": "new", "project": "Unknown", "status": "completed", "duration_minutes": 15.0,
            "interaction_count": 1, "effectiveness_avg": 3.0}, document
        assert document["roi"] == {"total_sessions": 2, "cost_saved": 175.31, "roi_percentage": 89.9}, document
        assert document["effectiveness"]["average"] == 4.0, document
        assert document["session_gaps"]["average_gap_minutes"] == 630.0, document
        response, content = asked(process.port, "/api/report")
        assert strict(content)["report"] + "\n" == run(directory, "report").stdout
        response, content = asked(process.port, "/api/report?session=old&since=2026-01-04")
        assert "Total sessions: 1" in strict(content)["report"]
        response, content = asked(process.port, "/")
        assert response.headers["Content-Type"].startswith("text/plain") and b"/api/overview" in content
        # What is on disk now counts, not what was there at the start.
        ledger(directory, {})
        assert strict(asked(process.port, "/api/overview")[1])["sessions"] == []


@test
def the_api_refuses_what_it_does_not_serve(directory):
    with dashboard(directory) as process:
        cases = [("GET", "/nope", {}, 404), ("POST", "/api/report", {}, 405), ("DELETE", "/", {}, 405),
                 ("GET", "/api/overview?since=soon", {}, 400), ("GET", "/api/report?session=x", {}, 404),
                 ("GET", "/", {"Host": "evil.example"}, 403), ("GET", "/", {"Origin": "http://evil.example"}, 403)]
        for method, path, headers, status in cases:
            response, content = asked(process.port, path, method, headers)
            assert response.status == status, (method, path, response.status)
            assert response.headers["Content-Type"] == "application/problem+json", response.headers
            assert strict(content)["status"] == status and strict(content)["detail"], content
            assert (response.headers["Allow"] is not None) == (status == 405), response.headers
        response, content = asked(process.port, "/api/report/")
        assert response.status == 307 and response.headers["Location"] == "/api/report"
        response, content = asked(process.port, "/api/report", "HEAD")
        assert response.status == 200 and content == b"" and int(response.headers["Content-Length"]) > 0
        response, content = asked(process.port, "/api/report", "OPTIONS")
        assert response.status == 204 and "GET" in response.headers["Allow"], response.headers


@test
def hostile_bytes_are_answered_and_cut_off(directory):
    cases = [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 20_000 + b"\r\n\r\n", b"431"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", b"413"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", b"501"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", b"400"), (b"GET / HTTP/3.0\r\n\r\n", b"505"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"), (b"GET /%zz HTTP/1.0\r\n\r\n", b"400"),
    ]
    with dashboard(directory) as process:
        for data, status in cases:
            received = raw(process.port, data)
            assert received.startswith(b"HTTP/1.1 " + status) and b"Connection: close" in received, (data, received)
        assert asked(process.port, "/")[0].status == 200


@test
def a_connection_serves_many_requests(directory):
    with dashboard(directory) as process:
        connection = http.client.HTTPConnection("127.0.0.1", process.port, timeout=DEADLINE)
        for _ in range(20):
            connection.request("GET", "/api/overview")
            response = connection.getresponse()
            assert response.status == 200 and strict(response.read())
        connection.close()
        pipelined = b"GET /api/report HTTP/1.1\r\nHost: localhost\r\n\r\n" * 5 + b"GET / HTTP/1.0\r\n\r\n"
        assert raw(process.port, pipelined).count(b"HTTP/1.1 200 OK\r\n") == 6


@test
def many_slow_clients_keep_nobody_out(directory):
    with dashboard(directory) as process:
        slow = [socket.create_connection(("127.0.0.1", process.port), DEADLINE) for _ in range(100)]
        try:
            assert asked(process.port, "/api/overview")[0].status == 200
        finally:
            for stream in slow:
                stream.close()


@test
def a_taken_port_is_told_with_status_3(directory):
    with dashboard(directory) as process:
        result = run(directory, "dashboard", "--port", str(process.port))
        assert result.returncode == 3 and result.stdout == "", result
        assert f"127.0.0.1:{process.port}" in result.stderr and "--port" in result.stderr, result
    result = run(directory, "dashboard", "--host", "example.com")
    assert result.returncode == 3 and "example.com" in result.stderr, result
    refused(run(directory, "dashboard", "--port", "70000"), "--port", "70000")


@test
def a_signal_ends_the_dashboard(directory):
    for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 0)):
        with dashboard(directory) as process:
            process.send_signal(number)
            assert process.wait(DEADLINE) == status, (number, process.returncode)


@test
def the_api_creates_nothing(directory):
    with dashboard(directory) as process:
        assert asked(process.port, "/api/overview")[0].status == 200
    assert os.listdir(directory) == []


# --- MCP


@contextlib.contextmanager
def server(directory, *arguments):
    process = subprocess.Popen([BINARY, *arguments], env=environment(directory), cwd=directory,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=DEADLINE)


def ask(process, method, parameters=None, number=1):
    message = {"jsonrpc": "2.0", "id": number, "method": method}
    if parameters is not None:
        message["params"] = parameters
    process.stdin.write(json.dumps(message) + "\n")
    process.stdin.flush()
    answer = strict(process.stdout.readline())
    assert answer["id"] == number, answer
    return answer["result"]


def opened(process):
    return ask(process, "initialize", {"protocolVersion": "2024-11-05", "capabilities": {},
                                       "clientInfo": {"name": "test", "version": "1"}}, 0)


@test
def without_a_command_it_is_the_server(directory):
    for arguments in ([], ["server"], ["server", "--data", directory + "/ledger"]):
        with server(directory, *arguments) as process:
            info = opened(process)["serverInfo"]
            version = run(directory, "--version").stdout.split()[1]
            assert (info["name"], info["version"]) == (NAME, version), info
            assert len(ask(process, "tools/list", {})["tools"]) == 7
            process.stdin.close()
            assert process.wait(DEADLINE) == 0 and process.stdout.read() == ""
            process.stdin = open(os.devnull, "w")
    assert os.listdir(directory) == [], "a server that was asked nothing writes nothing"


@test
def server_and_command_line_share_the_ledger(directory):
    with server(directory) as process:
        opened(process)
        ask(process, "tools/call", {"name": "start_ai_session", "arguments": {
            "session_name": "From MCP", "task_type": "testing", "model_name": "m",
            "human_time_estimate_minutes": 30, "estimate_source": "manual"}})
        session = answer_of(directory, "active")["data"]["active_sessions"][0]["session_id"]
        answer_of(directory, "log", "--session-id", session, "--prompt", "p", "--summary", "s", "--rating", "2")
        result = ask(process, "tools/call", {"name": "end_ai_session", "arguments": {
            "session_id": session, "outcome": "success"}})
        assert "1 interactions, 2.0/5 avg" in result["content"][0]["text"], result
    assert answer_of(directory, "active")["data"]["active_sessions"] == []


@test
def the_dashboard_is_served_beside_mcp(directory):
    with server(directory, "server", "--dashboard-host", "127.0.0.1", "--dashboard-port", "0") as process:
        opened(process)
        line = process.stderr.readline()
        port = int(line.rstrip("/\n").rsplit(":", 1)[1])
        ask(process, "tools/call", {"name": "start_ai_session", "arguments": {
            "session_name": "n", "task_type": "testing", "model_name": "m", "human_time_estimate_minutes": 3,
            "estimate_source": "manual"}})
        assert len(strict(asked(port, "/api/overview")[1])["sessions"]) == 1
        assert ask(process, "ping", number=7) == {}
        # A second editor window asks for the same port: its MCP must work all the same.
        with server(directory, "server", "--dashboard-host", "127.0.0.1", "--dashboard-port", str(port)) as other:
            opened(other)
            assert "in use" in other.stderr.readline()
        process.stdin.close()
        assert process.wait(DEADLINE) == 0
        process.stdin = open(os.devnull, "w")


@test
def half_a_dashboard_is_warned_about(directory):
    for arguments in (["--dashboard-port", "0"], ["--dashboard-host", "127.0.0.1"]):
        with server(directory, "server", *arguments) as process:
            opened(process)
            assert "belong together" in process.stderr.readline()
    refused(run(directory, "server", "--max-session-duration-hours", "0"), "--max-session-duration-hours")
    refused(run(directory, "server", "--dashboard-port", "x"), "--dashboard-port")


@test
def a_client_that_never_reads_messages_stops_nothing(directory):
    broken = write(directory, "ledger/sessions.json", "broken")
    with server(directory, "server", "--dashboard-host", "127.0.0.1", "--dashboard-port", "0") as process:
        port = int(process.stderr.readline().rstrip("/\n").rsplit(":", 1)[1])
        # Each answer comes with a message on standard error; together they are more than the pipe holds.
        pipe_bytes = fcntl.fcntl(process.stderr.fileno(), fcntl.F_SETPIPE_SZ, 4096)
        message = f"ai-session-tracker: {directory}/ledger/sessions.json is not usable"
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
        for seconds in range(pipe_bytes // len(message) + 10):
            # What was found out about one version is not said twice: each time it is another one.
            os.utime(broken, (seconds, seconds))
            connection.request("GET", "/api/report")
            assert connection.getresponse().read()
        assert ask(process, "ping") == {}
        connection.close()


@test
def a_signal_ends_the_server(directory):
    for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 0)):
        with server(directory) as process:
            opened(process)
            process.send_signal(number)
            assert process.wait(DEADLINE) == status, (number, process.returncode)


@test
def a_variable_that_nobody_filled_in_counts_as_not_set_and_is_told(directory):
    call = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
        "name": "start_ai_session", "arguments": {
            "session_name": "Fix a", "task_type": "debugging", "model_name": "m", "human_time_estimate_minutes": 30,
            "estimate_source": "manual"}}})
    for value in ("${user_config.output_dir}", "~/ai", "$HOME/ai", "%APPDATA%/ai"):
        result = subprocess.run([BINARY, "server"], env=environment(directory, AI_OUTPUT_DIR=value), cwd=directory,
                                capture_output=True, text=True, timeout=DEADLINE, input=call + "\n")
        assert "AI_OUTPUT_DIR is '" + value in result.stderr, (value, result)
        assert os.listdir(directory) == [".ai_sessions"], (value, os.listdir(directory))
        result = run(directory, "active", variables={"AI_OUTPUT_DIR": value})
        assert result.returncode == 0 and "counts as not set" in result.stderr, (value, result)
        assert run(directory, "active", "--data", ".ai_sessions", variables={"AI_OUTPUT_DIR": value}).stderr.count(
            "AI_OUTPUT_DIR") == 0, "what is not read is not told"
        result = run(directory, "install", "--print", variables={"AI_OUTPUT_DIR": value})
        assert "env" not in json.loads(result.stdout)["servers"][NAME] and "AI_OUTPUT_DIR" in result.stderr, result
    result = run(directory, "dashboard", "--port", "0", variables={"AI_DASHBOARD_TOKEN": "${user_config.token}"})
    assert result.returncode == 2 and "AI_DASHBOARD_TOKEN" in result.stderr, "no listener without the token that was meant"


@test
def the_program_is_hardened(directory):
    def told(*arguments):
        return subprocess.run(["readelf", *arguments, BINARY], capture_output=True, text=True, check=True, timeout=60,
                              env={"PATH": os.environ["PATH"], "LC_ALL": "C"}).stdout
    dynamic, segments = told("-dW"), told("-lW")
    assert "DYN" in told("-hW"), "at any address"
    assert "GNU_RELRO" in segments and " NOW" in dynamic, "its tables are read-only once it runs"
    assert not any("GNU_STACK" in x and "RWE" in x for x in segments.splitlines()), "its stack holds no code"
    # Linked with Swift's shared libraries it has to say where they are; never beside itself.
    assert "$ORIGIN" not in dynamic
    assert "libswiftCore" in dynamic or "RUNPATH" not in dynamic, dynamic


run_tests(TESTS, os.path.realpath)
