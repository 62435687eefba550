// What Swift's Glibc module hides: arguments and how the program was called, signal descriptors, character widths, memory
// files, names exchanged, ranges copied, leases, and the handler that gives the terminal back when the program crashes.
// Nothing here knows of sessions.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/xattr.h>
#include <termios.h>

/// What the program was started with, also where there is no /proc: its own name at 0, NULL behind the last one.
const char *platform_argument(int index);

/// Blocks `count` signals and returns a close-on-exec, non-blocking descriptor that reports them; -1 with errno.
int platform_signal_descriptor(const int *signals, int count);

/// The next pending signal of such a descriptor; 0 when there is none. SIGPIPE and SIGIO that the kernel sent for what this
/// process itself did are left out.
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

/// The path that execve(2) was given for this process, as it was spelled: a link is a link. NULL when the kernel does not
/// tell.
const char *platform_executed_path(void);

/// Notes on a folder, as an extended attribute, that this program made it. File systems without such attributes keep no note.
void platform_mark_as_made(const char *folder);

/// Whether a folder bears that note.
int platform_is_marked_as_made(const char *folder);

/// The next waiting connection of a listening socket, non-blocking and close-on-exec; -1 with errno.
int platform_accept(int descriptor);

/// Lets two names of one file system change places at once (renameat2 with RENAME_EXCHANGE); -1 with errno.
int platform_exchange(const char *one, const char *other);

/// Renames `from` unless `to` exists (renameat2 with RENAME_NOREPLACE); -1 with errno.
int platform_rename_to_unused(const char *from, const char *to);

/// Copies up to `count` bytes from `offset` of `from` to where `to` stands, within the kernel (copy_file_range). The count
/// copied, 0 at the end of `from`; -1 with errno.
ssize_t platform_copy_range(int from, int64_t offset, int to, size_t count);

/// Takes a write lease on an open file (F_SETLEASE), which is granted only when nobody else has it open; it ends when the
/// descriptor is closed. SIGIO is ignored from then on. -1 with errno.
int platform_take_write_lease(int descriptor);

/// Whether somebody has an open file of ours open for writing, found out by a read lease, which ends when the descriptor is
/// closed: 1 yes, 0 no, -1 when it cannot be told (another owner, a file system without leases). SIGIO is ignored from then on.
int platform_is_being_written(int descriptor);

/// Where `text` begins within `count` bytes (memmem); NULL when it does not.
const void *platform_find(const void *bytes, size_t count, const void *text, size_t text_count);

/// After this, a crash (SEGV, BUS, ILL, TRAP, ABRT, FPE, SYS) first writes `length` prepared bytes to `terminal`, restores
/// `modes` there, copies the memory file `captured` (or nothing when -1) to `standard_error`, then dies of the same
/// signal. Only async-signal-safe calls, on a stack of its own. `bytes` is copied (at most 1,024).
void platform_guard_terminal(const char *bytes, size_t length, int terminal, const struct termios *modes,
                             int captured, int standard_error);

/// Ends the guard: a crash is a plain crash again.
void platform_unguard_terminal(void);
