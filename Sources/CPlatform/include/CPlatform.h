// What Swift's Glibc module hides: signal descriptors, character widths, memory files, and the handler that gives
// the terminal back when the program crashes. Nothing here knows of sessions.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <termios.h>

/// Blocks `count` signals and returns a close-on-exec, non-blocking descriptor that reports them; -1 with errno.
int platform_signal_descriptor(const int *signals, int count);

/// The next pending signal of such a descriptor; 0 when there is none.
int platform_next_signal(int descriptor);

/// Dies of `signal`: default action, unblocked, raised. Returns only when the signal does not end a process.
void platform_die_of_signal(int signal);

/// Stops the whole foreground group with SIGTSTP and returns once it continues.
void platform_suspend_group(void);

/// Columns of a character in the current locale; -1 when it is not printable.
int platform_column_width(uint32_t scalar);

/// Takes the character set from the environment's locale (LC_CTYPE only), also when that locale is not installed but its
/// name says UTF-8. Returns 1 when it is UTF-8.
int platform_adopt_locale(void);

/// An anonymous file in memory, close-on-exec; -1 with errno.
int platform_memory_file(const char *name);

/// The type number of the file system that holds `path` (statfs f_type); -1 with errno.
int64_t platform_file_system_type(const char *path);

/// After this, a crash (SEGV, BUS, ILL, TRAP, ABRT, FPE) first writes `length` prepared bytes to `terminal`, restores
/// `modes` there, copies the memory file `captured` (or nothing when -1) to `standard_error`, then dies of the same
/// signal. Only async-signal-safe calls, on a stack of its own. `bytes` is copied (at most 1,024).
void platform_guard_terminal(const char *bytes, size_t length, int terminal, const struct termios *modes,
                             int captured, int standard_error);

/// Ends the guard: a crash is a plain crash again.
void platform_unguard_terminal(void);
