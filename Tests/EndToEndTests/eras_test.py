"""Clients of two eras of the protocol drive one session at once, and the dashboard shows it. Usage: eras_test.py BINARY [TEST…]"""
import json
import subprocess
import threading

from pseudo_terminal import BINARY, Place
from runner import run_tests

RESERVED = "io.modelcontextprotocol/"
ENVELOPE = {RESERVED + "protocolVersion": "2026-07-28", RESERVED + "clientCapabilities": {}}
START = {"session_name": "Shared work", "task_type": "debugging", "model_name": "m", "human_time_estimate_minutes": 60,
         "estimate_source": "manual"}


class Pipe:
    """A server process and the pipe to it."""

    def __init__(self, place):
        self.number = 0
        self.process = subprocess.Popen([BINARY, "server"], env=place.environment(), cwd=place.path,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def send(self, **message):
        self.process.stdin.write((json.dumps({"jsonrpc": "2.0", **message}) + "\n").encode())
        self.process.stdin.flush()

    def ask(self, method, parameters):
        self.number += 1
        self.send(id=self.number, method=method, params=parameters)
        answer = json.loads(self.process.stdout.readline())
        assert answer["id"] == self.number and "result" in answer, answer
        return answer["result"]

    def end(self):
        self.process.stdin.close()
        assert self.process.wait(10) == 0


class Handshake:
    """A client that agrees on a revision first."""

    def __init__(self, pipe, revision="2025-06-18"):
        self.pipe = pipe
        agreed = pipe.ask("initialize", {"protocolVersion": revision, "capabilities": {},
                                         "clientInfo": {"name": "earlier", "version": "1"}})
        assert agreed["protocolVersion"] == revision, agreed
        pipe.send(method="notifications/initialized")

    def call(self, name, arguments):
        result = self.pipe.ask("tools/call", {"name": name, "arguments": arguments})
        assert "resultType" not in result, result
        return result["structuredContent"]


class Stateless:
    """A client whose every request describes itself."""

    def __init__(self, pipe):
        self.pipe = pipe
        assert "2026-07-28" in pipe.ask("server/discover", {"_meta": ENVELOPE})["supportedVersions"]

    def call(self, name, arguments):
        result = self.pipe.ask("tools/call", {"name": name, "arguments": arguments, "_meta": ENVELOPE})
        assert result["resultType"] == "complete", result
        return result["structuredContent"]


def log(client, session, prompt, rating):
    return client.call("log_ai_interaction", {"session_id": session, "prompt": prompt, "response_summary": "s",
                                              "effectiveness_rating": rating})


def drive(place, earlier, later, take_turns):
    """Both log to one session, the dashboard open throughout; then what was stored and shown is checked."""
    place.write("sessions.json", "{}")
    ratings = {"earlier": [5, 4, 5, 4] * 5, "later": [1, 2, 3, 4] * 5}
    with place.open(columns=120, rows=40) as terminal:
        terminal.wait_for("Overview")
        session = earlier.call("start_ai_session", START)["session_id"]
        terminal.wait_for("Shared work")
        clients = [("earlier", earlier), ("later", later)]
        if take_turns:
            for number in range(20):
                for name, client in clients:
                    log(client, session, f"{name} {number}", ratings[name][number])
        else:
            failures = []

            def work(name, client):
                try:
                    for number in range(20):
                        log(client, session, f"{name} {number}", ratings[name][number])
                except Exception as error:  # noqa: BLE001 - told by the main thread
                    failures.append(error)

            threads = [threading.Thread(target=work, args=each) for each in clients]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert not failures, failures
        mean = (sum(ratings["earlier"]) + sum(ratings["later"])) / 40
        terminal.wait_for(f"40 rated, mean {mean}")
        terminal.wait_for("1 session · 40 interactions")
        terminal.send("2")
        terminal.wait("the session's own row", lambda: any(
            "Shared work" in row and " 40 " in row and f" {mean} " in row for row in terminal.screen().split("\n")))
        ended = later.call("end_ai_session", {"session_id": session, "outcome": "success"})
        assert (ended["total_interactions"], ended["avg_effectiveness"]) == (40, mean), ended
    stored = json.loads((place.data / "interactions.json").read_text())
    prompts = [one["prompt"] for one in stored]
    assert len(prompts) == 40, len(prompts)
    for name in ("earlier", "later"):
        assert [prompt for prompt in prompts if prompt.startswith(name)] == [f"{name} {n}" for n in range(20)], prompts
    assert all(one["effectiveness_rating"] == ratings[one["prompt"].split()[0]][int(one["prompt"].split()[1])]
               for one in stored)
    record = json.loads((place.data / "sessions.json").read_text())[session]
    assert (record["total_interactions"], record["avg_effectiveness"], record["outcome"]) == (40, mean, "success"), record


def two_servers_of_two_eras_share_a_session(place):
    pipes = Pipe(place), Pipe(place)
    drive(place, Handshake(pipes[0]), Stateless(pipes[1]), take_turns=False)
    for pipe in pipes:
        pipe.end()


def both_eras_share_a_session_on_one_pipe(place):
    pipe = Pipe(place)
    drive(place, Handshake(pipe), Stateless(pipe), take_turns=True)
    pipe.end()


run_tests([two_servers_of_two_eras_share_a_session, both_eras_share_a_session_on_one_pipe], Place)
