"""A program that rewrites the files ten times a second beside the dashboard. Usage: writers_test.py BINARY [TEST…]

WRITER_SECONDS says how long each kind of writer writes: 5 unless told; 60 is the long form. Prints what was counted.
"""
import json
import os
import random
import subprocess
import sys
import time

from emulated_terminal import Watched
from pseudo_terminal import BINARY, Place, session
from runner import run_tests

SECONDS = float(os.environ.get("WRITER_SECONDS", "5"))
PAUSE = 0.1
KEPT = "The kept one"


class Written(Place):
    """Sixty sessions, one of which stays selected."""

    def __init__(self, directory):
        super().__init__(directory)
        self.sessions = {f"id_{number}": session(number, f"Thing {number}") for number in range(60)}
        self.sessions["id_30"]["session_name"] = KEPT
        self.interactions = []
        self.save(self.replace)

    def save(self, write):
        write("sessions.json", json.dumps(self.sessions, indent=2))
        write("interactions.json", json.dumps(self.interactions, indent=2))

    def in_place(self, name, text):
        """As a program that knows nothing of readers: emptied, half, whole."""
        with open(self.data / name, "w") as file:
            file.write(text[:len(text) // 2])
            file.flush()
            time.sleep(0.04)
            file.write(text[len(text) // 2:])

    def change(self, numbers, turn):
        """Another start of some session, one session more or less, some interactions more; the kept one stays."""
        others = [identity for identity in self.sessions if identity != "id_30"]
        moved = numbers.choice(others)
        self.sessions[moved]["start_time"] = f"2025-03-{1 + numbers.randrange(28):02d}T{numbers.randrange(9):02d}:30:00+00:00"
        if turn % 3 == 0:
            del self.sessions[numbers.choice(others)]
        if turn % 3 == 1:
            new = session(turn, f"New {turn}")
            self.sessions[f"new_{turn}"] = new
        self.interactions.append({
            "session_id": moved, "timestamp": "2025-03-02T09:30:00+00:00", "prompt": f"Question {turn}", "response_summary": "A",
            "effectiveness_rating": 1 + turn % 5, "iteration_count": 1, "tools_used": []})


def processor_nanoseconds(process):
    with open(f"/proc/{process}/schedstat") as file:
        return int(file.read().split()[0])


def selected(screen):
    """The text of the selected row; nil while a paint is under way."""
    rows = screen.reversed_rows()
    return screen.lines()[rows[0]] if len(rows) == 1 else None


def watch_writer(place, name, write):
    numbers = random.Random(7)
    with place.open("--range", "all", "--tab", "sessions", term="xterm-256color", rows=30) as terminal:
        watched = Watched(terminal)
        watched.wait_for("1 of 60")
        while KEPT not in (selected(watched.settle(0.05)) or ""):
            terminal.send("j")
        start, begun, processor = len(terminal.output), time.monotonic(), processor_nanoseconds(terminal.process)
        turn = checks = stale = 0
        next_key = begun + 1
        while time.monotonic() < begun + SECONDS:
            turn_begins = time.monotonic()
            turn += 1
            place.change(numbers, turn)
            place.save(write)
            while (left := turn_begins + PAUSE - time.monotonic()) > 0:
                terminal.pump(left)
            row = selected(watched.update())
            if row is not None:
                assert KEPT in row, f"turn {turn}: {row}\n{watched.screen.text()}"
                checks += 1
            stale += "stale" in watched.screen.lines()[0]
            if time.monotonic() > next_key:
                # A key and its undoing are answered meanwhile.
                for key, text in (("?", "Other"), ("\x1b", KEPT)):
                    terminal.send(key)
                    watched.wait_for(text)
                next_key = time.monotonic() + 1
        seconds = time.monotonic() - begun
        share = (processor_nanoseconds(terminal.process) - processor) / seconds / 1e9
        # Quiet again: everything is shown, nothing is stale, the same session is selected.
        watched.wait_for(f" of {len(place.sessions)} ")
        watched.wait("the end of stale", lambda screen: "stale" not in screen.text())
        screen = watched.settle(2.5)
        assert KEPT in (selected(screen) or ""), screen.text()
        assert checks > turn // 4, (checks, turn)
        terminal.send("1")
        watched.wait_for(f"{len(place.sessions)} sessions · {len(place.interactions)} interactions")
        printed = place.run("--once", "--range", "all", "--size", "80x30").stdout
        top = printed.split("\n")[1:9]
        watched.wait(f"the rows that are printed: {top}", lambda screen: screen.lines()[1:9] == top)
        numbers_shown = [json.loads(subprocess.run([BINARY, *arguments], env=place.environment(), capture_output=True, text=True,
                                                   stdin=subprocess.DEVNULL, timeout=60).stdout)
                         for arguments in (["report", "--json"], ["tui", "--once", "--json", "--range", "all"])]
        for member in ("total_sessions", "roi", "effectiveness"):
            assert numbers_shown[0][member] == numbers_shown[1][member], member
        print(f"  {name}: {turn} versions in {seconds:.0f} s, {100 * share:.1f} % of a core, "
              f"{(len(terminal.output) - start) / seconds:.0f} bytes/s, {stale} looks stale, selection looked at {checks} times",
              file=sys.stderr)
        terminal.send("q")
        assert terminal.wait_state("ended") == "exit 0"


def a_writer_that_renames_is_followed(place):
    watch_writer(place, "renamed", place.replace)


def a_writer_that_writes_in_place_is_followed(place):
    watch_writer(place, "in place", place.in_place)


TESTS = [a_writer_that_renames_is_followed, a_writer_that_writes_in_place_is_followed]


run_tests(TESTS, Written)
