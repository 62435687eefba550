"""The tracker and a Python program that rewrites whole files take turns on one ledger. Usage: python_peer_test.py BINARY [TEST…]"""
import datetime
import json
import os
import pathlib
import subprocess
import sys
import threading

from runner import run_tests

BINARY = os.path.abspath(sys.argv[1])


class Peer:
    """The other program: reads whole files, changes objects, rewrites whole files in place, without a lock."""

    def __init__(self, directory):
        self.data = pathlib.Path(directory) / "ledger"

    def load(self, name):
        return json.loads((self.data / name).read_text())

    def save(self, name, content):
        with open(self.data / name, "w") as file:
            json.dump(content, file, indent=2, default=str)

    def start(self, identifier, **more):
        sessions = self.load("sessions.json")
        sessions[identifier] = {
            "id": identifier, "session_name": "peer's", "task_type": "testing", "context": "",
            "start_time": datetime.datetime.now(datetime.timezone.utc).isoformat(), "model_name": "m",
            "human_time_estimate_minutes": 30.0, "estimate_source": "manual", "status": "active",
            "execution_context": "background", "end_time": None, "outcome": None, "notes": "", "total_interactions": 0,
            "avg_effectiveness": 0.0, "code_metrics": [], **more}
        self.save("sessions.json", sessions)

    def log(self, identifier, prompt, rating):
        interactions = self.load("interactions.json")
        interactions.append({
            "session_id": identifier, "timestamp": datetime.datetime.now(datetime.timezone.utc).isoformat(),
            "prompt": prompt, "response_summary": "s", "effectiveness_rating": rating, "iteration_count": 1,
            "tools_used": []})
        self.save("interactions.json", interactions)
        ratings = [one["effectiveness_rating"] for one in interactions if one["session_id"] == identifier]
        sessions = self.load("sessions.json")
        sessions[identifier]["total_interactions"] = len(ratings)
        sessions[identifier]["avg_effectiveness"] = round(sum(ratings) / len(ratings), 2)
        self.save("sessions.json", sessions)


def command(directory, *arguments):
    environment = {"PATH": os.environ["PATH"], "HOME": directory, "AI_OUTPUT_DIR": directory + "/ledger"}
    return subprocess.Popen([BINARY, *arguments], env=environment, cwd=directory, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(directory, *arguments):
    process = command(directory, *arguments)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return output


def start(directory):
    answer = run(directory, "start", "--name", "ours", "--type", "testing", "--model", "m", "--mins", "30", "--source",
                 "manual", "--json")
    return json.loads(answer)["data"]["session_id"]


def log(session, prompt, rating):
    return ["log", "--session-id", session, "--prompt", prompt, "--summary", "s", "--rating", str(rating)]


def taking_turns_neither_loses_anything(directory):
    peer, ours = Peer(directory), start(directory)
    run(directory, *log(ours, "one é 🚀", 4))
    odd = {"unknown": {"deep": [1e-05, 12345678901234567890123, None, "😀 é", {}]}, "ratio": float("inf")}
    peer.start("theirs", **odd)
    peer.log("theirs", "two", 5)
    peer.log(ours, "three", 2)
    run(directory, *log("theirs", "four", 3))
    run(directory, *log(ours, "five", 3))
    peer.log("theirs", "six", 1)
    run(directory, "end", "--session-id", ours, "--outcome", "success")
    sessions, interactions = peer.load("sessions.json"), peer.load("interactions.json")
    assert [one["prompt"] for one in interactions] == ["one é 🚀", "two", "three", "four", "five", "six"], interactions
    assert list(sessions) == [ours, "theirs"], list(sessions)
    assert (sessions[ours]["total_interactions"], sessions[ours]["avg_effectiveness"]) == (3, 3.0), sessions[ours]
    assert (sessions["theirs"]["total_interactions"], sessions["theirs"]["avg_effectiveness"]) == (3, 3.0), sessions
    assert sessions[ours]["outcome"] == "success" and sessions["theirs"]["status"] == "active"
    assert {name: sessions["theirs"][name] for name in odd} == odd, sessions["theirs"]


def what_both_wrote_has_the_peers_layout_to_the_byte(directory):
    peer, ours = Peer(directory), start(directory)
    run(directory, *log(ours, "one", 4))
    peer.start("theirs", more={"a": [], "b": {}, "c": [1, {"d": "é\u007f"}]})
    peer.log("theirs", "two", 5)
    run(directory, *log("theirs", "three", 4))
    run(directory, *log(ours, "four", 4))
    for name in ("sessions.json", "interactions.json"):
        text = (peer.data / name).read_text()
        assert text == json.dumps(json.loads(text), indent=2), name
        peer.save(name, peer.load(name))
        assert (peer.data / name).read_text() == text, name


def what_a_rewrite_drops_is_the_peers_own_doing(directory):
    peer, ours = Peer(directory), start(directory)
    run(directory, *log(ours, "one", 4))
    path = peer.data / "sessions.json"
    foreign = '"hand":{"ratio" : 1.50,\t"n":1, "n":2, "\\u0061":"\\/"}'
    path.write_text(path.read_text()[:-2] + ",\n" + foreign + "\n}")
    run(directory, *log(ours, "two", 4))
    assert foreign in path.read_text(), "we changed what we did not touch"
    peer.log(ours, "three", 4)
    assert foreign not in path.read_text()
    rewritten = '"hand": {\n    "ratio": 1.5,\n    "n": 2,\n    "a": "/"\n  }'
    assert rewritten in path.read_text()
    run(directory, *log(ours, "four", 4))
    assert rewritten in path.read_text() and peer.load("sessions.json")[ours]["total_interactions"] == 4


def a_rewrite_that_overlaps_a_log_is_waited_for(directory):
    peer, ours = Peer(directory), start(directory)
    for number in range(5):
        peer.log(ours, f"peer {number}", 4)
    for number in range(5):
        path = peer.data / "interactions.json"
        text = json.dumps(peer.load("interactions.json") + [{
            "session_id": ours, "prompt": f"overlapping {number}", "effectiveness_rating": 4}], indent=2)
        with open(path, "w") as file:
            file.write(text[:len(text) * (number + 1) // 6])
            file.flush()
            process = command(directory, *log(ours, f"ours {number}", 4))
            # The rest follows while the log is at work: it has found half a file by then, or it finds the whole one.
            rest = threading.Timer(0.05 * (number + 1), lambda: (file.write(text[file.tell():]), file.flush()))
            rest.start()
            output, errors = process.communicate(timeout=60)
            rest.join()
        assert process.returncode == 0, errors
    prompts = [one["prompt"] for one in peer.load("interactions.json")]
    expected = [f"peer {n}" for n in range(5)] + [
        prompt for n in range(5) for prompt in (f"overlapping {n}", f"ours {n}")]
    assert prompts == expected, prompts
    assert not list(peer.data.glob("*.corrupt-*")), os.listdir(peer.data)
    assert peer.load("sessions.json")[ours]["total_interactions"] == 15


TESTS = [
    taking_turns_neither_loses_anything, what_both_wrote_has_the_peers_layout_to_the_byte,
    what_a_rewrite_drops_is_the_peers_own_doing, a_rewrite_that_overlaps_a_log_is_waited_for,
]

run_tests(TESTS, str)
