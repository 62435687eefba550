"""The REST API of the built program, over sockets. Usage: rest_test.py BINARY

What needs packages (OpenAPI, JSON Schema and Prometheus parsers) runs when the package index answers, in an environment
of its own; everything else needs nothing.
"""
import contextlib
import functools
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

from runner import TESTS, run_tests, test

BINARY = os.path.realpath(sys.argv[1])
PROJECT = pathlib.Path(__file__).resolve().parents[2]
DEADLINE = 20
TOKEN = "0123456789abcdef"
PACKAGES = ["jsonschema==4.26.0", "openapi-spec-validator==0.9.0", "prometheus-client==0.26.0", "schemathesis==4.32.5"]


# --- the program, and requests to it


def environment(directory, **variables):
    return {"PATH": os.environ["PATH"], "HOME": directory + "/home", "TZ": "UTC",
            "AI_OUTPUT_DIR": directory + "/ledger", **variables}


def run(directory, *arguments, **variables):
    return subprocess.run([BINARY, *arguments], env=environment(directory, **variables), cwd=directory, text=True,
                          capture_output=True, timeout=DEADLINE, stdin=subprocess.DEVNULL)


@contextlib.contextmanager
def dashboard(directory, *arguments, port=0, **variables):
    process = subprocess.Popen([BINARY, "dashboard", "--port", str(port), *arguments], cwd=directory, text=True,
                               env=environment(directory, **variables), stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        line = process.stdout.readline()
        assert line.startswith("Serving http://"), (line, process.communicate(timeout=DEADLINE))
        process.port = int(line.rstrip("/\n").rsplit(":", 1)[1])
        yield process
    finally:
        process.kill()
        process.communicate(timeout=DEADLINE)


def ask(port, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    response.content = response.read()
    connection.close()
    return response


def document(port, path, **headers):
    response = ask(port, path, **headers)
    assert response.status == 200, (path, response.status, response.content)
    return strict(response.content)


def strict(text):
    """One JSON document without NaN."""
    def refuse(constant):
        raise AssertionError(f"{constant} is not JSON")
    return json.loads(text, parse_constant=refuse)


def exchange(port, data):
    """All that comes back for these bytes until the server closes."""
    with socket.create_connection(("127.0.0.1", port), DEADLINE) as stream:
        stream.sendall(data)
        received = b""
        while chunk := stream.recv(65536):
            received += chunk
        return received


# --- ledgers


def write(directory, name, value):
    """As this program does: beside, then in place. Old enough to have settled."""
    path = pathlib.Path(directory) / "ledger" / (name + ".json")
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(value if isinstance(value, str) else json.dumps(value, indent=2))
    old = time.time() - 60
    os.utime(beside, (old, old))
    beside.rename(path)


def ledger(directory, sessions=8, interactions=20, issues=5):
    write(directory, "sessions", {f"s{n}": {
        "session_name": f"Task {n}", "task_type": "testing", "status": "completed" if n % 4 else "active",
        "start_time": f"2026-01-{n % 28 + 1:02}T09:00:00+00:00",
        **({"end_time": f"2026-01-{n % 28 + 1:02}T09:30:00+00:00", "outcome": "success"} if n % 4 else {}),
        "human_time_estimate_minutes": 60.0, "model_name": "m"} for n in range(sessions)})
    write(directory, "interactions", [{
        "session_id": f"s{n % sessions}", "effectiveness_rating": n % 5 + 1, "prompt": f"p{n}",
        "response_summary": "what came back, in a sentence or two, as an assistant would put it"} for n in range(interactions)])
    write(directory, "issues", [{
        "session_id": f"s{n % sessions}", "severity": ["low", "high"][n % 2], "issue_type": "t"} for n in range(issues)])


# --- what is answered


def settled_tag(port, path="/api/roi"):
    """The version of an answer: a file that was written a moment ago may change again, and has none until it has settled."""
    deadline = time.monotonic() + DEADLINE
    while not (tag := ask(port, path).headers["ETag"]):
        assert time.monotonic() < deadline, path
    return tag


@test
def every_route_answers_and_describes_itself(directory):
    ledger(directory)
    with dashboard(directory) as process:
        description = document(process.port, "/api/openapi.json")
        settled_tag(process.port)
        paths = description["paths"]
        assert len(paths) == 20, list(paths)
        for path, item in paths.items():
            if path == "/api/events":
                continue
            success = item["get"]["responses"]["200"]["content"]
            response = ask(process.port, path.replace("{id}", "s1").replace("{figure}", "roi.multiplier"))
            assert response.status == 200 and response.headers["Content-Type"] in success, (path, response.status)
            assert response.headers["ETag"], path
            head = ask(process.port, path.replace("{id}", "s1").replace("{figure}", "roi.multiplier"), "HEAD")
            assert head.status == 200 and head.content == b"", path
            assert int(head.headers["Content-Length"]) == len(response.content), path
        table = {path: item["get"]["summary"] for path, item in paths.items()}
        page = ask(process.port, "/").content.decode()
        assert dict(re.findall(r"^  GET (\S+) +(.+)$", page, re.M)) == table, page


@test
def what_a_route_does_not_take_is_refused_by_name(directory):
    ledger(directory)
    with dashboard(directory) as process:
        for path, words in (("/api/roi?sinse=7d", ["sinse", "the nearest is since", "range, since, until"]),
                            ("/api/roi?limit=3", ["limit", "range, since, until"]), ("/api/health?x", ["'x'", "none"]),
                            ("/metrics?=", ["''", "none"]), ("/api/openapi.json?a=b", ["'a'", "none"]), ("/?q=%00", ["'q'"]),
                            ("/api/events?last-event-id=1", ["last-event-id"]), ("/api/sessions/s1?session=s1", ["session"]),
                            ("/api/sessions?limit=1&limit=1", ["limit", "more than once"]),
                            ("/api/roi?since=7d&s%69nce=7d", ["since", "more than once"])):
            response = ask(process.port, path)
            assert response.status == 400 and response.headers["Content-Type"] == "application/problem+json", (path, response.status)
            detail = strict(response.content)["detail"]
            assert all(word in detail for word in words), (path, detail)
            head = ask(process.port, path, "HEAD")
            assert head.status == 400 and head.content == b"", path
            assert int(head.headers["Content-Length"]) == len(response.content), path
        # Nothing between two signs is no parameter; a slash too many loses none.
        assert ask(process.port, "/api/roi?&since=7d&").status == 200
        assert ask(process.port, "/api/roi/?since=7d").headers["Location"] == "/api/roi?since=7d"


@test
def the_readme_lists_the_routes(directory):
    text = (PROJECT / "README.md").read_text()
    rows = re.findall(r"^\| `GET (/[^`]*)` \| (.*?) \| (.+) \|$", text, re.M)
    with dashboard(directory) as process:
        paths = document(process.port, "/api/openapi.json")["paths"]
    expected = [(path, ", ".join(f"`{parameter['name']}`" for parameter in item["get"]["parameters"]
                                 if parameter["in"] == "query"), item["get"]["summary"]) for path, item in paths.items()]
    assert rows == expected, "\n".join(f"| `GET {a}` | {b} | {c} |" for a, b, c in expected)


@test
def the_examples_of_the_readme_run(directory):
    text = (PROJECT / "README.md").read_text()
    section = text[text.index("## The REST API"):]
    block = re.search(r"```sh\n(.*?)```", section[:section.index("\n## ")], re.S).group(1)
    commands = [line for line in block.splitlines() if line.startswith("curl ")]
    assert len(commands) >= 5, block
    ledger(directory)
    with dashboard(directory) as process:
        for command in commands:
            # `jq` may not be there, and the stream of events has no end.
            shell = command.split("#")[0].replace("127.0.0.1:8000", f"127.0.0.1:{process.port}").split(" | jq")[0]
            shell = shell.replace("curl ", "curl --fail-with-body --max-time 1 " if "api/events" in shell else "curl --fail-with-body ", 1)
            result = subprocess.run(["bash", "-c", shell], capture_output=True, timeout=DEADLINE, env=environment(directory),
                                    cwd=directory)
            assert result.returncode in ((28,) if "api/events" in shell else (0,)), (command, result)
            assert result.stdout, command


@test
def pages_hold_every_record_once(directory):
    ledger(directory, sessions=30, interactions=2500, issues=30)
    with dashboard(directory) as process:
        for path, key, count, name in (("/api/sessions?sort=name", "sessions", 30, "session_id"),
                                       ("/api/interactions?session=", "interactions", 2500, "prompt"),
                                       ("/api/issues?severity=", "issues", 30, None)):
            found, cursor = [], ""
            while cursor is not None:
                page = document(process.port, f"{path}&limit=7" + (f"&cursor={cursor}" if cursor else ""))
                found += page[key]
                cursor = page["next_cursor"]
            assert len(found) == count, (path, len(found))
            assert name is None or len({record[name] for record in found}) == count, path


@test
def a_client_that_knows_the_version_is_sent_nothing(directory):
    ledger(directory)
    with dashboard(directory) as process:
        tag = settled_tag(process.port)
        response = ask(process.port, "/api/roi", If_None_Match=tag)
        assert (response.status, response.content, response.headers["ETag"]) == (304, b"", tag)
        connection = http.client.HTTPConnection("127.0.0.1", process.port, timeout=DEADLINE)
        for expected in (304, 200, 304):
            connection.request("GET", "/api/roi", headers={"If-None-Match": tag if expected == 304 else "x"})
            response = connection.getresponse()
            assert response.status == expected and bool(response.read()) == (expected == 200)
        connection.close()
        assert run(directory, "start", "--name", "n", "--type", "testing", "--model", "m", "--mins", "5",
                   "--source", "manual").returncode == 0
        response = ask(process.port, "/api/roi", If_None_Match=tag)
        assert response.status == 200 and response.headers["ETag"] != tag
        assert strict(response.content)["total_sessions"] == 9
    # Another run of the program may compute otherwise: its versions are others.
    with dashboard(directory) as process:
        assert ask(process.port, "/api/roi", If_None_Match=tag).status == 200


@test
def a_change_is_told_to_those_who_wait_for_it(directory):
    ledger(directory)
    with dashboard(directory) as process:
        connection = http.client.HTTPConnection("127.0.0.1", process.port, timeout=DEADLINE)
        connection.request("GET", "/api/events")
        stream = connection.getresponse()
        assert stream.headers["Content-Type"] == "text/event-stream" and stream.headers["Content-Length"] is None

        def event():
            lines = {}
            while line := stream.readline().decode().rstrip("\n"):
                name, value = line.split(": ", 1)
                lines[name] = value
            return lines
        assert event() == {"retry": "2000"}
        first = event()
        assert first["event"] == "ledger" and json.loads(first["data"]) == {"generation": first["id"]}, first
        assert run(directory, "start", "--name", "n", "--type", "testing", "--model", "m", "--mins", "5",
                   "--source", "manual").returncode == 0
        assert event()["id"] != first["id"]
        # Others are served meanwhile, and a client that is gone is forgotten.
        assert document(process.port, "/api/health")["status"] == "ok"
        connection.close()


# --- who is answered


@test
def other_machines_need_a_flag_and_a_token(directory):
    token_file = pathlib.Path(directory) / "token"
    token_file.write_text(TOKEN + "\n")
    short = pathlib.Path(directory) / "short"
    short.write_text("secret\n")
    for arguments, words in ((["--host", "0.0.0.0"], ["--allow-remote"]), (["--host", "::"], ["--allow-remote"]),
                             (["--host", "0.0.0.0", "--token-file", "token"], ["--allow-remote"]),
                             (["--host", "0.0.0.0", "--allow-remote"], ["token"]),
                             (["--token-file", "short"], ["short", "16"]), (["--token-file", "none"], ["none"])):
        result = run(directory, "dashboard", "--port", "0", *arguments)
        assert result.returncode == 2 and result.stdout == "", (arguments, result)
        assert all(word in result.stderr for word in words), (arguments, result.stderr)
    with dashboard(directory, "--host", "0.0.0.0", "--allow-remote", "--token-file", str(token_file),
                   "--allow-host", "desk.lan") as process:
        bearer = {"Authorization": "Bearer " + TOKEN}
        assert "unencrypted" in process.stderr.readline()
        assert ask(process.port, "/metrics").status == 401
        response = ask(process.port, "/metrics", Authorization="Bearer 0123456789abcdeX")
        assert response.status == 401 and response.headers["WWW-Authenticate"].startswith("Bearer"), response.headers
        for host, status in (("desk.lan:8000", 200), ("192.168.1.5", 200), ("evil.example", 403)):
            assert ask(process.port, "/metrics", Host=host, **bearer).status == status, host
        assert document(process.port, "/api/openapi.json", **bearer)["security"] == [{"token": []}]
    with dashboard(directory, AI_DASHBOARD_TOKEN=TOKEN) as process:
        assert ask(process.port, "/").status == 401
        assert ask(process.port, "/", Authorization="Bearer " + TOKEN).status == 200


@test
def foreign_pages_are_refused_and_nothing_invites_them(directory):
    with dashboard(directory) as process:
        for headers in ({"Host": "evil.example"}, {"Host": "127.0.0.1.evil.example:80"}, {"Host": "192.168.1.5"},
                        {"Origin": "http://evil.example"}, {"Origin": "null"}):
            response = ask(process.port, "/api/overview", **headers)
            assert response.status == 403 and response.headers["Content-Type"] == "application/problem+json", headers
        for path in ("/", "/api/overview", "/metrics", "/nope"):
            headers = ask(process.port, path, Origin=f"http://127.0.0.1:{process.port}").headers
            assert not [name for name in headers if name.lower().startswith("access-control")], headers
            assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store"
            assert headers["Content-Security-Policy"] == "default-src 'none'"


# --- hostile clients


@test
def what_is_no_plain_request_is_refused_by_name(directory):
    host = b"Host: localhost\r\n"
    cases = [
        (b"GET / HTTP/1.1\r\n" + host + b"X: " + b"x" * 20_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + host + b"X: y\r\n" * 2_000 + b"\r\n", 431),
        (b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\n" + host + b"\r\n", 414),
        (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 99999999999\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 99999999999999999999999999\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 1\r\nContent-Length: 1\r\n\r\nx", 400),
        (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 1, 1\r\n\r\nx", 400),
        (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: +1\r\n\r\nx", 400),
        (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 501),
        (b"POST / HTTP/1.1\r\n" + host + b"Transfer-Encoding: identity\r\n\r\n", 501),
        (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 3\r\nExpect: 100-continue\r\n\r\n", 417),
        (b"GET / HTTP/1.1\r\n" + host + host + b"\r\n", 400), (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + host + b"X : y\r\n\r\n", 400), (b"GET / HTTP/1.1\r\n" + host + b" folded\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + host + b"X: a\x00b\r\n\r\n", 400), (b"GET  / HTTP/1.1\r\n" + host + b"\r\n", 400),
        (b"GET / HTTP/2.0\r\n" + host + b"\r\n", 505), (b"GET /%ff HTTP/1.1\r\n" + host + b"\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", 400), (os.urandom(64).replace(b"\n", b"x") + b"\n", 400),
    ]
    with dashboard(directory) as process:
        for data, status in cases:
            # Whatever is smuggled behind must not be served.
            received = exchange(process.port, data + b"GET /smuggled HTTP/1.1\r\n" + host + b"\r\n")
            head, _, body = received.partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 %d " % status), (data[:80], received[:200])
            assert received.count(b"HTTP/1.1 ") == 1 and b"Connection: close" in head, (data[:80], received)
            assert strict(body)["status"] == status and b"application/problem+json" in head, body
        for method, path, status in (("POST", "/api/roi", 405), ("DELETE", "/", 405), ("BREW", "/metrics", 405), ("GET", "/x", 404)):
            response = ask(process.port, path, method)
            assert response.status == status and strict(response.content)["status"] == status, (method, path)
            assert response.headers["Allow"] == ("GET, HEAD, OPTIONS" if status == 405 else None), response.headers
        assert ask(process.port, "/").status == 200


@test
def sixty_trickling_clients_are_cut_at_their_deadline(directory):
    with dashboard(directory) as process:
        start = time.monotonic()
        slow = [socket.create_connection(("127.0.0.1", process.port), DEADLINE) for _ in range(60)]
        endings = {}
        stop = threading.Event()

        def trickle():
            while not stop.is_set() and len(endings) < len(slow):
                for number, stream in enumerate(slow):
                    if number in endings:
                        continue
                    stream.setblocking(False)
                    try:
                        received = stream.recv(4096)
                        endings[number] = (time.monotonic() - start, received)
                        continue
                    except BlockingIOError:
                        pass
                    except ConnectionError:
                        endings[number] = (time.monotonic() - start, b"")
                        continue
                    with contextlib.suppress(OSError):
                        stream.send(b"x")
                stop.wait(0.2)
        thread = threading.Thread(target=trickle)
        thread.start()
        try:
            # Meanwhile somebody who wants something gets it, before any of them is cut.
            assert ask(process.port, "/api/health").status == 200
            assert not endings, endings
            thread.join(DEADLINE)
            assert len(endings) == 60, len(endings)
            for seconds, received in endings.values():
                assert seconds > 9 and received.startswith(b"HTTP/1.1 408 "), (seconds, received[:60])
        finally:
            stop.set()
            thread.join()
            for stream in slow:
                stream.close()


@test
def byte_by_byte_and_many_at_once_come_out_the_same(directory):
    request = b"GET /api/roi?range=&since=%32026-01-03 HTTP/1.1\r\nHost: localhost\r\n\r\n"
    last = b"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with dashboard(directory) as process:
        with socket.create_connection(("127.0.0.1", process.port), DEADLINE) as stream:
            stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for byte in request + request + last:
                stream.sendall(bytes([byte]))
            slow = b""
            while chunk := stream.recv(65536):
                slow += chunk
        quick = exchange(process.port, request + request + last)
        undated = [re.sub(rb"Date: [^\r]+", b"", answer) for answer in (slow, quick)]
        assert undated[0] == undated[1] and quick.count(b"HTTP/1.1 200 OK") == 3, quick


def processor_seconds_of_requests(process):
    """What 2,000 requests for the same figures cost the server, over one connection, one at a time."""
    def used():
        fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    request = b"GET /api/roi HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection(("127.0.0.1", process.port), DEADLINE) as stream:
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        before = used()
        for _ in range(2_000):
            stream.sendall(request)
            assert stream.recv(65536).startswith(b"HTTP/1.1 200 OK")
        return used() - before


@test
def a_big_history_costs_no_more_to_ask_again(directory):
    sessions, interactions = 5_000, 100_000
    ledger(directory, sessions=sessions, interactions=interactions, issues=1_000)
    with dashboard(directory) as process:
        for path in ("/api/overview", "/api/interactions?limit=1000&cursor=99000", "/api/sessions", "/metrics"):
            assert ask(process.port, path).status == 200
        big = processor_seconds_of_requests(process)
        memory = re.search(r"VmHWM:\s+(\d+) kB", pathlib.Path(f"/proc/{process.pid}/status").read_text())
        assert int(memory[1]) < 25 * 1024, memory[0]
    with tempfile.TemporaryDirectory() as empty, dashboard(empty) as process:
        small = processor_seconds_of_requests(process)
    print(f"   2,000 requests: {big:.2f} s of the processor, {small:.2f} s without a history; {int(memory[1]) // 1024} MB at most")
    assert big < 3 * small + 0.2, (big, small)


# --- what others make of it


@functools.cache
def packages():
    """The programs of an environment with the packages; None when there is no way to them."""
    programs = PROJECT / ".build" / "test-packages" / "bin"
    check = [str(programs / "python"), "-c", "import jsonschema, openapi_spec_validator, prometheus_client, schemathesis"]
    try:
        if not (programs / "python").exists() or subprocess.run(check, capture_output=True, timeout=60).returncode != 0:
            subprocess.run([sys.executable, "-m", "venv", str(programs.parent)], check=True, capture_output=True, timeout=120)
            subprocess.run([str(programs / "python"), "-m", "pip", "install", "--quiet", "--retries", "1", "--timeout", "10",
                            *PACKAGES], check=True, capture_output=True, timeout=240)
        return programs
    except (OSError, subprocess.SubprocessError) as error:
        print(f"   no package index ({type(error).__name__}): public validators left out")
        return None


@functools.cache
def promtool():
    """Prometheus' own judge of metrics: the one that is installed, else that of Debian's package, unpacked and not installed: its
    service would start. None when there is no way to it."""
    unpacked = PROJECT / ".build" / "test-packages" / "prometheus"
    program = shutil.which("promtool", path=f"{os.environ['PATH']}:{unpacked}/usr/bin")
    if program:
        return program
    fetch = "apt-get download -qq prometheus || { apt-get update -qq && apt-get download -qq prometheus; }"
    unpack = f"mkdir -p '{unpacked}' && dpkg-deb --fsys-tarfile *.deb | tar -x -C '{unpacked}' ./usr/bin/promtool"
    with tempfile.TemporaryDirectory() as place:
        for step in (fetch, unpack):
            result = subprocess.run(["bash", "-o", "pipefail", "-c", step], capture_output=True, timeout=240, cwd=place)
            if result.returncode != 0:
                print("   no promtool, and no Debian package of it: left out")
                return None
    return shutil.which("promtool", path=f"{unpacked}/usr/bin")


@test
def promtool_has_nothing_to_say_of_the_metrics(directory):
    program = promtool()
    if program is None:
        return
    for fill in (lambda: None, lambda: ledger(directory)):
        fill()
        with dashboard(directory) as process:
            metrics = ask(process.port, "/metrics").content
        result = subprocess.run([program, "check", "metrics"], input=metrics, capture_output=True, timeout=DEADLINE)
        assert result.returncode == 0 and not result.stdout + result.stderr, result


VALIDATION = """
import json, sys, urllib.parse, urllib.request
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from prometheus_client.parser import text_string_to_metric_families

address = sys.argv[1]
def get(path):
    with urllib.request.urlopen(address + path) as response:
        return response.headers["Content-Type"], response.read().decode()
description = json.loads(get("/api/openapi.json")[1])
OpenAPIV31SpecValidator(description).validate()
checked = 0
for path, item in description["paths"].items():
    content = item["get"]["responses"]["200"]["content"]
    if "application/json" not in content:
        continue
    schema = {**content["application/json"]["schema"], "components": description["components"]}
    names = [parameter["name"] for parameter in item["get"]["parameters"]]
    for query in [""] + ["?" + given for given in ("limit=3", "since=2026-01-02") if given.split("=")[0] in names]:
        Draft202012Validator(schema).validate(json.loads(get(path.replace("{id}", "s1").replace("{figure}", "roi.multiplier") + query)[1]))
        checked += 1
kind, text = get("/metrics")
assert kind.startswith("text/plain; version=0.0.4"), kind
families = {family.name: family for family in text_string_to_metric_families(text)}
values = {(sample.name, *sample.labels.items()): sample.value for family in families.values() for sample in family.samples}
prefix = "ai_session_tracker_"
assert values[prefix + "sessions", ("status", "completed")] == 6, values
assert [values[prefix + "interactions", ("rating", str(n))] for n in range(6)] == [0, 4, 4, 4, 4, 4], values
assert values[prefix + "issues", ("severity", "high")] == 2, values
assert values[prefix + "ai_seconds",] == 180 * 60 and values[prefix + "cost_saved_dollars",] > 0, values
assert values[prefix + "effectiveness_rating_sum",] / values[prefix + "effectiveness_rating_count",] == 3, values
assert not any(label in (f"s{n}" for n in range(8)) for _, *labels in values for _, label in labels)
assert all(family.documentation and family.type in ("gauge", "summary") for family in families.values())
print(checked, len(families))
"""


@test
def public_validators_agree(directory):
    programs = packages()
    if programs is None:
        return
    ledger(directory)
    with dashboard(directory) as process:
        result = subprocess.run([str(programs / "python"), "-c", VALIDATION, f"http://127.0.0.1:{process.port}"], capture_output=True,
                                text=True, timeout=120)
        assert result.returncode == 0, result.stderr[-1500:]
        checked, families = map(int, result.stdout.split())
        print(f"   {checked} answers valid by their schemas, {families} families of metrics parsed")
        assert checked == 31 and families == 22, result.stdout


@test
def requests_made_from_the_description_find_nothing_wrong(directory):
    programs = packages()
    if programs is None:
        return
    ledger(directory)
    with dashboard(directory) as process:
        # The stream of events has no end to wait for.
        result = subprocess.run([str(programs / "schemathesis"), "run", f"http://127.0.0.1:{process.port}/api/openapi.json",
                                 "--exclude-path", "/api/events", "--max-examples", "15", "--seed", "1", "--no-color"],
                                capture_output=True, text=True, timeout=300, cwd=directory)
        assert result.returncode == 0 and "No issues found" in result.stdout, result.stdout[-1800:]
        print("   " + re.search(r"\d+ generated, \d+ passed", result.stdout)[0] + ", " +
              re.search(r"No issues found in [\d.]+s", result.stdout)[0])


if __name__ == "__main__":
    run_tests(TESTS, lambda directory: directory)
