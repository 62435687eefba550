"""Standard streams that the caller left closed, or that are something odd. Usage: streams_test.py BINARY"""
import itertools
import os
import pathlib
import subprocess
import sys

from runner import run_tests

BINARY = os.path.abspath(sys.argv[1])
DEADLINE = 20
START = ["start", "--name", "x", "--type", "testing", "--model", "m", "--mins", "5", "--source", "manual"]


def run(directory, arguments, closed=(), **streams):
    """The program with these descriptors closed; its exit status."""
    def close():
        for descriptor in closed:
            os.close(descriptor)
    variables = {"PATH": os.environ["PATH"], "HOME": directory, "AI_OUTPUT_DIR": directory + "/ledger"}
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **streams}
    return subprocess.run([BINARY, *arguments], env=variables, cwd=directory, preexec_fn=close, timeout=DEADLINE,
                          **streams).returncode


def every_choice():
    return itertools.chain.from_iterable(itertools.combinations(range(3), count) for count in range(4))


def what_is_meant_for_people_never_lands_in_a_file(directory):
    for closed in every_choice():
        place = pathlib.Path(directory, "".join(map(str, closed)) or "none")
        ledger = place / "ledger"
        ledger.mkdir(parents=True)
        # A broken file makes the program tell something while it has its files open.
        (ledger / "issues.json").write_text("{broken")
        os.utime(ledger / "issues.json", (1, 1))
        status = run(str(place), START, closed)
        assert status == 0, (closed, status)
        texts = {path.name: path.read_bytes() for path in ledger.iterdir()}
        for name, text in texts.items():
            assert b"issues.json" not in text and "✅".encode() not in text, (closed, name, text[:80])
        assert run(str(place), ["report"], closed) in (0, 1), closed


def a_server_without_standard_input_ends_as_at_its_end(directory):
    for closed in every_choice():
        if 0 in closed:
            assert run(directory, ["server"], closed) == 0, closed
            assert run(directory, [], closed) == 0, closed
    with open("/dev/null", "w") as unreadable:
        assert run(directory, ["server"], stdin=unreadable) == 0
    folder = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    assert run(directory, ["server"], stdin=folder) == 0
    os.close(folder)


TESTS = [what_is_meant_for_people_never_lands_in_a_file, a_server_without_standard_input_ends_as_at_its_end]

run_tests(TESTS, str)
