"""The dashboard on pseudo-terminals: what is seen, and that the terminal is never harmed. Usage: terminal_test.py BINARY [TEST…]"""
import json
import os
import re
import signal
import subprocess
import termios

from pseudo_terminal import BINARY, Place, ledger, session
from runner import run_tests


def it_shows_the_sessions(place):
    with place.open() as terminal:
        terminal.wait_for("1 Over")
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
    for term, named in (("dumb", "TERM=dumb"), ("nosuchterm", "TERM=nosuchterm"), (None, "TERM"), ("", "TERM"), ("footing", "TERM=footing"),
                        ("xterm-nosuch-m", "TERM=xterm-nosuch-m"), ("-", "TERM=-")):
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


def a_session_logged_over_mcp_is_seen_while_it_happens(place):
    with place.open() as terminal:
        terminal.wait_for("Second thing")
        server = subprocess.Popen([BINARY, "server"], env=place.environment(), cwd=place.path, stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

        def call(number, name, **arguments):
            request = {"jsonrpc": "2.0", "id": number, "method": "tools/call",
                       "params": {"name": name, "arguments": arguments}}
            server.stdin.write((json.dumps(request) + "\n").encode())
            server.stdin.flush()
            return json.loads(server.stdout.readline())["result"]

        started = call(1, "start_ai_session", session_name="Zebra crossing", task_type="debugging", model_name="m",
                       human_time_estimate_minutes=60, estimate_source="manual")
        terminal.wait_for("Zebra crossing", seconds=1)
        call(2, "log_ai_interaction", session_id=started["session_id"], prompt="Why?", response_summary="Because.",
             effectiveness_rating=5)
        terminal.wait_for("5.0", seconds=1)
        server.stdin.close()
        assert server.wait(10) == 0
        terminal.wait("the end of the session", lambda: "▶" not in terminal.screen(), seconds=1)


def a_bar_lists_its_interactions_with_their_texts(place):
    interactions = [
        {"session_id": f"id_{n % 3}", "prompt": f"Question {n}", "response_summary": "", "effectiveness_rating": rating,
         "timestamp": f"2025-03-01T09:{n:02d}:00Z", "iteration_count": 1 + n % 3}
        for n, rating in enumerate([5, 4, 5, "none", 5, 1])]
    place.write("interactions.json", json.dumps(interactions, indent=2))
    with place.open() as terminal:
        terminal.wait_for("Second thing")
        terminal.send("03")
        terminal.wait_for("Distribution")
        terminal.send("\r")
        for text in ("rated 5", "Question 0", "Question 2", "Question 4", "sort: when ▼"):
            terminal.wait_for(text)
        assert "Question 1" not in terminal.screen()
        # The session's first record has no rating, and is a record all the same.
        terminal.send("j\r")
        terminal.wait_for("日本語 third")
        terminal.wait_for("Question 5")
        terminal.send("\x1b")
        terminal.wait_for("2 of 3")
        path = place.path / "found.json"
        terminal.send(f":export {path}\r")
        terminal.wait_for("JSON, 3 interactions")
        assert json.loads(path.read_text()) == [interactions[n] for n in (4, 2, 0)]


def rates_that_are_saved_are_there_again(place):
    configured = json.loads(place.run("--once", "--json", "--tab", "roi").stdout)
    assert configured["rates"] == "configured"
    with place.open("--tab", "roi") as terminal:
        terminal.wait_for("$390.00")
        terminal.send(":set rate 150\r")
        terminal.wait_for("what-if")
        terminal.send("ajl")
        terminal.wait_for("$50/month")
        terminal.send("\x1b")
        terminal.wait_for("what-if, :save keeps it")
        terminal.send(":save\r")
        terminal.wait_for("saved ")
        terminal.send("j")
        terminal.wait_for("your rates")
        terminal.wait_for_absence("what-if")
        terminal.send("q")
        assert terminal.wait_state("ended") == "exit 0"
    settings = place.path / ".config" / "ai-session-tracker" / "tui.conf"
    assert settings.read_text() == "set rate 150\nset monthly-cost 50\n"
    with place.open("--tab", "roi") as terminal:
        terminal.wait_for("your rates")
        terminal.wait_for("$450.00")
        terminal.wait_for_absence("what-if")
    assert json.loads(place.run("--once", "--json", "--tab", "roi").stdout)["rates"] == "your rates"


def a_directory_that_comes_later_is_shown(place):
    later = place.path / "later" / "ledger"
    with place.open("--data", str(later)) as terminal:
        terminal.wait_for("1 Over")
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
        terminal.wait_for_absence("stale")


INTERACTIONS = json.dumps([{"session_id": "id_1", "timestamp": "2025-03-02T09:20:00+00:00", "prompt": "p", "effectiveness_rating": 4}])


def broken(place, name, how):
    """Puts something that cannot be read in the place of a data file; gives what mends it."""
    path = place.data / name
    if path.exists():
        path.unlink()
    if how == "folder":
        path.mkdir()
        return path.rmdir
    if how == "link":
        path.symlink_to(place.path / "elsewhere")
        return path.unlink
    path.write_text(how)
    return path.unlink


def what_cannot_be_read_has_no_numbers(place):
    for how, remedy in (("[{", "doctor --fix"), ("\x00\x01\x02", "doctor --fix"), ("{}", "doctor --fix"), ("7", "doctor --fix"),
                        ("folder", "Move it away"), ("link", "Move it away")):
        for name, tab, member in (("interactions.json", "effectiveness", "effectiveness"), ("issues.json", "issues", "issues")):
            place.write("interactions.json", INTERACTIONS)
            mend = broken(place, name, how)
            printed = place.run("--once", "--range", "all", "--size", "120x40", "--tab", tab)
            assert printed.returncode == 1, (how, printed)
            assert f"{name} cannot be read, so" in printed.stdout and remedy in printed.stdout, (how, printed.stdout)
            assert "stale" in printed.stdout.split("\n")[0] and name in printed.stderr, (how, printed)
            document = json.loads(place.run("--once", "--json", "--range", "all", "--tab", tab).stdout)
            assert document["unreadable"][0]["path"].endswith(name), document
            assert document["total_sessions"] == 3, document
            figures = [value for value in document[member].values() if not isinstance(value, dict)]
            assert figures and all(value is None for value in figures), (how, document)
            printed = place.run("--once", "--range", "all", "--screen-reader")
            assert f"{name} cannot be read since" in printed.stdout, printed.stdout
            mend()
            place.write("interactions.json", INTERACTIONS)
            assert place.run("--once", "--range", "all").returncode == 0


def what_breaks_while_it_is_shown_is_said_until_it_is_mended(place):
    place.write("interactions.json", INTERACTIONS)
    with place.open("--range", "all") as terminal:
        terminal.wait_for("4.0 ★★★★☆")
        for how in (INTERACTIONS[:-9], "folder"):
            mend = broken(place, "interactions.json", how)
            # A half-written file would be whole again by then.
            terminal.wait_for("interactions.json cannot be read since")
            terminal.wait_for("stale")
            terminal.wait_for_absence("4.0 ★★★★☆", "● live")
            assert "Second thing" in terminal.screen()
            terminal.send("e")
            terminal.wait_for("nothing is changed while interactions.json cannot be read")
            mend()
            place.write("interactions.json", INTERACTIONS)
            terminal.wait_for("4.0 ★★★★☆")
            terminal.wait_for("● live")
            terminal.wait_for_absence("cannot be read", "stale")


def a_file_emptied_to_be_written_anew_blanks_nothing(place):
    with place.open() as terminal:
        terminal.wait_for("Second thing")
        place.write("sessions.json", "")
        terminal.wait_for("stale")
        # Longer than a writer takes, and still the screen stays.
        terminal.listen(1.5)
        assert "Second thing" in terminal.screen() and "stale" in terminal.screen()
        place.write("sessions.json", ledger("Third thing"))
        terminal.wait_for("Third thing")
        terminal.wait_for_absence("stale", "Second thing")
        place.write("sessions.json", "{}")
        terminal.wait_for("No sessions yet")
        terminal.wait_for_absence("stale")


def a_broken_file_is_named_and_no_invitation_to_begin(place):
    place.write("sessions.json", ledger("Second thing") + "xx")
    with place.open() as terminal:
        terminal.wait_for("The data cannot be read.")
        terminal.wait_for("doctor")
        assert "No sessions yet" not in terminal.screen()
        place.write("sessions.json", ledger("Second thing"))
        terminal.wait_for("Second thing")
    for options, said in ((["--once"], "Data not usable"), (["--once", "--json"], '"success": false')):
        place.write("sessions.json", ledger("Second thing") + "xx")
        with place.open(*options) as terminal:
            assert terminal.wait_state("ended") == "exit 1"
            terminal.drain()
            output = terminal.output.decode()
            assert said in output and "sessions.json is not usable" in output, output
            assert "total_sessions" not in output


def a_message_goes_after_a_while(place):
    with place.open() as terminal:
        terminal.wait_for("Second thing")
        terminal.send("Z")
        terminal.wait_for("Z does nothing here")
        terminal.wait_for_absence("Z does nothing here")


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


def what_the_terminal_answers_is_no_key(place):
    answers = ("\x1b]11;rgb:1e1e/1e1e/1e1e\x07", "\x1b]11;rgb:1111/1111/1111\x1b\\", "\x1b]52;c;aGVsbG8=\x07", "\x1b_Gi=31;OK?\x1b\\",
               "\x1bP>|XTerm(370)\x1b\\", "\x1b^q\x1b\\", "\x1bXq\x1b\\", "\x1b[?62;22c", "\x1b[0n", "\x1b[?2026;2$y", "\x1b[?1u",
               "\x1b[I", "\x1b[O", "\x1b[M q!", "\x1b[8;24;80t")
    with place.open("--tab", "sessions", term="xterm-256color", COLORFGBG="15;0") as terminal:
        terminal.wait_for_bytes(rb"help")
        terminal.listen(0.2)
        for answer in answers:
            for pieces in ([answer], [answer[:3], answer[3:]]):
                start = len(terminal.output)
                for piece in pieces:
                    terminal.send(piece)
                    terminal.listen(0.06)
                assert len(terminal.output) == start, (answer, terminal.output[start:])
        # The key itself still works, alone and behind an answer that never ends.
        terminal.send("?")
        terminal.wait_for_bytes(rb"Other", start)
        start = len(terminal.output)
        terminal.send("\x1b")
        terminal.wait("the screen without help", lambda: len(terminal.output) > start)
        terminal.send("\x1b]11;rgb:")
        terminal.listen(0.6)
        terminal.send("q")
        assert terminal.wait_state("ended") == "exit 0"


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
    a_session_logged_over_mcp_is_seen_while_it_happens,
    a_bar_lists_its_interactions_with_their_texts,
    rates_that_are_saved_are_there_again,
    a_directory_that_comes_later_is_shown,
    a_half_written_file_blanks_nothing,
    what_cannot_be_read_has_no_numbers,
    what_breaks_while_it_is_shown_is_said_until_it_is_mended,
    a_file_emptied_to_be_written_anew_blanks_nothing,
    a_broken_file_is_named_and_no_invitation_to_begin,
    a_message_goes_after_a_while,
    data_that_cannot_be_read_is_named,
    pasted_text_is_no_command,
    an_unknown_sequence_is_no_command,
    what_the_terminal_answers_is_no_key,
    two_hundred_held_keys_are_painted_in_a_few_frames,
    when_the_terminal_goes_away_it_ends,
    sample_data_is_shown_and_removed_at_every_end,
    a_size_that_is_none_is_refused,
]


run_tests(TESTS, Place)
