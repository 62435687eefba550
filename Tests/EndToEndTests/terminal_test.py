"""The dashboard on pseudo-terminals: what is seen, and that the terminal is never harmed. Usage: terminal_test.py BINARY [TEST…]"""
import ctypes
import fcntl
import json
import os
import pathlib
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

BINARY = os.path.abspath(sys.argv[1])
DEADLINE = 10.0

# A terminal that can only clear itself and place text: its screen is told from the bytes without an emulator.
PLAIN = r"plain|only places text, am@, cols#80, lines#24, clear=\E[H\E[2J, cup=\E[%i%p1%d;%p2%dH,"

libc = ctypes.CDLL(None)
libc.setlocale.restype = ctypes.c_char_p
libc.setlocale(0, b"C.UTF-8")


def session(number, name, status="completed", minute=0):
    start = f"2025-03-{1 + number % 28:02d}T09:{minute:02d}:00+00:00"
    return {
        "id": f"id_{number}", "session_name": name, "task_type": "testing", "context": "", "start_time": start,
        "model_name": "some-model", "human_time_estimate_minutes": 60.0, "estimate_source": "manual", "status": status,
        "execution_context": "foreground", "end_time": start.replace("T09", "T10") if status == "completed" else None,
        "outcome": "success" if status == "completed" else None, "notes": "", "total_interactions": 0,
        "avg_effectiveness": 0.0, "code_metrics": []}


def ledger(*names):
    return json.dumps({f"id_{n}": session(n, name) for n, name in enumerate(names)}, indent=2)


class Place:
    """A directory for one test: the data in `ledger`, a terminal description, nothing of the user's."""

    def __init__(self, directory):
        self.path = pathlib.Path(directory)
        self.data = self.path / "ledger"
        self.data.mkdir()
        self.write("sessions.json", ledger("First thing", "Second thing", "日本語 third"))
        (self.path / "plain.src").write_text(PLAIN)
        subprocess.run(["tic", "-o", self.path / "terminfo", self.path / "plain.src"], check=True, capture_output=True)
        (self.path / "tmp").mkdir()

    def write(self, name, text):
        (self.data / name).write_text(text)

    def replace(self, name, text):
        beside = self.data / (name + ".beside")
        beside.write_text(text)
        beside.rename(self.data / name)

    def environment(self, term="plain", **more):
        found = {"PATH": os.environ["PATH"], "HOME": str(self.path), "TERM": term, "LC_ALL": "C.UTF-8", "TZ": "UTC",
                 "TERMINFO": str(self.path / "terminfo"), "AI_OUTPUT_DIR": str(self.data),
                 "TMPDIR": str(self.path / "tmp")}
        found.update(more)
        return {name: value for name, value in found.items() if value is not None}

    def run(self, *arguments, **more):
        return subprocess.run([BINARY, "tui", *arguments], env=self.environment(**more), capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=60, start_new_session=True)

    def open(self, *arguments, **options):
        return Terminal(self, *arguments, **options)


class Terminal:
    """`tui` on a pseudo-terminal, as a job of a shell: a leader waits for it and tells how it stops and ends."""

    def __init__(self, place, *arguments, columns=80, rows=24, stdin_is_terminal=True, **environment):
        self.master, self.slave = pty.openpty()
        self.resize(columns, rows)
        self.before = termios.tcgetattr(self.slave)
        self.output, self.states, self.partial = b"", [], b""
        self.telling, telling = os.pipe()
        command = [BINARY, "tui", *arguments]
        self.leader = os.fork()
        if self.leader == 0:
            try:
                self.lead(command, place.environment(**environment), telling, stdin_is_terminal)
            finally:
                os._exit(70)
        os.close(telling)
        self.process = int(self.wait_state("started"))

    def lead(self, command, environment, telling, stdin_is_terminal):
        os.setsid()
        fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
        for ignored in (signal.SIGTTOU, signal.SIGTTIN, signal.SIGTSTP, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
            signal.signal(ignored, signal.SIG_IGN)
        ready, go = os.pipe()
        process = os.fork()
        if process == 0:
            os.read(ready, 1)
            for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
                signal.signal(number, signal.SIG_DFL)
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(self.slave if stdin_is_terminal else null, 0)
            os.dup2(self.slave, 1)
            os.dup2(self.slave, 2)
            os.closerange(3, 100)
            os.execve(command[0], command, environment)
        os.setpgid(process, process)
        os.tcsetpgrp(self.slave, process)
        os.close(self.master)
        os.write(telling, f"started {process}\n".encode())
        os.write(go, b"x")
        os.close(self.slave)
        while True:
            _, status = os.waitpid(process, os.WUNTRACED)
            if os.WIFSTOPPED(status):
                os.write(telling, f"stopped {os.WSTOPSIG(status)}\n".encode())
                continue
            how = f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"exit {os.WEXITSTATUS(status)}"
            os.write(telling, f"ended {how}\n".encode())
            os._exit(0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if not any(state.startswith("ended") for state in self.states):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.leader, 0)
        for descriptor in (self.master, self.slave, self.telling):
            if descriptor is not None:
                os.close(descriptor)

    def pump(self, seconds=0.0):
        """Takes the first of what comes within so many seconds; false when nothing comes."""
        sources = [source for source in (self.master, self.telling) if source is not None]
        readable, _, _ = select.select(sources, [], [], max(seconds, 0))
        if self.master in readable:
            self.output += os.read(self.master, 65536)
        if self.telling in readable:
            told = os.read(self.telling, 4096)
            *lines, self.partial = (self.partial + told).split(b"\n")
            self.states += [line.decode() for line in lines]
            if not told:
                os.close(self.telling)
                self.telling = None
        return bool(readable)

    def drain(self):
        while self.pump():
            pass

    def wait(self, what, condition, seconds=DEADLINE):
        end = time.monotonic() + seconds
        while not condition():
            left = end - time.monotonic()
            is_over = self.telling is None and not self.pump()
            assert left > 0 and not is_over, f"no {what}; {self.states}; the screen:\n{self.screen()}"
            self.pump(left)

    def wait_state(self, kind):
        found = []

        def is_there():
            found[:] = [state.split(" ", 1)[1] for state in self.states if state.startswith(kind)]
            return found

        self.wait(kind, is_there)
        return found[-1]

    def wait_for(self, text, seconds=DEADLINE):
        self.wait(repr(text), lambda: text in self.screen(), seconds)

    def wait_for_bytes(self, pattern, start=0):
        self.wait(pattern, lambda: re.search(pattern, self.output[start:]))

    def send(self, text):
        os.write(self.master, text.encode())

    def resize(self, columns, rows):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.columns, self.rows = columns, rows

    def screen(self):
        """The rows of a plain terminal, from all that came since it was last cleared."""
        text = self.output.decode(errors="ignore").rpartition("\x1b[H\x1b[2J")[2]
        rows = [[" "] * self.columns for _ in range(self.rows)]
        row = column = 0
        for place, character in re.findall(r"\x1b\[(\d+;\d+)H|([^\x1b\r\n])", text):
            if place:
                row, column = (int(number) - 1 for number in place.split(";"))
                continue
            width = libc.wcwidth(ord(character))
            if width > 0 and row < self.rows and column + width <= self.columns:
                rows[row][column:column + width] = [character] + [""] * (width - 1)
            elif width == 0 and row < self.rows and 0 < column <= self.columns:
                rows[row][column - 1] += character
            column += max(width, 0)
        return "\n".join("".join(cells).rstrip() for cells in rows)

    def modes(self):
        """The private modes as they were last set."""
        found = {}
        for numbers, letter in re.findall(rb"\x1b\[\?([\d;]+)([hl])", self.output):
            for number in numbers.split(b";"):
                found[int(number)] = letter == b"h"
        return found

    def expect_given_back(self):
        """The terminal is as it was before: its modes, its screen, its mouse, its paste mode, its cursor and its keypad."""
        assert termios.tcgetattr(self.slave) == self.before, "termios differ"
        modes = self.modes()
        for number in (1, 47, 1000, 1002, 1003, 1006, 1049, 2004):
            assert not modes.get(number, False), f"mode {number} is left on"
        assert modes.get(25, True), "the cursor is left hidden"
        assert self.output.rfind(b"\x1b>") >= self.output.rfind(b"\x1b="), "the keypad is left in application mode"


def it_shows_the_sessions(place):
    with place.open() as terminal:
        terminal.wait_for("Overview")
        terminal.wait_for("Second thing")
        terminal.wait_for("日本語 third")


def the_frame_printed_once_is_what_the_screen_shows(place):
    for columns, rows in ((80, 24), (120, 40), (40, 12), (200, 60)):
        printed = place.run("--once", "--size", f"{columns}x{rows}")
        assert printed.returncode == 0 and printed.stderr == "", printed.stderr
        lines = printed.stdout.split("\n")
        assert len(lines) == rows + 1 and lines[-1] == "", f"{len(lines) - 1} lines for {rows} rows"
        with place.open(columns=columns, rows=rows) as terminal:
            terminal.wait("the frame", lambda: terminal.screen() + "\n" == printed.stdout)


def one_frame_needs_no_terminal_and_no_terminal_type(place):
    printed = place.run("--once", TERM=None)
    assert printed.returncode == 0 and printed.stdout.count("\n") == 24, printed
    assert "Second thing" in printed.stdout


def ascii_is_enough(place):
    printed = place.run("--once", "--ascii", "--size", "120x40")
    assert printed.stdout.isascii() and "Second thing" in printed.stdout
    printed = place.run("--once", "--size", "120x40", LC_ALL="C")
    assert printed.stdout.isascii() and "Second thing" in printed.stdout
    with place.open(LC_ALL="C") as terminal:
        terminal.wait_for("Second thing")
        assert terminal.output.isascii()


def it_follows_the_size_of_the_window(place):
    with place.open() as terminal:
        terminal.wait_for("Second thing")
        for columns, rows in ((120, 40), (20, 5), (1, 1), (200, 60), (80, 24)):
            start = len(terminal.output)
            terminal.resize(columns, rows)
            if columns > 1:
                terminal.wait(f"paint at {columns}x{rows}", lambda: len(terminal.output) > start)
        once = place.run("--once", "--size", "80x24").stdout
        terminal.wait("the frame at the last size", lambda: terminal.screen() + "\n" == once)
        terminal.send("q")
        assert terminal.wait_state("ended") == "exit 0"


COLORS = rb"\x1b\[[\d;]*(3[0-7]|38;5;\d+|9[0-7])[;m]"


def no_color_means_no_colours(place):
    for options, environment, has_colors in (
            ([], {}, True), ([], {"NO_COLOR": "1"}, False), ([], {"NO_COLOR": ""}, True), (["--no-color"], {}, False),
            (["--theme", "mono"], {}, False), (["--theme", "dark"], {"NO_COLOR": "1"}, True)):
        with place.open(*options, term="xterm-256color", **environment) as terminal:
            terminal.wait_for_bytes(rb"Second")
            terminal.send("q")
            terminal.wait_state("ended")
            assert bool(re.search(COLORS, terminal.output)) == has_colors, (options, environment)


def however_it_is_left_the_terminal_is_as_before(place):
    ways = [("key q", "exit 0"), ("key \x03", "signal 2"), ("key \x1c", "signal 3")]
    ways += [(number, f"signal {int(number)}") for number in (
        signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGABRT, signal.SIGSEGV, signal.SIGILL)]
    for term in ("xterm-256color", "linux"):
        for way, ended in ways:
            with place.open(term=term) as terminal:
                terminal.wait_for_bytes(rb"Second")
                assert termios.tcgetattr(terminal.slave) != terminal.before
                if isinstance(way, str):
                    terminal.send(way.removeprefix("key "))
                else:
                    os.kill(terminal.process, way)
                assert terminal.wait_state("ended") == ended, (term, way, terminal.states)
                terminal.drain()
                terminal.expect_given_back()


def it_stops_and_comes_back(place):
    for way in ("\x1a", signal.SIGTSTP):
        with place.open(term="xterm-256color") as terminal:
            terminal.wait_for_bytes(rb"Second")
            terminal.send(way) if isinstance(way, str) else os.kill(terminal.process, way)
            assert terminal.wait_state("stopped") == str(int(signal.SIGTSTP))
            terminal.drain()
            terminal.expect_given_back()
            start = len(terminal.output)
            terminal.resize(100, 30)
            os.kill(terminal.process, signal.SIGCONT)
            terminal.wait_for_bytes(rb"Second", start)
            modes = terminal.modes()
            assert modes[1049] and modes[1000] and modes[2004] and modes[1], modes
            terminal.send("q")
            assert terminal.wait_state("ended") == "exit 0"
            terminal.expect_given_back()


def where_it_cannot_draw_it_says_so_and_what_works(place):
    for term, named in (("dumb", "TERM=dumb"), ("nosuchterm", "TERM=nosuchterm"), (None, "TERM"), ("", "TERM")):
        with place.open(term=term) as terminal:
            assert terminal.wait_state("ended") == "exit 2"
            terminal.drain()
            said = terminal.output.decode()
            assert named in said and "ai-session-tracker report" in said, said
            assert said.count("\n") == 1 and "\x1b" not in said, said
            terminal.expect_given_back()


def without_a_terminal_it_says_so_and_what_works(place):
    answer = place.run()
    assert answer.returncode == 2 and answer.stdout == "", answer
    assert "needs a terminal" in answer.stderr and "ai-session-tracker report" in answer.stderr, answer.stderr
    assert answer.stderr.count("\n") == 1, answer.stderr


def keys_come_from_the_terminal_when_standard_input_is_something_else(place):
    with place.open(stdin_is_terminal=False) as terminal:
        terminal.wait_for("Second thing")
        terminal.send("q")
        assert terminal.wait_state("ended") == "exit 0"
        terminal.expect_given_back()


def what_another_program_writes_is_shown_within_a_second(place):
    for write in (place.replace, place.write):
        with place.open() as terminal:
            terminal.wait_for("Second thing")
            for number in range(3):
                write("sessions.json", ledger("Second thing", f"Zebra {number} came"))
                terminal.wait_for(f"Zebra {number} came", seconds=1)


def a_directory_that_comes_later_is_shown(place):
    later = place.path / "later" / "ledger"
    with place.open("--data", str(later)) as terminal:
        terminal.wait_for("Overview")
        later.mkdir(parents=True)
        (later / "sessions.json").write_text(ledger("Late thing"))
        terminal.wait_for("Late thing")


def a_half_written_file_blanks_nothing(place):
    with place.open() as terminal:
        terminal.wait_for("Second thing")
        place.write("sessions.json", ledger("Second thing", "Third thing")[:-20])
        terminal.wait_for("stale")
        assert "Second thing" in terminal.screen()
        place.write("sessions.json", ledger("Second thing", "Third thing"))
        terminal.wait_for("Third thing")
        assert "stale" not in terminal.screen()


def a_file_emptied_to_be_written_anew_blanks_nothing(place):
    with place.open() as terminal:
        terminal.wait_for("Second thing")
        place.write("sessions.json", "")
        terminal.wait_for("stale")
        assert "Second thing" in terminal.screen()
        place.write("sessions.json", ledger("Third thing"))
        terminal.wait_for("Third thing")
        assert "stale" not in terminal.screen() and "Second thing" not in terminal.screen()
        place.write("sessions.json", "{}")
        terminal.wait_for("No sessions yet")
        assert "stale" not in terminal.screen()


def data_that_cannot_be_read_is_named(place):
    broken = place.path / "a-file"
    broken.write_text("")
    for options in ([], ["--once"]):
        with place.open("--data", str(broken), *options) as terminal:
            assert terminal.wait_state("ended") == "exit 2"
            terminal.drain()
            said = terminal.output.decode()
            assert "a-file/sessions.json: Not a directory" in said and "\x1b" not in said, said


def pasted_text_is_no_command(place):
    with place.open(term="xterm-256color") as terminal:
        terminal.wait_for_bytes(rb"Second")
        terminal.send("\x1b[200~q\rq\nq\x1b[201~")
        start = len(terminal.output)
        terminal.send("?")
        terminal.wait("answer to a key", lambda: len(terminal.output) > start)
        terminal.send("\x1b")
        terminal.send("q")
        assert terminal.wait_state("ended") == "exit 0"


def an_unknown_sequence_is_no_command(place):
    with place.open(term="xterm-256color") as terminal:
        terminal.wait_for_bytes(rb"Second")
        terminal.send("\x1b[113;5q\x1b[57399q\x1bOq")
        start = len(terminal.output)
        terminal.send("?")
        terminal.wait("answer to a key", lambda: len(terminal.output) > start)
        os.kill(terminal.process, signal.SIGTERM)
        assert terminal.wait_state("ended") == "signal 15"


def two_hundred_held_keys_are_painted_in_a_few_frames(place):
    place.write("sessions.json", ledger(*(f"Thing {number}" for number in range(300))))
    with place.open(term="xterm-256color") as terminal:
        terminal.wait_for_bytes(rb"Thing")
        terminal.send("2" + "j" * 200)
        start = len(terminal.output)
        terminal.wait_for_bytes(rb"Thing", start)
        terminal.send("q")
        terminal.wait_state("ended")
        assert len(terminal.output) - start < 40_000, len(terminal.output) - start


def when_the_terminal_goes_away_it_ends(place):
    with place.open() as terminal:
        terminal.wait_for("Second thing")
        os.close(terminal.master)
        os.close(terminal.slave)
        terminal.master = terminal.slave = None
        ended = terminal.wait_state("ended")
        assert ended == f"signal {int(signal.SIGHUP)}", ended


def sample_data_is_shown_and_removed_at_every_end(place):
    parent = place.path / "tmp"
    for way in ("q", "\x03", signal.SIGTERM, signal.SIGHUP):
        with place.open("--demo") as terminal:
            terminal.wait_for("Fix login redirect")
            assert list(parent.iterdir())
            terminal.send(way) if isinstance(way, str) else os.kill(terminal.process, way)
            terminal.wait_state("ended")
            assert not list(parent.iterdir()), way
    printed = place.run("--demo", "--once")
    assert "Fix login redirect" in printed.stdout and not list(parent.iterdir())
    assert not place.run("--demo", "--data", "x").returncode == 0


def a_size_that_is_none_is_refused(place):
    for size in ("80", "0x24", "80x", "80x24x2", "axb", "99999x3"):
        answer = place.run("--once", "--size", size)
        assert answer.returncode != 0 and "120x40" in answer.stderr, (size, answer)


TESTS = [
    it_shows_the_sessions,
    the_frame_printed_once_is_what_the_screen_shows,
    one_frame_needs_no_terminal_and_no_terminal_type,
    ascii_is_enough,
    it_follows_the_size_of_the_window,
    no_color_means_no_colours,
    however_it_is_left_the_terminal_is_as_before,
    it_stops_and_comes_back,
    where_it_cannot_draw_it_says_so_and_what_works,
    without_a_terminal_it_says_so_and_what_works,
    keys_come_from_the_terminal_when_standard_input_is_something_else,
    what_another_program_writes_is_shown_within_a_second,
    a_directory_that_comes_later_is_shown,
    a_half_written_file_blanks_nothing,
    a_file_emptied_to_be_written_anew_blanks_nothing,
    data_that_cannot_be_read_is_named,
    pasted_text_is_no_command,
    an_unknown_sequence_is_no_command,
    two_hundred_held_keys_are_painted_in_a_few_frames,
    when_the_terminal_goes_away_it_ends,
    sample_data_is_shown_and_removed_at_every_end,
    a_size_that_is_none_is_refused,
]


def main():
    passed = failed = 0
    wanted = sys.argv[2:]
    for test in [test for test in TESTS if not wanted or test.__name__ in wanted]:
        with tempfile.TemporaryDirectory() as directory:
            try:
                test(Place(directory))
                passed += 1
            except Exception as error:  # noqa: BLE001 - a test reports whatever went wrong
                failed += 1
                print(f"FAIL {test.__name__}: {type(error).__name__}: {str(error)[:2000]}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
