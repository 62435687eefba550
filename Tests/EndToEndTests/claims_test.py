"""What the built program claims: report, explain, calibrate, compare, tasks by hand. Usage: claims_test.py BINARY

Every formula is computed again here, in another language.
"""
import json
import os
import pathlib
import pty
import subprocess
import sys
from datetime import datetime, timedelta, timezone

from runner import TESTS, run_tests, test

BINARY = os.path.realpath(sys.argv[1])
DEADLINE = 20
FIRST = datetime(2026, 3, 2, 8, tzinfo=timezone.utc)


def environment(directory):
    return {"PATH": os.environ["PATH"], "HOME": directory + "/home", "TZ": "UTC", "AI_OUTPUT_DIR": directory + "/ledger",
            "AI_DEVELOPER": ""}


def run(directory, *arguments, status=0):
    result = subprocess.run([BINARY, *arguments], env=environment(directory), cwd=directory, capture_output=True, text=True,
                            timeout=DEADLINE, stdin=subprocess.DEVNULL)
    assert result.returncode == status, (arguments, result)
    return result


def strict(text):
    def refuse(constant):
        raise AssertionError(f"{constant} is not JSON")
    return json.loads(text, parse_constant=refuse)


def document(directory, *arguments):
    return strict(run(directory, *arguments, "--json").stdout)


def ledger(directory, days=12, **changes):
    """Two sessions a day; every fifth has failed, every seventh has no interaction."""
    sessions, interactions = {}, []
    for number in range(2 * days):
        start = FIRST + timedelta(days=number // 2, hours=3 * (number % 2))
        session = {"id": f"s{number}", "session_name": f"Task {number}", "task_type": ["debugging", "testing"][number % 2],
                   "model_name": ["a", "b"][number // 2 % 2], "start_time": start.isoformat(),
                   "end_time": (start + timedelta(minutes=20 + number)).isoformat(), "status": "completed",
                   "human_time_estimate_minutes": 30.0 + 40 * (number % 4), "estimate_source": "manual",
                   "outcome": "failed" if number % 5 == 0 else "success", "total_interactions": 3}
        sessions[session["id"]] = {**session, **changes}
        if number % 7:
            interactions.append({"session_id": session["id"], "timestamp": start.isoformat(), "prompt": "p",
                                 "response_summary": "r", "effectiveness_rating": 4, "iteration_count": 1})
    place = pathlib.Path(directory) / "ledger"
    place.mkdir(exist_ok=True)
    for name, value in (("sessions", sessions), ("interactions", interactions), ("issues", [])):
        (place / f"{name}.json").write_text(json.dumps(value, indent=2))


@test
def every_formula_comes_to_its_value(directory):
    ledger(directory)
    figures = document(directory, "explain")["figures"]
    assert len({figure["figure"] for figure in figures}) == len(figures)
    computed = 0
    for figure in figures:
        if figure["figure"].split(".")[0] not in ("as_logged", "calibrated", "conservative", "roi", "sensitivity", "quality"):
            continue
        explained = document(directory, "explain", figure["figure"])
        assert explained["value"] == figure["value"] and explained["shown"] == figure["shown"], (explained, figure)
        if explained["formula"] is None:
            continue
        names = {given["name"]: given["value"] for given in explained["inputs"]}
        value = eval(explained["formula"], {"__builtins__": {}}, names)  # noqa: S307 - our own formula
        assert abs(value - explained["value"]) <= 1e-12 * max(1, abs(value)), explained
        assert {given["source"] for given in explained["inputs"]} <= {
            "measured", "agent", "person", "derived", "assumed", "configured"}, explained
        computed += 1
    assert computed >= 40, computed


@test
def the_claims_are_the_same_wherever_they_stand(directory):
    ledger(directory)
    whole = document(directory, "explain")
    told = document(directory, "report")["claims"]
    assert [claim["claim"] for claim in told["claims"]] == ["conservative", "calibrated", "as_logged"]
    assert told["verdict"] == whole["verdict"]
    exact = {claim["claim"]: claim for claim in whole["claims"]}
    for claim in told["claims"]:
        one = exact[claim["claim"]]
        for name, former, decimals in (("multiplier", "productivity_multiplier", 2), ("cost_saved", "cost_saved", 2),
                                       ("hours_saved", "hours_saved_after_oversight", 2), ("roi", "roi_percentage", 1)):
            assert claim[name]["value"] == round(one["figures"][former], decimals), (claim, one)
            assert claim[name]["low"] == round(one["interval"][former][0], decimals), (claim, one)
            assert claim[name]["high"] == round(one["interval"][former][1], decimals), (claim, one)
    roi = document(directory, "report")["roi"]["cost_metrics"]
    assert told["claims"][2]["roi"]["value"] == roi["roi_percentage"]
    assert told["claims"][2]["cost_saved"]["value"] == roi["cost_saved"]


@test
def a_pipe_keeps_its_bytes_and_a_terminal_gets_the_block(directory):
    ledger(directory)
    plain = run(directory, "report").stdout
    assert "CREDIBILITY" not in plain
    assert run(directory, "report", "--no-claims").stdout == plain
    more = run(directory, "report", "--claims").stdout
    assert more.startswith(plain + "\nCREDIBILITY (80% intervals)\n  conservative"), more[len(plain):]
    assert "Rests on" in more and "ai-session-tracker explain" in more
    leader, follower = pty.openpty()
    process = subprocess.Popen([BINARY, "report"], env=environment(directory), cwd=directory, stdout=follower,
                               stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    os.close(follower)
    shown = b""
    try:
        while part := os.read(leader, 4096):
            shown += part
    except OSError:  # the other end is closed
        pass
    assert process.wait(timeout=DEADLINE) == 0
    os.close(leader)
    assert shown.decode().replace("\r\n", "\n") == more, shown
    for wrong in ("--json", "--markdown"):
        assert "--claims" in run(directory, "report", "--claims", wrong, status=2).stderr


@test
def a_figure_that_is_none_is_named_with_those_like_it(directory):
    ledger(directory)
    result = run(directory, "explain", "conservative.multiplyer", status=1)
    assert "conservative.multiplier" in result.stderr, result
    lines = run(directory, "explain", "conservative.multiplier").stdout
    assert "left out" in lines and "present_hours" in lines and "8 of 10" in lines, lines
    assert "roi.cost_saved" in run(directory, "explain").stdout


@test
def tasks_done_by_hand_calibrate(directory):
    started = document(directory, "start", "--by-hand", "--name", "x", "--type", "debugging", "--mins", "30", "--source", "manual")
    session = started["data"]["session_id"]
    stored = json.loads((pathlib.Path(directory) / "ledger/sessions.json").read_text())[session]
    assert (stored["task_type"], stored["model_name"], stored["work_type"]) == ("human_review", "none", "debugging"), stored
    run(directory, "end", "--session-id", session, "--outcome", "success")
    assert document(directory, "calibrate")["person"]["n"] == 0, "it took less than a minute"
    path = pathlib.Path(directory) / "ledger/sessions.json"
    start = FIRST.isoformat()
    path.write_text(json.dumps({f"h{number}": {**stored, "id": f"h{number}", "status": "completed", "outcome": "success",
                                               "start_time": start, "end_time": (FIRST + timedelta(minutes=45)).isoformat()}
                                for number in range(6)}))
    person = document(directory, "calibrate")["person"]
    assert person["n"] == 6 and person["origin"] == "own" and person["raw_factor"] == 1.5, person
    assert 0.94 < person["factor"] < 1.5, person
    assert document(directory, "report")["roi"]["time_metrics"]["completed_sessions"] == 0
    assert "1.50" in run(directory, "calibrate").stdout
    assert "--model" in run(directory, "start", "--by-hand", "--model", "m", "--name", "x", "--type", "debugging", "--mins", "1",
                            "--source", "manual", status=2).stderr
    assert "--model" in run(directory, "start", "--name", "x", "--type", "debugging", "--mins", "1", "--source", "manual",
                            status=2).stderr


@test
def comparisons_stay_silent_where_they_must(directory):
    ledger(directory, days=3)
    told = document(directory, "compare", "--by", "model", "--measure", "success")
    assert {group["verdict"] for group in told["groups"]} == {"not_enough_data"}, told
    assert "not enough data" in run(directory, "compare", "--by", "model", "--measure", "minutes").stdout
    assert "--developers" in run(directory, "compare", "--by", "developer", "--measure", "success", status=2).stderr
    assert document(directory, "compare", "--by", "developer", "--measure", "success", "--developers")["groups"] == []
    ledger(directory, days=40, outcome="success")
    told = document(directory, "compare", "--by", "model", "--measure", "success")
    assert {group["verdict"] for group in told["groups"]} == {"none"}, told


@test
def nothing_is_claimed_of_nothing(directory):
    (pathlib.Path(directory) / "ledger").mkdir()
    whole = document(directory, "explain")
    assert whole["verdict"] == "not_enough_data"
    assert whole["claims"][0]["why_none"] == "fewer than 8 sessions (0)"
    assert "not enough data" in run(directory, "report", "--claims").stdout


run_tests(TESTS, lambda directory: directory)
