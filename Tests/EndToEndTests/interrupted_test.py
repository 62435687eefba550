"""Every second or third system call is interrupted (EINTR): nothing fails, nothing hangs. Usage: interrupted_test.py BINARY"""
import json
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import subprocess
import sys

from runner import run_tests

BINARY = os.path.abspath(sys.argv[1])
SHIM = pathlib.Path(__file__).with_name("interrupting_calls.c")
DEADLINE = 20
START = ["start", "--name", "x", "--type", "testing", "--model", "m", "--mins", "5", "--source", "manual", "--json"]


def environment(directory, every):
    """Variables under which every so many calls are interrupted; None where there is no C compiler."""
    compiler = next((found for found in map(shutil.which, ("cc", "clang", "gcc")) if found), None)
    if not compiler:
        return None
    library = f"{directory}/interrupting.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, SHIM], check=True)
    return {"PATH": os.environ["PATH"], "HOME": directory, "AI_OUTPUT_DIR": f"{directory}/ledger", "LD_PRELOAD": library,
            "INTERRUPT_EVERY": str(every)}


def under_interruptions(test):
    """The test once for each rhythm, in a folder of its own."""
    def both(directory):
        for every in (2, 3):
            place = f"{directory}/{every}"
            os.mkdir(place)
            variables = environment(place, every)
            if variables is None:
                return print(f"skipped {test.__name__}: no C compiler")
            test(place, variables)
    both.__name__ = test.__name__
    return both


def stored(directory, name):
    return json.loads(pathlib.Path(directory, "ledger", name).read_text())


def run(directory, variables, *arguments):
    result = subprocess.run([BINARY, *arguments], env=variables, cwd=directory, capture_output=True, text=True,
                            timeout=DEADLINE, stdin=subprocess.DEVNULL)
    assert result.returncode == 0, (arguments, result)
    return result.stdout


@under_interruptions
def commands_do_their_work(directory, variables):
    for number in range(4):
        session = json.loads(run(directory, variables, *START))["data"]["session_id"]
        for _ in range(3):
            run(directory, variables, "log", "--session-id", session, "--prompt", "p", "--summary", "s", "--rating", "4")
        run(directory, variables, "flag", "--session-id", session, "--type", "t", "--desc", "d", "--severity", "low")
        run(directory, variables, "end", "--session-id", session, "--outcome", "success")
    for arguments in (["report"], ["doctor", "--fix"], ["doctor"], ["active", "--json"], ["tui", "--once"]):
        assert run(directory, variables, *arguments), arguments
    assert len(stored(directory, "interactions.json")) == 12 and len(stored(directory, "issues.json")) == 4


def ask(server, number, method, **parameters):
    line = json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": parameters})
    server.stdin.write(line.encode() + b"\n")
    server.stdin.flush()
    while True:
        ready, _, _ = select.select([server.stdout], [], [], DEADLINE)
        assert ready, f"no answer to {method}"
        answer = json.loads(server.stdout.readline())
        if answer.get("id") == number:
            assert "error" not in answer and not answer["result"].get("isError"), answer
            return answer["result"]


@under_interruptions
def the_server_answers_on_both_doors_and_ends(directory, variables):
    server = subprocess.Popen([BINARY, "server", "--dashboard-host", "127.0.0.1", "--dashboard-port", "0"], env=variables,
                              cwd=directory, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        ask(server, 1, "initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "t", "version": "1"})
        ask(server, 2, "resources/subscribe", uri="ai-sessions://report")
        session = ask(server, 3, "tools/call", name="start_ai_session", arguments={
            "session_name": "x", "task_type": "testing", "model_name": "m", "human_time_estimate_minutes": 5,
            "estimate_source": "manual"})["structuredContent"]["session_id"]
        for number in range(4, 24):
            ask(server, number, "tools/call", name="log_ai_interaction", arguments={
                "session_id": session, "prompt": "p", "response_summary": "s", "effectiveness_rating": 4})
        port = int(re.search(rb"127\.0\.0\.1:(\d+)", server.stderr.readline())[1])
        for _ in range(12):
            with socket.create_connection(("127.0.0.1", port), timeout=DEADLINE) as client:
                client.sendall(b"GET /api/overview HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                assert client.makefile("rb").read().startswith(b"HTTP/1.1 200")
        # More connections than are kept at a time: those that are looked at while nothing came must not hold up the rest.
        idle = [socket.create_connection(("127.0.0.1", port), timeout=DEADLINE) for _ in range(70)]
        ask(server, 30, "ping")
        for client in idle:
            client.close()
        server.stdin.close()
        assert server.wait(DEADLINE) == 0
    finally:
        server.kill()
        server.wait()
    assert len(stored(directory, "interactions.json")) == 20
    assert stored(directory, "sessions.json")[session]["status"] == "completed"


@under_interruptions
def a_server_heeds_signals(directory, variables):
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        server = subprocess.Popen([BINARY, "server"], env=variables, cwd=directory, stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            ask(server, 1, "ping")
            server.send_signal(number)
            server.wait(DEADLINE)
        finally:
            server.kill()


TESTS = [commands_do_their_work, the_server_answers_on_both_doors_and_ends, a_server_heeds_signals]

run_tests(TESTS, str)
