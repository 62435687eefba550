"""The doctor of the built program on real ledgers, beside real servers. Usage: doctor_test.py BINARY"""
import contextlib
import fcntl
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

from runner import run_tests

BINARY = os.path.abspath(sys.argv[1])
DEADLINE = 20
START = ["start", "--name", "one", "--type", "testing", "--model", "m", "--mins", "30", "--source", "manual", "--json"]


def environment(directory, **variables):
    return {"PATH": os.environ["PATH"], "HOME": directory, "AI_OUTPUT_DIR": directory + "/ledger", **variables}


def run(directory, *arguments, **variables):
    return subprocess.run([BINARY, *arguments], env=environment(directory, **variables), cwd=directory, text=True,
                          capture_output=True, timeout=DEADLINE, stdin=subprocess.DEVNULL)


def start(directory):
    answer = run(directory, *START)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)["data"]["session_id"]


def examine(directory, *arguments, status=0, **variables):
    """The data of the doctor's JSON answer, findings by check."""
    answer = run(directory, "doctor", "--json", *arguments, **variables)
    assert answer.returncode == status, answer
    assert answer.stderr == "", answer.stderr
    document = json.loads(answer.stdout)
    data = document["data"]
    assert document["success"] is data["healthy"] is (status == 0), document
    data["checks"] = {finding["check"]: finding for finding in data["findings"]}
    data["problems"] = [finding["check"] for finding in data["findings"] if finding["severity"] == "problem"]
    return data


def contents(directory):
    folder = pathlib.Path(directory) / "ledger"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else None


@contextlib.contextmanager
def server(directory):
    process = subprocess.Popen([BINARY], env=environment(directory), cwd=directory, text=True, stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
            "name": "start_ai_session", "arguments": {
                "session_name": "served", "task_type": "testing", "model_name": "m",
                "human_time_estimate_minutes": 30, "estimate_source": "manual"}}}
        process.stdin.write(json.dumps(message) + "\n")
        process.stdin.flush()
        assert "Session Started" in process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.communicate(timeout=DEADLINE)


def without_data_it_is_healthy_and_makes_nothing(directory):
    for arguments in ([], ["--fix"]):
        answer = run(directory, "doctor", *arguments)
        assert answer.returncode == 0 and answer.stdout.endswith("\nHealthy.\n"), answer
    assert os.listdir(directory) == []


def a_healthy_ledger_is_told_in_aligned_lines(directory):
    start(directory)
    before = contents(directory)
    answer = run(directory, "doctor")
    assert answer.returncode == 0 and answer.stderr == "", answer
    lines = answer.stdout.splitlines()
    assert lines[0] == f"Session data in {directory}/ledger", lines
    findings = [line for line in lines if line.startswith("  ok")]
    assert len(findings) == 21, lines
    column = findings[0].index("can be read and written")
    for line in findings:
        assert line[column - 1] == " " and line[column] != " ", line
    assert any("1 session (1 running), 0 interactions, 0 issues" in line for line in lines), lines
    assert contents(directory) == before


def its_json_keeps_its_shape(directory):
    start(directory)
    data = examine(directory)
    assert list(data)[:5] == ["healthy", "directory", "counts", "findings", "fixed"], data
    assert data["counts"] == {"sessions": 1, "active_sessions": 1, "interactions": 0, "issues": 0,
                              "skipped_records": 0}
    for finding in data["findings"]:
        assert list(finding) == ["check", "title", "severity", "text", "details", "remedy", "fixable"], finding
        assert finding["severity"] in ("fine", "note", "problem"), finding


def a_running_server_is_named_and_left_alone(directory):
    with server(directory) as process:
        data = examine(directory, "--fix")
        assert data["fixed"] == [] and data["problems"] == [], data
        assert any(f"process {process.pid} keeps served_" in line for line in data["checks"]["users"]["details"]), data
        assert data["counts"]["active_sessions"] == 1


def a_killed_servers_session_is_closed_by_fix_only(directory):
    with server(directory) as process:
        process.send_signal(signal.SIGKILL)
        process.wait(DEADLINE)
    before = contents(directory)
    data = examine(directory, status=1)
    assert data["problems"] == ["owners"] and data["checks"]["owners"]["fixable"], data
    assert contents(directory) == before
    data = examine(directory, "--fix")
    assert len(data["fixed"]) == 2 and data["fixed"][0].startswith("closed served_"), data
    after = contents(directory)
    copies = [name for name in after if ".before-fix-" in name]
    assert len(copies) == 1 and after[copies[0]] == before["sessions.json"], copies
    session, = json.loads(after["sessions.json"]).values()
    assert session["status"] == "completed" and "owner" not in session, session
    assert session["notes"] == "[Auto-closed: its server has ended]", session
    for name in ("interactions.json", "issues.json"):
        assert after[name] == before[name]


def broken_files_without_whole_records_and_conflict_copies_are_never_touched(directory):
    start(directory)
    folder = pathlib.Path(directory) / "ledger"
    (folder / "interactions.json").write_bytes(b'[\n{"session_id": "x"\n<<<<<<< HEAD\n')
    (folder / "sessions (1).json").write_text("{}")
    (folder / "issues.json.corrupt-20260105T211518").write_text("[")
    old = time.time() - 60
    os.utime(folder / "interactions.json", (old, old))
    before = contents(directory)
    data = examine(directory, "--fix", status=1)
    assert data["problems"] == ["files", "conflicts"], data
    assert "interactions.json: line 3, column 1" in data["checks"]["files"]["details"][0], data
    assert contents(directory) == before
    answer = run(directory, "doctor")
    assert answer.returncode == 1 and answer.stdout.endswith("\n2 problems to be mended by hand.\n"), answer.stdout


def of_a_cut_file_the_whole_records_are_saved(directory):
    session = start(directory)
    for number in range(3):
        run(directory, "log", "--session-id", session, "--prompt", f"p{number}", "--summary", "s", "--rating", "4")
    path = pathlib.Path(directory) / "ledger" / "interactions.json"
    whole = path.read_bytes()
    cut = whole[:whole.rindex(b'"rating') if b'"rating' in whole else whole.rindex(b'"prompt')]
    path.write_bytes(cut)
    examine(directory, status=1)
    answer = run(directory, "doctor")
    assert "interactions.json: 2 whole records only in broken versions of it" in answer.stdout, answer.stdout
    answer = run(directory, "doctor", "--fix")
    assert "fixed: put 2 whole records back into interactions.json\n" in answer.stdout, answer.stdout
    assert answer.returncode == 0 and answer.stdout.endswith("\nHealthy.\n"), answer.stdout
    assert json.loads(path.read_bytes()) == json.loads(whole)[:2]
    copy, = path.parent.glob("interactions.json.corrupt-*")
    assert copy.read_bytes() == cut
    stored, = json.loads((path.parent / "sessions.json").read_text()).values()
    assert stored["total_interactions"] == 2, stored
    assert examine(directory, "--fix")["fixed"] == []


def wrong_counters_are_recounted(directory):
    session = start(directory)
    path = pathlib.Path(directory) / "ledger" / "sessions.json"
    right = path.read_text()
    path.write_text(right.replace('"total_interactions": 0', '"total_interactions": 5'))
    answer = run(directory, "doctor")
    assert answer.returncode == 1 and "1 problem; `doctor --fix` mends it." in answer.stdout, answer.stdout
    answer = run(directory, "doctor", "--fix")
    assert answer.returncode == 0 and f"fixed: recounted {session}\n" in answer.stdout, answer
    assert path.read_text() == right.replace('"code_metrics": []', '"code_metrics": [],\n    "revision": 1')


def the_holder_of_the_lock_is_named_and_waited_for_in_vain(directory):
    start(directory)
    folder = pathlib.Path(directory) / "ledger"
    (folder / ".sessions.json.tmp").write_text("{")
    with open(folder / ".tracker.tmp", "r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        data = examine(directory)
        assert data["checks"]["users"]["text"] == "a write is going on", data
        details = data["checks"]["users"]["details"]
        assert any(f"process {os.getpid()} " in line and line.endswith("is writing") for line in details), details
        assert any(f"process {os.getpid()} " in line and "open" in line for line in details), details
        answer = run(directory, "doctor", "--fix")
        assert answer.returncode == 1 and f"process {os.getpid()} is writing; nothing was done" in answer.stderr, answer
        assert (folder / ".sessions.json.tmp").exists()
    data = examine(directory, "--fix")
    assert data["fixed"] == ["removed .sessions.json.tmp"] and not (folder / ".sessions.json.tmp").exists(), data


def requests_are_looked_at_like_the_rest(directory):
    start(directory)
    path = pathlib.Path(directory, "ledger/requests.json")
    assert "requests" not in examine(directory, "--fix")["counts"] and not path.exists()
    for _ in range(2):
        assert run(directory, "log-request", "--model", "m", "--type", "debug").returncode == 0
    assert examine(directory)["counts"]["requests"] == 2
    whole = path.read_bytes()
    path.write_bytes(whole[:-6])
    os.utime(path, (0, 0))
    data = examine(directory, status=1)
    assert data["problems"] == ["files", "salvage"] and data["checks"]["salvage"]["fixable"], data
    assert examine(directory, "--fix")["fixed"][0] == "put 1 whole record back into requests.json"
    assert json.loads(path.read_bytes()) == json.loads(whole)[:1]


def variables_that_mean_nothing_are_named(directory):
    data = examine(directory, "--data", directory + "/ledger", status=1, AI_MAX_SESSION_DURATION_HOURS="four")
    assert data["problems"] == ["environment"], data
    details = data["checks"]["environment"]["details"]
    assert details[0].startswith(f"--data {directory}/ledger instead of AI_OUTPUT_DIR "), details
    assert "'four'" in details[1], details


TESTS = [
    without_data_it_is_healthy_and_makes_nothing, a_healthy_ledger_is_told_in_aligned_lines, its_json_keeps_its_shape,
    a_running_server_is_named_and_left_alone, a_killed_servers_session_is_closed_by_fix_only,
    broken_files_without_whole_records_and_conflict_copies_are_never_touched,
    of_a_cut_file_the_whole_records_are_saved, wrong_counters_are_recounted,
    the_holder_of_the_lock_is_named_and_waited_for_in_vain, requests_are_looked_at_like_the_rest,
    variables_that_mean_nothing_are_named,
]


run_tests(TESTS, os.path.realpath)
