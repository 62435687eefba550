"""The MCP server over pipes, as an editor drives it. Usage: mcp_test.py BINARY [TEST…]"""
import array
import fcntl
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import sysconfig
import termios

from runner import run_tests

BINARY = os.path.abspath(sys.argv[1])
ORACLE = pathlib.Path(__file__).with_name("python_metrics_oracle.py")
START = {"session_name": "Fix login redirect", "task_type": "debugging", "model_name": "claude-opus-4",
         "human_time_estimate_minutes": 60, "estimate_source": "manual"}


class Server:
    """`server` on pipes, with the few variables that clients pass on."""

    def __init__(self, directory, **variables):
        self.directory, self.number = pathlib.Path(directory), 0
        environment = {"PATH": os.environ["PATH"], "HOME": directory, "AI_OUTPUT_DIR": directory + "/ledger", **variables}
        self.process = subprocess.Popen([BINARY, "server"], env=environment, cwd=directory, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def send(self, **message):
        self.process.stdin.write((json.dumps({"jsonrpc": "2.0", **message}) + "\n").encode())
        self.process.stdin.flush()

    def ask(self, method, **parameters):
        self.number += 1
        self.send(id=self.number, method=method, params=parameters)
        answer = json.loads(self.process.stdout.readline())
        assert answer["id"] == self.number, answer
        return answer

    def initialize(self, revision="2025-11-25"):
        answer = self.ask("initialize", protocolVersion=revision, capabilities={},
                          clientInfo={"name": "Visual Studio Code", "version": "1.110"})
        self.send(method="notifications/initialized")
        return answer["result"]

    def call(self, name, **arguments):
        return self.ask("tools/call", name=name, arguments=arguments)["result"]

    def end(self):
        """Closes standard input; the exit status."""
        self.process.stdin.close()
        return self.process.wait(10)

    def stored(self, name):
        return json.loads((self.directory / "ledger" / name).read_text())


def an_editor_drives_a_whole_session(directory):
    pathlib.Path(directory, "urls.py").write_text('def check(url):\n    """Args: url."""\n    return url and url[0]\n')
    server = Server(directory)
    assert server.initialize()["protocolVersion"] == "2025-11-25"
    tools = [tool["name"] for tool in server.ask("tools/list")["result"]["tools"]]
    assert tools == ["start_ai_session", "log_ai_interaction", "end_ai_session", "flag_ai_issue", "log_code_metrics",
                     "get_ai_observability", "get_active_sessions"], tools
    session = server.call("start_ai_session", **START)["structuredContent"]["session_id"]
    logged = server.call("log_ai_interaction", session_id=session, prompt="Why?", response_summary="Because.",
                         effectiveness_rating=4, tools_used=["grep"])
    assert logged["structuredContent"]["total_interactions"] == 1
    server.call("flag_ai_issue", session_id=session, issue_type="hallucination", description="no such key",
                severity="high")
    measured = server.call("log_code_metrics", session_id=session, file_path="urls.py", functions_modified=[
        {"name": "check", "modification_type": "added", "lines_added": 3}])
    assert measured["structuredContent"]["average_complexity"] == 2, measured
    active = server.call("get_active_sessions")["structuredContent"]["active_sessions"]
    assert [entry["session_id"] for entry in active] == [session]
    ended = server.call("end_ai_session", session_id=session, outcome="success", notes="test added")
    assert ended["structuredContent"]["issues_count"] == 1
    report = server.call("get_ai_observability", session_id=session)["content"][0]["text"]
    assert "Completed sessions: 1" in report and "Functions analyzed: 1" in report, report
    assert server.end() == 0 and server.process.stdout.read() == b""
    record = server.stored("sessions.json")[session]
    assert (record["status"], record["outcome"], record["total_interactions"]) == ("completed", "success", 1), record
    assert len(server.stored("interactions.json")) == len(server.stored("issues.json")) == 1


def a_wrong_call_says_how_to_mend_it_and_stores_nothing(directory):
    server = Server(directory)
    server.initialize()
    answer = server.call("start_ai_session", **{**START, "task_type": "magic"})
    assert answer["isError"] and "task_type" in answer["content"][0]["text"], answer
    answer = server.call("log_ai_interaction", session_id="nobody", prompt="p", response_summary="s",
                         effectiveness_rating=3)
    assert answer["isError"] and "get_active_sessions" in answer["content"][0]["text"], answer
    assert server.end() == 0
    assert not pathlib.Path(directory, "ledger", "interactions.json").exists()


def the_end_of_the_client_closes_only_its_own_sessions(directory):
    for leave in (Server.end, lambda one: one.process.terminate() or one.process.wait(10)):
        mine, others = Server(directory), Server(directory)
        theirs = others.call("start_ai_session", **{**START, "session_name": "theirs"})["session_id"]
        subprocess.run([BINARY, "start", "--name", "cli", "--type", "testing", "--model", "m", "--mins", "1", "--source",
                        "manual", "--close-others", "--data", directory + "/ledger"], check=True, capture_output=True)
        own = mine.call("start_ai_session", **{**START, "session_name": "mine"})["session_id"]
        leave(mine)
        record = mine.stored("sessions.json")[own]
        assert record["status"] == "completed" and "server shutdown" in record["notes"], record
        running = [key for key, value in mine.stored("sessions.json").items() if value["status"] == "active"]
        assert len([key for key in running if key.startswith("cli")]) == 1, running
        assert not mine.stored("sessions.json")[theirs]["notes"].endswith("server shutdown]")
        others.process.send_signal(signal.SIGINT)
        others.process.wait(10)


def a_full_stderr_pipe_stops_nothing(directory):
    ledger = pathlib.Path(directory, "ledger")
    ledger.mkdir()
    (ledger / "sessions.json").write_text("{broken")
    os.utime(ledger / "sessions.json", (1, 1))
    server = Server(directory)
    fcntl.fcntl(server.process.stderr, fcntl.F_SETPIPE_SZ, 8192)
    for _ in range(60):
        assert "content" in server.call("get_active_sessions")
    # Each call tells of the file in more than 150 bytes: the pipe took what it could, the rest went nowhere.
    waiting = array.array("i", [0])
    fcntl.ioctl(server.process.stderr, termios.FIONREAD, waiting)
    assert 3800 < waiting[0] <= 8192, waiting[0]
    assert server.end() == 0


def a_session_of_any_length_is_read_within_bounded_memory(directory):
    server = Server(directory)
    server.initialize()
    session = server.call("start_ai_session", **START)["structuredContent"]["session_id"]
    record = json.dumps({"session_id": session, "prompt": "p" * 100, "description": "d" * 100, "effectiveness_rating": 3})
    for name in ("interactions", "issues"):
        with open(f"{directory}/ledger/{name}.json", "w") as file:
            file.write("[" + ",\n".join([record] * 100_000) + "]")
    before = peak_megabytes(server.process.pid)
    contents = server.ask("resources/read", uri="ai-sessions://sessions/" + session)["result"]["contents"]
    read = json.loads(contents[0]["text"])
    assert len(read["interactions"]) == len(read["issues"]) == 100
    assert server.call("end_ai_session", session_id=session, outcome="success")["structuredContent"]["issues_count"] == 100_000
    growth = peak_megabytes(server.process.pid) - before
    assert growth < 20, f"{growth} MB for files of 2 * {len(record) * 100_000 >> 20} MB"
    assert server.end() == 0


def peak_megabytes(process):
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) >> 10


def odd_source_files_are_refused_at_once(directory):
    server = Server(directory)
    server.initialize()
    session = server.call("start_ai_session", **START)["structuredContent"]["session_id"]
    os.mkfifo(f"{directory}/fifo.py")
    os.mkdir(f"{directory}/folder.py")
    with open(f"{directory}/sparse.py", "w") as sparse:
        sparse.truncate(8 << 30)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(f"{directory}/socket.py")
    for name, target in (("zero.py", "/dev/zero"), ("null.py", "/dev/null"), ("stdin.py", "/dev/stdin"),
                         ("tty.py", "/dev/tty"), ("map.py", "/proc/self/pagemap"), ("loop.py", "loop.py")):
        os.symlink(target, f"{directory}/{name}")
    before = peak_megabytes(server.process.pid)
    for name in ("fifo.py", "folder.py", "sparse.py", "socket.py", "zero.py", "null.py", "stdin.py", "tty.py", "map.py",
                 "loop.py", "a\0b.py"):
        answer = server.call("log_code_metrics", session_id=session, file_path=name, functions_modified=[
            {"name": "f", "modification_type": "modified"}])
        assert answer["isError"] and name.replace("\0", "") in answer["content"][0]["text"].replace("\0", ""), answer
    assert peak_megabytes(server.process.pid) - before < 40
    assert server.end() == 0
    listener.close()


def python_metrics_agree_with_pythons_own_parser(directory):
    library = pathlib.Path(sysconfig.get_path("stdlib"))
    files = [str(path) for path in sorted(library.glob("*.py"))]
    assert len(files) > 50, library
    lines = subprocess.run([sys.executable, ORACLE, *files], capture_output=True, text=True, check=True).stdout
    picked = {}
    for found in map(json.loads, lines.splitlines()):
        if "error" in found:
            continue
        functions = picked.setdefault(found["file"], {})
        # Breadth first: the shallowest definition of a name, the first of those.
        known = functions.get(found["name"])
        if known is None or found["depth"] < known["depth"]:
            functions[found["name"]] = found
    server = Server(directory)
    session = server.call("start_ai_session", **START)["session_id"]
    compared, different = 0, []
    for file, functions in picked.items():
        changes = [{"name": name, "modification_type": "modified"} for name in functions]
        assert "content" in server.call("log_code_metrics", session_id=session, file_path=file, functions_modified=changes)
    assert server.end() == 0
    for measured in server.stored("sessions.json")[session]["code_metrics"]:
        functions = picked[measured["file_path"]]
        assert len(measured["functions"]) == len(functions), measured["file_path"]
        for ours in measured["functions"]:
            theirs = functions[ours["function_name"]]
            compared += 1
            documentation = ours["documentation"]
            mine = (ours["context"]["final_complexity"], documentation["quality_score"], documentation["has_docstring"],
                    documentation["has_type_hints"])
            if mine != (theirs["complexity"], theirs["documentation_score"], theirs["has_docstring"],
                        theirs["has_type_hints"]):
                different.append((measured["file_path"], ours["function_name"], mine))
    assert compared > 2000 and not different, (compared, different[:3])


def tools_for_requests_cost_nobody_tokens_unasked(directory):
    def listed(**variables):
        server = Server(directory, **variables)
        server.initialize()
        names = [tool["name"] for tool in server.ask("tools/list")["result"]["tools"]]
        answer = server.call("log_ai_request", model="m", request_type="general", tokens_in=5)
        assert answer["structuredContent"]["tokens_in"] == 5, answer
        assert [tool["name"] for tool in server.ask("tools/list")["result"]["tools"]] == names
        server.process.stdin.close()
        server.process.wait(20)
        return len(names)

    path = pathlib.Path(directory, "ledger/requests.json")
    assert listed() == 7 and len(json.loads(path.read_bytes())) == 1
    assert not list(path.parent.glob(".*.spare.tmp")), "nothing is left beside the files"
    assert listed() == 9
    path.unlink()
    assert listed(AI_TRACK_REQUESTS="0") == 7
    path.unlink()
    assert listed(AI_TRACK_REQUESTS="1") == 9


TESTS = [
    tools_for_requests_cost_nobody_tokens_unasked,
    an_editor_drives_a_whole_session,
    a_wrong_call_says_how_to_mend_it_and_stores_nothing,
    the_end_of_the_client_closes_only_its_own_sessions,
    a_full_stderr_pipe_stops_nothing,
    a_session_of_any_length_is_read_within_bounded_memory,
    odd_source_files_are_refused_at_once,
    python_metrics_agree_with_pythons_own_parser,
]

run_tests(TESTS, str)
