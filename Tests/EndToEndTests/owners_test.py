"""Who may close whose session: real servers on one ledger, killed, signalled and left. Usage: owners_test.py BINARY"""
import json
import os
import pathlib
import select
import signal
import subprocess
import sys

from runner import run_tests

BINARY = os.path.abspath(sys.argv[1])
DEADLINE = 20
START = ["start", "--type", "testing", "--model", "m", "--mins", "30", "--source", "manual", "--json"]


def environment(directory):
    return {"PATH": os.environ["PATH"], "HOME": directory, "AI_OUTPUT_DIR": directory + "/ledger"}


def sessions(directory):
    return json.loads((pathlib.Path(directory) / "ledger" / "sessions.json").read_text())


def machine_id():
    path = pathlib.Path("/etc/machine-id")
    return path.read_text().strip() or "none" if path.exists() else "none"


def command_line_start(directory, name):
    answer = subprocess.run([BINARY, *START, "--name", name], env=environment(directory), cwd=directory,
                            capture_output=True, text=True, timeout=DEADLINE, stdin=subprocess.DEVNULL)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)["data"]["session_id"]


class Server:
    """One editor's server; killed when the test leaves it running."""

    def __init__(self, directory, handshake=True):
        self.process = subprocess.Popen([BINARY], env=environment(directory), cwd=directory, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        self.number = 0
        self.modern = not handshake
        if handshake:
            self.ask("initialize", {"protocolVersion": "2025-06-18", "capabilities": {},
                                    "clientInfo": {"name": "test", "version": "1"}})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait(DEADLINE)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()

    def ask(self, method, params):
        self.number += 1
        if self.modern:
            params = {**params, "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28",
                                          "io.modelcontextprotocol/clientCapabilities": {}}}
        line = json.dumps({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        self.process.stdin.write(line.encode() + b"\n")
        answer = b""
        while not answer.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], DEADLINE)
            assert ready, f"no answer to {method}"
            piece = os.read(self.process.stdout.fileno(), 65536)
            assert piece, f"the server ended at {method}"
            answer += piece
        answer = json.loads(answer)
        assert "error" not in answer, answer
        return answer["result"]

    def start(self, name):
        result = self.ask("tools/call", {"name": "start_ai_session", "arguments": {
            "session_name": name, "task_type": "testing", "model_name": "m", "human_time_estimate_minutes": 30,
            "estimate_source": "manual"}})
        assert not result.get("isError"), result
        return result["structuredContent"]["session_id"]

    def leave(self):
        self.process.stdin.close()
        assert self.process.wait(DEADLINE) == 0, self.process.returncode

    def die_of(self, number):
        self.process.send_signal(number)
        return self.process.wait(DEADLINE)


def two_windows_on_one_ledger_leave_each_other_alone(directory):
    with Server(directory) as one, Server(directory) as other:
        first, second = one.start("first"), other.start("second")
        stored = sessions(directory)
        assert [stored[name]["status"] for name in (first, second)] == ["active", "active"], stored
        owner = stored[first]["owner"]
        assert set(owner) - {"machine"} == {"host", "process_id", "process_start"}, owner
        assert machine_id() not in json.dumps(owner), "the id itself is told to nobody"
        assert owner["process_id"] == one.process.pid, owner
        assert list(stored[first])[-1] == "owner"
        one.leave()
        stored = sessions(directory)
        assert stored[first]["status"] == "completed" and "owner" not in stored[first], stored
        assert stored[first]["notes"] == "[Auto-closed: server shutdown]", stored
        assert stored[second]["status"] == "active" and "owner" in stored[second], stored


def a_server_closes_its_previous_session(directory):
    with Server(directory) as server:
        first, second = server.start("first"), server.start("second")
        stored = sessions(directory)
        assert stored[first]["notes"] == "[Auto-closed: new session started]", stored
        assert "owner" not in stored[first] and stored[second]["status"] == "active", stored


def a_killed_servers_session_is_closed_by_the_next_start(directory):
    with Server(directory) as witness:
        kept = witness.start("kept")
        with Server(directory) as killed:
            lost = killed.start("lost")
            killed.die_of(signal.SIGKILL)
        assert sessions(directory)[lost]["status"] == "active"
        with Server(directory) as following:
            following.start("next")
            stored = sessions(directory)
            assert stored[lost]["status"] == "completed" and stored[lost]["outcome"] == "partial", stored
            assert "owner" not in stored[lost], stored
            assert stored[kept]["status"] == "active", stored


def a_killed_server_whose_parent_does_not_ask_is_dead_all_the_same(directory):
    with Server(directory) as killed, Server(directory) as following:
        lost = killed.start("lost")
        killed.process.send_signal(signal.SIGKILL)
        # Waits for its end without taking its exit status.
        os.waitid(os.P_PID, killed.process.pid, os.WEXITED | os.WNOWAIT)
        following.start("next")
        assert sessions(directory)[lost]["status"] == "completed"


def a_signal_closes_only_the_servers_own_sessions(directory):
    with Server(directory) as other:
        kept = other.start("kept")
        background = command_line_start(directory, "background")
        for number, status in ((signal.SIGTERM, 0), (signal.SIGINT, 130)):
            with Server(directory) as server:
                own = server.start("own")
                assert server.die_of(number) == status, (number, server.process.returncode)
            stored = sessions(directory)
            assert stored[own]["notes"] == "[Auto-closed: server shutdown]", stored
            assert [stored[name]["status"] for name in (kept, background)] == ["active", "active"], stored


def the_command_lines_sessions_survive_a_servers_exit(directory):
    background = command_line_start(directory, "background")
    assert "owner" not in sessions(directory)[background]
    with Server(directory) as server:
        server.start("own")
        server.leave()
    assert sessions(directory)[background]["status"] == "active"
    following = command_line_start(directory, "following")
    stored = sessions(directory)
    # Another terminal may be at work in it.
    assert stored[background]["status"] == "active" and stored[following]["status"] == "active", stored


def a_stateless_clients_session_outlives_the_process_until_the_next_start(directory):
    with Server(directory, handshake=False) as server:
        left = server.start("left")
        assert sessions(directory)[left]["owner"]["process_id"] == server.process.pid
        server.leave()
    assert sessions(directory)[left]["status"] == "active"
    with Server(directory, handshake=False) as server:
        server.start("next")
        stored = sessions(directory)
        assert stored[left]["status"] == "completed", stored


def a_session_of_another_boot_is_closed_only_when_the_machine_is_known_to_be_this_one(directory):
    with Server(directory) as server:
        first = server.start("first")
        record = sessions(directory)[first]
    mark = record["owner"].get("machine")
    boot, ticks = record["owner"]["process_start"].split("/")
    other_boot = "11111111-2222-3333-4444-555555555555/" + ticks
    for machine, is_closed in ((mark, mark is not None), ("0123456789abcdef", False), (None, False)):
        owner = {**record["owner"], "process_start": other_boot}
        owner.pop("machine", None)
        if machine is not None:
            owner["machine"] = machine
        path = pathlib.Path(directory) / "ledger" / "sessions.json"
        path.write_text(json.dumps({first: {**record, "owner": owner}}))
        with Server(directory) as following:
            following.start("next")
            assert (sessions(directory)[first]["status"] == "completed") == is_closed, (machine, sessions(directory))


TESTS = [
    two_windows_on_one_ledger_leave_each_other_alone, a_server_closes_its_previous_session,
    a_killed_servers_session_is_closed_by_the_next_start,
    a_killed_server_whose_parent_does_not_ask_is_dead_all_the_same,
    a_signal_closes_only_the_servers_own_sessions, the_command_lines_sessions_survive_a_servers_exit,
    a_stateless_clients_session_outlives_the_process_until_the_next_start,
    a_session_of_another_boot_is_closed_only_when_the_machine_is_known_to_be_this_one,
]


run_tests(TESTS, str)
