"""Programs that the dashboard runs, a pager and those of the clipboard, and a search that is stopped, keys typed ahead. Usage: programs_test.py BINARY [TEST…]"""
import json
import os
import re
import signal
import termios

from emulated_terminal import Watched
from pseudo_terminal import Place, ledger
from runner import run_tests

PROMPT = "Why does the redirect lose its state?"
SUMMARY = "Because the referer header is not sent. 日本語 too."


class Programs(Place):
    """A session with an interaction, and a folder for programs before all others on the PATH."""

    def __init__(self, directory):
        super().__init__(directory)
        self.write("sessions.json", ledger("First thing"))
        self.write("interactions.json", json.dumps([{
            "session_id": "id_0", "timestamp": "2025-03-01T09:30:00+00:00", "prompt": PROMPT, "response_summary": SUMMARY,
            "effectiveness_rating": 4, "iteration_count": 1, "tools_used": []}]))
        (self.path / "bin").mkdir()

    def program(self, name, *lines):
        path = self.path / "bin" / name
        path.write_text("\n".join(["#!/bin/sh", f'cd "{self.path}"', *lines, ""]))
        path.chmod(0o755)
        return path

    def environment(self, *arguments, **more):
        found = super().environment(*arguments, **more)
        found["PATH"] = f"{self.path}/bin:{found['PATH']}"
        return found

    def text(self, name):
        path = self.path / name
        return path.read_text() if path.exists() else ""

    def watched(self, *arguments, ready="First thing", **options):
        watched = Watched(self.open("--range", "all", *arguments, **{"term": "xterm-256color", **options}))
        try:
            watched.wait_for(ready)
        except BaseException:
            watched.terminal.__exit__()
            raise
        return watched

    def in_detail(self, **options):
        watched = self.watched(**options)
        watched.terminal.send("2\r")
        watched.wait_for("Interactions 1")
        watched.wait_for("Why does")
        watched.settle()
        return watched


PAGER = (
    # The shell reads its own state itself: while it starts a program, it may block signals.
    "cat >text", "stty -g </dev/tty >modes", 'while read -r row; do echo "$row"; done </proc/$$/status >signals',
    "printf 'PAGER %s\\r\\n' HERE >/dev/tty", "read -r line </dev/tty", 'echo "$line" >line')


def the_pager_has_the_terminal_as_it_was(place):
    place.program("mypager", *PAGER)
    watched = place.in_detail(PAGER="mypager", TMPDIR=str(place.path))
    with watched.terminal as terminal:
        frame, raw = watched.screen.text(), termios.tcgetattr(terminal.slave)
        for number in range(2):
            start = len(terminal.output)
            terminal.send("P")
            terminal.wait_for_bytes(rb"PAGER HERE", start)
            watched.update()
            terminal.expect_given_back()
            assert PROMPT in place.text("text") and SUMMARY in place.text("text"), place.text("text")
            # What is typed is the pager's.
            terminal.send(f"q{number}\r")
            watched.wait_for_frame("frame after the pager", frame)
            terminal.wait("the pager's end", lambda: terminal.pump(0.02) or place.text("line") == f"q{number}\n")
            assert watched.screen.modes.get(1049) and watched.screen.modes.get(2004), watched.screen.modes
            assert termios.tcgetattr(terminal.slave) == raw
        # Nothing is blocked in the pager, and what a shell does not ignore is not ignored.
        signals = dict(re.findall(r"^Sig(\w+):\s+(\w+)$", place.text("signals"), re.M))
        assert int(signals["Blk"], 16) == 0, signals
        for number in (signal.SIGINT, signal.SIGTSTP, signal.SIGWINCH, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
            assert not int(signals["Ign"], 16) >> (number - 1) & 1, (number, signals)
        terminal.send("qq")
        assert terminal.wait_state("ended") == "exit 0"
        terminal.drain()
        terminal.expect_given_back()


def the_whole_text_page_goes_to_the_pager_too(place):
    place.program("mypager", *PAGER)
    watched = place.in_detail(PAGER="mypager -x | cat")
    with watched.terminal as terminal:
        terminal.send("\r")
        watched.wait_for("Because the referer")
        frame = watched.settle().text()
        terminal.send("P")
        terminal.wait_for_bytes(rb"PAGER HERE")
        terminal.send("\r")
        watched.wait_for_frame("text page after the pager", frame)
        assert PROMPT in place.text("text") and SUMMARY in place.text("text")


def an_interrupted_pager_leaves_the_dashboard_running(place):
    place.program("mypager", *PAGER)
    watched = place.in_detail(PAGER="mypager")
    with watched.terminal as terminal:
        frame = watched.screen.text()
        for key in ("\x03", "\x1c"):
            start = len(terminal.output)
            terminal.send("P")
            terminal.wait_for_bytes(rb"PAGER HERE", start)
            terminal.send(key)
            watched.wait_for_frame("frame after the interrupted pager", frame)
            assert not [state for state in terminal.states if state.startswith("ended")], terminal.states
        # What is typed before the screen is back may be the pager's.
        watched.settle()
        terminal.send("?")
        watched.wait_for("Copy")
        assert place.text("line") == ""


def a_pager_that_is_not_there_is_named(place):
    watched = place.in_detail(PAGER="no-such-pager")
    with watched.terminal as terminal:
        terminal.send("P")
        watched.wait_for("no-such-pager is not there")
        assert "Why does" in watched.screen.text()


def a_stopped_pager_stops_the_whole_job(place):
    place.program("mypager", *PAGER)
    watched = place.in_detail(PAGER="mypager")
    with watched.terminal as terminal:
        frame = watched.screen.text()
        terminal.send("P")
        terminal.wait_for_bytes(rb"PAGER HERE")
        terminal.send("\x1a")
        assert terminal.wait_state("stopped") == str(int(signal.SIGTSTP))
        os.killpg(terminal.process, signal.SIGCONT)
        terminal.send("later\r")
        watched.wait_for_frame("frame after the pager", frame)
        assert place.text("line") == "later\n"


# --- the clipboard


def configured(place, way):
    conf = place.path / ".config" / "ai-session-tracker" / "tui.conf"
    conf.parent.mkdir(parents=True, exist_ok=True)
    conf.write_text(f"set clipboard {way}\n")


def the_configured_program_gets_the_text(place):
    for name, arguments in (("wl-copy", ""), ("xclip", "-selection clipboard"), ("pbcopy", "")):
        configured(place, name)
        place.program(name, f'printf "%s" "$*" >{name}.arguments', f"cat >{name}.text")
        watched = place.watched("--tab", "sessions", TMUX=None)
        with watched.terminal as terminal:
            terminal.send("y")
            watched.wait_for(f"by {name}")
            assert place.text(f"{name}.text") == "id_0", place.text(f"{name}.text")
            assert place.text(f"{name}.arguments") == arguments, place.text(f"{name}.arguments")
            terminal.send("Y")
            terminal.wait("the row", lambda: terminal.pump(0.02) or place.text(f"{name}.text").startswith("| id |"))
            assert b"\x1b]52" not in terminal.output


def where_the_program_fails_the_text_is_shown(place):
    for lines in (["exit 1"], ["kill -9 $$"], ["sleep 60"], None):
        configured(place, "xclip")
        if lines:
            place.program("xclip", *lines)
        else:
            (place.path / "bin" / "xclip").unlink()
            os.environ["PATH"], path = str(place.path / "bin"), os.environ["PATH"]
        try:
            watched = place.watched("--tab", "sessions", TMUX=None)
            with watched.terminal as terminal:
                terminal.send("y")
                watched.wait_for("Select to copy")
                watched.wait_for("│ id_0")
                terminal.send("\x1b")
                watched.wait("the list", lambda screen: "Select to copy" not in screen.text())
        finally:
            if not lines:
                os.environ["PATH"] = path


# --- a search that takes long


def escape_stops_a_search_of_everything(place):
    text = "words " * 200
    record = json.dumps({"session_id": "id_0", "timestamp": "2025-03-01T09:30:00+00:00", "prompt": text, "response_summary": text,
                         "effectiveness_rating": 4, "iteration_count": 1, "tools_used": []})
    with open(place.data / "interactions.json", "w") as file:
        file.write("[" + ",\n".join([record] * 60_000 + [record.replace("words", "NEEDLE", 1)]) + "]")
    watched = place.watched("--tab", "sessions", ready="1 of 1")
    with watched.terminal as terminal:
        before = watched.settle(0.5).text()
        terminal.send("//needle")
        watched.wait_for("needle")
        watched.settle()
        start = len(terminal.output)
        terminal.send("\r")
        # The prompt goes before the search begins.
        terminal.wait("a paint", lambda: len(terminal.output) > start)
        terminal.send("\x1b")
        watched.wait_for("search stopped")
        watched.settle(0.5)
        assert "NEEDLE" not in watched.screen.text(), watched.screen.text()
        assert len(terminal.output) - start < 4000
        terminal.send("g")
        watched.wait_for_frame("list as it was", before)
        # Other keys wait for what it finds: this one opens the interaction's session.
        terminal.send("//needle\r\r")
        watched.wait_for("Interactions")
        terminal.send("\x1b\x1bq")
        assert terminal.wait_state("ended") == "exit 0"


def keys_typed_ahead_wait_for_the_session_they_open(place):
    watched = place.watched("--tab", "sessions", ready="1 of 1")
    with watched.terminal as terminal:
        terminal.send("\r\r")
        watched.wait_for("Interaction 1 of 1")
        terminal.send("qqq")
        assert terminal.wait_state("ended") == "exit 0"


TESTS = [
    the_pager_has_the_terminal_as_it_was,
    the_whole_text_page_goes_to_the_pager_too,
    an_interrupted_pager_leaves_the_dashboard_running,
    a_pager_that_is_not_there_is_named,
    a_stopped_pager_stops_the_whole_job,
    the_configured_program_gets_the_text,
    where_the_program_fails_the_text_is_shown,
    escape_stops_a_search_of_everything,
    keys_typed_ahead_wait_for_the_session_they_open,
]


run_tests(TESTS, Programs)
