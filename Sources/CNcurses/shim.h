// ncurses (wide) as Swift can see it: its cast macros as constants, its global variables and variadics as functions.
#pragma once

#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <stdint.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// From <term.h>, which would also define `lines`, `columns` and `tab` as macros.
extern int setupterm(const char *terminal, int descriptor, int *problem);

static const uint32_t curses_bold = WA_BOLD;
static const uint32_t curses_underlined = WA_UNDERLINE;
static const uint32_t curses_reversed = WA_REVERSE;

static const uint32_t curses_click = BUTTON1_PRESSED;
static const uint32_t curses_wheel_up = BUTTON4_PRESSED;
static const uint32_t curses_wheel_down = BUTTON5_PRESSED;

/// The whole screen as a window.
static inline WINDOW *curses_window(void) { return stdscr; }

/// What is physically on the screen.
static inline WINDOW *curses_physical_screen(void) { return curscr; }

/// A screen of a terminal type that writes to one descriptor and reads from another, which both stay open when it ends;
/// NULL on failure.
static inline SCREEN *curses_open(const char *type, int output, int input) {
  FILE *writing = fdopen(dup(output), "w");
  FILE *reading = fdopen(dup(input), "r");
  return writing && reading ? newterm((char *)type, writing, reading) : NULL;
}

/// One cell of a base character and its combining ones, ended by 0. What curses does not take becomes `?`.
static inline cchar_t curses_cell(const wchar_t *characters, uint32_t attributes, int pair) {
  cchar_t cell = {0};
  if (!*characters || setcchar(&cell, characters, (attr_t)attributes, 0, &pair) == ERR)
    setcchar(&cell, L"?", (attr_t)attributes, 0, &pair);
  return cell;
}

/// The number that a variable holds, as curses itself reads those of its own: decimal, octal or hexadecimal; -1 for none.
static inline int curses_number(const char *text) {
  char *end;
  long value = strtol(text, &end, 0);
  return end == text || *end || value < 0 || value > INT_MAX ? -1 : (int)value;
}

/// A capability by its terminfo name; NULL when the terminal has none.
static inline const char *curses_capability(const char *name) {
  char *value = tigetstr(name);
  return value == (char *)-1 ? NULL : value;
}
