"""The dashboard on a pseudo-terminal, as a job of a shell, for tests: keys in, bytes and screen text out. Expects the binary as the first argument."""
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

    def listen(self, seconds):
        """Takes what comes in so long: to see that something does not happen."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.pump(left)

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

    def wait_for_absence(self, *texts):
        """A paint may arrive in pieces: what is to go may still stand while what came is there already."""
        self.wait(f"none of {texts}", lambda: not any(text in self.screen() for text in texts))

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
