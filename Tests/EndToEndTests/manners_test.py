"""Every kind of terminal manners, on every kind of terminal: types, locales, colours, sizes, ends. Usage: manners_test.py BINARY [TEST…]

Bytes and wake-ups are counted; how long something takes is not judged here.
"""
import contextlib
import datetime
import json
import os
import re
import select
import signal
import termios
import time

from emulated_terminal import Watched
from pseudo_terminal import Place, ledger, session
from runner import run_tests

TYPES = ("xterm-256color", "xterm", "tmux-256color", "linux", "vt100", "xterm-mono")
WITHOUT_COLOURS = ("vt100", "xterm-mono")
WITH_ALTERNATE_SCREEN = ("xterm-256color", "xterm", "tmux-256color", "xterm-mono")
LOCALES = ("C.UTF-8", "C")
SIZES = ((80, 24), (120, 40), (200, 60))
COLOURS = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m")
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGSEGV", "SIGBUS", "SIGILL", "SIGTRAP", "SIGABRT", "SIGFPE")
OTHER_SIGNALS = ("SIGALRM", "SIGUSR1", "SIGUSR2", "SIGVTALRM", "SIGPROF", "SIGPIPE", "SIGIO", "SIGPWR", "SIGXCPU", "SIGSTKFLT", "SIGSYS", "SIGRTMIN", "SIGRTMAX")


class Manners(Place):
    """Three hundred sessions, all of them over, with interactions and issues: nothing that ticks."""

    def __init__(self, directory):
        super().__init__(directory)
        self.write("sessions.json", ledger(*(f"Thing {number}" for number in range(300))))
        self.write("interactions.json", json.dumps([
            {"session_id": f"id_{number % 300}", "timestamp": f"2025-03-{1 + number % 28:02d}T09:30:00+00:00",
             "prompt": f"Question {number}", "response_summary": "An answer", "effectiveness_rating": 1 + number % 5,
             "iteration_count": 1 + number % 3, "tools_used": ["edit"]} for number in range(900)], indent=2))
        self.write("issues.json", json.dumps([
            {"session_id": f"id_{number}", "issue_type": "incomplete", "severity": ["low", "critical"][number % 2],
             "description": f"Issue {number}", "timestamp": "2025-03-02T09:40:00+00:00"} for number in range(20)], indent=2))

    def watched(self, *arguments, ready="300 sessions", **options):
        terminal = self.open("--range", "all", *arguments, **{"term": "xterm-256color", **options})
        watched = Watched(terminal)
        try:
            watched.wait_for(ready)
            watched.settle()
        except BaseException:
            terminal.__exit__()
            raise
        return watched


def switches(terminal):
    """How often the process gave up the processor by itself: every wake-up ends so."""
    with open(f"/proc/{terminal.process}/status") as status:
        return int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", status.read(), re.M)[1])


def resident_kibibytes(terminal):
    with open(f"/proc/{terminal.process}/status") as status:
        return int(re.search(r"^VmRSS:\s+(\d+)", status.read(), re.M)[1])


def the_frame_is_the_same_on_every_terminal(place):
    for term in TYPES:
        for locale in LOCALES:
            for no_color in (None, "1"):
                sizes = SIZES if term == "xterm-256color" and not no_color else SIZES[:1]
                for columns, rows in sizes:
                    printed = place.run("--once", "--range", "all", "--size", f"{columns}x{rows}", LC_ALL=locale).stdout
                    assert printed.isascii() == (locale == "C"), (term, locale)
                    with place.watched(term=term, LC_ALL=locale, NO_COLOR=no_color, columns=columns, rows=rows).terminal as terminal:
                        watched = Watched(terminal)
                        watched.wait_for_frame(f"frame on {term}, {locale}", printed)
                        screen = watched.settle()
                        assert not screen.unknown, (term, screen.unknown)
                        has_colours = bool(COLOURS.search(terminal.output))
                        assert has_colours == (term not in WITHOUT_COLOURS and not no_color), (term, no_color)
                        assert terminal.output.isascii() == (locale == "C"), term
                        assert len(terminal.output) <= 16_000 * columns * rows // 1920, (term, columns, len(terminal.output))


def the_cursor_stands_on_the_selected_row(place):
    for term in TYPES:
        watched = place.watched(term=term)
        with watched.terminal as terminal:
            terminal.send("2")
            watched.wait_for("1 of 300")
            for number in range(2, 8):
                terminal.send("j")
                watched.wait_for(f" {number} of 300")
                watched.wait("the cursor on the selected row", lambda screen: screen.row in screen.reversed_rows())
            watched.settle()
            assert len(watched.screen.reversed_rows()) == 1, watched.screen.text()
            assert watched.screen.modes.get(25, True), "the cursor is hidden"


def a_key_costs_few_bytes(place):
    watched = place.watched()
    with watched.terminal as terminal:
        terminal.send("2")
        watched.wait_for("1 of 300")
        watched.settle()
        for keys, limit in (("jjjjjjkkk", 600), ("1234567654321", 6000), ("2", 6000), ("\r", 6000), ("\x1b", 6000), ("?", 8000)):
            for key in keys:
                start = len(terminal.output)
                terminal.send(key)
                terminal.wait("a paint", lambda: len(terminal.output) > start)
                watched.settle(0.1)
                assert len(terminal.output) - start <= limit, (key, len(terminal.output) - start)


def ratings_in_all_their_colours_cost_few_bytes(place):
    for ground in ("15;0", "0;15", None):
        watched = place.watched("--tab", "effectiveness", ready="Distribution", COLORFGBG=ground)
        with watched.terminal as terminal:
            assert len(terminal.output) <= 6000, (ground, len(terminal.output))


def a_new_interaction_costs_few_bytes(place):
    watched = place.watched("--tab", "sessions", ready="1 of 300")
    with watched.terminal as terminal:
        interactions = json.loads((place.data / "interactions.json").read_text())
        # Of the first session on screen.
        latest = {**interactions[0], "session_id": "id_27", "effectiveness_rating": 1}
        for number in range(3):
            start = len(terminal.output)
            interactions.append({**latest, "prompt": f"More {number}"})
            place.replace("interactions.json", json.dumps(interactions))
            terminal.wait("a paint", lambda: len(terminal.output) > start)
            # What changed is stressed for two seconds, then drawn plainly.
            watched.settle(2.5)
            assert len(terminal.output) - start <= 1500, len(terminal.output) - start


def held_keys_become_few_paints(place):
    for term in TYPES:
        watched = place.watched(term=term)
        with watched.terminal as terminal:
            terminal.send("2")
            watched.wait_for("1 of 300")
            watched.settle()
            start = len(terminal.output)
            terminal.send("j" * 200)
            watched.wait_for("201 of 300")
            watched.settle()
            assert len(terminal.output) - start <= 20_000, (term, len(terminal.output) - start)


def all_quiet(terminals, seconds=2.5, limit=10.0):
    """Until none of them got anything for so many seconds."""
    end = time.monotonic() + limit
    quiet_since = time.monotonic()
    while (now := time.monotonic()) < min(quiet_since + seconds, end):
        readable, _, _ = select.select([terminal.master for terminal in terminals], [], [], quiet_since + seconds - now)
        for terminal in terminals:
            if terminal.master in readable:
                terminal.pump()
                quiet_since = time.monotonic()


def a_quiet_dashboard_sleeps_and_a_running_clock_wakes_once_a_minute(place):
    with contextlib.ExitStack() as stack:
        idle = [stack.enter_context(place.watched("--tab", tab, term=term, ready="1 Over").terminal)
                for term, tab in (("xterm-256color", "overview"), ("xterm", "sessions"), ("linux", "trends"))]
        (place.path / "beside").mkdir()
        beside = Manners(place.path / "beside")
        running = session(0, "Running thing", status="active")
        running["start_time"] = datetime.datetime.now(datetime.timezone.utc).isoformat()
        beside.write("sessions.json", json.dumps({"id_0": running}))
        ticking = stack.enter_context(beside.watched(ready="Running thing").terminal)
        all_quiet(idle + [ticking])
        before = [(terminal, len(terminal.output), switches(terminal)) for terminal in idle + [ticking]]
        end = time.monotonic() + 3
        while (left := end - time.monotonic()) > 0:
            ticking.pump(left)
        for terminal, start, woken in before:
            terminal.drain()
            # At most one minute began meanwhile.
            bytes_at_most, wakings = (80, 2) if terminal is ticking else (0, 0)
            assert len(terminal.output) - start <= bytes_at_most, terminal.output[start:]
            assert switches(terminal) - woken <= wakings, switches(terminal) - woken


def memory_stays_small(place):
    watched = place.watched()
    with watched.terminal as terminal:
        for tab in "1234567":
            terminal.send(tab)
            watched.settle()
        assert resident_kibibytes(terminal) <= 60 * 1024, resident_kibibytes(terminal)


def a_new_size_is_filled(place):
    for term in TYPES:
        watched = place.watched(term=term)
        with watched.terminal as terminal:
            for columns, rows in ((100, 30), (20, 5), (1, 1), (200, 60), (80, 24)):
                watched.resized(columns, rows)
                if columns < 40:
                    watched.settle()
                    continue
                printed = place.run("--once", "--range", "all", "--size", f"{columns}x{rows}").stdout
                watched.wait_for_frame(f"frame at {columns}x{rows} on {term}", printed)
            terminal.send("q")
            assert terminal.wait_state("ended") == "exit 0"


def every_end_gives_every_terminal_back(place):
    ways = [("q", "exit 0"), ("\x03", "signal 2"), ("\x1c", "signal 3")]
    ways += [(getattr(signal, name), f"signal {int(getattr(signal, name))}") for name in SIGNALS]
    others = [(getattr(signal, name), f"signal {int(getattr(signal, name))}") for name in OTHER_SIGNALS]
    for number, term in enumerate(TYPES):
        # Of the others some on each, all on the most common one.
        for way, ended in ways + (others if number == 0 else others[number % 3::3]):
            # Locale and colours change with the ways, so that each kind ends in each way on some terminal.
            locale, no_color = LOCALES[len(ended) % 2], [None, "1"][len(term) % 2]
            with place.open("--range", "all", term=term, LC_ALL=locale, NO_COLOR=no_color) as terminal:
                watched = Watched(terminal)
                watched.wait_for("300 sessions")
                assert termios.tcgetattr(terminal.slave) != terminal.before, term
                terminal.send(way) if isinstance(way, str) else os.kill(terminal.process, way)
                assert terminal.wait_state("ended") == ended, (term, way, terminal.states)
                terminal.drain()
                terminal.expect_given_back()
                screen = watched.update()
                assert screen.text().strip() == "", (term, way, screen.text())
                assert not screen.is_reversed and (screen.top, screen.bottom) == (0, terminal.rows - 1), (term, way)
                assert screen.shift == "(" and screen.sets["("] == "B", (term, way)
                assert bool({47, 1049} & set(screen.modes)) == (term in WITH_ALTERNATE_SCREEN), (term, screen.modes)


def every_terminal_is_given_back_while_it_is_stopped(place):
    for term in TYPES:
        for way in ("\x1a", signal.SIGTSTP):
            with place.open("--range", "all", term=term) as terminal:
                watched = Watched(terminal)
                watched.wait_for("300 sessions")
                terminal.send(way) if isinstance(way, str) else os.kill(terminal.process, way)
                assert terminal.wait_state("stopped") == str(int(signal.SIGTSTP)), term
                terminal.drain()
                terminal.expect_given_back()
                assert watched.update().text().strip() == "", (term, watched.screen.text())
                watched.resized(100, 30)
                os.kill(terminal.process, signal.SIGCONT)
                printed = place.run("--once", "--range", "all", "--size", "100x30").stdout
                watched.wait_for_frame(f"frame on {term}", printed)
                assert termios.tcgetattr(terminal.slave) != terminal.before, term
                terminal.send("q")
                assert terminal.wait_state("ended") == "exit 0"
                terminal.drain()
                terminal.expect_given_back()


def stray_words_come_after_the_screen(place):
    for way, ended in (("q", "exit 0"), (signal.SIGTERM, "signal 15"), (signal.SIGSEGV, "signal 11"), (signal.SIGTRAP, "signal 5")):
        watched = place.watched()
        with watched.terminal as terminal:
            before = watched.screen.text()
            start = len(terminal.output)
            # As a library that complains while the screen is on.
            with open(f"/proc/{terminal.process}/fd/2", "a") as standard_error:
                standard_error.write("a library: something is odd\n")
            terminal.send("?")
            watched.wait_for("Esc")
            terminal.send("\x1b")
            watched.wait("the same screen", lambda screen: screen.text() == before)
            assert b"something is odd" not in terminal.output[start:]
            terminal.send(way) if isinstance(way, str) else os.kill(terminal.process, way)
            assert terminal.wait_state("ended") == ended
            terminal.drain()
            assert terminal.output.count(b"a library: something is odd") == 1, terminal.output[start:]
            assert terminal.output.rindex(b"something is odd") > terminal.output.rindex(b"\x1b[?1049l")
            terminal.expect_given_back()


def the_mouse_is_asked_for_clicks_only_and_given_back(place):
    watched = place.watched("--tab", "sessions", ready="1 of 300")
    with watched.terminal as terminal:
        assert watched.screen.modes.get(1000) and watched.screen.modes.get(1006), watched.screen.modes
        assert not {1001, 1002, 1003} & {number for number, is_on in watched.screen.modes.items() if is_on}
        for row, number in ((5, 4), (9, 8)):
            terminal.send(f"\x1b[<0;10;{row + 1}M\x1b[<0;10;{row + 1}m")
            watched.wait_for(f" {number} of 300")
            assert watched.settle().row == row
        terminal.send("\x1b[<65;10;10M")
        watched.wait_for(" 11 of 300")
        terminal.send("\x1b[<0;15;1M\x1b[<0;15;1m")
        terminal.send("m")
        watched.wait("no mouse", lambda screen: not screen.modes.get(1000))
        assert not watched.screen.modes.get(1006)
    watched = place.watched("--no-mouse")
    with watched.terminal as terminal:
        assert not watched.screen.modes.get(1000) and not watched.screen.modes.get(1006)


def pasted_text_goes_into_what_is_typed(place):
    watched = place.watched("--tab", "sessions", ready="1 of 300")
    with watched.terminal as terminal:
        assert watched.screen.modes.get(2004)
        terminal.send("\x1b[200~qqq\r\x1b[201~")
        terminal.send("/\x1b[200~Thing 17\nq\x1b[201~")
        watched.wait_for("Thing 17 q")
        terminal.send("\x1b")
        watched.wait_for("1 of 300")
        terminal.send("q")
        assert terminal.wait_state("ended") == "exit 0"


def a_screen_reader_gets_words(place):
    for options, environment in ((["--screen-reader"], {}), ([], {"AI_SESSION_TRACKER_SCREEN_READER": "1"})):
        for tab in "1234567":
            printed = place.run("--once", "--range", "all", "--tab", tab, *options, **environment)
            assert printed.returncode == 0, printed
            drawn = [character for character in printed.stdout if 0x2500 <= ord(character) <= 0x28FF]
            assert not drawn, (tab, drawn)
        watched = place.watched(*options, ready="essions", **environment)
        with watched.terminal as terminal:
            for tab in "1234567":
                terminal.send(tab)
                text = watched.settle().text()
                assert text.strip() and not [c for c in text if 0x2500 <= ord(c) <= 0x28FF], text
            assert watched.screen.modes.get(25, True)


HOSTILE = [
    "\x1b[2J\x1b[31mred\x1b]0;owned\x07", "\x9b31m\x90q\x9c", "\u202egnp.exe\u2066\u200b", "👨\u200d👩\u200d👧 family ❤\ufe0f 👍🏽", "長い名前" * 2500,
    "very long name " * 700, "tab\there\r\nand there", "\x00\x01\x7f", "e" + "\u0301" * 50, "مرحبا שלום", "%s%n\\x1b[c", "\ud800 alone"]


def hostile(index):
    """Values of every kind for every member, from which no program may die."""
    return [None, float("nan"), -1e308, "9999-12-31T23:59:59Z", "0001-01-01T00:00:00", [[[]]] * 20, {"a": {"b": []}}, 2 ** 70, True, "",
            HOSTILE[index % len(HOSTILE)]][index % 11]


def write_hostile_ledger(place):
    names = ("task_type", "model_name", "status", "outcome", "end_time", "human_time_estimate_minutes", "context", "notes",
             "code_metrics", "total_interactions", "execution_context", "developer")
    sessions = []
    for number in range(90):
        record = session(number, HOSTILE[number % len(HOSTILE)], status="active" if number % 3 else "completed")
        record["start_time"] = ["2025-03-02T09:00:00Z", "9999-01-01T00:00:00Z", "2025-03-02T09:00:00", "2031-05-05T05:05:05Z"][number % 4]
        record[names[number % len(names)]] = hostile(number)
        # The same name twice, and ids that are as odd as the names.
        sessions.append(json.dumps([f"id_{number // 2}", HOSTILE[number % len(HOSTILE)] + str(number)][number % 2]) + ": " + json.dumps(record))
    place.write("sessions.json", "{" + ",\n".join(sessions) + "}")
    place.write("interactions.json", json.dumps([
        {"session_id": f"id_{number % 45}", "timestamp": hostile(number), "prompt": HOSTILE[number % len(HOSTILE)],
         "response_summary": "x" * 1_000_000 if number == 7 else HOSTILE[number % 5], "effectiveness_rating": hostile(number + 3),
         "iteration_count": hostile(number + 5), "tools_used": [HOSTILE[number % 3], hostile(number)]} for number in range(200)]))
    place.write("issues.json", json.dumps([
        {"session_id": f"id_{number % 45}", "issue_type": HOSTILE[number % len(HOSTILE)], "severity": hostile(number),
         "description": HOSTILE[number % 7], "timestamp": hostile(number + 2)} for number in range(40)]))


def hostile_data_cannot_steer_the_terminal(place):
    write_hostile_ledger(place)
    for term, locale in (("xterm-256color", "C.UTF-8"), ("linux", "C"), ("xterm", "C.UTF-8")):
        watched = place.watched(term=term, LC_ALL=locale, ready="1 Over")
        with watched.terminal as terminal:
            for keys in ("1", "2", "jjj", "\r", "G", "\r", "\x1b", "\x1b", "3", "4", "5", "\r", "\x1b", "6", "7", "?", "\x1b", "2/re\r", "x", "\x1b", "G\r"):
                terminal.send(keys)
                screen = watched.settle(0.1)
                # An emulator knows each sequence, and nobody else's words are among them.
                assert not screen.unknown, (keys, screen.unknown)
                assert screen.text().strip(), keys
            assert b"\x1b]0;" not in terminal.output and b"\x1b[31mred" not in terminal.output and b"\x1b[c" not in terminal.output
            assert "\u202e" not in terminal.output.decode() and "\x9b" not in terminal.output.decode()
            terminal.send("\x1b\x1b\x1b")
            os.kill(terminal.process, signal.SIGTERM)
            assert terminal.wait_state("ended") == "signal 15"
            terminal.drain()
            terminal.expect_given_back()
    for tab in "1234567":
        for options in ([], ["--ascii"], ["--screen-reader"], ["--json"]):
            printed = place.run("--once", "--range", "all", "--tab", tab, *options)
            assert printed.returncode == 0, (tab, options, printed.stderr)
            assert "\x1b" not in printed.stdout and "\x9b" not in printed.stdout and "\x07" not in printed.stdout, (tab, options)
            if options == ["--json"]:
                json.loads(printed.stdout, parse_constant=lambda word: 1 / 0)


def a_kind_of_xterm_without_a_description_is_drawn_on(place):
    printed = place.run("--once", "--range", "all").stdout
    for term in ("xterm-ghostty", "ghostty", "xterm-kitty", "kitty", "alacritty", "alacritty-direct", "foot", "foot-extra", "wezterm",
                 "xterm-nosuch", "nosuch-256color", "nosuch-direct"):
        # Descriptions of some may be installed; nothing of the user's is read.
        with place.open("--range", "all", term=term, TERMINFO=str(place.path / "terminfo"), TERMINFO_DIRS=None) as terminal:
            watched = Watched(terminal)
            watched.wait_for_frame(f"frame on {term}", printed)
            # The programs it starts have the user's variable.
            with open(f"/proc/{terminal.process}/environ") as environment:
                assert f"TERM={term}" in environment.read().split("\0")
            terminal.send("q")
            assert terminal.wait_state("ended") == "exit 0"
            terminal.drain()
            terminal.expect_given_back()


def the_escape_key_waits_as_long_as_is_said(place):
    for delay, is_one_key in (("2000", True), ("0x7d0", True), (None, False), ("0", False), ("soon", False), ("-5", False), ("2000ms", False), ("", False)):
        watched = place.watched("--tab", "sessions", ready="1 of 300", ESCDELAY=delay)
        with watched.terminal as terminal:
            terminal.send("\x1b")
            terminal.listen(0.3)
            # The end of the arrow that goes down; by itself it groups.
            terminal.send("OB")
            if is_one_key:
                watched.wait_for("2 of 300")
            else:
                watched.settle()
                assert "2 of 300" not in watched.screen.text(), delay


QUESTION = b"\x1b]11;?\x07"
DARK, LIGHT = "\x1b]11;rgb:1e1e/1e1e/1e1e\x07", "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\"
# The colour of heads on each ground; on an unknown one they have the terminal's own.
HEADS = {"dark": rb"38;5;110[m;]", "light": rb"38;5;24[m;]"}


def heads(output):
    """On which grounds heads were painted, in their order."""
    found = sorted((match.start(), name) for name, colour in HEADS.items() for match in re.finditer(colour, output))
    names = [name for _, name in found]
    return [name for number, name in enumerate(names) if number == 0 or names[number - 1] != name]


def the_terminal_is_asked_once_what_it_draws_on(place):
    for term in TYPES:
        for options, environment in (((), {}), (("--no-color",), {}), ((), {"NO_COLOR": "1"}), (("--theme", "dark"), {})):
            with place.watched(*options, term=term, **environment).terminal as terminal:
                knows = term in ("xterm-256color", "xterm", "tmux-256color") and not options and not environment
                assert terminal.output.count(QUESTION) == (1 if knows else 0), (term, options, environment)
                assert not terminal.output.count(b"\x1b]11") - terminal.output.count(QUESTION), term


def the_colours_follow_what_the_terminal_answers(place):
    for answer, named, wanted in ((DARK, None, ["dark"]), (LIGHT, None, ["light"]), (DARK, "0;15", ["light", "dark"]),
                                  (LIGHT, "15;0", ["dark", "light"])):
        # Cut anywhere but behind the first character, which alone is the key of its name.
        for pieces in ([answer], [answer, answer], [answer[:9], answer[9:]], [answer[:2], answer[2:-1], answer[-1:]], [answer[:2], *answer[2:]]):
            watched = place.watched(COLORFGBG=named)
            with watched.terminal as terminal:
                before, start = watched.screen.text(), len(terminal.output)
                for piece in pieces:
                    terminal.send(piece)
                    terminal.listen(0.03)
                terminal.wait("the colours", lambda: heads(terminal.output) == wanted)
                assert watched.settle().text() == before, (pieces, watched.screen.text())
                # It was painted once, and what more the terminal says changes nothing.
                painted = len(terminal.output)
                assert terminal.output[start:].count("─ Activity".encode()) <= 1, terminal.output[start:]
                for more in (answer, DARK, LIGHT, "\x1b]11;?\x07", "\x1b]10;rgb:0/0/0\x07"):
                    terminal.send(more)
                watched.settle()
                assert len(terminal.output) == painted, terminal.output[painted:]
                terminal.send("2")
                watched.wait_for("1 of 300")


def an_answer_that_changes_nothing_paints_nothing(place):
    for options, named, answer in (((), "15;0", DARK), ((), "0;15", LIGHT), (("--theme", "dark"), None, LIGHT), (("--no-color",), None, LIGHT)):
        watched = place.watched(*options, COLORFGBG=named)
        with watched.terminal as terminal:
            start = len(terminal.output)
            terminal.send(answer)
            watched.settle()
            assert len(terminal.output) == start, (options, named, terminal.output[start:])
            terminal.send("q")
            assert terminal.wait_state("ended") == "exit 0"


def an_answer_at_once_is_in_the_first_paint_or_repaints(place):
    """And none stays behind for the shell, however soon the dashboard is left."""
    for answer in (DARK, LIGHT):
        with place.open("--range", "all", term="xterm-256color") as terminal:
            terminal.wait("the question", lambda: QUESTION in terminal.output)
            terminal.send(answer)
            watched = Watched(terminal)
            watched.wait_for("300 sessions")
            terminal.wait("the colours", lambda: heads(terminal.output) == ["dark" if answer == DARK else "light"])
            terminal.send("q")
            assert terminal.wait_state("ended") == "exit 0"
    with place.open("--range", "all", term="xterm-256color") as terminal:
        terminal.send("q")
        terminal.wait("the question", lambda: QUESTION in terminal.output)
        terminal.send(DARK)
        assert terminal.wait_state("ended") == "exit 0"
        terminal.expect_given_back()
        left, _, _ = select.select([terminal.slave], [], [], 0)
        assert not left, os.read(terminal.slave, 100)


def typing_after_half_an_answer_goes_on(place):
    watched = place.watched(COLORFGBG="15;0")
    with watched.terminal as terminal:
        # As with Alt and one of these keys; nobody ends the string.
        for begun in ("\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x1b]11;rgb:"):
            terminal.send(begun)
            for _ in range(50):
                terminal.send("2")
                terminal.listen(0.1)
                if "1 of 300" in watched.update().text():
                    break
            assert "1 of 300" in watched.screen.text(), begun
            terminal.send("1")
            watched.wait_for("300 sessions")


def a_terminal_that_goes_away_is_not_spun_upon(place):
    watched = place.watched()
    with watched.terminal as terminal:
        with open(f"/proc/{terminal.process}/stat") as stat:
            assert stat.read().rsplit(")", 1)[1].split()[0] == "S"
        os.close(terminal.master)
        os.close(terminal.slave)
        terminal.master = terminal.slave = None
        assert terminal.wait_state("ended") == f"signal {int(signal.SIGHUP)}"


TESTS = [
    the_frame_is_the_same_on_every_terminal,
    the_cursor_stands_on_the_selected_row,
    a_key_costs_few_bytes,
    ratings_in_all_their_colours_cost_few_bytes,
    a_new_interaction_costs_few_bytes,
    held_keys_become_few_paints,
    a_quiet_dashboard_sleeps_and_a_running_clock_wakes_once_a_minute,
    memory_stays_small,
    a_new_size_is_filled,
    every_end_gives_every_terminal_back,
    every_terminal_is_given_back_while_it_is_stopped,
    stray_words_come_after_the_screen,
    the_mouse_is_asked_for_clicks_only_and_given_back,
    pasted_text_goes_into_what_is_typed,
    a_screen_reader_gets_words,
    hostile_data_cannot_steer_the_terminal,
    a_kind_of_xterm_without_a_description_is_drawn_on,
    the_escape_key_waits_as_long_as_is_said,
    the_terminal_is_asked_once_what_it_draws_on,
    the_colours_follow_what_the_terminal_answers,
    an_answer_that_changes_nothing_paints_nothing,
    an_answer_at_once_is_in_the_first_paint_or_repaints,
    typing_after_half_an_answer_goes_on,
    a_terminal_that_goes_away_is_not_spun_upon,
]


run_tests(TESTS, Manners)
