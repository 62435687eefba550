"""What the dashboard changes and writes: records, files, the clipboard, its settings. Usage: actions_test.py BINARY [TEST…]"""
import base64
import csv
import fcntl
import io
import json
import os
import re
import subprocess
import time
from datetime import datetime

from pseudo_terminal import Place, session
from runner import run_tests


class ActionPlace(Place):
    """A directory with two sessions that fell silent, one of which says things that we do not understand."""

    def __init__(self, directory):
        super().__init__(directory)
        first = session(1, "First thing", status="active")
        first["later"] = [1.50, {"é": None}]
        sessions = {"id_1": first, "id_2": session(2, "Second thing", status="active"), "id_3": session(3, "Third, \"thing\"")}
        self.text = json.dumps(sessions, indent=2, ensure_ascii=False)
        self.write("sessions.json", self.text)
        self.write("issues.json", json.dumps([{"session_id": "id_1", "issue_type": "other", "description": "It lied", "severity": "high",
                                               "kept": 1e2}]))
        self.quiet()

    def quiet(self):
        """Files that changed just now may be half written: these are older."""
        for path in self.data.iterdir():
            os.utime(path, (time.time() - 60, time.time() - 60))

    def stored(self, name="sessions.json"):
        return json.loads((self.data / name).read_text())

    def text_of(self, name="sessions.json"):
        return (self.data / name).read_text()

    def opened(self, *arguments, **options):
        terminal = self.open("--range", "all", *arguments, **options)
        terminal.wait_for("First thing")
        terminal.send("2")
        terminal.wait_for("sort: start")
        return terminal


def select(terminal, name, position):
    terminal.send(f":{position}\r")
    terminal.wait_for(f" {position} of 3")


def row_of(terminal, name):
    lines = [line for line in terminal.screen().split("\n") if "thing" in line]
    return next(number for number, line in enumerate(lines, 1) if name in line)


def go_to(terminal, name):
    select(terminal, name, row_of(terminal, name))


def confirm(terminal, said):
    terminal.send("y")
    terminal.wait_for(said)


def a_session_is_ended_and_all_else_stays(place):
    with place.opened() as terminal:
        go_to(terminal, "First thing")
        terminal.send("e")
        terminal.wait_for("End session")
        terminal.send("s\t\ttests added\t")
        terminal.wait_for("tests added")
        confirm(terminal, "ended First thing, success")
        stored = place.stored()
        ended = stored["id_1"]
        assert ended["status"] == "completed" and ended["outcome"] == "success" and ended["notes"] == "tests added", ended
        assert ended["end_time"], ended
        assert '"later": [\n      1.5,\n      {\n        "é": null\n      }\n    ]' in place.text_of(), place.text_of()
        before = json.loads(place.text)
        assert stored["id_2"] == before["id_2"] and stored["id_3"] == before["id_3"]
        assert list(ended) == list(before["id_1"]) + ["revision"]
        # Nothing but its start was ever heard of it.
        lasted = datetime.fromisoformat(ended["end_time"]) - datetime.fromisoformat(ended["start_time"])
        assert lasted.total_seconds() == 4 * 3600, ended
        # Seen by our own watch like any other change.
        terminal.wait("one stale session less", lambda: terminal.screen().count("◌") == 1)


def an_end_is_undone_to_the_byte(place):
    with place.opened() as terminal:
        go_to(terminal, "Second thing")
        terminal.send("e")
        terminal.wait_for("End session")
        terminal.send("f")
        confirm(terminal, "ended Second thing, failed")
        assert place.stored()["id_2"]["outcome"] == "failed"
        terminal.send("u")
        terminal.wait_for("Undo")
        confirm(terminal, "undone: ended Second thing")
        assert place.text_of() == place.text


def an_issue_is_flagged_resolved_and_opened_again(place):
    before = place.text_of("issues.json")
    with place.opened(columns=120, rows=40) as terminal:
        go_to(terminal, "First thing")
        terminal.send("i")
        terminal.wait_for("Flag an issue")
        terminal.send("c\thallucination\tmade up a flag\t")
        confirm(terminal, "flagged hallucination in First thing")
        flagged = place.stored("issues.json")[1]
        assert flagged["severity"] == "critical" and flagged["description"] == "made up a flag", flagged
        assert flagged["session_id"] == "id_1" and flagged["resolved"] is False and flagged["resolution_notes"] == ""
        terminal.send("u")
        terminal.wait_for("Undo")
        confirm(terminal, "undone: flagged")
        assert place.text_of("issues.json") == before

        terminal.send("\r")
        terminal.wait_for("It lied")
        terminal.send("v")
        terminal.wait("a form or how to come to one", lambda: "Resolve issue" in terminal.screen() or "Tab goes" in terminal.screen())
        if "Resolve issue" not in terminal.screen():
            terminal.send("\tv")
        terminal.wait_for("Resolve issue")
        terminal.send("asked again\t")
        terminal.wait_for("asked again")
        confirm(terminal, "resolved other")
        issue = place.stored("issues.json")[0]
        assert issue["resolved"] is True and issue["resolution_notes"] == "asked again" and issue["kept"] == 1e2, issue
        assert '"kept": 100.0' in place.text_of("issues.json")
        terminal.wait("the resolved issue", lambda: re.search("It lied +resolved", terminal.screen()))
        terminal.send("v")
        terminal.wait_for("Reopen issue")
        terminal.send("\t")
        confirm(terminal, "reopened other")
        assert place.stored("issues.json")[0]["resolved"] is False
        terminal.send("q")


def what_another_program_changed_meanwhile_is_left_alone(place):
    with place.opened() as terminal:
        go_to(terminal, "First thing")
        terminal.send("e")
        terminal.wait_for("End session")
        terminal.send("s\t\tkept\t")
        terminal.wait_for("kept")
        changed = json.loads(place.text)
        changed["id_1"]["notes"] = "by another"
        place.replace("sessions.json", json.dumps(changed))
        place.quiet()
        text = place.text_of()
        terminal.send("y")
        terminal.wait_for("changed meanwhile — look again")
        assert place.text_of() == text
        assert "kept" in terminal.screen()
        # What was read since is what is confirmed now.
        terminal.wait_for("changed")
        for _ in range(50):
            terminal.send("y")
            terminal.pump(0.1)
            terminal.drain()
            if "ended First thing" in terminal.screen():
                break
        assert place.stored()["id_1"]["notes"] == "kept" and place.stored()["id_1"]["status"] == "completed"


def a_lock_that_is_held_is_told_and_keys_work_meanwhile(place):
    with open(place.data / ".tracker.tmp", "w") as lock, place.opened() as terminal:
        fcntl.flock(lock, fcntl.LOCK_EX)
        go_to(terminal, "First thing")
        terminal.send("e")
        terminal.wait_for("End session")
        terminal.send("sy")
        terminal.wait_for("waiting for the lock")
        terminal.send("\x0c")
        before = len(terminal.output)
        terminal.wait("a repaint", lambda: len(terminal.output) > before)
        terminal.wait_for("locked by")
        assert place.text_of() == place.text
        fcntl.flock(lock, fcntl.LOCK_UN)
        confirm(terminal, "ended First thing")
        assert place.stored()["id_1"]["status"] == "completed"


def a_lock_that_is_let_go_in_time_is_taken(place):
    with open(place.data / ".tracker.tmp", "w") as lock, place.opened() as terminal:
        fcntl.flock(lock, fcntl.LOCK_EX)
        go_to(terminal, "Second thing")
        terminal.send("e")
        terminal.wait_for("End session")
        terminal.send("sy")
        terminal.wait_for("waiting for the lock")
        fcntl.flock(lock, fcntl.LOCK_UN)
        terminal.wait_for("ended Second thing")


def read_only_changes_nothing(place):
    for arguments, settings in ((["--read-only"], None), ([], "set readonly on\n")):
        if settings:
            conf = place.path / ".config" / "ai-session-tracker"
            conf.mkdir(parents=True)
            (conf / "tui.conf").write_text(settings)
        with place.opened(*arguments) as terminal:
            assert "read-only" in terminal.screen().split("\n")[0]
            for key in "ei":
                terminal.send(key)
                terminal.wait_for("read-only: ")
                assert "┌" not in terminal.screen()
                terminal.send("j")
                terminal.wait_for_absence("read-only: ")
        assert place.text_of() == place.text


def a_directory_that_may_not_be_written_says_so(place):
    place.data.chmod(0o555)
    try:
        if os.access(place.data, os.W_OK):
            return  # Nothing is forbidden to this user.
        with place.opened() as terminal:
            terminal.send("e")
            terminal.wait_for("may not be written")
    finally:
        place.data.chmod(0o755)


def what_is_shown_is_exported(place):
    work = os.getcwd()
    os.chdir(place.path)
    try:
        with place.opened() as terminal:
            terminal.send("x")
            terminal.wait_for("Export")
            confirm(terminal, "wrote sessions-all-")
            [path] = place.path.glob("sessions-all-*.csv")
            rows = list(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))
            assert path.read_bytes().count(b"\r\n") == 4
            assert rows[0][:3] == ["session_id", "status", "session_name"] and len({len(row) for row in rows}) == 1
            shown = re.findall(r"(First thing|Second thing|Third, \"thing\")", terminal.screen())
            assert [row[2] for row in rows[1:]] == shown, rows
            # It is asked before the file is replaced.
            path.write_text("mine")
            terminal.send("x")
            terminal.wait_for("Export")
            terminal.send("y")
            terminal.wait_for("There is such a file already")
            terminal.send("\x1b")
            terminal.wait_for_absence("There is such a file")
            assert path.read_text() == "mine"

            terminal.send(":export out.json\r")
            terminal.wait_for("wrote out.json: JSON, 3 sessions")
            exported = json.loads((place.path / "out.json").read_text())
            assert exported == json.loads(place.text)
            assert place.text[place.text.index('"later"'):][:60] in (place.path / "out.json").read_text()

            terminal.send(":export out.txt\r")
            terminal.wait_for("wrote out.txt")
            assert "sort: start" in (place.path / "out.txt").read_text()
            terminal.send(":export out.md\r")
            terminal.wait_for("wrote out.md")
            assert "| id_1 | active | First thing |" in (place.path / "out.md").read_text()
            terminal.send(":export nowhere/out.md\r")
            terminal.wait_for("No such file or directory")
            assert not list(place.path.glob(".*.tmp"))
    finally:
        os.chdir(work)


def clipboard(terminal, start=0):
    found = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", terminal.output[start:])
    return [base64.b64decode(text).decode() for text in found]


def ids_and_rows_are_copied_by_the_terminal(place):
    with place.open("--range", "all", term="xterm-256color", TMUX=None) as terminal:
        terminal.wait_for_bytes(rb"First")
        terminal.send("2y")
        terminal.wait("the clipboard", lambda: clipboard(terminal))
        assert clipboard(terminal)[0] in json.loads(place.text), clipboard(terminal)
        terminal.send("Y")
        terminal.wait("the clipboard", lambda: len(clipboard(terminal)) == 2)
        lines = clipboard(terminal)[1].split("\n")
        assert lines[0].startswith("| session_id | status | session_name |") and lines[1].startswith("| --- |") and lines[2].startswith("| id_")
        terminal.wait_for_bytes(rb"by the terminal")


def without_a_way_to_the_clipboard_the_text_is_shown(place):
    with place.opened(TMUX=None) as terminal:
        terminal.send("y")
        terminal.wait_for("Select to copy")
        assert re.search(r"│ id_\d", terminal.screen()), terminal.screen()
        assert not clipboard(terminal)


def inside_screen_the_terminal_around_it_is_meant(place):
    for term, variables in (("screen", {}), ("screen-256color", {}), ("xterm-256color", {"STY": "1.pts-0.host"})):
        with place.open("--range", "all", term=term, TMUX=None, **variables) as terminal:
            terminal.wait_for_bytes(rb"First")
            terminal.send("2Y")
            terminal.wait_for_bytes(rb"if screen passes it on")
            strings = re.findall(rb"\x1bP([^\x1b]*(?:\x1b[^\\][^\x1b]*)*)\x1b\\", terminal.output)
            assert all(len(string) <= 252 for string in strings), strings
            text = b"".join(strings)
            assert text.startswith(b"\x1b]52;c;") and text.endswith(b"\x07"), text
            assert base64.b64decode(text[7:-1]).decode().startswith("| session_id | status |"), text
    # Inside tmux, which may call its terminal so, too, the sequence is tmux's own.
    with place.open("--range", "all", term="screen-256color", TMUX="/nowhere/tmux,1,0") as terminal:
        terminal.wait_for_bytes(rb"First")
        terminal.send("2y")
        terminal.wait("the clipboard", lambda: clipboard(terminal))
        assert b"\x1bP" not in terminal.output


def inside_tmux_its_buffer_is_used(place):
    socket = place.path / "tmux"
    tmux = ["tmux", "-S", str(socket), "-f", os.devnull]
    environment = place.environment(term="xterm")
    try:
        made = subprocess.run([*tmux, "new-session", "-d", "-x", "80", "-y", "24", "sleep 60"], env=environment, capture_output=True)
    except FileNotFoundError:
        return  # There is no tmux here to be tried with.
    assert made.returncode == 0, made
    try:
        with place.opened(TMUX=f"{socket},1,0") as terminal:
            terminal.send("y")
            terminal.wait_for("by tmux")
        shown = subprocess.run([*tmux, "show-buffer"], env=environment, capture_output=True, text=True)
        assert re.fullmatch(r"id_\d", shown.stdout), shown
    finally:
        subprocess.run([*tmux, "kill-server"], env=environment, capture_output=True)


def settings_are_read_saved_and_never_written_on_exit(place):
    conf = place.path / "conf" / "ai-session-tracker" / "tui.conf"
    conf.parent.mkdir(parents=True)
    conf.write_text("# mine\nset tab issues\nset nothing here\nbind X tab gaps\n")
    with place.open(XDG_CONFIG_HOME=str(place.path / "conf")) as terminal:
        terminal.wait_for("tui.conf, line 3: there is no setting nothing")
        terminal.wait_for("By severity")
        terminal.send("X")
        terminal.wait_for("Gaps")
        terminal.send(":set theme light\r")
        terminal.wait_for("theme is light")
        terminal.send("q")
        assert terminal.wait_state("ended") == "exit 0"
    assert conf.read_text() == "# mine\nset tab issues\nset nothing here\nbind X tab gaps\n"
    assert not (place.path / ".local").exists()
    with place.open(XDG_CONFIG_HOME=str(place.path / "conf")) as terminal:
        terminal.wait_for("By severity")
        terminal.send(":set theme light\r:save\r")
        terminal.wait_for("saved ")
        assert conf.read_text() == "# mine\nset tab issues\nset nothing here\nbind X tab gaps\nset theme light\n"
        conf.write_text("set mouse off\n")
        terminal.send(":source\r")
        terminal.wait_for("read ")
        terminal.send("q")
        assert terminal.wait_state("ended") == "exit 0"


def places_are_remembered_only_when_that_is_set(place):
    conf = place.path / ".config" / "ai-session-tracker" / "tui.conf"
    conf.parent.mkdir(parents=True)
    conf.write_text("set remember on\n")
    with place.opened() as terminal:
        terminal.send(":tab issues\r:range 7d\rq")
        assert terminal.wait_state("ended") == "exit 0"
    state = place.path / ".local" / "state" / "ai-session-tracker" / "tui.state"
    assert state.read_text() == "set tab issues\nset range 7d\n"
    with place.open() as terminal:
        terminal.wait_for("7d ● live")
        terminal.send("\x03")
        terminal.wait_state("ended")


def no_home_is_no_reason_to_fail(place):
    with place.opened(HOME=None) as terminal:
        terminal.send(":save\r")
        terminal.wait_for("not saved: neither XDG_CONFIG_HOME nor HOME is set")
        terminal.send("q")
        assert terminal.wait_state("ended") == "exit 0"
    with place.opened(HOME="/proc/none") as terminal:
        terminal.send(":save\r")
        terminal.wait_for("not saved: ")


def the_theme_is_the_options_then_the_files_then_the_terminals(place):
    conf = place.path / ".config" / "ai-session-tracker" / "tui.conf"
    conf.parent.mkdir(parents=True)
    dark, light, unknown, known = rb"38;5;110", rb"38;5;24[m;]", rb"38;5;243", rb"38;5;(110|24[m;])"
    for options, settings, colorfgbg, wanted, unwanted in (
            ([], "", None, unknown, known), ([], "", "15;default", unknown, known), ([], "", "15;0", dark, light), ([], "", "0;15", light, dark), ([], "set theme light\n", None, light, dark),
            ([], "set theme dark\n", "0;15", dark, light), (["--theme", "dark"], "set theme light\n", "0;15", dark, light)):
        conf.write_text(settings)
        with place.open(*options, term="xterm-256color", COLORFGBG=colorfgbg) as terminal:
            terminal.wait_for_bytes(rb"Second")
            terminal.send("q")
            terminal.wait_state("ended")
            assert re.search(wanted, terminal.output) and not re.search(unwanted, terminal.output), (options, settings, colorfgbg)


def buttons_are_clicked(place):
    with place.open("--range", "all", term="xterm-256color") as terminal:
        terminal.wait_for_bytes(rb"First")
        terminal.send("2:3\re")
        terminal.wait_for_bytes(rb"End session")
        # The form as a plain terminal would show it tells where the words stand.
        with place.opened() as plain:
            go_to(plain, "First thing")
            plain.send("e")
            plain.wait_for("y end it")
            lines = plain.screen().split("\n")

        def click(text):
            row = next(number for number, line in enumerate(lines) if text in line)
            column = lines[row].index(text)
            terminal.send(f"\x1b[<0;{column + 2};{row + 1}M\x1b[<0;{column + 2};{row + 1}m")

        click("partial")
        click("y end it")
        terminal.wait_for_bytes(rb"partial")
        terminal.wait("the end in the file", lambda: terminal.pump(0.05) or any(
            record["outcome"] == "partial" for record in place.stored().values()))


TESTS = [
    a_session_is_ended_and_all_else_stays,
    an_end_is_undone_to_the_byte,
    an_issue_is_flagged_resolved_and_opened_again,
    what_another_program_changed_meanwhile_is_left_alone,
    a_lock_that_is_held_is_told_and_keys_work_meanwhile,
    a_lock_that_is_let_go_in_time_is_taken,
    read_only_changes_nothing,
    a_directory_that_may_not_be_written_says_so,
    what_is_shown_is_exported,
    ids_and_rows_are_copied_by_the_terminal,
    without_a_way_to_the_clipboard_the_text_is_shown,
    inside_screen_the_terminal_around_it_is_meant,
    inside_tmux_its_buffer_is_used,
    settings_are_read_saved_and_never_written_on_exit,
    places_are_remembered_only_when_that_is_set,
    no_home_is_no_reason_to_fail,
    the_theme_is_the_options_then_the_files_then_the_terminals,
    buttons_are_clicked,
]


run_tests(TESTS, ActionPlace)
