"""The ledger under real processes: several writers, kills, readers throughout. Usage: ledger_test.py BINARY"""
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time

from runner import run_tests

BINARY = os.path.abspath(sys.argv[1])


def environment(directory):
    return {"PATH": os.environ["PATH"], "HOME": directory, "AI_OUTPUT_DIR": directory + "/ledger"}


def run(directory, *arguments):
    return subprocess.run([BINARY, *arguments], env=environment(directory), cwd=directory, capture_output=True,
                          text=True, timeout=60, stdin=subprocess.DEVNULL)


def start(directory, name="one"):
    answer = run(directory, "start", "--name", name, "--type", "testing", "--model", "m", "--mins", "30", "--source",
                 "manual", "--json")
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)["data"]["session_id"]


def log_arguments(session, prompt, rating="4"):
    return ["log", "--session-id", session, "--prompt", prompt, "--summary", "s", "--rating", rating, "--json"]


def load(directory, name):
    return json.loads((pathlib.Path(directory) / "ledger" / name).read_text())


class Reader:
    """Parses the files again and again; counts what was not whole."""

    def __init__(self, directory):
        self.directory, self.reads, self.broken, self.stopping = directory, 0, [], False
        self.thread = threading.Thread(target=self.loop)

    def loop(self):
        while not self.stopping:
            for name in ("sessions.json", "interactions.json"):
                try:
                    load(self.directory, name)
                    self.reads += 1
                except FileNotFoundError:
                    pass
                except ValueError as error:
                    self.broken.append(f"{name}: {error}")

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopping = True
        self.thread.join()


def eight_processes_lose_and_double_nothing(directory):
    session = start(directory)
    acknowledged, failures = [], []

    def writer(number):
        for step in range(15):
            prompt = f"{number}-{step}"
            answer = run(directory, *log_arguments(session, prompt))
            if answer.returncode == 0:
                acknowledged.append(prompt)
            else:
                failures.append(answer.stderr)

    with Reader(directory) as reader:
        threads = [threading.Thread(target=writer, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not failures, failures[:3]
    assert not reader.broken, reader.broken[:3]
    assert reader.reads > 10, reader.reads
    stored = [record["prompt"] for record in load(directory, "interactions.json")]
    assert sorted(stored) == sorted(acknowledged) and len(stored) == 120, (len(stored), len(acknowledged))
    assert load(directory, "sessions.json")[session]["total_interactions"] == 120


def kill_9_at_any_moment_leaves_whole_files_and_every_acknowledged_record(directory):
    session = start(directory)
    chance = random.Random(7)
    acknowledged = set()
    with Reader(directory) as reader:
        for step in range(150):
            process = subprocess.Popen([BINARY, *log_arguments(session, f"p{step}")], env=environment(directory),
                                       cwd=directory, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       stdin=subprocess.DEVNULL)
            if chance.random() < 0.7:
                try:
                    process.wait(chance.random() * 0.008)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
            out, _ = process.communicate(timeout=30)
            if process.returncode == 0 and json.loads(out)["success"]:
                acknowledged.add(f"p{step}")
    assert not reader.broken, reader.broken[:3]
    stored = [record["prompt"] for record in load(directory, "interactions.json")]
    assert len(stored) == len(set(stored)), "a record is doubled"
    assert acknowledged <= set(stored), sorted(acknowledged - set(stored))
    assert acknowledged and len(acknowledged) < 150, "the kills hit nothing, or everything"
    # The counters are derived: the next log puts them right whatever was interrupted.
    assert run(directory, *log_arguments(session, "last")).returncode == 0
    assert load(directory, "sessions.json")[session]["total_interactions"] == len(stored) + 1


class Server:
    """A server that is written to as an editor does, until it is killed."""

    def __init__(self, directory):
        self.process = subprocess.Popen([BINARY, "server"], env=environment(directory), cwd=directory,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def log(self, session, prompt):
        """Whether the record was acknowledged."""
        arguments = {"session_id": session, "prompt": prompt, "response_summary": "s" * 200, "effectiveness_rating": 3}
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
                   "params": {"name": "log_ai_interaction", "arguments": arguments}}
        try:
            self.process.stdin.write((json.dumps(message) + "\n").encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            return False
        answer = self.process.stdout.readline()
        return answer.endswith(b"\n") and "error" not in json.loads(answer)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)

    def close(self):
        self.process.communicate()


def storm(directory, writers, kills, seconds=None):
    """Servers log as fast as they can and are killed at any moment; what became of it all."""
    session = start(directory)
    acknowledged, killed, until = [set() for _ in range(writers)], [0] * writers, seconds and time.time() + seconds

    def writer(number):
        chance, step = random.Random(number), 0
        while time.time() < until if until else killed[number] < kills:
            server = Server(directory)
            timer = threading.Timer(0.01 + chance.random() * 0.15, server.kill)
            timer.start()
            while True:
                step += 1
                prompt = f"{number}-{step}"
                if not server.log(session, prompt):
                    break
                acknowledged[number].add(prompt)
            timer.cancel()
            server.close()
            killed[number] += 1
            for name in (".sessions.json.spare.tmp", ".interactions.json.spare.tmp"):
                try:
                    load(directory, name)
                except FileNotFoundError:
                    pass

    failures = []

    def guarded(number):
        try:
            writer(number)
        except Exception as error:  # noqa: BLE001 - told after the other writers have ended
            failures.append(repr(error))

    with Reader(directory) as reader:
        threads = [threading.Thread(target=guarded, args=(n,)) for n in range(writers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not failures, failures
    assert not reader.broken, reader.broken[:3]
    stored = [record["prompt"] for record in load(directory, "interactions.json")]
    every = set().union(*acknowledged)
    assert len(stored) == len(set(stored)), "a record is doubled"
    assert every <= set(stored), sorted(every - set(stored))
    assert all(acknowledged), "a writer got nothing done"
    # A kill between commit and answer leaves one record that nobody was told of; never more.
    assert len(stored) - len(every) <= sum(killed), (len(stored), len(every), killed)
    assert run(directory, *log_arguments(session, "last")).returncode == 0
    assert load(directory, "sessions.json")[session]["total_interactions"] == len(stored) + 1
    return {"kills": sum(killed), "acknowledged": len(every), "stored": len(stored), "reads": reader.reads}


def a_killed_server_leaves_whole_files_and_every_acknowledged_record(directory):
    storm(directory, writers=1, kills=40)


def killed_servers_beside_one_another_lose_and_double_nothing(directory):
    storm(directory, writers=3, kills=12)


def a_server_makes_new_versions_of_old_ones_as_long_as_nobody_else_writes(directory):
    session = start(directory)
    server = Server(directory)
    path = pathlib.Path(directory) / "ledger" / "interactions.json"
    inodes = []
    for step in range(40):
        assert server.log(session, f"p{step}")
        inodes.append(path.stat().st_ino)
    server.process.stdin.close()
    assert server.process.wait(10) == 0
    assert len(set(inodes[2:])) == 2, inodes
    assert all(one != other for one, other in zip(inodes[2:], inodes[3:])), inodes


def a_log_reads_nothing_of_the_history_again(directory):
    session = start(directory)
    folder = pathlib.Path(directory) / "ledger"
    record = {"session_id": "old", "prompt": "p" * 200, "response_summary": "r" * 200, "effectiveness_rating": 3}
    (folder / "interactions.json").write_text(json.dumps([record] * 20_000, indent=2))
    server = Server(directory)

    def bytes_read():
        return int(pathlib.Path(f"/proc/{server.process.pid}/io").read_text().split()[1])

    assert server.log(session, "first") and server.log(session, "second")
    before = bytes_read()
    for step in range(5):
        assert server.log(session, f"p{step}")
    assert bytes_read() - before < 500_000, bytes_read() - before
    server.close()


class Remover(threading.Thread):
    """Takes away what a cleaner of temporary files does, again and again: the lock and versions in the making, too."""

    def __init__(self, folder):
        super().__init__(daemon=True)
        self.folder, self.stopped, self.removed = folder, threading.Event(), 0

    def run(self):
        while not self.stopped.wait(0.004):
            for path in self.folder.glob(".*.tmp"):
                try:
                    path.unlink()
                    self.removed += 1
                except FileNotFoundError:
                    pass


def temporary_files_may_be_removed_at_any_time(directory):
    sessions = [start(directory, f"s{number}") for number in range(4)]
    folder = pathlib.Path(directory) / "ledger"
    servers = [Server(directory) for _ in sessions]
    remover = Remover(folder)
    remover.start()
    acknowledged = []

    def write(number):
        for step in range(60):
            prompt = f"{number}/{step}"
            if servers[number].log(sessions[number], prompt):
                acknowledged.append(prompt)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(len(servers))]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        load(directory, "interactions.json")
    remover.stopped.set()
    remover.join()
    for server in servers:
        server.close()
    prompts = [x["prompt"] for x in load(directory, "interactions.json")]
    assert len(prompts) == len(set(prompts)), "doubled"
    assert set(acknowledged) <= set(prompts), "lost"
    assert len(acknowledged) > 200 and remover.removed > 20, (len(acknowledged), remover.removed)


def a_full_disk_is_told_and_changes_nothing(directory):
    session = start(directory)
    path = pathlib.Path(directory) / "ledger" / "interactions.json"
    server = subprocess.Popen(["sh", "-c", "ulimit -f 40; exec \"$0\" server", BINARY], env=environment(directory),
                              cwd=directory, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    arguments = {"session_id": session, "prompt": "p" * 900, "response_summary": "s", "effectiveness_rating": 3}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
               "params": {"name": "log_ai_interaction", "arguments": arguments}}
    stored, refusals = 0, 0
    for _ in range(60):
        before = path.read_bytes() if path.exists() else b""
        server.stdin.write((json.dumps(message) + "\n").encode())
        server.stdin.flush()
        answer = server.stdout.readline()
        assert answer, "the server died"
        if "error" in json.loads(answer):
            refusals += 1
            assert b"interactions.json" in answer, answer
            assert path.read_bytes() == before
        else:
            stored += 1
    server.communicate()
    assert stored > 5 and refusals > 5, (stored, refusals)
    assert len(load(directory, "interactions.json")) == stored
    assert run(directory, *log_arguments(session, "there is room")).returncode == 0
    assert load(directory, "sessions.json")[session]["total_interactions"] == stored + 1


def sessions_started_together_get_their_own_ids(directory):
    ids = []
    threads = [threading.Thread(target=lambda: ids.append(start(directory, "same name"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(ids)) == 8, ids
    assert set(load(directory, "sessions.json")) == set(ids)


def a_broken_file_is_kept_before_the_first_write(directory):
    session = start(directory)
    path = pathlib.Path(directory) / "ledger" / "interactions.json"
    broken = b'[\n  {"session_id": "x", "prompt": "precious"}\n<<<<<<< HEAD\n'
    path.write_bytes(broken)
    old = time.time() - 60
    os.utime(path, (old, old))
    answer = run(directory, *log_arguments(session, "after"))
    assert answer.returncode == 0, answer.stderr
    copies = list(path.parent.glob("interactions.json.corrupt-*"))
    assert len(copies) == 1 and copies[0].read_bytes() == broken, copies
    assert copies[0].name in answer.stderr, answer.stderr
    assert [record["prompt"] for record in load(directory, "interactions.json")] == ["after"]


def a_record_of_another_program_keeps_its_bytes(directory):
    session = start(directory)
    path = pathlib.Path(directory) / "ledger" / "sessions.json"
    text = path.read_text()
    foreign = '"foreign":{"x" : 1.50,\t"é":[1e5,NaN], "status":"completed"}'
    path.write_text(text[:-2] + ",\n" + foreign + "\n}")
    assert run(directory, *log_arguments(session, "a")).returncode == 0
    assert run(directory, "end", "--session-id", session, "--outcome", "success").returncode == 0
    assert foreign in path.read_text()


def reading_commands_create_nothing(directory):
    for arguments, status in ((["report"], 1), (["active"], 0), (["report", "--json"], 1), (["list"], 1),
                              (["tui", "--once", "--size", "80x24"], 0)):
        answer = run(directory, *arguments)
        assert answer.returncode == status, (arguments, answer.stderr)
    assert os.listdir(directory) == [], os.listdir(directory)


def a_file_in_place_of_the_directory_is_named(directory):
    (pathlib.Path(directory) / "ledger").write_text("not a directory")
    answer = run(directory, "start", "--name", "n", "--type", "testing", "--model", "m", "--mins", "1", "--source",
                 "manual")
    assert answer.returncode == 1 and directory + "/ledger" in answer.stderr + answer.stdout, answer
    os.unlink(directory + "/ledger")
    start(directory)


class Refused:
    """A ledger with one session, used by somebody who is bound by permissions, from the command line and by a server."""

    def __init__(self, directory):
        self.directory, self.data = directory, pathlib.Path(directory) / "ledger"
        self.user = {"user": 65534} if os.geteuid() == 0 else {}
        if self.user:
            os.chown(directory, 65534, 65534)
        answer = self.run("start", "--name", "n", "--type", "testing", "--model", "m", "--mins", "30", "--source",
                          "manual", "--json")
        self.session = json.loads(answer.stdout)["data"]["session_id"]
        assert self.log().returncode == 0
        self.server = subprocess.Popen([BINARY, "server"], env=environment(directory), cwd=directory,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       **self.user)

    def run(self, *arguments, **variables):
        return subprocess.run([BINARY, *arguments], env={**environment(self.directory), **variables},
                              cwd=self.directory, capture_output=True, text=True, timeout=60,
                              stdin=subprocess.DEVNULL, **self.user)

    def log(self, **variables):
        return self.run(*log_arguments(self.session, "p"), **variables)

    def ask_server(self):
        arguments = {"session_id": self.session, "prompt": "p", "response_summary": "s", "effectiveness_rating": 3}
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
                   "params": {"name": "log_ai_interaction", "arguments": arguments}}
        self.server.stdin.write((json.dumps(message) + "\n").encode())
        self.server.stdin.flush()
        return json.loads(self.server.stdout.readline())

    def contents(self):
        return {name: (self.data / name).read_bytes() for name in ("sessions.json", "interactions.json", "issues.json")}

    def check(self, path, cause, make, mend):
        """What `make` does is refused with path and cause and changes nothing; after `mend` the next call works."""
        before, make_result = self.contents(), make()
        told = self.log()
        assert told.returncode == 1, (cause, told)
        assert path in told.stderr + told.stdout and cause in told.stderr + told.stdout, (cause, told)
        error = self.ask_server()["error"]
        assert error["code"] == -32603 and path in error["message"] and cause in error["message"], (cause, error)
        mend(make_result)
        assert self.contents() == before, f"{cause}: something was changed"
        assert self.log().returncode == 0 and "result" in self.ask_server(), cause
        assert len(json.loads(self.contents()["interactions.json"])) == len(json.loads(before["interactions.json"])) + 2

    def end(self):
        self.server.stdin.close()
        assert self.server.wait(10) == 0


def what_the_system_refuses_is_told_and_changes_nothing(directory):
    place = Refused(directory)
    data, interactions = str(place.data), place.data / "interactions.json"

    def replaced_by(make):
        def act():
            aside = place.data.rename(directory + "/aside")
            make()
            return aside
        return act

    place.check(data, "Permission denied", lambda: place.data.chmod(0o555), lambda _: place.data.chmod(0o755))
    place.check(data, "Not a directory", replaced_by(lambda: place.data.write_text("a file")),
                lambda aside: (place.data.unlink(), aside.rename(place.data)))
    place.check(str(interactions), "Permission denied", lambda: interactions.chmod(0),
                lambda _: interactions.chmod(0o644))
    place.end()


def a_name_that_is_too_long_is_told_and_creates_nothing(directory):
    place = Refused(directory)
    for name in ("x" * 300, "y/" + "x" * 300):
        told = place.run("start", "--name", "n", "--type", "testing", "--model", "m", "--mins", "30", "--source",
                         "manual", AI_OUTPUT_DIR=f"{directory}/{name}")
        assert told.returncode == 1 and "x" * 300 in told.stderr + told.stdout, told
        assert "File name too long" in told.stderr + told.stdout, told
    told = place.run("start", "--name", "n", "--type", "testing", "--model", "m", "--mins", "30", "--source",
                     "manual", AI_OUTPUT_DIR=f"{directory}/{'x' * 200}")
    assert told.returncode == 0, told
    assert sorted(os.listdir(directory))[:1] == ["ledger"], os.listdir(directory)
    place.end()


# Run in a name space of its own, where anybody may mount: a ledger on a small disk that fills, then cannot be written.
SMALL_DISK = """
set -e
mkdir -p ledger
mount -t tmpfs -o size=96k none ledger
session=$("$0" start --name n --type testing --model m --mins 30 --source manual --json |
  sed -n 's/.*"session_id": *"\\([^"]*\\)".*/\\1/p' | head -n 1)
prompt=$(printf '%06000d' 0) # more than what is left of the last page of a file
log() { "$0" log --session-id "$session" --prompt "$prompt" --summary s --rating 4; }
log >/dev/null
refused() { # cause
  cp ledger/*.json before
  if log >told 2>&1; then echo "not refused: $1"; exit 3; fi
  grep -q "$PWD/ledger" told && grep -q "$1" told || { cat told; exit 4; }
  for file in before/*; do cmp "$file" "ledger/$(basename "$file")"; done
}
mkdir before
cat /dev/zero >ledger/filler 2>/dev/null || true
refused "No space left on device"
rm ledger/filler
log >/dev/null
mount -o remount,ro ledger
refused "Read-only file system"
mount -o remount,rw ledger
log >/dev/null
cat ledger/interactions.json >stored
rm -r before
"""


def own_name_space():
    """The command before another that gives it mounts of its own: as oneself, or where that is forbidden as the superuser."""
    for wrapper in (["unshare", "-rm"], ["sudo", "-n", "unshare", "-m"]):
        if subprocess.run([*wrapper, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True).returncode == 0:
            return wrapper
    raise AssertionError("this machine lets nobody mount a small disk, neither unshare -rm nor sudo unshare -m")


def a_full_disk_and_one_that_cannot_be_written_change_nothing(directory):
    variables = [f"{name}={value}" for name, value in environment(directory).items()]
    done = subprocess.run([*own_name_space(), "env", *variables, "sh", "-c", SMALL_DISK, BINARY], cwd=directory,
                          capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, (done.returncode, done.stdout, done.stderr)
    assert len(json.loads(pathlib.Path(directory, "stored").read_text())) == 3


TESTS = [
    eight_processes_lose_and_double_nothing, kill_9_at_any_moment_leaves_whole_files_and_every_acknowledged_record,
    a_killed_server_leaves_whole_files_and_every_acknowledged_record,
    killed_servers_beside_one_another_lose_and_double_nothing,
    a_server_makes_new_versions_of_old_ones_as_long_as_nobody_else_writes, a_log_reads_nothing_of_the_history_again,
    temporary_files_may_be_removed_at_any_time, a_full_disk_is_told_and_changes_nothing,
    sessions_started_together_get_their_own_ids, a_broken_file_is_kept_before_the_first_write,
    a_record_of_another_program_keeps_its_bytes, reading_commands_create_nothing,
    a_file_in_place_of_the_directory_is_named, what_the_system_refuses_is_told_and_changes_nothing,
    a_name_that_is_too_long_is_told_and_creates_nothing, a_full_disk_and_one_that_cannot_be_written_change_nothing,
]


def long_storm(seconds):
    """Usage: ledger_test.py BINARY --storm SECONDS: the same for as long as one likes."""
    for writers in (1, 3, 8):
        with tempfile.TemporaryDirectory() as directory:
            print(writers, "writers:", storm(directory, writers, kills=None, seconds=seconds / 3), flush=True)


if sys.argv[2:3] == ["--storm"]:
    long_storm(float(sys.argv[3]))
else:
    run_tests(TESTS, str)
