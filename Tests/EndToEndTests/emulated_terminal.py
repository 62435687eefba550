"""What a terminal would show of the bytes it got: a small emulator of what terminfo's common types ask for. It refuses what it does not know."""
import ctypes
import re
import time

libc = ctypes.CDLL(None)
libc.setlocale.restype = ctypes.c_char_p
libc.setlocale(0, b"C.UTF-8")

# A control sequence, a string for the system, a designation, another escape, a control character, text.
TOKEN = re.compile(r"\x1b\[([<=>?]?)([\d;:]*)([ -/]*)([@-~])|\x1b\](?:R|P[0-9a-fA-F]{7})|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b([()])(.)|\x1b([^\[\]()])|([\x00-\x1a\x1c-\x1f])|([^\x00-\x1f]+)",
                   re.S)
LINES = dict(zip("jklmnqtuvwx`af~", "┘┐┌└┼─├┤┴┬│◆▒°·"))


class Emulator:
    """The screen, the cursor, the cells in reverse and the modes that are set."""

    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.modes, self.unknown, self.rest = {}, set(), ""
        self.partial = b""
        self.reset()

    def reset(self):
        self.cells = [self.blank() for _ in range(self.rows)]
        self.row = self.column = 0
        self.wraps = self.is_reversed = self.inserts = False
        self.top, self.bottom = 0, self.rows - 1
        self.sets, self.shift, self.saved = {"(": "B", ")": "B"}, "(", (0, 0)
        self.last = " "

    def blank(self):
        return [(" ", False)] * self.columns

    def feed(self, data):
        data = self.partial + data
        # A character may come in two pieces.
        for cut in range(4):
            try:
                text = data[:len(data) - cut].decode()
                break
            except UnicodeDecodeError:
                continue
        else:
            text, cut = data.decode(errors="replace"), 0
        self.partial = data[len(data) - cut:] if cut else b""
        text = self.rest + text
        place = 0
        for token in iter(lambda: TOKEN.match(text, place), None):
            self.take(token)
            place = token.end()
        self.rest = text[place:]

    def take(self, token):
        private, parameters, between, final, side, charset, escape, control, plain = token.groups()
        if plain:
            for character in plain:
                self.put(character)
        elif control:
            self.control(control)
        elif side:
            self.sets[side] = charset
        elif escape:
            self.escape(escape)
        elif final:
            numbers = [int(number or 0) for number in re.split("[;:]", parameters)]
            if private == "?" and final in "hl":
                self.set_modes(numbers, final == "h")
            elif not private and not between:
                self.sequence(final, numbers, parameters)
            elif final not in "cmqpu":
                self.unknown.add(token.group())

    def set_modes(self, numbers, is_on):
        for number in numbers:
            if number in (47, 1047, 1049) and self.modes.get(number, False) != is_on:
                self.cells = [self.blank() for _ in range(self.rows)]
            self.modes[number] = is_on

    def control(self, control):
        if control == "\r":
            self.column, self.wraps = 0, False
        elif control in "\n\x0b\x0c":
            self.feed_line()
        elif control == "\b":
            self.column, self.wraps = max(0, self.column - 1), False
        elif control == "\t":
            self.column = min(self.columns - 1, self.column // 8 * 8 + 8)
        elif control in "\x0e\x0f":
            self.shift = ")" if control == "\x0e" else "("
        elif control not in "\x00\x07":
            self.unknown.add(control)

    def escape(self, escape):
        if escape == "7":
            self.saved = self.row, self.column
        elif escape == "8":
            (self.row, self.column), self.wraps = self.saved, False
        elif escape in "DE":
            self.column = 0 if escape == "E" else self.column
            self.feed_line()
        elif escape == "M":
            if self.row == self.top:
                self.scroll(-1)
            else:
                self.row = max(0, self.row - 1)
        elif escape == "c":
            self.reset()
        elif escape not in "=>H\\":
            self.unknown.add("\x1b" + escape)

    def feed_line(self):
        self.wraps = False
        if self.row == self.bottom:
            self.scroll(1)
        else:
            self.row = min(self.rows - 1, self.row + 1)

    def scroll(self, count):
        for _ in range(abs(count)):
            del self.cells[self.top if count > 0 else self.bottom]
            self.cells.insert(self.bottom if count > 0 else self.top, self.blank())

    def put(self, character):
        if self.sets[self.shift] == "0":
            character = LINES.get(character, character)
        width = libc.wcwidth(ord(character))
        if width == 0:
            column = self.column - (0 if self.wraps else 1)
            column -= column > 0 and self.cells[self.row][column][0] == ""
            text, is_reversed = self.cells[self.row][column]
            self.cells[self.row][column] = text + character, is_reversed
            return
        if width > self.columns:
            return
        if self.wraps or self.column + width > self.columns:
            self.column = 0
            self.feed_line()
        cells = self.cells[self.row]
        if self.inserts:
            cells[self.column:self.column] = [(" ", False)] * width
            del cells[self.columns:]
        # What is half covered goes.
        for place in (self.column, self.column + width):
            if place < self.columns and cells[place][0] == "":
                cells[place - 1] = cells[place] = " ", False
        for place, text in enumerate([character] + [""] * (width - 1), self.column):
            cells[place] = text, self.is_reversed
        self.last = character
        self.column += width
        self.wraps = self.column >= self.columns
        self.column = min(self.column, self.columns - 1)

    def sequence(self, final, numbers, parameters):
        count = max(1, numbers[0])
        moves = {"A": (-count, 0), "B": (count, 0), "C": (0, count), "D": (0, -count)}
        if final in moves:
            self.move(self.row + moves[final][0], self.column + moves[final][1])
        elif final in "Hf":
            self.move(count - 1, max(1, (numbers + [1])[1]) - 1)
        elif final in "G`":
            self.move(self.row, count - 1)
        elif final == "d":
            self.move(count - 1, self.column)
        elif final == "J":
            ranges = {0: (self.row + 1, self.rows), 1: (0, self.row), 2: (0, self.rows), 3: (0, 0)}
            self.erase_line({0: 0, 1: 1, 2: 2, 3: 3}[numbers[0]])
            for row in range(*ranges[numbers[0]]):
                self.cells[row] = self.blank()
        elif final == "K":
            self.erase_line(numbers[0])
        elif final == "X":
            self.erase(self.column, self.column + count)
        elif final == "P":
            cells = self.cells[self.row]
            del cells[self.column:self.column + count]
            cells += [(" ", False)] * (self.columns - len(cells))
        elif final == "@":
            self.cells[self.row][self.column:self.column] = [(" ", False)] * count
            del self.cells[self.row][self.columns:]
        elif final in "LM":
            if self.top <= self.row <= self.bottom:
                outer, self.top = self.top, self.row
                self.scroll(-count if final == "L" else count)
                self.top = outer
        elif final in "ST":
            self.scroll(count if final == "S" else -count)
        elif final == "r":
            bottom = min(numbers[1] if len(numbers) > 1 and numbers[1] else self.rows, self.rows) - 1
            # What was written for a larger screen may still come.
            if count - 1 < bottom:
                self.top, self.bottom = count - 1, bottom
                self.move(0, 0)
        elif final == "b":
            for _ in range(count):
                self.put(self.last)
        elif final == "m":
            self.paint(numbers)
        elif final in "hl" and numbers == [4]:
            self.inserts = final == "h"
        elif not (final in "hl" and numbers == [34]) and final not in "gnt" and not (final == "c" and not parameters):
            self.unknown.add(f"\x1b[{parameters}{final}")

    def paint(self, numbers):
        for number in numbers:
            if number in (0, 27):
                self.is_reversed = False
            elif number == 7:
                self.is_reversed = True

    def move(self, row, column):
        self.row, self.column = min(max(0, row), self.rows - 1), min(max(0, column), self.columns - 1)
        self.wraps = False

    def erase_line(self, part):
        bounds = {0: (self.column, self.columns), 1: (0, self.column + 1), 2: (0, self.columns), 3: (0, 0)}
        self.erase(*bounds[part])

    def erase(self, first, end):
        for column in range(first, min(end, self.columns)):
            self.cells[self.row][column] = " ", False

    def lines(self):
        return ["".join(text for text, _ in row).rstrip() for row in self.cells]

    def text(self):
        return "\n".join(self.lines())

    def reversed_rows(self):
        """Rows of which most is in reverse."""
        return [number for number, row in enumerate(self.cells) if sum(cell[1] for cell in row) > self.columns // 3]


class Watched:
    """A terminal with an emulator at its end."""

    def __init__(self, terminal):
        self.terminal, self.fed = terminal, 0
        self.screen = Emulator(terminal.columns, terminal.rows)

    def update(self):
        output = self.terminal.output
        self.screen.feed(output[self.fed:])
        self.fed = len(output)
        return self.screen

    def wait_for_frame(self, what, wanted):
        """Until all rows are these."""
        try:
            self.wait(what, lambda screen: screen.text() == wanted.rstrip("\n"))
        except AssertionError as error:
            rows = zip(wanted.split("\n"), self.screen.lines())
            different = [f"wanted: {row}\nseen:   {seen}" for row, seen in rows if row != seen]
            raise AssertionError(f"no {what}: {str(error).splitlines()[0]}\n" + "\n".join(different[:5])) from error

    def wait_for(self, text):
        self.wait(repr(text), lambda screen: text in screen.text())

    def wait(self, what, condition):
        try:
            self.terminal.wait(what, lambda: condition(self.update()))
        except AssertionError as error:
            seen = self.screen.text()
            raise AssertionError(f"no {what}; {str(error).splitlines()[0]}; emulated:\n{seen}") from error

    def settle(self, quiet=0.15, limit=10.0):
        """Until nothing came for so many seconds."""
        end = time.monotonic() + limit
        while self.terminal.pump(quiet) and time.monotonic() < end:
            pass
        return self.update()

    def resized(self, columns, rows):
        """From here on a screen of another size, painted anew."""
        self.update()
        modes = self.screen.modes
        self.screen = Emulator(columns, rows)
        self.screen.modes = modes
        self.terminal.resize(columns, rows)
