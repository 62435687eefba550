"""Pictures of the dashboard: valid XML that shows what the text shows. Usage: picture_test.py BINARY [TEST…]"""
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from pseudo_terminal import Place, session
from runner import TESTS, run_tests, test

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = ["<script>alert(1)</script> & \"q\" 'a'", "]]> &amp; <!-- x -->", "語 e\u0301 👩‍👩‍👧 \u202e rtl", "tab\tand\u0007bell\ufffe\uffff"]


class PicturePlace(Place):
    def __init__(self, directory):
        super().__init__(directory)
        self.write("sessions.json", json.dumps({f"id_{n}": session(n, name) for n, name in enumerate(HOSTILE)}))
        for path in self.data.iterdir():
            os.utime(path, (1_700_000_000, 1_700_000_000))


def once(place, *arguments, status=0):
    result = subprocess.run([sys.argv[1], "tui", "--once", "--range", "all", *arguments], capture_output=True, cwd=place.path,
                            env={"HOME": str(place.path), "LANG": "C.UTF-8", "AI_OUTPUT_DIR": str(place.data), "TZ": "UTC"})
    assert result.returncode == status, (arguments, result)
    return result.stdout.decode()


def shown(picture):
    """The rows of a picture's text by the places of its words; a wide character fills two cells."""
    root = ElementTree.fromstring(picture)
    names = {element.tag for element in root.iter()}
    assert names <= {SVG + name for name in ("svg", "title", "rect", "text")}, names
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]
    width, height = int(root.get("width")), int(root.get("height"))
    assert width % 9 == 0 and height % 17 == 0
    rows = [[" "] * (width // 9) for _ in range(height // 17)]
    for word in root.iter(SVG + "text"):
        column, row, columns = int(word.get("x")) // 9, int(word.get("y")) // 17, int(word.get("textLength")) // 9
        rows[row][column:column + columns] = [word.text] + [""] * (columns - 1)
    return ["".join(row).rstrip() for row in rows]


@test
def a_picture_is_valid_and_shows_what_the_text_shows(place):
    for size in ("40x12", "80x24", "120x40", "200x60"):
        for tab in ("overview", "sessions", "trends"):
            for look in ([], ["--ascii"], ["--theme", "light"], ["--no-color"]):
                arguments = ["--size", size, "--tab", tab, *look]
                text = once(place, *arguments).split("\n")[:-1]
                assert shown(once(place, *arguments, "--svg")) == [line.rstrip() for line in text], arguments


@test
def colours_follow_the_theme(place):
    dark, light, mono = (once(place, "--svg", "--size", "80x24", *look)
                         for look in (["--theme", "dark"], ["--theme", "light"], ["--theme", "mono"]))
    fills = [{element.get("fill") for element in ElementTree.fromstring(picture).iter() if element.get("fill")}
             for picture in (dark, light, mono)]
    assert len(fills[0]) > 4 and len(fills[1]) > 4 and fills[0] != fills[1], fills
    assert len(fills[2]) == 2, fills[2]


@test
def what_does_not_go_together_is_said(place):
    for arguments in (["--svg", "--json"],):
        once(place, *arguments, status=2)
    result = subprocess.run([sys.argv[1], "tui", "--svg"], capture_output=True, cwd=place.path)
    assert result.returncode == 2 and b"--svg goes with --once." in result.stderr, result


@test
def a_snapshot_is_written_and_nothing_is_replaced_unasked(place):
    work = os.getcwd()
    os.chdir(place.path)
    try:
        with place.open("--range", "all", columns=100, rows=30) as terminal:
            terminal.wait_for("Sessions")
            terminal.send(":snapshot shot.svg\r")
            terminal.wait_for("wrote shot.svg: SVG, 100x30")
            path = place.path / "shot.svg"
            rows = shown(path.read_text())
            assert len(rows) == 30 and "Overview" in rows[0], rows
            path.write_text("mine")
            terminal.send(":snapshot shot.svg\r")
            terminal.wait_for("There is such a file already")
            terminal.send("\x1b")
            terminal.wait_for_absence("There is such a file")
            assert path.read_text() == "mine"
            terminal.send(":snapshot shot.svg\r")
            terminal.wait_for("There is such a file already")
            terminal.send("y")
            terminal.wait_for("wrote shot.svg")
            shown(path.read_text())
            terminal.send(":snapshot shot.png\r")
            terminal.wait_for("ends in .svg")
    finally:
        os.chdir(work)


if __name__ == "__main__":
    run_tests(TESTS, PicturePlace)
