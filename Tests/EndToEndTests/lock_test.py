"""Another program holds the ledger's lock and does not let go. Usage: lock_test.py BINARY"""
import contextlib
import fcntl
import json
import os
import pathlib
import select
import signal
import subprocess
import sys

from runner import run_tests

BINARY = os.path.abspath(sys.argv[1])
DEADLINE = 30
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
START = ["start", "--name", "x", "--type", "testing", "--model", "m", "--mins", "5", "--source", "manual", "--json"]


def environment(directory):
    return {"PATH": os.environ["PATH"], "HOME": directory, "AI_OUTPUT_DIR": directory + "/ledger"}


def started(directory):
    answer = subprocess.run([BINARY, *START], env=environment(directory), cwd=directory, capture_output=True,
                            timeout=DEADLINE, stdin=subprocess.DEVNULL)
    return json.loads(answer.stdout)["data"]["session_id"]


@contextlib.contextmanager
def locked(directory):
    with open(f"{directory}/ledger/.tracker.tmp", "r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Server:
    def __init__(self, directory):
        self.directory = directory
        self.process = subprocess.Popen([BINARY, "server"], env=environment(directory), cwd=directory, bufsize=0,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait(DEADLINE)

    def send(self, number, method, **parameters):
        line = {"jsonrpc": "2.0", "id": number, "method": method, "params": parameters}
        self.process.stdin.write(json.dumps(line).encode() + b"\n")

    def log(self, number, session):
        self.send(number, "tools/call", name="log_ai_interaction", arguments={
            "session_id": session, "prompt": "p", "response_summary": "s", "effectiveness_rating": 4})

    def answer(self):
        ready, _, _ = select.select([self.process.stdout], [], [], DEADLINE)
        assert ready, "no answer"
        return json.loads(self.process.stdout.readline())

    def start(self):
        self.send(0, "tools/call", name="start_ai_session", arguments={
            "session_name": "x", "task_type": "testing", "model_name": "m", "human_time_estimate_minutes": 5,
            "estimate_source": "manual"})
        return self.answer()["result"]["session_id"]

    def stored(self, name):
        return json.loads(pathlib.Path(self.directory, "ledger", name).read_text())


def a_waiting_server_answers_the_rest_and_says_at_last_who_holds_the_lock(directory):
    with Server(directory) as server:
        session = server.start()
        with locked(directory):
            server.log(1, session)
            server.send(2, "ping")
            assert server.answer()["id"] == 2
            server.send(3, "tools/call", name="get_active_sessions", arguments={})
            assert server.answer()["id"] == 3
            refused = server.answer()
            assert refused["id"] == 1 and f"process {os.getpid()}" in refused["error"]["message"], refused
        server.log(4, session)
        assert server.answer()["result"]["content"]
        assert len(server.stored("interactions.json")) == 1


def a_waiting_server_ends_on_signals(directory):
    for number in SIGNALS:
        with Server(directory) as server:
            session = server.start()
            with locked(directory):
                server.log(1, session)
                server.send(2, "ping")
                assert server.answer()["id"] == 2
                server.process.send_signal(number)
                status = server.process.wait(DEADLINE)
            assert status == (130 if number == signal.SIGINT else 0), status
            assert b"Sessions were left running" in server.process.stderr.read()


def the_end_of_the_client_waits_until_its_sessions_are_closed(directory):
    with Server(directory) as server:
        session = server.start()
        with locked(directory):
            server.log(1, session)
            server.send(2, "ping")
            assert server.answer()["id"] == 2
            server.process.stdin.close()
        assert server.process.wait(DEADLINE) == 0
        assert "result" in server.answer()
        record = server.stored("sessions.json")[session]
        assert (record["status"], record["total_interactions"]) == ("completed", 1), record


def a_waiting_command_dies_of_signals_and_changes_nothing(directory):
    session = started(directory)
    ledger = pathlib.Path(directory, "ledger")
    before = {path.name: path.read_bytes() for path in ledger.glob("*.json")}
    for arguments in (["end", "--session-id", session, "--outcome", "success"], START,
                      ["log", "--session-id", session, "--prompt", "p", "--summary", "s", "--rating", "4"]):
        for number in SIGNALS:
            with locked(directory):
                command = subprocess.Popen([BINARY, *arguments], env=environment(directory), cwd=directory,
                                           stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                while not holds_open(command.pid, ".tracker.tmp"):
                    assert command.poll() is None, command.returncode
                command.send_signal(number)
                assert command.wait(DEADLINE) == -number, (arguments, number, command.returncode)
    assert {path.name: path.read_bytes() for path in ledger.glob("*.json")} == before


def holds_open(process, name):
    try:
        return any(os.readlink(entry).endswith(name) for entry in pathlib.Path(f"/proc/{process}/fd").iterdir())
    except OSError:
        return False


TESTS = [
    a_waiting_server_answers_the_rest_and_says_at_last_who_holds_the_lock,
    a_waiting_server_ends_on_signals,
    the_end_of_the_client_waits_until_its_sessions_are_closed,
    a_waiting_command_dies_of_signals_and_changes_nothing,
]

run_tests(TESTS, str)
